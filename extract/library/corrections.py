"""What follows from a corrected value or unit: the value in the base unit, the unit's code, the kind."""

from decimal import Decimal

from extract.quantities.units import UNITS, Unit

# A correction of one of these changes the others that follow from it.
CAUSES = ("value", "unit")
NEEDED = ("figure_id", "value", "unit", "base_unit", "kind")
NAMED = {unit.name: unit for unit in UNITS.values()} | UNITS


def derive(
    value: float | None, unit: str, base_unit: str, kind: str, is_other_unit: bool
) -> dict[str, float | str | None]:
    """The cells that follow from ``value`` in ``unit``; ``base_unit`` and ``kind`` are those of the extraction.

    A unit that the table does not know has no code and no base, and leaves the kind as it was.

    >>> derive(3.0, "公顷", "m2", "area", is_other_unit=True)
    {'unit_code': 'har', 'kind': 'area', 'base_value': 30000.0, 'base_unit': 'm2'}
    >>> derive(3.0, "箩", "m2", "area", is_other_unit=True)
    {'unit_code': '', 'base_value': None, 'base_unit': ''}
    """
    known = NAMED.get(unit)
    if not is_other_unit:  # the words may have told which of two units of one name it is
        return _in_base(value, known if known and known.base == base_unit else None) if base_unit else {}
    return _facts(known, kind) | _in_base(value, known)


def _facts(unit: Unit | None, kind: str) -> dict[str, str]:
    if unit is None:
        return {"unit_code": ""}
    # 120公里 an hour was a speed before, and is one in metres too.
    return {"unit_code": unit.code, "kind": "speed" if (kind, unit.kind) == ("speed", "length") else unit.kind}


def _in_base(value: float | None, unit: Unit | None) -> dict[str, float | str | None]:
    base = unit.in_base(Decimal(repr(value))) if unit and value is not None else None
    return {"base_value": None if base is None else float(base), "base_unit": unit.base if base is not None else ""}
