"""What a sentence says about where: the places it mentions, and how far each can be the place of a figure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from extract.context.gazetteer import NATION, Name, Unit, find_names
from extract.context.speaker_names import SURNAMES
from extract.tables import read_table


class Mention(NamedTuple):
    """A place named or pointed at in ``text[start:end]`` of a sentence: by that sentence alone it is one of ``units``.

    ``role``: plain; office (大足区统计局: an authority there); aside (来自湖南, 占全省: not where the figure is);
    venue (座谈会在合肥举行: what is said there may be about any place); dateline (新华社北京4月10日电: where the
    reporter is). ``leading``: it opens its clause, as a topic does. ``located``: the words before it say that
    something is there (在, 位于, 走进). ``lying``: what is told may be where a part of it lies (位于安徽, 宣城市西部).
    ``kind``: of what is pointed at (市 for 全市, 县 for 该县, 我市 for 本市, 此 for 当地, 到 for 来到这里, 合 for
    三市合计); such a mention has no units until the article resolves it. ``form``: that of the ``Name``, or nation
    (31个省, 对华投资).
    """

    start: int
    end: int
    units: tuple[Unit, ...]
    role: str = "plain"
    leading: bool = False
    located: bool = False
    lying: bool = False
    kind: str = ""
    form: str = "full"


CLAUSE_END = re.compile(r"[，,。；;：:！!？?\n ](?:(?<! )|(?=[一-龥]))")
ROW = re.compile(r"(?:、|和|与|及|以及)")
ROAD = re.compile(ROW.pattern + "|至|到|往|-|—")
REACH = 32  # characters looked at before a name and after it

LAST_EXAMPLE = re.compile(r"[一-龥]{2,12}等[\d一二三四五六七八九十两]+[多余]?[项座个条处家]")
LIES_IN = re.compile(r"(?:位于|地处|坐落于|隶属于?|属于?|位处)$")
# 该县是宜宾市的南大门: the clause says of its subject what that is a part of.
PART_OF = re.compile(r"(?:也|又|还|既|更|曾|素)?(?:是|为|系|称)")
LIES_AT = re.compile(r"的?(?:最?[东西南北]{1,2}|中)[部端隅缘]|(?:下|所|管)?辖的?(?:一个)?[市县区镇乡]")
FROM = re.compile(r"从$")
LEARNED = re.compile(r"^[^，。；]{0,16}(?:获悉|了解|得知|传来)")
DATELINE = re.compile(
    r"^(?:[\d一二三四五六七八九十]+月)?[\d一二三四五六七八九十]+日(?:\d+[:：时]\d*分?)?(?:专?电|讯|消息)|^(?:专?电|讯)(?=[（(\s])"
)

# Each match opens with one character of a set, so that most of a text is passed over at the cost of a look.
POINTING = re.compile(
    r"""[全我本该省市县区自辖两三四五六七八九十\d这当此村镇乡](?:
        (?<=[全我本该])(?P<kind> 省 | 市(?![场长值民]) | 县(?!长) | 区(?![域间块位长]) | [州盟旗])  # not 全市场
      | (?<=[省市县区])(?P<inside>内)(?![部外在])                                       # 省内; not 区内外
      | (?<=自)(?P<ruled>治区) | (?<!市辖)(?<=辖)(?P<district>区)
      | (?<=[两三四五六七八九十\d])个?(?:省|盟?市|[县区州])(?P<summed>合计|共计|总共)     # 这三个市合计
      | (?<=[来赶]到这)(?P<arrived>里) | (?<=[来赶]到当)(?P<arrived_there>地)
      | (?P<here>(?<=当)地|(?<=这)里|(?<=此)地|(?<=该)[村镇乡]|(?<=全)[村镇乡](?!振)|(?<=[村镇])里|(?<=村)民人均))""",
    re.VERBOSE,
)
POINTS = {"summed": "合", "ruled": "区", "district": "区", "here": "此", "arrived": "到", "arrived_there": "到"}
# Dates, quotation marks and the like say nothing of a clause's topic.
NEUTRAL = r"[\s“\"‘'《（(【\]】、]|[\d.一二三四五六七八九十两前上]+(?:年|月|日|时|点|分|个月|季度)+份?"
NATIONWIDE = re.compile(
    r"""国家[又也已还]?(?=\d+项|将|启动|推出|投入|安排|下达|出台|计划|拨付|规定|财政)
      | [对来在](?:华|中国|我国)(?=直接|投资|出口|进口|贸易|企业|业务|外资|外商|留学|人员|旅客|游客)
      | 国家铁路(?!局|干线|[ⅠI一]级) | 全社会(?=跨区域)
      | 31个?省(?:份|区市|、自治区、直辖市|（自治区、直辖市）|（[区市、]+）)?(?:[和及与]新疆生产建设兵团)?""",
    re.VERBOSE,
)
NATIONWIDE_MARK = re.compile(r"国家|全社会|对华|来华|在华|中国|我国|31")
# 造成全国11省份170人遇难: parts counted make the whole a topic wherever it stands.
COUNTED_PARTS = re.compile(r"(?:共|已|已有|共有|有)?\d+多?个?(?:省|市|县|城市|地区)")
BEFORE_PERSON = frozenset("，。；：、“（\n 民者长员师户人工任记授众机主")
# 记者李海淀, 村民高玉林; but 记者从南京, 主任于南京
TITLED = re.compile(r"(?:记者|书记|村民|居民|农民|主任|司机|队长|经理|校长|教师|民警|农户|被告人)$")
LINKS = frozenset("从和于向到与由对时那经同自")
OF_PERSON = re.compile(
    r"是|说|称|介绍|告诉|(?:打来)?电话|报警|驾[驶车]|表示|坦言|今年[\d一二三四五六七八九]|[（(，]\d{2}岁|[（(][男女]|一?家[里的中人有]"
)
MEETING = r"(?:会议|座谈会|研讨会|发布会|推进会|动员会|现场会|交流会|大会|年会|例会|峰会|全会|论坛)"
MEETING_BEFORE = re.compile(MEETING + r"[\d月日上下午昨今天晚]{0,8}在$")
SAID_THERE = re.compile(r"(?:表示|说|指出|介绍|宣布|透露|强调|告诉|会见|接受|对记者|向记者|发布)")
MEETING_AFTER = re.compile(rf"(?:举行|召开|举办)的[^，。；]{{0,30}}?{MEETING}")


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """By kind of cue: what the words up to a name, or from it on, must look like. 全国 counts as a topic only."""
    cues: dict[str, list[str]] = {}
    for row in read_table("place_cues", key="cue kind"):
        cues.setdefault(row.kind, []).append(row.cue)
    before, after = r"(?:{})了?$", r"(?:{})"
    shapes = {"opening": rf"(?:{NEUTRAL}|{{}})*", "located": before, "aside_before": before}
    return {kind: re.compile(shapes.get(kind, after).replace("{}", "|".join(held))) for kind, held in cues.items()}


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

    >>> [(mention.units[0].name, mention.role) for mention in find_mentions("大足区统计局说,来自湖南的游客在南京路")]
    [('大足区', 'office'), ('湖南省', 'aside')]
    """
    named = _nationwide(text, list(_named(text, list(_chains(find_names(text))))))
    found = [*named, *_pointing(text, named)]
    if not found:
        return ()
    found.sort(key=lambda mention: mention.start)
    clauses = clause_starts(text)
    return tuple(_rows_aside(text, [_placed(text, mention, clauses) for mention in found]))


