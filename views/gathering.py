"""Which figures measure the same thing, and what they say of it: across places, over time, and where they disagree.

One indicator is one name in one unit, of one kind and measure, changes against one basis only: 粮食产量 in kg is not
粮食产量 in per cent 同比, and neither is ever drawn with the other. Everything large is one query; what comes back is
wordings, or the figures of one indicator.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from extract.checks.findings import step_of
from extract.indicator_names import basis_family, name_of, unit_family
from extract.library.selection import Selection
from extract.quantities.units import UNITS

MOST_WORDINGS = 20_000
MOST_FIGURES = 2_000
SEPARATOR = "·"  # never part of a name: names have it taken out
DAYS_OF_MONTH = 30.44
# A whole year is compared with 上年, a part of one 同比: both with the same time a year before.
SAME_BASIS = {"比上年": "同比"}
ABOUT = 0.05  # two figures of which one says 约 disagree only beyond this share

RANKS = ("district", "city", "province", "country")  # the places of one rank can be drawn side by side

TOLD = "WITH told AS (SELECT * FROM chosen WHERE wording <> '' AND reviewed <> 'rejected')"


class Key(NamedTuple):
    """What must agree for figures to measure the same thing."""

    name: str
    kind: str
    family: str  # the base unit, else the unit
    measure: str
    basis: str = ""
    per: str = ""

    def to_text(self) -> str:
        """The key as a URL says it.

        >>> Key("粮食产量", "mass", "kg", "level").to_text()
        '粮食产量·mass·kg·level'
        """
        return SEPARATOR.join(self).rstrip(SEPARATOR)


Names = Mapping[tuple[str, str], str]  # what people decided: (wording, unit) → name


def names_of(table: pd.DataFrame) -> dict[tuple[str, str], str]:
    """``library.indicator_names()`` as wording and unit → name."""
    return dict(zip(zip(table["indicator"], table["unit"], strict=True), table["name"], strict=True))


def basis_of(basis: str) -> str:
    """What a change is reckoned from, as indicators are told apart by it.

    >>> basis_of("比上年"), basis_of("比上年同期"), basis_of("较上月")
    ('同比', '同比', '环比')
    """
    family = basis_family(basis)
    return SAME_BASIS.get(family, family)


def key_of(row: NamedTuple, names: Names) -> Key:
    """The indicator of a row with wording, unit, kind, measure, basis and per."""
    name = names.get((row.wording, row.unit)) or name_of(row.wording, row.unit)
    basis = basis_of(row.basis) if row.measure != "level" else ""
    return Key(name.replace(SEPARATOR, ""), row.kind, unit_family(row.unit), row.measure, basis, row.per)


def find_wordings(selection: Selection, names: Names) -> pd.DataFrame:
    """Every wording of the chosen figures with its ``key``: subject, wording, unit, …, figures, first, last.

    At most ``MOST_WORDINGS``, the most frequent first. ``first`` and ``last`` are years, 0 where no period is known.
    """
    found = selection.ask(
        f"""{TOLD},
        counted AS (
            SELECT subject, min(n) AS n, count(*) AS figures, max(year_last) AS last,
                coalesce(min(year_first) FILTER (year_first > 0), 0) AS first
            FROM told GROUP BY subject ORDER BY figures DESC, subject LIMIT {MOST_WORDINGS})
        SELECT subject, wording, unit, kind, measure, basis, per, figures, first, last
        FROM counted JOIN (SELECT n, wording, unit, kind, measure, basis, per FROM chosen) USING (n)
        ORDER BY figures DESC, wording, unit, per, measure, basis
        """
    )
    return found.assign(key=keys_of(found, names))


def keys_of(wordings: pd.DataFrame, names: Names) -> pd.Series:
    """The key of each row as a URL says it."""
    keys = [key_of(row, names).to_text() for row in wordings.itertuples(index=False)]
    return pd.Series(keys, index=wordings.index, dtype="string[pyarrow]")


def gather(wordings: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator, the one with most figures first: key, wording, unit, kind, measure, ….

    ``wording`` is the commonest, ``wordings`` counts them.
    """
    columns = {name: (name, "first") for name in ("wording", "unit", "kind", "measure", "basis", "per")}
    dated = wordings.assign(first=wordings["first"].where(wordings["first"] > 0))
    gathered = dated.groupby("key", sort=False).agg(
        **columns,
        figures=("figures", "sum"),
        wordings=("wording", "nunique"),
        first=("first", "min"),
        last=("last", "max"),
    )
    gathered = gathered.assign(first=gathered["first"].fillna(0).astype(int)).reset_index()
    return gathered.sort_values("figures", ascending=False, kind="stable").reset_index(drop=True)


