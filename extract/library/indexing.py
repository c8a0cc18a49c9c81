"""The file that a library's figures are filtered, searched and paged from: made out of the parts, thrown away at will.

It is a DuckDB file that never changes once it has its name, so any number of processes may read it. What came and went
since an older file was made is put into a copy of that; the name says what is in it.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import duckdb
import numpy as np
import pyarrow as pa

from extract.library.axes import Codes, joined_cells
from extract.library.filters import DERIVED, FACETS, searchable
from extract.library.parts import FIGURES, TEXT
from extract.library.wordings import worded

LAYOUT = 2  # counts the changes of what the file holds
# A file of another layout is not continued; nor one of another DuckDB, whose hashes may be others.
EDITION = f"{LAYOUT}-{duckdb.__version__}"
# Facets whose cells are in the parts; what people decided is laid over them when the file is opened.
KEPT_FACETS = tuple(facet for facet in FACETS if facet.name != "review")
SEARCHED = ("quantity", "indicator")  # beside the sentence, where it does not hold them itself
SMALL = 20_000  # figures that are sooner read anew than copied
MEMORY = "600MB"  # that DuckDB may use before it works on disk
ABANDONED = 3600.0  # seconds after which a file that nobody finished is taken away

_SQL_TYPES = {TEXT: "VARCHAR", pa.float64(): "DOUBLE", pa.date32(): "DATE", pa.int64(): "BIGINT"}
_COLUMNS = ", ".join(f'"{field.name}" {_SQL_TYPES[field.type]}' for field in FIGURES)
_CODES = ", ".join(f'"{facet.name}" INTEGER' for facet in KEPT_FACETS)
SCHEMA = f"""
CREATE TABLE parts (part INTEGER, name VARCHAR, doc_ids VARCHAR[]);
CREATE TABLE figures (n BIGINT, {_COLUMNS}, year_first BIGINT, year_last BIGINT, month VARCHAR, comparable DOUBLE,
    comparable_unit VARCHAR, path VARCHAR, wording VARCHAR, subject BIGINT);
