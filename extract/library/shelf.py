"""Which documents stand in the library: new, unchanged or a new version, and where each one's rows are."""

import re
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extract.claims import Reading
from extract.edition import rules_edition
from extract.library.parts import Parts, digest
from extract.reading import Document


class Entry(NamedTuple):
    """A document to be listed: where it came from, what tells its text from any other, and what is known of it."""

    document: Document
    source: str
    text_digest: str
    facts: tuple[str, str, str | None]  # title, publisher, date


class Placed(NamedTuple):
    """What adding a document comes to: its name in the library, and ``verdict`` added, unchanged or replaced."""

    name: str
    verdict: str


class Listed(NamedTuple):
    """A document in view, as far as another one is compared with it."""

    doc_id: str
    source: str
    text_digest: str
    facts: tuple[str, str, str | None]


class Spot(NamedTuple):
    """Where a document's rows are: the batch, and its position among the texts."""

    batch: int
    position: int


class Batch(NamedTuple):
    """A batch with documents in view: its parts, and the documents to take from them (None: all)."""

    parts: Parts
    doc_ids: tuple[str, ...] | None


def entry_of(document: Document, source: str) -> Entry:
    """The entry of a document that came from ``source``."""
    published = document.published.isoformat() if document.published else None
    text_digest = digest(document.text.encode("utf-8", "surrogatepass"))
    return Entry(document, source, text_digest, (document.title, document.publisher, published))


def renamed(entry: Entry, name: str) -> Entry:
    """The entry under the name that it has in the library."""
    return entry._replace(document=replace(entry.document, doc_id=name))


class View:
    """The documents in view as they will be after the ones that were put, while a batch is planned."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[str, Listed] = {}
        self._texts: dict[str, Listed | None] = {}

    def find_name(self, name: str) -> Listed | None:
        """The document of that name."""
        return self._names.get(name) or self._find("doc_id", name)

    def find_text(self, text_digest: str) -> Listed | None:
        """The document with that text."""
        return self._texts[text_digest] if text_digest in self._texts else self._find("text_digest", text_digest)

    def put(self, name: str, entry: Entry) -> None:
        """Let ``entry`` stand under ``name`` instead of what stood there."""
        before = self.find_name(name)
        if before:
            self._texts[before.text_digest] = None
        self._names[name] = self._texts[entry.text_digest] = Listed(name, *entry[1:])

    def _find(self, column: str, value: str) -> Listed | None:
        columns = "doc_id, source, text_digest, title, publisher, published"
        query = f"SELECT {columns} FROM documents WHERE {column} = ? AND gone IS NULL"
        row = self._connection.execute(query, (value,)).fetchone()
        return Listed(*row[:3], tuple(row[3:])) if row else None


def place(view: View, entry: Entry, taken: Collection[str]) -> Placed:
    """What adding ``entry`` comes to; ``taken`` are the names already given in this run.

    A text in view is not listed a second time, under whatever name it comes again; only where its own title, publisher
    or date are given anew is it read anew. A file whose new text is another document's keeps its old text in view:
    otherwise two files that change places would push each other out.
    """
    twin = view.find_text(entry.text_digest)
    if twin is None:
        name = _find_name(view, entry, taken)
        return Placed(name, "replaced" if view.find_name(name) else "added")
    is_its_own = re.fullmatch(re.escape(entry.document.doc_id) + r"(#\d+)?", twin.doc_id)
    is_told_anew = is_its_own and twin.facts != entry.facts and twin.doc_id not in taken
    return Placed(twin.doc_id, "replaced" if is_told_anew else "unchanged")


def _find_name(view: View, entry: Entry, taken: Collection[str]) -> str:
    """The document's ``doc_id``, or ``doc_id#2`` where that name stands for another document.

    Two JSON Lines files may both have an ``id`` 1, and one file may have it twice: neither pushes out the other.
    """
    name, number = entry.document.doc_id, 2
    while name in taken or _is_anothers(view.find_name(name), entry):
        name, number = f"{entry.document.doc_id}#{number}", number + 1
    return name


def _is_anothers(listed: Listed | None, entry: Entry) -> bool:
    return listed is not None and listed.source != entry.source


def list_batch(connection: sqlite3.Connection, parts: Parts, size: int, edition: str = "") -> int:
    """The number of the new batch, read by the rules of ``edition``; by those of now where it is not given."""
    return connection.execute(
        "INSERT INTO batches (documents, figures, refusals, size, edition) VALUES (?, ?, ?, ?, ?)",
        (*parts, size, edition or rules_edition()),
    ).lastrowid


def list_document(connection: sqlite3.Connection, entry: Entry, reading: Reading, spot: Spot, now: str) -> None:
    """Put one document in view; whatever stood under its name must have left."""
    counts = (len(entry.document.text), len(reading.claims), len(reading.refusals))
    connection.execute(
        "INSERT INTO documents (doc_id, source, text_digest, title, publisher, published, characters, figures,"
        " not_counted, batch, position, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.document.doc_id, entry.source, entry.text_digest, *entry.facts, *counts, *spot, now),
    )


def list_reading(connection: sqlite3.Connection, version: int, batch: int, reading: Reading) -> None:
    """Let a document in view have the figures of another batch, which has its text at the same position."""
    connection.execute(
        "UPDATE documents SET batch = ?, figures = ?, not_counted = ? WHERE version = ?",
        (batch, len(reading.claims), len(reading.refusals), version),
    )


def retire(connection: sqlite3.Connection, doc_id: str, now: str) -> bool:
    """Whether a document of that name was in view; it no longer is, its parts and reviews stay."""
    query = "UPDATE documents SET gone = ? WHERE doc_id = ? AND gone IS NULL"
    return connection.execute(query, (now, doc_id)).rowcount > 0


def find_named(connection: sqlite3.Connection, name: str) -> list[Listed]:
    """The documents in view that came under a name, in the order of adding: ``name`` itself, ``name#2`` and so on."""
    columns = "doc_id, source, text_digest, title, publisher, published"
    is_named = "(doc_id = ?1 OR doc_id > ?1 || '#' AND doc_id < ?1 || '$')"  # $ follows on #
    query = f"SELECT {columns} FROM documents WHERE gone IS NULL AND {is_named} ORDER BY version"
    rows = connection.execute(query, (name,)).fetchall()
    own = re.compile(re.escape(name) + r"(#\d+)?")
    return [Listed(*row[:3], tuple(row[3:])) for row in rows if own.fullmatch(row[0])]


