"""The noun that stands before or after a number, cut out of the words around it: the raw material of an indicator."""

import regex

LONGEST = 12  # signs in a label: what an analyst still reads at a glance

CLAUSE = regex.compile(r"[，。；：！？,;:!?…\s]|——|──")
BLANKS = " 、，。；：“”‘’\"'（）()【】《》-—·的和与及了等　"

# Words that lead from the subject into a number: taken off the end of what stands before it.
LEADS = regex.compile(
    r"""(?:达到|达成|达|为|有|共有|共计|共|合计|总计|总共|累计|约|是|实现|完成|已经|已|近|仅|只|均|各|分别|保持在|稳定在|维持在|控制在|
    收获|获得|获|拥有|占到|占了|占|超过|突破|高达|多达|长达|低至|升至|降至|就|才|还|也|都|却|则|将会|就会|都会|还会|将|要|可能|就能|只能|能够|可|
    均在|都在|是在|约在|多在|处在|到|至|于|了|着|过|的|其中|平均|最高|最低|最多|最少|至少|大概|大约|预计|预期|力争|计划|拟|目前|现有|尚有|还有|还在|正在|
    另有|又|再|初步|基本|首次|一次性|一下子?|正好|整整|左右|需要|需|应|不|未|每年|每月|每天|每日|每周|一年|一天|每月在|同期|同比|环比|实际|更是|便|即|
    仍有|仍|不仅|上升|提高|提升|增加|增长|下降|减少|降低|扩大|缩短|年均|还在以|给予|予以|发放|开出|列支|拨付|拿出|为期|历时|开始|报收|收报|报|恢复|恢复到|
    相当于|合|折合|计|以|按|大幅|明显|稳步|快速|小幅|显著|排在|排名|排|位列|位居|名列|分列|列|稳居|跃居|均居|居|连续|全国|全省|全市|全区|全县|全球|世界|亚洲|定在|定为|设为|算是|只要|要价|卖到|来到|存在|出现|推出|迎来|出动|调集|造成|发现|确诊|剩下?|每\p{Han}{1,2}|这|那|[（(])$""",
    regex.VERBOSE,
)
KEEP_LEAD = regex.compile(
    r"""(?:目的|的确|投入|占比|需要量|作为|行为|人均|户均|亩均|日均|基本|以上|平均|需求|社会|协会|大会|存在感|智能|性能|节能|产能|储能|功能|能力|
    标的|设计|统计|审计|会计|合计数|超过|政府|所有|国有|组成|现在|所在|经过|通过|直到|得到|做到|收到|感到|人才|天才|实际|机会|事故发现|累计确诊|联合|
    综合|结合|整合|配合|符合|组合|混合|复合|融合|集合|磨合|四合|计划|规划|企划|以及|可以|难以|海报|情报|日报|晚报|电报|预报|申报|汇报|简报|举报|通报|上报|播报|公报|[节合条预契公履签违特集]约|系列|排列|行列|专列|班列|陈列|前列|民居|新居|定居|安居|宜居|移居|旅居)$""",
    regex.VERBOSE,
)
# Words that open a clause and say when, where in the argument, or how, but not what.
OPENERS = regex.compile(
    r"""^(?:其中|此外|另外|同时|并且|而且|而|但是|但|目前|现在|如今|当前|今年|去年|前年|明年|本月|上月|当年|全年|当天|当日|昨日|今日|近日|日前|
    截至|截止到?|今年以来|去年以来|近年来|一年来|多年来|年来|以来|期间|上半年|下半年|年均|至|到|从|自|在|以及|及|和|与|并|还|又|也|再|曾经|曾|以前|已经|已|共计|共有?|累计|总计|
    合计|分别|均|都|即|则|就|将|要|拟|计划|预计|预期|力争|确保|争取|仍|仅|只|约|近|达到?|首次|先后|陆续|成功|的|了|后|前|中|里|内|是|有|为|因为|因|由于|如果|若|虽然|尽管|其(?!他|余)|这|那|此(?!前)|这些|那些|一方面|另一方面|首先|其次|再次|最后|据统计|据介绍|据悉|据了解|记者获悉|记者|
    数据显示|统计显示|多|余|以上|以下|左右|之多|初步|进一步|全国|全省|全市|全区|全县|全州|全镇|全村|全球|我国|我省|我市|我区|我县|该[省市区县镇村乡]|当地|
    各地|按可比口径|按[^，]{2,6}计算|情况下|背景下|基础上|条件下|前提下)""",
    regex.VERBOSE,
)
KEEP_OPEN = regex.compile(
    r"""^(?:其他|人均|人口|人才|人工|人员|人数|人次|人寿|名优|名额|个人|个体|新型|新能源|新兴|新生|新建|新增|新签|新设|新材料|新开|新改|新房|新车|新药|新质|新老|年产|年均|年出栏|
    年接待|年吞吐|年处理|年收入|年销售|年发电|年龄|年级|月均|月薪|月租|日均|日产|日处理|日接待|天然|天津|天空|中心|中小|中欧|中药|中国|中央|中医|中型|中等|中介|中学|中职|上市|上海|上网|
    下岗|下水|下游|内蒙|内需|内陆|里程|前沿|前端|前海|后期|后备|有机|有效|有色|有线|为民|因病|因灾|因学|共享|共建|在建|在校|在线|在岗|在册|在编|到位|到账|均价|
    都市|将军|要素|要闻|只有|近海|近岸|近视|及格|和平|和谐|与会|并网|并购|再生|再贷款|再就业|多功能|多元|多式|余热|分布|首付|首店|首发|成功率|本级|本地|
    本科|本土|全国性|全区域|自主|自然|自由|自营|自有|自助|自贸|从业|从事|此前|号召|若干|约定|下属|下沉|后勤|达标|最高|最低|该行业|上下|是否|有意|有关|的士|报告|即时|即期|
    仅存|下拨|上缴|上级|下级|了解|里面|将来|要求|累计数|日用|日照|月饼|月球|天气|天线|天桥|号线)""",
    regex.VERBOSE,
)
TIMES = regex.compile(
    r"""(?:截至|截止|截止到)?(?:今年|去年|前年|明年|本年|上年|当年|20\d\d年|19\d\d年)(?:以来|上半年|下半年|前\p{Han}{1,2}季度|[一二三四]季度|底|末|初)*(?:以来|来)?的?
    |近年来|近\p{Han}年来?|一年来|几年来|多年来|[“]?十[一二三四五]五[”]?(?:期间|时期|以来)?|截至目前|目前|迄今|至今|今年以来的?|以来的?""",
    regex.VERBOSE,
)
# Verbs that end the clause's own subject, so that the thing counted stands after them: 境内有一级河道19条.
EXIST = regex.compile(
    r""".*(?:共有|还有|现有|拥有|设有|建有|下有|内有|境内有|另有|其中有|含有|包括|包含|涵盖|分为|下设|下辖|惠及|位于|坐落在|地处|助力|推动|
    使得|促使|确保|保证|拉动|带动|吸引|组织|开展|投入使用|一[套个座处条块间栋项批辆款台名位家头张支艘架]|像|(?<![所国含没享拥仅只共还现设建特持具])有)(?=\p{Han}{2})"""
    r"""|.*?(?:新建|改建|建成|投用|完成|实施|培育|引进|种植|养殖|流转|发放|查处|办结|受理|处置|救出|营救|转移|疏散|安置|帮扶|资助|救治|举办|覆盖|涉及)"""
    r"""(?=\p{Han}{3})(?!面积|规模|数量|总量|金额|\p{Han}?率|比例|人数|项目|工程|资金|费用|中心|工作|任务|能力|标准|体系|基地|大户|企业|政策|计划)""",
    regex.VERBOSE,
)
VERBS_KEPT = regex.compile(
    r"(?:新建|改建|建成|投用|完成|实施|培育|引进|种植|养殖|流转|发放|查处|办结|受理|处置|救出|营救|转移|疏散|安置|帮扶|资助|救治|带动|惠及|吸引|组织|举办|开展|覆盖|涉及)$"
)
# Where the thing counted ends, when it stands after its classifier.
NOUN_END = regex.compile(
    r"""[，。；：！？、（()《]|(?:已(?!查明|建成|开工|签约|登记|注册|认定|发现|确诊|脱贫|上市|备案|排查|评定|公布)|正在|将|均|都|全部|共同|先后|陆续|相继|分别|同时|纷纷|仍|多次)(?=\p{Han})|(?<![服产行事企农渔林牧就毕专从作])(?:并|被|把|让|使)|
    (?<!自|交)由|从(?!业|事)|
    (?:正式|成功|顺利)?(?:投入使用|建成投用|交付使用|完成建设|开工|竣工|投产|投用|落地|落户|启动|揭牌|签约|亮相|参加|参与|来自|入选|获评|获批|获得|荣获|夺得|达到|占(?!地|比)|位于|昨日|今日|近日|日前|目前|昨天|今天|分布|
    实现|完成|进行|举行|举办|发生|出现|显示|表示|提供|受到|得到|成为|作为|用于|组成|构成|服务于|前来|赶赴|奔赴|涌入|提出|通过|奠定|带来|排查|
    (?<![行作认以人分因较])为(?![民主])|(?<!但|还|就|正|总|若|凡|要|于|既)是|情况(?=较|基本|良好|稳定)|较为|(?<!所|存|现|潜|实|自|内)在(?![线建册校编岗职])|(?<!关|对|等|由|终|属)于|对(?!外|口|接|象)|
    比(?!例|重|赛|较)|较(?!大|高|多|小|好)|开展(?=\p{Han}{2}))|和(?=\d)|与(?=\d)""",
    regex.VERBOSE,
)
MEASURE_NOUN = regex.compile(
    r"(?:投资|产值|产量|收入|利润|面积|长度|全长|总长|宽度|全宽|高度|厚度|金额|总额|规模|预算|资金|经费|价格|均价|售价|费用?|奖金|补贴|补助|销售额|交易额|贷款|成本|总值|增加值|"
    r"容量|能力|速度|时速|距离|深度|重量|里程|海拔|长|宽|高|深|重|额|率|量|值|价|租金|工资|资产|税|款|债|营收|亏损|产能|装机|资本|市值|库存|储量|落差|半径|直径|跨度|跨径|强度|"
    r"浓度|温度|气温|水位|流量|降水|降雨|雨量|总产|亩产|单产|存款|净利|工期|时限|时间|年限|周期)$"
)
# What names nothing by itself: a bare verb or adverb that stands alone before a number.
WEAK = regex.compile(
    r"""(?:最多时家里来|要|让|拟|新|再|已|共|年|全年|全部|目标|推进|打造|实施|完成|建设|建成?|新建|改建|扩建|续建|开工|竣工|投产|完工|改造|修建|铺设|安装|种植|栽植|能卖|治理|培育|引进|选派|选拔|组织|收集|发布|查处|办结|受理|救出|卖出?|花费?|花掉|用|用于|排|列|居|高|低|多|少|
    平均|眼下|当中|其中|准确说|准确地说|实际|办成|付清|前者|后者|者|同样|两者|二者|三者|累计|来|接待|我们|他们|她们|它们|他|她|它|我|你|大家|双方|有关部门|平台|公司|企业共|
    记者|本次|此次|这次|该项|那里|这里|其|跟着|随后|之后|然后|结果|不仅|不但|更|最|很|还有|一|第|等|约合|合计|为此|对此|因此|所以|而且|如|例如|比如|像|最多时|最多|最少|余下的?|其余的?|另外的?|剩下的?|居全国|均为全国|全国|全省|全市|说|称|表示|介绍|指出|透露|在家里?来?|家里来)+""",
    regex.VERBOSE,
)
GENERIC = frozenset(
    ["项目", "企业", "人", "人员", "名额", "面积", "产值", "产量", "奖金", "金额", "利润", "收入", "总投资", "投资", "投资额", "总面积", "总长", "长", "宽", "高", "长度", "宽度", "高度", "厚度", "总额", "资金", "价格", "均价", "单价", "总量", "数量", "人数", "比例", "占比", "比重", "案件", "事件", "个", "户", "家庭", "车辆", "增速", "增幅", "涨幅", "规模", "总产值", "建筑面积", "占地面积", "产能", "容量", "税收", "时间", "时长", "距离", "总值", "销售额", "全长", "经费"]
)


