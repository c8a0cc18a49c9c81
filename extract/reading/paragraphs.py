"""Paragraphs out of lines: a sentence that a column or a page width broke is put together again."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.reading.lines import Line, is_ended

LONGEST_TITLE = 30
SHORTEST_BROKEN = 12
NARROWEST_COLUMN, WIDEST_COLUMN = 12, 90

# A line that starts so goes on with the one above: “乡村振兴、银发经济 / 及绿色经济等产业领域”.
CONTINUES = re.compile(
    r"[，、。；：？！”’）》%]|及(?!时)|或(?!许)|的|了|并[且将对在]|而且|以及|等[产行领方地部单]|和(?![谐平])"
)
# A line that ends so goes on below, however short it is: 大赛共设置2个 / 主体赛和3个专项赛。 No title ends so.
HANGS = re.compile(
    r"""
    [0-9零〇一二两三四五六七八九十百千万亿][个名家户项座条种次只头辆台所处间棵株期批]$
  | [的与及被把每第]$ | (?<![祥温总柔缓联])和$ | (?<![自理缘])由$ | (?<![存潜现实所旨正])在$ | (?<![名健小大老主])将$
    """,
    re.VERBOSE,
)
UNIT_GOES_ON = re.compile(r"[余多万亿千百%‰个名户人亩元家项座吨斤公平]")  # 流转土地480 / 余亩
BRACKETED = re.compile(r"【[^】]{1,20}】")  # 【价格】
ENTRY = re.compile(r"[：:]\D{0,3}[0-9][0-9.,]*\D{0,6}$")  # 茶园总面积：8万亩
POINT_ENDS = re.compile("[，。；！？]")  # 粮食产量达到1.2万吨: no such sign is in the point of a list
OPENERS = re.compile(r"[“‘（《(]")
PAIRS = ("“”", "‘’", "（）", "《》", "()")


class Paragraph(NamedTuple):
    """A paragraph: the pieces of text (start, end) that make it up, and what it is on the page.

    ``level`` is that of a marked heading, 0 elsewhere; ``heading`` is true for unmarked titles too.
    """

    pieces: tuple[tuple[int, int], ...]
    heading: bool
    level: int
    opens: bool
    byline: bool

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


def join_lines(folded: str, lines: list[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs of ``lines``; the lines of a broken sentence are the pieces of one paragraph."""
    full = _full_lines(folded, lines)
    joins = _joins(folded, lines, full)
    first = 0
    for index, joined in enumerate(joins):
        if not joined:
            group = lines[first : index + 1]
            head = group[0]
            titled = head.level > 0 or (len(group) == 1 and _is_title(folded, lines, index))
            pieces = tuple((line.start, line.end) for line in group)
            yield Paragraph(pieces, titled, head.level, head.opens and not titled, head.byline and not titled)
            first = index + 1


def _joins(folded: str, lines: list[Line], full: set[int]) -> list[bool]:
    """For each line, whether the next one goes on with it; from the last line up, since that depends on how it ends."""
    joins = [False] * len(lines)
    for index in range(len(lines) - 2, -1, -1):
        line, after = lines[index], lines[index + 1]
        if line.level or line.byline or after.level or after.opens:
            continue
        resolved = joins[index + 1] or is_ended(folded[after.start : after.end])
        under_heading = index > 0 and lines[index - 1].level > 0
        if index in full:
            joins[index] = not after.blank and not _is_indented(folded, after)
        else:
            joins[index] = _is_broken(folded, lines, index, resolved, under_heading)
    return joins


def _is_broken(folded: str, lines: list[Line], index: int, resolved: bool, under_heading: bool) -> bool:
    """Whether a line stops in the middle of a sentence that the next one goes on with."""
    after = lines[index + 1]
    words = _words(folded, lines[index])
    if is_ended(words) or after.item or (words[-1].isdigit() and folded[after.start].isdigit()):
        return False
    if _is_open(words) or CONTINUES.match(folded, after.start, after.end):
        return True
    if _is_listed(folded, lines, index):
        return False
    if _hangs(folded, words, after):
        return True
    if ENTRY.search(words) or _is_title(folded, lines, index) or _is_title(folded, lines, index + 1):
        return False
    if under_heading and after.blank:
        return False  # a bold summary under a heading has no full stop either
    return resolved and len(words) >= SHORTEST_BROKEN


