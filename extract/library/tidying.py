"""Keeping the folder tidy: small parts become few, what left the view leaves the disk, and a kill costs nothing."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from extract.library import catalogue, shelf
from extract.library.errors import LibraryError, explained
from extract.library.parts import SCHEMAS, Parts, in_order, make_part, put_parts, read_sound
from extract.library.renewal import Held, find_held

# A merged batch is read whole by nobody but ``compact`` and ``verify``; of its texts 16 are unpacked at a time.
MERGED_DOCUMENTS = 20_000
MERGED_CHARACTERS = 8_000_000


@dataclass(frozen=True, slots=True)
class Compacted:
    """What a ``compact`` came to: the files of parts before and after it, and the bytes that it gave back."""

    before: int
    after: int
    freed: int


def compact(folder: Path) -> Compacted:
    """Merge small batches and those that hold documents out of view, then take away every part that nobody refers to.

    Each merge is one change of the list, and parts are taken away only after it is on disk: wherever this is killed,
    the library is whole, and the next ``compact`` goes on. Raises ``LibraryError`` where a part is damaged: merged, it
    would get a digest under which the damage no longer shows.
    """
    path = folder / catalogue.NAME
    before = _measure(folder)
    with catalogue.reading(path) as connection:
        groups = list(_find_groups(connection))
    for group in groups:
        _merge(folder, group)
    sweep(folder)
    after = _measure(folder)
    return Compacted(len(before), len(after), sum(before.values()) - sum(after.values()))


def _measure(folder: Path) -> dict[Path, int]:
    sizes = {}
    for path in (path for kind in SCHEMAS for path in (folder / kind).glob("*")):
        with suppress(FileNotFoundError):  # another compact took it away
            sizes[path] = path.stat().st_size
    return sizes


def _find_groups(connection: sqlite3.Connection) -> Iterator[list[Held]]:
    """Yield the documents that one new batch is to hold; what stands well in its own batch is left alone."""
    batches = {batch: rest for batch, *rest in connection.execute("SELECT batch, size, edition FROM batches")}
    by_batch = [list(some) for _, some in groupby(find_held(connection, "true"), key=lambda one: one.batch)]
    by_batch.sort(key=lambda some: min(one.version for one in some))
    for _, same in groupby(by_batch, key=lambda some: batches[some[0].batch][1]):
        for group in _in_groups(same):
            size, _ = batches[group[0][0].batch]
            if len(group) > 1 or size != len(group[0]):
                yield sorted((one for some in group for one in some), key=lambda one: one.version)


def _in_groups(by_batch: Iterable[list[Held]]) -> Iterator[list[list[Held]]]:
    """Yield lists of whole batches up to the length of a merged one."""
    group, documents, characters = [], 0, 0
    for some in by_batch:
        more = sum(one.characters for one in some)
        if group and (documents + len(some) > MERGED_DOCUMENTS or characters + more > MERGED_CHARACTERS):
            yield group
            group, documents, characters = [], 0, 0
        group, documents, characters = [*group, some], documents + len(some), characters + more
    if group:
        yield group


def _merge(folder: Path, group: Sequence[Held]) -> None:
    parts = [make_part(kind, _merged(folder, kind, group)) for kind in SCHEMAS]
    with catalogue.writing(folder / catalogue.NAME) as connection:
        there = [one for batch in {one.batch for one in group} for one in find_held(connection, "d.batch = ?", batch)]
        # Another writer came in between: what he changed stays as he left it, and is merged the next time.
        if {one.version for one in there} != {one.version for one in group}:
            return
        put_parts(folder, parts)
        query = "SELECT edition FROM batches WHERE batch = ?"
        edition = connection.execute(query, (group[0].batch,)).fetchone()[0]
        batch = shelf.list_batch(connection, Parts(*(part.name for part in parts)), len(group), edition)
        moves = [(batch, position, one.version) for position, one in enumerate(group)]
        connection.executemany("UPDATE documents SET batch = ?, position = ? WHERE version = ?", moves)
        shelf.mark_changed(connection)


def _merged(folder: Path, kind: str, group: Sequence[Held]) -> pa.Table:
    """The rows of one kind of the documents, in the order of the documents and then as they stood."""
    names = {getattr(one.parts, kind): [] for one in group}
    for one in group:
        names[getattr(one.parts, kind)].append(one.doc_id)
    tables = [read_sound(folder / kind / name, SCHEMAS[kind], doc_ids) for name, doc_ids in names.items()]
    rows = in_order(pa.concat_tables(tables), [one.doc_id for one in group])
    if kind == "documents" and rows["doc_id"].to_pylist() != [one.doc_id for one in group]:
        raise LibraryError(f"{folder / kind}: a part does not hold the texts of the list; run verify to see which")
    return rows


def sweep(folder: Path) -> None:
    """Take away what is not of the list: parts of batches out of view, parts that a kill left, files half written."""
    with catalogue.writing(folder / catalogue.NAME) as connection:
        for kind in SCHEMAS:
            listed = set(shelf.find_parts(connection, kind))
            for path in (folder / kind).glob("*"):
                if path.name not in listed and path.suffix in (".parquet", ".aside"):
                    with explained(path):
                        path.unlink(missing_ok=True)
