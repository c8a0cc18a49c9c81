"""The figures that filters leave: their number, what each facet offers next, a page of them, SQL over them."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import duckdb
import pandas as pd

from extract.claims import COLUMNS
from extract.library.filters import Filters, Found, find, ordered
from extract.library.parts import to_pandas


class Selection:
    """The figures that ``filters`` leave of a library. Nothing is read before it is asked."""

    def __init__(self, figures: Callable[[], pd.DataFrame], filters: Filters) -> None:
        self.filters = filters
        self._figures = figures

    @cached_property
    def _found(self) -> Found:
        return find(self._figures(), self.filters)

    def count(self) -> int:
        """How many figures are chosen."""
        return len(self._found.rows)

    def facets(self) -> dict[str, pd.Series]:
        """For each facet its values with their rows, counted under all the other filters, the first to offer on top."""
        return self._found.counts

    def page(self, order: str = "newest", offset: int = 0, limit: int = 50) -> pd.DataFrame:
        """Rows ``offset`` to ``offset + limit`` of the chosen figures in one of ``ORDERS``: COLUMNS and ``review``."""
        rows = ordered(self._found.rows, order).iloc[offset : offset + limit]
        return rows[[*COLUMNS, "review"]].reset_index(drop=True)

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """DuckDB's answer to a query over the view ``chosen``: the chosen figures with the columns of ``COLUMNS``.

        Besides these: ``review``; ``reviewed``, the same with ``unreviewed`` for none; ``year_first`` and ``year_last``
        (0 where no period is known); ``month`` ("01" … "12", "" where the period is not within one).
        """
        with duckdb.connect() as connection:
            connection.register("chosen", self._found.rows)
            return to_pandas(connection.execute(sql, list(parameters)).to_arrow_table())

    def frame(self) -> pd.DataFrame:
        """All chosen figures in the library's order: COLUMNS and ``review``; for downloads."""
        return self._found.rows[[*COLUMNS, "review"]].reset_index(drop=True)

    def batches(self, order: str = "newest", rows: int = 20_000) -> Iterator[pd.DataFrame]:
        """Yield the chosen figures in one of ``ORDERS``, so many at a time, in at least one frame; for downloads."""
        chosen = ordered(self._found.rows, order)
        for first in range(0, max(len(chosen), 1), rows):
            yield chosen.iloc[first : first + rows][[*COLUMNS, "review"]].reset_index(drop=True)
