"""The index of a library as it stands now: opened once, made anew only as far as the library has changed."""

import sqlite3
import tempfile
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from extract.library import catalogue, record, shelf
from extract.library.index import Index, Kept
from extract.library.indexing import Piece, Tell, index_file, silent
from extract.library.parts import FIGURES, digest, in_order, read_part

FOLDER = "index"
EDITIONS_KEPT = 4  # of the decisions laid over one file: a page may still ask the last ones


class Indexes:
    """Gives the index of a library's folder at this moment; any number of threads may ask."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._list = folder / catalogue.NAME
        self._lock = threading.Lock()
        self._kept: tuple[int, Kept] | None = None
        self._indexes: dict[tuple[int, int], Index] = {}
        self._aside: tempfile.TemporaryDirectory | None = None

    def current(self, tell: Tell = silent) -> Index:
        """The index of what is in view now. Raises ``LibraryError`` where a part is damaged."""
        with self._lock, catalogue.reading(self._list) as connection:
            content = shelf.find_content(connection)
            (reviews,) = connection.execute("SELECT coalesce(max(review), 0) FROM reviews").fetchone()
            if (content, reviews) not in self._indexes:
                if self._kept is None or self._kept[0] != content:
                    self._kept, self._indexes = (content, self._open(self._find_pieces(connection), tell)), {}
                seen, before = next(reversed(self._indexes.items()), ((content, 0), None))
                standing = record.read_standing_since(connection, seen[1])
                self._indexes[content, reviews] = Index(self._kept[1], standing, before)
                while len(self._indexes) > EDITIONS_KEPT:
                    self._indexes.pop(next(iter(self._indexes))).close()
            return self._indexes[content, reviews]

    def _find_pieces(self, connection: sqlite3.Connection) -> list[Piece]:
        batches, order = shelf.find_batches(connection)
        pieces = [Piece(one.parts.figures, partial(self._read, one), one.doc_ids) for one in batches]
        return pieces if order is None else [_woven(pieces, order)]

    def _read(self, batch: shelf.Batch) -> list[pa.Table]:
        return [read_part(self._folder / "figures" / batch.parts.figures, FIGURES, batch.doc_ids)]

    def _open(self, pieces: list[Piece], tell: Tell) -> Kept:
        path = self._make(pieces, tell)
        try:
            return Kept(path)
        except duckdb.Error:  # damaged, or taken away by another process just now: it can be made again
            path.unlink(missing_ok=True)
            return Kept(self._make(pieces, tell))

    def _make(self, pieces: list[Piece], tell: Tell) -> Path:
        """The file beside the parts; for a library that cannot be written, among the system's temporary files."""
        try:
            return index_file(self._folder / FOLDER, pieces, tell)
        except OSError:
            self._aside = self._aside or tempfile.TemporaryDirectory(prefix="baoshu-")
            return index_file(Path(self._aside.name), pieces, tell)


def _woven(pieces: Sequence[Piece], order: Sequence[str]) -> Piece:
    """One piece out of several whose documents do not follow each other, in the order of these documents."""

    def read() -> list[pa.Table]:
        return [in_order(pa.concat_tables(table for piece in pieces for table in piece.read()), order)]

    told = repr([(piece.name, piece.doc_ids) for piece in pieces] + [order])
    return Piece(digest(told.encode("utf-8", "surrogatepass")), read)
