"""A from→to that contradicts the change stated right beside it."""

import math
import re
from collections.abc import Iterator

import pandas as pd

from extract.checks.findings import Finding, Placed, sentences, to_frame
from extract.reading import fold

# From 20% to 90%，提高60个百分点: nothing but the change's own verb stands between.
CHANGE_VERBS = "增长|增加|提高|提升|上升|上涨|扩大|升高|下降|减少|降低|缩短|压缩|压减|缩小|减|增|升|降|涨|跌"
CHANGE_AFTER = re.compile(
    rf"[，,、（(\s]*(?:共|净|累计|整整|足足|一举|大幅|合计)?(?:{CHANGE_VERBS})了?(?:幅度?)?(?:达到?|为)?"
)
CHANGE_BEFORE = re.compile(r"[，,\s]*(?:达到|至|到)")
# 从2016年的308亿元增加到2021年的506亿元，年均增长10%: the years say how often it grew.
YEARLY_AFTER = re.compile(rf"[，,、（(\s]*年(?:均|平均)(?:复合)?(?:{CHANGE_VERBS})率?了?(?:达到?|为)?")
YEAR = re.compile(r"((?:19|20)\d\d)年")
LED_WITHIN = 4  # characters between the year and its value: 2021年年底的
# These grow at constant prices unless somebody says 名义, so the amounts told beside the growth do not give it.
REAL_TERMS = re.compile(r"生产总值|GDP|增加值|实际")


def changes(frame: pd.DataFrame) -> pd.DataFrame:
    """A from→to whose change, stated right beside it, is another one, or whose direction is the opposite."""
    told = frame.loc[frame["from_value"].notna(), "sentence"]
    kept = frame[frame["sentence"].isin(told)]
    return to_frame(finding for figures in sentences(kept, "") for finding in _find_changes(figures))


def _find_changes(figures: list[Placed]) -> Iterator[Finding]:
    sentence = fold(figures[0].row.sentence)
    for index, figure in enumerate(figures):
        row = figure.row
        if pd.isna(row.from_value) or pd.isna(row.value):
            continue
        # 从第12位升至第5位 is a rise.
        if row.kind != "rank" and (row.value - row.from_value) * {"rise": 1, "fall": -1}.get(row.direction, 0) < 0:
            yield Finding("changes", "direction_contradicts", (row.figure_id,), row.from_value, row.value, row.unit)
        change = _find_stated_change(sentence, figures, index)
        if change:
            yield from _find_other_change(sentence, figure, change)
        yearly = _find_yearly_change(sentence, figures, index)
        if yearly:
            yield from _find_other_yearly(sentence, figure, yearly)


def _find_stated_change(sentence: str, figures: list[Placed], index: int) -> Placed | None:
    """The change of a from→to in its own words, right behind it or inside it: 由20%提高70个百分点至90%."""
    figure = figures[index]
    after, before = figures[index + 1 : index + 2], figures[max(index - 1, 0) : index]
    beside = [one for one in after if CHANGE_AFTER.fullmatch(sentence[figure.till : one.at])]
    beside += [one for one in before if CHANGE_BEFORE.fullmatch(sentence[one.till : figure.at])]
    is_change = [one for one in beside if one.row.measure == "change" and not one.row.basis and not one.row.per]
    return next((one for one in is_change if one.row.bound == figure.row.bound == "exact"), None)


def _find_yearly_change(sentence: str, figures: list[Placed], index: int) -> Placed | None:
    """The growth in % of an average year, right behind a from→to."""
    figure, after = figures[index], figures[index + 1 : index + 2]
    beside = [one for one in after if YEARLY_AFTER.fullmatch(sentence[figure.till : one.at])]
    is_yearly = [one for one in beside if one.row.unit == "%" != figure.row.unit and one.row.measure == "change"]
    return next((one for one in is_yearly if one.row.bound == figure.row.bound == "exact"), None)


