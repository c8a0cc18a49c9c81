"""Looking a library over: every damage, named with the file, what is wrong and what to do."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extract.library import catalogue
from extract.library.errors import LibraryError
from extract.library.parts import SCHEMAS, digest
from extract.library.shelf import find_parts

COUNTS = {"documents": "1", "figures": "figures", "refusals": "not_counted"}


def find_damage(path: Path) -> Iterator[str]:
    """Yield what is wrong with the library whose list is ``path``: one line per damage, none where all is well."""
    try:
        with catalogue.reading(path) as connection:
            yield from _list_damage(connection, path)
            for kind in SCHEMAS:
                yield from _part_damage(connection, path.parent / kind)
    except LibraryError as error:
        yield str(error)


def _list_damage(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    for (words,) in connection.execute("PRAGMA integrity_check"):
        if words != "ok":
            yield f"{path}: {words}; restore it from a backup"
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        yield f"{path}: a document or a review points nowhere; restore it from a backup"


def _part_damage(connection: sqlite3.Connection, folder: Path) -> Iterator[str]:
    for name in find_parts(connection, folder.name):
        wrong = _find_wrong(connection, folder / name)
        if wrong:
            names = ", ".join(_names(connection, folder.name, name))
            yield f"{folder / name}: {wrong}; restore it from a backup, or remove and add again: {names}"


def _find_wrong(connection: sqlite3.Connection, path: Path) -> str:
    if not path.is_file():
        return "is missing"
    content = path.read_bytes()
    if digest(content) != path.stem:
        return "its bytes are not those that were written"
    held = _rows_of_documents(pq.read_table(pa.BufferReader(content), columns=["doc_id"]))
    return _find_miscount(connection, path, held)


def _rows_of_documents(table: pa.Table) -> dict[str, int]:
    return {pair["values"]: pair["counts"] for pair in pc.value_counts(table["doc_id"]).to_pylist()}


def _find_miscount(connection: sqlite3.Connection, path: Path, held: dict[str, int]) -> str:
    kind = path.parent.name
    query = (
        f"SELECT d.doc_id, {COUNTS[kind].replace('figures', 'd.figures')} FROM documents d JOIN batches b USING (batch)"
        f" WHERE b.{kind} = ? AND d.gone IS NULL"
    )
    for doc_id, rows in connection.execute(query, (path.name,)):
        if held.get(doc_id, 0) != rows:
            return f"holds {held.get(doc_id, 0)} rows of {doc_id} where the list says {rows}"
    return ""


def _names(connection: sqlite3.Connection, kind: str, name: str) -> list[str]:
    query = f"SELECT d.doc_id FROM documents d JOIN batches b USING (batch) WHERE b.{kind} = ? AND d.gone IS NULL"
    return [doc_id for (doc_id,) in connection.execute(query, (name,))]
