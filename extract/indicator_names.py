"""One name for figures that measure the same thing in other words, and one family for what changes are reckoned from.

A name is made by rewriting and by nothing else: each row of ``tables/indicator_words.tsv`` puts other words of the same
meaning in the place of some. What no row touches stays as the article has it, so 男 and 女, 新增 and 累计, 总投资 and
完成投资 never fall together, and each step can be shown to whoever asks why two did.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from extract.quantities.units import UNITS
from extract.reading.folding import fold
from extract.tables import read_table

SHORTEST = 2  # characters that must be left of a name: 全市 alone says nothing
MARKS = regex.compile(r"[\s“”‘’\"'「」『』《》〈〉·]+")
OF = regex.compile(r"(?<=\p{Han})(?<![目标有众])的(?!士|确|\Z)(?=.)")  # 获批的企业 → 获批企业, but 目的, 标的
# One and the same when people are counted; 户 and 人次 count something else.
SAME_UNITS = {"名": "人", "位": "人", "个人": "人", "口": "人", "口人": "人"}


class Step(NamedTuple):
    """One rewriting of a name: these words became those."""

    wording: str
    name: str


class _Rule(NamedTuple):
    found: regex.Pattern
    wording: str
    name: str
    units: frozenset[str]


def _pattern(wording: str, at: str, unless: str) -> regex.Pattern:
    words = regex.escape(wording)
    bare = {"whole": rf"\A{words}\Z", "start": rf"\A{words}", "end": rf"{words}\Z", "any": words}[at]
    return regex.compile(bare + (rf"(?!{'|'.join(map(regex.escape, unless.split()))})" if unless else ""))


@cache
def _rules() -> tuple[_Rule, ...]:
    """Longer words go first: 进出口总额 is read before 出口总额."""
    rows = sorted(read_table("indicator_words", key="wording at"), key=lambda row: -len(row.wording))
    return tuple(
        _Rule(_pattern(row.wording, row.at, row.unless), row.wording, row.name, frozenset(row.units.split()))
        for row in rows
    )


@cache
def _touched() -> regex.Pattern:
    return regex.compile(r"\L<words>", words=[rule.wording for rule in _rules()])


def rewritten_words() -> tuple[str, ...]:
    """The words of which an indicator holds one if it has a name other than its own; of the table, and 的."""
    return (*dict.fromkeys(rule.wording for rule in _rules()), "的")


@cache
def _bases() -> tuple[tuple[regex.Pattern, str], ...]:
    return tuple((regex.compile(row.cue), row.family) for row in read_table("comparison_bases"))


def steps(indicator: str, unit: str) -> Iterator[tuple[str, Step]]:
    """Yield what an indicator becomes, rewriting by rewriting; nothing for one that is its own name.

    >>> [name for name, _ in steps("全市粮食总产量", "吨")]
    ['全市粮食产量', '粮食产量']
    """
    name = indicator
    for change in (lambda words: MARKS.sub("", fold(words)), lambda words: OF.sub("", words)):
        changed = change(name)
        if changed != name and changed:
            yield changed, Step(name, changed)
            name = changed
    # Every row shortens a name or brings it into the one form that no row touches; the bound is for a bad table.
    for _ in range(20):
        step = _first_step(name, unit)
        if step is None:
            return
        name, words = step
        yield name, words


def _first_step(name: str, unit: str) -> tuple[str, Step] | None:
    if not _touched().search(name):  # most names are their own
        return None
    for rule in _rules():
        if rule.wording not in name or (rule.units and unit not in rule.units):
            continue
        changed = rule.found.sub(rule.name, name, count=1)
        if changed != name and len(changed) >= SHORTEST:
            return changed, Step(rule.wording, rule.name)
    return None


@lru_cache(maxsize=1 << 17)
def name_of(indicator: str, unit: str) -> str:
    """The one name of an indicator; its own words where no row of the table knows better.

    >>> name_of("全省粮食总产量", "吨"), name_of("接待游客", "人次"), name_of("GDP", "元"), name_of("男生人数", "人")
    ('粮食产量', '游客人次', '生产总值', '男生')
    """
    name = indicator
    for name, _ in steps(indicator, unit):  # noqa: B007 - the last one is the name
        pass
    return name


def unit_family(unit: str) -> str:
    """What must agree for two figures to be compared: the base unit where there is one, else the unit.

    >>> unit_family("亩"), unit_family("名"), unit_family("人次")
    ('m2', '人', '人次')
    """
    known = UNITS.get(unit)
    return known.base if known and known.base else SAME_UNITS.get(unit, unit)


@cache
def basis_family(basis: str) -> str:
    """What a change is reckoned from, one word for the same thing; a basis of its own stays as it is.

    >>> basis_family("比上年同期"), basis_family("较上月"), basis_family("比去年"), basis_family("比全国")
    ('同比', '环比', '比上年', '比全国')
    """
    return next((family for cue, family in _bases() if cue.fullmatch(basis)), basis)
