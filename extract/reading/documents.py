"""What crosses from reading to the other rooms: documents, their articles, and sentences that know their offsets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

# Half of a pair, as JSON can name it ("\ud83d") and Python keeps it: no file, table or page can hold it.
HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """``text`` with U+FFFD for every half of a pair; every character stays where it was."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return HALF.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it came, with what is known of it. Offsets everywhere count code points in ``text``.

    >>> Document("a", "\\ud83d有3人").text
    '\ufffd有3人'
    """

    doc_id: str
    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None

    def __post_init__(self) -> None:
        for name in ("doc_id", "text", "title", "publisher"):
            object.__setattr__(self, name, whole(getattr(self, name)))


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read: what (path or path:line), why, and what to do about it."""

    source: str
    reason: str
    remedy: str

    def __post_init__(self) -> None:
        for name in ("source", "reason"):
            object.__setattr__(self, name, whole(getattr(self, name)))

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}; {self.remedy}"


class UnreadableError(ValueError):
    """Raised where a file cannot be read; ``remedy`` says what to do, ``""`` where its kind of file says it."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(" ".join(reason.split()))
        self.remedy = remedy


class Sentence(NamedTuple):
    """A sentence on one line.

    ``text`` is folded (half width, simplified) one to one; ``raw`` is as printed, line breaks joined.
    ``len(text) == len(raw) == len(offsets)``; ``offsets[k]`` is where the k-th character stands in the document's text.
    ``paragraph`` numbers the paragraphs of the article from 0; ``heading`` is true for a title line.
    """

    text: str
    raw: str
    offsets: Sequence[int]
    paragraph: int
    heading: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of ``text[start:end]`` in the document's text; ``start < end``."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document: its heading (``""`` where it has none), its sentences in reading order, its publisher.

    ``publisher`` is the paper or agency that its byline or dateline names: 新渝报讯, 新华社北京4月10日电; else ``""``.
    """

    section: str
    sentences: tuple[Sentence, ...]
    publisher: str = ""
