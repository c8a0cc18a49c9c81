"""The text of a PDF page in reading order: characters to lines, lines to columns, headlines marked by their size."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.reading.glyphs import GUTTER, Line, page_lines
from extract.reading.lines import BRACKETS, is_ended

FAR = 1.2  # between a running head and the text, in characters
NARROWEST = 6.0  # of a column, in characters: a table's cells are narrower
FEWEST_LINES = 2  # in each of two columns
HEADLINE = 1.25  # how much larger than the text a headline is
LONGEST_HEADLINE = 60
ROOM, ROOM_INDENTED = 1.2, 5.0  # left at the end of a full line, in characters
SHORTEST_FULL = 8  # a shorter line, full or not, is no part of a paragraph
INDENT = 1.5  # characters by which the first line of a paragraph is moved in
LOOSE = 1.6  # line pitches from which on two lines have a blank one between them


def page_text(page) -> str:
    """The text of a page of pypdfium2: a paragraph a line, an empty line around headlines, ``## `` before them.

    Columns come from left to right, each from top to bottom; what runs across them parts what is above from what is
    below. A paragraph that goes on in the next column is put together.
    """
    lines = page_lines(page)
    if not lines:
        return ""
    size = _text_size(lines)
    head, body, foot = _furnished(lines, size)
    columns = [column for column in (head, *_in_order(body, size), foot) if column]
    placed = [one for number, column in enumerate(columns) for one in _placed(column, number)]
    parts = [_opening(placed[0], size)]
    for above, here in pairwise(placed):
        parts += [above.line.words, _between(above, here, size)]
    return "".join([*parts, placed[-1].line.words])


def _text_size(lines: list[Line]) -> float:
    """The size that most characters have."""
    sizes: dict[float, int] = {}
    for line in lines:
        sizes[round(line.size, 1)] = sizes.get(round(line.size, 1), 0) + len(line.words)
    return max(sizes, key=sizes.get)


def _furnished(lines: list[Line], size: float) -> tuple[list[Line], list[Line], list[Line]]:
    """The running head of a page, what it holds, and its foot with the page's number: rows far from all others."""
    strips = list(_strips(lines))
    if len(strips) < 3:
        return [], lines, []
    head, foot = strips[0], strips[-1]
    if _floor(head) - strips[1][0].top < FAR * size or any(_is_headline(line, size) for line in head):
        head = []
    if _floor(strips[-2]) - foot[0].top < FAR * size:
        foot = []
    body = strips[1 if head else 0 : -1 if foot else None]
    return sorted(head, key=_left), [line for strip in body for line in strip], sorted(foot, key=_left)


def _floor(strip: list[Line]) -> float:
    return min(line.bottom for line in strip)


def _left(line: Line) -> float:
    return line.left


def _in_order(lines: list[Line], size: float) -> Iterator[list[Line]]:
    """Yield the columns in reading order, each a list of lines from top to bottom."""
    bands = list(_bands(lines, size))
    stories = list(_stories(bands, size))
    cut = _gutter(lines, size)
    if len(stories) > 1:
        parts = stories
    elif cut is not None:
        left = [line for line in lines if line.right <= cut + 0.1]
        parts = [left, [line for line in lines if line.right > cut + 0.1]]
    else:
        parts = bands
    if len(parts) == 1:
        yield sorted(lines, key=lambda line: (-line.top, line.left))
        return
    for part in parts:
        yield from _in_order(part, size)


def _stories(bands: list[list[Line]], size: float) -> Iterator[list[Line]]:
    """Yield the lines parted above each headline that stands at the left with nothing beside it, and below the
    first."""
    left = min(line.left for band in bands for line in band)
    right = max(line.right for band in bands for line in band)
    story: list[Line] = []
    for band in bands:
        if story and _heads(band, left + (right - left) / 4, size):
            yield story
            story = []
        story = [*story, *band]
        if band is bands[0] and _heads(band, left + (right - left) / 4, size):
            yield story
            story = []
    if story:
        yield story


def _heads(band: list[Line], leftmost: float, size: float) -> bool:
    apart = max(line.left for line in band) > min(line.right for line in band)
    headlines = all(_is_headline(line, size) for line in band)
    return headlines and not apart and min(line.left for line in band) < leftmost


def _bands(lines: list[Line], size: float) -> Iterator[list[Line]]:
    """Yield the lines in bands from top to bottom, each with columns of its own or with none."""
    band: list[Line] = []
    for strip in _strips(lines):
        if band and not _fits(band, strip, size):
            yield band
            band = []
        band = [*band, *strip]
    yield band


def _fits(band: list[Line], strip: list[Line], size: float) -> bool:
    """Whether a strip has the columns of the band above it, or neither of the two has any; headlines stay alone."""
    if all(_is_headline(line, size) for line in band) != all(_is_headline(line, size) for line in strip):
        return False
    if _gutter(band, size, 1) is not None:
        return _gutter([*band, *strip], size, 1) is not None
    return _gutter(strip, size, 1) is None


