"""Which signs can stand at the edge of what a pattern matches, so that a rule is tried only where it may fit.

A number is held against a hundred rules, and few of them can fit what stands beside it. What a rule needs there is read
off its pattern, never written down a second time; where the pattern leaves it open, any sign will do.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from re import _constants as op
from re import _parser  # private, but as old as `re`; a pattern that it cannot read is tried everywhere
from typing import Any, NamedTuple

FORWARD, BACKWARD = 1, -1
MOST = 50_000  # neighbourhoods of numbers that are remembered: news has some thousands
WIDEST = 300  # a range of more signs than this is any sign
PARTS = "0123456789零〇一二两三四五六七八九十百千万亿半., "  # of numbers, with the blanks between number and unit
PARTS_OF_NUMBER = re.compile(f"[{PARTS}]*")
PROPERTY = re.compile(r"\\[pP]\{\w+\}")  # \p{Han} is not known to `re`; \w is as open here
CATEGORIES = {
    op.CATEGORY_DIGIT: "0123456789",
    op.CATEGORY_SPACE: "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace()),
}
BORDERS = {FORWARD: (op.AT_END, op.AT_END_STRING), BACKWARD: (op.AT_BEGINNING, op.AT_BEGINNING_STRING)}


class Edge(NamedTuple):
    """The signs that may stand at an edge, ``""`` for the border of the text; ``open`` where any sign may.

    ``passed`` is true where a pattern may be through without any of them.
    """

    signs: frozenset[str] = frozenset()
    open: bool = False
    passed: bool = False

    def admits(self, sign: str) -> bool:
        return self.open or self.passed or sign in self.signs


def first_sign(pattern: str, skip: str = "", flags: int = 0) -> Edge:
    r"""The signs that a match of ``pattern`` may start with, once those of ``skip`` are passed over.

    >>> sorted(first_sign("[一二]?(?:年|月)(?=底)").signs), sorted(first_sign(r"(?:1?\d)月|半", "0123456789").signs)
    (['一', '二', '年', '月'], ['半', '月'])
    """
    return _read(pattern, flags, lambda nodes: _run(nodes, FORWARD, frozenset(skip)))


def last_sign(pattern: str, flags: int = 0) -> Edge:
    """The signs that a match of ``pattern`` may end with.

    >>> sorted(last_sign(r"(?:增长|提高)了?").signs), last_sign(r"新增\\p{Han}*").admits("天")
    (['了', '长', '高'], True)
    """
    return _read(pattern, flags, lambda nodes: _run(nodes, BACKWARD, frozenset()))


def sign_before(pattern: str, flags: int = 0) -> Edge:
    """The signs that a match of ``pattern`` may stand after, as the lookbehind that it starts with demands.

    >>> sorted(sign_before("(?<=第|前)[一二]").signs), sign_before("(?<=第)一|二").admits("")
    (['前', '第'], True)
    """
    return _read(pattern, flags, _before)


class Fitting:
    """Things in order, of which only those are tried whose patterns admit the signs beside a number.

    ``thing`` gives the thing of the k-th pattern; it is asked when a number first may fit it, so that most of the rules
    need not be compiled before the first text is read.
    """

    def __init__(self, patterns: Sequence[str], thing: Callable[[int], Any], flags: int = 0) -> None:
        edges = [_beside_number(pattern, flags) for pattern in patterns]
        self._before, self._first, self._after = map(admitted, zip(*edges, strict=True))
        self._thing = cache(thing)
        self._chosen: dict[tuple[str, str, str], tuple] = {}

    def beside(self, signs: tuple[str, str, str]) -> tuple:
        """The things that may fit the number beside which ``signs`` stand, as ``signs_beside`` finds them."""
        found = self._chosen.get(signs)
        return self._choose(*signs) if found is None else found

    def _choose(self, before: str, first: str, after: str) -> tuple:
        fitting = self._before(before) & self._first(first) & self._after(after)
        places = tuple(place for place in range(fitting.bit_length()) if fitting >> place & 1)
        if len(self._chosen) >= MOST:  # a text may hold any sign there is
            self._chosen.clear()
        found = self._chosen[before, first, after] = tuple(map(self._thing, places))
        return found


def signs_beside(text: str, start: int) -> tuple[str, str, str]:
    """The sign before the number at ``start``, the one it starts with, and the one after all that may be part of it.

    >>> signs_beside("约3000多万人", 1)
    ('约', '3', '多')
    """
    after = PARTS_OF_NUMBER.match(text, start).end()
    return text[start - 1] if start else "", text[start], text[after : after + 1]


def _beside_number(pattern: str, flags: int) -> tuple[Edge, Edge, Edge]:
    return sign_before(pattern, flags), first_sign(pattern, flags=flags), first_sign(pattern, PARTS, flags)


def admitted(edges: Sequence[Edge]) -> Callable[[str], int]:
    """A function that tells for a sign which of ``edges`` admit it: bit k is that of the k-th."""
    return cache(lambda sign: sum(1 << place for place, edge in enumerate(edges) if edge.admits(sign)))


def _read(pattern: str, flags: int, find) -> Edge:
    try:
        return find(_parsed(pattern, flags))
    except re.error:
        return Edge(open=True)


@lru_cache(maxsize=1)
def _parsed(pattern: str, flags: int) -> list[tuple]:
    return list(_parser.parse(PROPERTY.sub(r"\\w", pattern), flags))


def _run(nodes: Sequence[tuple], way: int, skip: frozenset[str]) -> Edge:
    """The edge of nodes one after another: that of the first, and of the next as far as those before may be passed."""
    signs = frozenset()
    for node in nodes[::way]:
        edge = _edge(*node, way, skip)
        signs |= edge.signs
        if edge.open or not edge.passed:
            return Edge(signs, edge.open)
    return Edge(signs, passed=True)


def _edge(kind, value, way: int, skip: frozenset[str]) -> Edge:
    """The edge of one node; a look at the other side of the edge is passed."""
    match kind:
        case op.LITERAL:
            return _one_of(chr(value), skip)
        case op.IN:
            return _class(tuple(value), skip)
        case op.SUBPATTERN | op.ATOMIC_GROUP:
            return _run(value[-1] if kind is op.SUBPATTERN else value, way, skip)
        case op.BRANCH:
            return _either(_run(branch, way, skip) for branch in value[1])
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
            edge = _run(value[2], way, skip)
            return edge._replace(passed=edge.passed or value[0] == 0)
        case op.ASSERT if value[0] == way:
            edge = _run(value[1], way, skip)
            return Edge(passed=True) if edge.passed else edge
        case op.AT if value in BORDERS[way]:
            return Edge(frozenset([""]))
        case op.AT | op.ASSERT | op.ASSERT_NOT:
            return Edge(passed=True)
    return Edge(open=True)


def _either(edges: Iterable[Edge]) -> Edge:
    edges = tuple(edges)
    signs = frozenset().union(*(edge.signs for edge in edges))
    return Edge(signs, any(edge.open for edge in edges), any(edge.passed for edge in edges))


def _one_of(signs: Iterable[str], skip: frozenset[str]) -> Edge:
    signs = frozenset(signs)
    return Edge(signs - skip, passed=bool(signs & skip))


@cache
def _class(members: tuple, skip: frozenset[str]) -> Edge:
    signs = set()
    for kind, value in members:
        if kind is op.LITERAL:
            signs.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] <= WIDEST:
            signs.update(map(chr, range(value[0], value[1] + 1)))
        elif kind is op.CATEGORY and value in CATEGORIES:
            signs.update(CATEGORIES[value])
        else:
            return Edge(open=True)
    return _one_of(signs, skip)


def _before(nodes: Sequence[tuple]) -> Edge:
    """What stands before nodes one after another: as the first says that looks back before a sign is taken."""
    for kind, value in nodes:
        if kind is op.ASSERT and value[0] == BACKWARD:
            return _run(value[1], BACKWARD, frozenset())
        if kind is op.BRANCH:
            return _either(map(_before, value[1]))
        if kind is op.SUBPATTERN:
            return _before(value[-1])
        if kind not in (op.ASSERT, op.ASSERT_NOT):
            break
    return Edge(open=True)
