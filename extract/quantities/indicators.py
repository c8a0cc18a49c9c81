"""What a quantity counts or measures, as an analyst would label the row: short, in the article's words, no number."""

from collections.abc import Callable, Collection
from functools import cache
from typing import NamedTuple

import regex

from extract.quantities.carried import (
    DEED,
    between,
    completed,
    deadline,
    deed_alone,
    driven,
    gained,
    headed,
    mean_alone,
    state_alone,
    topic_before,
)
from extract.quantities.extents import dimension, distance, lasting, lasts, price_of, settled, size_of
from extract.quantities.label_views import View
from extract.quantities.labels import (
    DONE,
    GENERIC,
    LONGEST,
    attach,
    clip,
    strip_leads,
    subject_of,
    tidy,
)
from extract.quantities.people import (
    PEOPLE,
    UNIT_LABELS,
    befallen,
    casualties,
    crew,
    heads_in_list,
    listed_people,
    part_of,
    people_who,
    residents,
    toll,
    whom_it_is,
)
from extract.quantities.shares import measure_after, share_of_people, share_of_whole
from extract.quantities.things import (
    FIRST_RELATIVE,
    HEADS,
    QUALITIES,
    QUALITY_SIGNS,
    RELATIVE,
    clause_after,
    is_place,
    noun_after,
    starts_thing,
)
from extract.quantities.word_roles import ROLES, any_of, word_at, word_at_end


class Label(NamedTuple):
    """An indicator and the name of the rule that found it."""

    text: str
    rule: str


class Rule(NamedTuple):
    """A way of finding the label: ``find`` gives it, or ``""`` where this is not the way. ``example`` is a test.

    ``kinds`` and ``units`` are those of the quantities that it is for; where none are named, it is for all.
    """

    name: str
    find: Callable[[View], str]
    example: str
    kinds: Collection[str] = ()
    units: Collection[str] = ()


RATES = frozenset(["share", "point", "multiple", "rank"])
VERBISH = regex.compile(
    r"^(?:用|建|打|修|购|买|支持|给(?!水)|补(?!贴|助|偿)|奖(?!励|金|学|品)|对(?!外)|开(?!发|放)|进(?!口)|推(?!广)|扩|改(?!造)|助(?!学)|帮|作(?!物|业|品)|做)"
)
OWN_LABEL = regex.compile(r"最高(?!达)(?P<noun>\p{Han}{2,4}|奖)$")
HARMED = regex.compile(rf"(?:不同程度|严重|一般|轻微|全部|基本|被)?(?P<harm>{any_of('harm')})(?=[，。；、：！）)]|$)")
STAGE = regex.compile(f"{any_of('stage')}$")
UNTOLD = frozenset(["项目", "工程", "重点项目", "重大项目", "重点工程", "产业项目"])  # named by what is done with them
AGAINST = regex.compile(
    r"(?:^|[，。；：])(?P<own>[^，。；：]*?)(?:[比较和与及、]|以及)(?P<whom>[^，。；（）()]{1,12})[（(]$"
)
AVERAGE = regex.compile(r"(?:平均|总体|整体)?(?:水平|数)?$")
SPENT = regex.compile(rf"(?P<verb>{any_of('spend')})(?:了|共|约|近|超|达到?|额为?|总计|合计)*$")
RANKING = regex.compile("排名|位次|名次")
RANKED = regex.compile(r"(?![省国市县区强])\p{Han}{2}")
OF_THING = regex.compile(r"的(?P<noun>[^，。；：、！？的（(]{2,10})(?=[，。；：、！？）]|$)")
IN_BRACKET = regex.compile(r"[（(](?P<noun>\p{Han}{2,8})[）)]")
MEASURE_NEXT = regex.compile(rf"[、和与及](?:{any_of('measure_noun')})$")  # 大桥|和全长
JOINED = regex.compile(r"[、和与及](?=\p{Han}{0,2}$)")  # 大桥和|全长2401米的隧道
SPENT_ON = regex.compile(r"(?!的|\p{Han}{0,4}(?:款|资金|经费|补贴|奖励|奖金|物资|基金|专项|债券))\p{Han}{2}")
OWNERS = frozenset(["户", "人", "名", "位", "亩", "公顷"])
DIVISION = regex.compile("(?:国家|地区|省份?|市|县|区|镇|乡|村|社区|街道|城市|部门|单位)$")  # 两个国家的公司
THEIR_STATE = regex.compile("(?:问题|条件|难题|困难|需求|需要|生活|状况|环境|[下中])$")
TIMES_OF = regex.compile(r"是[^，。；是]{1,12}的$")
PROGRESS = regex.compile(
    r"\p{Han}{2}(?P<verb>收获|播种|收割|栽插|复工|开工)(?:已经?|将|全部|超过?)?$"
)  # 秋粮收获过五成
EVENT = regex.compile(r"\p{Han}{2,5}(?:追尾|相撞|侧翻|起火|爆炸|坠落|脱轨|落水)(?:交通)?(?:事故|车祸)?(?=[，。；、]|$)")
SIDE = regex.compile("[东南西北左右前后上下内外里中][侧边面]")
GROWN = regex.compile("(?:同比|环比)?(?:增长|下降|增加|减少|提高)$")
NO_THING = regex.compile("的(?:基础|判决|决定|前提|情况|条件|同时)")


