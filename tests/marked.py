"""Corpus lines with a figure marked 【】, read as the article that a reader is asked about."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from extract.reading import Article, Document, split_articles

CORPUS = Path(__file__).parent / "corpus"


class Marked(NamedTuple):
    """An article and the place of its marked figure."""

    document: Document
    article: Article
    sentence: int
    start: int
    end: int


def read_corpus(name: str) -> list[tuple[str, str]]:
    """The lines ``input => output`` of ``corpus/name.txt``; ``-`` is read as ``""``."""
    lines = (CORPUS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.rsplit(" => ", 1) for line in lines if line and not line.startswith("#")]
    return [(text, "" if wanted == "-" else wanted) for text, wanted in pairs]


def read_marked(text: str, title: str = "", published: date | None = date(2024, 4, 11)) -> Marked:
    """The article that ``text`` is, paragraphs parted by ``|``; the last 【…】 is the figure asked about."""
    text = text.replace("|", "\n\n")
    start = text.rindex("【")
    length = text.rindex("】") - start - 1
    plain = text[:start].replace("【", "").replace("】", "")
    start = len(plain)
    document = Document(
        "test", plain + text[text.rindex("【") :].replace("【", "").replace("】", ""), title, "", published
    )
    return next(
        Marked(document, article, number, first, first + length)
        for article in split_articles(document)
        for number, sentence in enumerate(article.sentences)
        for first in [sentence.offsets.index(start) if start in sentence.offsets else -1]
        if first >= 0
    )
