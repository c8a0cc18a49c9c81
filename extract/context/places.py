"""Where a figure is: the place that its clause, sentence, paragraph, article or document names, in this order."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from extract.context.gazetteer import NATION, Unit, gazetteer
from extract.context.homes import Home, home_of
from extract.context.scenes import BARE, Scene
from extract.context.stories import Story, read_story
from extract.reading.documents import Article, Document

ATTRIBUTION = re.compile(r"^[”\s]?[^，。；]{0,30}(?:介绍|说|表示|告诉|坦言|透露|称)")


@dataclass(frozen=True, slots=True)
class Place:
    """The most specific unit of county level or above, 全国, or a country, by its official name of today.

    ``adcode``: six digits, ``""`` for areas, countries and 全国. ``city`` is a unit of prefecture level: empty in a
    municipality (重庆市 is the province of 大足区) and in a county directly under its province (济源市).
    """

    name: str
    adcode: str
    province: str
    city: str
    district: str


@dataclass(frozen=True, slots=True)
class Located:
    """A figure's place, ``None`` if unknown, and what it was inferred from.

    ``basis``: sentence, paragraph, section or document; ``""`` where there is no place.
    """

    place: Place | None
    basis: str


NOWHERE = Located(None, "")


@cache
def place_of(unit: Unit) -> Place:
    """``unit`` with what it lies in.

    >>> place_of(gazetteer().units["500111"])
    Place(name='大足区', adcode='500111', province='重庆市', city='', district='大足区')
    """
    levels = {around.level: around.name for around in gazetteer().around(unit)}
    district = levels.get("county", levels.get("area", ""))
    return Place(unit.name, unit.adcode, levels.get("province", ""), levels.get("city", ""), district)


def place_reader(document: Document, article: Article) -> Callable[[int, int, int], Located]:
    """A function that gives a figure's place by its sentence's index in ``article`` and its span in that sentence.

    All that the article says is read here once, so that asking is cheap. A name that fits several places is settled
    by the places around it, the document's title and its publisher; where they do not settle it, it is no evidence.
    """
    home = home_of(document)
    story = read_story(article, home)
    fallback = tuple(_fallback(article, home, story))
    bare: dict[int, Located] = {}  # of a sentence that names no place, by its index: the same for all its figures

    def locate(index: int, start: int, end: int) -> Located:
        scene = story.scenes[index]
        if scene is BARE:
            if index not in bare:
                bare[index] = _first(
                    chain(_carried(home, story, index), _around(article, home, story, index), fallback)
                )
            return bare[index]
        unit = scene.unit_for(start, end)
        if unit is not None:
            return located_in(unit, "sentence")
        weakly = _weakly(scene, home, start, end)
        return _first(chain(_carried(home, story, index), weakly, _around(article, home, story, index), fallback))

    return locate


@cache
def located_in(unit: Unit, basis: str) -> Located:
    """A figure that is in ``unit``."""
    return Located(place_of(unit), basis)


def _first(held: Iterable[tuple[Unit | None, str]]) -> Located:
    return next((located_in(unit, basis) for unit, basis in held if unit is not None), NOWHERE)


def _carried(home: Home, story: Story, index: int) -> Iterator[tuple[Unit | None, str]]:
    """What the paragraph has in force before a sentence; a government's report goes from one place to the next."""
    held = story.paragraphs[story.numbers[index]]
    if index > held.first and not home.report:
        yield held.carried_to(index - held.first - 1, story.scenes[index - 1]), "paragraph"


def _weakly(scene: Scene, home: Home, start: int, end: int) -> Iterator[tuple[Unit | None, str]]:
    """The place of the sentence's authority, in the title's place if there is one, or what stands behind the figure."""
    if scene.office is not None and (home.title is None or scene.office.lies_in(home.title)):
        yield scene.office, "sentence"
    if home.title is None:
        yield scene.behind(start, end), "sentence"


def _around(article: Article, home: Home, story: Story, index: int) -> Iterator[tuple[Unit | None, str]]:
    """What the paragraph says of a sentence's place, then what is in force after the paragraphs before it.

    In a paragraph: the place of the speaker behind the sentence, or a village's.
    """
    held = story.paragraphs[story.numbers[index]]
    if index + 1 < held.last and ATTRIBUTION.match(article.sentences[index + 1].text):
        speaker = story.scenes[index + 1]
        yield speaker.carried or speaker.office, "paragraph"
    if not home.report:
        yield held.locality, "paragraph"
    if held.first and home.title is None:
        yield story.running[held.first - 1], "section"


def _fallback(article: Article, home: Home, story: Story) -> Iterator[tuple[Unit | None, str]]:
    """What holds for every figure of the article that nothing nearer places, the first that there is.

    Where no place is named at all: the publisher's home (a county's paper), else where the report was sent from, else
    全国 if a ministry or the national broadcast reports, else none: 我市 of an unknown paper is not the country.
    """
    yield story.heading, "section"
    if not _is_own(article, home):
        yield story.most, "section"
    yield home.title, "document"
    yield home.most, "document"
    yield home.publisher, "document"
    yield story.dateline, "section"
    yield (NATION if home.national else None), "document"


def _is_own(article: Article, home: Home) -> bool:
    """Is the document's title this article's? So it is where the article has no other heading."""
    return article.section in ("", home.words)
