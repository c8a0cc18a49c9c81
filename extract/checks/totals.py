"""Parts that do not add up to the total that the same sentence gives."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

import pandas as pd

from extract.checks.findings import Finding, Placed, sentences, to_frame, unit_of
from extract.checks.outcomes import find_outcomes
from extract.reading import fold


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
PARTS = re.compile("|".join(part for split in SPLITS for part in split.parts))
# What adds up; an average, a rate or a price does not.
ADDITIVE = frozenset(("count", "money", "area", "length", "mass", "volume", "energy", "power"))
NOT_ADDITIVE = re.compile("均|率|比|价|每|单|最|密度")
# 进出口总额, 总建筑面积; 生产总值 is the total of something else.
TOTAL = re.compile("(?<!生产)总")
# 共计5万元 straight after the parts; in 1至4月共计20万元 the months between say that it is another sum.
TOTAL_CUE = re.compile(r"[，,、；;：:（(\s]*(?:合计|共计|总计|总共|共)(?:约|为|达|有)?")
PART_CUE = re.compile(r"[，,、；;：:（(\s]*其中[^。；;]{0,30}")


def sums(frame: pd.DataFrame) -> pd.DataFrame:
    """Parts that do not add up to the total that the same sentence gives."""
    cues = "其中|合计|共计|总计|总共|共|" + PARTS.pattern
    several = frame[frame.duplicated(["doc_id", "sentence"], keep=False)]
    return to_frame(finding for figures in sentences(several, cues) for finding in _find_sums(figures))


def _find_sums(figures: list[Placed]) -> Iterator[Finding]:
    sentence = fold(figures[0].row.sentence)
    between = ["", *(sentence[one.till : other.at] for one, other in pairwise(figures))]
    for index in range(1, len(figures)):
        if not _adds(figures[index]):
            continue
        for split in SPLITS if PARTS.search(between[index]) else ():
            yield from _find_split_sum(split, figures, between, index)
        if TOTAL_CUE.fullmatch(between[index]):
            yield from _find_stated_total(figures, between, index)
        if PART_CUE.fullmatch(between[index]):
            yield from _find_part_over(figures, index)
            yield from find_outcomes(figures[index - 1], _run_after(figures, between, index))


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
    same_unit = [one for one in figures[:index] if unit_of(one) == unit_of(part) and one.row.value is not None]
    if all(part.row.value - one.row.value > _slack([one, part]) for one in same_unit):
        yield _finding("part_exceeds_whole", [whole, part], whole.row.value, part.row.value)


def _adds(figure: Placed) -> bool:
    row = figure.row
    is_plain = row.measure == "level" and row.bound == "exact" and not row.per and pd.isna(row.from_value)
    return is_plain and row.kind in ADDITIVE and not NOT_ADDITIVE.search(row.indicator)


def _alike(figures: Iterable[Placed]) -> bool:
    figures = list(figures)
    return all(map(_adds, figures)) and len({unit_of(figure) for figure in figures}) == 1


def _run_before(figures: list[Placed], index: int) -> list[Placed]:
    """The figures of the same unit right before ``index``, in order."""
    first = index
    while first and _alike([figures[first - 1], figures[index]]):
        first -= 1
    return figures[first:index]


def _run_after(figures: list[Placed], between: list[str], index: int) -> list[Placed]:
    """The figures from ``index`` on that are listed beside each other behind a whole of the same unit."""
    till = index
    while (
        till < len(figures)
        and _alike([figures[index - 1], figures[till]])
        and (till == index or _is_listed(between[till]))
    ):
        till += 1
    return figures[index:till]


def _is_listed(text: str) -> bool:
    return len(text) <= 20 and not re.search(r"其中|[。；;（(]", text)


def _slack(figures: Iterable[Placed]) -> float:
    """How far the sum may be off by rounding alone."""
    return sum(figure.step for figure in figures) / 2 * (1 + 1e-9) if figures else 0.0


def _finding(reason: str, figures: list[Placed], expected: float, found: float) -> Finding:
    names = tuple(figure.row.figure_id for figure in figures)
    return Finding("sums", reason, names, expected, found, figures[0].row.unit)
