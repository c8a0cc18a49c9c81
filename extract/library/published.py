"""Figures that others wrote as Parquet, anywhere that fsspec reaches, seen like a library but never written to."""

import hashlib
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NoReturn

import fsspec
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extract.library.collection import Library
from extract.library.errors import LibraryError, explained
from extract.library.filters import Filters
from extract.library.index import Index, Kept
from extract.library.indexing import Piece, Tell, index_file, silent
from extract.library.parts import FIGURES, REFUSALS, TEXT, fitted, to_pandas
from extract.library.queries import DOCUMENT_COLUMNS, DOCUMENT_DTYPES
from extract.library.selection import Selection
from extract.reading.addresses import reach
from extract.reading.documents import UnreadableError

STRETCH = 40_000  # rows of a file that are read at once
REQUIRED = ("figure_id", "doc_id", "quantity", "sentence", "start", "end")
RECORDS = ("reviews", "judgements", "indicator_names", "unplaced")
DECISIONS = ("review", "undo", "name_indicators", "undo_naming", "judge")
CHANGES = ("add", "add_documents", "adding", "find_source", "remove")
READ_ONLY = "are only read here; add the articles to a library to keep decisions: baoshu add INPUT"


class PublishedFigures:
    """The figures in the Parquet files that a pattern names: ``parts/*.parquet``, ``s3://bucket/*.parquet``.

    It answers like a ``Library``: figures, documents as far as their figures tell them, no texts, no reviews.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._lock = threading.Lock()
        self._index: tuple[str, Index] | None = None
        self._aside = tempfile.TemporaryDirectory(prefix="baoshu-")
        self._empty = Library.open(Path(self._aside.name) / "library")

    def select(self, filters: Filters | None = None) -> Selection:
        """The figures that ``filters`` leave. Raises ``LibraryError`` where a file cannot be read or there is none."""
        return Selection(self._current, filters)

    def prepare(self, tell: Tell = silent) -> None:
        """Read the files, where that was not done yet; ``tell`` is called with the files read, and their number."""
        self._current(tell)

    def stamp(self) -> str:
        """Another text whenever a file has come, gone or changed."""
        told = [(path, info.get("size"), _version(info)) for path, info in self._find()]
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def documents(self) -> pd.DataFrame:
        """One row per document that has a figure; what only a library knows is empty or 0."""
        query = """
            SELECT doc_id, any_value(title) AS title, any_value(publisher) AS publisher,
                any_value(published) AS published, '' AS source, max(published) AS added,
                0 AS characters, count(*) AS figures, 0 AS not_counted
            FROM figures GROUP BY doc_id ORDER BY min(n)"""
        return self.select().ask(query)[list(DOCUMENT_COLUMNS)].astype(DOCUMENT_DTYPES)

    def text(self, doc_id: str) -> str:
        """The sentences that are known of a document, a line each."""
        query = "SELECT sentence FROM figures WHERE doc_id = ? GROUP BY sentence ORDER BY min(start)"
        return "\n".join(self.select().ask(query, [doc_id])["sentence"])

    def refusals(self, doc_id: str) -> pd.DataFrame:
        """None: files of figures do not hold them."""
        return to_pandas(REFUSALS.empty_table().drop_columns("doc_id"))

    def __getattr__(self, name: str) -> Callable:
        """The records of decisions, which are empty; a decision itself is refused."""
        if name not in RECORDS and name not in DECISIONS + CHANGES:
            raise AttributeError(name)
        return getattr(self._empty, name) if name in RECORDS else self._refuse

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise LibraryError(f"{self.pattern}: these figures {READ_ONLY}")

    def _find(self) -> list[tuple[str, dict]]:
        try:
            files, path = reach(self.pattern)
            found = files.glob(path, detail=True)
        except UnreadableError as error:  # s3fs not installed, an unknown protocol
            raise LibraryError(f"{self.pattern}: {error}; {error.remedy}") from error
        except (OSError, ValueError) as error:
            raise LibraryError(f"{self.pattern}: {error}; give a pattern such as parts/*.parquet") from error
        return sorted((path, info) for path, info in found.items() if info.get("type") != "directory")

    def _current(self, tell: Tell = silent) -> Index:
        with self._lock:
            stamp = self.stamp()
            if self._index is None or self._index[0] != stamp:
                files, _ = reach(self.pattern)
                pieces = [Piece(f"{path} {_version(info)}", partial(_read, files, path)) for path, info in self._find()]
                if not pieces:
                    raise LibraryError(f"{self.pattern}: no such file; give a pattern such as parts/*.parquet")
                self._index = stamp, Index(Kept(index_file(Path(self._aside.name), pieces, tell)), {})
            return self._index[1]


def _version(info: dict) -> str:
    return str(next((info[name] for name in ("ETag", "etag", "mtime", "LastModified", "md5") if info.get(name)), ""))


def _read(files: fsspec.AbstractFileSystem, path: str) -> Iterator[pa.Table]:
    """Yield the figures of one file in stretches, with the columns of the table."""
    with explained(Path(path)), files.open(path) as file:
        parquet = pq.ParquetFile(file)
        missing = [name for name in REQUIRED if name not in parquet.schema_arrow.names]
        if missing:
            raise LibraryError(f"{path}: no column {', '.join(missing)}; give files that baoshu extract wrote")
        names = [name for name in FIGURES.names if name in parquet.schema_arrow.names]
        for batch in parquet.iter_batches(STRETCH, columns=names):
            rows = fitted(pa.Table.from_batches([batch]), FIGURES)
            yield pa.table([_filled(rows[field.name]) for field in FIGURES], FIGURES)


def _filled(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Text that is not known as the table has it: ``""``."""
    return pc.fill_null(cells, "") if cells.type == TEXT else cells