def subject_of(left: str) -> str:
    """The noun that ends ``left``, without leading-in verbs, time words and openers.

    >>> subject_of("目前天津市境内有一级河道"), subject_of("，全社会研发投入强度达")
    ('一级河道', '全社会研发投入强度')
    """
    noun = _bracketed(strip_leads(TIMES.sub("", last_clause(left))))
    noun = strip_leads(noun)
    noun = _without_openers(noun)
    if (found := EXIST.match(noun)) and len(noun) - found.end() >= 2:
        noun = _verb_of(found) + noun[found.end() :]
    noun = clip(tidy(noun))
    return "" if WEAK.fullmatch(noun) else noun


def last_clause(words: str) -> str:
    """What stands after the last sign that ends a clause; a colon or a blank right before the number ends none."""
    return CLAUSE.split(words.rstrip(" ：:\u3000"))[-1]


def strip_leads(words: str) -> str:
    """``words`` without the verbs and adverbs at their end that lead into a number."""
    words = words.rstrip(" 、，（(“‘　")
    while (found := LEADS.search(words)) and not KEEP_LEAD.search(words):
        words = words[: found.start()].rstrip(" 、，")
    return words


def noun_after(right: str) -> str:
    """The noun at the start of ``right``, up to the verb, sign or particle that ends it.

    >>> noun_after("镇街治理中心并实体化运行"), noun_after("已查明危岩的全链条多跨协同风险管控")
    ('镇街治理中心', '已查明危岩')
    """
    clause = regex.split(r"[，。；：！？\s]", right)[0]
    end = NOUN_END.search(clause, 1)
    noun = clause[: end.start()] if end else clause
    head, particle, rest = noun.partition("的")
    if particle and len(head) >= 2 and (len(noun) > LONGEST or len(rest) > 6):
        noun = head
    return _clip_after(tidy(noun))


