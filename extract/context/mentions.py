"""What a sentence says about where: the places it mentions, and how far each can be the place of a figure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.context.gazetteer import NATION, Name, Unit, find_names
from extract.tables import read_table


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named or pointed at in ``text[start:end]`` of a sentence: one of ``units``, when the sentence alone is read.

    ``role``: plain; office (大足区统计局: an authority there); aside (来自湖南, 占全省, 居全国第一: not where the figure is);
    dateline (新华社北京4月10日电: where the reporter is). ``leading``: it opens its clause, as a topic does. ``located``: the
    words before it say that something is there (在, 位于, 走进). ``kind``: of what is pointed at (全市 市, 该县 县, 当地 此, 来到这里 到);
    such a mention has no units until it is resolved.
    """

    start: int
    end: int
    units: tuple[Unit, ...]
    role: str = "plain"
    leading: bool = False
    located: bool = False
    kind: str = ""
    form: str = "full"


CLAUSE_END = re.compile(r"[，,。；;：:！!？?\n]")
ROW = re.compile(r"(?:、|和|与|及|以及)")
REACH = 32  # characters looked at before a name and after it

LEAD_IN = re.compile(
    r"""(?: [\s“"‘'《（(【\]】、] | [\d.一二三四五六七八九十两]+(?:年|月|日|时|点|分|个月|季度)+(?:份|底|初|末)?
    | 今年|去年|前年|当年|同年|年初|年底|年末|今春|今秋|上半年|下半年|[前上][\d一二三四五六七八九十两]+(?:个月|季度)|一季度|第.季度
    | 以来|近年来?|这几年|如今|现在|现已|目前|当前|眼下|截至|截止|日前|近日|昨日|当日|当天|当晚|上午|下午|凌晨|中午|晚间?|期间|此次|本次
    | 据悉|据了解|据介绍|据统计|经统计|此外|同时|另外|其中|而|但|且|则|并|在|从|由|自|于|到|对|使|让|将|把|为|据|根据|按照
    | 记者|了解到|获悉|发现|整个|包括|特别是|尤其是|也|又|还|已|来|后|前|内|中|底|初 )*""",
    re.VERBOSE,
)
LOCATED = re.compile(
    r"(?:在|位于|地处|坐落于|走进|走访|抵达|落户|落地|进驻|返回|深入|[来赶回带队]到|(?<![达得提感大升看加降])到)了?$"
)
ASIDE_BEFORE = re.compile(
    r"""(?: 来自|源自|产自|籍贯|原籍|祖籍|出生在|出生于|毕业于|前往|去往|赶赴|奔赴|远赴|赴|[飞运发开驶送销输通]往|[转移运送][运移送]?[至到]|往|流向|出口|出口[到至]|销到|运到|进口
    | 对|与|同|跟|比|较|优于|高于|低于|高出|超过|超|多于|少于|不及|仅次于|相当于|占[到了据]*
    | 居|位居|稳居|均居|列|位列|排|排名|排在|跻身|走在|领跑|领先|创|支援|援助|除了?|像|如|由|被|援 )$""",
    re.VERBOSE,
)
COMPANION = re.compile(r"[与同和][^，。；]*等$")  # 南京企业与宏碁、台塑等台湾企业
FROM = re.compile(r"从$")
LEARNED = re.compile(r"^[^，。；]{0,16}(?:获悉|了解|得知|传来)")
ASIDE_AFTER = re.compile(
    r"""^(?: 第[\d一二三四五六七八九十] | 首[个批家例次台座条位] | 之[首最] | 前[\d一二三四五六七八九十] | 领先|率先|同类|平均(?:水平|值)|方向
    | 至(?![今少\d]) | 往 | 以外|之外 | [^，。；、]{0,10}(?:投资的|投资建设的|援建的|捐赠的|援助的) )""",
    re.VERBOSE,
)
DATELINE = re.compile(
    r"^(?:[\d一二三四五六七八九十]+月)?[\d一二三四五六七八九十]+日(?:专?电|讯)|^(?:专?电|讯)(?=[（(\s])"
)

POINTING = re.compile(
    r"""(?: [全我本该](?P<kind>省|市(?![场长值民])|县(?!长)|区(?![域间块位长])|州|盟|旗) | (?P<inside>[省市县区])内(?![部外在])
    | (?P<ruled>自治区) | (?<!市)(?P<district>辖区) | (?<=[来赶]到)(?P<arrived>这里|当地) | (?P<here>当地|这里|此地|该[村镇乡]|全[村镇乡](?!振)|村里|镇里|村民人均) )""",
    re.VERBOSE,
)
POINTS = {"ruled": "区", "district": "区", "here": "此", "arrived": "到"}
# 全国 counts as a topic only: 居全国第一, 全国重点实验室 and 全国各地的订单 do not make the figure the nation's.
NOT_NATION = re.compile(
    r"""^(?: 第|首|重点|各地|性|领先|前|最|统一|人大|政协|两会|劳|先进|优秀|文明|先行|示范|大赛|总决赛|组委会|率先|百强|一流|同类|特色|知名
    | 著名|试点|唯一|罕见|平均 )""",
    re.VERBOSE,
)
CHINA_TOPIC = re.compile(
    r"^(?:[，的是已共将有从向在]|累计|目前|今年|去年|新增|出口|进口|外贸|进出口|人口|经济|制造业|居民|网民|市场|每年|大陆|境内|国内)"
)
STATE = re.compile(r"国家(?=将|启动|推出|投入|安排|下达|出台|计划|拨付|规定|财政)")


