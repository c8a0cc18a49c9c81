"""What kind of file some bytes are: by the ending of their name, else by how they begin."""

import io
import re
from pathlib import PurePath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".jsonl": "records",
    ".ndjson": "records",
    ".json": "records",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".shtml": "page",
    ".pdf": "pdf",
    ".docx": "word",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "table",
    ".xlsx": "table",
    ".zip": "archive",
}


class Foreign(NamedTuple):
    """A kind of file that is not read: how it begins, what it is, and what to do with it."""

    magic: bytes
    what: str
    remedy: str


FOREIGN = (
    Foreign(b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .wps)", "save it as .docx or .xlsx and read that"),
    Foreign(b"{\\rtf", "a rich text file", "save it as .docx and read that"),
    Foreign(b"\x89PNG", "a picture", "run OCR on it and read the text"),
    Foreign(b"\xff\xd8\xff", "a picture", "run OCR on it and read the text"),
    Foreign(b"GIF8", "a picture", "run OCR on it and read the text"),
    Foreign(b"II*\0", "a picture", "run OCR on it and read the text"),
    Foreign(b"Rar!", "a RAR archive", "unpack it and read the folder"),
    Foreign(b"7z\xbc\xaf", "a 7-Zip archive", "unpack it and read the folder"),
    Foreign(b"\x1f\x8b", "a gzip file", "unpack it and read what it holds"),
)
# What stands in a file of a kind whose name does not tell it, standard input above all.
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
RECORDS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*\"")
MEMBERS = (("word/document.xml", "word", ".docx"), ("xl/workbook.xml", "table", ".xlsx"))


def foreign_kind(data: bytes) -> Foreign | None:
    """The kind of file that is not read and that ``data`` begins like; ``None`` for all others."""
    return next((kind for kind in FOREIGN if data.startswith(kind.magic)), None)


def kind_of(name: str, data: bytes) -> tuple[str, str]:
    """The kind of a file, and the ending that files of it have (``""`` for text); a known ending decides."""
    ending = PurePath(name).suffix.lower()
    return (KINDS[ending], ending) if ending in KINDS else _kind_within(data)


def _kind_within(data: bytes) -> tuple[str, str]:
    if data.startswith(b"%PDF-"):
        return "pdf", ".pdf"
    if data.startswith(b"PAR1"):
        return "table", ".parquet"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data)
    if PAGE.match(data):
        return "page", ".html"
    return ("records", ".jsonl") if RECORDS.match(data) else ("text", "")


def _kind_of_archive(data: bytes) -> tuple[str, str]:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError):
        names = set()
    return next(((kind, ending) for member, kind, ending in MEMBERS if member in names), ("archive", ".zip"))
