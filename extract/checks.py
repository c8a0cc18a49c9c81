"""Figures that contradict each other: sums that do not add up, changes that do not fit, shares over 100 %, two values.

Each check looks only where the text itself says that the figures belong together, and takes the rounding of what is
written into account: 3.4万 and 2.5万 are 6.0万. A finding is a question for a person, not a verdict.
"""

import math
import re
from collections import namedtuple
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

import pandas as pd
import regex

from extract.reading import fold


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that do not fit together: which check, why (a machine name), what was expected and found, in ``unit``."""

    check: str
    reason: str
    figure_ids: tuple[str, ...]
    expected: float
    found: float
    unit: str


COLUMNS = tuple(field.name for field in fields(Finding))


# The columns that a sentence's figures are compared by; plain tuples, since a million rows pass here.
Row = namedtuple(
    "Row", "figure_id doc_id sentence quantity indicator value unit kind bound measure direction from_value basis per"
)


class Placed(NamedTuple):
    """A figure and where its words stand in its sentence; ``step`` is the last place that is written, 1000 in 1.2万."""

    row: Row
    at: int
    till: int
    step: float


class Split(NamedTuple):
    """How a whole is told in parts: one pattern a part.

    ``is_whole``: the parts leave nothing over. ``is_plain``: they alone say that what stands before them is their
    whole; otherwise 其中 or 总 must say it.
    """

    name: str
    parts: tuple[str, ...]
    is_whole: bool
    is_plain: bool
    example: str


# In the example the parts are one short of the whole, or one over where they may leave something: a test.
SPLITS = (
    Split("sex", ("男", "女"), True, True, "全村有100人，男60人，女39人"),
    Split("residence", ("城镇|城市", "农村|乡村"), True, False, "常住人口100.0万人，其中城镇60.0万人，农村39.0万人"),
    Split(
        "sector",
        ("第?一产业?", "第?二产业?", "第?三产业?"),
        True,
        True,
        "增加值100.0亿元，一产10.0亿元，二产50.0亿元，三产39.0亿元",
    ),
    Split("trade", ("出口", "进口"), True, False, "进出口总额100.0亿元，其中出口60.0亿元，进口39.0亿元"),
    Split("ground", ("地上", "地下"), True, False, "建筑面积100.0平方米，其中地上60.0平方米，地下39.0平方米"),
    Split("ownership", ("公办", "民办"), True, False, "全区有幼儿园100所，其中公办60所，民办39所"),
    Split("phase", ("一期", "二期"), False, False, "总投资100.0亿元，其中一期投资60.0亿元，二期投资41.0亿元"),
)

# What adds up; an average, a rate or a price does not.
ADDITIVE = frozenset(("count", "money", "area", "length", "mass", "volume", "energy", "power"))
NOT_ADDITIVE = re.compile("均|率|比|价|每|单|最|密度")
PEOPLE = frozenset(("人", "口", "口人", "名", "位"))

# 进出口总额, 总建筑面积; 生产总值 is the total of something else.
TOTAL = re.compile("(?<!生产)总")

# 共计5万元 straight after the parts; in 1至4月共计20万元 the months between say that it is another sum.
TOTAL_CUE = re.compile(r"[，,、；;：:（(\s]*(?:合计|共计|总计|总共|共)(?:约|为|达|有)?")
PART_CUE = re.compile(r"[，,、；;：:（(\s]*其中[^。；;]{0,30}")

# From 20% to 90%，提高60个百分点: nothing but the change's own verb stands between.
CHANGE_VERBS = "增长|增加|提高|提升|上升|上涨|扩大|升高|下降|减少|降低|缩短|压缩|压减|缩小|减|增|升|降|涨|跌"
CHANGE_AFTER = re.compile(
    rf"[，,、（(\s]*(?:共|净|累计|整整|足足|一举|大幅|合计)?(?:{CHANGE_VERBS})了?(?:幅度?)?(?:达到?|为)?"
)
CHANGE_BEFORE = re.compile(r"[，,\s]*(?:达到|至|到)")

# Shares of a whole: over 100 % of them there is nothing. A rate of a plan, of growth or of cover by reserves may be.
WHOLES = regex.compile(
    r"""
    占比|比重|所占比例|占.{1,12}(?:比例|比重|份额)
    | (?:森林|林草|绿化|绿地|植被|医保|参保|网络|信号|5G|疫苗|接种|服务|监测|燃气|管网|污水|自来水)覆盖率
    | 普及率|合格率|满意[率度]|就业率|参保率|达标率|优良率|出勤率|处置率|办结率
    | 成活率|投票率|城镇化率|治愈率|通过率|(?<!毛)入学率
    """,
    regex.VERBOSE,
)

# A name that many things of one place share says nothing of one of them.
GENERIC = frozenset(
    ("建筑面积", "占地面积", "总建筑面积", "总占地面积", "项目总投资", "计划总投资", "参加人数", "受益人数")
)
SPECIFIC_LENGTH = 4


def find_all(frame: pd.DataFrame) -> pd.DataFrame:
    """The findings of every check: the columns of ``COLUMNS``, one row per finding; rejected figures are left out."""
    return pd.concat([check(frame) for check in (sums, changes, shares, disagreements)], ignore_index=True)


def sums(frame: pd.DataFrame) -> pd.DataFrame:
    """Parts that do not add up to the total that the same sentence gives."""
    cues = "其中|合计|共计|总计|总共|共|" + "|".join(part for split in SPLITS for part in split.parts)
    several = frame[frame.duplicated(["doc_id", "sentence"], keep=False)]
    return _to_frame(finding for figures in _sentences(several, cues) for finding in _find_sums(figures))


def changes(frame: pd.DataFrame) -> pd.DataFrame:
    """A from→to whose change, stated right beside it, is another one, or whose direction is the opposite."""
    told = frame.loc[frame["from_value"].notna(), "sentence"]
    kept = frame[frame["sentence"].isin(told)]
    return _to_frame(finding for figures in _sentences(kept, "") for finding in _find_changes(figures))


def shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Shares of a whole beyond 100 %."""
    is_level = (frame["unit"] == "%") & (frame["measure"] == "level") & (frame["value"] > 100) & ~_rejected(frame)
    rows = frame[is_level & frame["bound"].isin(["exact", "about", "over"])].itertuples(index=False)
    return _to_frame(
        Finding("shares", "share_over_whole", (row.figure_id,), 100.0, row.value, "%")
        for row in rows
        if WHOLES.search(row.indicator)
    )


