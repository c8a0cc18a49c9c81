"""The lines of a PDF page out of its characters, wherever the file has them."""

import ctypes
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

GUTTER = 0.8  # the narrowest gap between two columns, in characters
BLANK = 1.6  # the widest gap that a blank makes, in characters
NARROWEST_BLANK = 0.15  # by which a gap is wider than the one before it, in characters


class Line(NamedTuple):
    """A piece of a line: its words, its box in points with ``bottom < top``, and the size of its characters."""

    words: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


def page_lines(page) -> list[Line]:
    """The lines of a page of pypdfium2, those of each column apart, from top to bottom."""
    return list(_joined(_fragments(page.get_textpage())))


class _Character(NamedTuple):
    """A character in its box; ``guessed`` is true for a blank that the file does not hold."""

    words: str
    guessed: bool
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
            guessed = raw.FPDFText_IsGenerated(textpage, index) == 1
            yield _Character(
                chr(code), guessed, box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)
            )


def _fragments(textpage) -> Iterator[Line]:
    """Yield the runs of characters that stand beside each other, in the order of the file."""
    run: list[_Character] = []
    blank: _Character | None = None
    for character in _characters(textpage):
        if character.words.isspace():
            blank = character if run and character.words not in "\r\n" else blank
            continue
        gap = BLANK if blank and not blank.guessed else GUTTER
        if run and not _goes_on(run[-1], character, gap):
            yield _line(run)
            run = []
        elif blank and _is_meant(blank, run, character):
            run.append(run[-1]._replace(words=" "))
        run.append(character)
        blank = None
    if run:
        yield _line(run)


def _is_meant(blank: _Character, run: list[_Character], character: _Character) -> bool:
    """Whether a blank is one of the text, and not the room that a line set to full width has between characters."""
    if not run or not blank.guessed:
        return bool(run)
    if is_latin(run[-1].words) and is_latin(character.words):
        return True
    if run[-1].words.isascii() or character.words.isascii():  # 增长 5.2%: fonts keep numerals a little apart
        return False
    height = character.top - character.bottom
    usual = run[-1].left - run[-2].right if len(run) > 1 else 0.0
    return character.left - run[-1].right > max(usual, 0.0) + NARROWEST_BLANK * height


def _goes_on(last: _Character, character: _Character, gap: float) -> bool:
    height = max(last.top - last.bottom, character.top - character.bottom, 0.1)
    level = abs((last.top + last.bottom) - (character.top + character.bottom)) / 2 < 0.4 * height
    return level and -0.5 * height < character.left - last.right < gap * height


def is_latin(words: str) -> bool:
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
            blank = " " if is_latin(last.words) and line.words[0].isascii() and line.words[0].isalnum() else ""
            right, bottom, top = max(last.right, line.right), min(last.bottom, line.bottom), max(last.top, line.top)
            last = Line(last.words + blank + line.words, last.left, bottom, right, top, last.size)
        else:
            yield last
            last = line
    yield last
