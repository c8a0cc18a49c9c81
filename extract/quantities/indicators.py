"""What a quantity counts or measures, as an analyst would label the row: short, in the article's words, no number."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import regex

from extract.quantities.labels import (
    GENERIC,
    MEASURE_NOUN,
    attach,
    clip,
    last_clause,
    noun_after,
    strip_leads,
    subject_of,
    tidy,
)


@dataclass(frozen=True, slots=True)
class View:
    """A quantity as its label sees it.

    ``left`` are the words from the quantity before (or the sentence's start) to the words that lead into this one,
    ``right`` those from its end to the next quantity; dates are left out of both. ``inside`` stands between approximator
    and number, ``kind`` and ``unit`` are the quantity's. ``inherited`` is the label of the quantity before in the
    sentence, ``topic`` what the clauses since then speak of, ``subject`` those before; ``changed`` is true for the amount
    of a change or a gap.
    """

    left: str
    right: str
    inside: str
    kind: str
    unit: str
    inherited: str
    topic: str
    subject: str
    changed: bool


class Label(NamedTuple):
    """An indicator and the name of the rule that found it."""

    text: str
    rule: str


class Rule(NamedTuple):
    """A way of finding the label: ``find`` gives it, or ``""`` where this is not the way. ``example`` is a test."""

    name: str
    find: Callable[[View], str]
    example: str


PEOPLE = frozenset(["人", "名", "位", "例", "户", "家", "人次", "只", "头", "起", "件", "次", "人家"])
RATES = frozenset(["share", "point", "multiple", "rank"])
PLACE_ONLY = regex.compile(
    r"^(?:仅|在)?\p{Han}{1,7}(?<!强|大|小|困|范|先进|重点|名|试点|农业|开发|园|社|景|灾区|矿|厂|校|片|辖|郊|服务|示范|极贫|新|行政|自然|产业|工业|风貌|街|展|集聚|功能|试验)"
    r"(?:省|市|区|县|州|盟|旗|镇|乡|村|街道|本级|地区|方面)$|^(?:北京|上海|天津|重庆|全国|全省|全市|全县|全区|全球|城镇|农村|国内|国外|省内|市内|各地)$"
)
# A share's whole: 占全省医药产值总量的39%.
SHARE_OF = regex.compile(
    r"^(?P<part>.*?)占(?:到了?|了|据了?)?(?P<whole>[^，。；占]{1,18}?)(?:总数|总量|总额|总规模|的比重|的比例|比重|比例|的)*(?:分别|已|均|约|近|高|仅|为|达到?|有)*$"
)
NOT_A_SHARE = regex.compile(r"占地(?!区|方)|占比")
# What may not start the thing counted, when it stands after its classifier.
NOT_NOUN = regex.compile(
    r"""^(?:[，。；：、！？）)”’》\s]|$|以上|以下|以内|左右|上下|之间|不等|多|余|的?(?:速度|增速|比例|比重|水平|标准|价格|规模|幅度|基础上|情况下|目标)|
    和|与|及(?!格)|或|以及|并|且|而|但|是|为|在(?![建校线册编岗])|已(?!查明|建成|开工|签约|登记|注册|认定|发现|确诊|脱贫|上市|备案|排查|评定|公布)|被|把|将|对|向|从|于|到(?!岗|期)|至|均(?!价)|都(?!市)|全部|全都|
    则|也|还|又|再(?!生|就业|贷款)|就(?!业)|才|之|等|先后|陆续|相继|当场|不幸|经(?!济|营|费|典)|因(?!素)|遂|同时(?!期)|共同|分别|自(?!然|主|由|贸|来|有|营)|
    增长|增加|增至|下降|减少|提高|提升|达到?|占(?!地)|居(?!民|住|家)|位列|位居|排名|同比|环比|比上|比去|较上|较去|超过|高于|低于|实现|完成|用于|打造|解决|办理|供(?!应|水|热|电|给|销)|可(?!再|持)|能(?!源|力|量)|会(?!议|员|计|展)|要(?!素|闻|点)|不(?!动|良|合|锈)|没|未(?!成|来|就|婚)|
    (?:住院|死亡|受伤|遇难|失联|失踪|被困|中毒|感染|确诊|参加|参与|受灾|脱贫|获救|伤亡|贫困)(?!者|人|病例|患者|率|户|村|县|群众|游客|面积|学生|儿童|家庭|地区|同胞|学员|单位|企业|医师|医生)|到场|
    (?:扩大|升|降|增|减|涨|跌|压减|压缩|缩短|发展)[至到为]|变为|调整为|[（(])""",
    regex.VERBOSE,
)
ONE_SIGN = frozenset("县区市镇乡村国省州城岛湖店厂校桥牛羊猪鸡鸭鱼树药米油粮煤货菜车船房田井路书狗马茶果梨花奶蛋")
VERBISH = regex.compile(
    r"^(?:用|建|打|修|购|买|支持|给(?!水)|补(?!贴|助|偿)|奖(?!励|金|学|品)|对(?!外)|开(?!发|放)|进(?!口)|推(?!广)|扩|改(?!造)|助(?!学)|帮|作(?!物|业|品)|做)"
)
OWN_LABEL = regex.compile(r"最高(?P<noun>\p{Han}{2,4}|奖)$")
CASUALTY = regex.compile(
    r"(?P<how>(?:当场|不幸|已|被|确认|因[^，。；、]{1,8}|先后|陆续|经[^，。；、]{1,14}|重|轻|在[^，。；、]{1,10}中|抢救无效|仍|正在|送医后?|全部|均)*"
    r"(?:死亡|遇难|身亡|丧生|受伤|重伤|轻伤|失联|失踪|被困|中毒|住院|获救|脱险|感染|受灾|脱贫|伤亡|出院|撤离|转移|牺牲|遇害|溺亡|确诊|治愈|抢救|就医|被捕|落网|获刑|参赛|参会|参保|就业|失业|创业|报名|参加)"
    r"(?:治疗|无效|救治|中)?)(?=[，。；：、！？（()）\s”和并]|$|的(?!\p{Han}{2,8}(?:[，。]|$)))"
)
SPENT = regex.compile(
    r"(?P<verb>投资|投入|筹资|出资|耗资|斥资|集资|融资|募资|募集|捐资|捐款|捐赠|罚款|赔偿|贷款)(?:了|共|约|近|超|达到?|额为?|总计|合计)*$"
)
SPENT_ON = regex.compile(r"(?!的|\p{Han}{0,4}(?:款|资金|经费|补贴|奖励|奖金|物资|基金|专项|债券))\p{Han}{2}")
ADVERBS = regex.compile(
    r"^(?:已经?|被|均|都|在|经|正在?|仍|先后|陆续|相继|全部|确认|不幸|为|是|的|因|遂|还|又|同时|共同|出现|也|则)+"
)


def find_indicator(view: View) -> Label:
    """The label of the quantity that ``view`` looks at; empty where neither side, nor the sentence, names a thing."""
    for rule in RULES:
        if label := rule.find(view):
            return Label(label, rule.name)
    return Label("", "none")


def named_inside(view: View) -> str:
    """The noun between the limit and the number."""
    found = OWN_LABEL.search(view.inside)
    return f"最高{found['noun']}" if found else ""


def share_of_whole(view: View) -> str:
    """The part, and the whole that the share is of."""
    clause = last_clause(view.left)
    if view.kind not in ("share", "multiple") or "占" not in clause or NOT_A_SHARE.search(clause):
        return ""
    found = SHARE_OF.match(clause)
    if not found:
        return ""
    whole = tidy(found["whole"])
    part = subject_of(found["part"]) or view.topic or view.inherited or view.subject
    if PLACE_ONLY.match(part) and view.inherited:
        part = view.inherited
    part = part.split("占")[0] if "占" in part[1:] else part
    if not whole:
        return f"{part}占比" if part else ""
    return f"{part[-10:]}占{whole[:8]}比重"


def share_of_people(view: View) -> str:
    """Those whose share it is, after 的."""
    if view.kind != "share" or view.changed:
        return ""
    if not view.right.startswith("的"):
        return _those(view)
    if regex.match(r"的(?:速度|增速|比例|比重|水平|目标|幅度|高位|损耗)", view.right):
        return ""
    return noun_after(view.right[1:])


def _those(view: View) -> str:
    """八成受访者, 42%因病致贫: no 的 stands between, and nothing before names them."""
    if subject_of(view.left):
        return ""
    if cause := regex.match(r"因\p{Han}{1,6}(?=[，。、；]|$)", view.right):
        return cause.group()
    return "" if NOT_NOUN.match(view.right) or not regex.match(r"\p{Han}{2}", view.right) else noun_after(view.right)


def rank_of(view: View) -> str:
    """Who holds the rank: 第一位的是民营企业; among whom: 第七大流通股股东."""
    if view.kind != "rank":
        return ""
    if view.right.startswith("的是"):
        return noun_after(view.right[2:])
    if view.right.startswith("是"):
        return noun_after(view.right[1:])
    if (
        view.inside == "第"
        and regex.match(r"(?![省国市县区强])\p{Han}{2}", view.right)
        and not NOT_NOUN.match(view.right)
    ):
        return noun_after(view.right)
    return ""


def thing_of(view: View) -> str:
    """A measure's noun after 的, where a pause follows it."""
    if view.kind in RATES or view.kind == "count" or view.changed:
        return ""
    own = subject_of(view.left)
    if (
        view.right.startswith("的")
        and MEASURE_NOUN.search(own)
        and len(own) <= 6
        and not NOT_NOUN.match(view.right[1:])
    ):
        return attach(noun_after(view.right[1:]), own)
    found = regex.match(r"的(?P<noun>[^，。；：、！？的（(]{2,10})(?=[，。；：、！？）]|$)", view.right)
    return tidy(found["noun"]) if found and not has_own_subject(view.left) else ""


def whom_it_is(view: View) -> str:
    """Those counted, after 为 or 是."""
    if view.unit not in PEOPLE:
        return ""
    found = regex.match(r"(?:均|都|全部)?(?:为|是|系)(?P<noun>[^，。；：、！？（(]{2,10})", view.right)
    return tidy(found["noun"]) if found else ""


def casualties(view: View) -> str:
    """People, by what befell them."""
    if view.unit not in ("人", "名", "位", "例", "户", "人次"):
        return ""
    found = CASUALTY.match(view.right)
    if not found:
        return ""
    return clip(ADVERBS.sub("", found["how"])) + "人数"


def spent(view: View) -> str:
    """Money by the verb that spends it, whatever it is spent on."""
    found = SPENT.search(last_clause(view.left))
    if view.kind != "money" or view.changed or not found or not SPENT_ON.match(view.right):
        return ""
    return subject_of(view.left[: found.end("verb")]) or attach(view.topic, found["verb"])


def thing_after(view: View) -> str:
    """The noun after the unit."""
    right = view.right.removeprefix("的")
    if view.kind in RATES or NOT_NOUN.match(right):
        return ""
    noun = noun_after(right)
    if len(noun) < 2 and noun not in ONE_SIGN:
        return ""
    if view.kind != "count" and (has_own_subject(view.left) or VERBISH.match(noun)):
        return ""
    if noun in GENERIC or noun in ("县", "区", "市", "镇", "乡", "村"):
        before = subject_of(view.left)
        return clip(before + noun) if before and not PLACE_ONLY.match(before) else noun
    return noun


def has_own_subject(left: str) -> bool:
    """Whether the words before already say what is measured: 总投资1022亿元, 桥梁全长2401米."""
    return bool(MEASURE_NOUN.search(subject_of(left)))


def subject_before(view: View) -> str:
    """The noun before, without the words that lead into the number."""
    noun = subject_of(view.left)
    if not noun or PLACE_ONLY.match(noun):
        return ""
    if noun in GENERIC:
        context = view.topic or (view.inherited if view.inherited not in GENERIC else view.subject)
        return attach(context, noun)
    return noun


def topic_before(view: View) -> str:
    """The clause before, where the number's own clause names only a place or a verb."""
    own = last_clause(view.left).strip()
    return view.topic if own and (not view.inherited or strip_leads(own)) else ""


def people_who(view: View) -> str:
    """What is said of those counted."""
    if view.unit not in PEOPLE or view.kind != "count":
        return ""
    clause = ADVERBS.sub("", regex.split(r"[，。；：！？、（(]", view.right)[0])
    if len(clause) < 2 or regex.match(r"(?:以上|左右|增|升|降|减|和|与|及)", clause):
        return ""
    clause = clip(clause) if len(clause) > 14 else clause
    return (
        clause
        if view.unit not in ("人", "名", "位")
        else clause + ("" if clause.endswith(("人", "者", "员")) else "人数")
    )


def sentence_thing(view: View) -> str:
    """A bracket right after the quantity that says what it is."""
    found = regex.match(r"[（(](?P<noun>\p{Han}{2,8})[）)]", view.right)
    return found["noun"] if found else ""


def place_named(view: View) -> str:
    """A place that stands alone before its number."""
    return subject_of(view.left)


RULES = (
    Rule("inside", named_inside, "大赛最高奖金8万元"),
    Rule("share_of_whole", share_of_whole, "园区产值占全省总量的39%"),
    Rule("share_of", share_of_people, "95.8%的受访群众表示满意"),
    Rule("rank_of", rank_of, "排在第一位的是民营企业"),
    Rule("whom_it_is", whom_it_is, "其中2人为无症状感染者"),
    Rule("casualties", casualties, "事故造成小轿车5人当场死亡"),
    Rule("spent", spent, "计划投资3亿元打造旅游村"),
    Rule("thing_of", thing_of, "存在6个小时左右的潜伏期"),
    Rule("thing_after", thing_after, "建成1031个镇街治理中心"),
    Rule("subject_before", subject_before, "桥梁全长2401米"),
    Rule("topic", topic_before, "像这样的贫困村，全州共有139个"),
    Rule("people_who", people_who, "其中3人，还在当地过夜"),
    Rule("bracket", sentence_thing, "这457万亩（示范方）"),
    Rule("inherited", lambda view: view.inherited, "产值达50亿元，增长5.3%"),
    Rule("place", place_named, "东部地区12亿元"),
    Rule("subject", lambda view: view.topic or view.subject, "茶园面积大幅增加；共有4.2万亩"),
)
