"""What two places, or two years, both report: the same indicator in the same unit, side by side.

A difference is reckoned only where it means something: both values exact, both actual or both planned, and about the
same stretch of time (of two places) or the same part of the year (of two years).
"""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from extract.library.selection import Selection
from views.gathering import TOLD, Names, keys_of, measured
from views.table import number, with_unit
from views.words import Words

MODES = ("places", "years")
MOST_SIDES = 300
MOST_WORDINGS = 10_000  # of a place where years are compared: 粮食产量 of two places is two
MOST_SHARED = 200
MOST_MENTIONS = 6  # of a side

# A figure is of one year when its whole period lies in it.
YEAR = "CASE WHEN year_first > 0 AND year_first = year_last THEN year_first::VARCHAR ELSE '' END"
SIDES = {"places": "path", "years": YEAR}
# Years are compared place by place.
WITHIN = {"places": "''", "years": "path"}
# What must agree for two figures to be told apart by a difference, beside their key and status: of two places the
# period, of two years the part of the year (*-01/*-06).
STRETCHES = {"places": "period", "years": r"regexp_replace(period, '\b\d{4}\b', '*', 'g')"}
# Facts before plans, then the latest.
BEST_FIRST = "status, period_end DESC NULLS LAST, published DESC NULLS LAST, figure_id"
NARROW = """n, subject, side, inner_place, stretch, status, period, wording, quantity, value, low, high, from_value,
    bound, unit, kind, measure, direction, basis, per"""


