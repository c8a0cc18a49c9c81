"""What a quantity counts or measures, as an analyst would label the row: short, in the article's words, no number."""

from dataclasses import dataclass
from typing import NamedTuple

import regex

LONGEST = 14


@dataclass(frozen=True, slots=True)
class View:
    """A quantity as its label sees it.

    ``left`` are the words from the quantity before (or the sentence's start) to the words that lead into this one,
    ``right`` those from its end to the next quantity or the clause's end. ``kind`` and ``unit`` are the quantity's;
    ``inherited`` is the label of the quantity before in the sentence, ``subject`` what the sentence is about.
    """

    left: str
    right: str
    kind: str
    unit: str
    inherited: str
    subject: str
    changed: bool


class Label(NamedTuple):
    """An indicator and the name of the rule that found it."""

    text: str
    rule: str


CLAUSE = regex.compile(r"[，。；：！？,;:!?…\s]|——|──")

# Words that lead from the subject into a number: taken off the end of what stands before it.
LEADS = regex.compile(
    r"""(?:达到|达成|达|为|有|共有|共计|共|合计|总计|总共|累计|约|是|计|实现|完成|已经|已|近|仅|只|均|各|分别|保持在|稳定在|维持在|控制在|控制|
    收获|获得|获|拥有|占到|占了|占|超过|突破|高达|多达|长达|低至|升至|降至|就|才|还|也|都|却|则|将|要|可|能|会|在|到|至|于|了|着|过|的|其中|平均|
    最高|最低|最多|最少|至少|大概|大约|预计|预期|力争|计划|拟|目前|现有|尚有|还有|另有|又|再|初步|基本|首次|一次性|一下子?|正好|整整|左右|需要?|
    应|不|未|每年|每月|每天|每日|每周|一年|一天|同期|同比|环比|实际|更是|便|即|仍|仍有|不仅|上升|提高|提升|增加|增长|下降|减少|降低|扩大|缩短|增至|
    年均|分|以|按|从|由|经|给|予|给予|发放|开出|列支|拨付|拿出|投入|安排|落实|为期|历时|开始|每\p{Han}{1,2})$""",
    regex.VERBOSE,
)
KEEP_LEAD = regex.compile(r"(?:目的|的确|投入|占比|需要|作为|成为|行为|人均|户均|亩均|日均|基本|实际|以上|平均|需求|社会|机会|协会|大会|委员会|晚会|展会|盛会|聚会|就会|学会|工会|现在|存在|所在|正在|直到|得到|做到|收到|感到|来到|能力|功能|智能|性能|节能|产能|储能|动能|技能|职能|核能|标的|有的|基于|关于|对于|由于|位于|属于|等于|免于|用于|善于|日均|总计|设计|统计|审计|会计|预计|经过|通过|超过|不过|政府|所有|国有|拥有|没有|含有|享有|特有|专有|自有|人才|天才|建成|促成|形成|组成|构成)$")
# Words that open a clause and say when, where in the argument, or how, but not what.
OPENERS = regex.compile(
    r"""^(?:其中|此外|另外|同时|并且|而且|而|但|目前|现在|如今|当前|今年|去年|前年|明年|本月|上月|当年|全年|当天|当日|昨日|今日|近日|日前|截至[^，]{0,8}|
    今年以来|去年以来|近年来|一年来|多年来|年来|以来|期间|上半年|下半年|前三季度|[一二三四]季度|[前]?[一二三四五六七八九十\d]+个?月份?|年均|至|到|从|在|
    以及|及|和|与|并|还|又|也|再|已经|已|共计|共|累计|总计|合计|分别|均|都|即|则|就|将|要|拟|计划|预计|预期|力争|确保|争取|仍|仅|只|约|近|达到?|
    首次|先后|陆续|成功|新|年|月|日|号|天|人|名|个|的|了|后|前|中|里|内|上|下|是|有|为|因|因为|由于|如果|若|虽然|尽管|其|该|这|那|此|这些|那些|本|
    一方面|另一方面|一是|二是|三是|四是|五是|首先|其次|再次|最后|第[一二三四五六七八九十]|据统计|据介绍|据悉|据了解|记者获悉|数据显示|统计显示|多|余|以上|以下|左右|之多|
    全国|全省|全市|全区|全县|全州|全镇|全村|全球|我国|我省|我市|我区|我县|该[省市区县镇村乡]|当地|各地|通过[^，]{0,6}|左右)""",
    regex.VERBOSE,
)
TIMES = regex.compile(
    r"""(?:截至|截止|截止到)?(?:今年|去年|前年|明年|本年|上年|当年|20\d\d年|19\d\d年)(?:以来|上半年|下半年|前\p{Han}{1,2}季度|[一二三四]季度|底|末|初|\d{1,2}月(?:份|底|末)?)*(?:\d{1,2}日)?(?:以来|来)?的?
    |近年来|近\p{Han}年来?|一年来|几年来|多年来|“?十[一二三四五]五”?(?:期间|时期|以来)?|目前|截至目前|迄今|至今|\d{1,2}月\d{1,2}日|\d{1,2}月(?:份|底|末)?(?:以来)?""",
    regex.VERBOSE,
)
# A verb after which the thing that is counted stands: 境内有一级河道19条, 其中包括良种茶园3万亩.
EXIST = regex.compile(r".*(?:共有|还有|现有|拥有|设有|建有|下有|内有|境内有|另有|其中有|含有|包括|包含|涵盖|覆盖|涉及|分为|下设|下辖|带动|惠及|吸引|组织|举办|开展|新建|改建|建成|投用|建设|完成|实施|改造|培育|引进|种植|养殖|流转|发放|查处|办结|受理|处置|救出|营救|转移|疏散|安置|帮扶|资助|救治|(?<![所国含没享拥仅只共还现设建特])有)(?=\p{Han}{2})")
PLACE_ONLY = regex.compile(r"^(?:仅|在)?\p{Han}{1,7}(?:省|市|区|县|州|盟|旗|镇|乡|村|街道|全国|本级|地区|方面)$|^(?:北京|上海|天津|重庆|全国|全省|全市|全县|全区)$")
# A share's whole: 占全省医药产值总量的39%.
SHARE_OF = regex.compile(r"^(?P<part>.*?)占(?:到了?|了|据了?)?(?P<whole>[^，。；占]{1,16}?)(?:总数|总量|总额|总规模|的|比重|比例|的比重|的比例)*(?:分别|已|均|约|近|高|仅|为|达到?|有)*$")
# What may not start the thing counted, when it stands after its classifier.
NOT_NOUN = regex.compile(
    r"""^(?:[，。；：、！？）)”’》\s]|$|以上|以下|以内|左右|上下|之间|不等|多|余|的?(?:速度|增速|比例|比重|水平|标准|价格|规模|幅度|基础上|情况下|目标)|
    和|与|及|或|以及|并|且|而|但|是|为|在|已|被|把|将|对|向|从|于|到|至|均|都|全部|全都|则|也|还|又|再|就|才|之|等|
    增长|增加|增至|下降|减少|提高|提升|达到?|占|居|位列|位居|排名|同比|环比|比上|比去|较上|较去|超过|高于|低于|实现|完成|用于|打造|建设|解决|办理|供|可|能|会|要|不|没|未|
    (?:扩大|升|降|增|减|涨|跌|压减|压缩|缩短|发展)[至到为]|变为|调整为|[（(])""",
    regex.VERBOSE,
)
# Where the thing counted ends, when it stands after its classifier.
NOUN_END = regex.compile(
    r"""[，。；：！？、（）()《]|(?:已|正|将|均|都|全部|共同|先后|陆续|分别|同时|纷纷|仍)(?=\p{Han})|(?<!服|业)(?:并|被|把|向|让|使|由|从|至|到)|
    (?:正式|成功|顺利)?(?:投入使用|建成投用|交付使用|完成建设|开工|竣工|投产|投用|落地|落户|启动|揭牌|签约|亮相|参加|参与|来自|入选|获评|获批|获得|荣获|夺得|达到|占|位于|分布|覆盖|实现|完成|进行|举行|举办|发生|出现|显示|表示|提供|开展|受到|得到|成为|作为|用于|组成|构成|服务于|(?<![行作认以人分])为(?![民主])|(?<!但|还|就|正|总|若|凡|要|于|既)是|在(?![线建册校编岗职])|与(?=\d)|和(?=\d)|于|比|较|拖)""",
    regex.VERBOSE,
)
GENERIC = frozenset("项目 企业 人 人员 名额 面积 产值 产量 奖金 金额 利润 收入 总投资 投资 投资额 总面积 总长 长 宽 高 长度 宽度 高度 厚度 总额 资金 价格 均价 单价 总量 数量 人数 比例 占比 比重 案件 事件 个 户 家庭 车辆 增速 增幅 涨幅 规模 总产值 建筑面积 占地面积 产能 容量 税收 时间 时长 距离".split())
PEOPLE = frozenset("人 名 位 例 户 家 人次 口人 只 头 起 件 次".split())


