"""A sentence's figures: its quantities, each with its change, its rate and its indicator."""

from typing import NamedTuple

from extract.quantities import alignments, brackets
from extract.quantities.changes import Change, find_change
from extract.quantities.indicators import find_indicator
from extract.quantities.label_views import View, Words
from extract.quantities.labels import GENERIC
from extract.quantities.rates import per_after, per_before
from extract.quantities.refusals import Refused
from extract.quantities.spans import Quantity, find_quantities
from extract.quantities.things import is_place


class Figure(NamedTuple):
    """A quantity of a sentence with what it means: how it changed, what one of it is, what it counts or measures."""

    quantity: Quantity
    change: Change
    per: str
    indicator: str
    rule: str


WHEN = frozenset(("date", "period", "clock"))


def read_sentence(text: str) -> tuple[list[Figure], list[Refused]]:
    """The figures of ``text`` and the numbers in it that are not counted, both in order."""
    items = list(find_quantities(text))
    if not items:
        return [], []
    quantities = [item for item in items if isinstance(item, Quantity)]
    refused = [item for item in items if isinstance(item, Refused)]
    runs = alignments.groups(text, quantities)
    for run in runs:
        alignments.share_bound(text, quantities, run)
    words = Words(text, quantities, [item for item in refused if item.reason in WHEN])
    figures, absorbed = _figures(words)
    figures = _aligned(text, alignments.share_thing(text, figures), quantities, runs)
    figures = alignments.name_pairs(text, figures)
    return figures, sorted(refused + absorbed, key=lambda item: item.start)


def going_on(before: list[Figure], figures: list[Figure]) -> list[Figure]:
    """``figures`` with names for the changes that their sentence names nothing for: those of the sentence ``before``.

    >>> before, after = (read_sentence(text)[0] for text in ("进口5亿元，出口8亿元", "比上年分别增长3%和6%"))
    >>> [figure.indicator for figure in going_on(before, after)]
    ['进口', '出口']
    """
    bare = [place for place, figure in enumerate(figures) if not figure.indicator and figure.change.measure == "change"]
    if not bare or not before:
        return figures
    labels = [figure.indicator for figure in before[-len(bare) :]]
    if len(set(labels)) < len(bare):
        labels = [before[-1].indicator] * len(bare)
    named = list(figures)
    for place, label in zip(bare, labels, strict=True):
        named[place] = figures[place]._replace(indicator=label)
    return named


def _figures(words: Words) -> tuple[list[Figure], list[Refused]]:
    """The figures of a sentence one by one, each with those before it in sight, and the values before that it took."""
    figures: list[Figure] = []
    absorbed = []
    for index in range(len(words.quantities)):
        change = _change(words, figures, index)
        if change.absorbed:
            before = figures.pop().quantity
            absorbed.append(Refused(before.start, before.end, "value_before"))
        figures.append(_figure(words, figures, index, change))
    return figures, absorbed


def _change(words: Words, figures: list[Figure], index: int) -> Change:
    previous = words.quantities[index - 1] if index else None
    same = previous and figures and figures[-1].quantity is previous
    floor = previous.end if previous else 0
    before = figures[-1].change if same else None
    return find_change(words.text, floor, words.quantities[index], previous, before)


def _figure(words: Words, figures: list[Figure], index: int, change: Change) -> Figure:
    quantity = words.quantities[index]
    view = View(words, figures, index, change)
    label = find_indicator(view)
    if view.held:
        change = brackets.change_of_held(change, quantity, brackets.outside(words.text, figures, quantity.start))
    change = _rate_of_change(change, quantity, label.text)
    floor = figures[-1].quantity.end if figures else 0
    rule = f"{quantity.rule}.{change.rule}.{label.rule}"
    figure = Figure(quantity, change, _per(words.text, floor, quantity), label.text, rule)
    return _as_part(words.text, figures, figure)


def _as_part(text: str, figures: list[Figure], figure: Figure) -> Figure:
    """``figure`` as the part in brackets that it is, if it is one: a place's part has the label of the whole."""
    whole, name = brackets.part_of(text, figures, figure.quantity)
    if whole is None:
        return figure
    label = figure.indicator
    if is_place(name):
        label = whole.indicator
    elif len(name) <= 2 and name not in GENERIC and len(whole.indicator) <= 8:  # 教职工60人（男25人，女35人）
        label = name + whole.indicator.removeprefix("新增")
    return figure._replace(indicator=label, change=brackets.change_of_part(figure.change, whole))


def _per(text: str, floor: int, quantity: Quantity) -> str:
    if quantity.per or quantity.unit.kind == "rank":
        return quantity.per
    return per_before(text, floor, quantity.start) or per_after(text, quantity.end)


def _rate_of_change(change: Change, quantity: Quantity, label: str) -> Change:
    """海洋旅游的增速，目标都定在10%: a rate of change is itself a change, whatever words lead into the number."""
    if quantity.unit.kind != "share" or change.measure != "level" or change.direction:
        return change
    if label.endswith("自然增长率"):
        return change
    if label.endswith(("增速", "增幅", "涨幅", "增长率", "升幅")):
        return change._replace(measure="change", direction="rise")
    if label.endswith(("降幅", "跌幅", "减幅")):
        return change._replace(measure="change", direction="fall")
    return change


def _aligned(text: str, figures: list[Figure], quantities: list[Quantity], runs: list[list[int]]) -> list[Figure]:
    """``figures`` with the names that a list before 分别 gives them one by one."""
    if not runs:
        return figures
    places = {figure.quantity.start: place for place, figure in enumerate(figures)}
    for run in runs:
        floor = quantities[run[0] - 1].end if run[0] else 0
        found = alignments.names(text, floor, quantities[run[0]], len(run))
        first = places.get(quantities[run[0]].start)
        if first and not found:
            found = alignments.carried(figures, first, len(run), text[floor : quantities[run[0]].start])
        for index, name in zip(run, found, strict=False):
            place = places.get(quantities[index].start)
            if place is not None:
                change = _rate_of_change(figures[place].change, quantities[index], name)
                figures[place] = figures[place]._replace(indicator=name, change=change)
    return figures
