"""The checks over any number of figures: each sees a piece at a time, and a query finds what lies in two documents."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import pandas as pd

from extract.checks.findings import Row
from extract.checks.stated_changes import changes
from extract.checks.totals import sums
from extract.checks.values import BOUNDS, disagreements, shares
from extract.indicator_names import name_of, rewritten_words

NEEDED = (*Row._fields, "start", "base_value", "base_unit", "place", "period", "status", "review")
# Sentences, most of the memory, are of use within one document only.
_WORDLESS = tuple(name for name in NEEDED if name != "sentence")
_OVER = "unit = '%' AND measure = 'level' AND value > 100"
_TOLD = (
    f"indicator <> '' AND place <> '' AND period <> '' AND bound IN {BOUNDS}"
    " AND review <> 'rejected' AND coalesce(base_value, value) IS NOT NULL"
)
# Wider than the key of ``disagreements``, which looks closer: people are one unit, bases of change are left out.
_UNIT = "CASE WHEN base_unit <> '' THEN base_unit WHEN kind = 'count' THEN 'count' ELSE unit END"
_KEY = f"called, place, period, {_UNIT}, per, measure, direction, status"
_RIVALS = f"""
WITH renamed AS (SELECT unnest(?::VARCHAR[]) AS wording, unnest(?::VARCHAR[]) AS unit, unnest(?::VARCHAR[]) AS called),
told AS (
    SELECT chosen.*, coalesce(renamed.called, chosen.wording) AS called
    FROM chosen LEFT JOIN renamed USING (wording, unit) WHERE {_TOLD})
SELECT {{names}} FROM told WHERE ({_KEY}) IN (
    SELECT ({_KEY}) FROM told GROUP BY {_KEY}
    HAVING count(DISTINCT doc_id) > 1 AND count(DISTINCT (value, base_value)) > 1)
ORDER BY n
"""


class Figures(Protocol):
    """What is checked, as a library's ``Selection`` gives it: pieces of whole documents, and SQL over ``chosen``."""

    def by_document(self, columns: Iterable[str]) -> Iterator[pd.DataFrame]: ...

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame: ...


def find_everywhere(figures: Figures) -> pd.DataFrame:
    """What ``find_all`` finds in these figures, without holding them all."""
    within = [(sums(piece), changes(piece)) for piece in figures.by_document(NEEDED)]
    names = ", ".join(f'"{name}"' for name in _WORDLESS)
    over = figures.ask(f"SELECT {names} FROM chosen WHERE {_OVER} ORDER BY n")
    told = figures.ask(_RIVALS.format(names=f"{names}, wording"), _renamed(figures))
    by_check = [*(pd.concat(found) for found in zip(*within, strict=True)), shares(over), disagreements(told)]
    return pd.concat(by_check, ignore_index=True)


def _renamed(figures: Figures) -> tuple[list[str], list[str], list[str]]:
    """The wordings that have a name other than their own: wordings, their units, their names."""
    touched = "|".join(map(re.escape, rewritten_words()))
    query = f"SELECT DISTINCT wording, unit FROM chosen WHERE {_TOLD} AND regexp_matches(wording, ?)"
    pairs = figures.ask(query, [touched]).itertuples(index=False)
    named = [(row.wording, row.unit, name_of(row.wording, row.unit)) for row in pairs]
    wordings, units, names = ([row[column] for row in named] for column in range(3))
    return wordings, units, names
