"""The library: documents brought in once, their figures made once, people's decisions on top, all of it on disk."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import duckdb
import pandas as pd
import pyarrow as pa

from extract.cluster import read_all
from extract.library import catalogue, record, shelf
from extract.library.additions import (
    Added,
    Reader,
    Run,
    Sourced,
    add_batch,
    find_sources,
    in_batches,
    pass_over,
)
from extract.library.decisions import Decisions
from extract.library.errors import LibraryError, explained
from extract.library.filters import Filters
from extract.library.indexes import Indexes
from extract.library.indexing import Tell, silent
from extract.library.likeness import is_version
from extract.library.moments import utc_now
from extract.library.parts import FIGURES, REFUSALS, in_order, read_part, read_text, to_pandas
from extract.library.queries import lay_documents, lay_extraction, lay_standing, read_documents
from extract.library.reviews import overlay
from extract.library.selection import Selection
from extract.library.upkeep import Upkeep
from extract.reading import Document

T = TypeVar("T")

# The counters of everything that changes, each by one query of its largest key.
STAMP = """
SELECT id, content, (SELECT coalesce(max(review), 0) FROM reviews),
    (SELECT coalesce(max(naming), 0) FROM namings), (SELECT coalesce(max(judgement), 0) FROM judgements)
FROM library
"""
NOTHING = (-1, -1)  # the counters of a library whose documents and reviews no query has seen yet


class Library(Decisions, Upkeep):
    """One folder that keeps documents, their figures and every decision about them.

    Any number of processes and threads may read while one writes; writers wait for one another. What ``review``,
    ``undo``, ``remove`` and each batch of ``add`` did is on disk when they return, and not at all where they raise.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._list = folder / catalogue.NAME
        self._lock = threading.RLock()
        self._indexes = Indexes(folder)
        self._extraction: tuple[int, pd.DataFrame] | None = None
        self._tables: tuple[int, duckdb.DuckDBPyConnection] | None = None
        self._laid = NOTHING

    @classmethod
    def open(cls, folder: str | Path) -> "Library":
        """The library in ``folder``, made where it is missing. Raises ``LibraryError`` where it is something else."""
        catalogue.open_catalogue(Path(folder))
        return cls(Path(folder))

    # Bringing in

    def add(
        self,
        inputs: Iterable[str | Path],
        *,
        published: date | None = None,
        text_column: str = "",
        read: Reader = read_all,
    ) -> Added:
        """Read files, folders and ``-`` into the library; the same text again changes nothing.

        A changed file becomes a new version: the figures of the old one leave the view, its reviews stay in the record.
        ``published`` is for documents that do not say it themselves; ``read`` may be ``partial(read_all, workers=4)``.
        The library's own files are passed over, so that a folder may hold both articles and library.
        """
        items = find_sources(pass_over(self.folder, inputs), published, text_column)
        return sum(self.adding(items, read), Added())

    def add_documents(self, documents: Iterable[Document], source: str = "", read: Reader = read_all) -> Added:
        """The same for documents in memory; ``source`` tells those of one origin from others of the same ``doc_id``."""
        return sum(self.adding((Sourced(source, document) for document in documents), read), Added())

    def adding(self, items: Iterable[Sourced], read: Reader = read_all) -> Iterator[Added]:
        """Yield what each batch came to when it is on disk; see ``find_sources`` for the items of files."""
        run = Run(self.folder, read)
        for batch in in_batches(items):
            yield add_batch(run, batch)

    def find_source(self, document: Document) -> str | None:
        """The source of the document in view that ``document`` plainly is a new version of, by its name and its text.

        For what comes without a path, such as an upload: None where it is an article of its own.
        """
        with catalogue.reading(self._list) as connection:
            named = shelf.find_named(connection, document.doc_id)
        return next((one.source for one in named if is_version(document, self.text(one.doc_id), one.facts[2])), None)

    def remove(self, doc_ids: Iterable[str]) -> tuple[str, ...]:
        """The documents that left the view; their parts and reviews stay, and adding them again brings them back."""
        with catalogue.writing(self._list) as connection:
            now = utc_now()
            removed = tuple(doc_id for doc_id in doc_ids if shelf.retire(connection, doc_id, now))
            if removed:
                shelf.mark_changed(connection)
        return removed

    # What is there

    def documents(self) -> pd.DataFrame:
        """One row per document in view, in the order of adding; ``added`` in UTC, ``characters`` counts code points."""
        with catalogue.reading(self._list) as connection:
            return read_documents(connection)

    def text(self, doc_id: str) -> str:
        """The document's text as it came. Raises ``LibraryError`` for a document that is not in view."""

        def attempt() -> str:
            parts, position = self._find_place(doc_id)
            return read_text(self.folder / "documents" / parts.documents, position, doc_id)

        return self._settled(attempt)

    def figures(self) -> pd.DataFrame:
        """Every figure in view: the columns of ``COLUMNS`` with corrections applied, and ``review``.

        ``review`` is ``accepted``, ``corrected``, ``rejected`` or ``""``. Documents stand in the order of adding,
        figures in that of the text. The frame is the caller's own.
        """
        return self._settled(self._read_figures)

    def refusals(self, doc_id: str) -> pd.DataFrame:
        """The numbers of a document that are not counted, in the order of its text: start, end, words, reason."""

        def attempt() -> pd.DataFrame:
            parts, _ = self._find_place(doc_id)
            table = read_part(self.folder / "refusals" / parts.refusals, REFUSALS, [doc_id])
            return to_pandas(table.drop_columns("doc_id"))

        return self._settled(attempt)

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """DuckDB's answer to a query over ``figures`` and ``documents``, as above, and ``extraction`` without reviews.

        For what must not wait for a million rows: ``ask("SELECT topic, count(*) AS n FROM figures GROUP BY topic")``.
        The rows have an order only where the query gives one.
        """
        return to_pandas(self._ask(sql, parameters))

    def select(self, filters: Filters | None = None) -> Selection:
        """The figures that ``filters`` leave, all of them without; nothing is read before the selection is asked."""
        return Selection(lambda: self._settled(self._indexes.current), filters)

    def prepare(self, tell: Tell = silent) -> None:
        """Make what ``select`` asks, where it is not there yet; ``tell`` hears how many parts are done, of how many.

        A minute for each million figures that are new; a question asked before it is there makes it too, silently.
        """
        self._settled(lambda: self._indexes.current(tell))

    def stamp(self) -> str:
        """Another text whenever anything in view or any decision has changed: the key of whoever keeps answers."""
        with catalogue.reading(self._list) as connection:
            return "-".join(map(str, connection.execute(STAMP).fetchone()))

    def _find_place(self, doc_id: str) -> tuple[shelf.Parts, int]:
        with catalogue.reading(self._list) as connection:
            place = shelf.find_place(connection, doc_id)
        if place is None:
            raise LibraryError(
                f"{self.folder}: has no document {doc_id!r}; library.documents() lists those that it has"
            )
        return place

    def _find_figure(self, figure_id: str) -> pd.Series:
        query = "SELECT * FROM extraction WHERE figure_id = ? LIMIT 1"
        found = to_pandas(self._asked(self._open_extraction, query, [figure_id]))
        if found.empty:
            raise LibraryError(
                f"{self.folder}: has no figure {figure_id!r} in view; was its document removed or replaced?"
            )
        return found.iloc[0]

    def _find_in_view(self, figure_ids: list[str]) -> set[str]:
        query = "SELECT DISTINCT figure_id FROM extraction WHERE figure_id IN (SELECT unnest(?::VARCHAR[]))"
        return set(self._asked(self._open_extraction, query, [figure_ids])["figure_id"].to_pylist())

    def _settled(self, attempt: Callable[[], T]) -> T:
        """What ``attempt`` gives; again where it failed while a ``compact`` took away parts that it read."""
        while True:
            content = self._find_content()
            try:
                return attempt()
            except LibraryError:
                if content == self._find_content():
                    raise

    def _read_figures(self) -> pd.DataFrame:
        with catalogue.reading(self._list) as connection:
            content, standing = shelf.find_content(connection), record.read_standing(connection)
            batches, order = shelf.find_batches(connection)
        return overlay(self._read_extraction(content, batches, order), standing)

    def _read_extraction(
        self, content: int, batches: Iterable[shelf.Batch], order: Sequence[str] | None
    ) -> pd.DataFrame:
        with self._lock:
            if self._extraction is None or self._extraction[0] != content:
                parts = [read_part(self.folder / "figures" / b.parts.figures, FIGURES, b.doc_ids) for b in batches]
                table = pa.concat_tables([FIGURES.empty_table(), *parts])
                self._extraction = content, to_pandas(table if order is None else in_order(table, order))
            return self._extraction[1]

    def _ask(self, sql: str, parameters: Sequence[object]) -> pa.Table:
        return self._asked(self._open_tables, sql, parameters)

    def _asked(self, tables: Callable[[], duckdb.DuckDBPyConnection], sql: str, parameters: Sequence) -> pa.Table:
        def attempt() -> pa.Table:
            with self._lock:
                cursor = tables().cursor()
            with explained(self.folder):
                return cursor.execute(sql, list(parameters)).to_arrow_table()

        return self._settled(attempt)

    def _open_tables(self) -> duckdb.DuckDBPyConnection:
        """The tables that queries see, laid out anew only as far as the library has changed."""
        with catalogue.reading(self._list) as connection:
            tables = self._lay_extraction(connection)
            content, reviews = self._counters(connection)
            with explained(self.folder):
                if self._laid[0] != content:
                    lay_documents(tables, connection)
                if self._laid != (content, reviews):
                    lay_standing(tables, record.read_standing(connection))
        self._laid = content, reviews
        return tables

    def _open_extraction(self) -> duckdb.DuckDBPyConnection:
        """Of these tables the figures without reviews: to find one, nobody waits for the list of all documents."""
        with catalogue.reading(self._list) as connection:
            return self._lay_extraction(connection)

    def _lay_extraction(self, connection: sqlite3.Connection) -> duckdb.DuckDBPyConnection:
        content = shelf.find_content(connection)
        if self._tables is None or self._tables[0] != content:
            with explained(self.folder):
                self._tables, self._laid = (content, lay_extraction(self.folder, connection)), NOTHING
        return self._tables[1]

    @staticmethod
    def _counters(connection: sqlite3.Connection) -> tuple[int, int]:
        (reviews,) = connection.execute("SELECT coalesce(max(review), 0) FROM reviews").fetchone()
        return shelf.find_content(connection), reviews
