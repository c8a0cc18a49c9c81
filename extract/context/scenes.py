"""The sentences of an article with the places in them settled: which place is in force where."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from extract.context.gazetteer import NATION, Unit, gazetteer
from extract.context.mentions import CLAUSE_END, ROW, clause_of, clause_starts

AMONG = re.compile(r"[“\s]?其中")
SUMMED = re.compile(r"等[^、]{0,6}$|等(?=[\d一二三四五六七八九十两百千万多余近约超上]+[^、]{0,1}$)")
ITEM = re.compile(r"[、和与及]|以及")
# 四川27人、云南5人; 向甲县调拨帐篷1500顶、向乙县调拨3000顶: an item that opens with a place, behind one with a figure.
NEXT_ITEM = re.compile(r"[^、]{0,60}[\d一二两三四五六七八九十][^、]{0,12}、[向对在给]?")
BRACKET = re.compile(r"[（(][^（()）]{0,300}[)）]")
HELD = re.compile(r"(?:平均)?(?:水平|值)?[（(]")  # 全国平均水平（7.0%）: between a place and its figure
DIGIT = re.compile(r"\d")
BY_START = attrgetter("start")
FAR = 400  # characters a figure looks back and on, in a sentence without end


class Spot(NamedTuple):
    """A settled mention, with the role that a ``Mention`` has, or locality for a village told before.

    ``passing``: it is what the article's place lies in, named by the way (入选全省百强): where
    it brings no figure, it holds for its clause only.
    A row (乌海市、包头市和鄂尔多斯市) is one spot: ``unit`` is what holds all its ``members``, if that is not 全国.
    """

    start: int
    end: int
    unit: Unit | None
    role: str
    leading: bool = False
    located: bool = False
    passing: bool = False
    members: tuple[Unit, ...] = ()


class Scene(NamedTuple):
    """A sentence's spots and clauses.

    ``topics[k]`` is the place in force where clause ``k`` begins, ``carried`` the one at the end. ``office``:
    where the first authority is; ``locality``: where the first village or estate is whose place the article told.
    ``brackets``: what is in brackets with a place in them or right before them; outside, nothing in them counts.
    """

    text: str
    spots: tuple[Spot, ...]
    clauses: tuple[int, ...]
    topics: tuple[Unit | None, ...]
    carried: Unit | None
    office: Unit | None
    locality: Unit | None
    brackets: tuple["Bracket", ...] = ()

    def unit_for(self, start: int, end: int) -> Unit | None:
        """The place the sentence gives the figure at ``text[start:end]``."""
        held = bisect_left(self.brackets, start, key=BY_START) - 1 if self.brackets else -1
        if held >= 0 and start < self.brackets[held].end and (unit := self.brackets[held].unit_for(start, end)):
            return unit
        return self._outside(start, end)

    def _outside(self, start: int, end: int) -> Unit | None:
        clause = clause_of(self.clauses, start)
        first = self.clauses[clause]
        last = self.clauses[clause + 1] if clause + 1 < len(self.clauses) else len(self.text)
        near = self._spots(max(first, start - FAR), min(last, end + FAR))
        before, behind = [], []
        for spot in near:
            if spot.unit is not None and (spot.role == "plain" or spot.role == "locality"):
                (before if spot.end <= start else behind if spot.start >= end else []).append(spot)
        return (
            self._shared(start)
            or next((spot.unit for spot in behind if spot.located), None)
            or (before and self._nearest(before, behind, start))
            or self.topics[clause]
        )

    def behind(self, start: int, end: int) -> Unit | None:
        """What its clause names only behind the figure: 300家企业来大足区投资."""
        if not self.spots:
            return None
        stop = CLAUSE_END.search(self.text, end, end + FAR)
        near = self._spots(end, stop.start() if stop else end + FAR)
        return next((spot.unit for spot in near if spot.role == "plain" and spot.unit), None)

    def _spots(self, first: int, last: int) -> tuple[Spot, ...]:
        if len(self.spots) == 1:
            return self.spots if first <= self.spots[0].start < last else ()
        low = bisect_left(self.spots, first, key=BY_START)
        return self.spots[low : bisect_left(self.spots, last, key=BY_START)]

    def _nearest(self, before: list[Spot], behind: list[Spot], start: int) -> Unit | None:
        """Of the spots of a clause before a figure: the topic, or what lies in it, or what the item of a list names.

        全国小麦生产第一大省河南: the nation gives way to what is named behind the figure.
        """
        item = self.text.rfind("、", before[0].end, start)
        if item >= 0 and SUMMED.search(self.text, before[-1].end, start):
            return _common(unit for spot in before for unit in members_of(spot))
        topic, nearest = before[0], before[-1]
        if len(before) > 1 and NEXT_ITEM.fullmatch(self.text, before[-2].end, nearest.start):
            return nearest.unit
        if nearest.unit is NATION and behind:
            return behind[0].unit
        here = nearest.unit.lies_in(topic.unit) or (nearest.unit is NATION and topic.unit.foreign)
        return nearest.unit if here else topic.unit  # 日本对华直接投资: what comes to China is counted in China

    def _shared(self, start: int) -> Unit | None:
        """The member of a row that the figure at ``start`` belongs to by 分别."""
        at = self.text.rfind("分别", max(0, start - FAR), start)
        if at < 0 or CLAUSE_END.search(self.text, at, start):
            return None
        row = next((spot for spot in reversed(self.spots) if spot.members and spot.end <= at), None)
        if row is None:
            return None
        stop = CLAUSE_END.search(self.text, start, start + FAR)
        items = ITEM.split(self.text[at : stop.start() if stop else start + FAR])
        index = len(ITEM.findall(self.text[at:start]))
        return row.members[index] if len(items) == len(row.members) else None


BARE = Scene("", (), (0,), (None,), None, None, None)  # of every sentence without a place


class Bracket(NamedTuple):
    """A bracket ``text[start:end]`` of a sentence, marks and all: the scene in it, and the place it stands behind."""

    start: int
    end: int
    scene: Scene
    behind: Unit | None

    def unit_for(self, start: int, end: int) -> Unit | None:
        """The place the bracket gives the sentence's figure at ``start`` to ``end``: 云南 to 3例 of （云南3例）."""
        return self.scene.unit_for(start - self.start - 1, end - self.start - 1) or self.behind


