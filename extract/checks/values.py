"""Values that cannot be, or cannot both be: shares over 100 %, two values for the same thing."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import NamedTuple

import pandas as pd
import regex

from extract.checks.findings import Finding, is_rejected, step_of, to_frame
from extract.indicator_names import name_of, unit_family

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
BOUNDS = ("exact", "about", "over", "under")
ABOUT = 0.05  # 约5% leaves open what lies within this share of it
KEY = ("name", "place", "period", "in_unit", "per", "measure", "direction", "basis", "status")


class _Comparable(NamedTuple):
    """A figure that has a name, a place and a period; ``amount`` is its value in the base unit."""

    doc_id: str
    figure_id: str
    quantity: str
    value: float
    unit: str
    kind: str
    bound: str
    amount: float


class _Told(NamedTuple):
    """What one figure says: the least and the most that its words leave open, and its last place written.

    All in the base unit, in which figures are compared; ``value`` is in the figure's own ``unit``.
    """

    doc_id: str
    figure_id: str
    value: float
    unit: str
    amount: float
    least: float
    most: float
    step: float

    @property
    def scale(self) -> float:
        """What an amount is to be multiplied with to be in ``unit``."""
        return self.value / self.amount if self.amount else 1.0


def shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Shares of a whole beyond 100 %."""
    is_level = (frame["unit"] == "%") & (frame["measure"] == "level") & (frame["value"] > 100) & ~is_rejected(frame)
    rows = frame[is_level & frame["bound"].isin(["exact", "about", "over"])].itertuples(index=False)
    return to_frame(
        Finding("shares", "share_over_whole", (row.figure_id,), 100.0, row.value, "%")
        for row in rows
        if WHOLES.search(row.indicator)
    )


def disagreements(frame: pd.DataFrame) -> pd.DataFrame:
    """Two documents that cannot both be right about the same indicator, place and period.

    Words for the same thing are one indicator: 粮食总产量 and 粮食产量; ``wording``, where there is this column, is the
    indicator without the place's name. What the words leave open counts: 1300多亿元 and 1350亿元 agree, 2.8万亿元 and
    27894亿元 too. A name that has two values within one document names no single thing (总投资 of two projects), nor
    does a name that every project has.
    """
    told = frame[_is_comparable(frame) & ~is_rejected(frame)]
    has_base = told["base_unit"] != ""
    wording = told["wording"] if "wording" in told else told["indicator"]
    names = [name_of(*pair) for pair in zip(wording, told["unit"], strict=True)]
    is_specific = [max(map(len, pair)) >= SPECIFIC_LENGTH for pair in zip(wording, names, strict=True)]
    told = told.assign(
        amount=told["base_value"].where(has_base, told["value"]),
        in_unit=told["base_unit"].where(has_base, told["unit"].map(unit_family)),
        name=names,
    )
    told = told[told["amount"].notna() & pd.Series(is_specific, index=told.index, dtype="bool")]
    alike: dict[tuple, list[_Comparable]] = {}
    for key, row in zip(_tuples(told, KEY), _tuples(told, _Comparable._fields), strict=True):
        alike.setdefault(key, []).append(_Comparable._make(row))
    return to_frame(finding for rows in alike.values() for finding in _find_disagreement(rows))


def _tuples(frame: pd.DataFrame, names: Iterable[str]) -> Iterator[tuple]:
    """The rows of some columns as plain tuples, since hundreds of thousands pass here."""
    return zip(*(frame[name].tolist() for name in names), strict=True)


def _is_comparable(frame: pd.DataFrame) -> pd.Series:
    is_named = (frame["indicator"] != "") & ~frame["indicator"].isin(list(GENERIC))
    return is_named & (frame["place"] != "") & (frame["period"] != "") & frame["bound"].isin(BOUNDS)


def _find_disagreement(rows: list[_Comparable]) -> Iterator[Finding]:
    if len({row.doc_id for row in rows}) == 1 or len({row.amount for row in rows}) == 1:
        return
    by_document: dict[str, list[_Told]] = {}
    for row in rows:
        by_document.setdefault(row.doc_id, []).append(_read(row))
    if any(_apart(told) for told in by_document.values()):
        return
    closest = sorted((min(told, key=lambda one: one.step) for told in by_document.values()), key=lambda one: one.amount)
    if _apart(closest):
        names, low, high = tuple(one.figure_id for one in closest), closest[0], closest[-1]
        yield Finding("disagreements", "values_differ", names, low.value, high.amount * low.scale, low.unit)


def _read(row: _Comparable) -> _Told:
    step = abs(step_of(row) * (row.amount / row.value if row.value else 1))
    slack = max(step / 2, abs(row.amount) * ABOUT if row.bound == "about" else 0.0) * (1 + 1e-9)
    least = -inf if row.bound == "under" else row.amount - (0 if row.bound == "over" else slack)
    most = inf if row.bound == "over" else row.amount + (0 if row.bound == "under" else slack)
    return _Told(row.doc_id, row.figure_id, row.value, row.unit, row.amount, least, most, step)


def _apart(told: list[_Told]) -> bool:
    """Whether they leave nothing open that all of them could mean."""
    return max(one.least for one in told) > min(one.most for one in told)
