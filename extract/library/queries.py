"""SQL over a library: DuckDB asks the Parquet parts, the list of documents and the reviews as tables."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd

from extract.claims import COLUMNS, DTYPES
from extract.library.corrections import NEEDED
from extract.library.parts import FIGURES, to_pandas
from extract.library.reviews import Standing, completed, needing, standing_frame
from extract.library.shelf import Batch, find_batches

DOCUMENT_COLUMNS = (
    "doc_id",
    "title",
    "publisher",
    "published",
    "source",
    "added",
    "characters",
    "figures",
    "not_counted",
)
DOCUMENT_DTYPES = (
    dict.fromkeys(("doc_id", "title", "publisher", "source"), "string[pyarrow]")
    | dict.fromkeys(("published", "added"), "datetime64[s]")
    | dict.fromkeys(("characters", "figures", "not_counted"), "int64")
)
_SQL_TYPES = {"float64": "DOUBLE", "int64": "BIGINT", "datetime64[s]": "DATE"}


def read_documents(connection: sqlite3.Connection) -> pd.DataFrame:
    """The documents in view in the order of adding: the columns of ``DOCUMENT_COLUMNS``, ``added`` in UTC."""
    query = f"SELECT {', '.join(DOCUMENT_COLUMNS)} FROM documents WHERE gone IS NULL ORDER BY version"
    return pd.DataFrame(connection.execute(query).fetchall(), columns=list(DOCUMENT_COLUMNS)).astype(DOCUMENT_DTYPES)


def lay_extraction(folder: Path, connection: sqlite3.Connection) -> duckdb.DuckDBPyConnection:
    """A database in memory with the view ``extraction``, the figures without reviews."""
    batches, _ = find_batches(connection)
    tables = duckdb.connect()
    tables.execute("SET parquet_metadata_cache = true")  # a part never changes
    kept = [(batch.parts.figures, doc_id) for batch in batches for doc_id in batch.doc_ids or ()]
    _keep(tables, "kept", pd.DataFrame(kept, columns=["part", "doc_id"], dtype="string[pyarrow]"))
    tables.execute(f"CREATE VIEW extraction AS {_extraction(folder / 'figures', batches)}")
    return tables


def lay_documents(tables: duckdb.DuckDBPyConnection, connection: sqlite3.Connection) -> None:
    """Put the table ``documents`` beside ``extraction``."""
    _keep(tables, "documents", read_documents(connection))


def lay_standing(tables: duckdb.DuckDBPyConnection, standing: dict[str, Standing]) -> None:
    """Put the view ``figures`` over ``extraction``: every column with the latest review on it, and ``review``."""
    if ids := list(needing(standing)):
        query = f"SELECT {', '.join(NEEDED)} FROM extraction WHERE figure_id IN (SELECT unnest(?::VARCHAR[]))"
        standing = completed(standing, to_pandas(tables.execute(query, [ids]).to_arrow_table()))
    _keep(tables, "standing", standing_frame(standing))
    tables.execute(f"CREATE OR REPLACE VIEW figures AS {_figures(standing)}")


def _keep(tables: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """A table of its own: a registered frame would be seen by this connection only, not by its cursors."""
    tables.register("frame", frame)
    tables.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM frame")
    tables.unregister("frame")


def _extraction(folder: Path, batches: Sequence[Batch]) -> str:
    """Whole parts, and of those with documents that left the view what is still in it."""
    whole = [batch.parts.figures for batch in batches if batch.doc_ids is None]
    some = [batch.parts.figures for batch in batches if batch.doc_ids is not None]
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    queries = [f"SELECT {columns} FROM {_parquet(folder, whole)}"] if whole else []
    if some:
        in_view = "(parse_filename(filename), doc_id) IN (SELECT (part, doc_id) FROM kept)"
        queries.append(f"SELECT {columns} FROM {_parquet(folder, some)} WHERE {in_view}")
    return " UNION ALL ".join(queries) or f"SELECT {_nothing()} WHERE false"


def _parquet(folder: Path, names: Sequence[str]) -> str:
    paths = ", ".join("'" + str(folder / name).replace("'", "''") + "'" for name in names)
    return f"read_parquet([{paths}], filename = true)"


def _nothing() -> str:
    return ", ".join(f'NULL::{_sql_type(field.name)} AS "{field.name}"' for field in FIGURES)


def _figures(standing: dict[str, Standing]) -> str:
    """The extraction with the reviews joined to it; a library without reviews pays nothing for them."""
    if not standing:
        return "SELECT *, '' AS review FROM extraction"
    corrected = {column for one in standing.values() for column in one.corrections}
    cells = ", ".join(_corrected_cell(column) if column in corrected else f'e."{column}"' for column in COLUMNS)
    joined = "extraction e LEFT JOIN standing s ON e.figure_id = s.figure_id"
    return f"SELECT {cells}, coalesce(s.review, '') AS review FROM {joined}"


def _corrected_cell(column: str) -> str:
    return f'CASE WHEN s."has_{column}" THEN s."{column}"::{_sql_type(column)} ELSE e."{column}" END AS "{column}"'


def _sql_type(column: str) -> str:
    return _SQL_TYPES.get(DTYPES[column], "VARCHAR")
