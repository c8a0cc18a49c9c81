"""A sentence's figures: its quantities, each with its change, its rate and its indicator."""

from dataclasses import dataclass, replace

import regex

from extract.quantities import alignments, brackets
from extract.quantities.changes import Change, find_change
from extract.quantities.indicators import View, find_indicator
from extract.quantities.labels import GENERIC, subject_of
from extract.quantities.rates import per_after, per_before
from extract.quantities.refusals import Refused
from extract.quantities.spans import Quantity, find_quantities
from extract.quantities.things import is_place, without_predicate


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a sentence with what it means: how it changed, what one of it is, what it counts or measures."""

    quantity: Quantity
    change: Change
    per: str
    indicator: str
    rule: str


STOPS = regex.compile(r"[。；！？]")
CLAUSE = regex.compile(r"([，；：。！？])")
IN_IT = regex.compile(r"(?:当?中|里|方面|上|期间|时|后|者当中)$")  # 全省直接经济损失当中，郑州市为409亿元
FIGURE = regex.compile(r"\d|[一二两三四五六七八九十百千万亿][个名人户家座条万亿元成分]")
LISTED = regex.compile(r"\p{Han}{0,10}(?:、|和|及)")
# What is left of 第|三季度, 前|三季度, 第一、|二季度 and 上|半年 when the rest is cut out.
HALF = regex.compile(r"(?r)(?:第(?:[一二三四\d]、)?|前|近|头|(?<![以])上|下)")
COUNTED = regex.compile(r"(?:[一二三四]、)?[一二两三四五六七八九十半\d]+个?(?:季度|半年|年|月)")
WHEN = frozenset(("date", "period", "clock"))


def read_sentence(text: str) -> tuple[list[Figure], list[Refused]]:
    """The figures of ``text`` and the numbers in it that are not counted, both in order."""
    items = list(find_quantities(text))
    quantities = [item for item in items if isinstance(item, Quantity)]
    refused = [item for item in items if isinstance(item, Refused)]
    runs = alignments.groups(text, quantities)
    for run in runs:
        alignments.share_bound(text, quantities, run)
    sentence = _Sentence(text, quantities, [item for item in refused if item.reason in WHEN])
    figures, absorbed = sentence.figures()
    figures = _aligned(text, alignments.share_thing(text, figures), quantities, runs)
    figures = alignments.name_pairs(text, figures)
    return figures, sorted(refused + absorbed, key=lambda item: item.start)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence on its way to figures: its words, its quantities, and the words that only say when."""

    text: str
    quantities: list[Quantity]
    when: list[Refused]

    def figures(self) -> tuple[list[Figure], list[Refused]]:
        figures: list[Figure] = []
        absorbed = []
        for index, quantity in enumerate(self.quantities):
            change = self._change(figures, index)
            if change.absorbed:
                before = figures.pop().quantity
                absorbed.append(Refused(before.start, before.end, "value_before"))
            figures.append(self._figure(figures, index, quantity, change))
        return figures, absorbed

    def _change(self, figures: list[Figure], index: int) -> Change:
        previous = self.quantities[index - 1] if index else None
        same = previous and figures and figures[-1].quantity is previous
        floor = previous.end if previous else 0
        before = figures[-1].change if same else None
        return find_change(self.text, floor, self.quantities[index], previous, before)

    def _figure(self, figures: list[Figure], index: int, quantity: Quantity, change: Change) -> Figure:
        floor = figures[-1].quantity.end if figures else 0
        following = self.quantities[index + 1].start if index + 1 < len(self.quantities) else len(self.text)
        kind = quantity.unit.kind
        left = self._words(floor, max(floor, change.cue))
        view = View(
            left=left,
            right=self._words(quantity.end, following),
            inside=self.text[quantity.start : quantity.number],
            kind="count" if kind == "rank" and quantity.rule != "rank" else kind,  # 15位专家
            unit=quantity.unit.name,
            inherited=self._inherited(figures, quantity),
            topic=_thing(_clauses(left)[1 if figures else 0 : -1]),
            subject=_thing([clause for clause in _clauses(self._words(0, floor)) if not FIGURE.search(clause)]),
            changed=change.measure != "level",
            led=self.text[max(floor, change.cue) : quantity.start],
            listed=self._listed(index),
            before=self._before(figures, quantity),
            held=brackets.held(self.text, quantity),
            last=self.text[quantity.end - 1],
        )
        label = find_indicator(view)
        if view.held:
            change = brackets.change_of_held(change, quantity, brackets.outside(self.text, figures, quantity.start))
        change = _rate_of_change(change, quantity, label.text)
        rule = f"{quantity.rule}.{change.rule}.{label.rule}"
        return self._as_part(figures, Figure(quantity, change, self._per(floor, quantity), label.text, rule))

    def _as_part(self, figures: list[Figure], figure: Figure) -> Figure:
        """``figure`` as the part in brackets that it is, if it is one: a place's part has the label of the whole."""
        whole, name = brackets.part_of(self.text, figures, figure.quantity)
        if whole is None:
            return figure
        label = figure.indicator
        if is_place(name):
            label = whole.indicator
        elif len(name) <= 2 and name not in GENERIC and len(whole.indicator) <= 8:  # 教职工60人（男25人，女35人）
            label = name + whole.indicator.removeprefix("新增")
        return replace(figure, indicator=label, change=brackets.change_of_part(figure.change, whole))

    def _per(self, floor: int, quantity: Quantity) -> str:
        if quantity.per or quantity.unit.kind == "rank":
            return quantity.per
        return per_before(self.text, floor, quantity.start) or per_after(self.text, quantity.end)

    def _before(self, figures: list[Figure], quantity: Quantity) -> str:
        """The label of the nearest figure before of the same kind."""
        alike = (figure for figure in reversed(figures) if figure.quantity.unit.kind == quantity.unit.kind)
        return next((figure.indicator for figure in alike), "")

    def _listed(self, index: int) -> str:
        """The unit of the quantity before, where both are in one list: 8个村民小组、460户."""
        before = self.quantities[index - 1] if index else None
        listed = before and LISTED.fullmatch(self.text, before.end, self.quantities[index].start)
        return before.unit.name if listed else ""

    def _words(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` without dates and periods."""
        words, place = [], start
        for item in self.when:
            if place <= item.start and item.end <= end:
                half = HALF.match(self.text, place, item.start) if COUNTED.match(self.text, item.start) else None
                words.append(self.text[place : half.start() if half else item.start])
                place = item.end
        return "".join(words) + self.text[place:end]

    def _inherited(self, figures: list[Figure], quantity: Quantity) -> str:
        """The label of the figure before, unless a full stop or a semicolon stands between."""
        if not figures or STOPS.search(self.text, figures[-1].quantity.end, quantity.start):
            return ""
        main = brackets.outside(self.text, figures, quantity.start)
        return main.indicator


def _rate_of_change(change: Change, quantity: Quantity, label: str) -> Change:
    """海洋旅游的增速，目标都定在10%: a rate of change is itself a change, whatever words lead into the number."""
    if quantity.unit.kind != "share" or change.measure != "level" or change.direction:
        return change
    if label.endswith("自然增长率"):
        return change
    if label.endswith(("增速", "增幅", "涨幅", "增长率", "升幅")):
        return replace(change, measure="change", direction="rise")
    if label.endswith(("降幅", "跌幅", "减幅")):
        return replace(change, measure="change", direction="fall")
    return change


def _clauses(words: str) -> list[str]:
    """The clauses of ``words``; one that a colon ends is who says it, or a heading, and is left out."""
    parts = CLAUSE.split(words.rstrip(" ：　"))
    ends = [*parts[1::2], ""]
    return ["" if end == "：" else clause for clause, end in zip(parts[::2], ends, strict=True)]


def _thing(clauses: list[str]) -> str:
    """The nearest of ``clauses`` that names a thing."""
    for clause in reversed(clauses):
        if noun := subject_of(IN_IT.sub("", clause)):
            return without_predicate(noun)
    return ""


def _aligned(text: str, figures: list[Figure], quantities: list[Quantity], runs: list[list[int]]) -> list[Figure]:
    """``figures`` with the names that a list before 分别 gives them one by one."""
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
                figures[place] = replace(figures[place], indicator=name, change=change)
    return figures
