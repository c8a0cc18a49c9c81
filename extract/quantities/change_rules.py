"""The ways of leading into a number that is a level reached, the amount of a change, or a gap."""

from typing import NamedTuple

from extract.quantities.word_roles import any_of


class Rule(NamedTuple):
    """A way of leading into a number. ``cue`` is a regex for words that end where the quantity starts.

    ``example`` is a test: for its last quantity this rule must be the one.
    """

    name: str
    cue: str
    measure: str
    direction: str
    example: str


RISE, FALL = any_of("rise"), any_of("fall")
OVER, UNDER = any_of("gap_over"), any_of("gap_under")
MORE, LESS = rf"偏?{any_of('more')}", rf"偏?{any_of('less')}"
REACHED = (
    r"(?:了|全[国省市县]|世界|全球|亚洲)?(?:[^，。；、\d]{1,8}的|\d{4}年的|[^，。；\d]{2,14}等)?"  # 提升到|全国的90%
)
HOLDS = r"(?:已经|已|均|均为|分别|保持|稳定|维持|将|要|仍)*(?:高?达到?|为|是|在|超|有|保持在|稳定在|维持在|控制在)*了?"
AMOUNT = r"(?:了|幅度?(?:为|达到?)?|率?(?:为|达到?|在)|高达|多达|约|近)?"
WITH = r"(?:全[国省市县区]、)?[^，。；、\d]{1,13}[^，。；、\d的达有为到在至]"  # what it is held against
BESIDE = r"(?:得到?|挣|赚|花|用|付|卖|产|收|出|了|达)?"
CLAUSE = (  # where a verb may start a clause of its own
    r"(?<=^|[，。；：、！？\s（(]|今年|全年|去年|年|已|共|计划|累计|当年|再|将|拟|可|以来|预计|每\p{Han}|里|内|全[省市县]|项目|企业|园区|基地|合作社|农[户民]|村民|[一二三四五六七八]是|实际)"
)
AFTER_HELD = r"(?<=分别|[)）])"  # 比全省（7.2%）|快
COUNTED = r"(?![及和、到至]|长|值)[^，。；、的\d]{1,16}(?<![有为是达共计成等])"  # 新增|公园|100座
COUNTED_TO = rf"(?:{COUNTED}|(?![及和])[^，。；、的\d]{{1,16}}(?:累计|达到?))"  # 新增|绿地面积达|20万平方米
SOLE = r"(?<=[要均约只还也则又再将速额量率值价入月年)）]|平均|普遍|分别|价格|租金)"

# The first rule that fits wins, so a longer cue stands above the shorter one it contains.
RULES = (
    Rule(
        "rise_to",
        rf"(?:{RISE}(?:[至到]了?|为|成|达到?)|(?:跃居|升居|晋升)(?:至|到|为)?|(?:晋位|进位|前移|跃升)(?:[至到为]|(?=全))|进[至到](?=全[国省市县]|第)){REACHED}",
        "level",
        "rise",
        "事件处置率提升到90%",
    ),
    Rule("fall_to", rf"{FALL}(?:[至到]了?|为|成){REACHED}", "level", "fall", "办理时限压缩到3天"),
    Rule("gap_over", rf"{OVER}(?=\p{{Han}}{{2}}){WITH}", "gap", "rise", "增速高于全国0.3个百分点"),
    Rule("gap_under", rf"{UNDER}{WITH}", "gap", "fall", "失业率低于全国1.2个百分点"),
    Rule(
        "gap_more", rf"(?:比|较|相比)[^，。；\d]{{1,20}}(?<![增提]){MORE}(?!达){BESIDE}", "gap", "rise", "比上年多3万人"
    ),
    Rule("gap_less", rf"(?:比|较|相比)[^，。；\d]{{1,20}}(?<![降减收]){LESS}{BESIDE}", "gap", "fall", "比去年少2000人"),
    Rule(
        "gap_lower",
        rf"(?:{SOLE}(?:低|少|便宜)|{AFTER_HELD}慢|偏(?:低|少|小|短|慢|晚|弱))出?",
        "gap",
        "fall",
        "价格平均要低200元",
    ),
    Rule(
        "gap_higher",
        rf"(?:{SOLE}(?:高|多|贵)|{AFTER_HELD}快|偏(?:高|多|大|长|快|早|强))出?",
        "gap",
        "rise",
        "价格平均要高200元",
    ),
    Rule(
        "gap_limit",
        r"超过?(?:出)?(?:(?:警戒|汛限|保证|设计|历史最?高?)(?:水位|流量)?线?|(?:序时|时序|时间)进度)|快于(?:序时|时序|时间)进度",
        "gap",
        "rise",
        "水位超警戒0.2米",
    ),
    Rule(
        "gap_lacking",
        r"(?:距离?(?P<to>[^，。；\d]{1,10}?))?(?:还差|尚差|只差|仅差|还缺|尚缺|还少)",
        "gap",
        "fall",
        "距离目标还差200万元",
    ),
    Rule("double", r"翻了?(?=[一二两三四]番|\d番)|翻了?", "change", "rise", "产值翻一番"),
    Rule(
        "rate_up", rf"(?<={any_of('rate_rise')})(?<!自然增长率){HOLDS}", "change", "rise", "海洋旅游增速保持在10%以上"
    ),
    Rule("rate_down", rf"(?<={any_of('rate_fall')}){HOLDS}", "change", "fall", "能耗降幅为3%"),
    Rule("new", r"(?:新增加?|净增加?|增设|增开|加开|增购|增配)了?", "change", "rise", "新增1个产业集群"),
    Rule(
        "rise_by",
        rf"(?<![少负])(?!(?<=自然)增长率){any_of('rise', 'rise_by')}{AMOUNT}",
        "change",
        "rise",
        "粮食产量同比增长5.2%",
    ),
    Rule("fall_by", rf"{any_of('fall', 'fall_by')}{AMOUNT}", "change", "fall", "车程缩短2小时"),
    Rule("apart", r"(?:相差|差距为|差距达|差距有)", "gap", "", "城乡居民收入相差1.2万元"),
    Rule(
        "more_of",
        rf"(?:(?:新增|净增加?){COUNTED_TO}|(?:增设|增开|加开|增派|{CLAUSE}(?:增加|增收|增产|增建|上调|调高)){COUNTED})",
        "change",
        "rise",
        "今年新增公园100座",
    ),
    Rule(
        "less_of",
        rf"{CLAUSE}(?:减少|调减|压减|削减|裁减|减免|精简|压缩|下调|调低){COUNTED}",
        "change",
        "fall",
        "全省调减玉米3400万亩",
    ),
    Rule("raised", rf"{CLAUSE}(?:提高|提升|拉动|带动|推高){COUNTED}(?<!占比)", "change", "rise", "将提高每股收益26%"),
    Rule("lowered", rf"{CLAUSE}(?:降低|压降|拉低){COUNTED}", "change", "fall", "可降低用工成本20%"),
)
