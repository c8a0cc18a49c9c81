"""Whether one text is another version of the other: an article that was corrected or went on, not one of its kind."""

import re

from extract.reading import Document

PIECE = re.compile(r"[^\n。！？；]+")


def is_version(document: Document, text: str, published: str | None) -> bool:
    """Whether ``document`` plainly is the article with this ``text`` and day: half of the longer one stands in both.

    Bulletins of a kind differ in their figures, and so in most sentences; those of two days are two articles.

    >>> old = "梁平区新建厂房7座。总投资3亿元。预计明年投产。"
    >>> is_version(Document("a.txt", old.replace("7座", "8座")), old, None)
    True
    >>> is_version(Document("a.txt", "铜梁区新建学校3所。预计明年投产。"), old, None)
    False
    """
    day = document.published.isoformat() if document.published else None
    if day and published and day != published:
        return False
    ours, others = _pieces(document.text), _pieces(text)
    longer = max(_length(ours), _length(others))
    return 2 * _length(ours & others) >= longer > 0


def _pieces(text: str) -> set[str]:
    return {piece.strip() for piece in PIECE.findall(text)} - {""}


def _length(pieces: set[str]) -> int:
    return sum(map(len, pieces))
