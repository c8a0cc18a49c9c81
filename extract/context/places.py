"""Where a figure is: the place that its clause, sentence, paragraph, article or document names, in this order."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.context.gazetteer import Unit, gazetteer
from extract.context.homes import Home, home_of
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
    fallback = _fallback(article, home, story)

    def locate(index: int, start: int, end: int) -> Located:
        for unit, basis in _evidence(article, home, story, fallback, (index, start, end)):
            if unit is not None:
                return Located(place_of(unit), basis)
        return NOWHERE

    return locate


def _evidence(
    article: Article,
    home: Home,
    story: Story,
    fallback: tuple[tuple[Unit | None, str], ...],
    figure: tuple[int, int, int],
) -> Iterator[tuple[Unit | None, str]]:
    index, start, end = figure
    yield story.scenes[index].unit_for(start, end), "sentence"
    for unit in _paragraph(article, home, story, index):
        yield unit, "paragraph"
    if story.heading is None and not _own_title(article, home):
        yield _earlier(story, index), "section"
    yield from fallback


def _paragraph(article: Article, home: Home, story: Story, index: int) -> Iterator[Unit | None]:
    """The place in force before the sentence, then a speaker's behind it, then a village's in the paragraph."""
    scenes, sentences = story.scenes, article.sentences
    first, last = story.paragraph(index)
    if not home.report:
        for before in range(index - 1, first - 1, -1):
            yield scenes[before].carried
    if index + 1 < last and ATTRIBUTION.match(sentences[index + 1].text):
        yield scenes[index + 1].carried
        yield scenes[index + 1].office
    for near in range(first, last):
        yield scenes[near].locality
    if not home.report:
        for before in range(index - 1, first - 1, -1):
            yield scenes[before].office


def _earlier(story: Story, index: int) -> Unit | None:
    """The place in force at the end of the paragraphs before, in the same article."""
    first, _ = story.paragraph(index)
    return story.running[first - 1] if first else None


def _own_title(article: Article, home: Home) -> bool:
    """Is the document's title this article's? So it is where the article has no other heading, or is all there is."""
    if home.title is None or article.section in ("", home.words):
        return home.title is not None
    return sum(len(sentence.text) for sentence in article.sentences) > 0.8 * home.length


def _fallback(article: Article, home: Home, story: Story) -> tuple[tuple[Unit | None, str], ...]:
    """What holds for every figure of the article that nothing nearer places."""
    if _own_title(article, home):
        return ((story.heading, "section"), (home.title, "document"))
    return (
        (story.heading, "section"),
        (story.most, "section"),
        (home.title, "document"),
        (home.most, "document"),
        (home.publisher, "document"),
        (story.dateline, "section"),
    )
