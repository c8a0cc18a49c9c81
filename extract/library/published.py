"""Figures that others wrote as Parquet, anywhere that fsspec reaches, seen like a library but never written to."""

import hashlib
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NoReturn

import fsspec
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extract.library.collection import Library
from extract.library.errors import LibraryError
from extract.library.filters import Filters
from extract.library.index import Index, Kept
from extract.library.indexing import Piece, Tell, index_file, silent
from extract.library.parts import FIGURES, REFUSALS, TEXT, fitted, to_pandas
from extract.library.queries import DOCUMENT_COLUMNS, DOCUMENT_DTYPES
from extract.library.selection import Selection
from extract.reading.addresses import is_address, reach
from extract.reading.documents import UnreadableError

FRESH = 5.0  # seconds for which a listing is good where it takes a question over the network
STRETCH = 40_000  # rows of a file that are read at once
REQUIRED = ("figure_id", "doc_id", "quantity", "sentence", "start", "end")
RECORDS = ("reviews", "judgements", "indicator_names", "unplaced")
DECISIONS = ("review", "undo", "name_indicators", "undo_naming", "judge")
CHANGES = ("add", "add_documents", "adding", "find_source", "remove")
CHECK = "check the address, and that you may read it"
GIVE = "give files that baoshu extract wrote"
READ_ONLY = "are only read here; add the articles to a library to keep decisions: baoshu add INPUT"


class PublishedFigures:
    """The figures in the Parquet files that a pattern names: ``parts/*.parquet``, ``s3://bucket/*.parquet``.

    It answers like a ``Library``: figures, documents as far as their figures tell them, no texts, no reviews.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._lock = threading.Lock()
        self._index: tuple[str, Index] | None = None
        self._listing: tuple[float, list[tuple[str, dict]]] | None = None
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
        return _stamp(self._find())

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
        """The files in order, each with what the storage tells of it; of one far away what it told moments ago."""
        if self._listing is None or time.monotonic() - self._listing[0] > (FRESH if is_address(self.pattern) else 0):
            self._listing = time.monotonic(), self._look()
        return self._listing[1]

    def _look(self) -> list[tuple[str, dict]]:
        try:
            files, path = reach(self.pattern)
            files.invalidate_cache()  # else a file that came since would never be seen
            found = files.glob(path, detail=True)
        except UnreadableError as error:  # s3fs not installed, an unknown protocol
            raise LibraryError(f"{self.pattern}: {error}; {error.remedy}") from error
        except Exception as error:  # each kind of storage has errors of its own, for a key that is missing above all
            raise LibraryError(f"{self.pattern}: cannot be looked into ({_said(error)}); {CHECK}") from error
        return sorted((path, info) for path, info in found.items() if info.get("type") != "directory")

    def _current(self, tell: Tell = silent) -> Index:
        with self._lock:
            found = self._find()
            stamp = _stamp(found)
            if self._index is None or self._index[0] != stamp:
                files, _ = reach(self.pattern)
                pieces = [Piece(f"{path} {_version(info)}", partial(_read, files, path)) for path, info in found]
                if not pieces:
                    remedy = f"give a pattern such as parts/*.parquet, or {CHECK}"
                    raise LibraryError(f"{self.pattern}: no such file; {remedy}")
                self._index = stamp, Index(Kept(index_file(Path(self._aside.name), pieces, tell)), {})
            return self._index[1]


def _stamp(found: Iterable[tuple[str, dict]]) -> str:
    told = [(path, info.get("size"), _version(info)) for path, info in found]
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _version(info: dict) -> str:
    return str(next((info[name] for name in ("ETag", "etag", "mtime", "LastModified", "md5") if info.get(name)), ""))


def _read(files: fsspec.AbstractFileSystem, path: str) -> Iterator[pa.Table]:
    """Yield the figures of one file in stretches, with the columns of the table."""
    address = files.unstrip_protocol(path).removeprefix("file://")
    try:
        with files.open(path) as file:
            yield from _read_stretches(pq.ParquetFile(file), address)
    except LibraryError:
        raise
    except pa.ArrowException as error:
        raise LibraryError(f"{address}: is damaged or no Parquet file ({error}); {GIVE}") from error
    except Exception as error:  # of the storage, as above
        raise LibraryError(f"{address}: cannot be read ({_said(error)}); {CHECK}") from error


def _read_stretches(parquet: pq.ParquetFile, address: str) -> Iterator[pa.Table]:
    there = parquet.schema_arrow.names
    missing = [name for name in REQUIRED if name not in there]
    if missing:
        raise LibraryError(f"{address}: no column {', '.join(missing)}; {GIVE}")
    for batch in parquet.iter_batches(STRETCH, columns=[name for name in FIGURES.names if name in there]):
        rows = fitted(pa.Table.from_batches([batch]), FIGURES)
        yield pa.table([_filled(rows[field.name]) for field in FIGURES], FIGURES)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _filled(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Text that is not known as the table has it: ``""``."""
    return pc.fill_null(cells, "") if cells.type == TEXT else cells