class Side(NamedTuple):
    """One of the places or years that can be chosen: its name in the URL and what it has."""

    name: str
    figures: int
    shared: int  # wordings that the other side has too, or any other


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator that both sides report, and the figure of each that is compared."""

    key: str
    within: str  # the place, where two years are compared
    subjects: tuple[int, ...]  # its wordings in all their units
    one: pd.Series
    other: pd.Series

    @property
    def name(self) -> str:
        """What identifies the pair: the indicator, and the place where years are compared."""
        return f"{self.key}@{self.within}" if self.within else self.key


def _sided(mode: str) -> str:
    return f"""{TOLD},
        sided AS (SELECT *, {SIDES[mode]} AS side, {WITHIN[mode]} AS inner_place, {STRETCHES[mode]} AS stretch
            FROM told WHERE coalesce(value, low, high) IS NOT NULL)"""


def find_sides(selection: Selection, mode: str, other: str = "") -> list[Side]:
    """The places or years to choose from, those first that share most wordings with ``other``, or with any other."""
    shared = "WHERE side = ?" if other else "WHERE side <> ? GROUP BY subject HAVING count(*) > 1"
    found = selection.ask(
        f"""{_sided(mode)},
        reported AS (
            SELECT side, hash(inner_place, subject) AS subject, count(*) AS figures
            FROM sided WHERE side <> '' GROUP BY ALL),
        shared AS (SELECT subject FROM reported {shared})
        SELECT side, sum(figures)::BIGINT AS figures, count(shared.subject) AS shared
        FROM reported LEFT JOIN shared USING (subject) WHERE side <> ?
        GROUP BY side ORDER BY shared DESC, figures DESC, side LIMIT {MOST_SIDES}
        """,
        [other, other],
    )
    return [Side(*row) for row in found.itertuples(index=False)]


def find_pairs(selection: Selection, mode: str, one: str, other: str, names: Names) -> list[Pair]:
    """What both sides report, the indicators with most figures first, at most ``MOST_SHARED``."""
    shared = _find_shared(selection, mode, (one, other), names)
    if shared.empty:
        return []
    rows = _find_best(selection, mode, (one, other), shared)
    ones, others = _match(rows[rows["side"] == one], rows[rows["side"] == other])
    subjects = shared.groupby(["key", "inner_place"], sort=False)["subject"].agg(tuple)
    return [Pair(*place, own, ones.loc[place], others.loc[place]) for place, own in subjects.items()]


def _find_shared(selection: Selection, mode: str, sides: tuple[str, str], names: Names) -> pd.DataFrame:
    """The wordings of the indicators that both sides report: key, inner_place, subject and in_unit, the commonest."""
    found = selection.ask(
        f"""{_sided(mode)},
        counted AS (
            SELECT subject, inner_place, min(n) AS n,
                count(*) FILTER (side = ?) AS ones, count(*) FILTER (side = ?) AS others
            FROM sided WHERE side IN (?, ?) GROUP BY ALL
            ORDER BY least(ones, others, 1) DESC, ones + others DESC, subject, inner_place LIMIT {MOST_WORDINGS})
        SELECT counted.*, wording, unit, kind, measure, basis, per
        FROM counted JOIN (SELECT n, wording, unit, kind, measure, basis, per FROM chosen) USING (n)
        ORDER BY ones + others DESC, wording, inner_place, unit
        """,
        [*sides, *sides],
    )
    place = ["key", "inner_place"]
    wordings = found.drop_duplicates("subject")
    keys = dict(zip(wordings["subject"], keys_of(wordings, names), strict=True))
    found = found.assign(key=found["subject"].map(keys).astype("string[pyarrow]"))
    counts = found.groupby(place, sort=False)[["ones", "others"]].sum()
    both = counts[(counts["ones"] > 0) & (counts["others"] > 0)].sum(axis=1)
    both = both.sort_values(ascending=False, kind="stable").head(MOST_SHARED)
    if both.empty:
        return found.head(0)
    units = found.drop_duplicates(place).set_index(place)["unit"].rename("in_unit")
    return both.index.to_frame(index=False).merge(found[[*place, "subject"]], on=place).join(units, on=place)


def _find_best(selection: Selection, mode: str, sides: tuple[str, str], shared: pd.DataFrame) -> pd.DataFrame:
    """Of each wording, side, place, status and stretch of time the best figure, the best of all first, measured."""
    rows = selection.ask(
        f"""{_sided(mode)},
        wanted AS (SELECT unnest(?::BIGINT[]) AS subject, unnest(?::VARCHAR[]) AS inner_place)
        SELECT {NARROW} FROM sided SEMI JOIN wanted USING (subject, inner_place) WHERE side IN (?, ?)
        QUALIFY row_number() OVER (PARTITION BY subject, side, inner_place, status, stretch ORDER BY {BEST_FIRST}) = 1
        ORDER BY {BEST_FIRST}
        """,
        [shared["subject"].tolist(), shared["inner_place"].tolist(), *sides],
    )
    rows = rows.merge(shared, on=["subject", "inner_place"])
    return measured(rows, rows["in_unit"])


def _match(ones: pd.DataFrame, others: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figure of either side for each key and place: the best two of one status and stretch, else the best two."""
    place = ["key", "inner_place"]
    alike = [*place, "status", "stretch"]
    pairs = ones.drop_duplicates(alike).merge(others.drop_duplicates(alike), on=alike, suffixes=("", "_other"))
    loose = ones.drop_duplicates(place).merge(others.drop_duplicates(place), on=place, suffixes=("", "_other"))
    both = pd.concat([pairs, loose])[[*place, "n", "n_other"]].drop_duplicates(place)
    numbered = pd.concat([ones, others]).set_index("n")
    return tuple(numbered.loc[both[n]].set_index(place) for n in ("n", "n_other"))


def find_mentions(selection: Selection, mode: str, pair: Pair, sides: tuple[str, str]) -> pd.DataFrame:
    """The best ``MOST_MENTIONS`` figures of a pair on either ``side``, with ``of_side``, how many there are of it."""
    return selection.ask(
        f"""{_sided(mode)},
        own AS (
            SELECT n, side, row_number() OVER (PARTITION BY side ORDER BY {BEST_FIRST}) AS rank,
                count(*) OVER (PARTITION BY side) AS of_side
            FROM sided SEMI JOIN (SELECT unnest(?::BIGINT[]) AS subject) USING (subject)
            WHERE inner_place = ? AND side IN (?, ?))
        SELECT chosen.*, own.side, own.of_side FROM chosen JOIN own USING (n)
        WHERE own.rank <= {MOST_MENTIONS} ORDER BY own.side, own.rank
        """,
        [list(pair.subjects), pair.within, *sides],
    )


def difference(pair: Pair) -> float | None:
    """The other side's value less the one's, in their unit; None where that would mean nothing."""
    rows = (pair.one, pair.other)
    if any(row["bound"] != "exact" or row["period"] == "" for row in rows) or _about(pair.one) != _about(pair.other):
        return None
    return float(pair.other["at"] - pair.one["at"])


def _about(row: pd.Series) -> tuple[str, str]:
    return row["status"], row["stretch"]


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
