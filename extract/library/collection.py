"""The library: documents brought in once, their figures made once, people's decisions on top, all of it on disk."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from extract.cluster import read_all
from extract.library import catalogue, judgements, namings, record, shelf
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
from extract.library.errors import LibraryError, explained
from extract.library.inspection import find_damage
from extract.library.moments import utc_now
from extract.library.parts import FIGURES, REFUSALS, read_part, read_text, to_pandas
from extract.library.queries import lay_documents, lay_standing, read_documents
from extract.library.reviews import DECISIONS, overlay, parse_correction
from extract.reading import Document

# The counters of everything that changes, each by one query of its largest key.
STAMP = """
SELECT id, content, (SELECT coalesce(max(review), 0) FROM reviews),
    (SELECT coalesce(max(naming), 0) FROM namings), (SELECT coalesce(max(judgement), 0) FROM judgements)
FROM library
"""


class Library:
    """One folder that keeps documents, their figures and every decision about them.

    Any number of processes and threads may read while one writes; writers wait for one another. What ``review``,
    ``undo``, ``remove`` and each batch of ``add`` did is on disk when they return, and not at all where they raise.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._list = folder / catalogue.NAME
        self._lock = threading.RLock()
        self._extraction: tuple[int, pd.DataFrame] | None = None
        self._tables: tuple[tuple[int, int], duckdb.DuckDBPyConnection] | None = None

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
        parts, position = self._find_place(doc_id)
        return read_text(self.folder / "documents" / parts.documents, position, doc_id)

    def figures(self) -> pd.DataFrame:
        """Every figure in view: the columns of ``COLUMNS`` with corrections applied, and ``review``.

        ``review`` is ``accepted``, ``corrected``, ``rejected`` or ``""``. Documents stand in the order of adding,
        figures in that of the text. The frame is the caller's own.
        """
        with catalogue.reading(self._list) as connection:
            content, standing = shelf.find_content(connection), record.read_standing(connection)
            batches = list(shelf.find_batches(connection))
        return overlay(self._read_extraction(content, batches), standing)

    def refusals(self, doc_id: str) -> pd.DataFrame:
        """The numbers of a document that are not counted, in the order of its text: start, end, words, reason."""
        parts, _ = self._find_place(doc_id)
        table = read_part(self.folder / "refusals" / parts.refusals, REFUSALS, [doc_id])
        return to_pandas(table.drop_columns("doc_id"))

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """DuckDB's answer to a query over ``figures`` and ``documents``, as above, and ``extraction`` without reviews.

        For what must not wait for a million rows: ``ask("SELECT topic, count(*) AS n FROM figures GROUP BY topic")``.
        The rows have an order only where the query gives one.
        """
        return to_pandas(self._ask(sql, parameters))

    def stamp(self) -> str:
        """Another text whenever anything in view or any decision has changed: the key of whoever keeps answers."""
        with catalogue.reading(self._list) as connection:
            return "-".join(map(str, connection.execute(STAMP).fetchone()))

    # Decisions

    def review(
        self, figure_id: str, decision: str, field: str = "", new: str = "", who: str = "", note: str = ""
    ) -> None:
        """Record a decision: ``accepted``, ``rejected``, or ``corrected`` with the ``field`` and its ``new`` text.

        The extracted value is never overwritten. Raises ``ValueError`` for an unknown figure or decision, a field that
        cannot be corrected, and a text that does not fit it.
        """
        if decision not in DECISIONS:
            raise ValueError(f"decision cannot be {decision!r}; give one of: {', '.join(DECISIONS)}")
        if decision == "corrected":
            parse_correction(field, new)
        elif field or new:
            raise ValueError(f"a figure that is {decision} has no corrected field; say 'corrected' to change {field!r}")
        row = {"decision": decision, "field": field, "new": new, "who": who, "note": note}
        figure = self._find_figure(figure_id)
        with catalogue.writing(self._list) as connection:
            record.add_review(connection, figure, row)

    def undo(self, figure_id: str, who: str = "") -> None:
        """Take back the latest review of a figure by one more row. Raises ``ValueError`` where there is none."""
        with catalogue.writing(self._list) as connection:
            record.add_undo(connection, figure_id, who)

    def reviews(self) -> pd.DataFrame:
        """Every review ever made, oldest first; an undo is a row whose ``undoes`` is the review that it takes back."""
        with catalogue.reading(self._list) as connection:
            return record.read_reviews(connection)

    def name_indicators(self, wordings: Iterable[tuple[str, str]], name: str, who: str = "", note: str = "") -> None:
        """Gather wordings, pairs of indicator and unit, under one name; the name ``""`` splits them off again.

        The rows of figures are not changed. Raises ``ValueError`` where no wording is given.
        """
        with catalogue.writing(self._list) as connection:
            namings.add_naming(connection, wordings, name, who, note)

    def undo_naming(self, who: str = "") -> None:
        """Take back the latest naming or splitting by one more row. Raises ``ValueError`` where there is none."""
        with catalogue.writing(self._list) as connection:
            namings.add_undo(connection, who)

    def indicator_names(self) -> pd.DataFrame:
        """The name that each wording has now: indicator, unit, name, who, made (UTC); the latest at the end."""
        with catalogue.reading(self._list) as connection:
            return namings.read_names(connection)

    def judge(self, finding: str, decision: str, who: str = "", note: str = "") -> None:
        """Record about a finding of the checks, by its stable key: ``error`` or ``fine``; ``""`` opens it again.

        Raises ``ValueError`` for another decision and an empty key.
        """
        with catalogue.writing(self._list) as connection:
            judgements.add_judgement(connection, finding, decision, who, note)

    def judgements(self) -> pd.DataFrame:
        """What was last decided about each finding: finding, decision, who, note, made (UTC); without opened ones."""
        with catalogue.reading(self._list) as connection:
            return judgements.read_judgements(connection)

    # Health

    def verify(self) -> tuple[str, ...]:
        """What is damaged: the file, what is wrong with it and what to do; empty where all is well."""
        return tuple(find_damage(self._list))

    def _find_place(self, doc_id: str) -> tuple[shelf.Parts, int]:
        with catalogue.reading(self._list) as connection:
            place = shelf.find_place(connection, doc_id)
        if place is None:
            raise LibraryError(
                f"{self.folder}: has no document {doc_id!r}; library.documents() lists those that it has"
            )
        return place

    def _find_figure(self, figure_id: str) -> pd.Series:
        found = to_pandas(self._ask("SELECT * FROM extraction WHERE figure_id = ? LIMIT 1", [figure_id]))
        if found.empty:
            raise LibraryError(
                f"{self.folder}: has no figure {figure_id!r} in view; was its document removed or replaced?"
            )
        return found.iloc[0]

    def _read_extraction(self, content: int, batches: Iterable[shelf.Batch]) -> pd.DataFrame:
        with self._lock:
            if self._extraction is None or self._extraction[0] != content:
                parts = [read_part(self.folder / "figures" / b.parts.figures, FIGURES, b.doc_ids) for b in batches]
                table = pa.concat_tables([FIGURES.empty_table(), *parts])
                self._extraction = content, to_pandas(table)
            return self._extraction[1]

    def _ask(self, sql: str, parameters: Sequence[object]) -> pa.Table:
        with self._lock:
            cursor = self._open_tables().cursor()
        with explained(self.folder):
            return cursor.execute(sql, list(parameters)).to_arrow_table()

    def _open_tables(self) -> duckdb.DuckDBPyConnection:
        """The tables that queries see, laid out anew only as far as the library has changed."""
        with catalogue.reading(self._list) as connection:
            content, reviews = self._counters(connection)
            seen, tables = self._tables or ((-1, -1), None)
            with explained(self.folder):
                if tables is None or seen[0] != content:
                    tables, seen = lay_documents(self.folder, connection), (content, -1)
                if seen[1] != reviews:
                    lay_standing(tables, record.read_standing(connection))
        self._tables = (content, reviews), tables
        return tables

    @staticmethod
    def _counters(connection: sqlite3.Connection) -> tuple[int, int]:
        (reviews,) = connection.execute("SELECT coalesce(max(review), 0) FROM reviews").fetchone()
        return shelf.find_content(connection), reviews