def disagreements(frame: pd.DataFrame) -> pd.DataFrame:
    """Two documents that give the same indicator, place and period another value.

    A key that has two values within one document names no single thing (总投资 of two projects), nor does a name that
    every project has.
    """
    told = frame[_is_comparable(frame) & ~_rejected(frame)]
    base = told["base_unit"] != ""
    told = told.assign(
        amount=told["base_value"].where(base, told["value"]), in_unit=told["base_unit"].where(base, told["unit"])
    )
    told = told[told["amount"].notna()]
    key = ["indicator", "place", "period", "in_unit", "per", "measure", "direction", "basis", "status"]
    is_single = told.groupby([*key, "doc_id"])["amount"].transform("nunique") == 1
    told = told[is_single.groupby([told[name] for name in key]).transform("all")].drop_duplicates([*key, "doc_id"])
    differ = told[told.groupby(key)["amount"].transform("nunique") > 1]
    return _to_frame(finding for _, group in differ.groupby(key, sort=False) for finding in _find_disagreement(group))


def _is_comparable(frame: pd.DataFrame) -> pd.Series:
    is_named = (frame["indicator"].str.len() >= SPECIFIC_LENGTH) & ~frame["indicator"].isin(list(GENERIC))
    return is_named & (frame["place"] != "") & (frame["period"] != "") & (frame["bound"] == "exact")


