"""What two places, or two years, both report: the same indicator in the same unit, side by side.

A difference is reckoned only where it means something: both values exact, both actual or both planned, and about the
same stretch of time (of two places) or the same part of the year (of two years).
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from extract.library.selection import Selection
from views.gathering import TOLD, Names, key_of, measured
from views.table import number, with_unit
from views.words import Words

MODES = ("places", "years")
MOST_SIDES = 300
MOST_WORDINGS = 20_000
MOST_SHARED = 200
MOST_FIGURES = 5_000

# 重庆市/江北区 and 浙江省/江北区 are two places; 重庆市 is its own.
PLACE = "CASE WHEN province IN ('', place) THEN place ELSE province || '/' || place END"
# A figure is of one year when its whole period lies in it.
YEAR = "CASE WHEN year_first > 0 AND year_first = year_last THEN year_first::VARCHAR ELSE '' END"
SIDES = {"places": PLACE, "years": YEAR}
# Years are compared place by place.
WITHIN = {"places": "''", "years": PLACE}


class Side(NamedTuple):
    """One of the places or years that can be chosen: its name in the URL and what it has."""

    name: str
    figures: int
    shared: int  # wordings that the other side has too, or any other


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator that both sides report: the figure of each that is compared, and all the others."""

    key: str
    within: str  # the place, where two years are compared
    one: pd.Series
    other: pd.Series
    mentions: pd.DataFrame  # with a column ``side``

    @property
    def name(self) -> str:
        """What identifies the pair: the indicator, and the place where years are compared."""
        return f"{self.key}@{self.within}" if self.within else self.key


def find_sides(selection: Selection, mode: str, other: str = "") -> list[Side]:
    """The places or years to choose from, those first that share most wordings with ``other``, or with any other."""
    theirs = "WHERE side = ?" if other else "WHERE side <> ? GROUP BY ALL HAVING count(DISTINCT side) > 1"
    found = selection.ask(
        f"""{TOLD},
        sided AS (SELECT {SIDES[mode]} AS side, {WITHIN[mode]} AS inner_place, wording, unit, measure FROM told),
        theirs AS (SELECT DISTINCT inner_place, wording, unit, measure FROM sided {theirs})
        SELECT side, count(*) AS figures, count(DISTINCT (s.inner_place, s.wording, s.unit, s.measure))
            FILTER (t.wording IS NOT NULL) AS shared
        FROM sided s LEFT JOIN theirs t
            ON s.inner_place = t.inner_place AND s.wording = t.wording AND s.unit = t.unit AND s.measure = t.measure
        WHERE side <> '' AND side <> ? GROUP BY side
        ORDER BY shared DESC, figures DESC, side LIMIT {MOST_SIDES}
        """,
        [other, other],
    )
    return [Side(*row) for row in found.itertuples(index=False)]


def find_pairs(selection: Selection, mode: str, one: str, other: str, names: Names) -> list[Pair]:
    """What both sides report, the indicators with most figures first, at most ``MOST_SHARED``."""
    wordings = selection.ask(
        f"""{TOLD}
        SELECT wording, unit, kind, measure, basis, per, {WITHIN[mode]} AS inner_place,
            count(*) FILTER ({SIDES[mode]} = ?) AS ones, count(*) FILTER ({SIDES[mode]} = ?) AS others
        FROM told WHERE {SIDES[mode]} IN (?, ?) GROUP BY ALL ORDER BY ones + others DESC, wording LIMIT {MOST_WORDINGS}
        """,
        [one, other, one, other],
    )
    if wordings.empty:
        return []
    wordings = wordings.assign(key=[key_of(row, names).to_text() for row in wordings.itertuples(index=False)])
    counts = wordings.groupby(["key", "inner_place"], sort=False)[["ones", "others"]].sum()
    both = counts[(counts["ones"] > 0) & (counts["others"] > 0)].head(MOST_SHARED)
    shared = wordings.merge(both.reset_index()[["key", "inner_place"]])
    rows = _find_rows(selection, mode, (one, other), shared["wording"].unique().tolist(), names)
    groups = dict(list(rows.groupby(["key", "inner_place"], sort=False)))
    return [
        pair
        for place in both.index
        if place in groups and (pair := _pair(*place, groups[place], one, other)) is not None
    ]


def _find_rows(
    selection: Selection, mode: str, sides: tuple[str, str], wordings: list[str], names: Names
) -> pd.DataFrame:
    rows = selection.ask(
        f"""{TOLD}
        SELECT *, {SIDES[mode]} AS side, {WITHIN[mode]} AS inner_place FROM told
        WHERE {SIDES[mode]} IN (?, ?) AND wording IN (SELECT unnest(?::VARCHAR[]))
        ORDER BY status, period_end DESC NULLS LAST, published DESC NULLS LAST, figure_id LIMIT {MOST_FIGURES}
        """,
        [*sides, wordings],
    )
    return rows.assign(key=[key_of(row, names).to_text() for row in rows.itertuples(index=False)])


def _pair(key: str, within: str, rows: pd.DataFrame, one: str, other: str) -> Pair | None:
    """The figures of one indicator: of each side the one that can best be compared with the other's."""
    rows = measured(rows, rows["unit"].mode().iloc[0])
    ones, others = rows[rows["side"] == one], rows[rows["side"] == other]
    if ones.empty or others.empty:
        return None
    theirs = {_stretch(row) for _, row in others.iterrows()}
    first = next((row for _, row in ones.iterrows() if _stretch(row) in theirs), ones.iloc[0])
    second = next((row for _, row in others.iterrows() if _stretch(row) == _stretch(first)), others.iloc[0])
    return Pair(key, within, first, second, rows)


def _stretch(row: pd.Series) -> tuple[str, str]:
    """What must agree for two figures to be told apart by a difference, beside what their key says."""
    is_year = row["inner_place"] != "" or row["side"].isdecimal()
    return row["status"], re.sub(r"\b\d{4}\b", "*", row["period"]) if is_year else row["period"]


def difference(pair: Pair) -> float | None:
    """The other side's value less the one's, in their unit; None where that would mean nothing."""
    rows = (pair.one, pair.other)
    if any(row["bound"] != "exact" or row["period"] == "" for row in rows) or _stretch(rows[0]) != _stretch(rows[1]):
        return None
    return float(pair.other["at"] - pair.one["at"])


def difference_words(pair: Pair, say: Words) -> str:
    """The difference as people write it: +3 万吨（+7.5%）; shares in percentage points; ``""`` where there is none."""
    amount = difference(pair)
    if amount is None:
        return ""
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    words = number(abs(amount), say.language)
    if pair.one["in_unit"] == "%":
        return sign + say("compare.points", count=words)
    words = sign + with_unit(words, pair.one["in_unit"])
    is_ratio = pair.one["at"] > 0 and pair.one["measure"] == "level" and pair.one["kind"] not in ("rank", "temperature")
    return f"{words} ({amount / pair.one['at']:+.1%})".replace("-", "−") if is_ratio else words
