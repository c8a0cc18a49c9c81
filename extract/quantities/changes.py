"""Whether a quantity is a level, the amount of a change or a gap: its direction, the value before, and its basis."""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

import regex

from extract.quantities.bases import far_basis, gap_basis, near_basis
from extract.quantities.change_rules import RULES, Rule
from extract.quantities.edges import admitted, first_sign, last_sign
from extract.quantities.numerals import parse_number
from extract.quantities.spans import Quantity


class Change(NamedTuple):
    """How a quantity is meant; ``cue`` is where its leading words start (达到, 同比增长): the subject ends there.

    ``before`` is the value before in the quantity's unit; ``absorbed`` is true if the quantity before gave it.
    """

    measure: str
    direction: str
    before: Decimal | None
    basis: str
    cue: int
    absorbed: bool
    rule: str


PATTERNS = tuple(regex.compile(f"(?r)(?:{rule.cue})\\s?") for rule in RULES)
# What a cue must end with, right before the quantity, and what it must start with, somewhere before.
ENDING = admitted([last_sign(rf"(?:{rule.cue})\s?") for rule in RULES])
STARTS = tuple(first_sign(rule.cue) for rule in RULES)
OBJECT_RULES = ("more_of", "less_of", "raised", "lowered")
OF_RULES = (*OBJECT_RULES, "new", "list")
# 从全国第18位|升至第10位, 由上年的第九位|第7位
RANK_BEFORE = regex.compile(
    r"(?r)(?:从|由)[^，。；]{0,12}?第(?P<rank>\d+|[一二三四五六七八九十百]+)[位名]?(?:[升跃晋进降退跌滑]?[到至])?"
)
LISTED = regex.compile(r"\s?(?:、|和|及|与|以及|，)\s?")
LISTED_THINGS = regex.compile(r"[^，。；：\d]{1,16}(?:、|和|以及|及)|(?:、|和|以及|及)[^，。；：、\d]{1,16}")
IN_TURN = 20  # signs between 分别 and the first of its amounts
APART = regex.compile(r"[。；！？]|，.*，")
# 从…到… without a verb of direction: 有机田从300亩发展到5000亩, 由17个变为22个
STANDARD = regex.compile("的(?:平均|水平|标准|目标|预期|纪录|记录|预测|上限|下限)")
BECOME = regex.compile(
    r"(?r)(?:(?:发展|变|调整|改|修订|修正|更正|转变|演变|更新|过渡|优化|整合|扩建|如今|现在|目前)(?:到|为|成|至)|[到至])了?(?:全[国省市]|如今的|现在的|目前的|今天的|今年的)?\s?"
)
FROM = regex.compile(
    r"(?r)(?:从|由|原来的?|原先的?|原有的?|本来是?|本来定了|过去的?|此前的?|之前的?|以前的?|最初的?|当初的?|去年的?|上年的?|上年同期的?)(?:[^，。；\d]{0,12}|[^，。；\d]{0,4}(?:19|20)\d\d年(?:\d{1,2}月)?[底末初]?的?)"
)
# 以50万的速度增长, 保持30%以上的快速增长势头
SPEED = regex.compile(
    r"的(?:(?:速度|增速|幅度|速率)\p{Han}{0,3}?(?:(?P<rise>增长|递增|上升|增加|扩大|提高)|(?P<fall>下降|减少|递减|萎缩|缩小))"
    r"|(?:\p{Han}{2,4})?(?:(?P<rise>增长|增速|增幅|涨幅)|(?P<fall>负增长|降幅|跌幅))(?:势头|态势|速度|水平)?(?=[，。；、！）]|$))"
)


def find_change(
    text: str, floor: int, quantity: Quantity, previous: Quantity | None, previous_change: Change | None
) -> Change:
    """How ``quantity`` is meant, by the words from ``floor`` (the start, or the quantity before) to its own start.

    ``previous`` and ``previous_change`` are those of the quantity before it in the sentence: a list shares its verb,
    and 从20%提升到90% is one figure.
    """
    rule, found = _first_rule(text, floor, quantity)
    if rule is None and text.startswith("的", quantity.end) and (speed := SPEED.match(text, quantity.end)):
        return _change("change", "fall" if speed["fall"] else "rise", quantity.start, "speed")
    if rule is None and _continues(text, quantity, previous, previous_change):
        before = previous_change
        return _change(before.measure, before.direction, quantity.start, "list", before.basis)
    cue = found.start() if found else quantity.start
    if previous and (change := _from_to(text, quantity, previous, rule, cue)):
        return change
    if change := _from_rank(text, floor, quantity, cue):
        return change
    return _led(text, floor, quantity, rule, found)


def _led(text: str, floor: int, quantity: Quantity, rule: Rule | None, found: regex.Match | None) -> Change:
    """The change that ``rule`` leads into, with its basis."""
    if rule is None:
        return _change("level", "", quantity.start, "level", far_basis(text, floor, quantity.start))
    if rule.name in OBJECT_RULES:  # 新增公园100座: the thing counted stands between
        return _change(rule.measure, rule.direction, quantity.start, rule.name)
    cue = found.start()
    if rule.name.startswith("rate"):  # GDP同比增速为5%: the rate is the subject, and its basis is within it
        return _change(rule.measure, rule.direction, cue, rule.name, far_basis(text, floor, cue))
    if basis := near_basis(text, floor, cue):
        return _change(rule.measure, rule.direction, basis.start(), rule.name, basis["basis"])
    return _change(rule.measure, rule.direction, cue, rule.name, gap_basis(rule.name, found.group().strip()))


