"""The figures that filters leave: their number, what each facet offers next, a page of them, SQL over them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from extract.library.filters import ORDERS, Filters
from extract.library.index import SHOWN, Index
from extract.library.parts import to_pandas


class Selection:
    """The figures that ``filters`` leave of a library. Nothing is read before it is asked."""

    def __init__(
        self, index: Callable[[], Index], filters: Filters | None = None, conditions: Sequence[str] = ()
    ) -> None:
        self.filters = filters or Filters()
        self._open = index
        self._conditions = tuple(conditions)
        self._pages: dict[tuple[str, int, int], pd.DataFrame] = {}

    def where(self, condition: str) -> "Selection":
        """Those of the chosen figures that meet a condition in SQL, written by us: ``measure <> 'level'``."""
        return Selection(lambda: self._index, self.filters, (*self._conditions, condition))

    @cached_property
    def _index(self) -> Index:
        return self._open()

    @cached_property
    def _fits(self) -> dict[str, np.ndarray]:
        return self._index.fits(self.filters) | {one: self._index.meets(one) for one in self._conditions}

    @cached_property
    def _chosen(self) -> np.ndarray | None:
        return np.logical_and.reduce(list(self._fits.values())) if self._fits else None

    def resolve(self, filters: Filters) -> Filters:
        """The same filters with each plain name of a place as the paths that it stands for."""
        paths = self._index.axes["place"].named(filters.place)
        return replace(filters, place=tuple(dict.fromkeys(paths)))

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
        return {
            name: axis.count(self._others(name), getattr(self.filters, name)) for name, axis in self._index.axes.items()
        }

    def _others(self, facet: str) -> np.ndarray | None:
        if facet not in self._fits:
            return self._chosen
        others = [fits for name, fits in self._fits.items() if name != facet]
        return np.logical_and.reduce(others) if others else None

    def page(self, order: str = "newest", offset: int = 0, limit: int = 50) -> pd.DataFrame:
        """Rows ``offset`` to ``offset + limit`` of the chosen figures in one of ``ORDERS``: COLUMNS and ``review``."""
        if (order, offset, limit) not in self._pages:
            keys = f"SELECT n FROM chosen ORDER BY {_order(order)} LIMIT ? OFFSET ?"
            self._pages[order, offset, limit] = self._index.rows(self.ask(keys, [limit, offset])["n"].tolist())
        return self._pages[order, offset, limit]

    def rows(self, numbers: Iterable[int]) -> pd.DataFrame:
        """The figures whose ``n`` these are, in this order, chosen or not: COLUMNS and ``review``."""
        return self._index.rows(list(numbers))

    def batches(self, order: str = "newest", rows: int = 20_000) -> Iterator[pd.DataFrame]:
        """Yield the chosen figures in one of ``ORDERS``, so many at a time, in at least one frame; for downloads."""
        keys = self.ask(f"SELECT n FROM chosen ORDER BY {_order(order)}")["n"].to_numpy()
        for first in range(0, max(len(keys), 1), rows):
            yield self._index.rows(keys[first : first + rows].tolist())

    def find(self, figure_id: str, order: str = "newest") -> int | None:
        """How many of the chosen figures stand before this one in the order; None where it is not among them."""
        keys = (*ORDERS[order], "n")
        cells = ", ".join(key.removesuffix(" DESC") for key in keys)
        query = f"SELECT {cells} FROM chosen WHERE figure_id = ? ORDER BY {_order(order)} LIMIT 1"
        row = self._index.cursor(self._chosen).execute(query, [figure_id]).fetchone()
        if row is None:
            return None
        is_before, known = _before(list(zip(keys, row, strict=True)))
        return int(self.ask(f"SELECT count(*) AS place FROM chosen WHERE {is_before}", known)["place"].iloc[0])

    def holds(self, figure_id: str) -> bool:
        """Whether this figure is among the chosen ones."""
        places = self._index.places(figure_id)
        return bool(len(places)) and (self._chosen is None or bool(self._chosen[places].any()))

    def figure(self, figure_id: str) -> pd.DataFrame:
        """The row of one figure, chosen or not; no row where there is no such figure."""
        return self._index.ask(f"SELECT {SHOWN} FROM figures WHERE figure_id = ?", [figure_id])

    def figures(self, figure_ids: Iterable[str]) -> pd.DataFrame:
        """The rows of these figures in this order, chosen or not; those that are gone are left out."""
        ids = list(figure_ids)
        found = self._index.ask(
            f"SELECT {SHOWN} FROM figures SEMI JOIN (SELECT unnest(?) AS figure_id) USING (figure_id)", [ids]
        )
        return found.set_index("figure_id", drop=False).reindex([one for one in ids if one in set(found["figure_id"])])

    def neighbours(self, figure: pd.Series) -> pd.DataFrame:
        """The other figures of the same article, chosen or not, in the order of its text."""
        same = "doc_id = ? AND section = ? AND figure_id <> ?"
        query = f"SELECT {SHOWN} FROM figures WHERE {same} ORDER BY start"
        return self._index.ask(query, [figure["doc_id"], figure["section"], figure["figure_id"]])

    def by_document(self, columns: Iterable[str], rows: int = 20_000) -> Iterator[pd.DataFrame]:
        """Yield these columns of the chosen figures by ``doc_id`` and ``start``; a frame holds whole documents."""
        names = ", ".join(f'"{column}"' for column in dict.fromkeys(("doc_id", *columns)))
        query = f"SELECT {names} FROM chosen ORDER BY doc_id, start"
        kept = pa.table({})
        for batch in self._index.cursor(self._chosen).execute(query).to_arrow_reader(rows):
            held = pa.concat_tables([kept, pa.Table.from_batches([batch])], promote_options="default")
            last = pc.index(held["doc_id"], held["doc_id"][-1]).as_py()
            if last:
                yield to_pandas(held.slice(0, last))
            kept = held.slice(last)
        if kept.num_rows:
            yield to_pandas(kept)

    @property
    def edition(self) -> int:
        """A number that is another one when figures or decisions about them have changed."""
        return self._index.edition

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """DuckDB's answer to a query over the view ``chosen``: the chosen figures with the columns of ``COLUMNS``.

        Besides these: ``review``; ``reviewed``, the same with ``unreviewed`` for none; ``year_first`` and ``year_last``
        (0 where no period is known); ``month`` ("01" … "12", "" where the period is not within one); ``comparable`` in
        ``comparable_unit``, the value in its base unit where it has one; ``path``, the last of ``place_paths``;
        ``wording`` and ``subject`` of ``wordings``; and ``n``, by which rows stand in the library's order. The view
        ``figures`` holds all figures, chosen or not.
        """
        return self._index.ask(sql, parameters, self._chosen)

    def frame(self) -> pd.DataFrame:
        """All chosen figures in the library's order: COLUMNS and ``review``; for downloads."""
        return self.ask(f"SELECT {SHOWN} FROM chosen ORDER BY n")


def _order(order: str) -> str:
    return ", ".join(f"{key} NULLS LAST" for key in (*ORDERS[order], "n"))


def _before(cells: Sequence[tuple[str, object]]) -> tuple[str, list[object]]:
    """SQL for the rows that stand before one with these cells, each with its key of the order; and its parameters.

    Counting them takes a tenth of the time that numbering all rows would.

    >>> _before([("published DESC", 3), ("n", 7)])
    ('(published > ? OR (published = ? AND n < ?))', [3, 3, 7])
    """
    (key, cell), *rest = cells
    column, sign = key.removesuffix(" DESC"), ">" if key.endswith(" DESC") else "<"
    if not rest:
        return f"{column} {sign} ?", [cell]
    later, known = _before(rest)
    if cell is None:  # empty cells stand last
        return f"({column} IS NOT NULL OR ({column} IS NULL AND {later}))", known
    return f"({column} {sign} ? OR ({column} = ? AND {later}))", [cell, cell, *known]
