"""Whatever a user names, as documents: files, folders, JSON Lines, tables; bad things reported, the rest read."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from extract.reading import formats
from extract.reading.documents import Document
from extract.reading.encodings import decode
from extract.reading.front_matter import parse_date, read_front_matter


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read: what (path or path:line), why, and what to do about it."""

    source: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}; {self.remedy}"


Read = Iterator[Document | Unread]


def read_inputs(inputs: Iterable[str | Path], *, published: date | None = None, text_column: str = "") -> Read:
    """Yield a ``Document`` for each text found in ``inputs``, an ``Unread`` for each thing that could not be read.

    ``inputs`` are files, folders (read through in order of name), ``-`` for standard input. JSON Lines (``id``,
    ``title``, ``date``, ``text``, ``publisher`` or ``source``) give a document a line, with the line's id or
    ``path:line`` as ``doc_id``; tables a document a row of their column ``text`` (or ``text_column``); any other file
    one document whose ``doc_id`` is the path as given and whose ``text`` is all of it as decoded, front-matter included
    (``split_articles`` passes over that). ``published`` is the date of documents that do not tell theirs.
    """
    for name in inputs:
        for found in _read_input(str(name), text_column):
            undated = isinstance(found, Document) and found.published is None
            yield replace(found, published=published) if undated else found


def _read_input(name: str, text_column: str) -> Read:
    if name == "-":
        yield from _read_bytes("-", sys.stdin.buffer.read(), text_column)
    elif Path(name).is_dir():
        yield from _read_folder(Path(name), text_column)
    else:
        yield from _read_file(name, text_column)


def _read_folder(folder: Path, text_column: str) -> Read:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(folder)))
    if not paths:
        yield Unread(str(folder), "the folder holds no file", "put articles in it, or name another folder")
    for path in paths:
        yield from _read_file(str(path), text_column)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read_file(name: str, text_column: str) -> Read:
    try:
        data = Path(name).read_bytes()
    except FileNotFoundError:
        yield Unread(name, "no such file or folder", "check the path")
    except (OSError, ValueError) as error:
        yield Unread(name, f"cannot be opened ({error})", "check its name, and that you may read it")
    else:
        yield from _read_bytes(name, data, text_column)


def _read_bytes(name: str, data: bytes, text_column: str) -> Read:
    if not data.strip():
        yield Unread(name, "the file is empty", "give a file that holds an article")
        return
    reader = SUFFIXES.get(Path(name).suffix.lower(), _read_text)
    if name == "-" and data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"):
        reader = _read_lines
    yield from reader(name, data, text_column)


def _read_text(name: str, data: bytes, text_column: str) -> Read:
    try:
        text = decode(data)
    except ValueError as error:
        yield Unread(name, str(error), "save the article as UTF-8 text and read that")
        return
    yield _with_front_matter(name, text)


def _with_front_matter(name: str, text: str) -> Document | Unread:
    if not text.strip():
        return Unread(name, "the file holds only blanks", "give a file that holds an article")
    try:
        head = read_front_matter(text)
    except ValueError as error:
        return Unread(name, f"date in the front-matter: {error}", "correct it, or remove the line")
    title = head.title or _first_heading(text[head.end : head.end + 4000])
    return Document(name, text, title, _publisher(head.publisher, head.source), head.published)


def _first_heading(text: str) -> str:
    """The first line where it is marked by # or short and unfinished; else ``""``."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if line.startswith("#"):
        return line.lstrip("#").strip()
    unfinished = len(line) <= 40 and not line.endswith(tuple("。！？；：，,:;.!?”）)"))
    return line if unfinished and text.strip() != line else ""


def _read_lines(name: str, data: bytes, text_column: str) -> Read:
    try:
        text = decode(data)
    except ValueError as error:
        yield Unread(name, str(error), "save it as UTF-8")
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _record(f"{name}:{number}", line, text_column)


def _record(source: str, line: str, text_column: str) -> Document | Unread:
    """The document of one line of JSON."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unread(source, f"not JSON ({error})", "write one object a line")
    if not isinstance(fields, dict):
        return Unread(source, "not a JSON object", "write one object a line, with the field text")
    return document_of(source, fields, text_column)


def document_of(source: str, fields: dict, text_column: str = "") -> Document | Unread:
    """The document of a record with the fields ``text``, ``id``, ``title``, ``date``, ``publisher`` or ``source``."""
    column = text_column or "text"
    text = fields.get(column)
    if not isinstance(text, str) or not text.strip():
        return Unread(source, f"no text in the field {column!r}", "give each record its text, or name its column")
    if any("\ud800" <= character <= "\udfff" for character in text):
        return Unread(source, "the text holds half of a character pair", "write the file anew as UTF-8")
    try:
        published = _date_of(fields.get("date") or fields.get("published"))
    except ValueError as error:
        return Unread(source, f"date: {error}", "correct it, or leave it empty")
    identity = fields.get("id", fields.get("doc_id"))
    doc_id = source if identity in (None, "") else str(identity)
    publisher = _publisher(_words(fields.get("publisher")), _words(fields.get("source")))
    return Document(doc_id, text, _words(fields.get("title")), publisher, published)


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def _publisher(publisher: str, source: str) -> str:
    """The publisher, else the source where that is a name and no address."""
    return publisher or ("" if "://" in source else source)


def _date_of(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    return parse_date(str(value))


def _by(read: Callable[[str, bytes], Document]) -> Callable[[str, bytes, str], Read]:
    """A reader of files that hold one document: what it cannot read it raises as ``ValueError``."""

    def reader(name: str, data: bytes, text_column: str) -> Read:
        try:
            yield read(name, data)
        except ValueError as error:
            yield Unread(name, str(error), "save its text as UTF-8 and read that")
        except ImportError as error:
            yield Unread(name, f"what reads such files is not installed ({error})", "install baoshu anew")

    return reader


def _read_table(name: str, data: bytes, text_column: str) -> Read:
    try:
        rows = list(formats.table_rows(name, data, text_column))
    except ValueError as error:
        yield Unread(name, str(error), "name the column of the text, or save the table as UTF-8 CSV")
        return
    for number, fields, column in rows:
        yield document_of(f"{name}:{number}", fields, column)


SUFFIXES = {
    ".txt": _read_text,
    ".md": _read_text,
    ".markdown": _read_text,
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
    ".html": _by(formats.read_html),
    ".htm": _by(formats.read_html),
    ".pdf": _by(formats.read_pdf),
    ".docx": _by(formats.read_docx),
    ".csv": _read_table,
    ".tsv": _read_table,
    ".parquet": _read_table,
    ".xlsx": _read_table,
}
