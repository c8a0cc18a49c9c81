"""Uploads and pasted text on their way into the library."""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from extract.library import Added, Library
from extract.library.additions import Sourced
from extract.reading import Document, Unread, read_inputs

LONGEST_TITLE = 60
LARGEST_TEXT = 50_000_000  # bytes of one text that a page reads while its reader waits; a year of a newspaper
BOUNDED = (b"PK", b"%PDF", b"PAR1")  # the beginnings of files that are bounded where they are read: ZIP, Office, PDF …


class Upload(NamedTuple):
    """A file as a browser sends it. Its name is only a name: it may hold slashes, dots or anything else."""

    name: str
    data: bytes


def add_uploads(
    library: Library, uploads: Iterable[Upload], published: date | None, told: Callable[[float], object] = bool
) -> Iterator[tuple[Upload, Added]]:
    """Yield what each upload came to, once it is on disk; ``published`` is for documents that do not tell theirs.

    ``told`` is called with the share of the present upload that is on disk.
    """
    for upload in uploads:
        items = list(read_upload(upload, published))
        # Two different files may have one name: the source keeps them apart, and a new version has that of the old one.
        source = f"upload:{_digest(upload.data)}"
        documents = [Sourced(library.find_source(item) or source, item) for item in items if isinstance(item, Document)]
        added = Added(unread=tuple(item for item in items if isinstance(item, Unread)))
        for one in library.adding(documents):
            added += one
            told((len(added.added) + len(added.replaced) + len(added.unchanged)) / len(documents))
        yield upload, added


def read_upload(upload: Upload, published: date | None) -> Iterator[Document | Unread]:
    """The documents in one upload, named by the upload and not by the file it was read from.

    >>> [document.doc_id for document in read_upload(Upload("../../x.txt", "流转土地3000亩。".encode()), None)]
    ['x.txt']
    """
    name = plain_name(upload.name)
    if len(upload.data) > LARGEST_TEXT and not upload.data.startswith(BOUNDED):
        reason = f"one text of {len(upload.data) / 1e6:,.0f} MB, more than {LARGEST_TEXT / 1e6:,.0f} MB"
        yield Unread(name, reason, "split it into articles, or read it with the command: baoshu add")
        return
    with tempfile.TemporaryDirectory(prefix="baoshu-") as folder:
        path = Path(folder) / f"upload{_suffix(name)}"
        path.write_bytes(upload.data)
        for item in read_inputs([path], published=published):
            if isinstance(item, Document):
                yield replace(item, doc_id=item.doc_id.replace(str(path), name))
            else:
                yield replace(item, source=item.source.replace(str(path), name))


def read_sample(folder: Path) -> Iterator[Document]:
    """The sample articles, each named by its file and not by where the project lies on this machine."""
    for item in read_inputs([folder]):
        if isinstance(item, Document):
            yield replace(item, doc_id=Path(item.doc_id).name)


def read_paste(text: str, title: str, publisher: str, published: date | None) -> Document:
    """A pasted text as a document; without a ``title`` its first line is one, where it is short enough to be one."""
    first, _, rest = text.strip().partition("\n")
    if not title and rest.strip() and len(first) <= LONGEST_TITLE:
        title = first.strip()
    return Document(f"pasted-{_digest(text.encode('utf-8', 'replace'))}", text, title, publisher, published)


def plain_name(name: str) -> str:
    """The last part of a file's name, without characters that steer a terminal or a page.

    >>> plain_name("C:\\\\news\\\\要闻.txt"), plain_name("../..")
    ('要闻.txt', 'upload')
    """
    last = re.split(r"[\\/]", name)[-1]
    return "".join(character for character in last if character.isprintable()).strip(". ")[:120] or "upload"


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,10}", suffix) else ""


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()