def find_indicator(view: View) -> Label:
    """The label of the quantity that ``view`` looks at; empty where neither side, nor the sentence, names a thing."""
    for name, find in _rules_for(view.kind, view.unit):
        if label := find(view):
            return Label(label, name)
    return Label("", "none")


@cache
def _rules_for(kind: str, unit: str) -> list[tuple[str, Callable[[View], str]]]:
    """The names and the ways of the rules for quantities of a kind, in a unit."""
    fitting = [rule for rule in RULES if kind in (rule.kinds or (kind,)) and unit in (rule.units or (unit,))]
    return [(rule.name, rule.find) for rule in fitting]


def named_inside(view: View) -> str:
    """The noun between the limit and the number."""
    found = OWN_LABEL.search(view.inside) if view.inside else None
    return f"最高{found['noun']}" if found else ""


def medals(view: View) -> str:
    """Of which metal: 9金4银2铜."""
    return f"{view.last}牌" if view.last in "金银铜" else ""


def held_against(view: View) -> str:
    """Whose the number in the bracket is, and the label of what is held against it: 比全省（7.4%）高1.7个百分点."""
    found = AGAINST.search(view.left) if view.held else None
    if not found:
        return ""
    own = subject_of(found["own"])
    own = attach(view.inherited, own) if own in GENERIC else own or view.inherited or view.subject
    whom = AVERAGE.sub("", found["whom"])
    return whom + own if is_place(whom) and len(own) < LONGEST else own


def rank_of(view: View) -> str:
    """Who holds the rank: 第一位的是民营企业; among whom: 第七大流通股股东."""
    if view.right.startswith("的是"):
        return noun_after(view.right[2:])
    if view.right.startswith("是"):
        return noun_after(view.right[1:])
    if view.inside == "第" and RANKED.match(view.right) and starts_thing(view.right):
        return noun_after(view.right)
    return ""


def thing_of(view: View) -> str:
    """A measure's noun after 的, where a pause follows it."""
    if not view.right.startswith("的") or view.kind in RATES or view.kind == "count" or view.changed:
        return ""
    own = JOINED.split(view.own)[-1]
    right = view.right[1:]
    if len(own) <= 6 and word_at_end(own, "measure_noun") and starts_thing(right):
        return attach(MEASURE_NEXT.sub("", noun_after(right)), own)
    if NO_THING.match(view.right) or lasts(view):
        return ""
    found = OF_THING.match(view.right)
    return noun_after(found["noun"]) if found and not word_at_end(view.own, "measure_noun") else ""


def spent(view: View) -> str:
    """Money by the verb that spends it, whatever it is spent on."""
    if view.changed or not SPENT_ON.match(view.right):
        return ""
    clause = view.clause
    found = SPENT.search(clause)
    if not found:
        return ""
    own = subject_of(clause[: found.end("verb")])
    return own if own and own != found["verb"] and not is_place(own) else _spent_on(view.right) + found["verb"]


def _spent_on(right: str) -> str:
    """The thing at the end of what the money does: 启动为期三年的|清水工程."""
    clause = clause_after(right)
    verb = word_at(clause, 0, "act") or word_at(clause, 0, "deed") or word_at(clause, 0, "predicate")
    thing = tidy(noun_after(clause[len(verb) :]).rpartition("的")[2])
    return thing if 2 <= len(thing) <= LONGEST - 2 else ""