def join_rows(text: str, spots: list[Spot]) -> tuple[Spot, ...]:
    """Neighbouring plain spots with 、 or 和 between them, as one."""
    if len(spots) == 1:
        return (spots[0],)
    joined: list[Spot] = []
    for spot in spots:
        before = joined[-1] if joined else None
        if before and before.role == spot.role == "plain" and ROW.fullmatch(text, before.end, spot.start) and spot.unit:
            joined[-1] = _row(before, spot)
        else:
            joined.append(spot)
    return tuple(joined)


def _row(before: Spot, spot: Spot) -> Spot:
    members = (*members_of(before), *members_of(spot))
    return Spot(before.start, spot.end, _common(members), "plain", before.leading, before.located, False, members)


def _common(units: Iterable[Unit]) -> Unit | None:
    """The narrowest unit that holds all ``units``; ``None`` where that is no province or less."""
    around = [set(gazetteer().around(unit)) for unit in units]
    shared = set.intersection(*around) if around else set()
    return max(shared, key=lambda unit: len(unit.key), default=None)


def members_of(spot: Spot) -> tuple[Unit, ...]:
    return spot.members or ((spot.unit,) if spot.unit else ())


def set_scene(text: str, spots: tuple[Spot, ...]) -> Scene:
    """The scene of a sentence, with one of its own for each bracket that a place stands in or before."""
    spans = [match.span() for match in BRACKET.finditer(text)] if "（" in text or "(" in text else []
    if not spans:
        return _flat(text, spots)
    brackets = tuple(_brackets(text, spots, spans))
    ends = [0, *(end for _, end in spans)]
    outer = (spot for spot in spots if ends[bisect_left(spans, (spot.start,))] <= spot.start)
    return _flat(text, tuple(outer))._replace(brackets=brackets)


def _brackets(text: str, spots: tuple[Spot, ...], spans: list[tuple[int, int]]) -> Iterator[Bracket]:
    for start, end in spans:
        first = bisect_left(spots, start, key=BY_START)
        last = bisect_left(spots, end, key=BY_START)
        behind = None
        if first and HELD.fullmatch(text, spots[first - 1].end, start + 1):
            behind = spots[first - 1].unit
        if first < last or behind is not None:
            moved = (_moved(spot, start + 1) for spot in spots[first:last])
            yield Bracket(start, end, _flat(text[start + 1 : end - 1], tuple(moved)), behind)


def _moved(spot: Spot, by: int) -> Spot:
    return spot._replace(start=spot.start - by, end=spot.end - by)


def _flat(text: str, spots: tuple[Spot, ...]) -> Scene:
    clauses = clause_starts(text)
    topics = tuple(_topics(text, clauses, spots))
    office = next((spot.unit for spot in spots if spot.role == "office" and spot.unit), None)
    locality = next((spot.unit for spot in spots if spot.role == "locality"), None)
    return Scene(text, spots, clauses, topics[:-1], topics[-1], office, locality)


def _topics(text: str, clauses: tuple[int, ...], spots: tuple[Spot, ...]) -> Iterator[Unit | None]:
    """The place in force at the start of each clause, and at the end.

    What 其中 names, and what stands in a row of clauses with it (其中上海10个，江苏8个), holds until a semicolon.
    """
    topic = main = None
    among = False
    at = 0
    opened = "其中" in text
    for first, last in zip(clauses, [*clauses[1:], len(text)], strict=True):
        if first and text[first - 1] in "；;":
            topic, among = main, False
        yield topic
        among = among or (opened and bool(AMONG.match(text, first)))
        until = at
        while until < len(spots) and spots[until].start < last:
            until += 1
        if until == at:
            continue
        chosen = _chosen(text[first:last], spots[at:until], first, topic)
        at = until
        if chosen is not None:
            topic = chosen
            main = main if among else chosen
    yield main


def _chosen(clause: str, spots: tuple[Spot, ...], first: int, topic: Unit | None) -> Unit | None:
    """The place a clause puts in force: where it says something is, else what it opens with, else its first.

    The last only if nothing is in force, and not in a list (确保…、北镇内燃机扩产等项目投产).
    """
    plain = [spot for spot in spots if spot.role == "plain" and spot.unit]
    located = next((spot for spot in plain if spot.located), None)
    leading = next((spot for spot in plain if spot.leading), None)
    local = next((spot.unit for spot in spots if spot.role == "locality"), None)
    if (subject := located or leading) is not None:
        return _narrowed(subject, plain, first + len(clause))
    if local or topic or not plain or "、" in clause[: plain[0].start - first]:
        return local
    words = clause[plain[0].end - first :]
    if plain[0].passing and len(words) > 1 and not DIGIT.search(words):
        return None
    return plain[0].unit


def _narrowed(subject: Spot, plain: list[Spot], last: int) -> Unit | None:
    """Its unit, or the part of it that comes right behind (该市内丘县) or ends the clause (在青海的种植区贵南县)."""
    for spot in plain:
        ends = subject.located and spot.end >= last - 1
        if spot.start >= subject.end and spot.unit.lies_in(subject.unit) and (spot.start == subject.end or ends):
            return spot.unit
    return subject.unit
