"""How right extracted figures are, held against gold rows that were made by reading."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from extract.gold import GoldDocument, Told, told_by_row

CLOSE = 2e-3  # 13.38万 and 133,800 may be rounded differently


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and their harmonic mean, of ``right`` figures among ``predicted`` and ``gold`` ones."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A disagreement: a gold row missed (no ``found``) or read wrongly in ``fields``; a false figure (no ``gold``)."""

    doc_id: str
    gold: Told | None
    found: Told | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Accuracy of a table of figures.

    ``detect``: the span overlaps a gold row's; ``quantity``: and value or range, unit and bound are right; ``fact``:
    and indicator, measure, direction and value before; ``row``: and place, period, status. ``fields`` gives the share
    that is right of each field among the pairs found, and of ``topic`` among the documents.
    """

    detect: Measure
    quantity: Measure
    fact: Measure
    row: Measure
    fields: tuple[tuple[str, float], ...]
    misses: tuple[Miss, ...]


def score(gold: Iterable[GoldDocument], frame: pd.DataFrame) -> Score:
    """The accuracy of ``frame``, of its rows whose ``doc_id`` is that of a gold document.

    A row and a gold row pair up when their spans overlap: right quantities first, then the longer overlap. ``frame``
    needs the columns ``doc_id``, ``start``, ``end``; any other that is missing counts as blank.
    """
    found = _told_by_document(frame)
    tally, right, asked, misses = Counter(), Counter(), Counter(), []
    for document in gold:
        rows = found[document.document.doc_id]
        _count_topic(document, rows, right, asked)
        pairs = _pair(document.claims, rows)
        for miss, checks in _judge(document, rows, pairs):
            _count(miss, checks, tally, right, asked)
            if miss.fields or miss.gold is None or miss.found is None:
                misses.append(miss)
    measures = [
        Measure(tally[name], tally["predicted"], tally["gold"]) for name in ("detect", "quantity", "fact", "row")
    ]
    fields = tuple((name, right[name] / asked[name]) for name in asked)
    return Score(*measures, fields, tuple(misses))


def _count_topic(document: GoldDocument, rows: list[Told], right: Counter, asked: Counter) -> None:
    if rows and document.topics:
        asked["topic"] += 1
        right["topic"] += Counter(row.topic for row in rows).most_common(1)[0][0] in document.topics


def _judge(gold: GoldDocument, rows: list[Told], pairs: dict[int, int]) -> Iterator[tuple[Miss, dict[str, bool]]]:
    """Yield each gold row that counts, with what was found for it and which fields are right; then the false ones."""
    doc_id = gold.document.doc_id
    for index, claim in enumerate(gold.claims):
        if claim.optional:
            continue
        row = rows[pairs[index]] if index in pairs else None
        checks = _checks(claim, row) if row else {}
        yield Miss(doc_id, claim, row, tuple(name for name, ok in checks.items() if not ok)), checks
    paired = set(pairs.values())
    for index, row in enumerate(rows):
        excused = any(claim.optional and _overlap(claim, row) > 0 for claim in gold.claims)
        if index not in paired and not excused:
            yield Miss(doc_id, None, row, ()), {}


def _count(miss: Miss, checks: dict[str, bool], tally: Counter, right: Counter, asked: Counter) -> None:
    tally["gold"] += miss.gold is not None
    tally["predicted"] += miss.found is not None
    if miss.gold is None or miss.found is None:
        return
    asked.update(checks.keys())
    right.update(name for name, ok in checks.items() if ok)
    fact = all(checks[name] for name in ("quantity", "indicator", "measure", "direction", "from_value"))
    tally.update(detect=1, quantity=checks["quantity"], fact=fact, row=all(checks.values()))


def _pair(claims: tuple[Told, ...], rows: list[Told]) -> dict[int, int]:
    """Which row goes with which gold row, by their numbers: greedy, the best pairs first."""
    options = sorted(
        (not _same_quantity(claim, row), -overlap, i, j)
        for i, claim in enumerate(claims)
        for j, row in enumerate(rows)
        if (overlap := _overlap(claim, row)) > 0
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in options:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _overlap(one: Told, other: Told) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _checks(gold: Told, row: Told) -> dict[str, bool]:
    """Which fields are right, in the order of the measures; the period only where gold has one."""
    checks = {
        "quantity": _same_quantity(gold, row),
        "indicator": _same_indicator(gold, row.indicator),
        "measure": gold.measure == row.measure,
        "direction": gold.direction == row.direction,
        "from_value": _close(gold.from_value, row.from_value),
        "place": not gold.place or gold.place == row.place,
        "status": gold.status == row.status,
    }
    return checks | ({"period": _same_period(gold.period, row.period)} if gold.period else {})


def _same_quantity(gold: Told, row: Told) -> bool:
    if (gold.unit, gold.bound) != (row.unit, row.bound):
        return False
    if gold.bound == "range":
        return _close(gold.low, row.low) and _close(gold.high, row.high)
    return _close(gold.value, row.value)


def _same_indicator(gold: Told, words: str) -> bool:
    """Whether ``words`` hold the head, or three quarters of the characters; a whole clause is no label."""
    if not words:
        return not gold.head
    if len(words) > max(12, 2 * len(gold.indicator)):
        return False
    shared = (Counter(gold.indicator) & Counter(words)).total()
    return gold.head in words or 2 * shared >= 0.75 * (len(gold.indicator) + len(words)) > 0


def _same_period(gold: str, told: str) -> bool:
    """Whether both name the same span, read no finer than gold: 2024-04 and 2024-04-10; 2012 and 2012-01/.."""
    (start, _, end), (told_start, _, told_end) = gold.partition("/"), told.partition("/")
    if end and end.endswith("..") != told_end.endswith(".."):
        return False
    return told_start.startswith(start) and (end in ("", "..") or told_end.startswith(end))


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=1e-9)


def _told_by_document(frame: pd.DataFrame) -> defaultdict[str, list[Told]]:
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for cells in frame.to_dict("records"):
        found[str(cells["doc_id"])].append(told_by_row(cells))
    return found