def _find_disagreement(group: pd.DataFrame) -> Iterator[Finding]:
    rows = sorted(group.itertuples(index=False), key=lambda row: row.amount)
    low, high = rows[0], rows[-1]
    slack = sum(_step(row) / 2 * (row.amount / row.value if row.value else 1) for row in (low, high))
    if high.amount - low.amount > slack * (1 + 1e-9):
        names = tuple(row.figure_id for row in rows)
        yield Finding("disagreements", "values_differ", names, low.amount, high.amount, low.in_unit)


def _to_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    text = dict.fromkeys(("check", "reason", "unit"), "string[pyarrow]")
    frame = pd.DataFrame([astuple(finding) for finding in findings], columns=list(COLUMNS))
    return frame.astype(text | {"figure_ids": "object", "expected": "float64", "found": "float64"})


def _rejected(frame: pd.DataFrame) -> pd.Series:
    return frame["review"] == "rejected" if "review" in frame else pd.Series(False, index=frame.index)


def _sentences(frame: pd.DataFrame, cues: str) -> Iterator[list[Placed]]:
    """Yield the figures of each sentence that has one of the cues, in the order of the text."""
    kept = frame[~_rejected(frame) & frame["sentence"].str.contains(cues)]
    kept = kept.sort_values(["doc_id", "start"])
    rows = map(Row._make, zip(*(kept[name].tolist() for name in Row._fields), strict=True))
    for (_, sentence), group in groupby(rows, key=attrgetter("doc_id", "sentence")):
        yield list(_find_places(fold(sentence), group))


def _find_places(sentence: str, rows: Iterable[Row]) -> Iterator[Placed]:
    till = 0
    for row in rows:
        words = re.escape("".join(fold(row.quantity).split()))
        found = re.compile(rf"(?<![\d.]){words}").search(sentence, till)
        if found:
            till = found.end()
            yield Placed(row, found.start(), till, _step(row))


def _step(row: Row) -> float:
    """The value of the last place written: 0.1 in 13.5%, 1000 in 1.2万; of Chinese numerals the last that is not zero.

    A bare count is not rounded: 0 for 12498口人.

    >>> _step(Row(*[""] * 3, "1.2万元", "", 12000.0, "元", "money", *[""] * 6))
    1000.0
    """
    found = re.search(r"(\d[\d,]*)(?:\.(\d+))?", fold(row.quantity))
    if found and row.value:
        number = float(found[0].replace(",", ""))
        step = abs(row.value / number) / 10 ** len(found[2] or "") if number else 0.0
        return 0.0 if row.kind == "count" and step <= 1 and not found[2] else step
    step = 1.0
    while row.value and row.value >= 10_000 and row.value % (step * 10) == 0:
        step *= 10
    return step


def _find_sums(figures: list[Placed]) -> Iterator[Finding]:
    sentence = fold(figures[0].row.sentence)
    between = ["", *(sentence[one.till : other.at] for one, other in pairwise(figures))]
    for index in range(1, len(figures)):
        if not _adds(figures[index]):
            continue
        for split in SPLITS:
            yield from _find_split_sum(split, figures, between, index)
        if TOTAL_CUE.fullmatch(between[index]):
            yield from _find_stated_total(figures, between, index)
        if PART_CUE.fullmatch(between[index]):
            yield from _find_part_over(figures, index)


