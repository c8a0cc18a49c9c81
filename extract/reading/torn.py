"""Articles that the layout of a page tore apart, put together: the half with the byline, the half with the title."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extract.reading.lines import is_ended
from extract.reading.paragraphs import SHORTEST_BROKEN, Paragraph

NEIGHBOURS = 20  # how many articles of a page are compared to find the title of one that lost it
FEWEST_SHARED = 5  # runs of three characters that the two halves of an article have in common
# Near a tear nothing may be a number: its span in the text would not be its words.
CLEAR = 6
NUMBER = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿半几数多余%‰]")


class Story(NamedTuple):
    """An article as it is to be read: its title (``""`` where it has none), its paragraphs in reading order."""

    section: str
    paragraphs: Sequence[Paragraph]


def join_stories(text: str, folded: str, groups: list[list[Paragraph]]) -> list[Story]:
    """The stories of ``groups`` in order; the two halves of a torn one stand where its title does."""
    titles = [_title(text, group) for group in groups]
    found = _lost_titles(folded, groups, titles)
    joined = {other: k for k, other in found.items() if _is_torn(folded, groups[k], groups[other])}
    stories = []
    for k, group in enumerate(groups):
        if k in joined:
            stories.append(Story(titles[k], _join(groups[joined[k]], group)))
        elif k not in joined.values():
            stories.append(Story(titles[found[k]] if k in found else titles[k], group))
    return stories


def _lost_titles(folded: str, groups: list[list[Paragraph]], titles: list[str]) -> dict[int, int]:
    """For each article that opens with a bare byline, the one without a byline that it shares most words with."""
    lost = [k for k, group in enumerate(groups) if not titles[k] and group[0].byline]
    if not lost:
        return {}
    headless = [k for k, group in enumerate(groups) if titles[k] and not any(p.opens for p in group)]
    words = {k: _trigrams(folded, groups[k]) for k in {*lost, *headless}}
    found = {}
    for k in lost:
        near = sorted(headless, key=lambda other, k=k: abs(other - k))[:NEIGHBOURS]
        shared = {other: len(words[k] & words[other]) for other in near}
        best = max(shared, key=shared.get, default=None)
        if best is not None and shared[best] >= FEWEST_SHARED:
            found[k] = best
    return found


def _is_torn(folded: str, first: list[Paragraph], second: list[Paragraph]) -> bool:
    """Whether the last sentence of ``first`` breaks off, so that the body of ``second`` may go on with it."""
    body = [paragraph for paragraph in second if not paragraph.heading]
    if not body or first[-1].heading or first[-1].byline:
        return False
    last, after = _words(folded, first[-1]), _words(folded, body[0])
    clear = NUMBER.search(last[-CLEAR:] + after[:CLEAR]) is None
    return clear and len(last) >= SHORTEST_BROKEN and not is_ended(last)


def _join(first: list[Paragraph], second: list[Paragraph]) -> list[Paragraph]:
    """The title of ``second``, then ``first``, its last paragraph going on in the body of ``second``."""
    body = next(k for k, paragraph in enumerate(second) if not paragraph.heading)
    last = first[-1]
    torn = Paragraph(last.pieces + second[body].pieces, False, 0, last.opens, False)
    return [*second[:body], *first[:-1], torn, *second[body + 1 :]]


def _words(folded: str, paragraph: Paragraph) -> str:
    return "".join(folded[start:end] for start, end in paragraph.pieces)


def _title(text: str, group: list[Paragraph]) -> str:
    """The headings that stand above everything else in the article, with a blank between them."""
    titles = []
    for paragraph in group:
        if not paragraph.heading:
            break
        titles.append(text[paragraph.start : paragraph.end])
    return " ".join(titles)


def _trigrams(folded: str, group: list[Paragraph]) -> set[str]:
    words = re.sub(r"\W|[0-9]", "", folded[group[0].start : group[-1].end][:3000])
    return {words[k : k + 3] for k in range(len(words) - 2)}