def whole_event(view: View) -> str:
    """What happened, with its verb, where no more is said: 6起|车辆追尾."""
    found = EVENT.match(view.right) if view.unit == "起" and not view.changed else None
    return found.group() if found else ""


def thing_after(view: View) -> str:
    """The noun after the unit."""
    if view.kind in RATES or NO_THING.match(view.right) or lasts(view):
        return ""
    right = view.right.removeprefix("的")
    right = RELATIVE.sub("", right) if right[:1] in FIRST_RELATIVE else right
    if not QUALITY_SIGNS.isdisjoint(right[:6]) and (quality := QUALITIES.match(right)):
        right = right[quality.end() :]
    if not starts_thing(right) or (view.unit.endswith("次") and _is_said_of(right, view)):
        return ""
    noun = _counted(noun_after(right), view.unit)
    if DEED.fullmatch(noun) or word_at(noun, 0, "predicate") == noun:
        return ""
    if len(noun) < 2 and noun not in ROLES["one_sign"] and right[1:2] not in ("（", "("):  # 4个地（市）
        return ""
    if view.kind == "count" and strip_leads(view.right) in (noun, GROWN.sub("", noun)):
        noun = _without_measure(noun)
    if view.kind != "count" and (word_at_end(view.own, "measure_noun") or VERBISH.match(noun)):
        return ""
    if noun in GENERIC or noun in ("县", "区", "市", "镇", "乡", "村"):
        before = view.own
        is_list = view.left.endswith("等")  # 化工四厂等76家|企业
        if before and not is_list and not is_place(before) and not view.inherited.endswith(before):  # 8个乡、5个|镇
            return clip(before + noun)
    return _told_apart(noun, view)


def _without_measure(noun: str) -> str:
    """58个|签约项目|总投资达320亿元: what the next number measures is not counted."""
    whole = GROWN.sub("", noun)
    measure = word_at_end(whole, "measure_noun")
    thing = DONE.sub("", whole.removesuffix(measure).removesuffix("总"))
    return thing if measure and len(thing) >= 2 else noun


def _counted(noun: str, unit: str) -> str:
    """居民 of 2040户|居民的居住条件: households and fields are counted, and not what they have."""
    owner, particle, own = noun.partition("的")
    if not particle or len(owner) < 2:
        return noun
    is_owner = (unit in OWNERS and THEIR_STATE.search(own)) or (unit in ("个", "家", "所") and DIVISION.search(owner))
    return owner if is_owner else noun


def _told_apart(noun: str, view: View) -> str:
    """续建37个项目, 4.1万间房屋倒塌: the stage before the number, or the harm after the noun, tells it from others."""
    if view.kind != "count":
        return noun
    harm = HARMED.match(view.right, len(noun)) if view.right.startswith(noun) else None
    if harm:
        return noun + harm["harm"]
    stage = STAGE.search(view.left)
    return stage.group() + noun if stage and noun in UNTOLD else befallen(noun, view.right)


def _is_said_of(right: str, view: View) -> bool:
    """组织志愿者3000人次|开展环境整治: a predicate follows, and the thing stood before."""
    verb = word_at(right, 0, "predicate")
    return bool(verb and view.own and not HEADS.search(clause_after(right))) and not is_place(view.own)


def subject_before(view: View) -> str:
    """The noun before, without the words that lead into the number."""
    noun = view.own
    if not noun or noun.endswith("期间") or is_place(noun):
        return ""
    if view.kind == "multiple" and TIMES_OF.search(view.left):  # 是“十一五”时期的2.6倍
        return view.topic or view.inherited
    if view.kind in ("share", "area") and not view.changed and (going := PROGRESS.search(view.clause)):
        return noun.removesuffix(going["verb"]) + going["verb"]
    if view.inherited and SIDE.fullmatch(noun):  # 有4间房，西侧|两间用于堆放杂物
        return noun + SIDE.sub("", view.inherited)
    if noun in GENERIC:
        context = view.topic or (view.inherited if view.inherited not in GENERIC else view.subject)
        return attach(context, noun)
    return noun


def sentence_thing(view: View) -> str:
    """A bracket right after the quantity that says what it is."""
    found = IN_BRACKET.match(view.right)
    return found["noun"] if found else ""


def ranking(view: View) -> str:
    """排名 itself, where nothing says whose it is."""
    found = RANKING.search(view.left)
    return found.group() if found else ""


