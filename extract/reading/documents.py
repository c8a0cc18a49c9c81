"""What crosses from reading to the other rooms: documents, their articles, and sentences that know their offsets."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it came, with what is known of it. Offsets everywhere count code points in ``text``."""

    doc_id: str
    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on one line.

    ``text`` is folded (half width, simplified) one to one; ``raw`` is as printed, line breaks joined.
    ``len(text) == len(raw) == len(offsets)``; ``offsets[k]`` is where the k-th character stands in the document's text.
    ``paragraph`` numbers the paragraphs of the article from 0; ``heading`` is true for a title line.
    """

    text: str
    raw: str
    offsets: tuple[int, ...]
    paragraph: int
    heading: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of ``text[start:end]`` in the document's text; ``start < end``."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document: its heading (``""`` where it has none) and its sentences in order."""

    section: str
    sentences: tuple[Sentence, ...]