def find_members(selection: Selection, wordings: pd.DataFrame, key: str) -> pd.DataFrame:
    """The figures of one indicator with their ``wording``, the latest first, at most ``MOST_FIGURES``.

    ``at``, ``lower`` and ``upper`` are the value and the stated ends in ``in_unit``, the commonest unit, negative for
    a fall; ``at`` of a range is its middle, of other bounds their end.
    """
    own = wordings[wordings["key"] == key]
    found = selection.ask(
        f"""{TOLD}
        SELECT * FROM told SEMI JOIN (SELECT unnest(?::BIGINT[]) AS subject) USING (subject)
        ORDER BY period_end DESC NULLS LAST, published DESC NULLS LAST, figure_id LIMIT {MOST_FIGURES}
        """,
        [own["subject"].tolist()],
    )
    return measured(found, own["unit"].iloc[0] if len(own) else "")


def measured(rows: pd.DataFrame, in_unit: str | pd.Series) -> pd.DataFrame:
    """The rows with ``at``, ``lower``, ``upper`` in ``in_unit``; rows without any number are left out."""
    rows = rows.assign(in_unit=in_unit)
    factor = [_factor(unit, other) for unit, other in zip(rows["unit"], rows["in_unit"], strict=True)]
    is_fall = (rows["measure"] != "level") & (rows["direction"] == "fall")
    sign = is_fall.map({True: -1.0, False: 1.0}).astype("float64") * factor
    low, high = rows["low"].astype("float64"), rows["high"].astype("float64")
    at = rows["value"].astype("float64").fillna((low + high) / 2).fillna(low).fillna(high)
    made = rows.assign(at=at * sign, lower=low * sign, upper=high * sign)
    return made[made["at"].notna()].reset_index(drop=True)


def _factor(unit: str, in_unit: str) -> float:
    """What a value in ``unit`` is to be multiplied with; 1 where the two have no common base (人, 名)."""
    one, other = UNITS.get(unit), UNITS.get(in_unit)
    if unit == in_unit or not one or not other or one.base != other.base or not one.factor or not other.factor:
        return 1.0
    return float(one.factor / other.factor)


def ranks(members: pd.DataFrame) -> pd.Series:
    """How large the place of each figure is, one of ``RANKS``; "" without a place. A province dwarfs its districts."""
    rank = pd.Series("country", index=members.index)
    for name in ("province", "city", "district"):
        rank = rank.mask(members[name] != "", name)
    return rank.mask(members["place"] == "", "")


def latest_by_place(members: pd.DataFrame) -> pd.DataFrame:
    """One figure for each place, the largest first: the actual before the planned, then the latest."""
    placed = members[members["place"] != ""].assign(is_planned=members["status"] == "planned")
    order = ["is_planned", "period_end", "published"]
    placed = placed.sort_values(order, ascending=[True, False, False], kind="stable", na_position="last")
    latest = placed.drop_duplicates("place").sort_values("at", ascending=False, kind="stable")
    return latest.drop(columns="is_planned").reset_index(drop=True)


def over_time(members: pd.DataFrame, most: int) -> pd.DataFrame:
    """The dated figures of the ``most`` places that have most periods, in order of time, with ``when`` and ``part``.

    ``when`` is the middle of the period, a day; ``part`` its months where it is a part of a year, longer than one
    month, else 0: half a year's output is no point of the line of whole years. A place without a name is ``""``.
    """
    dated = members[members["period_start"].notna()]
    end = dated["period_end"].fillna(dated["published"]).fillna(dated["period_start"])
    length = end - dated["period_start"]
    months = (length / pd.Timedelta(days=DAYS_OF_MONTH)).round()
    dated = dated.assign(
        when=dated["period_start"] + length / 2, part=months.where(months.between(2, 11), 0).astype(int)
    )
    periods = dated.groupby("place")["period"].nunique().sort_values(ascending=False, kind="stable")
    return dated[dated["place"].isin(periods.head(most).index)].sort_values(["place", "when"], kind="stable")


def find_disagreements(members: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the figures of one place, period and status that cannot all be true, the lowest and the highest of them.

    What the words leave open counts: 超过480 and 500 agree, 约5% and 5.1% too.
    """
    known = members[(members["place"] != "") & (members["period"] != "")]
    for _, group in known.groupby(["place", "period", "status"], sort=False):
        ends = [_ends(row) for row in group.itertuples(index=False)]
        below, above = min(high for _, high in ends), max(low for low, _ in ends)
        if below < above:
            lowest = [high for _, high in ends].index(below)
            highest = [low for low, _ in ends].index(above)
            yield group.iloc[[lowest, highest]]


def _ends(row: NamedTuple) -> tuple[float, float]:
    """The least and the most that a figure may mean."""
    given = [end for end in (row.lower, row.upper, row.at) if not pd.isna(end)]
    if row.bound == "range":
        return min(given), max(given)
    if row.bound in ("over", "under"):
        is_up = (row.bound == "over") == (row.at >= 0 or row.measure == "level")
        return (row.at, float("inf")) if is_up else (float("-inf"), row.at)
    scale = abs(row.at / row.value) if row.value else 1.0
    slack = max(step_of(row) * scale / 2, abs(row.at) * ABOUT if row.bound == "about" else 0.0) * (1 + 1e-9)
    return row.at - slack, row.at + slack
