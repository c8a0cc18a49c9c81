"""Parquet parts of a library: written aside, synced, named by their own bytes, and never changed afterwards."""

import hashlib
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extract.claims import COLUMNS, DATES, DTYPES, NUMBERS, OFFSETS, Claim, Reading, to_frame
from extract.library.errors import LibraryError, explained
from extract.reading.documents import Document

TEXT = pa.large_string()
TEXTS = pa.schema({"doc_id": TEXT, "text": TEXT})
REFUSALS = pa.schema({"doc_id": TEXT, "start": pa.int64(), "end": pa.int64(), "words": TEXT, "reason": TEXT})
FIGURES = pa.schema(
    dict.fromkeys(COLUMNS, TEXT)
    | dict.fromkeys(NUMBERS, pa.float64())
    | dict.fromkeys(DATES, pa.date32())
    | dict.fromkeys(OFFSETS, pa.int64())
)
STRING = pd.StringDtype("pyarrow")

# One text is read without unpacking the rest of its part.
TEXTS_PER_GROUP = 16


class Parts(NamedTuple):
    """The three parts that one batch of documents gave, by file name."""

    documents: str
    figures: str
    refusals: str


def write_parts(folder: Path, read: Sequence[tuple[Document, Reading]]) -> Parts:
    """Put a batch on disk, safe from a power cut when this returns; nobody sees it before a list names it."""
    texts = [{"doc_id": document.doc_id, "text": document.text} for document, _ in read]
    return Parts(
        write_part(folder / "documents", pa.Table.from_pylist(texts, TEXTS), TEXTS_PER_GROUP),
        write_part(folder / "figures", figures_table(claim for _, reading in read for claim in reading.claims)),
        write_part(folder / "refusals", _refusals_table(read)),
    )


def figures_table(claims: Iterable[Claim]) -> pa.Table:
    """Figures as they stand in Parquet: the columns of ``COLUMNS``, dates as days, unknown numbers as null."""
    return pa.Table.from_pandas(to_frame(claims), FIGURES, preserve_index=False)


def _refusals_table(read: Sequence[tuple[Document, Reading]]) -> pa.Table:
    rows = [
        {"doc_id": document.doc_id, "start": no.start, "end": no.end, "words": no.words, "reason": no.reason}
        for document, reading in read
        for no in reading.refusals
    ]
    return pa.Table.from_pylist(rows, REFUSALS)


def write_part(folder: Path, table: pa.Table, rows_per_group: int | None = None) -> str:
    """The name of the part that now holds ``table``: the digest of its bytes, so that damage shows."""
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", row_group_size=rows_per_group)
    content = sink.getbuffer()
    name = f"{digest(content)}.parquet"
    with explained(folder / name):
        _put(folder, name, content)
    return name


def digest(content: bytes | memoryview) -> str:
    """32 hexadecimal digits that name these bytes."""
    return hashlib.sha256(content).hexdigest()[:32]


def _put(folder: Path, name: str, content: memoryview) -> None:
    folder.mkdir(exist_ok=True)
    aside = folder / f".{uuid4().hex}.aside"
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(folder / name)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(folder)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` outlast a power cut; where a system cannot open folders it does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_part(path: Path, schema: pa.Schema, doc_ids: Iterable[str] | None = None) -> pa.Table:
    """The rows of a part, or of some of its documents; a column younger than the part is empty.

    Raises ``LibraryError`` naming the part where it is missing or damaged.
    """
    with explained(path):
        table = pq.read_table(path, columns=None, memory_map=False)
        if doc_ids is not None:
            table = table.filter(pc.is_in(table["doc_id"], pa.array(doc_ids, TEXT)))
        return fitted(table, schema)


def fitted(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """``table`` with exactly the columns of ``schema``: those it lacks are ``""`` for text and null for the rest."""
    columns = [
        table[field.name].cast(field.type) if field.name in table.column_names else _empty(field.type, table.num_rows)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def _empty(type_: pa.DataType, rows: int) -> pa.Array:
    return pa.nulls(rows, type_) if type_ != TEXT else pa.repeat(pa.scalar("", TEXT), rows)


def read_text(path: Path, position: int, doc_id: str) -> str:
    """The text of the document that is ``position``-th in the part, without unpacking the others."""
    with explained(path):
        group = pq.ParquetFile(path).read_row_group(position // TEXTS_PER_GROUP)
        row = group.slice(position % TEXTS_PER_GROUP, 1).to_pylist()
    if not row or row[0]["doc_id"] != doc_id:
        raise LibraryError(f"{path}: does not hold {doc_id} where the list says; run verify to see what is damaged")
    return row[0]["text"]


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as pandas: text as Arrow strings, and every column of ``COLUMNS`` with its type of ``DTYPES``."""
    frame = table.to_pandas(types_mapper={TEXT: STRING, pa.string(): STRING}.get, date_as_object=False)
    known = {column: DTYPES[column] for column in frame.columns if column in DTYPES}
    return frame.astype({column: dtype for column, dtype in known.items() if frame[column].dtype != dtype})
