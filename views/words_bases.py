"""What a change is compared with, in English: the words that news always uses; others stay as the article has them."""

import re
from functools import cache

from extract.tables import read_table

LEAD = "(?:[比较与和同])?"
TAIL = "(?:相比|比)?"


def in_english(basis: str) -> str:
    """A basis of comparison in English where news has one word for it, else its own words.

    >>> in_english("同比"), in_english("较上年末"), in_english("与2019年同期相比"), in_english("比非项目区")
    ('year on year', 'vs the end of the year before', 'vs the same time of 2019', '比非项目区')
    """
    for cue, words in _rows():
        found = cue.fullmatch(basis)
        if found:
            return found.expand(words)
    return basis


@cache
def _rows() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_cue(row.cue)), row.english) for row in read_table("basis_words"))


def _cue(cue: str) -> str:
    return f"{LEAD}{cue[1:]}{TAIL}" if cue.startswith("L") else cue
