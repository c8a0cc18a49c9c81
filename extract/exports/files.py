"""Tables into files and back, by the ending of the file's name."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from extract.exports.batches import Batches, in_batches
from extract.exports.packages import write_package
from extract.exports.sheets import write_excel
from extract.exports.texts import as_written, write_csv, write_json_lines, write_parquet

Writer = Callable[[Batches, BinaryIO], None]

WRITERS: dict[str, Writer] = {
    ".csv": write_csv,
    ".jsonl": write_json_lines,
    ".parquet": write_parquet,
    ".xlsx": write_excel,
    ".zip": write_package,
}


def write(frame: pd.DataFrame, path: str | Path) -> None:
    """Write ``frame`` to ``path`` in the form its ending names: .csv .jsonl .parquet .xlsx .zip.

    The file is written aside and renamed: a reader sees the old one or the whole new one. CSV is as
    ``to_csv_bytes`` makes it, harmless in Excel; the other forms hold the words as they are, .zip a plain CSV with its
    description. Raises ``ValueError`` for another ending, ``OSError`` where the folder cannot be written.
    """
    path = Path(path)
    writer = writer_of(path)
    with aside(path) as file:
        writer(in_batches(frame), file)


def to_bytes(batches: Batches, writer: Writer) -> bytes:
    """What ``writer`` makes of the batches; on disk until it is whole, so that it is held once and not twice."""
    with tempfile.TemporaryFile(prefix="baoshu-") as file:
        writer(batches, file)
        file.seek(0)
        return file.read()


@contextmanager
def aside(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of ``path`` when all is written, and leaves nothing where it is not."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def read_figures(path: str | Path) -> pd.DataFrame:
    """The table in a .csv, .jsonl or .parquet file, by its ending; its cells are text in CSV.

    Raises ``ValueError`` for another ending, or where a row cannot be placed (``doc_id``, ``start``, ``end``).
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending == ".csv":
        frame = as_written(pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig"))
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


def writer_of(path: str | Path) -> Writer:
    """The function that writes a file named ``path``; raises ``ValueError`` for an unknown ending."""
    ending = Path(path).suffix.lower()
    if ending not in WRITERS:
        raise ValueError(f"{path}: cannot write {ending or 'a file without ending'}; end it in {' '.join(WRITERS)}")
    return WRITERS[ending]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
