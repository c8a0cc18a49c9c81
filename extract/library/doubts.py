"""What a person should look at first: reasons to doubt a figure, and the queue of figures that they make.

A reason is a condition that a reader can check, never a score. The figure with the gravest reason comes first; of those
that share it, the one with more reasons.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

RARE = 2  # figures that a rule may have read and still be a rare one

# In the unit that compares. Beyond these a value is more likely misread than reported: the people of China, its
# product, ten times the whole, its land, its coal of two years.
LARGEST = {"count": 1.5e9, "money": 2e14, "share": 10.0, "multiple": 10_000.0, "area": 1e13, "mass": 1e13}


class Doubt(NamedTuple):
    """A reason to look twice: its name, the condition in SQL over a figure, and an example, which is its test.

    The example gives the cells that differ from those of a figure without doubts.
    """

    reason: str
    condition: str
    example: Mapping[str, object]


def _too_large() -> str:
    amount = "abs(coalesce(base_value, value, high, low))"
    return " OR ".join(f"(kind = '{kind}' AND {amount} > {most})" for kind, most in LARGEST.items())


# The gravest first: it decides where a figure stands in the queue.
DOUBTS = (
    Doubt("finding", "figure_id IN (SELECT unnest(?::VARCHAR[]))", {"figure_id": "found"}),
    Doubt("no_indicator", "indicator = ''", {"indicator": ""}),
    Doubt("too_large", _too_large(), {"kind": "money", "value": 3.4e15, "base_value": 3.4e15}),
    # A name that fits several places and that nothing near it settles is left open.
    Doubt("no_place", "place = ''", {"place": "", "place_basis": ""}),
    Doubt("far_place", "place_basis IN ('document', 'published')", {"place_basis": "document"}),
    Doubt("carried_indicator", "rule LIKE '%.inherited'", {"rule": "number.level.inherited"}),
    Doubt("long_indicator", "length(indicator) > 16", {"indicator": "去年全区新开工的城镇老旧小区改造项目涉及居民"}),
    Doubt("inferred_period", "period_basis IN ('published', 'inferred')", {"period_basis": "published"}),
    Doubt("bound", "bound <> 'exact'", {"bound": "about"}),
    Doubt("other_kind", "kind = 'other'", {"kind": "other"}),
    Doubt(
        "rare_rule",
        f"rule IN (SELECT rule FROM figures GROUP BY rule HAVING count(*) <= {RARE})",
        {"rule": "number.level.seldom"},
    ),
)

_CASES = ", ".join(f"CASE WHEN {doubt.condition} THEN '{doubt.reason}' END" for doubt in DOUBTS)
_ORDER = ", ".join(f"'{doubt.reason}'" for doubt in DOUBTS)
QUEUE = f"""
WITH doubted AS (
    SELECT figure_id, n, list_filter([{_CASES}], reason -> reason IS NOT NULL) AS doubts
    FROM chosen WHERE __OPEN__
)
SELECT figure_id, doubts FROM doubted
ORDER BY figure_id IN (SELECT unnest(?::VARCHAR[])),
    coalesce(list_position([{_ORDER}], doubts[1]), {len(DOUBTS) + 1}), len(doubts) DESC, n
LIMIT ?
"""
PROGRESS = "SELECT review, count(*) AS figures FROM chosen GROUP BY review"

Ask = Callable[[str, Sequence[object]], pd.DataFrame]  # Selection.ask


def read_queue(
    ask: Ask, findings: Sequence[str] = (), skipped: Sequence[str] = (), most: int = 1, decided: bool = False
) -> pd.DataFrame:
    """The figures to look at next: figure_id, and ``doubts``, the reasons as a list, the gravest first.

    ``findings`` are figures of open findings of the checks; ``skipped`` come last; figures on which somebody decided
    are left out unless ``decided``.
    """
    query = QUEUE.replace("__OPEN__", "true" if decided else "review = ''")
    return ask(query, [list(findings), list(skipped), most])


class Progress(NamedTuple):
    """How many of the chosen figures there are, and on how many somebody decided, by decision."""

    figures: int
    accepted: int
    corrected: int
    rejected: int

    @property
    def decided(self) -> int:
        return self.accepted + self.corrected + self.rejected


def read_progress(ask: Ask) -> Progress:
    """How far the review of the chosen figures has come."""
    counts = ask(PROGRESS, []).set_index("review")["figures"]
    decisions = {name: int(counts.get(name, 0)) for name in ("accepted", "corrected", "rejected")}
    return Progress(figures=int(counts.sum()), **decisions)
