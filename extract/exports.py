"""Figures as files: for Excel, for programs, for other tools."""

import io
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The dates of the table are days; Excel and CSV show them as such.
DAY = "%Y-%m-%d"


def to_csv_bytes(frame: pd.DataFrame) -> bytes:
    """``frame`` as CSV for Excel: UTF-8 with its mark, and a ' before a text cell that Excel would take for a formula.

    >>> to_csv_bytes(pd.DataFrame({"quantity": ["-3度", "480余亩"]})).decode("utf-8-sig").split()
    ['quantity', "'-3度", '480余亩']
    """
    return _harmless(frame).to_csv(index=False, date_format=DAY).encode("utf-8-sig", "replace")


def write(frame: pd.DataFrame, path: str | Path) -> None:
    """Write ``frame`` to ``path`` in the form its ending names: .csv .jsonl .parquet .xlsx.

    The file is written aside and renamed: a reader sees the old one or the whole new one. CSV is as
    ``to_csv_bytes`` makes it, harmless in Excel; the other forms hold the words as they are. Raises ``ValueError`` for
    another ending, ``OSError`` where the folder cannot be written.
    """
    path = Path(path)
    to_bytes = writer_of(path)
    data = to_bytes(frame)
    handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, 0o666 & ~_umask())
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def read_figures(path: str | Path) -> pd.DataFrame:
    """The table in a .csv, .jsonl or .parquet file, by its ending; its cells are text in CSV.

    Raises ``ValueError`` for another ending, or where a row cannot be placed (``doc_id``, ``start``, ``end``).
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending == ".csv":
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        frame = frame.replace(r"^'(?=[=+\-@\t\r])", "", regex=True)  # what to_csv_bytes put there
    elif ending == ".jsonl":
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        frame = pd.DataFrame([json.loads(line) for line in lines if line.strip()])
    elif ending == ".parquet":
        frame = pd.read_parquet(path)
    else:
        raise ValueError(f"{path}: cannot read {ending or 'a file without ending'}; give .csv .jsonl or .parquet")
    missing = {"doc_id", "start", "end"}.difference(frame.columns)
    if missing and len(frame):
        raise ValueError(f"{path}: no column {', '.join(sorted(missing))}; give a table that baoshu extract wrote")
    return frame


def writer_of(path: str | Path) -> Callable[[pd.DataFrame], bytes]:
    """The function that makes the bytes of a file named ``path``; raises ``ValueError`` for an unknown ending."""
    ending = Path(path).suffix.lower()
    if ending not in WRITERS:
        raise ValueError(f"{path}: cannot write {ending or 'a file without ending'}; end it in {' '.join(WRITERS)}")
    return WRITERS[ending]


def _json_lines(frame: pd.DataFrame) -> bytes:
    cells = _days_as_text(frame).astype(object)
    records = cells.where(cells.notna(), None).to_dict("records")
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode("utf-8", "replace")


def _parquet(frame: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def _excel(frame: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    cells = _days_as_text(frame).replace(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", regex=True)
    with pd.ExcelWriter(buffer, engine="openpyxl") as book:
        cells.to_excel(book, sheet_name="figures", index=False, freeze_panes=(1, 0))
        for row in book.sheets["figures"].iter_rows(min_row=2):
            for cell in row:
                if cell.data_type == "f":  # a text that starts with = is text
                    cell.data_type = "s"
    return buffer.getvalue()


def _harmless(frame: pd.DataFrame) -> pd.DataFrame:
    texts = [column for column in frame.columns if pd.api.types.is_string_dtype(frame[column].dtype)]
    return frame.assign(**{column: _quoted(frame[column]) for column in texts})


def _quoted(texts: pd.Series) -> pd.Series:
    return texts.mask(texts.str.startswith(FORMULA).fillna(False).astype(bool), "'" + texts)


def _days_as_text(frame: pd.DataFrame) -> pd.DataFrame:
    days = frame.select_dtypes("datetime").columns
    return frame.assign(**{column: frame[column].dt.strftime(DAY) for column in days})


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


WRITERS = {".csv": to_csv_bytes, ".jsonl": _json_lines, ".parquet": _parquet, ".xlsx": _excel}