def find_indicator(view: View) -> Label:
    """The label of the quantity that ``view`` looks at; empty where neither side, nor the sentence, names a thing."""
    for name, rule in RULES:
        if label := rule(view):
            return Label(label, name)
    return Label("", "none")


def share_of_whole(view: View) -> str:
    """占全省医药产值总量的39% → …占全省医药产值总量比重."""
    if view.kind not in ("share", "multiple"):
        return ""
    clause = last_clause(view.left)
    found = SHARE_OF.match(clause) if "占" in clause and "占地" not in clause and "占比" not in clause else None
    if not found:
        return ""
    whole = tidy(found["whole"])
    part = subject_of(found["part"]) or view.inherited or view.subject
    part = part.split("占")[0] if "占" in part[1:] else part
    if not whole:
        return f"{part}占比" if part else ""
    return f"{part[-10:]}占{whole[:8]}比重"


def share_of_people(view: View) -> str:
    """95.8%的受访群众认可, 三分之一的家庭有了小轿车 → 的 leads to those who are meant."""
    if view.kind != "share" or not view.right.startswith("的") or view.changed:
        return ""
    if regex.match(r"的(?:速度|增速|比例|比重|水平|目标|幅度|高位)", view.right):
        return ""
    return clip(tidy(regex.split(r"[，。；：！？]", view.right[1:])[0]))


