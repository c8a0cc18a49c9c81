"""The numbers that are no figures, each refused by a named reason: dates, clocks, ordinals, labels, idioms, names …"""

import re
from collections import defaultdict
from typing import NamedTuple

import regex

from extract.quantities.edges import Fitting, signs_beside
from extract.quantities.refusal_rules import PIECES, RULES
from extract.tables import read_table


class Refused(NamedTuple):
    """A number that is not counted: its span in the sentence, and the name of the rule that refused it."""

    start: int
    end: int
    reason: str


# 一 that only means “a”, unless a word before it counts: 只有一个教室, 其中一人; 一倍 and 一半 are never articles.
ARTICLE = regex.compile(
    r"""(?<!只有|仅有?|共有?|其中(?!一[个位])|剩下?|唯一的?|不到|不足|至少|超过|(?<![附最临])近|(?<![节大])约)
    (?<!(?:共计?|计|重|长|高|宽|深|达到?|约|超过?|为|仅|花|用|要|需)(?=一(?:公斤|吨|斤|米|公里|亩|小时|公顷|升|元|平方)))
    (?<!(?:增加|减少|缩短|提高|提前|延长|推迟|降低|增长|达到?|用时|历时|长达)了?(?=一(?:年|个月|天|周|小时|分钟|公里|米|吨|元|万|个百分点)))
    一(?=\p{Han})(?!米[\d一二三四五六七八九]|个半|年零|到两|[两二至])
    (?!(?<=\p{Han}一)(?<![的这那每第之唯何某另是为成了有其中同过出来去上下着任统挑]一)
        (?:处|座|台|辆|套|所|部|栋|幢|枚|艘|支|把|架)(?:[，。；、）]|$))  # 互通立交一处；
    (?![名位](?:遇难|死难|罹难|失踪|失联)(?:的|人员|矿工|工人|群众|者)(?!家属|亲属))  # 救出一名遇难人员
    (?![百千万亿十半成倍番]|人(?:死|受|伤|为|是|遇|获|被|失|当)|点[零一二三四五六七八九])""",
    regex.VERBOSE,
)

WORDS = frozenset(row.word for row in read_table("not_numbers"))


def _by_pair(shift: int) -> dict[str, tuple[tuple[str, int], ...]]:
    """The words that hold a pair of signs, the longest first, each with the place of the pair's sign at ``shift``."""
    found = defaultdict(list)
    for word in WORDS:
        for place in range(len(word) - 1):
            found[word[place : place + 2]].append((word, place + shift))
    return {pair: tuple(sorted(held, key=lambda one: (-len(one[0]), -one[1]))) for pair, held in found.items()}


BEGUN, AHEAD = _by_pair(1), _by_pair(0)  # by the pair that the number's first sign ends, and the one it starts

LONGEST = 40  # signs: what is longer is a code, and no number that a float can hold
RUN = re.compile(r"\d[\d,.]*\d|\d|[零〇一二两三四五六七八九十百千万亿半]+")


def _in_full(pattern: str) -> str:
    for name, piece in PIECES.items():
        pattern = pattern.replace(f"<{name}>", piece)
    return pattern


PATTERNS = [_in_full(rule.pattern) for rule in RULES]
FITTING = Fitting(PATTERNS, lambda place: (RULES[place].reason, regex.compile(PATTERNS[place]).match))


def refuse(text: str, start: int, signs: tuple[str, str, str] | None = None) -> Refused | None:
    """Why the number that starts at ``start`` is no figure; ``None`` where no rule refuses it.

    ``signs`` are those beside it, where they are known already.

    >>> refuse("4月10日，雨后乍晴", 0)
    Refused(start=0, end=5, reason='date')
    """
    run = RUN.match(text, start)
    if run.end() - start > LONGEST:
        return Refused(start, run.end(), "code")
    if word := _word_over(text, start):
        return word
    title = text.rfind("《", 0, start)
    if title >= 0 and title > text.rfind("》", 0, start):  # what a title counts is its name
        return Refused(start, run.end(), "label")
    for reason, match in FITTING.beside(signs or signs_beside(text, start)):
        if found := match(text, start):
            return Refused(start, found.end(), reason)
    if text[start] == "一" and ARTICLE.match(text, start):
        return Refused(start, start + 1, "article")
    return None


def refuse_rest(text: str, start: int) -> Refused:
    """The refusal of a number that no form reads: part of a word (万州), or a number without a unit."""
    end = RUN.match(text, start).end()
    return Refused(start, end, "word" if text[start] > "9" else "no_unit")


def _word_over(text: str, start: int) -> Refused | None:
    """The idiom or name of ``tables/not_numbers.tsv`` that covers the sign at ``start``, the longest first."""
    begun, ahead = BEGUN.get(text[start - 1 : start + 1]), AHEAD.get(text[start : start + 2])
    if not begun and not ahead:
        return None
    found = begun and _first_over(text, start, begun)
    other = ahead and _first_over(text, start, ahead)
    found = max(found, other) if found and other else found or other
    return Refused(start, start - found[1] + found[0], "idiom") if found else None


def _first_over(text: str, start: int, words: tuple[tuple[str, int], ...]) -> tuple[int, int] | None:
    """The length of the first of ``words`` that has its sign of the place given at ``start``, and that place."""
    for word, place in words:
        if place <= start and text.startswith(word, start - place):
            return len(word), place
    return None
