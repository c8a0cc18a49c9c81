"""Tables as records: CSV, TSV, Parquet and Excel, each row with its number in the file."""

import io
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from zipfile import BadZipFile

from extract.reading.archives import check_unpacked
from extract.reading.documents import UnreadableError
from extract.reading.encodings import decode
from extract.reading.records import find_fields

# What pandas and the parts below it raise of a damaged file; SyntaxError: of damaged XML in a workbook.
BROKEN = (
    ValueError,
    OSError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    SyntaxError,
    EOFError,
    BadZipFile,
    zlib.error,
)


class Row(NamedTuple):
    """A row of a table: where it stands (``12``, or ``Sheet2:12`` of a later sheet), and its cells by column."""

    where: str
    cells: dict


def read_rows(data: bytes, ending: str, text_column: str) -> Iterator[Row]:
    """Yield the rows of a table of the kind ``ending``, those of an Excel sheet without a text column left out.

    Raises ``UnreadableError`` where it cannot be read, holds no row, or has no text column.
    """
    frames = _frames(data, ending)
    found = {name: frame for name, frame in frames.items() if _has_text(frame, text_column)}
    if not found:
        raise _without_text(frames, text_column)
    for number, (name, frame) in enumerate(found.items()):
        where = f"{name}:" if number else ""
        columns = list(frame.columns)
        for line, cells in enumerate(frame.itertuples(index=False, name=None), 2):
            yield Row(f"{where}{line}", {key: _cell(cell) for key, cell in zip(columns, cells, strict=True)})


def _has_text(frame, text_column: str) -> bool:
    return len(frame) > 0 and find_fields(frame.columns, text_column).text in frame.columns


def _without_text(frames: dict, text_column: str) -> UnreadableError:
    if not any(len(frame) for frame in frames.values()):
        return UnreadableError("the table has no rows", "give a table that holds articles")
    columns = ", ".join(dict.fromkeys(str(column) for frame in frames.values() for column in frame.columns))
    wanted = f"no column {text_column!r}" if text_column else "no text column"
    return UnreadableError(f"{wanted}; its columns are {columns}", "name the column of the text with --text-column")


def _cell(cell: object) -> object:
    """``None`` for what pandas writes for an empty cell."""
    return None if cell is None or cell != cell or str(cell) in ("NaT", "<NA>") else cell


def _frames(data: bytes, ending: str) -> dict:
    """The table by ``""``, or each sheet of a workbook by its name."""
    import pandas as pd

    try:
        if ending == ".parquet":
            return {"": pd.read_parquet(io.BytesIO(data))}
        if ending == ".xlsx":
            check_unpacked(data)
            return pd.read_excel(io.BytesIO(data), sheet_name=None)
        return {"": _read_csv(decode(data), ending)}
    except BROKEN as error:
        raise UnreadableError(f"not a readable table ({str(error) or type(error).__name__})") from None


def _read_csv(text: str, ending: str):
    import pandas as pd

    head = text.partition("\n")[0]
    likeliest = max(",\t;", key=head.count) if ending != ".tsv" else "\t"
    return pd.read_csv(io.StringIO(text), sep=likeliest, dtype=str, keep_default_na=False)
