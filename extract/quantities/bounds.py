"""How exact a number is, by the words before it, in it and after it, and what one of it is (8万元/名)."""

import re
from typing import NamedTuple

import regex

from extract.quantities.edges import first_sign, last_sign
from extract.quantities.measures import Measured
from extract.quantities.units import Unit, unit_at
from extract.quantities.word_roles import sizes_by_sign
from extract.tables import read_table


class Bounds(NamedTuple):
    """Where a quantity starts and ends with its approximators and per-form, its bound, and what one of it is."""

    start: int
    end: int
    bound: str
    per: str


HEDGES = read_table("hedges", key="surface side")
BOUND = {(row.surface, row.side): row.bound for row in HEDGES}
ROUND = ("上", "过")  # 上百家, 过百万元: only before a round number
LIMITS = ("最高", "最低", "最多", "最少", "至多", "至少", "起码")  # give way to 余 and 多: 最高有3000多元


def _surfaces(side: str) -> list[str]:
    """The hedges of one side, the longest first."""
    return sorted((row.surface for row in HEDGES if row.side == side), key=len, reverse=True)


def _guarded(words: list[str]) -> str:
    """An alternation of hedges, each with the signs that it may not follow (节约31亿元)."""
    guards = {row.surface: row.not_after for row in HEDGES if row.side == "before"}
    return "|".join(f"(?<![{guards[word]}]){word}" if guards[word] else word for word in words)


SURFACES_BEFORE = _surfaces("before")
SIZES = sizes_by_sign(SURFACES_BEFORE)
# Read backwards from the number: 超过了2000吨, 至少是1500元.
HEDGED = _guarded([word for word in SURFACES_BEFORE if word not in ROUND])
RIGHT_BEFORE = rf"(?:{HEDGED})(?:了|是|为|有|才|在|达到?)?\s?"
BEFORE = regex.compile(f"(?r){RIGHT_BEFORE}")
LAST_BEFORE = last_sign(RIGHT_BEFORE)
# 最高可领5000元, 不超过合同金额的50%: a verb or a noun stands between
APART = rf"""(?:(?:{"|".join(LIMITS)})(?:可以?|能够?|需要?|要|应|须)\p{{Han}}{{0,2}}
    |(?:至少|至多|起码|最多)\p{{Han}}{{1,2}}
    |(?:不超过|不得超过|不低于|不少于|不高于|约占)[^，。；、\d]{{1,6}}的)\s?"""
BEFORE_APART = regex.compile(f"(?r){APART}", regex.VERBOSE)
FIRST_APART = first_sign(APART, flags=re.VERBOSE).signs
FARTHEST = 14  # signs of 不得超过合同金额的 and a blank, with room to spare
BEFORE_ROUND = regex.compile(rf"(?r)(?:{_guarded(list(ROUND))})了?\s?")
AFTER = regex.compile(
    rf"""\s?(?:{"|".join(_surfaces("after"))})
    (?![涨升诉游降学班午一上下点步来次滑调至到周飞源伏容部涝陆蒙外江设共建就火街河墙饰衣科])  # 起诉, 上下游, 内部""",
    regex.VERBOSE,
)
FIRST_AFTER = first_sign(AFTER.pattern, flags=re.VERBOSE).signs
LATE = ("多", "余")
LATE_MORE = regex.compile(r"[多余](?![个种名年月天])")  # 3年多
# 不超过验收通过后1年: the limit stands before the event that it counts from
AWAY = regex.compile(
    r"(?r)(?:(?P<under>不得?超过|最[长迟晚]|不晚于)|(?P<over>不少于|不低于|至少|最短))\p{Han}{1,8}[后起]"
)
# 最高奖金8万元: what is on offer goes up to the number
OFFERS = regex.compile(r"(?r)最高(?:奖金|奖励|奖|补贴|补助|资助|支持|贷款|额度|赔付|罚款|可?获|可?贷|可?补|可?奖)")

EXTREMES = ("最高", "最低")
EXTREME_OF = regex.compile(r"(?r)(?:海拔|气温|温度|水温|高程|水位|地势|标高|落差|相对高差|单[日月季年])[，为是]?")
PER = regex.compile(
    r"\s?(?:[/／]|每(?=\p{Han}))\s?(?P<per>(?<=/)\d{1,4}(?:毫升|克|公里|平方米|千米|个?人)|个?月|小时|分钟|立方米|[a-zA-Z]{1,3}|\p{Han})",
)
FIRST_PER = first_sign(PER.pattern).signs
LETTERS = {"h": "小时", "s": "秒", "min": "分钟", "d": "天", "a": "年", "t": "吨", "kg": "公斤", "L": "升"}


def find_bounds(text: str, start: int, floor: int, one: Measured) -> Bounds:
    """The bounds of ``one``, whose number starts at ``start``; words before ``floor`` belong to another number."""
    per, end = _per(text, one.end, one.unit)
    if one.unit.kind == "duration" and (away := AWAY.match(text, floor, start)):
        return Bounds(away.start(), end, "under" if away["under"] else "over", per)
    after = AFTER.match(text, end) if text[end : end + 1] in FIRST_AFTER else None
    open_ended = one.surface and not one.more and not after
    late = LATE_MORE.match(text, end) if open_ended and text.startswith(LATE, end) else None
    offer = OFFERS.match(text, floor, start) if text.find("最高", floor, start) >= 0 else None
    before = _before(text, floor, start)
    bound = _bound(text, floor, one, before, after, late, offer)
    first = offer or before
    last = after or late
    return Bounds(first.start() if first else start, last.end() if last else end, bound, per)


def _before(text: str, floor: int, start: int) -> regex.Match | None:
    found = BEFORE.match(text, floor, start) if LAST_BEFORE.admits(text[start - 1 : start]) else None
    if not found and not FIRST_APART.isdisjoint(text[max(floor, start - FARTHEST) : start]):
        found = BEFORE_APART.match(text, floor, start)
    if not found and (text[start] in "百千万亿" or text.startswith("成", start + 1)):  # 过万亩, 过三成
        found = BEFORE_ROUND.match(text, floor, start)
    return found


def _bound(text: str, floor: int, one: Measured, before, after, late, offer) -> str:
    """The bound by the matches found: a word before counts more than one after, and that more than 余."""
    if one.low != one.high:
        return "range"
    word = before and _hedge(before.group())
    if word and word in EXTREMES and EXTREME_OF.match(text, floor, before.start()):
        word = None  # 海拔最高1895米, 单日最高7.4万人次: the highest there is, and no limit
    if word and not (word in LIMITS and one.more):
        return BOUND[word, "before"]
    if after:
        return BOUND[after.group().strip(), "after"]
    if one.more or late:
        return "about" if one.more == "来" else "over"
    return "under" if offer else "exact"


def _hedge(words: str) -> str:
    """The longest hedge that ``words`` start with."""
    return next(words[:size] for size in SIZES[words[0]] if (words[:size], "before") in BOUND)


def _per(text: str, start: int, unit: Unit) -> tuple[str, int]:
    """What one of it is, where it is written after the unit (8万元/名, 6000元每公斤), and where that ends."""
    found = PER.match(text, start) if unit.name and text[start : start + 1] in FIRST_PER else None
    if not found:
        return "", start
    surface = unit_at(text, found.start("per"))
    if len(surface) > len(found["per"]):
        return surface, found.start("per") + len(surface)
    if found["per"] in "年天月周" and found.group().startswith("每"):  # 30万元每年都…
        return "", start
    return LETTERS.get(found["per"], found["per"]), found.end()