def _find_other_yearly(sentence: str, figure: Placed, change: Placed) -> Iterator[Finding]:
    ratio, years = _ratio(figure, _from_step(sentence, figure)), _years(sentence[: figure.at])
    if not ratio or not years or _is_real(sentence, figure, change):
        return
    expected = sorted(abs(end ** (1 / years) - 1) * 100 for end in ratio)
    if not _fits(change, [tuple(expected)]):
        names = (figure.row.figure_id, change.row.figure_id)
        yield Finding("changes", "yearly_change_differs", names, sum(expected) / 2, change.row.value, "%")


def _years(before: str) -> int:
    """How many years lie between the two that lead the value before and, right here, the value; 0 if it is not said.

    >>> _years("从2016年的308亿元增加到2021年的"), _years("从308亿元增加到")
    (5, 0)
    """
    told = list(YEAR.finditer(before))[-2:]
    is_led = len(told) == 2 and len(before) - told[1].end() <= LED_WITHIN
    return max(int(told[1][1]) - int(told[0][1]), 0) if is_led else 0


def _is_real(sentence: str, figure: Placed, change: Placed) -> bool:
    """Whether the growth in % is one at constant prices, which the amounts do not give."""
    words = figure.row.indicator + sentence[figure.till : change.at]
    return figure.row.kind == "money" and change.row.unit == "%" and bool(REAL_TERMS.search(words))


def _find_other_change(sentence: str, figure: Placed, change: Placed) -> Iterator[Finding]:
    expected = _expected_changes(figure, _from_step(sentence, figure), change)
    if expected and not _fits(change, expected) and not _is_real(sentence, figure, change):
        names = (figure.row.figure_id, change.row.figure_id)
        middle = sum(expected[0]) / 2
        yield Finding("changes", "change_differs", names, middle, change.row.value, change.row.unit)


def _fits(change: Placed, expected: list[tuple[float, float]]) -> bool:
    """Whether what is stated, with its rounding, meets one of the intervals."""
    low, high = change.row.value - change.step / 2, change.row.value + change.step / 2
    return any(least <= high + 1e-9 and most >= low - 1e-9 for least, most in expected)


def _expected_changes(figure: Placed, from_step: float, change: Placed) -> list[tuple[float, float]]:
    """What the change may be, as intervals that rounding leaves: the difference, the growth in %, the multiple."""
    row, slack = figure.row, (figure.step + from_step) / 2
    difference = (abs(row.value - row.from_value) - slack, abs(row.value - row.from_value) + slack)
    if change.row.kind == "point" or change.row.unit == row.unit != "%":
        return [difference] if change.row.unit == row.unit or row.unit == "%" else []
    ratio = _ratio(figure, from_step)
    if not ratio or change.row.unit not in ("%", "倍"):
        return []
    growth = tuple(sorted((abs(ratio[0] - 1) * 100, abs(ratio[1] - 1) * 100)))
    if change.row.unit == "倍":  # 增长2倍 and 翻一番 are told both ways
        return [ratio, (ratio[0] - 1, ratio[1] - 1)]
    return [growth, difference] if row.unit == "%" else [growth]


def _ratio(figure: Placed, from_step: float) -> tuple[float, float] | None:
    """The least and the most that the value may be of the one before; None where that may be nothing."""
    row = figure.row
    least, most = row.from_value - from_step / 2, row.from_value + from_step / 2
    return ((row.value - figure.step / 2) / most, (row.value + figure.step / 2) / least) if least > 0 else None


def _from_step(sentence: str, figure: Placed) -> float:
    """The last place of the value before, as it is written in the sentence."""
    before = figure.row.from_value
    for found in reversed(list(re.finditer(r"(\d[\d,]*)(?:\.(\d+))?", sentence[: figure.at]))):
        number = float(found[0].replace(",", ""))
        if number and any(math.isclose(before, number * power) for power in (1, 1e2, 1e3, 1e4, 1e6, 1e8)):
            return before / number / 10 ** len(found[2] or "")
    return 1.0 if float(before).is_integer() else 10.0 ** -len(repr(before).partition(".")[2])
