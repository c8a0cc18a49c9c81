"""Whether a quantity is a level, the amount of a change or a gap: its direction, the value before, and its basis."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import regex

from extract.quantities.spans import Quantity


@dataclass(frozen=True, slots=True)
class Change:
    """How a quantity is meant. ``cue`` is where its leading words start (达到, 同比增长), so that the subject ends there.

    ``before`` is the value before in the quantity's unit; ``absorbed`` is true if it came from the quantity just before.
    """

    measure: str
    direction: str
    before: Decimal | None
    basis: str
    cue: int
    absorbed: bool
    rule: str


class Rule(NamedTuple):
    """A way of leading into a number. ``cue`` is a regex for words that end where the quantity starts.

    ``example`` is a test: for its last quantity this rule must be the one.
    """

    name: str
    cue: str
    measure: str
    direction: str
    example: str


RISE = r"(?:上升|上浮|上涨|上调|前移|回升|增加|增多|增至|增长|壮大|延长|扩大|扩展|抬升|拓宽|拓展|提升|提速|提高|攀升|跃升|跃居|升|增|扩|涨|跃)"
FALL = r"(?:下浮|下滑|下调|下跌|下降|减低|减少|压减|压缩|压降|回落|收窄|滑落|精简|缩小|缩短|萎缩|降低|减|缩|跌|退|降)"
SCALE = r"(?:全[国省市区县球]|世界|亚洲|同期|历史)?"

# The first rule that fits wins, so a longer cue stands above the shorter one it contains.
RULES = (
    Rule(
        "rise_to",
        rf"(?:{RISE}(?:[至到]了?|为|成|达到?)|(?:跃居|升居|晋升|晋位|前移|跃升)(?:至|到|为)?)(?:了|全[国省市县]|世界|全球|亚洲)?(?:[^，。；、\d]{{1,8}}的|\d{{4}}年的)?",
        "level",
        "rise",
        "事件处置率提升到90%",
    ),
    Rule(
        "fall_to",
        rf"{FALL}(?:[至到]了?|为|成)(?:了|全[国省市县]|世界|全球|亚洲)?(?:[^，。；、\d]{{1,8}}的|\d{{4}}年的)?",
        "level",
        "fall",
        "办理时限压缩到3天",
    ),
    Rule(
        "gap_over",
        r"(?:高于|快于|高出|多于|领先于?|优于|大于|长于|好于|超出|高过|超过)(?=\p{Han}{2})[^，。；、\d]{1,13}[^，。；、\d的达有为到在至]",
        "gap",
        "rise",
        "增速高于全国0.3个百分点",
    ),
    Rule(
        "gap_under",
        r"(?:低于|慢于|少于|落后于?|短于|小于|不及)[^，。；、\d]{1,13}[^，。；、\d的达有为到在至]",
        "gap",
        "fall",
        "失业率低于全国1.2个百分点",
    ),
    Rule(
        "gap_more",
        r"(?:比|较|相比)[^，。；\d]{1,20}(?<![增提])偏?(?:高|多|快|长|贵|重|大|宽|早|深)(?:出|了|达)?",
        "gap",
        "rise",
        "比上年多3万人",
    ),
    Rule(
        "gap_less",
        r"(?:比|较|相比)[^，。；\d]{1,20}(?<![降减])偏?(?:低|少|慢|短|便宜|轻|小|窄|晚|浅)(?:出|了|达)?",
        "gap",
        "fall",
        "比去年少2000人",
    ),
    Rule(
        "gap_lower",
        r"(?<=[要均约只还也则又再将速额量率值价入月年]|平均|普遍|分别|价格|租金)(?:低|少|便宜)(?:了|出)?",
        "gap",
        "fall",
        "价格平均要低200元",
    ),
    Rule(
        "gap_higher",
        r"(?<=[要均约还也则又再将速额量率值价入月年]|平均|普遍|分别|价格|租金)(?:高|多|贵)(?:了|出)?",
        "gap",
        "rise",
        "价格平均要高200元",
    ),
    Rule("double", r"翻了?(?=[一二两三四]番|\d番)|翻了?", "change", "rise", "产值翻一番"),
    Rule(
        "rate_up",
        r"(?<=增速|增幅|涨幅|升幅|增长率|增长速度|增长幅度)(?:已经|已|均|均为|分别|保持|稳定|维持|将|要|仍)*(?:高?达到?|为|是|在|超|有|保持在|稳定在|维持在|控制在)*了?",
        "change",
        "rise",
        "海洋旅游增速保持在10%以上",
    ),
    Rule(
        "rate_down",
        r"(?<=降幅|跌幅|减幅|下降幅度|降低率|下降率)(?:已经|已|均|分别|保持|将|要|仍)*(?:高?达到?|为|是|在|超|有)*了?",
        "change",
        "fall",
        "能耗降幅为3%",
    ),
    Rule("new", r"(?:新增加?|净增加?|增设|增开|加开)了?", "change", "rise", "新增1个产业集群"),
    Rule(
        "rise_by",
        rf"(?:{RISE}|增收|增产|增资|增亏|增值|净增|净增加|新增|新增加|增设|增开|加开|增派|增建|多了|上行|加快|提前|扩容|升高|多收|多产|多赚|飙升|激增|猛增|大增|暴涨|反弹|走高|增持|恢复性增长|正增长)(?:了|幅度?(?:为|达到?)?|率?(?:为|达到?|在)|约|近)?",
        "change",
        "rise",
        "粮食产量同比增长5.2%",
    ),
    Rule(
        "fall_by",
        rf"(?:{FALL}|减产|减收|下行|少了|亏损扩大|裁减|削减|减持|减免|减税|降本|调减|压缩|走低|骤降|锐减|大跌|暴跌|放缓|负增长|节省|推迟|腾退)(?:了|幅度?(?:为|达到?)?|率?(?:为|达到?|在)|约|近)?",
        "change",
        "fall",
        "车程缩短2小时",
    ),
    Rule("apart", r"(?:相差|差距为|差距达|差距有)", "gap", "", "城乡居民收入相差1.2万元"),
    Rule(
        "more_of",
        r"(?:新增|净增加?|增设|增开|加开|增派|(?<=^|[，。；：、！？\s（(]|今年|全年|去年|年|已|共|计划|累计|当年|再|将|拟|可|以来|预计|每\p{Han}|里|内)(?:增加|增收|增产|增建))(?![及和、到至]|长)[^，。；、的\d]{1,16}(?<![有为是达共计成])",
        "change",
        "rise",
        "今年新增公园100座",
    ),
    Rule(
        "less_of",
        r"(?<=^|[，。；：、！？\s（(]|今年|全年|去年|年|已|共|计划|累计|当年|再|将|拟|可|全省|全市|全县|平均每\p{Han}|每\p{Han})(?:减少|调减|压减|削减|裁减|减免|精简|压缩)(?![及和、到至])[^，。；、的\d]{1,16}(?<![有为是达共计成])",
        "change",
        "fall",
        "全省调减玉米3400万亩",
    ),
)

OF_RULES = ("more_of", "less_of", "new", "list")
PATTERNS = tuple(regex.compile(f"(?r)(?:{rule.cue})\\s?") for rule in RULES)
# 从…到… without a verb of direction: 有机田从300亩发展到5000亩, 由17个变为22个
BECOME = regex.compile(
    r"(?r)(?:发展|变|调整|改|转变|演变|更新|过渡|优化|整合|扩建)?(?:到|为|成|至)了?(?:全[国省市]|如今的|现在的|目前的|今天的|今年的)?\s?"
)
FROM = regex.compile(
    r"(?r)(?:从|由|原来的?|原先的?|原有的?|本来是?|本来定了|过去的?|此前的?|之前的?|以前的?|最初的?|当初的?|去年的?|上年的?|上年同期的?)(?:[^，。；\d]{0,12}|[^，。；\d]{0,4}(?:19|20)\d\d年(?:\d{1,2}月)?[底末初]?的?)"
)
NEAR_BASIS = regex.compile(
    r"""(?r)(?P<basis>同比|环比|年均|(?:比|较|相比|与)[^，。；、比较\d]{1,12}?(?:相比|同期)?|(?:比|较)(?:19|20)\d\d年(?:同期|末|底)?)
    (?:实际|名义|累计|平均|预计|均|分别|逆势|大幅|共|小幅|进一步|又|再|要|可|将|约|也|则|都|，|快速|稳步|持续|实现|已|总体|按可比价格?|按不变价格?|按可比口径|明显|略|略有|有所|微|合计|同期|了)*\s?$""",
    regex.VERBOSE,
)
# 以50万的速度增长
SPEED = regex.compile(
    r"的(?:速度|增速|幅度|速率)\p{Han}{0,3}?(?:(?P<rise>增长|递增|上升|增加|扩大|提高)|(?P<fall>下降|减少|递减|萎缩|缩小))"
)


def find_change(
    text: str, floor: int, quantity: Quantity, previous: Quantity | None, previous_change: Change | None
) -> Change:
    """How ``quantity`` is meant, by the words from ``floor`` (the sentence's start or the quantity before) to its start.

    ``previous`` and ``previous_change`` are those of the quantity before it in the sentence: a list shares its verb,
    and 从20%提升到90% is one figure.
    """
    rule, found = _first_rule(text, floor, quantity)
    if found is None and (speed := SPEED.match(text, quantity.end)):
        return Change("change", "fall" if speed["fall"] else "rise", None, "", quantity.start, False, "speed")
    if found is None and _continues(text, quantity, previous, previous_change):
        return Change(
            previous_change.measure,
            previous_change.direction,
            None,
            previous_change.basis,
            quantity.start,
            False,
            "list",
        )
    cue = found.start() if found else quantity.start
    if previous and (change := _from_to(text, quantity, previous, rule, cue)):
        return change
    if found is None or rule is None:
        return Change("level", "", None, _basis(text, floor, cue), cue, False, "level")
    if rule.name in ("more_of", "less_of"):  # 新增公园100座: the thing counted stands between
        return Change(rule.measure, rule.direction, None, "", quantity.start, False, rule.name)
    basis = NEAR_BASIS.match(text, floor, cue)
    start = basis.start() if basis else cue
    return Change(
        rule.measure,
        rule.direction,
        None,
        basis["basis"] if basis else _gap_basis(rule, found),
        start,
        False,
        rule.name,
    )


def _first_rule(text: str, floor: int, quantity: Quantity) -> tuple[Rule | None, regex.Match | None]:
    for rule, pattern in zip(RULES, PATTERNS, strict=True):
        found = pattern.match(text, floor, quantity.start)
        if found and not _is_no_change(rule, found, quantity):
            return rule, found
    return None, None


def _is_no_change(rule: Rule, found: regex.Match, quantity: Quantity) -> bool:
    """均高3米 is a height, and 保护提升13个 counts what was improved."""
    if rule.name in ("gap_lower", "gap_higher"):
        return quantity.unit.kind == "length"
    return (
        rule.name == "rise_by" and quantity.unit.kind == "count" and found.group().strip() in ("提升", "提高", "提升了")
    )


def _continues(text: str, quantity: Quantity, previous: Quantity | None, change: Change | None) -> bool:
    """增长5%、6%和7%: only a list's sign stands between, and the units agree."""
    if not previous or not change or change.measure == "level":
        return False
    between = text[previous.end : quantity.start]
    if previous.unit.kind == quantity.unit.kind and regex.fullmatch(r"\s?(?:、|和|及|与|以及|，)\s?", between):
        return True
    # 新增1个产业集群、2个产业园
    return change.rule in OF_RULES and bool(
        regex.fullmatch(r"[^，。；：\d]{1,16}(?:、|和|以及|及)|(?:、|和|以及|及)[^，。；：、\d]{1,16}", between)
    )


def _from_to(text: str, quantity: Quantity, previous: Quantity, rule: Rule | None, cue: int) -> Change | None:
    """从20%提升到90%, 14.7%降至13%: the quantity before is the value before."""
    if previous.unit.name not in (quantity.unit.name, "") or quantity.value is None or previous.value is None:
        return None
    to = rule.name in ("rise_to", "fall_to") if rule else False
    become = None if to else BECOME.match(text, previous.end, quantity.start)
    if not to and not become:
        return None
    begin = cue if to else become.start()
    if begin < previous.end or regex.search(r"[。；！？]|，.*，", text[previous.end : begin]):
        return None
    led = FROM.match(text, max(0, previous.start - 16), previous.start)
    between = text[previous.end : begin]
    if not led and not (to and len(between.strip()) <= 4 and "，" not in between):
        return None
    direction = rule.direction if to else _direction(previous, quantity)
    start = led.start() if led else previous.start
    return Change("level", direction, previous.value, _basis(text, max(0, start - 20), start), start, True, "from_to")


def _direction(before: Quantity, after: Quantity) -> str:
    if before.value == after.value:
        return ""
    up = after.value > before.value
    if after.unit.kind == "rank":
        up = not up
    return "rise" if up else "fall"


def _basis(text: str, floor: int, end: int) -> str:
    found = regex.search(r"(?P<basis>同比|环比|年均)[^，。；、\d]{0,6}$", text[floor:end])
    if found:
        return found["basis"]
    multiple = regex.search(r"是(?P<basis>\p{Han}{1,8})的$", text[floor:end])
    return multiple["basis"] if multiple else ""


def _gap_basis(rule: Rule, found: regex.Match) -> str:
    """高于全国 → 全国, 比上年多 → 比上年."""
    words = found.group().strip()
    if rule.name in ("gap_over", "gap_under"):
        return regex.sub(
            r"^(?:高于|快于|高出|多于|领先于?|优于|大于|长于|好于|超出|高过|超过|低于|慢于|少于|落后于?|短于|小于|不及)",
            "",
            words,
        )
    if rule.name in ("gap_more", "gap_less"):
        return regex.sub(
            r"偏?(?:高|多|快|长|贵|重|大|宽|早|深|低|少|慢|短|便宜|轻|小|窄|晚|浅)(?:出|了|达)?$", "", words
        )
    return ""