def _find_split_sum(split: Split, figures: list[Placed], between: list[str], first: int) -> Iterator[Finding]:
    """男60人，女39人 after 100人: the parts side by side, each led by its word, and the whole right before them."""
    parts = figures[first : first + len(split.parts)]
    whole = figures[first - 1]
    named = [_find_part(split, text) for text in between[first : first + len(split.parts)]]
    is_split = {number for number, _ in named} == set(range(len(split.parts))) and len({rest for _, rest in named}) == 1
    if not is_split or not _alike([whole, *parts]) or _find_part(split, between[first - 1])[0] is not None:
        return
    if not (split.is_plain or "其中" in between[first] or TOTAL.search(whole.row.indicator)):
        return
    found, slack = sum(part.row.value for part in parts), _slack([whole, *parts])
    # 选手100人，领队20人，其中男70人，女50人: the parts may also be those of all that stands before.
    wholes = list(accumulate(one.row.value for one in reversed(_run_before(figures, first))))
    if all(found - total > slack or (split.is_whole and total - found > slack) for total in wholes):
        reason = "parts_differ_from_whole" if split.is_whole else "parts_exceed_whole"
        yield _finding(reason, [whole, *parts], wholes[0], found)


def _find_part(split: Split, text: str) -> tuple[int | None, str]:
    """Which part of the split ``text`` leads into, and the words behind the part's name: 男性 → 0, 性."""
    for number, part in enumerate(split.parts):
        lead = rf"[，,、；;：:（(和及与\s]*(?:其中)?[，,：:\s]*(?:{part})"
        lead += r"(?P<rest>[^，,。；;、：:]{0,8}?)(?:有|为|达|共|约)?"
        found = re.fullmatch(lead, text)
        if found:
            return number, found["rest"]
    return None, ""


def _find_stated_total(figures: list[Placed], between: list[str], index: int) -> Iterator[Finding]:
    """捐款3万元，捐物2万元，共计6万元: the total right behind its parts, which stand side by side."""
    total, first = figures[index], index
    while first and _alike([figures[first - 1], total]) and (first == index or _is_beside(between[first])):
        first -= 1
    parts = figures[first:index]
    if len(parts) < 2:
        return
    ends = list(accumulate(part.row.value for part in reversed(parts)))
    slack = _slack([total, *parts])
    if all(abs(value - total.row.value) > slack for value in [*ends, *(part.row.value for part in parts)]):
        yield _finding("parts_differ_from_whole", [total, *parts], total.row.value, ends[-1])


def _is_beside(text: str) -> bool:
    return len(text) <= 15 and not re.search(r"[。；;\d]", text)


def _find_part_over(figures: list[Placed], index: int) -> Iterator[Finding]:
    """100人，其中党员120人: one part beyond every total that stands before it."""
    part, whole = figures[index], figures[index - 1]
    if not _alike([whole, part]):
        return
    same_unit = [one for one in figures[:index] if _unit(one) == _unit(part) and one.row.value is not None]
    if all(part.row.value - one.row.value > _slack([one, part]) for one in same_unit):
        yield _finding("part_exceeds_whole", [whole, part], whole.row.value, part.row.value)


def _adds(figure: Placed) -> bool:
    row = figure.row
    is_plain = row.measure == "level" and row.bound == "exact" and not row.per and pd.isna(row.from_value)
    return is_plain and row.kind in ADDITIVE and not NOT_ADDITIVE.search(row.indicator)


def _alike(figures: Iterable[Placed]) -> bool:
    figures = list(figures)
    return all(map(_adds, figures)) and len({_unit(figure) for figure in figures}) == 1


def _unit(figure: Placed) -> str:
    return "人" if figure.row.unit in PEOPLE else figure.row.unit


def _run_before(figures: list[Placed], index: int) -> list[Placed]:
    """The figures of the same unit right before ``index``, in order."""
    first = index
    while first and _alike([figures[first - 1], figures[index]]):
        first -= 1
    return figures[first:index]


def _slack(figures: Iterable[Placed]) -> float:
    """How far the sum may be off by rounding alone."""
    return sum(figure.step for figure in figures) / 2 * (1 + 1e-9) if figures else 0.0


def _finding(reason: str, figures: list[Placed], expected: float, found: float) -> Finding:
    names = tuple(figure.row.figure_id for figure in figures)
    return Finding("sums", reason, names, expected, found, figures[0].row.unit)


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
