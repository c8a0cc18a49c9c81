"""A facet over every figure: a small number a row instead of its cells, so that a million are counted in moments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from extract.library.filters import DOWN, Facet, same
from extract.library.reviews import FIXED

# Between the cells of one row where a facet looks at several columns; no text of a place has it.
BETWEEN = "\x1f"
MOST_COUNTED = 50_000  # values of a facet: more than there are places; only documents are more


def joined_cells(facet: Facet, rows: pa.Table) -> pa.DictionaryArray:
    """The cells that the facet looks at, one text a row."""
    columns = [rows[name].cast(pa.large_string()) for name in facet.columns]
    texts = (
        columns[0]
        if len(columns) == 1
        else pc.binary_join_element_wise(*columns, pa.scalar(BETWEEN, pa.large_string()))
    )
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return texts.dictionary_encode()


class Codes:
    """The number of each text that occurred so far, in the order of their coming."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.of = {text: number for number, text in enumerate(texts)}

    def encode(self, texts: pa.DictionaryArray) -> np.ndarray:
        """The number of each text; one that is new gets the next."""
        numbers = [self.of.setdefault(text, len(self.of)) for text in texts.dictionary.to_pylist()]
        return np.array(numbers, dtype="int64")[texts.indices.to_numpy()]


@dataclass(frozen=True, slots=True)
class Axis:
    """One facet over every figure.

    ``rows`` holds for each figure the number of its cells. What cells number c count for is ``names[v]`` of each pair
    (``links[i]`` = c, ``values[i]`` = v); ``offered[i]`` tells whether the facet offers that value.
    """

    facet: Facet
    cells: tuple[str, ...]
    rows: np.ndarray
    names: np.ndarray
    links: np.ndarray
    values: np.ndarray
    offered: np.ndarray

    @classmethod
    def of(cls, facet: Facet, cells: Sequence[str], rows: np.ndarray) -> "Axis":
        """The axis of a facet whose different cells are ``cells``, joined, and whose figures have those of ``rows``."""
        narrow = rows.astype(np.min_scalar_type(len(cells)), copy=False)
        if facet.values is same:  # a million documents: each cell is its own value
            names = np.array(cells, dtype=object)
            links = np.flatnonzero(names != "")
            return cls(facet, tuple(cells), narrow, names, links, links, np.ones(len(links), dtype=bool))
        known = Codes()
        links, values, offered = [], [], []
        for code, text in enumerate(cells):
            found = facet.values(*text.split(BETWEEN, len(facet.columns) - 1))
            for value in found.all:
                links.append(code)
                values.append(known.of.setdefault(value, len(known.of)))
                offered.append(value in found.offered)
        names = np.array(list(known.of), dtype=object)
        pairs = np.array(links, dtype="int64"), np.array(values, dtype="int64"), np.array(offered, dtype=bool)
        return cls(facet, tuple(cells), narrow, names, *pairs)

    def patched(self, positions: np.ndarray, rows: pa.Table) -> "Axis":
        """The axis with the cells of ``rows`` at ``positions``; itself where they are those that it has."""
        if not len(positions) or set(self.facet.columns) <= set(FIXED):
            return self
        known = Codes(self.cells)
        numbers = known.encode(joined_cells(self.facet, rows))
        if np.array_equal(numbers, self.rows[positions]):
            return self
        is_new = len(known.of) > len(self.cells)
        changed = self.rows.astype("int64") if is_new else self.rows.copy()
        changed[positions] = numbers
        return Axis.of(self.facet, tuple(known.of), changed) if is_new else replace(self, rows=changed)

    def named(self, chosen: Iterable[str]) -> Iterator[str]:
        """Yield for each chosen name the values that it stands for; itself where there is none."""
        known = set(self.names) if self.facet.name == "place" else None
        for name in chosen:
            is_plain = known is not None and name not in known
            paths = [path for path in self.names if path.rpartition(DOWN)[2] == name] if is_plain else ()
            yield from paths or (name,)

    def fits(self, chosen: Iterable[str]) -> np.ndarray:
        """Which figures have one of the chosen values."""
        is_wanted = np.zeros(len(self.names), dtype=bool)
        is_wanted[self._find(self.named(chosen))] = True
        table = np.zeros(len(self.cells), dtype=bool)
        table[self.links[is_wanted[self.values]]] = True
        return table[self.rows] if len(self.cells) else np.zeros(len(self.rows), dtype=bool)

    def count(self, chosen: np.ndarray | None, asked: Iterable[str] = ()) -> pd.Series:
        """value -> figures of the chosen rows (None: of all), the value to offer first on top.

        Of more than ``MOST_COUNTED`` values only those with most figures, and those that are ``asked`` for.
        """
        rows = self.rows if chosen is None else self.rows[chosen]
        counts = np.bincount(rows, minlength=len(self.cells))[self.links]
        figures = np.bincount(self.values, counts, minlength=len(self.names)).astype("int64")
        shown = np.flatnonzero(np.bincount(self.values, counts * self.offered, minlength=len(self.names)))
        if len(shown) > MOST_COUNTED:
            kept = np.zeros(len(self.names), dtype=bool)
            kept[shown[np.argsort(-figures[shown], kind="stable")[:MOST_COUNTED]]] = True
            kept[self._find(asked)] = True
            shown = shown[kept[shown]]
        result = pd.Series(figures[shown], index=pd.Index(self.names[shown], dtype="str"), dtype="int64")
        return self._in_order(result)

    def _find(self, values: Iterable[str]) -> np.ndarray:
        """The numbers of these values."""
        wanted = set(values)
        is_wanted = (name in wanted for name in self.names) if wanted else ()
        return np.flatnonzero(np.fromiter(is_wanted, bool, len(self.names) if wanted else 0))

    def _in_order(self, counts: pd.Series) -> pd.Series:
        if self.facet.in_order:
            return counts.sort_index(ascending=self.facet.name != "year")  # the latest year first
        return counts.sort_values(ascending=False, kind="stable")
