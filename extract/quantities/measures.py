"""An amount with its unit: shared by a list, joined to a range, or composed of two parts (3小时20分, 5元8角, 1米75)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import regex

from extract.quantities.amounts import Amount, amount_at
from extract.quantities.edges import first_sign
from extract.quantities.numerals import POWERS, parse_number
from extract.quantities.units import NO_UNIT, UNITS, Unit, unit_at


class Measured(NamedTuple):
    """An amount with its unit, from the number to ``end``: ``low`` and ``high`` are the same but for a range.

    ``more`` and ``large`` are the amount's; ``surface`` is the unit as written, ``""`` where none is.
    """

    end: int
    low: Decimal
    high: Decimal
    more: str
    large: bool
    unit: Unit
    surface: str
    rule: str


NUMERIC = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿半]")
JOIN = regex.compile(r"\s?(?:至|到|或|[-—–－~～―]{1,2})\s?")
FIRST_JOIN = first_sign(JOIN.pattern).signs
LIST = regex.compile(r"\s?[、和及与]\s?")
LONGEST_LIST = 8  # numbers looked through for the unit they share, so that a list costs no more than its length
# 两个半小时, 1个多月
FIRST_LIST = first_sign(LIST.pattern).signs
HALF_MORE = regex.compile(r"个(?P<how>半|多|把)(?=小时|月|星期|钟头|百分点|学期|世纪)")
HALF = Decimal("0.5")
FINE = {  # the smaller unit's sign, the unit of the whole, and how many make one; 5元8角 stays in 元
    "小时": ("分", "分钟", 60),
    "分钟": ("秒", "秒", 60),
    "分": ("秒", "秒", 60),
    "元": ("角", "元", 1),
    "年": ("个月", "个月", 12),
}
FINE_PART = regex.compile(r"零?(?P<digits>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?P<unit>分钟?|秒钟?|角|毛|个月)")
FIRST_FINE = first_sign(FINE_PART.pattern).signs
WITH_DECIMALS = frozenset(["米", "斤", "元", "公斤", "亩", "里", "秒", "年", "公里", "天", "吨"])
# 1米75, 3斤半, 9秒83的成绩; not 3元5个 nor 两年半个月
DECIMAL_PART = regex.compile(
    r"(?P<digits>[0-9]{1,2}|半|[一二三四五六七八九])(?![0-9.%万亿]|(?<!半)(?!的|左右|以|夺|获|摘)\p{Han}|(?<=半)[个年月天径])"
)
FIRST_DECIMAL = first_sign(DECIMAL_PART.pattern).signs


def measure(text: str, amount: Amount, rule: str) -> Measured:
    """``amount`` with all that belongs to its unit: the other end of a range, or its smaller parts."""
    one = with_unit(text, amount, rule)
    if wider := _ranged(text, one):
        return wider
    while finer := _composed(text, one):
        one = finer
    return one


def with_unit(text: str, amount: Amount, rule: str) -> Measured:
    """``amount`` with the unit that follows it: 个多小时 and 个半月 are opened, a truncated unit is completed."""
    end, low, high, more = amount.end, amount.low, amount.high, amount.more
    if amount.unit:
        return Measured(end, low, high, more, amount.large, amount.unit, amount.unit.name, rule)
    begin = end + text.startswith(" ", end)
    middle = HALF_MORE.match(text, begin) if text.startswith("个", begin) else None
    if middle:
        half = HALF if middle["how"] == "半" else Decimal(0)
        low, high, more = low + half, high + half, more or ("多" if middle["how"] == "多" else "")
        begin = middle.end()
        surface = unit_at(text, begin) or "月"
    else:
        surface = unit_at(text, begin)
    unit = UNITS["个月"] if middle and surface == "月" else UNITS.get(surface, NO_UNIT)
    end = begin + len(surface) if surface else end
    return _complete(text, Measured(end, low, high, more, amount.large, unit, surface, rule))


def _complete(text: str, one: Measured) -> Measured:
    """The unit that a list gives once at its end (3、5、7公里) or cuts short (12.7个、12个百分点)."""
    if one.surface not in ("", "个") or text[one.end : one.end + 1] not in FIRST_LIST:
        return one
    for surface in _units_of_list(text, one.end):
        if surface and surface != "个" and (not one.surface or surface.startswith("个")):
            return one._replace(unit=UNITS[surface], surface=surface)
    return one


def _units_of_list(text: str, end: int) -> Iterator[str]:
    """The units, as written, of the numbers that a list goes on with."""
    for _ in range(LONGEST_LIST):
        gap = LIST.match(text, end)
        found = gap and NUMERIC.match(text, gap.end()) and amount_at(text, gap.end())
        if not found:
            return
        surface = unit_at(text, found[1].end)
        yield surface
        end = found[1].end + len(surface)


def _ranged(text: str, one: Measured) -> Measured | None:
    """``one`` with a second number as the other end of a range: 30至50万元, 2%—3%, 1500米至1800."""
    join = JOIN.match(text, one.end) if text[one.end : one.end + 1] in FIRST_JOIN else None
    found = join and NUMERIC.match(text, join.end()) and amount_at(text, join.end())
    if not found or one.low != one.high:
        return None
    other = with_unit(text, found[1], one.rule)
    if not _belong_together(one, other):
        return None
    low = one.low
    if other.large and not one.large and not one.surface:
        low = _shared_magnitude(low, text[join.end() : found[1].end], other.low)
    if low >= other.high:
        return None
    unit, surface = (other.unit, other.surface) if other.surface else (one.unit, one.surface)
    return Measured(other.end, low, other.high, other.more, other.large, unit, surface, "range")


def _belong_together(one: Measured, other: Measured) -> bool:
    if one.surface and other.surface and one.unit.name != other.unit.name:
        return False
    return bool(one.surface or other.surface or one.large or other.large)


def _shared_magnitude(low: Decimal, words: str, high: Decimal) -> Decimal:
    """30 of 30至50万: in 万 as well, if 30 is below 50."""
    power = 1
    for char in reversed(words):
        if char not in POWERS:
            break
        power *= POWERS[char]
    return low * power if low * power < high else low


def _composed(text: str, one: Measured) -> Measured | None:
    """``one`` with its next smaller part: 3小时20分, 5元8角, 1米75, 3斤半."""
    following = text[one.end : one.end + 1]
    if following not in FIRST_FINE and following not in FIRST_DECIMAL:
        return None
    if one.low != one.high or not one.surface or (one.rule == "composite" and one.surface not in FINE):
        return None
    sign, name, times = FINE.get(one.unit.name, ("", "", 0))
    part = FINE_PART.match(text, one.end) if sign else None
    if part and part["unit"].startswith(sign):
        small = parse_number(part["digits"])
        value = one.low * times + (small / 10 if name == "元" else small)
        return one._replace(end=part.end(), low=value, high=value, unit=UNITS[name], surface=name, rule="composite")
    if one.unit.name in WITH_DECIMALS and one.rule != "composite" and (part := DECIMAL_PART.match(text, one.end)):
        value = one.low + (HALF if part["digits"] == "半" else _decimals(part["digits"]))
        return one._replace(end=part.end(), low=value, high=value, rule="composite")
    return None


def _decimals(digits: str) -> Decimal:
    return Decimal(f"0.{digits if digits.isascii() else int(parse_number(digits))}")
