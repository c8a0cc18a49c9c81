"""Where the quantities of a sentence stand and what they say: the only place where numbers are read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

import regex

from extract.quantities.amounts import Amount, amount_at
from extract.quantities.refusals import Refused, refuse, refuse_rest
from extract.quantities.units import NO_UNIT, UNITS, Unit, unit_at
from extract.tables import read_table


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound and unit: ``text[start:end]`` runs from the approximator to the unit or the per-form.

    ``value``, ``low`` and ``high`` are in ``unit``, 万 and 亿 applied; a range has no value. ``number`` is where the
    digits start, ``tail`` where the words after the unit start. ``per`` is what one of it is (8万元/名 → 名).
    """

    start: int
    end: int
    number: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: Unit
    per: str
    rule: str


class Measured(NamedTuple):
    """An amount with its unit: where it ends, both ends of a range, and how it was written."""

    end: int
    low: Decimal
    high: Decimal
    more: str
    large: bool
    unit: Unit
    surface: str
    rule: str


NUMERIC = regex.compile(r"[\d零〇一二两三四五六七八九十百千万亿半]")
JOIN = regex.compile(r"\s?(?:至|到|或|[-—–－~～―]{1,2})\s?")
BELOW_ZERO = regex.compile(r"(?r)(?:零下|(?<![\d\p{Han}℃度])[-−－]|(?<=[为是达至到温])[-−－])")
LIST = regex.compile(r"\s?[、和及与]\s?")
HAN = regex.compile(r"\p{Han}")
PAUSE = regex.compile(r"$|[，。、；：！？）)”’\s]|了[，。]|的|之?间|以?[上下内]|左右")

HEDGES = read_table("hedges", key="surface side")
BOUND = {(row.surface, row.side): row.bound for row in HEDGES}
_before = sorted((row.surface for row in HEDGES if row.side == "before"), key=len, reverse=True)
_after = sorted((row.surface for row in HEDGES if row.side == "after"), key=len, reverse=True)
NOT_AFTER = {row.surface: f"(?<![{row.not_after}])" for row in HEDGES if row.not_after}
ROUND = ("上", "过")  # 上百家, 过百万元: only before a round number
LIMITS = ("最高", "最低", "最多", "最少", "至多", "至少", "起码")  # give way to 余 and 多: 最高有3000多元
_plain = [NOT_AFTER.get(word, "") + word for word in _before if word not in ROUND]
_round = [NOT_AFTER[word] + word for word in ROUND]
# Read backwards from the number: 超过了2000吨, 至少是1500元, 最高可领5000元, 不超过合同金额的50%.
BEFORE = regex.compile(
    rf"""(?r)(?:(?:{"|".join(_plain)})(?:了|是|为|有|才|在|达到?)?
    |(?:{"|".join(LIMITS)})(?:可以?|能够?|需要?|要|应|须)\p{{Han}}{{0,2}}|(?:至少|至多|起码|最多)\p{{Han}}{{1,2}}
    |(?:不超过|不得超过|不低于|不少于|不高于|约占)[^，。；、\d]{{1,6}}的)\s?""",
    regex.VERBOSE,
)
BEFORE_ROUND = regex.compile(rf"(?r)(?:{'|'.join(_round)})(?:了)?\s?")
AFTER = regex.compile(r"\s?(?:" + "|".join(_after) + r")(?!涨|升|诉|游|降|学|班|午|一|[上下]|点|步|来|次|滑|调|至|到|周|飞|源|伏|容|部|涝|陆|蒙|外|江|设|共|建|就)")

PER = regex.compile(r"\s?(?:[/／]|每(?=\p{Han}))\s?(?P<per>个?月|小时|分钟|立方米|[a-zA-Z]{1,3}|\p{Han})")
LETTER_TIMES = {"h": "小时", "s": "秒", "min": "分钟", "d": "天", "a": "年", "t": "吨", "kg": "公斤", "L": "升"}
HALF_MORE = regex.compile(r"个(?P<how>半|多|把)(?=小时|月|星期|钟头|百分点|学期|世纪)")
FINE = {  # the next smaller unit, and how many make one: 3小时20分 is given in minutes, 5元8角 stays money
    "小时": ("分", "分钟", 60),
    "分钟": ("秒", "秒", 60),
    "分": ("秒", "秒", 60),
    "元": ("角", "元", 1),
    "年": ("个月", "个月", 12),
}
FINE_PART = regex.compile(r"零?(?P<digits>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<unit>分钟?|秒钟?|角|毛|个月)")
DECIMAL_PART = regex.compile(r"(?P<digits>\d{1,2}|半|[一二三四五六七八九])(?![\d.%万亿]|(?<!半)(?!的|左右|以|夺|获|摘)\p{Han}|(?<=半)[个年月天径])")

