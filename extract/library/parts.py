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
# The folders of a library, and what the parts in each hold.
SCHEMAS = {"documents": TEXTS, "figures": FIGURES, "refusals": REFUSALS}
STRING = pd.StringDtype("pyarrow")

# One text is read without unpacking the rest of its part.
TEXTS_PER_GROUP = 16


class Parts(NamedTuple):
    """The three parts that one batch of documents gave, by file name."""

    documents: str
    figures: str
    refusals: str


class Part(NamedTuple):
    """A part before it is on disk: the kind of its rows, which is its folder, its name, and its bytes."""

    kind: str
    name: str
    content: memoryview


def make_parts(read: Sequence[tuple[Document, Reading]]) -> tuple[Part, Part, Part]:
    """The parts of a batch: its texts, its figures, its numbers not counted."""
    texts = [{"doc_id": document.doc_id, "text": document.text} for document, _ in read]
    return (make_part("documents", pa.Table.from_pylist(texts, TEXTS)), *make_figure_parts(read))


def make_figure_parts(read: Sequence[tuple[Document, Reading]]) -> tuple[Part, Part]:
    """The parts that the rules make of texts: the figures, and the numbers not counted."""
    figures = figures_table(claim for _, reading in read for claim in reading.claims)
    return make_part("figures", figures), make_part("refusals", _refusals_table(read))


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


def make_part(kind: str, table: pa.Table) -> Part:
    """The part that holds ``table``, named by the digest of its bytes, so that damage shows."""
    sink = io.BytesIO()
    rows_per_group = TEXTS_PER_GROUP if kind == "documents" else None
    pq.write_table(table, sink, compression="zstd", row_group_size=rows_per_group)
    content = sink.getbuffer()
    return Part(kind, f"{digest(content)}.parquet", content)


def put_parts(folder: Path, parts: Iterable[Part]) -> None:
    """Put the parts on disk, safe from a power cut when this returns; nobody sees them before the list names them.

    Whoever puts parts holds the list's lock for writing until they are listed: what is on disk and not listed is
    nobody's, and ``compact`` takes it away.
    """
    for part in parts:
        with explained(folder / part.kind / part.name):
            put_file(folder / part.kind, part.name, part.content)


def digest(content: bytes | memoryview) -> str:
    """32 hexadecimal digits that name these bytes."""
    return hashlib.sha256(content).hexdigest()[:32]


def put_file(folder: Path, name: str, content: bytes | memoryview) -> None:
    """Put the bytes in the folder under the name, which is there with all of them or not at all."""
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
        return _chosen(pq.read_table(path, columns=None, memory_map=False), schema, doc_ids)


def _chosen(table: pa.Table, schema: pa.Schema, doc_ids: Iterable[str] | None) -> pa.Table:
    if doc_ids is not None:
        table = table.filter(pc.is_in(table["doc_id"], pa.array(doc_ids, TEXT)))
    return fitted(table, schema)


def in_order(table: pa.Table, doc_ids: Sequence[str]) -> pa.Table:
    """The rows in the order of their documents, and those of one document as they stood."""
    order = pc.index_in(table["doc_id"], pa.array(doc_ids, TEXT))
    return table.take(pc.sort_indices(order))  # a stable sort


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


def read_sound(path: Path, schema: pa.Schema, doc_ids: Iterable[str] | None = None) -> pa.Table:
    """The same as ``read_part``, of a part whose every byte is as it was written; raises ``LibraryError`` otherwise.

    What is made of it gets a digest of its own, under which damage would no longer show.
    """
    with explained(path):
        content = path.read_bytes()
        if digest(content) != path.stem:
            raise LibraryError(f"{path}: its bytes are not those that were written; run verify to see what to do")
        return _chosen(pq.read_table(pa.BufferReader(content)), schema, doc_ids)


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as pandas: text as Arrow strings, and every column of ``COLUMNS`` with its type of ``DTYPES``."""
    frame = table.to_pandas(types_mapper={TEXT: STRING, pa.string(): STRING}.get, date_as_object=False)
    known = {column: DTYPES[column] for column in frame.columns if column in DTYPES}
    return frame.astype({column: dtype for column, dtype in known.items() if frame[column].dtype != dtype})