def thing_after(view: View) -> str:
    """1031个镇街治理中心, 20吨97号汽油, 10万亩的高产示范田: the noun after the unit."""
    right = view.right
    if right.startswith("的"):
        right = right[1:]
    if NOT_NOUN.match(right) or (view.kind in ("share", "point", "multiple", "rank") and view.changed):
        return ""
    if view.kind in ("share", "point", "multiple", "rank"):
        return ""
    if view.kind == "duration":
        return ""
    noun = noun_after(right)
    if len(noun) < 2 or (view.kind != "count" and subject_of(view.left) and VERBISH.match(noun)):
        return ""
    if view.kind != "count" and has_own_subject(view.left):
        return ""
    if noun in GENERIC:
        before = subject_of(view.left)
        return clip(before + noun) if before else noun
    return clip(noun)


VERBISH = regex.compile(r"^(?:用|建|打|修|购|买|支持|给|补|奖|对|开|进|推|扩|改|助|帮|作|做)")
MEASURE_NOUN = regex.compile(
    r"(?:投资|产值|产量|收入|利润|面积|长度|全长|总长|宽度|全宽|高度|厚度|金额|总额|规模|预算|资金|经费|价格|均价|售价|费用?|奖金|补贴|补助|销售额|交易额|贷款|成本|总值|增加值|容量|能力|速度|时速|距离|深度|重量|里程|海拔|长|宽|高|深|重|额|率|量|值|价|租金|工资|资产|税|款|债|营收|亏损|投入|产能|装机|资本|市值|库存|储量|落差|半径|直径|跨度|跨径|强度|浓度|温度|气温|水位|流量|降水|降雨|雨量)$"
)


def has_own_subject(left: str) -> bool:
    """Whether the words before already say what is measured: 总投资1022亿元, 桥梁全长2401米."""
    return bool(MEASURE_NOUN.search(subject_of(left)))


def people_who(view: View) -> str:
    """5人当场死亡, 39人住院治疗: what is said of those counted."""
    if view.unit not in PEOPLE or view.kind != "count":
        return ""
    clause = regex.split(r"[，。；：！？、（(]", view.right)[0]
    clause = regex.sub(r"^(?:已经?|被|因|均|都|在|经|正|仍|先后|陆续|全部|确认|不幸|当场|为|是|的)+", "", clause)
    if not 2 <= len(clause) <= 10 or regex.match(r"(?:以上|左右|增|升|降|减|和|与|及)", clause):
        return ""
    return clause if view.unit not in ("人", "名", "位") else clause + ("" if clause.endswith(("人", "者", "员")) else "人数")


def subject_before(view: View) -> str:
    """桥梁全长2401米, 事件处置率达90%: the noun before, without the words that lead into the number."""
    noun = subject_of(view.left)
    if not noun or PLACE_ONLY.match(noun):
        return ""
    if noun in GENERIC:
        context = view.inherited if view.inherited not in GENERIC else view.subject
        return clip(attach(context, noun))
    return noun


def inherited(view: View) -> str:
    """，增长5.3%: no subject of its own; what the figure before was about."""
    return view.inherited


def sentence_subject(view: View) -> str:
    """，达到4.2万亩: what the clause before speaks of."""
    return view.subject


