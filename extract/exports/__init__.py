"""Figures as files: for Excel, for programs, for other tools. However many there are, they pass through in batches."""

from extract.exports.batches import Batches, in_batches
from extract.exports.files import WRITERS, read_figures, to_bytes, write, writer_of
from extract.exports.folders import is_folder, open_folder, write_parts
from extract.exports.packages import About, write_package
from extract.exports.sheets import MOST_ROWS, check_rows, write_excel
from extract.exports.texts import to_csv_bytes, write_csv, write_json_lines, write_parquet

__all__ = [
    "MOST_ROWS",
    "WRITERS",
    "About",
    "Batches",
    "check_rows",
    "in_batches",
    "is_folder",
    "open_folder",
    "read_figures",
    "to_bytes",
    "to_csv_bytes",
    "write",
    "write_csv",
    "write_excel",
    "write_json_lines",
    "write_package",
    "write_parquet",
    "write_parts",
    "writer_of",
]
