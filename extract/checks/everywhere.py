"""The checks over any number of figures: each sees a piece at a time, and a query finds what lies in two documents."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import pandas as pd

from extract.checks.findings import Row
from extract.checks.stated_changes import changes
from extract.checks.totals import sums
from extract.checks.values import SPECIFIC_LENGTH, disagreements, shares

NEEDED = (*Row._fields, "start", "base_value", "base_unit", "place", "period", "status", "review")
_OVER = "unit = '%' AND measure = 'level' AND value > 100"
_TOLD = (
    f"length(indicator) >= {SPECIFIC_LENGTH} AND place <> '' AND period <> '' AND bound = 'exact'"
    " AND review <> 'rejected' AND coalesce(base_value, value) IS NOT NULL"
)
_UNIT = "CASE WHEN base_unit <> '' THEN base_unit ELSE unit END"
_KEY = f"indicator, place, period, {_UNIT}, per, measure, direction, basis, status"
_RIVALS = f"""
{_TOLD} AND ({_KEY}) IN (
    SELECT ({_KEY}) FROM chosen WHERE {_TOLD} GROUP BY {_KEY}
    HAVING count(DISTINCT doc_id) > 1 AND count(DISTINCT (value, base_value)) > 1)
"""


class Figures(Protocol):
    """What is checked, as a library's ``Selection`` gives it: pieces of whole documents, and SQL over ``chosen``."""

    def by_document(self, columns: Iterable[str]) -> Iterator[pd.DataFrame]: ...

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame: ...


def find_everywhere(figures: Figures) -> pd.DataFrame:
    """What ``find_all`` finds in these figures, without holding them all."""
    within = [(sums(piece), changes(piece)) for piece in figures.by_document(NEEDED)]
    names = ", ".join(f'"{name}"' for name in NEEDED)
    over, told = (figures.ask(f"SELECT {names} FROM chosen WHERE {where} ORDER BY n") for where in (_OVER, _RIVALS))
    by_check = [*(pd.concat(found) for found in zip(*within, strict=True)), shares(over), disagreements(told)]
    return pd.concat(by_check, ignore_index=True)
