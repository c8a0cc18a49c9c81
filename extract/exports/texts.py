"""CSV for Excel and for programs, JSON Lines, Parquet: written batch by batch."""

import io
import json
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from extract.exports.batches import Batches, days_as_text, in_batches, records, texts_of

# What a spreadsheet takes for the beginning of a formula, in both widths; it may stand behind marks of ours.
FORMULA = r"^'*[=+\-@\t\r\n＝＋－＠]"
QUOTED = r"^'(?='*[=+\-@\t\r\n＝＋－＠])"
BYTE_ORDER_MARK = "\ufeff".encode()


def to_csv_bytes(frame: pd.DataFrame) -> bytes:
    """``frame`` as CSV for Excel: UTF-8 with its mark, and a ' before a text cell that Excel would take for a formula.

    >>> print(to_csv_bytes(pd.DataFrame({"quantity": ["-3度", "480余亩"]})).decode("utf-8-sig"), end="")
    quantity
    "'-3度"
    "480余亩"
    """
    buffer = io.BytesIO()
    write_csv(in_batches(frame), buffer)
    return buffer.getvalue()


def write_csv(batches: Batches, file: BinaryIO) -> None:
    """Write CSV for Excel: UTF-8 with its mark, every cell that would be a formula made harmless by a ' before it."""
    file.write(BYTE_ORDER_MARK)
    write_plain_csv(map(harmless, batches), file)


def write_plain_csv(batches: Batches, file: BinaryIO) -> None:
    """Write CSV for programs: UTF-8, the words as they are, all of them quoted, for they may hold line breaks."""
    for position, batch in enumerate(batches):
        if position == 0:
            file.write((",".join(batch.columns) + "\n").encode())
        lines = pa.BufferOutputStream()
        pa.csv.write_csv(_with_days(batch), lines, pa.csv.WriteOptions(include_header=False))
        file.write(lines.getvalue())


def _with_days(frame: pd.DataFrame) -> pa.Table:
    """The frame in Arrow's form, its moments as days."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    kinds = [pa.date32() if pa.types.is_timestamp(kind) else kind for kind in table.schema.types]
    return table.cast(pa.schema(zip(table.schema.names, kinds, strict=True)))


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a ' before each text that a spreadsheet would take for a formula."""
    return frame.assign(**{column: _quoted(frame[column]) for column in texts_of(frame)})


def as_written(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of texts without the marks of ``harmless``."""
    return frame.replace(QUOTED, "", regex=True)


def _quoted(texts: pd.Series) -> pd.Series:
    return texts.mask(texts.str.contains(FORMULA, regex=True).fillna(False).astype(bool), "'" + texts)


def write_json_lines(batches: Batches, file: BinaryIO) -> None:
    """Write one JSON object a row, days in ISO 8601, null for what is not known."""
    for batch in batches:
        names = list(batch.columns)
        for row in records(days_as_text(batch)):
            line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
            file.write(line.encode("utf-8", "replace") + b"\n")


def write_parquet(batches: Batches, file: BinaryIO) -> None:
    """Write Parquet, a row group a batch."""
    writer = None
    try:
        for batch in batches:
            table = pa.Table.from_pandas(batch, preserve_index=False)
            writer = writer or pq.ParquetWriter(file, table.schema)
            writer.write_table(table.cast(writer.schema))
    finally:
        if writer:
            writer.close()
