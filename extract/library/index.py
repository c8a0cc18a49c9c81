"""A library's figures at one moment, ready to be filtered, counted, searched and asked: small numbers in memory, the
words in a file of ``indexing``, and what people decided laid over both."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import count
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from extract.claims import COLUMNS
from extract.library.axes import Axis
from extract.library.filters import FACETS, Filters, search_terms
from extract.library.indexing import DERIVED_COLUMNS, KEPT_FACETS, MEMORY, all_searchable, extra_words
from extract.library.parts import FIGURES, to_pandas
from extract.library.reviews import Standing, overlay
from extract.library.wordings import worded

REVIEW = next(facet for facet in FACETS if facet.name == "review")
EDITIONS = count(1)  # each index of this process has its own number
ANSWERS_KEPT = 16  # of text searches and conditions
FIGURE_COLUMNS = ", ".join(f'"{column}"' for column in COLUMNS)
SHOWN = f"{FIGURE_COLUMNS}, review"


class Kept:
    """A file of ``indexing`` opened: what was extracted, without what people decided since. Nothing in it changes.

    Raises ``duckdb.Error`` where the file is damaged.
    """

    def __init__(self, path: Path) -> None:
        quoted = str(path).replace("'", "''")
        self.connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(path.parent)})
        self.connection.execute(f"ATTACH '{quoted}' AS kept (READ_ONLY)")
        cells = {facet.name: self._cells(facet.name) for facet in KEPT_FACETS}
        codes = self.connection.execute(f"SELECT sentence, {_narrow(cells)} FROM kept.codes").fetchnumpy()
        self.sentences, self.n = codes["sentence"], self._numbers()
        self.axes = {facet.name: Axis.of(facet, cells[facet.name], codes[facet.name]) for facet in KEPT_FACETS}

    def _cells(self, facet: str) -> np.ndarray:
        query = "SELECT cell FROM kept.cells WHERE facet = ? ORDER BY code"
        return self.connection.execute(query, [facet]).fetchnumpy()["cell"]

    def _numbers(self) -> np.ndarray:
        """The number of each figure; they follow each other where nothing was taken out of the file."""
        figures, last = self.connection.execute("SELECT count(*), max(n) FROM kept.codes").fetchone()
        if not figures or last == figures - 1:
            return np.arange(figures)
        return self.connection.execute("SELECT n FROM kept.codes").fetchnumpy()["n"]

    def positions(self, n: np.ndarray) -> np.ndarray:
        """Where the figures of these numbers stand."""
        return np.searchsorted(self.n, n)


def _narrow(cells: dict[str, np.ndarray]) -> str:
    """SQL for the codes of each facet in as few bytes as its cells need: of ten million figures all are in memory."""
    types = {1: "UTINYINT", 2: "USMALLINT", 4: "UINTEGER"}
    sizes = {name: np.min_scalar_type(len(texts)).itemsize for name, texts in cells.items()}
    return ", ".join(f'"{name}"::{types[size]} AS "{name}"' for name, size in sizes.items())


def _unreviewed(figures: int) -> Axis:
    return Axis.of(REVIEW, ("unreviewed",), np.zeros(figures, dtype="int64"))


class Index:
    """The figures at one moment: what was extracted, and what people decided about it until then.

    ``standing`` is that of every reviewed figure; or of those that were decided on since ``before``, an index of the
    same file that is not closed: then the cost is that of what is new. A figure of which every review was undone stands
    there empty.
    """

    def __init__(self, kept: Kept, standing: dict[str, Standing], before: "Index | None" = None) -> None:
        self.kept = kept
        self.edition = next(EDITIONS)
        self._found: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = threading.Lock()
        self._patched = f"patched_{self.edition}"
        patched = self._lay(standing, before)
        positions = kept.positions(patched["n"].to_numpy())
        words = all_searchable(patched["sentence"].to_pylist())
        told = (f"{one}\n{other}" for one, other in zip(words, extra_words(patched, words), strict=True))
        # What is searched of each figure that stands in the table of patched ones, by its position.
        self._words = (before._words if before else {}) | dict(zip(positions.tolist(), told, strict=True))
        axes = before.axes if before else kept.axes | {"review": _unreviewed(len(self))}
        self.axes = {facet.name: axes[facet.name].patched(positions, patched) for facet in FACETS}

    def __len__(self) -> int:
        return len(self.kept.n)

    def _lay(self, standing: dict[str, Standing], before: "Index | None") -> pa.Table:
        """Put the reviewed figures as they stand into a table of their own; those of ``standing``, by n."""
        cursor = self.kept.connection.cursor()
        ids = pa.table({"figure_id": pa.array(list(standing), pa.large_string())})
        cursor.register("reviewed_ids", ids)
        query = f"SELECT n, {FIGURE_COLUMNS} FROM kept.figures SEMI JOIN reviewed_ids USING (figure_id) ORDER BY n"
        extracted = to_pandas(cursor.execute(query).to_arrow_table())
        shown = overlay(extracted, standing)
        schema = pa.schema([("n", pa.int64()), *FIGURES, ("review", pa.large_string())])
        cursor.register("shown", pa.Table.from_pandas(shown[schema.names], schema, preserve_index=False))
        reviewed = "CASE WHEN review = '' THEN 'unreviewed' ELSE review END AS reviewed"
        columns = f"n, {FIGURE_COLUMNS}, {DERIVED_COLUMNS}, review, {reviewed}"
        cursor.execute(f"CREATE TABLE {self._patched} AS SELECT {columns} FROM ({worded('shown')}) ORDER BY n")
        laid = cursor.execute(f"SELECT * FROM {self._patched} ORDER BY n").to_arrow_table()
        if before:
            older = f"SELECT * FROM {before._patched} ANTI JOIN shown USING (n)"
            cursor.execute(f"INSERT INTO {self._patched} {older}")
        return laid

    def close(self) -> None:
        """Let go of what was laid over the file."""
        self.kept.connection.cursor().execute(f"DROP TABLE IF EXISTS {self._patched}")

    def cursor(self, chosen: np.ndarray | None = None) -> duckdb.DuckDBPyConnection:
        """A cursor that sees the views ``figures``, all of them, and ``chosen``, those of these rows (None: all)."""
        cursor = self.kept.connection.cursor()
        kept = "SELECT *, '' AS review, 'unreviewed' AS reviewed FROM kept.figures"
        if self._words:
            kept = f"{kept} ANTI JOIN {self._patched} USING (n) UNION ALL BY NAME SELECT * FROM {self._patched}"
        cursor.execute(f"CREATE OR REPLACE TEMP VIEW figures AS {kept}")
        if chosen is not None:
            cursor.register("picked", pa.table({"n": self.kept.n[chosen]}))
        picked = "" if chosen is None else " SEMI JOIN picked USING (n)"
        cursor.execute(f"CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM figures{picked}")
        return cursor

    @cached_property
    def counts(self) -> dict[str, pd.Series]:
        """For each facet its values with their figures, of all figures."""
        return {name: axis.count(None) for name, axis in self.axes.items()}

    def fits(self, filters: Filters) -> dict[str, np.ndarray]:
        """Which figures fit each facet of which something is chosen, and under ``q`` which have the words."""
        terms = search_terms(filters.q)
        words = {"q": self._kept_answer(f"terms {terms}", partial(self._search, terms))} if terms else {}
        chosen = {name: getattr(filters, name) for name in self.axes}
        return words | {name: self.axes[name].fits(values) for name, values in chosen.items() if values}

    def meets(self, condition: str) -> np.ndarray:
        """Which figures meet a condition in SQL."""
        return self._kept_answer(f"where {condition}", partial(self._check, condition))

    def _kept_answer(self, question: str, find: Callable[[], np.ndarray]) -> np.ndarray:
        with self._lock:
            if question in self._found:
                self._found.move_to_end(question)
                return self._found[question]
        found = find()
        with self._lock:
            self._found[question] = found
            while len(self._found) > ANSWERS_KEPT:
                self._found.popitem(last=False)
        return found

    def _check(self, condition: str) -> np.ndarray:
        meets = np.zeros(len(self), dtype=bool)
        n = self.cursor().execute(f"SELECT n FROM figures WHERE {condition}").fetchnumpy()["n"]
        meets[self.kept.positions(n)] = True
        return meets

    def _search(self, terms: Sequence[str]) -> np.ndarray:
        """Which figures have each of these terms, in the sentence or beside it."""
        (sentences,) = self.cursor().execute("SELECT coalesce(max(code) + 1, 0) FROM kept.sentences").fetchone()
        fits = np.ones(len(self), dtype=bool)
        told = zip(terms, self._contain("sentences", "code", terms), self._contain("extras", "n", terms), strict=True)
        for term, codes, beside in told:
            has_term = np.zeros(sentences, dtype=bool)
            has_term[codes] = True
            found = has_term[self.kept.sentences]
            found[self.kept.positions(beside)] = True
            found[list(self._words)] = [term in words for words in self._words.values()]
            fits &= found
        return fits

    def _contain(self, table: str, key: str, terms: Sequence[str]) -> list[np.ndarray]:
        """For each term the keys of the rows with it; all in one go, since half of the time is to unpack the words."""
        has = [f"contains(words, ${number})" for number in range(1, len(terms) + 1)]
        named = ", ".join(f"{one} AS has_{number}" for number, one in enumerate(has))
        query = f"SELECT {key}, {named} FROM kept.{table} WHERE {' OR '.join(has)}"
        rows = self.kept.connection.cursor().execute(query, list(terms)).fetchnumpy()
        return [rows[key][rows[f"has_{number}"]] for number in range(len(terms))]

    def ask(self, sql: str, parameters: Sequence[object] = (), chosen: np.ndarray | None = None) -> pd.DataFrame:
        """DuckDB's answer to a query over ``figures`` and ``chosen``."""
        return to_pandas(self.cursor(chosen).execute(sql, list(parameters)).to_arrow_table())

    def rows(self, n: Sequence[int]) -> pd.DataFrame:
        """The figures of these numbers in this order: COLUMNS and ``review``."""
        # Numbers written out: a join would first look where among ten million a hundred are.
        rows = self.ask(f"SELECT n, {SHOWN} FROM figures WHERE n IN ({', '.join(map(str, n)) or 'NULL'})")
        return rows.set_index("n").reindex(n).reset_index(drop=True)

    def places(self, figure_id: str) -> np.ndarray:
        """Where the figure of this id stands; nowhere, one place, or two where two documents have the same text."""
        found = self.cursor().execute("SELECT n FROM kept.figures WHERE figure_id = ?", [figure_id]).fetchnumpy()
        return self.kept.positions(found["n"])
