"""Every number of a text, in order: the figure it became and by which rule, or why it is not counted."""

from dataclasses import dataclass
from functools import cache

from extract.claims import Claim, Reading, Refusal
from extract.tables import read_table

SIGNS = {"exact": "", "about": "≈ ", "over": "> ", "under": "< ", "range": ""}
DIRECTIONS = {"rise": "↑", "fall": "↓", "": ""}
MEASURES = {"level": "", "change": "变化量 change", "gap": "差距 gap"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of one number: its place and words, whether it is a figure, what was read, and the rule or reason."""

    start: int
    end: int
    words: str
    counted: bool
    meaning: str
    rule: str


def explain(reading: Reading) -> list[Explanation]:
    """One explanation per number of the document, in the order of its text."""
    told = [_of_claim(claim) for claim in reading.claims] + [_of_refusal(refusal) for refusal in reading.refusals]
    return sorted(told, key=lambda one: (one.start, one.end))


def _of_claim(claim: Claim) -> Explanation:
    return Explanation(claim.start, claim.end, claim.quantity, True, describe(claim), claim.rule)


def _of_refusal(refusal: Refusal) -> Explanation:
    return Explanation(
        refusal.start, refusal.end, refusal.words, False, describe_reason(refusal.reason), refusal.reason
    )


def describe(claim: Claim) -> str:
    """A figure in one line: indicator, value with unit, change, and what is known of place, time and speaker."""
    context = (claim.place, claim.period, "计划 planned" if claim.status == "planned" else "", claim.speaker)
    parts = (f"{claim.indicator or '?'} = {describe_value(claim)}", describe_change(claim), *context, claim.topic)
    return " · ".join(part for part in parts if part)


def describe_value(claim: Claim) -> str:
    """The value with its bound, unit and rate: ``> 480 亩``, ``300–500 元 / 亩``."""
    value = _number(claim.value) if claim.bound != "range" else f"{_number(claim.low)}–{_number(claim.high)}"
    rate = f" / {claim.per}" if claim.per else ""
    return f"{SIGNS.get(claim.bound, '')}{value} {claim.unit}".rstrip() + rate


def describe_change(claim: Claim) -> str:
    """The change in words: ``↑ 变化量 change 同比``, ``↑ from 20``; ``""`` for a plain level."""
    before = "" if claim.from_value is None else f"from {_number(claim.from_value)}"
    parts = (DIRECTIONS.get(claim.direction, ""), MEASURES.get(claim.measure, ""), before, claim.basis)
    return " ".join(part for part in parts if part)


def describe_reason(reason: str) -> str:
    """The reason for not counting a number, in Chinese and English; the bare reason where the table lacks it."""
    return _reasons().get(reason, reason)


@cache
def _reasons() -> dict[str, str]:
    return {row.reason: f"{row.zh} · {row.en}" for row in read_table("reasons")}


def _number(value: float | None) -> str:
    """A number with its thousands set apart and no needless decimals.

    >>> _number(4000000.0), _number(5.2), _number(None)
    ('4,000,000', '5.2', '?')
    """
    if value is None:
        return "?"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.10g}"
