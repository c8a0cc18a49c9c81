"""The figures that filters leave: their number, what each facet offers next, a page of them, SQL over them."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from extract.library.filters import ORDERS, Filters
from extract.library.index import FIGURE_COLUMNS, Index

SHOWN = f"{FIGURE_COLUMNS}, review"


class Selection:
    """The figures that ``filters`` leave of a library. Nothing is read before it is asked."""

    def __init__(self, index: Callable[[], Index], filters: Filters | None = None) -> None:
        self.filters = filters or Filters()
        self._open = index

    @cached_property
    def _index(self) -> Index:
        return self._open()

    @cached_property
    def _fits(self) -> dict[str, np.ndarray]:
        return self._index.fits(self.filters)

    @cached_property
    def _chosen(self) -> np.ndarray | None:
        return np.logical_and.reduce(list(self._fits.values())) if self._fits else None

    def count(self) -> int:
        """How many figures are chosen."""
        return len(self._index) if self._chosen is None else int(self._chosen.sum())

    def total(self) -> int:
        """How many figures there are to choose from."""
        return len(self._index)

    def facets(self) -> dict[str, pd.Series]:
        """For each facet its values with their rows, counted under all the other filters, the first to offer on top."""
        if self._chosen is None:
            return self._index.counts
        return {name: axis.count(self._others(name)) for name, axis in self._index.axes.items()}

    def _others(self, facet: str) -> np.ndarray | None:
        if facet not in self._fits:
            return self._chosen
        others = [fits for name, fits in self._fits.items() if name != facet]
        return np.logical_and.reduce(others) if others else None

    def page(self, order: str = "newest", offset: int = 0, limit: int = 50) -> pd.DataFrame:
        """Rows ``offset`` to ``offset + limit`` of the chosen figures in one of ``ORDERS``: COLUMNS and ``review``."""
        keys = f"SELECT n FROM chosen ORDER BY {_order(order)} LIMIT ? OFFSET ?"
        n = self.ask(keys, [limit, offset])["n"].tolist()
        rows = self._index.ask(f"SELECT n, {SHOWN} FROM figures WHERE n IN (SELECT unnest(?))", [n])
        return rows.set_index("n").reindex(n).reset_index(drop=True)

    def find(self, figure_id: str, order: str = "newest") -> int | None:
        """How many of the chosen figures stand before this one in the order; None where it is not among them."""
        rank = f"SELECT figure_id, row_number() OVER (ORDER BY {_order(order)}) - 1 AS place FROM chosen"
        found = self.ask(f"SELECT place FROM ({rank}) WHERE figure_id = ?", [figure_id])
        return int(found["place"].iloc[0]) if len(found) else None

    def figure(self, figure_id: str) -> pd.DataFrame:
        """The row of one figure, chosen or not; no row where there is no such figure."""
        return self._index.ask(f"SELECT {SHOWN} FROM figures WHERE figure_id = ?", [figure_id])

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """DuckDB's answer to a query over the view ``chosen``: the chosen figures with the columns of ``COLUMNS``.

        Besides these: ``review``; ``reviewed``, the same with ``unreviewed`` for none; ``year_first`` and ``year_last``
        (0 where no period is known); ``month`` ("01" … "12", "" where the period is not within one); ``comparable`` in
        ``comparable_unit``, the value in its base unit where it has one; and ``n``, by which rows stand in the
        library's order. The view ``figures`` holds all figures, chosen or not.
        """
        return self._index.ask(sql, parameters, self._chosen)

    def frame(self) -> pd.DataFrame:
        """All chosen figures in the library's order: COLUMNS and ``review``; for downloads."""
        return self.ask(f"SELECT {SHOWN} FROM chosen ORDER BY n")


def _order(order: str) -> str:
    return ", ".join(f"{key} NULLS LAST" for key in (*ORDERS[order], "n"))
