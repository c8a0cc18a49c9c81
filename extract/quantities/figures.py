"""A sentence's figures: its quantities, each with its change, its rate and its indicator."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.quantities.changes import Change, find_change
from extract.quantities.indicators import View, find_indicator, subject_of
from extract.quantities.rates import per_before
from extract.quantities.refusals import Refused
from extract.quantities.spans import Quantity, find_quantities


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a sentence with what it means: how it changed, what one of it is, and what it counts or measures."""

    quantity: Quantity
    change: Change
    per: str
    indicator: str
    rule: str


STOPS = regex.compile(r"[。；！？]")


def read_sentence(text: str) -> tuple[list[Figure], list[Refused]]:
    """The figures of ``text`` and the numbers in it that are not counted, both in order."""
    items = list(find_quantities(text))
    quantities = [item for item in items if isinstance(item, Quantity)]
    refused = [item for item in items if isinstance(item, Refused)]
    figures: list[Figure] = []
    for index, quantity in enumerate(quantities):
        change = _change(text, quantities, figures, index)
        if change.absorbed:
            before = figures.pop().quantity
            refused.append(Refused(before.start, before.end, "value_before"))
        figures.append(_figure(text, quantities, figures, index, change))
    return figures, sorted(refused, key=lambda item: item.start)


def _change(text: str, quantities: list[Quantity], figures: list[Figure], index: int) -> Change:
    previous = quantities[index - 1] if index else None
    floor = previous.end if previous else 0
    same = figures and figures[-1].quantity is previous
    return find_change(text, floor, quantities[index], previous, figures[-1].change if same else None)


def _figure(text: str, quantities: list[Quantity], figures: list[Figure], index: int, change: Change) -> Figure:
    quantity = quantities[index]
    floor = figures[-1].quantity.end if figures else 0
    following = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
    left = text[floor : max(floor, change.cue)]
    view = View(
        left,
        text[quantity.end : following],
        quantity.unit.kind,
        quantity.unit.name,
        _inherited(text, figures, quantity),
        _subject(text[:floor] if figures else left),
        change.measure != "level",
    )
    label = find_indicator(view)
    per = quantity.per or per_before(text, floor, quantity.start)
    return Figure(quantity, change, per, label.text, f"{quantity.rule}.{change.rule}.{label.rule}")


def _inherited(text: str, figures: list[Figure], quantity: Quantity) -> str:
    """The label of the figure before, unless a full stop or a semicolon stands between."""
    if not figures or STOPS.search(text, figures[-1].quantity.end, quantity.start):
        return ""
    return figures[-1].indicator


def _subject(left: str) -> str:
    """The first clause before that names a thing, from the nearest on."""
    for clause in reversed(regex.split(r"[，；：。！？]", left)):
        if noun := subject_of(clause):
            return noun
    return ""
