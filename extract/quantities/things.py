"""The thing counted, where it stands after its classifier: 35家|企业|入驻园区, up to the predicate that follows it."""

import regex

from extract.quantities.edges import first_sign, last_sign
from extract.quantities.labels import LONGEST, tidy
from extract.quantities.word_roles import ROLES, any_of, word_at
from extract.tables import read_table

# One-sign words that start a predicate, each with the names that it may be part of.
PARTICLE = regex.compile(
    rf"""[，。；：！？、（()《]
    | 已(?=\p{{Han}})
    | 将(?![军来领])(?=\p{{Han}})
    | (?:(?<![人户亩日月年村校店场平])均(?![价衡等质])|都(?![市城江匀督])|仍|由(?<!自由|交由))(?=\p{{Han}})
    | (?<![服产行事企农渔林牧就毕专从作])(?:并(?![网购轨])
      | 被(?<![棉毛丝绒衣植床]被)(?![告害困保征拆监访子]) | 把(?!手)|让|使(?![用者馆命]))
    | 获(?<=\p{{Han}}{{2}}获)(?<![捕查抓缴荣截收斩破擒]获)(?![得奖批取利益])(?=\p{{Han}})
    | 从(?![业事军]) | 占(?![地比]) | 对(?![外口接象虾]) | (?<![栉对环])比(?![例重赛较亚]) | 较(?!大|高|多|小|好|强)
    | (?<![行作认以人分因较])为(?![民主])
    | (?<!但|还|就|正|总|若|凡|要|于|既|国)是
    | (?<![所存现潜实自内])在(?![线建册校编岗职营途研售])
    | (?<![关对等由终属基])于
    | 正(?<=\p{{Han}}{{2}}正)(?<![修校公改真反方端严矫]正)(?![式常规品确面版宗当义增负数值比])(?=\p{{Han}}{{2}})
    | [户人亩年日月]均(?<=\p{{Han}}{{2}}[户人亩年日月]均)(?=\p{{Han}}{{2}})  # 贫困户|户均收入
    | 情况(?=较|基本|良好|稳定)
    | (?<=\p{{Han}}{{2}})(?<![高创更翻全革维最常])新(?=[建增种栽修辟开](?![发区办长]|[，。；、]|$)\p{{Han}})
    | (?<=\p{{Han}}{{2}}[^成造将高迁俯早])就(?![业餐医读学近地职寝任座])(?=\p{{Han}}{{2}})  # 供应商|就项目签字
    | [和与](?=\d)
    | (?<=\p{{Han}}{{2}})“(?=[^“”]{{2,20}}”(?:光荣|荣誉)?(?:称号|荣誉|证书|奖牌|牌匾))  # 授予76家企业|“先进企业”称号
    | (?<=\p{{Han}}{{2}})因(?![素病灾公])
    | {any_of("verb_sign")}[了上](?=\p{{Han}}{{2}})  # 通了公交
    | (?<=\p{{Han}}{{2}})\p{{Han}}(?!{any_of("verb_sign")})\p{{Han}}了(?=\p{{Han}}{{2}})  # 领取了分红
    | (?<=\p{{Han}}{{2}})\p{{Han}}着(?=\p{{Han}}{{2}})  # 跟着试种
    """,
    regex.VERBOSE,
)
# A predicate's verb inside a name: 开工率, 签约人, 毕业生.
NAME_GOES_ON = regex.compile(
    r"(?:[率量额者权站期式日价类型级户]|费(?!用)|员(?!工)|证(?![书明据件照])|数(?!据)|准(?![备确时入予])|会(?=$|[、和及与议])|点(?![赞评亮燃])|人(?![民大才员])|生(?![产活机根态]))"
)
WITH_OBJECT = frozenset(["拥有", "享有", "具有", "建有", "设有", "受到", "得到", "成为"])  # 国家|拥有机构
FARMING, FARM = (
    ("养殖", "种植"),
    regex.compile("示范|场|大户|园|业|区|大?棚|温室|专业|面积|规模|能手|合作社"),
)  # 养殖|示范户
HEADS = regex.compile(rf"的?\p{{Han}}{{0,2}}{any_of('head')}$")  # 集中开工|项目
WHOLE = regex.compile(f"{any_of('whole')}$")  # 企业|开展项目: it stands for itself, and what follows is said of it
# 312个行政村|中，这480余亩土地|上
WITHIN = regex.compile(r"(?<=\p{Han}{2})(?<![高初集空水途])(?:[当之]中|[中里]|(?<![以之网线海陆水路天马船])上)$")
# 升班马|又有, 受灾群众|可, 园区|全年共
TAIL = regex.compile(
    r"(?<=\p{Han}{2})(?:又有?|也|(?<![成造俯])就有?|竟然?|居然|究竟能?|正在|即将|曾经?|全年共|(?<!公|中)共|(?<![许认])可|却|仍|未(?!来)|(?<!\p{Han}[直到抵传送])达|(?<=\p{Han}{3})(?<![落善产售术病饭课灾战])[之以]?后)$"
)
# Those whom something befell, unless it only says which: 受灾群众.
BEFALLEN = regex.compile(
    r"(?:住院|死亡|受伤|遇难|失联|失踪|被困|中毒|感染|确诊|参加|参与|受灾|脱贫|获救|伤亡|贫困)"
    r"(?!\p{Han}{0,4}(?:者|人|病例|患者|率|户|村|县|群众|游客|面积|学生|儿童|家庭|地区|同胞|学员|单位|企业|医师|医生"
    r"|矿工|工人|职工|员工|民工|船员|船只|渔民|师生|乘客|旅客|司机|驾驶员|村民|居民|市民|官兵|教师|干部|保险|职业|方案|活动|乡|镇|山区|人口))"
)
SIGN = regex.compile(r"[，。；：、！？…—）)”’》\s（(]|$")
FIRST_SIGN = first_sign(SIGN.pattern).signs
CLAUSE_ENDS = regex.compile(r"[，。；：！？…\s]")
VERB_FIRST = regex.compile(f"{any_of('verb_sign')}[了过](?=\\p{{Han}}{{2}})")  # 278个|通了公交
BEFALLEN_FIRST = first_sign(BEFALLEN.pattern).signs
# A place alone (南川区), but 示范区, 自然村 and the like are things.
PLACE_ONLY = regex.compile(
    r"^(?:仅|在)?(?:(?!的)\p{Han}){1,7}"
    r"(?<!强|大|小|困|范|先进|重点|名|试点|农业|开发|园|社|景|灾区|矿|厂|校|片|辖|郊|服务|示范|极贫|新|行政|自然|产业|工业|风貌|街|展|集聚|功能|试验)"
    r"(?:省|市|区|县|州|盟|旗|镇|乡|村|街道|本级|地区|方面)$"
    r"|^(?:北京|上海|天津|重庆|全国|全省|全市|全县|全区|全球|城镇|农村|国内|国外|省内|市内|各地)$"
)
PLACE_ENDS = last_sign(PLACE_ONLY.pattern).signs
PLACES = frozenset(name for row in read_table("places") if len(row.code) < 6 for name in (row.name, row.short)) | {
    name for row in read_table("countries") for name in (row.name, *row.others.split())
}


