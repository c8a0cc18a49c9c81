"""The ways of writing an amount, without its unit: 3000多万, 三分之一, 八九成, 百分之九十五点六, 两三百, 半."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

import regex

from extract.quantities.edges import Fitting, signs_beside
from extract.quantities.numerals import ARABIC, DIGITS, HAN, MAGNITUDE, POWERS, parse_number
from extract.quantities.units import PERCENT, PERMILLE, UNITS, Unit


class Amount(NamedTuple):
    """A number without its unit: ``low`` and ``high`` are the same but for a range.

    ``more`` is the 余, 多, 来 or 几 of it; ``large`` is true where 万 or 亿 is written; ``unit`` is the form's own.
    """

    end: int
    low: Decimal
    high: Decimal
    more: str = ""
    large: bool = False
    unit: Unit | None = None


class Form(NamedTuple):
    """A way of writing an amount, matched where its number starts. ``example`` is a test: this form must read it."""

    name: str
    pattern: regex.Pattern
    read: Callable[[regex.Match], Amount]
    example: str


MORE = r"[多余来几]"
NUMBER = rf"(?:{ARABIC}(?:{MAGNITUDE}(?:[0-9]+{MAGNITUDE}){{0,3}})?|{HAN})"


def _share(
    found: regex.Match, low: Decimal, high: Decimal | None = None, more: str = "", unit: Unit = PERCENT
) -> Amount:
    return Amount(found.end(), low, low if high is None else high, more, unit=unit)


def _hundredths(found: regex.Match) -> Amount:
    part = Decimal(100) if found["of"] == "万分之" else Decimal(1)  # 万分之三 is 0.03 %
    high = parse_number(found["high"]) / part if found["high"] else None
    return _share(found, parse_number(found["low"]) / part, high, unit=PERMILLE if found["of"] == "千分之" else PERCENT)


def _fraction(found: regex.Match) -> Amount:
    return _share(found, 100 * parse_number(found["part"]) / parse_number(found["whole"]))


def _tenths(found: regex.Match) -> Amount:
    low = 10 * parse_number(found["low"])
    if found["part"]:
        low += 5 if found["part"] == "半" else DIGITS[found["part"]]
    high = 10 * parse_number(found["high"]) if found["high"] else None
    return _share(found, low, high, found["more"] or "")


def _half(found: regex.Match) -> Amount:
    return _share(found, Decimal(50))


def _doubling(found: regex.Match) -> Amount:
    return Amount(found.end(), *[2 ** parse_number(found["times"])] * 2, unit=UNITS["倍"])


def _half_unit(found: regex.Match) -> Amount:
    return Amount(found.end(), Decimal("0.5"), Decimal("0.5"))


def _two_digits(found: regex.Match) -> Amount:
    power, tens = found["power"] or "", found["tens"] or ""
    low, high = (parse_number(f"{tens}{digit}{power}") for digit in (found["low"], found["high"]))
    return Amount(found.end(), low, high, large="万" in power or "亿" in power)


def _below_zero(found: regex.Match) -> Amount:
    return Amount(found.end(), *[-parse_number(found["number"])] * 2)


def _number(found: regex.Match) -> Amount:
    value = parse_number(found["number"])
    for char in found["power"] or "":
        value *= POWERS.get(char, 1)
    words = found["number"] + (found["power"] or "")
    return Amount(found.end(), value, value, found["more"] or found["late"] or "", large="万" in words or "亿" in words)


def _form(name: str, pattern: str, read: Callable[[regex.Match], Amount], example: str) -> Form:
    return Form(name, regex.compile(pattern, regex.VERBOSE), read, example)


# The first form that fits wins.
FORMS = (
    _form(
        "hundredths",
        rf"(?P<of>[百千万]分之)(?P<low>{HAN}|{ARABIC})(?:(?:至|到|[-—~～])(?:[百千万]分之)?(?P<high>{HAN}|{ARABIC}))?",
        _hundredths,
        "合格率为百分之九十五点六",
    ),
    _form(
        "fraction",
        r"(?P<whole>[二三四五六七八九十]{1,3}|百)分之(?P<part>[一二三四五六七八九十]{1,3})",
        _fraction,
        "产量增加了三分之一",
    ),
    _form("slash", r"(?P<part>[0-9]{1,2})/(?P<whole>[0-9]{1,3})(?![0-9/.月日])", _fraction, "国外占1/3的比例"),
    _form(
        "tenths",
        r"""(?P<low>[0-9](?:\.[0-9])?|[一二两三四五六七八九])(?:(?:至|到|[-—~～])?(?P<high>[二三四五六七八九]|(?<=[^0-9])[0-9]))?(?P<more>[多余])?成
        (?P<part>半|[一二三四五六七八九](?![个名项家户]))?      # 三成五
        (?![立为功员果本长都效绩交品人熟就群型份套分绿片批串打册吨])  # 三成员, 一成立""",
        _tenths,
        "三成五的农户",
    ),
    _form("half", r"(?:一半|半数)(?!个|天|多?年|[是以]上不)", _half, "近一半农户试种"),
    _form("doubling", r"(?<=翻了?[近约超]?)(?P<times>[一两二三四0-9])番", _doubling, "产值翻了两番"),
    _form(
        "half_unit",
        r"半(?=个?(?:小时|钟头)|个月|公斤|斤|亩|公里|吨|(?<=(?:缩短|提前|延长|推迟|压缩|历时|用时|不到|超过|达|近|需|仅|为|增加)[了至到为]?半)[年天])",
        _half_unit,
        "车程缩短半小时",
    ),
    _form(  # 两三百元, 十七八个; 三五百
        "two_digits",
        r"(?P<tens>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<power>(?(tens)[万亿]{0,2}|[十百千万亿]{0,3}))(?![零〇一二两三四五六七八九十百千点])",
        _two_digits,
        "每月两三百元",
    ),
    _form("below_zero", rf"零下\s?(?P<number>{NUMBER})", _below_zero, "最低气温零下12摄氏度"),
    _form(
        "number",
        rf"""(?P<number>{NUMBER})(?P<more>{MORE}(?!自|到|源))?
        (?P<power>(?:(?<={MORE})|个(?=亿(?!元(?:以上|级|以下)|级)))[十百千]?(?:万亿|[万亿]))?   # 3000多万, 四个亿
        (?P<late>(?<=[万亿]){MORE}(?!自|到|源))?                       # 3000万余""",
        _number,
        "流转土地3000多万亩",
    ),
)


FITTING = Fitting([form.pattern.pattern for form in FORMS], FORMS.__getitem__, re.VERBOSE)


def amount_at(text: str, start: int, signs: tuple[str, str, str] | None = None) -> tuple[str, Amount] | None:
    """The amount whose number starts at ``start`` with the name of its form; ``None`` where no form fits.

    ``signs`` are those beside it, where they are known already.

    >>> amount_at("三千多万人", 0)
    ('number', Amount(end=4, low=Decimal('30000000'), high=Decimal('30000000'), more='多', large=True, unit=None))
    """
    for form in FITTING.beside(signs or signs_beside(text, start)):
        found = form.pattern.match(text, start)
        if found and (form.name != "two_digits" or DIGITS[found["low"]] < DIGITS[found["high"]]):
            return form.name, form.read(found)
    return None