CREATE TABLE codes (n BIGINT, part INTEGER, sentence INTEGER, {_CODES});
CREATE TABLE cells (facet VARCHAR, code INTEGER, cell VARCHAR);
CREATE TABLE sentences (code INTEGER, words VARCHAR);
CREATE TABLE extras (n BIGINT, words VARCHAR);
"""
# To be selected from ``worded`` rows.
DERIVED_COLUMNS = ", ".join(
    [*(f"{expression} AS {name}" for name, expression in DERIVED.items()), "wording", "subject"]
)


Tell = Callable[[int, int], None]


def silent(done: int, of: int) -> None:
    """Tell nobody."""


class Piece(NamedTuple):
    """A file of figures: its name, how to read it in stretches, and the documents to take from it (None: all)."""

    name: str
    read: Callable[[], Iterable[pa.Table]]
    doc_ids: tuple[str, ...] | None = None


def index_file(folder: Path, pieces: Sequence[Piece], tell: Tell = silent) -> Path:
    """The file in ``folder`` that holds the figures of these pieces, in their order; made where it is missing.

    ``tell`` is called after each piece that is put in, with how many are in and how many there are to be.
    """
    path = folder / f"{_name(pieces)}.duckdb"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / f".{uuid4().hex}.aside"
        try:
            _make(aside, _find_older(folder), pieces, tell)
            os.replace(aside, path)
        finally:
            aside.unlink(missing_ok=True)
        _clear(folder, path)
    return path


def _name(pieces: Iterable[Piece]) -> str:
    told = [(piece.name, piece.doc_ids) for piece in pieces]
    return f"{EDITION}-{hashlib.sha256(json.dumps(told).encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _find_older(folder: Path) -> Path | None:
    return max(folder.glob(f"{EDITION}-*.duckdb"), key=lambda path: path.stat().st_mtime, default=None)


def _clear(folder: Path, kept: Path) -> None:
    """Take away older files; where somebody still reads one, the system keeps it until then or refuses."""
    for path in (*folder.glob("*.duckdb"), *folder.glob(".*.aside*")):
        is_old = path.suffix == ".duckdb" or time.time() - path.stat().st_mtime > ABANDONED
        if path != kept and is_old:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                continue


def _make(path: Path, older: Path | None, pieces: Sequence[Piece], tell: Tell) -> None:
    if older and _continue(path, older, pieces, tell):
        return
    path.unlink(missing_ok=True)
    with _opened(path) as connection:
        connection.execute(SCHEMA)
        _append(connection, pieces, tell)


@contextmanager
def _opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    quoted = str(path).replace("'", "''")
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(path.parent)}) as connection:
        connection.execute(f"ATTACH '{quoted}' AS made (STORAGE_VERSION 'latest')")
        connection.execute("USE made")
        connection.execute("BEGIN")  # one transaction: each by itself would be written twice, to the log first
        yield connection
        connection.execute("COMMIT")
        connection.execute("USE memory")
        connection.execute("DETACH made")


def _continue(path: Path, older: Path, pieces: Sequence[Piece], tell: Tell) -> bool:
    """Whether ``path`` now holds the pieces, made out of an older file of which only ends and documents differ."""
    try:
        shutil.copyfile(older, path)
        with _opened(path) as connection:
            (figures,) = connection.execute("SELECT count(*) FROM codes").fetchone()
            held = connection.execute("SELECT name, doc_ids FROM parts ORDER BY part").fetchall()
            new = _pieces_after(held, pieces)
            if figures < SMALL or new is None:
                return False
            _retire(connection, held, pieces)
            _append(connection, new, tell)
    except (OSError, duckdb.Error):  # damaged, or taken away just now
        return False
    return True


def _pieces_after(held: Sequence[tuple], pieces: Sequence[Piece]) -> Sequence[Piece] | None:
    """The pieces that come after those held; None where those held stand otherwise, or have got documents back."""
    known = dict(held)
    names = [piece.name for piece in pieces]
    if len(known) < len(held) or len(set(names)) < len(names):
        return None
    old = [piece for piece in pieces if piece.name in known]
    is_start = list(pieces[: len(old)]) == old and [one.name for one in old] == [n for n in known if n in set(names)]
    if not is_start or not all(_is_within(piece.doc_ids, known[piece.name]) for piece in old):
        return None
    return pieces[len(old) :]


def _is_within(doc_ids: tuple[str, ...] | None, held: Iterable[str] | None) -> bool:
    return held is None or (doc_ids is not None and set(doc_ids) <= set(held))


def _retire(connection: duckdb.DuckDBPyConnection, held: Sequence[tuple], pieces: Iterable[Piece]) -> None:
    """Take out the parts that left, and of those that stay the documents that left."""
    wanted = {piece.name: piece.doc_ids for piece in pieces}
    numbers = dict(connection.execute("SELECT name, part FROM parts").fetchall())
    for name, doc_ids in held:
        if name in wanted and (wanted[name] is None or set(wanted[name]) == set(doc_ids or ())):
            continue
        part, kept = numbers[name], list(wanted.get(name) or ())
        gone = "SELECT n FROM codes JOIN figures USING (n) WHERE part = ? AND NOT list_contains(?, doc_id)"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE gone AS {gone}", [part, kept])
        for table in ("figures", "extras", "codes"):
            connection.execute(f"DELETE FROM {table} WHERE n IN (SELECT n FROM gone)")
        connection.execute("DELETE FROM parts WHERE part = ?", [part])
        if name in wanted:
            connection.execute("INSERT INTO parts VALUES (?, ?, ?)", [part, name, kept])


def _append(connection: duckdb.DuckDBPyConnection, pieces: Sequence[Piece], tell: Tell) -> None:
    known = {facet.name: Codes(_known_cells(connection, facet.name)) for facet in KEPT_FACETS}
    before = {name: len(codes.of) for name, codes in known.items()}
    (part,) = connection.execute("SELECT coalesce(max(part) + 1, 0) FROM parts").fetchone()
    for number, piece in enumerate(pieces, part):
        doc_ids = None if piece.doc_ids is None else list(piece.doc_ids)
        connection.execute("INSERT INTO parts VALUES (?, ?, ?)", [number, piece.name, doc_ids])
        for rows in piece.read():
            if rows.num_rows:
                _append_rows(connection, rows, number, known)
        tell(number - part + 1, len(pieces))
    for name, codes in known.items():
        cells = list(codes.of)[before[name] :]
        _insert(
            connection,
            "cells",
            {"facet": [name] * len(cells), "code": range(before[name], len(codes.of)), "cell": cells},
        )


def _known_cells(connection: duckdb.DuckDBPyConnection, facet: str) -> list[str]:
    return [
        cell
        for (cell,) in connection.execute("SELECT cell FROM cells WHERE facet = ? ORDER BY code", [facet]).fetchall()
    ]


def _append_rows(connection: duckdb.DuckDBPyConnection, rows: pa.Table, part: int, known: dict[str, Codes]) -> None:
    (first,) = connection.execute("SELECT coalesce(max(n) + 1, 0) FROM codes").fetchone()
    n = np.arange(first, first + rows.num_rows)
    _insert_figures(connection, rows.append_column("n", pa.array(n)))
    looked_at = ", ".join(dict.fromkeys(column for facet in KEPT_FACETS for column in facet.columns))
    cells = connection.execute(f"SELECT {looked_at} FROM figures WHERE n >= ? ORDER BY n", [first]).to_arrow_table()
    sentences, words = _insert_sentences(connection, rows["sentence"])
    codes = {facet.name: known[facet.name].encode(joined_cells(facet, cells)) for facet in KEPT_FACETS}
    _insert(connection, "codes", {"n": n, "part": np.full(len(n), part), "sentence": sentences} | codes)
    extras = [(number, extra) for number, extra in zip(n.tolist(), extra_words(rows, words), strict=True) if extra]
    _insert(connection, "extras", {"n": [number for number, _ in extras], "words": [extra for _, extra in extras]})


# DuckDB finds the tables ``piece`` and ``rows`` by their names in these functions; one that is registered would be held
# until the end of the transaction, and so all figures at once.


def _insert_figures(connection: duckdb.DuckDBPyConnection, piece: pa.Table) -> None:
    columns = ", ".join(f'"{column}"' for column in piece.column_names if column != "n")
    connection.execute(f"INSERT INTO figures SELECT n, {columns}, {DERIVED_COLUMNS} FROM ({worded('piece')})")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, Iterable]) -> None:
    rows = pa.table({name: pa.array(cells) for name, cells in columns.items()})
    if rows.num_rows:
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows")


def _insert_sentences(connection: duckdb.DuckDBPyConnection, column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    """The number of each row's sentence, which is kept once, and the words of each row's sentence as searched."""
    (first,) = connection.execute("SELECT coalesce(max(code) + 1, 0) FROM sentences").fetchone()
    found = column.combine_chunks().dictionary_encode()
    words = all_searchable(found.dictionary.to_pylist())
    _insert(connection, "sentences", {"code": range(first, first + len(words)), "words": words})
    numbers = found.indices.to_numpy()
    return numbers + first, [words[number] for number in numbers.tolist()]


def extra_words(rows: pa.Table, sentences: Sequence[str]) -> list[str]:
    """For each row what is searched beside its sentence: quantity and indicator where the sentence lacks them."""
    texts = []
    for name in SEARCHED:
        found = rows[name].combine_chunks().dictionary_encode()
        words = all_searchable(found.dictionary.to_pylist())
        texts.append([words[number] for number in found.indices.to_numpy().tolist()])
    return [
        "\n".join(word for word in words if word not in sentence)
        for sentence, *words in zip(sentences, *texts, strict=True)
    ]


def all_searchable(texts: Sequence[str]) -> list[str]:
    """``searchable`` of each text; in one go, since a million calls take their time."""
    words = searchable("\0".join(texts)).split("\0") if texts else []
    return words if len(words) == len(texts) else [searchable(text) for text in texts]
