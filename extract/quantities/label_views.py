"""A quantity with the words around it: what every rule for its label is given."""

from collections.abc import Callable
from typing import NamedTuple

import regex

from extract.quantities import brackets
from extract.quantities.changes import Change
from extract.quantities.labels import WEAK, last_clause, subject_of, subject_words
from extract.quantities.refusals import Refused
from extract.quantities.spans import Quantity
from extract.quantities.things import without_predicate

STOPS = frozenset("。；！？")
CLAUSE = regex.compile(r"([，；：。！？])")
IN_IT = regex.compile(r"(?:当?中|里|方面|上|期间|时|后|者当中)$")  # 全省直接经济损失当中，郑州市为409亿元
# 为了扩大销路，他们投资5万元: a clause that gives a purpose, a ground or a source names no subject
ASIDE = regex.compile(
    r"(?:但|而|也)?(?:为了|为进一步|由于|因为|随着|通过|根据|按照|如果|虽然|尽管|除了|面对|针对|经过|据|在.{1,12}下$|[分从按][^，]{1,8}[看分]$|\p{Han}{2,4}不[大小多少高低]$|的(?:基础|情况|前提|背景|条件|形势)[上下]$)"
)
IS_WHAT = regex.compile(  # 该楼|为砖混结构, 厂房|坐落于园区内
    r"(?P<it>\p{Han}{2,10})(?:(?<![行作认以人分因较成称名改变更])为(?![了民主])|[坐座]落[于在]|位于|地处)\p{Han}{3}"
)
ONLY_WHEN = regex.compile(r"[^，；]{0,4}；[，\s]*")  # 1949年产值5亿元；2018年，|2万亿元: the date is left out
FIGURE = regex.compile(r"\d|[一二两三四五六七八九十百千万亿][个名人户家座条万亿元成分]")
LISTED = regex.compile(r"\p{Han}{0,10}(?:、|和|及)")
# What is left of 第|三季度, 前|三季度, 第一、|二季度 and 上|半年 when the rest is cut out.
OTHER_UNIT = regex.compile(r"^[（(]\p{Han}{1,2}[）)](?=\p{Han}{2})")  # 1.2万床（件）|衣被
ONE_OF = regex.compile(
    r"^一(?:公?斤|吨|亩|[个只头株棵袋箱筐件瓶桶盒份张间晚天年月次位名户人升]|平方米?)(?=[，。；、！？]|$)"
)
HALF = regex.compile(r"(?r)(?:第(?:[一二三四\d]、)?|前|近|头|(?<![以])上|下)")
COUNTED = regex.compile(r"(?:[一二三四]、)?[一二两三四五六七八九十半\d]+个?(?:季度|半年|年|月)")