def find_id(connection: sqlite3.Connection) -> str:
    """What tells this library, and copies of it, from any other."""
    return connection.execute("SELECT id FROM library").fetchone()[0]


def find_parts(connection: sqlite3.Connection, kind: str) -> list[str]:
    """The parts of one kind (documents, figures, refusals) that hold documents in view."""
    query = f"SELECT DISTINCT b.{kind} FROM batches b JOIN documents d USING (batch) WHERE d.gone IS NULL ORDER BY 1"
    return [name for (name,) in connection.execute(query)]


def find_content(connection: sqlite3.Connection) -> int:
    """How often what is in view has changed."""
    return connection.execute("SELECT content FROM library").fetchone()[0]


def mark_changed(connection: sqlite3.Connection) -> None:
    """Let every stamp taken before be another than those after."""
    connection.execute("UPDATE library SET content = content + 1")


def find_batches(connection: sqlite3.Connection) -> tuple[list[Batch], tuple[str, ...] | None]:
    """The batches in view, that of the document added first on top; and, where they overlap, the documents' order.

    They overlap where some documents of a batch could not be read again with the others. Where each batch follows
    another, which is nearly always, the order is None: a million documents are then not read.
    """
    query = (
        "SELECT b.size, v.first, v.last, v.number, b.batch, b.documents, b.figures, b.refusals FROM batches b JOIN ("
        "SELECT batch, min(version) AS first, max(version) AS last, count(*) AS number"
        " FROM documents WHERE gone IS NULL GROUP BY batch) v USING (batch) ORDER BY first"
    )
    rows = connection.execute(query).fetchall()
    batches = [
        Batch(Parts(*parts), None if size == number else tuple(_doc_ids(connection, batch)))
        for size, _, _, number, batch, *parts in rows
    ]
    if all(before[2] < after[1] for before, after in pairwise(rows)):
        return batches, None
    query = "SELECT doc_id FROM documents WHERE gone IS NULL ORDER BY version"
    return batches, tuple(doc_id for (doc_id,) in connection.execute(query))


def _doc_ids(connection: sqlite3.Connection, batch: int) -> Iterator[str]:
    query = "SELECT doc_id FROM documents WHERE batch = ? AND gone IS NULL"
    for (doc_id,) in connection.execute(query, (batch,)):
        yield doc_id


def find_place(connection: sqlite3.Connection, doc_id: str) -> tuple[Parts, int] | None:
    """The parts that hold a document in view, and its position among the texts."""
    query = (
        "SELECT b.documents, b.figures, b.refusals, d.position FROM documents d JOIN batches b USING (batch)"
        " WHERE d.doc_id = ? AND d.gone IS NULL"
    )
    row = connection.execute(query, (doc_id,)).fetchone()
    return (Parts(*row[:3]), row[3]) if row else None