def _strips(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines parted wherever nothing stands across the whole width."""
    strip: list[Line] = []
    floor = 0.0
    for line in sorted(lines, key=lambda line: -line.top):
        if strip and line.top <= floor + 0.15 * line.size:
            yield strip
            strip = []
        floor = min(floor, line.bottom) if strip else line.bottom
        strip.append(line)
    if strip:
        yield strip


def _gutter(lines: list[Line], size: float, fewest: int = FEWEST_LINES) -> float | None:
    """Where the gutter begins that parts ``fewest`` lines or more from others; None where none runs down.

    Of several it is the one with a headline at the top right of it, where a story of its own begins; else the widest.
    """
    gaps = list(_gaps(lines, size, fewest))
    if len(gaps) < 2:
        return gaps[0].left if gaps else None
    borders = [*(gap.right for gap in gaps[1:]), float("inf")]
    ranked = []
    for gap, border in zip(gaps, borders, strict=True):
        column = [line for line in lines if gap.left < line.left < border]
        headed = _is_headline(max(column, key=lambda line: line.top), size)
        ranked.append((headed, round((gap.right - gap.left) / size), -gap.left))
    return -max(ranked)[2]


class _Gap(NamedTuple):
    left: float
    right: float


def _gaps(lines: list[Line], size: float, fewest: int) -> Iterator[_Gap]:
    """Yield the gaps that run down all of ``lines``, from left to right."""
    spans = sorted((line.left, line.right) for line in lines)
    first, right = spans[0] if spans else (0.0, 0.0)
    last = max((end for _, end in spans), default=0.0)
    for index, (left, end) in enumerate(spans[1:], 1):
        wide = right - first >= NARROWEST * size and last - left >= NARROWEST * size
        if left - right >= GUTTER * size and wide and min(index, len(spans) - index) >= fewest:
            yield _Gap(right, left)
        right = max(right, end)


class _Placed(NamedTuple):
    """A line in its column: the column's borders, its line pitch, how many lines it has, whether paragraphs are
    moved in there, and its number on the page."""

    line: Line
    left: float
    right: float
    pitch: float
    height: int
    indented: bool
    column: int


def _placed(column: list[Line], number: int) -> Iterator[_Placed]:
    left, right = min(line.left for line in column), max(line.right for line in column)
    pitch = _pitch(column)
    indented = any(INDENT * line.size <= line.left - left <= 3 * line.size for line in column)
    for line in column:
        yield _Placed(line, left, right, pitch, len(column), indented, number)


def _opening(here: _Placed, size: float) -> str:
    """What stands before the first line of a paragraph: the mark of a headline, or the blanks it is moved in by."""
    if _is_headline(here.line, size):
        return "## "
    return "\u3000\u3000" if _is_indented(here, size) else ""


def _is_indented(here: _Placed, size: float) -> bool:
    return INDENT * size <= here.line.left - here.left <= 3 * size


def _between(above: _Placed, here: _Placed, size: float) -> str:
    """What stands between two lines: nothing within a paragraph, a line break between two, an empty line elsewhere."""
    opening = _opening(here, size)
    if opening == "## ":
        same = _is_headline(above.line, size) and abs(above.line.size - here.line.size) < 0.1 * size
        return "" if same and _is_near(above.line, here.line) else "\n\n## "
    if _is_headline(above.line, size):
        return "\n\n" + opening
    together = above.column == here.column
    if together and abs(above.line.top - here.line.top) < 0.4 * size:  # the cells of a row
        return "  "
    if together and above.line.top - here.line.top > LOOSE * above.pitch:
        return "\n\n" + opening
    if not opening and _runs_on(above, here):
        return " " if re.fullmatch("[A-Za-z]{2}", above.line.words[-1] + here.line.words[0]) else ""
    return ("\n" if together else "\n\n") + opening


def _runs_on(above: _Placed, here: _Placed) -> bool:
    """Whether a line fills its column and stops in mid-sentence, so that the next one goes on with it."""
    # A line before 4月9日 or a title in 《》 stops short; where paragraphs are moved in, none begins after it.
    room = ROOM_INDENTED if above.indented else ROOM
    full = above.line.right >= above.right - room * above.line.size and len(above.line.words) >= SHORTEST_FULL
    columns = above.column == here.column or min(above.height, here.height) > 1
    same_size = abs(above.line.size - here.line.size) < 0.1 * here.line.size
    words = above.line.words.rstrip(BRACKETS if above.indented else "")  # 新渝报讯（记者 张三） has no line of its own
    return full and columns and same_size and not (is_ended(words) if words else True)


def _pitch(lines: list[Line]) -> float:
    down = [above.top - line.top for above, line in pairwise(lines) if above.top - line.top > 0.5 * above.size]
    return median(down) if down else float("inf")


def _is_headline(line: Line, size: float) -> bool:
    large = line.size >= HEADLINE * size and len(line.words) <= LONGEST_HEADLINE
    return large and re.search(r"[\u4e00-\u9fff]{2}", line.words) is not None


def _is_near(above: Line, line: Line) -> bool:
    """Whether a headline goes on in the line below it."""
    return 0 < above.bottom - line.top + 0.3 * line.size < line.size
