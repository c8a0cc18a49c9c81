"""Sentences out of paragraphs, each character with the place it came from."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from extract.reading.documents import Sentence
from extract.reading.paragraphs import Paragraph

LONGEST = 2000

# A sentence ends with 。！？ and the quotes and brackets that close after them, with …… only before a closing quote.
# ； is a border of clauses. 《你好！》 goes on after its title mark.
END = re.compile(
    r"""
    [。！？!?…](?<![。！？!?…].)  # the marks come first: `re` looks for such a pattern fastest
    (?: (?<=[。！？!?])[。！？!?]++ | (?<=[。！？]) | (?<=[!?])(?![0-9A-Za-z=]) | (?<=…)…*+(?=[”’」』]) )
    [”’」』)）】〕\]"]*+
    (?![》〉。！？…，、；：])
    """,
    re.VERBOSE,
)
BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
BLANKS = re.compile(r"\s*")
COMMA = re.compile(r"(?<![0-9])[，、；：,;]|[，、；：,;](?![0-9])|\s+")
IN_NUMBER = re.compile(r"[0-9.,%‰/~+\-零〇一二三四五六七八九十百千万亿两几多余近约超第百分之点]")


def cut_paragraph(text: str, folded: str, paragraph: Paragraph, number: int) -> Iterator[Sentence]:
    """Yield the sentences of ``paragraph``; ``number`` is its number in the article.

    None is longer than 2,000 characters: a longer one is cut at its last comma, or where no number stands.
    """
    offsets = _offsets(text, paragraph)
    raw = "".join(text[k] for k in offsets) if len(paragraph.pieces) > 1 else text[paragraph.start : paragraph.end]
    like = "".join(folded[k] for k in offsets) if len(paragraph.pieces) > 1 else folded[paragraph.start : paragraph.end]
    # A line break that parts two Latin words is kept as a blank.
    raw, like = (BREAK.sub(" ", words) for words in (raw, like))
    for first, last in chain.from_iterable(_pieces(like, *span) for span in _spans(like, paragraph.heading)):
        yield Sentence(like[first:last], raw[first:last], offsets[first:last], number, paragraph.heading)


def _offsets(text: str, paragraph: Paragraph) -> Sequence[int]:
    if len(paragraph.pieces) == 1:
        return range(paragraph.start, paragraph.end)
    offsets: list[int] = []
    for start, end in paragraph.pieces:
        if offsets and start > offsets[-1] and _is_latin(text[offsets[-1]]) and _is_latin(text[start]):
            offsets.append(offsets[-1] + 1)
        offsets.extend(range(start, end))
    return tuple(offsets)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _spans(folded: str, heading: bool) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, without the blanks around it."""
    first = 0
    ends = () if heading else (match.end() for match in END.finditer(folded))
    for end in chain(ends, [len(folded)]):
        start = first + len(folded[first:end]) - len(folded[first:end].lstrip())
        if start < end:
            yield start, start + len(folded[start:end].rstrip())
        first = max(first, end)


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield ``start``, ``end`` as it is, or in pieces of at most 2,000 characters."""
    while end - start > LONGEST:
        cut = _cut(folded, start, start + LONGEST)
        yield start, start + len(folded[start:cut].rstrip())
        start = BLANKS.match(folded, cut, end).end()
    if start < end:
        yield start, end


def _cut(folded: str, start: int, limit: int) -> int:
    """Where to cut: after the last comma before ``limit``, else where no number stands, else at ``limit``."""
    commas = [match.end() for match in COMMA.finditer(folded, start, limit)]
    if commas:
        return commas[-1]
    for cut in range(limit, start + 1, -1):
        if not IN_NUMBER.match(folded[cut - 1]) and not IN_NUMBER.match(folded[cut]):
            return cut
    return limit
