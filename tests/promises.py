"""DESIGN's promises 1 to 3 about one document, as a list of the places where they are broken."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise

import extract
from extract.claims import Claim, Reading, Refusal
from extract.quantities.units import UNITS
from extract.reading import Document, fold
from extract.reading.front_matter import front_matter_end
from extract.tables import read_table

NUMBER = re.compile(r"[0-9]+|[零〇一二两三四五六七八九十百千万亿半]")
QUANTITIES = {"area", "length", "mass", "volume", "energy", "power", "speed", "temperature", "duration"}
TOLD_VALUES = {
    "bound": {"exact", "about", "over", "under", "range"},
    "kind": {"count", "money", "share", "point", "multiple", "rank", "other"} | QUANTITIES,
    "measure": {"level", "change", "gap"},
    "direction": {"", "rise", "fall"},
    "status": {"actual", "planned"},
    "place_basis": {"", "sentence", "paragraph", "section", "document"},
    "period_basis": {"", "sentence", "paragraph", "published", "inferred"},
    "unit": {"", *(unit.name for unit in UNITS.values())},
    "topic": {"", *(row.topic for row in read_table("topics"))},
}
# An indicator may say what its number is in words of its own: 柑橘占农业产值比重 of 占三成, 失联人数 of 4人失联,
# 金牌 of 9金, 死亡人数 and 受伤人数 of 2死4伤, 时限 of what is to be done within 20日.
LABEL_WORDS = set("占比重人数牌死亡受伤时限")
NUMBERS = ("value", "low", "high", "base_value", "from_value")


def broken_promises(document: Document) -> list[str]:
    """What is wrong with the reading of ``document``, one line each; empty where every promise is kept."""
    reading = extract.read(document)
    again = [] if extract.read(document) == reading else ["read twice, two readings"]
    return [*again, *_unaccounted(document, reading), *_uncheckable(document, reading), *_invented(document, reading)]


def _unaccounted(document: Document, reading: Reading) -> Iterator[str]:
    """Promise 1: every number outside the front-matter is inside a row or among the numbers not counted."""
    covered = bytearray(len(document.text))
    for start, end in _spans(reading):
        covered[start:end] = b"\1" * (end - start)
    for number in NUMBER.finditer(fold(document.text), front_matter_end(document.text)):
        if not all(covered[number.start() : number.end()]):
            yield f"{_near(document, *number.span())}: neither counted nor refused"


def _uncheckable(document: Document, reading: Reading) -> Iterator[str]:
    """Promise 2: spans are the words, in order, apart from each other; ids name one row; each row names its rule."""
    for start, end, words in [(*_span(item), _words(item)) for item in (*reading.claims, *reading.refusals)]:
        if not 0 <= start < end <= len(document.text) or document.text[start:end] != words:
            yield f"{start}-{end}: the text does not say {words!r} there"
    for items in (reading.claims, reading.refusals):
        if any(one.start > other.start for one, other in pairwise(items)):
            yield "the spans are not in the order of the text"
    for one, other in pairwise(sorted(_spans(reading))):
        if other[0] < one[1]:
            yield f"{_near(document, *one)} and {_near(document, *other)} overlap"
    if len({claim.figure_id for claim in reading.claims}) < len(reading.claims):
        yield "two rows have one figure_id"
    if not all(claim.rule for claim in reading.claims) or not all(refusal.reason for refusal in reading.refusals):
        yield "a row without its rule, or a refusal without its reason"


def _invented(document: Document, reading: Reading) -> Iterator[str]:
    """Promise 3: numbers are finite and as the text bounds them; values are of their sets; words are the text's."""
    spoken = {" "} | LABEL_WORDS | set(fold(document.text + document.title))
    for claim in reading.claims:
        wrong = [name for name in NUMBERS if not math.isfinite(getattr(claim, name) or 0)]
        wrong += [name for name, values in TOLD_VALUES.items() if getattr(claim, name) not in values]
        wrong += [name for name in ("indicator", "speaker", "per") if not set(fold(getattr(claim, name))) <= spoken]
        wrong += [] if _is_bounded(claim) else ["value, low and high"]
        wrong += ["place_basis"] if bool(claim.place) != bool(claim.place_basis) else []
        wrong += ["period_basis"] if bool(claim.period) != bool(claim.period_basis) else []
        wrong += ["period_end"] if _ends_before_it_starts(claim) else []
        if wrong:
            yield f"{_near(document, claim.start, claim.end)}: {', '.join(wrong)}: {claim}"


def _is_bounded(claim: Claim) -> bool:
    """Whether value, low and high are those that the bound allows: a range has two ends and no single value."""
    if claim.bound == "range":
        return claim.value is None and None not in (claim.low, claim.high) and claim.low <= claim.high
    ends = {"over": (claim.value, None), "under": (None, claim.value)}.get(claim.bound, (None, None))
    return claim.value is not None and (claim.low, claim.high) == ends


def _ends_before_it_starts(claim: Claim) -> bool:
    return claim.period_start is not None and claim.period_end is not None and claim.period_end < claim.period_start


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    return (_span(item) for item in (*reading.claims, *reading.refusals))


def _span(item: Claim | Refusal) -> tuple[int, int]:
    return item.start, item.end


def _words(item: Claim | Refusal) -> str:
    return item.quantity if isinstance(item, Claim) else item.words


def _near(document: Document, start: int, end: int) -> str:
    """The words at ``start`` between 【】 with their neighbours: 竣工【3座】桥梁."""
    text = document.text
    return f"{document.doc_id}:{start} {text[max(0, start - 8) : start]!r}【{text[start:end]}】{text[end : end + 8]!r}"
