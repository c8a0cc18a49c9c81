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


def _find_stated_change(sentence: str, figures: list[Placed], index: int) -> Placed | None:
    """The change of a from→to in its own words, right behind it or inside it: 由20%提高70个百分点至90%."""
    figure = figures[index]
    after, before = figures[index + 1 : index + 2], figures[max(index - 1, 0) : index]
    beside = [one for one in after if CHANGE_AFTER.fullmatch(sentence[figure.till : one.at])]
    beside += [one for one in before if CHANGE_BEFORE.fullmatch(sentence[one.till : figure.at])]
    is_change = [one for one in beside if one.row.measure == "change" and not one.row.basis and not one.row.per]
    return next((one for one in is_change if one.row.bound == figure.row.bound == "exact"), None)


def _find_other_change(sentence: str, figure: Placed, change: Placed) -> Iterator[Finding]:
    expected = _expected_changes(figure, _from_step(sentence, figure), change)
    low, high = change.row.value - change.step / 2, change.row.value + change.step / 2
    if expected and all(other_high < low - 1e-9 or other_low > high + 1e-9 for other_low, other_high in expected):
        names = (figure.row.figure_id, change.row.figure_id)
        middle = sum(expected[0]) / 2
        yield Finding("changes", "change_differs", names, middle, change.row.value, change.row.unit)


def _expected_changes(figure: Placed, from_step: float, change: Placed) -> list[tuple[float, float]]:
    """What the change may be, as intervals that rounding leaves: the difference, the growth in %, the multiple."""
    row, slack = figure.row, (figure.step + from_step) / 2
    difference = (abs(row.value - row.from_value) - slack, abs(row.value - row.from_value) + slack)
    least, most = row.from_value - from_step / 2, row.from_value + from_step / 2
    if change.row.kind == "point" or change.row.unit == row.unit != "%":
        return [difference] if change.row.unit == row.unit or row.unit == "%" else []
    if least <= 0 or change.row.unit not in ("%", "倍"):
        return []
    ratio = ((row.value - figure.step / 2) / most, (row.value + figure.step / 2) / least)
    growth = tuple(sorted((abs(ratio[0] - 1) * 100, abs(ratio[1] - 1) * 100)))
    if change.row.unit == "倍":  # 增长2倍 and 翻一番 are told both ways
        return [ratio, (ratio[0] - 1, ratio[1] - 1)]
    return [growth, difference] if row.unit == "%" else [growth]


def _from_step(sentence: str, figure: Placed) -> float:
    """The last place of the value before, as it is written in the sentence."""
    before = figure.row.from_value
    for found in reversed(list(re.finditer(r"(\d[\d,]*)(?:\.(\d+))?", sentence[: figure.at]))):
        number = float(found[0].replace(",", ""))
        if number and any(math.isclose(before, number * power) for power in (1, 1e2, 1e3, 1e4, 1e6, 1e8)):
            return before / number / 10 ** len(found[2] or "")
    return 1.0 if float(before).is_integer() else 10.0 ** -len(repr(before).partition(".")[2])
