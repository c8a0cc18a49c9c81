"""Numbers as Chinese writes them, read into exact decimals: 1,031 · 1.2万 · 3亿5000万 · 一万二 · 百分之九十五点六."""

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {
    char: digit
    for digit, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
SMALL_POWERS = {"十": 10, "百": 100, "千": 1000}
LARGE_POWERS = {"万": 10**4, "亿": 10**8}
POWERS = SMALL_POWERS | LARGE_POWERS

# 1,031, 1 031 and 1031.5, never the start of 1.2.3; older papers write 1·8倍, but 5·12 is a day
ARABIC = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[1-9][0-9]{0,2}(?:[ ][0-9]{3})+(?![0-9])|[0-9]+)"
    r"(?:\.[0-9]+|·[0-9]{1,4}(?=\s?[%‰倍万亿元吨公千毫平立亩斤米岁]|个百分))?"
)
# 50万, 1.5万亿, 30 亿, 3千; not the 千 of 60千米 or 50千瓦, nor the 百 of 0.3百分点
MAGNITUDE = r"(?:\s?[十百千]?(?:万亿|[万亿])|千(?![米瓦克卡伏焦帕赫牛])|百(?![分帕]))"
# at most 24 signs, so that no run of numerals costs more than its length
HAN = (
    r"(?:[零〇一二两三四五六七八九十百万亿]|千(?![米瓦克卡伏焦帕赫])){1,24}"
    r"(?:点[零〇一二三四五六七八九]{1,9}[万亿]{0,2})?"
)
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
PART = re.compile(r"[0-9]+(?:\.[0-9]+)?[十百千万亿]*")
HAN_PARTS = re.compile(r"(?P<whole>[^点]+)(?:点(?P<decimals>[^点十百千万亿]+)(?P<power>[万亿]*))?")


@lru_cache(maxsize=4096)  # 一, 两, 10 and the years come again and again
def parse_number(words: str) -> Decimal:
    """The value of a number in digits, in Chinese numerals, or in digits with 万 and 亿; ``ValueError`` if it is none.

    >>> parse_number("3亿5000万"), parse_number("一万二"), parse_number("1,031"), parse_number("两千零三")
    (Decimal('350000000'), Decimal('12000'), Decimal('1031'), Decimal('2003'))
    """
    words = "".join(words.replace(",", "").replace("·", ".").split())
    if words.isdecimal() or PLAIN.fullmatch(words):
        return Decimal(words)
    if words[:1].isascii():
        return sum((_scaled(part) for part in _parts(words)), Decimal(0))
    return _parse_han(words)


def _parts(words: str) -> list[str]:
    """3亿5000万 → 3亿, 5000万."""
    parts = PART.findall(words)
    if not parts or "".join(parts) != words:
        raise ValueError(f"{words!r} is no number; write digits, each followed by 万 or 亿")
    return parts


def _scaled(part: str) -> Decimal:
    digits = PLAIN.match(part).group()
    value = Decimal(digits)
    for char in part[len(digits) :]:
        value *= POWERS[char]
    return value


def _parse_han(words: str) -> Decimal:
    found = HAN_PARTS.fullmatch(words)
    if not found or not all(char in DIGITS or char in POWERS or char == "点" for char in words):
        raise ValueError(f"{words!r} is no number; write Chinese numerals such as 三千二百")
    if not found["decimals"]:
        return _parse_whole(words)
    value = _parse_whole(found["whole"]) + Decimal("0." + "".join(str(DIGITS[char]) for char in found["decimals"]))
    for char in found["power"]:
        value *= POWERS[char]
    return value


def _parse_whole(words: str) -> Decimal:
    if not any(char in POWERS for char in words):  # 二〇二四: digits one after another
        return Decimal("".join(str(DIGITS[char]) for char in words))
    total = section = digit = 0
    power = 1
    for char in words:
        if char in DIGITS:
            digit = DIGITS[char]
            power = 1 if digit == 0 else power  # 一万零五: the zero ends the shorthand of 一万五
        elif char in SMALL_POWERS:
            power = SMALL_POWERS[char]
            section += (digit or 1) * power
            digit = 0
        else:
            power = LARGE_POWERS[char]
            total = _raise(total, section + digit, power)
            section = digit = 0
    shorthand = power // 10 if power > 10 and digit else 1  # 一万二, 三千五
    return Decimal(total + section + digit * shorthand)


def _raise(total: int, section: int, power: int) -> int:
    """二十万亿: a larger power lifts all that stands before it."""
    if total and total < power:
        return (total + section) * power
    return total + (section or 1) * power