RULES = (
    ("share_of_whole", share_of_whole),
    ("share_of", share_of_people),
    ("noun_after", thing_after),
    ("noun_before", subject_before),
    ("people_who", people_who),
    ("inherited", inherited),
    ("subject", sentence_subject),
)


def attach(context: str, noun: str) -> str:
    """一等奖 + 奖金; a context that is too long, or that says it already, is left away."""
    if not context or noun in context:
        return context if noun and context.endswith(noun) else noun
    base = regex.sub(r"(?:数量?|名额|人数|面积|产量|产值|金额|总额|总投资|投资|收入|预算)$", "", context)
    return base + noun if 0 < len(base) <= 8 else noun


def subject_of(left: str) -> str:
    """The noun that ends ``left``, without leading-in verbs, time words and openers.

    >>> subject_of("目前天津市境内有一级河道"), subject_of("，全社会研发投入强度达")
    ('一级河道', '全社会研发投入强度')
    """
    noun = last_clause(strip_leads(left))
    noun = strip_leads(TIMES.sub("", noun))
    while (opener := OPENERS.match(noun)) and opener.end() and opener.end() < len(noun):
        if KEEP_OPEN.match(noun):
            break
        noun = noun[opener.end() :]
    if OPENERS.fullmatch(noun):
        return ""
    if (found := EXIST.match(noun)) and len(noun) - found.end() >= 2:
        noun = _verb_of(noun, found) + noun[found.end() :]
    return clip(tidy(noun))


KEEP_OPEN = regex.compile(r"^(?:其他|人均|人口|人才|人工|人员|名优|个人|个体|新型|新能源|新兴|新生|新建|新增|新签|新设|新材料|新开|新改|新房|新车|年产|年均|年出栏|年接待|年吞吐|年处理|月均|日均|日产|日处理|天然|中心|中小|中欧|中药|中国|中央|中医|中型|中等|中介|上市|上海|上网|下岗|下水|下游|内蒙|内需|内陆|里程|前沿|前端|后期|后备|有机|有效|有色|有线|为民|因病|因灾|因学|共享|共建|在建|在校|在线|在岗|在册|在编|到位|到账|均价|都市|将军|要素|要闻|只有|近海|近岸|近视|及格|和平|和谐|与会|并网|并购|再生|再贷款|再就业|仍有|多功能|多元|余热|分别|分布|首付|首店|首发|成功率|该行|本级|本地|本科|本土|其他|累计确诊|全国性|全区域)")
VERBS_KEPT = regex.compile(r"(?:新建|改建|建成|投用|完成|实施|改造|培育|引进|种植|养殖|流转|发放|查处|办结|受理|处置|救出|营救|转移|疏散|安置|帮扶|资助|救治|带动|惠及|吸引|组织|举办|开展|建设|覆盖|涉及)$")


def _verb_of(noun: str, found: regex.Match) -> str:
    """The verb that tells the figure from others (新建绿道), not a mere 有."""
    verb = VERBS_KEPT.search(found.group())
    return verb.group() if verb else ""


def last_clause(words: str) -> str:
    """What stands after the last sign that ends a clause; brackets opened in it stay."""
    return CLAUSE.split(words)[-1]


def strip_leads(words: str) -> str:
    words = words.rstrip(" 、，（(“‘")
    while (found := LEADS.search(words)) and not KEEP_LEAD.search(words):
        words = words[: found.start()].rstrip(" 、，")
    return words


def noun_after(right: str) -> str:
    """The noun at the start of ``right``, up to the verb, sign or particle that ends it."""
    clause = regex.split(r"[，。；：！？\s]", right)[0]
    end = NOUN_END.search(clause, 1)
    noun = clause[: end.start()] if end else clause
    head, particle, rest = noun.partition("的")
    if particle and len(noun) > 12 and len(head) >= 2:
        noun = head
    return tidy(noun)


def tidy(noun: str) -> str:
    """``noun`` without signs at its ends and without half a pair of brackets or quotation marks."""
    noun = noun.strip(" 、，。；：“”‘’\"'（）()【】《》-—·的和与及了等")
    for opening, closing in ("“”", "（）", "()", "《》", "‘’"):
        if (opening in noun) != (closing in noun):
            noun = noun.replace(opening, "").replace(closing, "")
    return noun


def clip(noun: str) -> str:
    """The end of a long noun, from the last particle that leaves enough of it."""
    if len(noun) <= LONGEST:
        return noun
    for mark in ("的", "、", "”", "对", "将", "把", "在", "让", "为"):
        tail = noun.rpartition(mark)[2]
        if 3 <= len(tail) <= LONGEST:
            return tidy(tail)
    return tidy(noun[-LONGEST:])