def tidy(noun: str) -> str:
    """``noun`` without signs at its ends and without half a pair of brackets or quotation marks."""
    noun = noun.strip(BLANKS)
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


def _clip_after(noun: str) -> str:
    """The start of a long noun after a number: what follows it there is mostly a verb that was not known."""
    if len(noun) <= LONGEST + 6:
        return noun
    return tidy(noun[:LONGEST])


def attach(context: str, noun: str) -> str:
    """一等奖 + 奖金; a context that is too long, or that says it already, is left away."""
    if not context or noun in context:
        return context if context.endswith(noun) else noun
    base = regex.sub(r"(?:数量?|名额|人数|面积|产量|产值|金额|总额|总投资|投资|收入|预算)$", "", context)
    return base + noun if 0 < len(base) <= 8 else noun


def _bracketed(clause: str) -> str:
    """集中在电梯(占比 → 电梯占比: a bracket speaks of the noun before it."""
    outer, opening, inner = clause.replace("（", "(").rpartition("(")
    if not opening or ")" in inner or "）" in inner:
        return clause
    noun = tidy(regex.split(r"[、在为是]|\)", outer.rstrip(" "))[-1])
    return noun + inner if inner in GENERIC else inner or noun


def _without_openers(noun: str) -> str:
    while (opener := OPENERS.match(noun)) and not KEEP_OPEN.match(noun):
        noun = noun[opener.end() :]
    return noun


def _verb_of(found: regex.Match) -> str:
    """The verb that tells the figure from others (新建绿道), not a mere 有."""
    verb = VERBS_KEPT.search(found.group())
    return verb.group() if verb else ""
