"""The text of a PDF page in reading order: characters to lines, lines to columns, headlines marked by their size."""

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

GUTTER = 0.8  # the narrowest gap between two columns, in characters
NARROWEST = 6.0  # of a column, in characters: a table's cells are narrower
FEWEST_LINES = 3  # in each of two columns
HEADLINE = 1.25  # how much larger than the text a headline is
LONGEST_HEADLINE = 60
INDENT = 1.5  # characters by which the first line of a paragraph is moved in
LOOSE = 1.6  # line pitches from which on two lines have a blank one between them


class Line(NamedTuple):
    """A piece of a line: its words, its box in points with ``bottom < top``, and the size of its characters."""

    words: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


def page_text(page) -> str:
    """The text of a page of pypdfium2: a line each line, an empty one between paragraphs, ``## `` before a headline.

    Columns come from left to right, each from top to bottom; what runs across them parts what is above from what is
    below.
    """
    lines = list(_joined(_fragments(page.get_textpage())))
    if not lines:
        return ""
    size = _text_size(lines)
    return "\n\n".join(_column_text(column, size) for column in _in_order(lines, size)).strip()


def _text_size(lines: list[Line]) -> float:
    """The size that most characters have."""
    sizes: dict[float, int] = {}
    for line in lines:
        sizes[round(line.size, 1)] = sizes.get(round(line.size, 1), 0) + len(line.words)
    return max(sizes, key=sizes.get)


class _Character(NamedTuple):
    words: str
    left: float
    bottom: float
    right: float
    top: float


def _characters(textpage) -> Iterator[_Character]:
    """Yield the characters of a page that stand somewhere; a blank has no height."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (0, 0xFFFE, 0xFFFF, 0xAD) or 0xD800 <= code <= 0xDFFF:
            continue
        if raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            yield _Character(chr(code), box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))


def _fragments(textpage) -> Iterator[Line]:
    """Yield the runs of characters that stand beside each other, in the order of the file."""
    run: list[_Character] = []
    blank = False
    for character in _characters(textpage):
        if character.words.isspace():
            blank = bool(run)
            continue
        if run and not _goes_on(run[-1], character):
            yield _line(run)
            run = []
        elif run and blank and _is_latin(run[-1].words) and _is_latin(character.words):
            run.append(run[-1]._replace(words=" "))
        run.append(character)
        blank = False
    if run:
        yield _line(run)


def _goes_on(last: _Character, character: _Character) -> bool:
    height = max(last.top - last.bottom, character.top - character.bottom, 0.1)
    level = abs((last.top + last.bottom) - (character.top + character.bottom)) / 2 < 0.4 * height
    return level and -0.5 * height < character.left - last.right < GUTTER * height


def _is_latin(words: str) -> bool:
    return words[-1].isascii() and words[-1].isalnum()


def _line(run: list[_Character]) -> Line:
    words = "".join(character.words for character in run)
    left, right = min(one.left for one in run), max(one.right for one in run)
    bottom, top = min(one.bottom for one in run), max(one.top for one in run)
    return Line(words, left, bottom, right, top, median(one.top - one.bottom for one in run))


def _joined(fragments: Iterator[Line]) -> Iterator[Line]:
    """Yield the fragments with those joined that the file tells apart and the page does not."""
    rows: list[list[Line]] = []
    for line in sorted(fragments, key=lambda line: (-line.top, line.left)):
        row = next((row for row in reversed(rows[-40:]) if _is_level(row[-1], line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    for row in rows:
        yield from _join_row(sorted(row, key=lambda line: line.left))


def _is_level(one: Line, other: Line) -> bool:
    height = min(one.top - one.bottom, other.top - other.bottom)
    same_size = max(one.size, other.size) < 1.2 * min(one.size, other.size)
    return same_size and abs((one.top + one.bottom) - (other.top + other.bottom)) / 2 < 0.4 * height


def _join_row(row: list[Line]) -> Iterator[Line]:
    last = row[0]
    for line in row[1:]:
        if -0.5 * last.size < line.left - last.right < GUTTER * last.size:
            blank = " " if _is_latin(last.words) and line.words[0].isascii() and line.words[0].isalnum() else ""
            right, bottom, top = max(last.right, line.right), min(last.bottom, line.bottom), max(last.top, line.top)
            last = Line(last.words + blank + line.words, last.left, bottom, right, top, last.size)
        else:
            yield last
            last = line
    yield last


def _in_order(lines: list[Line], size: float) -> Iterator[list[Line]]:
    """Yield the columns in reading order, each a list of lines from top to bottom."""
    cut = _gutter(lines, size)
    if cut is not None:
        yield from _in_order([line for line in lines if line.right <= cut + 0.1], size)
        yield from _in_order([line for line in lines if line.right > cut + 0.1], size)
        return
    groups = list(_bands(lines, size))
    if len(groups) == 1:
        yield sorted(lines, key=lambda line: (-line.top, line.left))
        return
    for group in groups:
        yield from _in_order(group, size)


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
    """Whether a strip has the columns of the band above it, or neither of the two has any."""
    if _gutter(band, size) is not None:
        return _gutter([*band, *strip], size) is not None
    return _gutter(strip, size) is None


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


def _gutter(lines: list[Line], size: float) -> float | None:
    """The right border of the first column where a gutter runs down all of ``lines``; None where none does."""
    spans = sorted((line.left, line.right) for line in lines)
    if not spans:
        return None
    first, right = spans[0]
    last = max(end for _, end in spans)
    for index, (left, end) in enumerate(spans[1:], 1):
        wide = right - first >= NARROWEST * size and last - left >= NARROWEST * size
        if left - right >= GUTTER * size and wide and min(index, len(spans) - index) >= FEWEST_LINES:
            return right
        right = max(right, end)
    return None


def _column_text(lines: list[Line], size: float) -> str:
    """The lines of a column; headlines of one size that follow each other are one."""
    parts: list[str] = []
    pitch = _pitch(lines)
    left = min(line.left for line in lines)
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        headline = _is_headline(line, size)
        if above is None:
            parts.append("## " if headline else "")
        elif headline and _is_headline(above, size) and abs(line.size - above.size) < 0.1 * size:
            parts.append("" if _is_near(above, line) else "\n\n## ")
        elif headline or _is_headline(above, size):
            parts.append("\n\n## " if headline else "\n\n")
        else:
            parts.append(_break(above, line, pitch))
        indented = not headline and INDENT * size <= line.left - left <= 3 * size
        parts.append("\u3000\u3000" + line.words if indented else line.words)
    return "".join(parts)


def _break(above: Line, line: Line, pitch: float) -> str:
    if abs(above.top - line.top) < 0.4 * line.size:  # the cells of a row
        return "  "
    return "\n\n" if above.top - line.top > LOOSE * pitch else "\n"


def _pitch(lines: list[Line]) -> float:
    down = [above.top - line.top for above, line in pairwise(lines) if above.top - line.top > 0.5 * above.size]
    return median(down) if down else float("inf")


def _is_headline(line: Line, size: float) -> bool:
    large = line.size >= HEADLINE * size and len(line.words) <= LONGEST_HEADLINE
    return large and re.search(r"[\u4e00-\u9fff]{2}", line.words) is not None


def _is_near(above: Line, line: Line) -> bool:
    """Whether a headline goes on in the line below it."""
    return 0 < above.bottom - line.top + 0.3 * line.size < line.size