MONEY_CONTEXT = regex.compile(
    r"(?:贷款|投资|资金|收入|亏损|利润|产值|资产|奖金|费用?|价格?|营收|净利|税|学费|补贴|款|债|索赔|赔|花|挣|欠|捐|成交额|金额|总额|销售额|市值|融资|注册资本|盈利|赔偿|罚)"
)
INDEX_CONTEXT = regex.compile(r"(?r)(?:指数|系数|得分|评分|总分|均分|比值|容积率|密度|面积|PMI|pH值?|GDP|净值|市盈率)(?:\p{Han}{0,6})?(?:为|达到?|至|是|报|于)[了约近超过]{0,2}")
# 不超过验收通过后1年: the limit stands before the event it counts from
AWAY = regex.compile(r"(?r)(?:(?P<under>不得?超过|最[长迟晚]|不晚于)|(?P<over>不少于|不低于|至少|最短))\p{Han}{1,8}[后起]")
OFFERS = regex.compile(r"(?r)最高(?:奖金|奖励|奖|补贴|补助|资助|支持|贷款|额度|赔付|罚款|可?获|可?贷|可?补|可?奖)")


def find_quantities(text: str) -> Iterator[Quantity | Refused]:
    """Yield every number of ``text`` in order, never overlapping: as a quantity, or refused with the reason."""
    cursor = 0
    while found := NUMERIC.search(text, cursor):
        item = read_number(text, found.start(), cursor)
        yield item
        cursor = item.end


def read_number(text: str, start: int, floor: int) -> Quantity | Refused:
    """The number that starts at ``start``; words before ``floor`` belong to the number before it."""
    return rank_at(text, start, floor) or refuse(text, start) or quantity_at(text, start, floor) or refuse_rest(text, start)


def quantity_at(text: str, start: int, floor: int) -> Quantity | None:
    """The quantity whose number starts at ``start``, with the approximator before it from ``floor`` on."""
    found = amount_at(text, start)
    if found is None:
        return None
    rule, amount = found
    one = measured_at(text, amount, rule)
    one = ranged(text, one) or composed(text, one) or one
    one = composed(text, one) or one  # 2小时8分33秒
    if one.unit.kind == "temperature" and (below := BELOW_ZERO.match(text, floor, start)):
        low = -one.low if below else one.low
        one = one._replace(low=min(low, one.high if one.high != one.low else low), high=one.high if one.high != one.low else low)
        return replace(bounded(text, start, floor, one), start=below.start())
    if not one.surface and not one.unit.name:
        one = counted_without_unit(text, start, one)
    return one and bounded(text, start, floor, one)


def measured_at(text: str, amount: Amount, rule: str) -> Measured:
    """``amount`` with the unit that follows it: 个多小时 and 个半月 are opened, a truncated unit is completed."""
    end, low, high, more = amount.end, amount.low, amount.high, amount.more
    if amount.unit:
        return Measured(end, low, high, more, amount.large, amount.unit, amount.unit.name, rule)
    end += text.startswith(" ", end)
    if middle := HALF_MORE.match(text, end):
        end = middle.end() if middle["how"] != "半" else middle.end()
        half = Decimal("0.5") if middle["how"] == "半" else Decimal(0)
        low, high, more = low + half, high + half, more or ("多" if middle["how"] == "多" else "")
        surface = "个月" if text.startswith("月", end) else unit_at(text, end)
        end += 1 if surface == "个月" else len(surface)
    else:
        surface = unit_at(text, end)
        if not surface:
            end = amount.end
        end += len(surface)
    unit = UNITS.get(surface, NO_UNIT)
    return complete(text, Measured(end, low, high, more, amount.large, unit, surface, rule))


