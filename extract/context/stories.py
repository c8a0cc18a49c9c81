"""The places of an article, sentence after sentence: what is in force where, and what 全市, 该县 and 当地 point at."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from extract.context.gazetteer import Unit, gazetteer
from extract.context.homes import Home, most_named, title_unit
from extract.context.localities import locality_pattern
from extract.context.mentions import Mention, find_mentions
from extract.context.scenes import BARE, Scene, Spot, join_rows, set_scene
from extract.reading.documents import Article, Sentence
from extract.reading.folding import fold

LIKE = ("像", "如")  # 全国像五四小区这样的小区
KINDS = "省市县区州盟旗"


class Paragraph(NamedTuple):
    """The sentences from ``first`` up to ``last``, which is the next paragraph's.

    ``carried``: after each sentence, the place last put in force in the paragraph; ``locality``: where the first
    village or estate named in it is.
    """

    first: int
    last: int
    carried: tuple[Unit | None, ...]
    locality: Unit | None

    def carried_to(self, before: int, scene: Scene) -> Unit | None:
        """What holds behind sentence ``before``, which is ``scene``: its own place, or that of the opening sentence.

        What a sentence in the middle names holds for the next one and no further.
        """
        return self.carried[before] if scene.carried or self.carried[before] == self.carried[0] else self.carried[0]


class Story(NamedTuple):
    """The scenes of an article in order, with what the article as a whole says of its place.

    ``running``: the place in force after each scene; ``numbers``: of each scene its paragraph in ``paragraphs``;
    ``heading``, ``most``, ``dateline``: the heading's place, the one named most, and the reporter's.
    """

    scenes: tuple[Scene, ...]
    running: tuple[Unit | None, ...]
    paragraphs: tuple[Paragraph, ...]
    numbers: tuple[int, ...]
    heading: Unit | None
    most: Unit | None
    dateline: Unit | None


def read_story(article: Article, home: Home) -> Story:
    """The scenes of ``article``; cost grows in proportion to its text."""
    found = [_mentions(sentence.text, home) for sentence in article.sentences]
    heading = title_unit(find_mentions(fold(article.section)), home.meanings)
    pattern = locality_pattern(home.localities)
    trail = Trail(heading or home.title or home.most or home.publisher)
    scenes: list[Scene] = []
    running: list[Unit | None] = []
    for sentence, mentions in zip(article.sentences, found, strict=True):
        spots = [_spot(mention, home, trail) for mention in mentions]
        if pattern is not None:
            spots = _with_localities(sentence.text, spots, pattern, home.localities)
        scene = set_scene(sentence.text, join_rows(sentence.text, spots)) if spots else BARE
        scenes.append(scene)
        trail.end_sentence(scene.carried)
        running.append(trail.now)
    spots = [spot for scene in scenes for spot in scene.spots]
    dateline = next((spot.unit for spot in spots if spot.role == "dateline"), None)
    most = most_named(Counter(spot.unit for spot in spots if spot.unit and spot.role in ("plain", "office")))
    paragraphs = tuple(_paragraphs(article.sentences, scenes))
    numbers = tuple(number for number, held in enumerate(paragraphs) for _ in held.carried)
    return Story(tuple(scenes), tuple(running), paragraphs, numbers, heading, most, _away(dateline))


def _mentions(text: str, home: Home) -> tuple[Mention, ...]:
    """The mentions of a sentence, which its document has found already unless its articles cut it otherwise."""
    found = home.found.get(text)
    return find_mentions(text) if found is None else found


class Trail:
    """The place in force as an article goes on: what 全市, 该县 and 当地 mean."""

    def __init__(self, home: Unit | None) -> None:
        self.now: Unit | None = None
        self.before: Unit | None = None  # in force when the sentence began
        self.home = home

    def follow(self, unit: Unit | None) -> None:
        """Go on with ``unit`` in force."""
        if unit is None:
            return
        self.now = unit

    def end_sentence(self, carried: Unit | None) -> None:
        """Go on with what the sentence put in force, or the one before it."""
        self.now = self.before
        if carried is not None:
            self.follow(carried)
            self.before = carried

    def is_inside(self, unit: Unit) -> bool:
        """Is what the article or its sentence tells of a part of ``unit``?"""
        return any(own is not None and own is not unit and own.lies_in(unit) for own in (self.now, self.home))

    def pointed(self, kind: str) -> Unit | None:
        """The place that 全, 该 or 我 and ``kind`` point at; 此 for 当地, 到 for 来到这里, 合 for what holds a row."""
        if kind == "合":
            return next(iter(gazetteer().around(self.now)[1:]), None) if self.now else None
        if kind in "此到":  # 大足区的学员来到这里: to where the sentence before was
            here = self.before if kind == "到" else self.now
            narrower = self.home is not None and (here is None or self.home.lies_in(here))
            return self.home if narrower else here
        # 我市 is the paper's, 该市 the last
        order = (self.home, self.now) if kind[0] == "我" else (self.now, self.home)
        kind = kind[-1]
        held = (_kinds(unit).get(kind) for unit in order if unit is not None)
        near = next((unit for unit in held if unit is not None), None)
        own = _kinds(self.home).get(kind) if self.home is not None else None
        return own if own is not None and near is not None and near.lies_in(own) else near  # 宜都市…。全市: of 宜昌市


@cache
def _kinds(unit: Unit) -> dict[str, Unit]:
    """What 全省, 全市, 该县 and the like mean in ``unit``, by their kind."""
    around = gazetteer().around(unit)
    found = ((kind, next((held for held in around if held.has_kind(kind)), None)) for kind in KINDS)
    return {kind: held for kind, held in found if held is not None}


def _spot(mention: Mention, home: Home, trail: Trail) -> Spot:
    unit = trail.pointed(mention.kind) if mention.kind else home.meanings.settle(mention)
    role = "aside" if unit is not None and _is_elsewhere(unit, mention, home, trail) else mention.role
    if role == "plain":
        trail.follow(unit)
    pointing = bool(mention.kind) or home.report
    passing = pointing and role == "plain" and unit is not None and not mention.leading and trail.is_inside(unit)
    return Spot(mention.start, mention.end, unit, role, mention.leading, mention.located, passing)


def _is_elsewhere(unit: Unit, mention: Mention, home: Home, trail: Trail) -> bool:
    """Does the article's own place make it another's: where a firm or guest comes from, or what it is a part of?

    A country in an article about a place in China mostly is the former. 泾县位于宣城市西部 and 云南省工信委 in the
    news of 富源县 tell of 泾县 and 富源县.
    """
    local = home.title is not None and home.title.level != "country"
    if local and unit.foreign:
        return not mention.located
    return (mention.role == "office" or mention.lying) and trail.is_inside(unit)


def _with_localities(text: str, spots: list[Spot], pattern: re.Pattern[str], placed: dict[str, Unit]) -> list[Spot]:
    """The spots, and one more for each village or estate told before that no spot covers or touches."""
    matches = list(pattern.finditer(text))
    if not matches:
        return spots
    taken = {at for spot in spots for at in range(spot.start, spot.end + 1)}
    more = [
        Spot(match.start(), match.end(), placed[match[0]], "locality")
        for match in matches
        if match.start() not in taken and text[match.start() - 1 : match.start()] not in LIKE
    ]
    return sorted([*spots, *more], key=lambda spot: spot.start)


def _paragraphs(sentences: tuple[Sentence, ...], scenes: list[Scene]) -> Iterator[Paragraph]:
    first = 0
    for last in range(1, len(sentences) + 1):
        if last < len(sentences) and sentences[last].paragraph == sentences[first].paragraph:
            continue
        held = scenes[first:last]
        if all(scene is BARE for scene in held):
            nothing = (None,) * (last - first)
            yield Paragraph(first, last, nothing, None)
        else:
            carried = tuple(accumulate((scene.carried for scene in held), _latest))
            locality = next((scene.locality for scene in held if scene.locality), None)
            yield Paragraph(first, last, carried, locality)
        first = last


def _latest(before: Unit | None, now: Unit | None) -> Unit | None:
    return now or before


def _away(dateline: Unit | None) -> Unit | None:
    """The dateline's place, but not 北京: that is where the agencies write about the whole country."""
    return None if dateline is not None and dateline.name == "北京市" else dateline