def _rows_aside(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions; of a row such as 销往美国、日本 each is aside if its first is, and so is the end of 长沙至湘潭.

    So is the one place in a list of things that are examples (骨干水网、吉林供水工程等12项): the others are elsewhere.
    """
    before = None
    for mention in mentions:
        listed = text.startswith("、", mention.start - 1) and LAST_EXAMPLE.match(text, mention.end)
        if listed and (before is None or CLAUSE_END.search(text, before.end, mention.start)):
            mention = mention._replace(role="aside")
        if before and before.role == "aside" and ROAD.fullmatch(text, before.end, mention.start):
            mention = mention._replace(role="aside")
        yield mention
        before = mention


def _chains(names: Iterator[Name]) -> Iterator[Name]:
    """Names joined where one lies in the one before (内江隆昌市圣灯镇), without such as 枞阳 in 合肥市枞阳饭店."""
    held: Name | None = None
    for name in names:
        touching = held is not None and held.end == name.start
        if touching and (units := _within(name, held)):
            held = Name(held.start, name.end, units, "chained" if name.form in ("short", "side", "word") else "full")
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
        if name.form == "word":
            units = name.units if _stands_alone(text, name) else _in_row(text, names, at)
            if not units:
                continue
            name = name._replace(units=units, form="short")
        if name.form == "short" and _is_given_name(text, name):
            continue
        if NATION in name.units and not _speaks_of_nation(text, name):
            continue
        if name.form in ("short", "side", "chained") and (tails["touching"].match(after) or tails["name"].match(after)):
            continue
        role = "office" if tails["office"].match(after) and NATION not in name.units else "plain"
        yield Mention(name.start, name.end, name.units, role, form=name.form)


def _stands_alone(text: str, name: Name) -> bool:
    """Is it an official name with no word around it could be part of? 单县种植玉米; not 公布名单县, 单县级."""
    surface = text[name.start : name.end]
    if surface[-1] == "区" or all(unit.name != surface for unit in name.units):
        return False
    before, after = text[max(0, name.start - 1) : name.start], text[name.end : name.end + 1]
    return bool(re.fullmatch(r"[，。；：、“（\s\d年月日在]?", before)) and after not in tuple(
        "城级域区市乡镇直委里场情志富强块间"
    )


def _is_given_name(text: str, name: Name) -> bool:
    """Is it what follows a surname, and a person's doings follow: 袁金华是大户, 村民袁金华说? Not 位于金华."""
    at = name.start - 1
    if at < 0 or name.end - name.start != 2 or text[at] not in SURNAMES or (at and text[at - 1] not in BEFORE_PERSON):
        return False
    titled = text[at] not in LINKS and TITLED.search(text, max(0, at - 3), at)
    return bool(titled or OF_PERSON.match(text, name.end))


def _in_row(text: str, names: list[Name], at: int) -> tuple[Unit, ...]:
    """What a word such as 长寿 is in a row of names (涪陵、长寿、江津): the units in a province of its neighbours."""
    near = []
    for before, after in ((at - 1, at), (at, at + 1)):
        if before >= 0 and after < len(names) and ROW.fullmatch(text[names[before].end : names[after].start]):
            near.append(names[before] if before != at else names[after])
    provinces = {unit.key[:2] for name in near if name.form != "word" for unit in name.units}
    return tuple(unit for unit in names[at].units if unit.key[:2] in provinces)


def _speaks_of_nation(text: str, name: Name) -> bool:
    after = text[name.end : name.end + REACH]
    if text[name.start : name.end] == "中国":
        return bool(_cues()["china_topic"].match(after))
    return not _cues()["not_nation"].match(after)


def _pointing(text: str, named: list[Mention]) -> Iterator[Mention]:
    taken = {at for mention in named for at in range(mention.start, mention.end)}
    for match in POINTING.finditer(text):
        start = match.start()
        if start not in taken:
            kind = match["kind"] or (text[start] if match["inside"] else POINTS[match.lastgroup])
            if match["kind"] and text[start] in "我本":
                kind = "我" + kind
            yield Mention(start, match.end(), (), kind=kind)


def _nationwide(text: str, named: list[Mention]) -> list[Mention]:
    """The named mentions and those of the nation in other words, such as 31个省和新疆生产建设兵团."""
    if not NATIONWIDE_MARK.search(text):
        return named
    nation = [Mention(*match.span(), (NATION,), form="nation") for match in NATIONWIDE.finditer(text)]
    return [*nation, *(held for held in named if not any(wide.start <= held.start < wide.end for wide in nation))]


@lru_cache(maxsize=64)  # asked for a sentence's mentions, then for its scene
def clause_starts(text: str) -> tuple[int, ...]:
    """Where the clauses of ``text`` start, the first at 0."""
    return (0, *(match.end() for match in CLAUSE_END.finditer(text)))


def _placed(text: str, mention: Mention, clauses: tuple[int, ...]) -> Mention:
    """The mention with its role in the clause."""
    start = clauses[clause_of(clauses, mention.start)]
    before = text[max(start, mention.start - REACH) : mention.start]
    after = text[mention.end : mention.end + REACH]
    leading = mention.start - start <= REACH and bool(_cues()["opening"].fullmatch(before))
    located = bool(_cues()["located"].search(before))
    lying = bool(LIES_IN.search(before) or PART_OF.fullmatch(before) or LIES_AT.match(after))
    role = mention.role
    if DATELINE.match(after):
        role = "dateline"
    elif _is_venue(before, after):
        role = "venue"
    elif mention.form == "nation":
        role = "plain"
    elif _is_aside(before, after, leading) or (
        NATION in mention.units and not leading and not COUNTED_PARTS.match(after)
    ):
        role = "aside"
    return Mention(mention.start, mention.end, mention.units, role, leading, located, lying, mention.kind, mention.form)


def speaks_for_nation(text: str) -> bool:
    """Does folded ``text`` let a ministry or the like speak: 国家统计局, 教育部, 国务院?"""
    return bool(_cues()["national"].search(text))


def _is_aside(before: str, after: str, leading: bool) -> bool:
    if FROM.search(before):
        return not LEARNED.match(after)
    if not leading and _cues()["neighbour"].match(after):
        return True
    return bool(_cues()["aside_before"].search(before) or _cues()["aside_after"].match(after))


def _is_venue(before: str, after: str) -> bool:
    """Is it only where people met or spoke: 座谈会在合肥举行, 在合肥召开的座谈会上, 29日在合肥表示?

    A contest or a fair is about its place.
    """
    if not before.endswith("在"):
        return False
    if SAID_THERE.match(after):
        return True
    met = after.startswith(("举行", "召开", "举办", "开幕")) and MEETING_BEFORE.search(before)
    return bool(met or MEETING_AFTER.match(after))


def clause_of(starts: tuple[int, ...], at: int) -> int:
    """The index of the clause that holds ``at``; ``starts`` ascending, the first 0."""
    return bisect_right(starts, at) - 1
