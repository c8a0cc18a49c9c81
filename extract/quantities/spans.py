"""Where the quantities of a sentence stand and what they say: the only place where numbers are read."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import regex

from extract.quantities.amounts import amount_at
from extract.quantities.bounds import Bounds, find_bounds
from extract.quantities.edges import last_sign, signs_beside
from extract.quantities.measures import NUMERIC, Measured, measure
from extract.quantities.ranks import rank_at
from extract.quantities.refusals import Refused, refuse, refuse_rest
from extract.quantities.units import UNITS, Unit


class Quantity(NamedTuple):
    """A number with its bound and unit: ``text[start:end]`` runs from the approximator to the unit or the per-form.

    ``value``, ``low`` and ``high`` are in ``unit``, 万 and 亿 applied; a range has no value. ``number`` is where the
    digits start. ``per`` is what one of it is (8万元/名 → 名).
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


STOP = regex.compile(r"[。；！？]")
PAUSE = regex.compile(r"$|[，。、；：！？）)”’\s]|了[，。]|的|之?间|以?[上下内]|左右")
MONEY_CONTEXT = regex.compile(
    r"贷款|投资|资金|收入|亏损|利润|产值|资产|奖金|费|价|工资|薪|营收|净利|税|补贴|款|债|赔|花|挣|欠|捐|成交额|金额|总额|销售额|市值|融资|注册资本|盈利|罚"
)
# 8000余万的产值
OF_MONEY = regex.compile("的(?:年?(?:产值|收入|利润|营收)|资金|投资|贷款|销售额|损失|费用|债务|补助|补贴|奖金|税收)")
INDEX_CONTEXT = regex.compile(
    r"""(?r)(?:指数|系数|得分|评分|总分|均分|比值|容积率|密度|面积|PMI|pH值?|净值|市盈率)\p{Han}{0,6}
    (?:为|达到?|至|是|报|于)[了约近超过]{0,2}""",
    regex.VERBOSE,
)
# 气温-3℃, 净利润-1733.63万元, 增速为-2.1%; not the dash of 北京-12名
BELOW_ZERO = regex.compile(
    r"(?r)(?:(?<![\d\p{Han}A-Za-z℃度%])|(?<=[为是达至到温在于润损益额入率速幅差值流比长]))[-−－]\s?"
)
LAST_BELOW_ZERO = last_sign(BELOW_ZERO.pattern.removeprefix("(?r)"))
SIGNED = frozenset(("temperature", "money", "share", "point"))
# 气温38度, 用电60度: what is measured tells the degree; otherwise it is an angle
DEGREE = regex.compile(
    r"(?r)(?:(?P<heat>[气水地室体油炉低高]温|温度|酷热|严寒|高烧|发烧|最低|最高)|(?P<power>[用发耗节省供]电量?|电量|度电))\p{Han}{0,6}\s?"
)
HEAT, POWER = replace(UNITS["摄氏度"], name="度"), replace(UNITS["度电"], name="度")
HOME = regex.compile(
    "面积|[房屋室厅墅铺]|户型|住宅|公寓|别墅|装修|小区|办公|仓库|大棚|建筑"
)  # 120平 of a home; 12平 of a match
# 4400万块砖, 广告牌60余块: pieces, and no money
PIECE = Unit("块", "count")
PIECES_AFTER = regex.compile(
    "[砖石玻草煤豆牌匾钢铁木布肉板屏碑瓦]|绿地|田|耕地|电池|手表|手机|金牌|银牌|奖牌|土地|地(?![方区])|硬盘|蛋糕|香皂|广告|显示|展板"
)
PIECES_BEFORE = regex.compile(r"(?r)(?:[牌板匾砖屏石碑坪瓦]|店招|广告|绿地|电池|手表|耕地|田地)[约近共达超过余有]*\s?")
# 新台币5亿元: the currency stands before the number
CURRENCY = regex.compile(r"(?r)(?P<name>新台币|台币|港币|美金|人民币)[约近逾超]?\s?")