def complete(text: str, one: Measured) -> Measured:
    """The unit that a list gives once at its end (3、5、7公里) or cuts short (12.7个、12个百分点)."""
    if one.surface not in ("", "个"):
        return one
    end = one.end
    while gap := LIST.match(text, end):
        found = NUMERIC.match(text, gap.end()) and amount_at(text, gap.end())
        if not found:
            return one
        end = found[1].end
        surface = unit_at(text, end)
        end += len(surface)
        if surface and surface != "个" and (one.surface == "" or surface.startswith("个")):
            return one._replace(unit=UNITS[surface], surface=surface)
    return one


def ranged(text: str, one: Measured) -> Measured | None:
    """``one`` with a second number as the other end of a range: 30至50万元, 2%—3%, 1500米至1800."""
    join = JOIN.match(text, one.end)
    found = join and NUMERIC.match(text, join.end()) and amount_at(text, join.end())
    if not found or one.low != one.high:
        return None
    other = measured_at(text, found[1], one.rule)
    if one.surface and other.surface and one.unit.name != other.unit.name:
        return None
    if not (one.surface or other.surface or one.large or other.large):
        return None
    unit, surface = (other.unit, other.surface) if other.surface else (one.unit, one.surface)
    low = one.low
    if other.large and not one.large and not one.surface:
        low = _shared_magnitude(low, text[join.end() : found[1].end], other.low)
    if low >= other.high:
        return None
    return Measured(other.end, low, other.high, other.more, other.large, unit, surface, "range")


def _shared_magnitude(low: Decimal, words: str, high: Decimal) -> Decimal:
    """30 of 30至50万: in 万 as well, if 30 is below 50."""
    power = 1
    for char in reversed(words):
        if char not in "十百千万亿":
            break
        power *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    return low * power if low * power < high else low


def composed(text: str, one: Measured) -> Measured | None:
    """``one`` with its smaller part: 3小时20分, 5元8角, 1米75, 3斤半."""
    if one.low != one.high or not one.surface:
        return None
    fine = FINE.get(one.unit.name)
    part = fine and FINE_PART.match(text, one.end)
    if part and part["unit"].startswith(fine[0]):
        return _with_part(one, part, fine[1], fine[2])
    if one.unit.name in ("米", "斤", "元", "公斤", "亩", "里", "秒", "年", "公里", "天", "吨") and (part := DECIMAL_PART.match(text, one.end)):
        return _with_decimals(one, part)
    return None


def _with_part(one: Measured, part: regex.Match, name: str, times: int) -> Measured:
    digits = part["digits"]
    small = Decimal(digits) if digits.isascii() else _han(digits)
    value = one.low * times + (small / 10 if name == "元" else small)
    return one._replace(end=part.end(), low=value, high=value, unit=UNITS[name], surface=name, rule="composite")


def _with_decimals(one: Measured, part: regex.Match) -> Measured:
    digits = part["digits"]
    decimals = Decimal("0.5") if digits == "半" else Decimal(f"0.{digits if digits.isascii() else int(_han(digits))}")
    return one._replace(end=part.end(), low=one.low + decimals, high=one.high + decimals, rule="composite")


def _han(words: str) -> Decimal:
    from extract.quantities.numerals import parse_number

    return parse_number(words)


def counted_without_unit(text: str, start: int, one: Measured) -> Measured | None:
    """A number that needs no unit: 40.8万青年, 近53万, an index; money where the clause speaks of money (最高30万)."""
    if not one.large and one.more not in ("几", "余", "多"):
        return one._replace(rule="index") if _is_index(text, start, one.end) else None
    clause = text[max(0, start - 24) : start]
    clause = clause[max(clause.rfind(mark) for mark in "。；！？") + 1 :]
    if PAUSE.match(text, one.end) and MONEY_CONTEXT.search(clause):
        return one._replace(unit=UNITS["元"], rule="money_bare")
    if not one.large:
        return None
    return one._replace(rule="count_bare")


def _is_index(text: str, start: int, end: int) -> bool:
    return bool(INDEX_CONTEXT.match(text, max(0, start - 16), start)) and bool(PAUSE.match(text, end))