def _change(measure: str, direction: str, cue: int, rule: str, basis: str = "") -> Change:
    """A change that names no value before."""
    return Change(measure, direction, None, basis, cue, False, rule)


def _from_rank(text: str, floor: int, quantity: Quantity, cue: int) -> Change | None:
    """从去年的第18位升至第10位: the rank before is an ordinal, and no quantity of its own."""
    found = RANK_BEFORE.match(text, floor, cue) if quantity.rule == "rank" else None
    if not found:
        return None
    before = parse_number(found["rank"])
    direction = _direction(before, quantity.value, "rank")
    return Change("level", direction, before, "", found.start(), False, "from_to")


def _first_rule(text: str, floor: int, quantity: Quantity) -> tuple[Rule | None, regex.Match | None]:
    start = quantity.start
    signs = frozenset(text[floor:start])
    for rule, pattern, needed in _ending_with(text[start - 1] if start else ""):
        if needed and needed.isdisjoint(signs):
            continue
        found = pattern.match(text, floor, start)
        if found and not _is_no_change(rule, found, quantity) and not _is_standard(rule, text, quantity):
            return rule, found
    return None, None


@cache
def _ending_with(sign: str) -> tuple[tuple[Rule, regex.Pattern, frozenset[str]], ...]:
    """The rules whose cue may end with ``sign``, each with its pattern and the signs one of which it starts with."""
    fitting = ENDING(sign)
    rules = zip(RULES, PATTERNS, STARTS, strict=True)
    return tuple(
        (rule, pattern, frozenset() if starts.admits("") else starts.signs)
        for place, (rule, pattern, starts) in enumerate(rules)
        if fitting >> place & 1
    )


def _is_no_change(rule: Rule, found: regex.Match, quantity: Quantity) -> bool:
    """均高3米 is a height, 保护提升13个 counts what was improved, and 提高补助标准30元 is read as a level."""
    if rule.name in ("raised", "lowered"):
        return quantity.unit.kind not in ("share", "point")
    if rule.name in ("gap_lower", "gap_higher"):
        return quantity.unit.kind == "length"
    return (
        rule.name == "rise_by" and quantity.unit.kind == "count" and found.group().strip() in ("提升", "提高", "提升了")
    )


def _is_standard(rule: Rule, text: str, quantity: Quantity) -> bool:
    """低于每年20次的平均数: the number is itself what is held against, and no gap."""
    return rule.name in ("gap_over", "gap_under") and bool(STANDARD.match(text, quantity.end))


def _continues(text: str, quantity: Quantity, previous: Quantity | None, change: Change | None) -> bool:
    """增长5%、6%和7%, 提高到30%、72%: only a list's sign stands between, and the units agree."""
    if not previous or not change or not change.direction:
        return False
    between = text[previous.end : quantity.start]
    if "，" in between and previous.unit != quantity.unit:  # 减少人口5万人，3个县摘帽
        return False
    if LISTED.fullmatch(between) and (previous.unit.kind == quantity.unit.kind or _in_turn(text, previous)):
        return True
    # 新增1个产业集群、2个产业园
    return change.rule in OF_RULES and bool(LISTED_THINGS.fullmatch(between))


def _in_turn(text: str, first: Quantity) -> bool:
    """油、气产量分别增产12万吨和3亿立方米: the verb is said once for amounts of two kinds."""
    return "分别" in text[max(0, first.start - IN_TURN) : first.start]


def _from_to(text: str, quantity: Quantity, previous: Quantity, rule: Rule | None, cue: int) -> Change | None:
    """从20%提升到90%, 14.7%降至13%: the quantity before is the value before."""
    earlier = _in_unit_of(quantity, previous)
    if earlier is None or quantity.value is None:
        return None
    to = rule.name in ("rise_to", "fall_to") if rule else False
    become = None if to else BECOME.match(text, previous.end, quantity.start)
    if not to and not become:
        return None
    begin = cue if to else become.start()
    if begin < previous.end or APART.search(text[previous.end : begin]):
        return None
    led = FROM.match(text, max(0, previous.start - 16), previous.start)
    between = text[previous.end : begin]
    if not led and not (to and len(between.strip()) <= 4 and "，" not in between):
        return None
    direction = rule.direction if to else _direction(earlier, quantity.value, quantity.unit.kind)
    start = led.start() if led else previous.start
    return Change("level", direction, earlier, far_basis(text, max(0, start - 20), start), start, True, "from_to")


def _in_unit_of(quantity: Quantity, previous: Quantity) -> Decimal | None:
    """The value of ``previous`` in the unit of ``quantity``: 120 of 从2小时缩短到40分钟; ``None`` where none is."""
    one, other = quantity.unit, previous.unit
    if previous.value is None or other.name in (one.name, ""):
        return previous.value
    if one.kind != "duration" or one.kind != other.kind or one.base != other.base or not (one.factor and other.factor):
        return None
    return previous.value * other.factor / one.factor


def _direction(before: Decimal, after: Decimal, kind: str) -> str:
    if before == after:
        return ""
    return "rise" if (after > before) != (kind == "rank") else "fall"