def find_quantities(text: str) -> Iterator[Quantity | Refused]:
    """Yield every number of ``text`` in order, never overlapping: as a quantity, or refused with the reason."""
    cursor = 0
    while found := NUMERIC.search(text, cursor):
        item = read_number(text, found.start(), cursor)
        yield item
        cursor = item.end


def read_number(text: str, start: int, floor: int) -> Quantity | Refused:
    """The number that starts at ``start``; words before ``floor`` belong to the number before it."""
    signs = signs_beside(text, start)
    if signs[0] == "第" and (rank := rank_at(text, start, floor)):
        return Quantity(start - 1, rank[0], start, rank[1], None, None, "exact", UNITS["位"], "", "rank")
    return refuse(text, start, signs) or quantity_at(text, start, floor, signs) or refuse_rest(text, start)


def quantity_at(text: str, start: int, floor: int, signs: tuple[str, str, str]) -> Quantity | None:
    """The quantity whose number starts at ``start``, with the approximator before it from ``floor`` on."""
    found = amount_at(text, start, signs)
    if found is None:
        return None
    rule, amount = found
    one = measure(text, amount, rule)
    if not one.surface and not one.unit.name:
        one = without_unit(text, start, one)
    if one is None:
        return None
    first = start
    signed = one.unit.kind in SIGNED and LAST_BELOW_ZERO.admits(text[start - 1 : start])
    if signed and (below := BELOW_ZERO.match(text, floor, start)):
        one, first = _below_zero(one), below.start()
    if one.unit is UNITS["元"] and (currency := CURRENCY.match(text, floor, start)):
        one, first = one._replace(unit=UNITS[currency["name"]]), currency.start()
    if one.surface == "度" and (degree := DEGREE.match(text, floor, start)):
        one = one._replace(unit=HEAT if degree["heat"] else POWER)
    if one.surface == "平" and not HOME.search(text, max(0, start - 16), one.end + 8):
        return None
    if one.surface == "块" and (PIECES_AFTER.match(text, one.end) or PIECES_BEFORE.match(text, floor, start)):
        one = one._replace(unit=PIECE)
    bounds = find_bounds(text, first, floor, one)
    return _quantity(start, one, bounds)


def _below_zero(one: Measured) -> Measured:
    """-3℃到5℃: the sign belongs to the first number."""
    if one.low == one.high:
        return one._replace(low=-one.low, high=-one.low)
    return one._replace(low=-one.low)


def without_unit(text: str, start: int, one: Measured) -> Measured | None:
    """A number that needs no unit: 40.8万青年, 近53万, an index; money where the clause speaks of money (最高30万)."""
    if not one.large and one.more not in ("几", "余", "多"):
        return one._replace(rule="index") if _is_index(text, start, one.end) else None
    clause = STOP.split(text[max(0, start - 24) : start])[-1]
    if OF_MONEY.match(text, one.end) or (PAUSE.match(text, one.end) and MONEY_CONTEXT.search(clause)):
        return one._replace(unit=UNITS["元"], rule="money_bare")
    return one._replace(rule="count_bare") if one.large else None


def _is_index(text: str, start: int, end: int) -> bool:
    return bool(INDEX_CONTEXT.match(text, max(0, start - 16), start)) and bool(PAUSE.match(text, end))


def ends_of(bound: str, value: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """``low`` and ``high`` of a single number: 超 and 余 leave it open above, 不到 below; exact has neither."""
    return (value if bound == "over" else None), (value if bound == "under" else None)


def _quantity(number: int, one: Measured, bounds: Bounds) -> Quantity:
    if bounds.bound == "range":
        value, low, high = None, one.low, one.high
    else:
        value, (low, high) = one.low, ends_of(bounds.bound, one.low)
    return Quantity(bounds.start, bounds.end, number, value, low, high, bounds.bound, one.unit, bounds.per, one.rule)
