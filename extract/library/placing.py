"""Where the reviews of a figure stand once its document was read by other rules: on which figure, or on none."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

NUMERAL = re.compile(r"[\d.,零〇一二三四五六七八九十百千万亿两半几数]+")


class Seen(NamedTuple):
    """A figure as other rules may know it again: its name, where it stands, its words and their sentence."""

    figure_id: str
    start: int
    end: int
    quantity: str
    sentence: str


class Reviewed(NamedTuple):
    """A figure with reviews: as it was when they were made, and the name of the figure on which they stand so far."""

    seen: Seen
    now: str

    @property
    def line(self) -> str:
        """What tells figures that were one figure in some edition: the name on which they stand, else their own."""
        return self.now or self.seen.figure_id


def follow(reviewed: Iterable[Reviewed], before: Collection[str], figures: Sequence[Seen]) -> dict[str, str]:
    """For each reviewed figure the name of the one among ``figures`` that it is now, ``""`` where none can be told.

    ``figures`` are those that the document has now, ``before`` the names of those that it had. The same span is the
    same figure; else it is the one new figure of the same number about that place (480余亩, now 近480余亩), or in the
    same sentence with the same words. Where two of them could be meant, or two reviewed figures would fall on one, none
    is taken.
    """
    lines: dict[str, list[Seen]] = {}
    for one in reviewed:
        lines.setdefault(one.line, []).append(one.seen)
    unseen = [figure for figure in figures if figure.figure_id not in before]
    exact = {line: _find_exact(line, seen, figures) for line, seen in lines.items()}
    moved = {line: _find_moved(seen, unseen) for line, seen in lines.items() if not exact[line]}
    taken = Counter([*exact.values(), *moved.values()])
    found = exact | {line: new if taken[new] == 1 else "" for line, new in moved.items()}
    return {one.figure_id: found[line] for line, seen in lines.items() for one in seen}


def _find_exact(line: str, seen: Iterable[Seen], figures: Sequence[Seen]) -> str:
    """The figure of the line's own name, else of the span of one that was reviewed."""
    names = {figure.figure_id for figure in figures}
    spans = {(figure.start, figure.end): figure.figure_id for figure in figures}
    own = [line, *(one.figure_id for one in seen)]
    return next((name for name in own if name in names), "") or next(
        (spans[one.start, one.end] for one in seen if (one.start, one.end) in spans), ""
    )


def _find_moved(seen: Sequence[Seen], figures: Sequence[Seen]) -> str:
    """The only figure that lies about one that was reviewed, else the only one in its sentence with its words."""
    for is_same in (_is_same_place, _is_same_quote):
        found = {new.figure_id for new in figures for old in seen if is_same(old, new)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _is_same_place(old: Seen, new: Seen) -> bool:
    """Whether the words of one lie around the words of the other and tell the same number."""
    is_around = old.start <= new.start < new.end <= old.end or new.start <= old.start < old.end <= new.end
    return is_around and NUMERAL.findall(old.quantity) == NUMERAL.findall(new.quantity)


def _is_same_quote(old: Seen, new: Seen) -> bool:
    """Whether both are the same words in the same sentence, or in one that was cut otherwise."""
    is_same_sentence = bool(old.sentence) and (old.sentence in new.sentence or new.sentence in old.sentence)
    return old.quantity == new.quantity and is_same_sentence
