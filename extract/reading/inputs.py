"""Whatever a user names, as documents: files, folders, archives, tables; bad things reported, the rest read."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from extract.reading import addresses, formats
from extract.reading.archives import read_members
from extract.reading.documents import Document, Unread, UnreadableError
from extract.reading.encodings import decode
from extract.reading.front_matter import first_heading, read_front_matter
from extract.reading.imprint import completed
from extract.reading.kinds import foreign_kind, kind_of
from extract.reading.records import document_of, publisher_of, read_record
from extract.reading.tabular import read_rows

Read = Iterator[Document | Unread]


def read_inputs(inputs: Iterable[str | Path], *, published: date | None = None, text_column: str = "") -> Read:
    """Yield a ``Document`` for each text found in ``inputs``, an ``Unread`` for each thing that could not be read.

    ``inputs`` are files, folders (read through in order of name), zip archives of files, ``-`` for standard input,
    patterns of files (``2024/*.html``), and addresses of what fsspec reaches (``s3://news/2024/*.html``). JSON
    Lines and tables give a document a line or row, with its id or ``path:line`` as ``doc_id``; the fields are found by
    their usual names (``text``, 正文, ``date``, 发布时间 …), that of the text by ``text_column`` where it is given. Any
    other file gives one document whose ``doc_id`` is the path as given, and ``archive.zip/path`` in an archive; a text
    file's ``text`` is all of it as decoded, front-matter included (``split_articles`` passes over that). Publisher and
    date that no field tells are read from the text itself where it states them (来源：重庆日报, 2024年4月10日 星期三);
    ``published`` is the date of documents that tell none.
    """
    for name in (name for given in inputs for name in addresses.find_files(str(given))):
        for found in _read_input(name, text_column):
            if isinstance(found, Document):
                document = completed(found)
                yield replace(document, published=published) if document.published is None else document
            else:
                yield found


def _read_input(name: str, text_column: str) -> Read:
    if name == "-":
        yield from _read_bytes("-", sys.stdin.buffer.read(), text_column)
    elif addresses.is_address(name):
        yield from _read_address(name, text_column)
    elif os.path.isdir(name):
        yield from _read_folder(Path(name), text_column)
    else:
        yield from _read_file(name, text_column)


def _read_address(name: str, text_column: str) -> Read:
    try:
        data = addresses.read_file(name)
    except UnreadableError as error:
        yield Unread(name, str(error), error.remedy)
    else:
        yield from _read_bytes(name, data, text_column)


def _read_folder(folder: Path, text_column: str) -> Read:
    shut: list[OSError] = []
    paths = sorted(_find_files(folder, shut.append))
    if not paths and not shut:
        yield Unread(
            readable_name(str(folder)), "the folder holds no file", "put articles in it, or name another folder"
        )
    for error in shut:
        reason = f"the folder cannot be opened ({error.strerror})"
        yield Unread(readable_name(str(error.filename)), reason, "check that you may read it")
    for path in paths:
        yield from _read_file(str(path), text_column)


def _find_files(folder: Path, tell: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the files below a folder that are not hidden; those that cannot be seen too, so that they are told."""
    for where, folders, names in os.walk(folder, onerror=tell):
        folders[:] = (name for name in folders if not name.startswith("."))
        for path in (Path(where, name) for name in names if not name.startswith(".")):
            if os.path.isfile(path) or not os.path.exists(path):
                yield path


def _read_file(path: str, text_column: str) -> Read:
    name = readable_name(path)
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        yield Unread(name, "no such file or folder", "check the path")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield Unread(name, f"cannot be opened ({reason})", "check its name, and that you may read it")
    else:
        yield from _read_bytes(name, data, text_column)


def readable_name(path: str) -> str:
    """The path as people write it: one that is not UTF-8 is GB18030, as archives from Windows leave file names."""
    try:
        return os.fsencode(path).decode()
    except UnicodeDecodeError:
        return os.fsencode(path).decode("gb18030", "replace")


def _read_bytes(name: str, data: bytes, text_column: str) -> Read:
    if not data.strip():
        yield Unread(name, "the file is empty", "give a file that holds an article")
    elif foreign := foreign_kind(data):
        yield Unread(name, f"it is {foreign.what}", foreign.remedy)
    else:
        kind, ending = kind_of(name, data)
        yield from READERS[kind](name, data, ending, text_column)


def _read_text(name: str, data: bytes, _ending: str, _text_column: str) -> Read:
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
    title = head.title or first_heading(text[head.end : head.end + 4000])
    return Document(name, text, title, publisher_of(head.publisher, head.source), head.published)


def _read_records(name: str, data: bytes, _ending: str, text_column: str) -> Read:
    try:
        text = decode(data)
    except ValueError as error:
        yield Unread(name, str(error), "save it as UTF-8")
        return
    whole = _whole_records(text)
    if whole is not None:
        yield from (document_of(f"{name}:{number}", record, text_column) for number, record in enumerate(whole, 1))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield read_record(f"{name}:{number}", line, text_column)


def _whole_records(text: str) -> list | None:
    """The records of a text that is one JSON array or one object over several lines; ``None`` for JSON Lines."""
    head = text.lstrip("\ufeff \t\r\n")
    if not head.startswith(("[", "{\n", "{\r")):
        return None
    try:
        found = json.loads(head)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else [found]


def _read_table(name: str, data: bytes, ending: str, text_column: str) -> Read:
    try:
        for row in read_rows(data, ending, text_column):
            yield document_of(f"{name}:{row.where}", row.cells, text_column)
    except UnreadableError as error:
        yield Unread(name, str(error), error.remedy or "get the file anew, or save the table as UTF-8 CSV")


def _read_archive(name: str, data: bytes, _ending: str, text_column: str) -> Read:
    empty = True
    try:
        for member in read_members(data):
            empty = False
            yield from _read_member(name, member, text_column)
    except ValueError as error:
        yield Unread(name, str(error), "pack it anew as a plain zip, or unpack it and read the folder")
        return
    if empty:
        yield Unread(name, "the archive holds no file", "put articles in it, or name another archive")


def _read_member(name: str, member, text_column: str) -> Read:
    path = f"{name}/{member.name}"
    if member.reason:
        yield Unread(path, member.reason, member.remedy)
    elif kind_of(member.name, member.data)[0] == "archive":
        yield Unread(path, "an archive within an archive", "unpack the outer one and read the folder")
    else:
        yield from _read_bytes(path, member.data, text_column)


def _by(read: Callable[[str, bytes], Document], remedy: str) -> Callable[[str, bytes, str, str], Read]:
    """A reader of files that hold one document: what it cannot read it raises as ``ValueError``."""

    def reader(name: str, data: bytes, _ending: str, _text_column: str) -> Read:
        try:
            yield read(name, data)
        except ValueError as error:
            yield Unread(name, str(error), getattr(error, "remedy", "") or remedy)
        except ImportError as error:
            yield Unread(name, f"what reads such files is not installed ({error})", "install baoshu anew")

    return reader


READERS = {
    "text": _read_text,
    "records": _read_records,
    "page": _by(formats.read_page, "save the text of the article as UTF-8 and read that"),
    "pdf": _by(formats.read_pdf, "get the file anew, or save its text as UTF-8 and read that"),
    "word": _by(formats.read_word, "open it in Word, save it anew as .docx and read that"),
    "table": _read_table,
    "archive": _read_archive,
}
