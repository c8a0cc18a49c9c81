"""Values that cannot be, or cannot both be: shares over 100 %, two values for the same thing."""

from collections.abc import Iterator

import pandas as pd
import regex

from extract.checks.findings import Finding, is_rejected, step_of, to_frame

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
    """Two documents that give the same indicator, place and period another value.

    A key that has two values within one document names no single thing (总投资 of two projects), nor does a name that
    every project has.
    """
    told = frame[_is_comparable(frame) & ~is_rejected(frame)]
    base = told["base_unit"] != ""
    told = told.assign(
        amount=told["base_value"].where(base, told["value"]), in_unit=told["base_unit"].where(base, told["unit"])
    )
    told = told[told["amount"].notna()]
    key = ["indicator", "place", "period", "in_unit", "per", "measure", "direction", "basis", "status"]
    is_single = told.groupby([*key, "doc_id"])["amount"].transform("nunique") == 1
    told = told[is_single.groupby([told[name] for name in key]).transform("all")].drop_duplicates([*key, "doc_id"])
    differ = told[told.groupby(key)["amount"].transform("nunique") > 1]
    return to_frame(finding for _, group in differ.groupby(key, sort=False) for finding in _find_disagreement(group))


def _is_comparable(frame: pd.DataFrame) -> pd.Series:
    is_named = (frame["indicator"].str.len() >= SPECIFIC_LENGTH) & ~frame["indicator"].isin(list(GENERIC))
    return is_named & (frame["place"] != "") & (frame["period"] != "") & (frame["bound"] == "exact")


def _find_disagreement(group: pd.DataFrame) -> Iterator[Finding]:
    rows = sorted(group.itertuples(index=False), key=lambda row: row.amount)
    low, high = rows[0], rows[-1]
    slack = sum(step_of(row) / 2 * (row.amount / row.value if row.value else 1) for row in (low, high))
    if high.amount - low.amount > slack * (1 + 1e-9):
        names = tuple(row.figure_id for row in rows)
        yield Finding("disagreements", "values_differ", names, low.amount, high.amount, low.in_unit)
