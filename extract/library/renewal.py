"""Reading documents again where the rules have changed: new figures, and every review still where it belongs."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from extract.claims import Reading
from extract.edition import rules_edition
from extract.library import catalogue, record, shelf
from extract.library.additions import BATCH_CHARACTERS, BATCH_DOCUMENTS, Reader
from extract.library.errors import LibraryError
from extract.library.parts import FIGURES, TEXTS, Parts, make_figure_parts, put_parts, read_part, read_sound
from extract.library.placing import Reviewed, Seen, follow
from extract.reading import Document, Unread


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a ``reextract`` came to: documents read again, those that were left as they were and why, lost reviews.

    ``unplaced`` are the figures whose reviews stand on none of the new ones; ``Library.unplaced`` lists the reviews.
    """

    documents: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    unplaced: tuple[str, ...] = ()

    def __add__(self, other: "Renewed") -> "Renewed":
        return Renewed(self.documents + other.documents, self.unread + other.unread, self.unplaced + other.unplaced)


class Held(NamedTuple):
    """A document in view as the list has it: which version of it, where its rows are, and what is known of it."""

    version: int
    doc_id: str
    title: str
    publisher: str
    published: str | None
    characters: int
    batch: int
    position: int
    parts: Parts

    def document(self, text: str) -> Document:
        """The document as it was given."""
        published = date.fromisoformat(self.published) if self.published else None
        return Document(self.doc_id, text, self.title, self.publisher, published)


def find_held(connection: sqlite3.Connection, where: str, *parameters: object) -> list[Held]:
    """The documents in view that ``where`` chooses, batch after batch."""
    query = (
        "SELECT d.version, d.doc_id, d.title, d.publisher, d.published, d.characters, d.batch, d.position,"
        " b.documents, b.figures, b.refusals FROM documents d JOIN batches b USING (batch)"
        f" WHERE d.gone IS NULL AND {where} ORDER BY d.batch, d.position"
    )
    return [Held(*row[:8], Parts(*row[8:])) for row in connection.execute(query, parameters).fetchall()]


def find_outdated(connection: sqlite3.Connection) -> list[Held]:
    """The documents in view that other rules have read."""
    return find_held(connection, "b.edition <> ?", rules_edition())


def in_slices(held: Iterable[Held]) -> Iterator[list[Held]]:
    """Yield the documents in lists of one batch each, none longer than what an ``add`` puts on disk at once."""
    for _, group in groupby(held, key=lambda one: one.batch):
        some, characters = [], 0
        for one in group:
            some.append(one)
            characters += one.characters
            if len(some) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
                yield some
                some, characters = [], 0
        if some:
            yield some


def renew(folder: Path, held: Sequence[Held], read: Reader) -> Renewed:
    """Read a slice again; its new figures and where its reviews stand are on disk when this returns, or nothing."""
    texts = folder / "documents" / held[0].parts.documents
    try:
        table = read_sound(texts, TEXTS)
    except LibraryError as error:
        remedy = "restore it from a backup, or remove the document and add it again"
        return Renewed(unread=tuple(Unread(one.doc_id, f"its text cannot be read: {error}", remedy) for one in held))
    documents = [one.document(table["text"][one.position].as_py()) for one in held]
    readings = [reading for _, reading in read(documents)]
    unread = tuple(reading for reading in readings if isinstance(reading, Unread))
    done = [
        (one, document, reading)
        for one, document, reading in zip(held, documents, readings, strict=True)
        if isinstance(reading, Reading)
    ]
    return (_replace(folder, done) if done else Renewed()) + Renewed(unread=unread)


def _replace(folder: Path, done: Sequence[tuple[Held, Document, Reading]]) -> Renewed:
    parts = make_figure_parts([(document, reading) for _, document, reading in done])
    first = done[0][0]
    with catalogue.writing(folder / catalogue.NAME) as connection:
        # Another writer may have removed, replaced or renewed some of them meanwhile: those stay as he left them.
        kept = [one for one in done if _is_held(connection, one[0])]
        if not kept:
            return Renewed()
        put_parts(folder, parts)
        names = Parts(first.parts.documents, *(part.name for part in parts))
        batch = shelf.list_batch(connection, names, len(done))
        lost = _follow_all(connection, folder / "figures" / first.parts.figures, kept)
        for held, _, reading in kept:
            shelf.list_reading(connection, held.version, batch, reading)
        shelf.mark_changed(connection)
    return Renewed(documents=tuple(held.doc_id for held, _, _ in kept), unplaced=lost)


def _is_held(connection: sqlite3.Connection, held: Held) -> bool:
    query = "SELECT 1 FROM documents WHERE version = ? AND batch = ? AND gone IS NULL"
    return connection.execute(query, (held.version, held.batch)).fetchone() is not None


def _follow_all(
    connection: sqlite3.Connection, figures: Path, kept: Sequence[tuple[Held, Document, Reading]]
) -> tuple[str, ...]:
    """Let the reviews of the documents stand where they belong now; the figures whose reviews have lost their place."""
    reviewed = {held.doc_id: found for held, _, _ in kept if (found := record.read_reviewed(connection, held.doc_id))}
    before = _names_before(figures, reviewed) if reviewed else {}
    lost = []
    for held, _, reading in kept:
        ones = reviewed.get(held.doc_id, [])
        seen = [Seen(one.figure_id, one.start, one.end, one.quantity, one.sentence) for one in reading.claims]
        found = follow(ones, before.get(held.doc_id, {one.figure_id for one in seen}), seen)
        record.place_reviews(connection, [(one, found[one.seen.figure_id]) for one in ones])
        lost += [one.seen.figure_id for one in ones if not found[one.seen.figure_id]]
    return tuple(lost)


def _names_before(figures: Path, reviewed: dict[str, list[Reviewed]]) -> dict[str, set[str]]:
    """The names of the figures that each document had; nothing where their part is damaged and cannot tell them."""
    try:
        table = read_part(figures, FIGURES, reviewed)
    except LibraryError:
        return {}
    names: dict[str, set[str]] = {doc_id: set() for doc_id in reviewed}
    for doc_id, name in zip(table["doc_id"].to_pylist(), table["figure_id"].to_pylist(), strict=True):
        names[doc_id].add(name)
    return names
