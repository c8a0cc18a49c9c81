"""Units and classifiers, out of ``tables/units.tsv``: found as they are written, named, brought to a common base."""

from dataclasses import dataclass
from decimal import Decimal

from extract.quantities.word_roles import sizes_by_sign
from extract.tables import read_table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the table names it: ``code`` is UCUM or ISO 4217; a value times ``factor`` is in ``base``."""

    name: str
    kind: str
    code: str = ""
    factor: Decimal | None = None
    base: str = ""

    def in_base(self, value: Decimal) -> Decimal | None:
        """``value`` in the base unit; ``None`` where the unit has none."""
        return None if self.factor is None else value * self.factor


ROWS = read_table("units")
UNITS = {
    row.surface: Unit(row.unit, row.kind, row.code, Decimal(row.factor) if row.factor else None, row.base)
    for row in ROWS
}
NOT_BEFORE = {row.surface: frozenset(row.not_before) for row in ROWS}
NO_UNIT = Unit("", "count")
PERCENT = UNITS["%"]
PERMILLE = UNITS["‰"]
SIZES = sizes_by_sign(UNITS)
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def unit_at(text: str, start: int) -> str:
    """The longest way of writing a unit that stands at ``start``, or ``""``; a unit in letters ends where letters end.

    >>> unit_at("12个百分点", 2), unit_at("七部门", 1), unit_at("20km外", 2)
    ('个百分点', '', 'km')
    """
    for length in SIZES.get(text[start : start + 1], ()):
        surface = text[start : start + length]
        if surface in UNITS and _ends(surface, text[start + length : start + length + 1]):
            return surface
    return ""


def _ends(surface: str, following: str) -> bool:
    """Whether a unit may stand before the sign ``following``: not 部 before 门, not km before another letter."""
    if surface[-1] in LETTERS and following in LETTERS and following:
        return False
    return not following or following not in NOT_BEFORE[surface]