def bounded(text: str, start: int, floor: int, one: Measured) -> Quantity:
    """The quantity of ``one`` with the words before and after it that say how exact it is, and what one of it is."""
    end = one.end
    per, end = per_at(text, end, one.unit)
    after = AFTER.match(text, end)
    late_more = regex.compile(r"[多余](?![个种名])").match(text, end) if one.surface and not one.more and not after else None
    offer = OFFERS.match(text, floor, start)
    before = BEFORE.match(text, floor, start)
    if not before and text[start] in "百千万亿":
        before = BEFORE_ROUND.match(text, floor, start)
    away = AWAY.match(text, floor, start) if one.unit.kind == "duration" else None
    if away:
        return _quantity(away.start(), end, start, one, "under" if away["under"] else "over", per)
    bound = _bound(one, before, after, bool(late_more), bool(offer))
    end = after.end() if after else late_more.end() if late_more else end
    first = offer.start() if offer else before.start() if before else start
    return _quantity(first, end, start, one, bound, per)


def _bound(one: Measured, before: regex.Match | None, after: regex.Match | None, late: bool, offer: bool) -> str:
    if one.low != one.high:
        return "range"
    word = before and next(surface for surface in _before if before.group().startswith(surface))
    if word and not (word in LIMITS and one.more):
        return BOUND[word, "before"]
    if after:
        return BOUND[after.group().strip(), "after"]
    if one.more or late:
        return "about" if one.more == "来" else "over"
    return "under" if offer else "exact"


def per_at(text: str, start: int, unit: Unit) -> tuple[str, int]:
    """What one of it is, where it is written after the unit (8万元/名, 6000元每公斤), and where that ends."""
    found = PER.match(text, start)
    if not found or not unit.name:
        return "", start
    surface = unit_at(text, found.start("per"))
    if len(surface) > len(found["per"]):
        return surface, found.start("per") + len(surface)
    per = LETTER_TIMES.get(found["per"], found["per"])
    return ("", start) if per in "年天月周" and found.group().startswith("每") else (per, found.end())


def _quantity(start: int, end: int, number: int, one: Measured, bound: str, per: str) -> Quantity:
    if bound == "range":
        return Quantity(start, end, number, None, one.low, one.high, bound, one.unit, per, one.rule)
    low = one.low if bound == "over" else None
    high = one.low if bound == "under" else None
    return Quantity(start, end, number, one.low, low, high, bound, one.unit, per, one.rule)


RANK = regex.compile(r"(?P<number>\d+|[一二三四五六七八九十百]+)(?P<unit>位|名|大)?")
RANK_BEFORE = regex.compile(
    r"""(?r)(?:第[一二三四五六七八九十\d]+位?[、和]第|(?:(?:第[一二三四五六七八九十\d]+位?)(?:[的是为]\p{Han}+)?，\p{Han}{0,8}第)|(?:居|列|排名?|位次|[升跃降移退][至到]|夺得|荣获|获得?|保持|总分|团体|全[国省市区县球]|世界|亚洲|亚太|国内|国际|省内|行业|地区|[中西东]部|东北|排在)
        (?:了|在|于|为|全[国省市区县球]|全行业|世界|亚洲|同\p{Han}{1,6}|\p{Han}{0,5}?)??第)""",
    regex.VERBOSE,
)
NOT_RANK = regex.compile(r"[季产次届期批版章条步线手时任责号轮部梯代年天个课夫家方]|个|书记|方阵")
PLACE_UNIT = UNITS["位"]


def rank_at(text: str, start: int, floor: int) -> Quantity | None:
    """The rank whose number starts at ``start``: 第3位, 居全国第一, 第七大股东; an ordinal (第八届) is none."""
    if start == 0 or text[start - 1] != "第" or start - 1 < floor:
        return None
    found = RANK.match(text, start)
    if not found or not _is_rank(text, found, floor):
        return None
    value = Decimal(found["number"]) if found["number"].isascii() else _han(found["number"])
    return Quantity(start - 1, found.end(), start, value, None, None, "exact", PLACE_UNIT, "", "rank")


def _is_rank(text: str, found: regex.Match, floor: int) -> bool:
    if found["unit"] == "大":
        return bool(HAN.match(text, found.end()))
    if found["unit"]:
        return bool(regex.compile(r"$|[，。、；：！？）)”]|[的是为、和，]|以|左右").match(text, found.end())) or bool(
            RANK_BEFORE.match(text, floor, found.start())
        )
    return bool(RANK_BEFORE.match(text, floor, found.start())) and not NOT_RANK.match(text, found.end())