class Words(NamedTuple):
    """The words of a sentence, its quantities, and the numbers in it that only say when."""

    text: str
    quantities: list[Quantity]
    when: list[Refused]

    def between(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` without dates and periods."""
        if not self.when:
            return self.text[start:end]
        words, place = [], start
        for item in self.when:
            if place <= item.start and item.end <= end:
                half = HALF.match(self.text, place, item.start) if COUNTED.match(self.text, item.start) else None
                words.append(self.text[place : half.start() if half else item.start])
                place = item.end
        return "".join(words) + self.text[place:end]


class _Asked:
    """A property that is worked out when first asked: ``functools.cached_property`` without the lock it had to 3.11."""

    def __init__(self, work: Callable) -> None:
        self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

    def __get__(self, view, owner=None):
        found = view.__dict__[self.name] = self.work(view)
        return found


class View:
    """A quantity as its label sees it; what only some rules ask for is worked out when one asks.

    ``left`` are the words from the quantity before (or the sentence's start) to the words that lead into this one,
    ``right`` those from its end to the next quantity; dates are left out of both. ``inside`` stands between
    approximator and number, ``kind`` and ``unit`` are the quantity's; ``changed`` is true for the amount of a change or
    a gap, and ``led`` the words that lead into it. ``held`` is true in a bracket behind what a figure is held against,
    and ``last`` is the sign that the quantity ends with (9金).
    """

    def __init__(self, words: Words, figures: list, index: int, change: Change) -> None:
        text, quantity = words.text, words.quantities[index]
        kind = quantity.unit.kind
        following = words.quantities[index + 1].start if index + 1 < len(words.quantities) else len(text)
        self._words, self._figures, self._index = words, figures, index
        self._floor = figures[-1].quantity.end if figures else 0
        lead = max(self._floor, change.cue)
        left = words.between(self._floor, lead)
        self.left = ONE_OF.sub("", left) if left[:1] == "一" else left
        right = words.between(quantity.end, following)
        self.right = _without_unit(right) if right[:1] in ("（", "(", "一") else right
        self.inside = text[quantity.start : quantity.number]
        self.kind = "count" if kind == "rank" and quantity.rule != "rank" else kind  # 15位专家
        self.unit = quantity.unit.name
        self.changed = change.measure != "level"
        self.led = text[lead : quantity.start]
        self.last = text[quantity.end - 1]
        self.held = brackets.held(text, quantity)

    @_Asked
    def own_words(self) -> str:
        """The words that end ``left`` in the place of its subject, though they be a mere verb: 共排查."""
        return subject_words(self.left)

    @_Asked
    def own(self) -> str:
        """The noun that ends ``left``, as ``subject_of`` finds it."""
        return "" if WEAK.fullmatch(self.own_words) else self.own_words

    @_Asked
    def clause(self) -> str:
        """The last clause of ``left``."""
        return last_clause(self.left)

    @_Asked
    def topic(self) -> str:
        """What the clauses since the quantity before speak of."""
        return _thing(_clauses(self.left)[:-1])

    @_Asked
    def subject(self) -> str:
        """What the clauses up to the quantity before speak of."""
        before = self._words.between(0, self._floor)
        return _thing([clause for clause in _clauses(before) if not FIGURE.search(clause)])

    @_Asked
    def inherited(self) -> str:
        """The label of the quantity before, unless a full stop or a semicolon stands between."""
        start = self._words.quantities[self._index].start
        stopped = not STOPS.isdisjoint(self._words.text[self._floor : start])
        if not self._figures or (stopped and not ONLY_WHEN.fullmatch(self.left)):
            return ""
        return brackets.outside(self._words.text, self._figures, start).indicator

    @_Asked
    def whole(self) -> str:
        """The label of the quantity before, or, where that is a share, of the one that the share is of."""
        figures = self._figures
        if len(figures) < 2 or not self.inherited.endswith(("比例", "比重", "占比")):
            return self.inherited
        share, held = figures[-1], figures[-2]
        between = self._words.text[held.quantity.end : share.quantity.start]
        of_it = share.quantity.unit.kind == "share" and share.change.measure == "level" and STOPS.isdisjoint(between)
        return held.indicator if of_it and held.quantity.unit.kind != "share" else self.inherited

    @_Asked
    def before(self) -> str:
        """The label of the nearest quantity before that is of the same kind."""
        kind = self._words.quantities[self._index].unit.kind
        alike = (figure for figure in reversed(self._figures) if figure.quantity.unit.kind == kind)
        return next((figure.indicator for figure in alike), "")

    @_Asked
    def listed(self) -> str:
        """The unit of the quantity before, where both are in one list: 8个村民小组、460户."""
        if not self._index:
            return ""
        before, here = self._words.quantities[self._index - 1 : self._index + 1]
        return before.unit.name if LISTED.fullmatch(self._words.text, before.end, here.start) else ""


def _without_unit(right: str) -> str:
    """``right`` without a unit that still belongs to the number: 1.2万床|（件）衣被, 3元|一斤."""
    return ONE_OF.sub("", OTHER_UNIT.sub("", right))


def _clauses(words: str) -> list[str]:
    """The clauses of ``words``; one that a colon ends is who says it, or a heading, and is left out."""
    parts = CLAUSE.split(words.rstrip(" ：　"))
    ends = [*parts[1::2], ""]
    return ["" if end == "：" else clause for clause, end in zip(parts[::2], ends, strict=True)]


def _thing(clauses: list[str]) -> str:
    """The nearest of ``clauses`` that names a thing."""
    for clause in reversed(clauses):
        if ASIDE.match(clause):
            continue
        if is_what := IS_WHAT.match(clause):
            clause = is_what["it"]
        if noun := subject_of(IN_IT.sub("", clause)):
            return without_predicate(noun)
    return ""
