"""A quantity with the words around it: what every rule for its label is given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A quantity as its label sees it.

    ``left`` are the words from the quantity before (or the sentence's start) to the words that lead into this one,
    ``right`` those from its end to the next quantity; dates are left out of both. ``inside`` stands between
    approximator and number, ``kind`` and ``unit`` are the quantity's. ``inherited`` is the label of the quantity before
    in the sentence, ``topic`` what the clauses since then speak of, ``subject`` those before; ``changed`` is true for
    the amount of a change or a gap, and ``led`` the words that lead into it. ``listed`` is the unit of the quantity
    before, where both are in one list, and ``before`` the label of the nearest one of the same kind. ``held`` is true
    in a bracket behind what a figure is held against, and ``last`` is the sign that the quantity ends with (9金).
    """

    left: str
    right: str
    inside: str
    kind: str
    unit: str
    inherited: str
    topic: str
    subject: str
    changed: bool
    led: str = ""
    listed: str = ""
    before: str = ""
    held: bool = False
    last: str = ""