@cache
def _tails() -> dict[str, re.Pattern[str]]:
    """By kind of tail: what must stand right after a name for the name to be part of another one, or of an office's."""
    gaps = {
        "name": r"[一-龥--新增共有达的在等与和及获评建引投设入开完全今去一二三四五六七八九十两数多家个所]{0,6}?",
        "touching": "",
        "office": r"[一-龥--新增建达获评的在共有引投承举]{0,10}?",
    }
    tails: dict[str, list[str]] = {kind: [] for kind in gaps}
    for row in read_table("place_tails"):
        tails[row.kind].append(row.tail + (f"(?![{row.unless}])" if row.unless else ""))
    return {kind: re.compile(_plain(gaps[kind]) + f"(?:{'|'.join(tails[kind])})") for kind in gaps}


def _plain(gap: str) -> str:
    """``re`` has no set difference: [一-龥--新增]{0,6}? becomes (?:(?![新增])[一-龥]){0,6}?."""
    match = re.fullmatch(r"\[(.+)--(.+)\](\{.+)", gap)
    return f"(?:(?![{match[2]}])[{match[1]}]){match[3]}" if match else gap


def find_mentions(text: str) -> tuple[Mention, ...]:
    """The mentions of folded ``text``, left to right; names inside other words are none.

    >>> [(text[m.start : m.end], m.role) for text in ["大足区统计局数据,来自湖南的游客在重庆南京路"] for m in find_mentions(text)]
    [('大足区', 'office'), ('湖南', 'aside'), ('重庆', 'plain')]
    """
    clauses = clause_starts(text)
    named = list(_named(text, list(_chains(find_names(text)))))
    pointing = _pointing(text, named)
    found = sorted([*named, *pointing], key=lambda mention: mention.start)
    return tuple(_placed(text, mention, clauses) for mention in found)


def _chains(names: Iterator[Name]) -> Iterator[Name]:
    """Names joined where one lies in the one before: 内江隆昌市圣灯镇 is one name. 枞阳 in 合肥市枞阳饭店 is a house's, and none."""
    held: Name | None = None
    for name in names:
        touching = held is not None and held.end == name.start
        if touching and (units := _within(name, held)):
            held = Name(held.start, name.end, units, "chained" if name.form in ("short", "word") else "full")
        elif not touching or name.form == "full":
            if held is not None:
                yield held
            held = name
    if held is not None:
        yield held


def _within(name: Name, outer: Name) -> tuple[Unit, ...]:
    if NATION in outer.units:
        return name.units
    return tuple(unit for unit in name.units if any(unit.lies_in(around) for around in outer.units))


def _named(text: str, names: list[Name]) -> Iterator[Mention]:
    tails = _tails()
    for at, name in enumerate(names):
        after = text[name.end : name.end + REACH]
        if name.form == "word" and not (units := _in_row(text, names, at)):
            continue
        if name.form == "word":
            name = replace(name, units=units, form="short")
        if NATION in name.units and not _speaks_of_nation(text, name):
            continue
        if name.form in ("short", "chained") and (tails["touching"].match(after) or tails["name"].match(after)):
            continue
        role = "office" if tails["office"].match(after) and NATION not in name.units else "plain"
        yield Mention(name.start, name.end, name.units, role, form=name.form)


def _in_row(text: str, names: list[Name], at: int) -> tuple[Unit, ...]:
    """What a word such as 长寿 is in a row of names (涪陵、长寿、江津): the units in a province of its neighbours."""
    near = []
    for before, after in ((at - 1, at), (at, at + 1)):
        if 0 <= before and after < len(names) and ROW.fullmatch(text[names[before].end : names[after].start]):
            near.append(names[before] if before != at else names[after])
    provinces = {unit.key[:2] for name in near if name.form != "word" for unit in name.units}
    return tuple(unit for unit in names[at].units if unit.key[:2] in provinces)


def _speaks_of_nation(text: str, name: Name) -> bool:
    after = text[name.end : name.end + REACH]
    if text[name.start : name.end] == "中国":
        return bool(CHINA_TOPIC.match(after))
    return not NOT_NATION.match(after)


def _pointing(text: str, named: list[Mention]) -> Iterator[Mention]:
    taken = {at for mention in named for at in range(mention.start, mention.end)}
    for match in POINTING.finditer(text):
        if match.start() not in taken:
            kind = match["kind"] or match["inside"] or POINTS[match.lastgroup]
            yield Mention(match.start(), match.end(), (), kind=kind)
    for match in STATE.finditer(text):
        yield Mention(match.start(), match.end(), (NATION,))


def clause_starts(text: str) -> list[int]:
    """Where the clauses of ``text`` start, the first at 0."""
    return [0, *(match.end() for match in CLAUSE_END.finditer(text))]


def _placed(text: str, mention: Mention, clauses: list[int]) -> Mention:
    """The mention with its role in the clause."""
    start = clauses[clause_of(clauses, mention.start)]
    before = text[max(start, mention.start - REACH) : mention.start]
    after = text[mention.end : mention.end + REACH]
    leading = mention.start - start <= REACH and bool(LEAD_IN.fullmatch(before))
    located = bool(LOCATED.search(before))
    role = mention.role
    if DATELINE.match(after):
        role = "dateline"
    elif _is_aside(before, after) or (NATION in mention.units and not leading):
        role = "aside"
    return replace(mention, role=role, leading=leading, located=located)


def _is_aside(before: str, after: str) -> bool:
    if FROM.search(before):
        return not LEARNED.match(after)
    return bool(ASIDE_BEFORE.search(before) or ASIDE_AFTER.match(after) or COMPANION.search(before))


def clause_of(starts: list[int], at: int) -> int:
    """The index of the clause that holds ``at``; ``starts`` ascending, the first 0."""
    return bisect_right(starts, at) - 1