def _is_listed(folded: str, lines: list[Line], index: int) -> bool:
    """Whether a line is one of three or more below each other that have no comma and no end: the points of a list."""
    bare = [_is_point(folded, lines, place) for place in range(index - 2, index + 3)]
    return bare[2] and ((bare[1] and (bare[0] or bare[3])) or (bare[3] and bare[4]))


def _is_point(folded: str, lines: list[Line], index: int) -> bool:
    words = _words(folded, lines[index]) if 0 <= index < len(lines) else ""
    return bool(words) and not POINT_ENDS.search(words) and not is_ended(words)


def _hangs(folded: str, words: str, after: Line) -> bool:
    """Whether a line stops before the noun or unit that it needs."""
    if after.opens or after.level:
        return False
    return HANGS.search(words) is not None or (
        words[-1].isdigit() and UNIT_GOES_ON.match(folded, after.start) is not None
    )


def _is_open(words: str) -> bool:
    """Whether something is left open at the end: a comma, a quotation, a bracket."""
    if words[-1] in "，、,“‘（(《":
        return True
    if OPENERS.search(words) is None:
        return False
    return any(words.count(pair[0]) > words.count(pair[1]) for pair in PAIRS)


def _words(folded: str, line: Line) -> str:
    return folded[line.start : line.end]


def _is_title(folded: str, lines: list[Line], index: int) -> bool:
    """Whether an unmarked line is the title of what comes below it: short, no sentence, and a paragraph under it."""
    line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    words = _words(folded, line)
    if after is None or after.level or line.opens or len(words) > LONGEST_TITLE:
        return False
    if BRACKETED.fullmatch(words):
        return True
    # A title over a byline may have a comma (餐馆无证经营，70余人中毒); two make it a torn sentence.
    if is_ended(words) or any(mark in words for mark in "；。|") or words.count("，") > after.opens:
        return False
    if _is_open(words) or _hangs(folded, words, after) or CONTINUES.match(folded, after.start, after.end):
        return False
    if after.opens:
        return True
    if ENTRY.search(words) or (index and not line.blank and _is_entry(folded, lines[index - 1])):
        return False
    return is_ended(_words(folded, after)) and after.end - after.start > len(words)


def _is_entry(folded: str, line: Line) -> bool:
    """Whether a line may be one of a list: unfinished words that are no heading."""
    return not (line.level or line.byline or is_ended(_words(folded, line)))


def _full_lines(folded: str, lines: list[Line]) -> set[int]:
    """The lines that fill their column and run on: in text wrapped at a width, as a PDF page or an e-mail is."""
    full: set[int] = set()
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].blank or lines[index].level or lines[index - 1].level:
            full.update(_full_in_block(folded, lines, range(first, index)))
            first = index
    return full


def _full_in_block(folded: str, lines: list[Line], block: range) -> Iterator[int]:
    widths = [lines[index].end - lines[index].start for index in block]
    width = max(widths)
    if len(block) < 4 or not NARROWEST_COLUMN <= width <= WIDEST_COLUMN:
        return
    prose = sum(any(mark in folded[lines[k].start : lines[k].end - 1] for mark in "，。、；,") for k in block)
    reaching = [k for k, wide in zip(block, widths, strict=True) if wide >= width - 3]
    if 2 * len(reaching) < len(block) or 2 * prose < len(block):
        return
    yield from (k for k in reaching if not is_ended(folded[lines[k].start : lines[k].end]))


def _is_indented(folded: str, line: Line) -> bool:
    return folded[max(0, line.start - 2) : line.start] == "  "
