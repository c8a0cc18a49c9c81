"""What the rules know, as tables: one TSV file a subject, one row a fact with the example that is its test."""

from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def read_table(name: str, key: str | None = None, folder: Path = FOLDER) -> list[Any]:
    """The rows of ``name``.tsv in the order of the file, NamedTuples with one text field per column of the header.

    No two rows may agree in ``key``: a column, several with spaces between them, ``""`` for no such check; by default
    the first column. Lines that start with ``#`` and blank lines are passed over. An empty cell is ``""``, but a cell
    named ``example`` must be filled. Raises ``ValueError`` that says file:line, what is wrong and what to do.

    >>> read_table("topics")[0].topic
    'governance'
    """
    path = folder / f"{name}.tsv"
    lines = _lines(path)
    number, header = next(lines, (1, ""))
    columns = _columns(f"{path.name}:{number}", header)
    row_type = namedtuple(name.title(), columns)
    key_columns = [columns[0]] if key is None else key.split()
    _check_key(f"{path.name}:{number}", columns, key_columns)
    rows, seen = [], {}
    for number, line in lines:
        row = row_type._make(_cells(f"{path.name}:{number}", line, columns))
        if key_columns:
            _refuse_twice(path.name, number, {column: getattr(row, column) for column in key_columns}, seen)
        rows.append(row)
    return rows


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip("\r")


def _columns(where: str, header: str) -> list[str]:
    columns = header.split("\t")
    for column in columns:
        if not column.isidentifier():
            raise ValueError(f"{where}: the header cell {column!r} is no column name; write letters, digits and _")
        if columns.count(column) > 1:
            raise ValueError(f"{where}: column {column!r} is named twice; keep one")
    return columns


def _check_key(where: str, columns: list[str], key_columns: list[str]) -> None:
    for column in key_columns:
        if column not in columns:
            raise ValueError(f"{where}: no column {column!r}; the columns are {', '.join(columns)}")


def _cells(where: str, line: str, columns: list[str]) -> list[str]:
    cells = line.split("\t")
    if len(cells) != len(columns):
        raise ValueError(f"{where}: {len(cells)} cells under {len(columns)} columns; separate them by single tabs")
    for column, cell in zip(columns, cells, strict=True):
        if cell != cell.strip():
            raise ValueError(f"{where}: {column} {cell!r} has blanks at its ends; remove them")
        if column == "example" and not cell:
            raise ValueError(f"{where}: no example; write the words of a news article that test this row")
    return cells


def _refuse_twice(file: str, number: int, key: dict[str, str], seen: dict[tuple[str, ...], int]) -> None:
    cells = tuple(key.values())
    if cells in seen:
        named = ", ".join(f"{column} {cell!r}" for column, cell in key.items())
        raise ValueError(f"{file}:{number}: {named} is already on line {seen[cells]}; keep one row")
    seen[cells] = number