def inherited(view: View) -> str:
    """The label of the figure before; a place by itself hands nothing on: 海南12亿元，广东15亿元."""
    if is_place(view.inherited) and is_place(view.own):
        return ""
    return view.whole if view.changed and view.kind == "share" else view.inherited


def place_named(view: View) -> str:
    """A place that stands alone before its number."""
    return view.own


RULES = (
    Rule("inside", named_inside, "大赛最高奖金8万元"),
    Rule("medals", medals, "代表团获得9金", units=["枚"]),
    Rule("toll", toll, "火灾造成2死4伤", units=["人", "票"]),
    Rule("held_against", held_against, "工业增加值增长9.1%，比全省（7.4%）高出不少"),
    Rule("completed", completed, "工业投资12亿元，完成年度计划的59%", kinds=["share"]),
    Rule("driven", driven, "服务业贡献突出，拉动经济增长2个百分点", kinds=["point"]),
    Rule("share_of_whole", share_of_whole, "园区产值占全省总量的39%", kinds=["share", "multiple"]),
    Rule("share_of", share_of_people, "95.8%的受访群众表示满意", kinds=["share"]),
    Rule("rank_of", rank_of, "排在第一位的是民营企业", kinds=["rank"]),
    Rule("whom_it_is", whom_it_is, "其中2人为无症状感染者", units=PEOPLE),
    Rule("casualties", casualties, "事故造成小轿车5人当场死亡", units=["人", "名", "位", "例", "户", "人次"]),
    Rule("crew", crew, "海口消防支队出动10车66人", units=["人", "车"]),
    Rule("spent", spent, "计划投资3亿元打造旅游村", kinds=["money"]),
    Rule("price_of", price_of, "以每斤3元的价格收购", kinds=["money"]),
    Rule("size_of", size_of, "沿3.5公里长的河堤植树", kinds=["length", "mass"]),
    Rule("thing_of", thing_of, "存在6个小时左右的潜伏期"),
    Rule("whole_event", whole_event, "发生6起车辆追尾"),
    Rule("part_of", part_of, "重伤人员中17人已转移至成都"),
    Rule("listed_people", listed_people, "三台县黄某等21人集体出现不适"),
    Rule("settled", settled, "全县辖11镇13乡", units=["镇", "乡"]),
    Rule("distance", distance, "县城位于国道旁，距省城昆明150公里", kinds=["length"]),
    Rule("thing_after", thing_after, "建成1031个镇街治理中心"),
    Rule("heads_in_list", heads_in_list, "涉及3个村、460户", units=UNIT_LABELS),
    Rule("gained", gained, "全村户均增收6000元"),
    Rule("deadline", deadline, "收到申请之日起20个工作日内作出决定", kinds=["duration"]),
    Rule("deed_alone", deed_alone, "民警已排查矛盾纠纷890起，化解862起"),
    Rule("state_alone", state_alone, "房屋倒塌1.2万间、受损3万间"),
    Rule("mean_alone", mean_alone, "发送旅客1.1亿人次，日均275万人次"),
    Rule("dimension", dimension, "厂房位于园区内，长30米，宽20米，高8米", kinds=["length"]),
    Rule("lasting", lasting, "工程投资3亿元，历时5年", kinds=["duration"]),
    Rule("subject_before", subject_before, "桥梁全长2401米"),
    Rule("residents", residents, "常住人口3213万人，其中城镇2280万人"),
    Rule("topic", topic_before, "像这样的贫困村，全州共有139个"),
    Rule("people_who", people_who, "其中3人还在当地过夜", kinds=["count"], units=PEOPLE),
    Rule("bracket", sentence_thing, "这457万亩（示范方）"),
    Rule("measure_after", measure_after, "以5.2%的增速领跑全省"),
    Rule("between", between, "固定资产投资增长5%，工业投资更猛，增长9%"),
    Rule("inherited", inherited, "产值达50亿元，增长5.3%"),
    Rule("place", place_named, "东部地区12亿元"),
    Rule("subject", lambda view: view.topic or view.subject, "茶园建设提速，投资3亿元；共有4.2万亩"),
    Rule("headed", headed, "白菜：每斤1.2元"),
    Rule("heads", lambda view: UNIT_LABELS[view.unit], "村子不大，仅有197户", units=UNIT_LABELS),
    Rule("ranking", ranking, "排名居全国第10位", kinds=["rank"]),
)