# 由村民自发组织的|巡逻队: a clause that says which.
RELATIVE = regex.compile(r"^(?:由|被(?![告害困保])|经|从|以|为)\p{Han}{2,14}的(?=\p{Han}{2})")
# 规模较大、标准较高的|示范园
QUALITIES = regex.compile(
    r"(?:\p{Han}{2,3}[较更最]?[大高好强优多低小新快广]、[^，。；：]{3,12}|\p{Han}{2}[较更最][大高好强优多低小新快广重轻]"
    r"|\p{Han}{2}(?:鲜明|突出|明显|齐全|优良|完善|显著|优美|雄厚)、[^，。；：]{3,12})的(?=\p{Han}{2})"
)
QUALITY_SIGNS = frozenset("较更最、")
FIRST_RELATIVE = first_sign(RELATIVE.pattern.removeprefix("^")).signs


def is_place(noun: str) -> bool:
    """Whether ``noun`` names a place and nothing in it.

    >>> is_place("南川区"), is_place("广西"), is_place("示范区")
    (True, True, False)
    """
    return noun in PLACES or (noun[-1:] in PLACE_ENDS and PLACE_ONLY.match(noun) is not None)


def noun_after(right: str) -> str:
    """The noun at the start of ``right``, up to the verb, sign or particle that ends it.

    >>> noun_after("镇街治理中心并实体化运行"), noun_after("已查明危岩的全链条多跨协同风险管控")
    ('镇街治理中心', '已查明危岩')
    >>> noun_after("企业入驻园区"), noun_after("入驻企业"), noun_after("集中开工项目")
    ('企业', '入驻企业', '集中开工项目')
    """
    clause = clause_after(right)
    noun = clause[: _end(clause)]
    head, particle, rest = noun.partition("的")
    if particle and len(head) >= 2 and (len(noun) > LONGEST or len(rest) > 6):
        noun = head
    return _clip(TAIL.sub("", WITHIN.sub("", tidy(noun))))


def starts_thing(right: str) -> bool:
    """Whether ``right`` may start with the thing counted, and not with what is said of it.

    >>> starts_thing("在建项目"), starts_thing("在当地过夜"), starts_thing("受灾群众"), starts_thing("受灾严重")
    (True, False, True, False)
    """
    first = right[:1]
    if word_at(right, 0, "keep_noun"):
        return True
    if (first in FIRST_SIGN and SIGN.match(right)) or (right[1:2] in ("了", "过") and VERB_FIRST.match(right)):
        return False
    return not (word_at(right, 0, "not_noun") or (first in BEFALLEN_FIRST and BEFALLEN.match(right)))


def clause_after(right: str) -> str:
    """``right`` up to the sign that ends its clause."""
    return CLAUSE_ENDS.split(right, 1)[0]


def without_predicate(noun: str) -> str:
    """``noun`` up to its predicate, where it is a whole clause: 就业形势总体稳定 → 就业形势.

    >>> without_predicate("水库除险加固进展顺利"), without_predicate("贫困村")
    ('水库除险加固', '贫困村')
    """
    places = range(2, len(noun))
    return TAIL.sub("", next((noun[:place] for place in places if _predicate_starts(noun, place)), noun))


def _end(clause: str) -> int:
    """Where the noun that starts ``clause`` ends."""
    particle = PARTICLE.search(clause, 1)
    end = particle.start() if particle else len(clause)
    return next((place for place in range(1, end) if _predicate_starts(clause, place)), end)


def _predicate_starts(clause: str, place: int) -> bool:
    """Whether a predicate starts at ``place``; after one sign only where that sign is a whole thing (7个县|摘帽)."""
    word = word_at(clause, place, "predicate")
    if not word or (place == 1 and clause[0] not in ROLES["one_sign"]):
        return False
    rest = clause[place + len(word) :]
    if word in WITH_OBJECT:
        return True
    if NAME_GOES_ON.match(rest) or (word in FARMING and FARM.match(rest)):
        return False
    return bool(WHOLE.search(clause[:place])) or not HEADS.match(rest)


def _clip(noun: str) -> str:
    """The start of a long noun: what follows it there is mostly a verb that was not known."""
    if len(noun) <= LONGEST + 6:
        return noun
    return tidy(noun[:LONGEST])
