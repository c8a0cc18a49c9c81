"""The numbers that are no figures, each refused by a named reason: dates, clocks, ordinals, labels, idioms, names …"""

from dataclasses import dataclass
from typing import NamedTuple

import regex

from extract.tables import read_table


@dataclass(frozen=True, slots=True)
class Refused:
    """A number that is not counted: its span in the sentence, and the name of the rule that refused it."""

    start: int
    end: int
    reason: str


class Rule(NamedTuple):
    """A reason why a number is no figure. ``pattern`` starts where the number starts and ends where it is used up.

    ``example`` is a test: its first number is refused for this reason.
    """

    reason: str
    pattern: str
    example: str


# Pieces of the patterns below. D: a number in digits or numerals; DAY, MONTH, HOUR: one that a calendar or a clock has.
PIECES = {
    "N": r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)",
    "SPAN": r"(?:\d+(?:\.\d+)?[十百千万]?|[零〇一二两三四五六七八九十百千万]+|半)(?:(?:至|到|[-—–~～、])(?:\d+|[零〇一二两三四五六七八九十百]+))?",
    "YEAR": r"(?:1[0-9]|20|21)\d\d",
    "HANYEAR": r"[一二][零〇一二三四五六七八九]{3}",
    "MONTH": r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])",
    "HOUR": r"(?:2[0-4]|1\d|0?\d|二?十[一二三四]?|[零一两二三四五六七八九])",
    "MINUTE": r"(?:[0-5]?\d|[零一二三四五]?十?[一二三四五六七八九零]?)",
    "TO": r"(?:至|到|或|[-—–~～、和及/])+",
    "HAN": r"[零〇一二两三四五六七八九十百千万亿]",
}

# The first rule that fits wins: dates before clocks before periods, words before the single sign they contain.
RULES = (
    Rule("url", r"(?<=[A-Za-z][._-])\d+(?=[._-]?[A-Za-z])|\d+(?=\.(?:com|cn|net|org))", "登录 www.12306.cn 购票"),
    Rule("document_number", r"(?<=[〔\[〈(（])<YEAR>[〕\]〉)）]\s*第?\d+号", "国发〔2024〕3号文件"),
    Rule("document_number", r"<YEAR>(?=[〕\]]\d)|(?<=[〕\]])第?\d+号?", "国发〔2024〕3号文件"),
    Rule(
        "phone",
        r"1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}|\d{3,4}-\d{7,8}|400-?\d{3,4}-?\d{3,4}|(?<=(?:电话|热线|专线)[:为是]?)\d{3,12}",
        "举报电话13800138000",
    ),
    Rule(
        "code",
        r"\d{9,}(?![\d.]*\s?[\p{Han}%])|(?<=(?:代码|编号|股票|账号|证号|邮编|QQ)[:为是]?\s?)\d{4,}|\d{6}(?=\.S[HZ])",
        "股票代码600519",
    ),
    Rule("event", r"\d{1,2}·\d{1,2}", "郑州“7·20”特大暴雨"),
    # dates
    Rule("date", r"<YEAR>\s?年?\s?<TO><YEAR>\s?年(?:度|代)?", "2000年-2004年初步发展"),
    Rule("date", r"<YEAR>[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?!\d)", "2024-04-10发布"),
    Rule(
        "date",
        r"(?:<YEAR>|<HANYEAR>|(?<![\d一二三四五六七八九十])0\d|(?<![近超逾达满约过庆立整\d.])[6-9]\d(?=年(?!来|后|前|间|多|以上|的?历史|如一日|[，。]|$)))\s?年(?:度|代|[初末底中春夏秋冬])?"
        r"(?:\s?<MONTH>\s?月(?:份|底|初|末|中旬)?(?:(?<=月)\s?<DAY>\s?[日号])?(?:<TO>(?:<MONTH>\s?月(?:份|底|初|末)?)?(?:<DAY>\s?[日号])?(?<=[月份底初末日号]))?)?",
        "2017年成立合作社",
    ),
    Rule(
        "date",
        r"(?<=光绪|康熙|乾隆|嘉庆|道光|咸丰|同治|宣统|雍正|顺治|洪武|永乐|万历|嘉靖|民国|贞观|开元|公元前?)<N>年",
        "光绪二十六年修建",
    ),
    Rule("date", r"(?:<YEAR>|<HANYEAR>|\d0|[二三四五六七八九]十)年?代(?!表)", "80年代进入市场"),
    Rule("date", r"<YEAR>(?:/\d\d)(?=榨季|财年|赛季|年度)", "2023/24榨季"),
    Rule("date", r"<MONTH>\s?月\s?<DAY>\s?[日号](?:<TO>(?:<MONTH>\s?月)?\s?<DAY>\s?[日号])?", "4月10日上午"),
    Rule("date", r"<MONTH>(?:<TO><MONTH>)*\s?月(?![饼球亮])(?:份|底|初|末|[上中下]旬)?", "1—11月完成投资"),
    Rule(
        "date",
        r"<DAY>(?:<TO><DAY>)*[日](?!元|[均产处供发报用语本]|以内|内|之内|工)(?<!(?:工期|为期|历时|用时|耗时|长达|[缩延]短|缩短[至到]|压缩[至到]|限期|不超过|不少于|周期|拘留|停业|休假|放假|住院|隔离)[为是约至到达]{0,2}<DAY>日)",
        "记者10日获悉",
    ),
    Rule("date", r"(?<=(?:初|正月|腊月|农历.{0,3}))<DAY>(?![年个名人])", "正月十五闹元宵"),
    Rule("date", r"(?<=(?:周|星期|礼拜))[一二三四五六](?:至[一二三四五六])?", "周三(14日)美股"),
    Rule("date", r"<YEAR>(?=级|届|赛季|财年|年|世界杯|奥运|亚运|[春夏秋冬]季)", "面向2013届毕业生"),
    # clock times
    Rule("clock", r"(?<!\d)<HOUR>[::：][0-5]\d(?:[::：][0-5]\d)?(?!\d)(?:<TO><HOUR>[::：][0-5]\d)?", "截至21:40"),
    Rule(
        "clock",
        r"<HOUR>\s?[时点](?:许|整|半|一刻|三刻|前|后|左右|<MINUTE>分(?!钟))(?:<TO><HOUR>\s?[时点](?:许|整|半|<MINUTE>分(?!钟))?)?",
        "9时50分全线畅通",
    ),
    Rule(
        "clock",
        r"(?<=(?:[日号晨早晚午夜天间]|晚上|早上|凌晨|时候|至|到|从|周[一二三四五六日]))\s?<HOUR>\s?[时点](?![间代期段速尚评名])(?:<TO><HOUR>\s?[时点])?",
        "上午9点打开电脑",
    ),
    Rule("clock", r"(?<=(?:时|点))(?:[0-5]\d|[零一二三四五]?十[一二三四五六七八九]?)分(?!钟)", "3时03分到场"),
    Rule("clock", r"(?<![涨跌升降报收])(?:2[0-4]|1\d|\d)点(?![\d.多])", "3点集合"),
    Rule("slogan", r"[一二两三四五六七八九十]+点(?!\d|[一二三四五六七八九零]|多)", "提出三点要求"),
    # periods: when, not how long
    Rule(
        "period",
        r"(?<=(?:第|前|头|[^\p{Han}]|一至|1[-—~至到]))[一二三四1-4](?:<TO>[二三四2-4])?个?(?:季度|季报)|[一二三四1-4]季[度报]",
        "一季度完成投资",
    ),
    Rule("period", r"(?<=前)<SPAN>个?(?:月|季度)", "前三个月实现产值"),
    Rule("period", r"(?<=[上下])半(?:年|月|场|叶|程)", "上半年完成采购"),
    Rule("period", r"十[一二三四五六]五(?=[”\"』’」]|规划|时期|期间|以来|末|开局)", "“十四五”期间"),
    Rule("period", r"(?<!(?:持续|历时|超过|不足|不到|长达|达|近|缩短|延长|压缩|用时|耗时|等待|滞留|停水|停电)[了至到为]?)(?:24|二十四)小时|7[×xX*]24小时?|365天|24h", "实现24小时全天候监管"),
    Rule(
        "period",
        r"<SPAN>[多余来几]?(?:个?半?(?:小时|钟头|月|星期|世纪|季度|昼夜)|年|周|天|日|载|分钟|秒|代)(?:多|余|半)?(?:的?时间)?(?:以来|来(?![自到源访])|之?前(?![三十五]|后)|以前|之?后|以后|期间|间(?!隔|断)|时间里|时间内|里(?!程))",
        "25年来带了许多孩子",
    ),
    Rule("idiom", r"<N>年(?=如一日)", "三十年如一日"),
    Rule("label", r"\d+(?:年|个月|天|日)期|<N>票(?=制)", "10年期国债"),
    Rule(
        "period",
        r"(?<=(?:过了|未来|今后|过去|最近|(?<![接将附])近(?=[\d一二两三四五六七八九十百几]+[多余]?(?:年|个?月|天|日|周|个星期))|连续|接下来|此后|往后|随后|再过|时隔|相隔|接连|随着|每隔|又|(?<!提)前|头|这|那|通过|经过|历经|累年))<SPAN>[多余来几]?(?:个?(?:小时|钟头|月|星期|世纪|季度|昼夜|工作日)|年|周|天|日|载|分钟)(?:多|余)?",
        "未来5年基本建成",
    ),
    Rule(
        "period",
        r"(?<!(?:车程|时间|时限|期限|间隔|路程|行程|控制|压缩|缩短)[在为至到]{0,2})<SPAN>[多余来几]?个?(?:小时|月|工作日|年|天|日|周|分钟)之?内(?!.{0,12}(?:必须|应当|予以|须|要|办结|完成|答复|提出|报告|审结|作出))",
        "48小时内可能发生洪水",
    ),
    Rule(
        "period",
        r"一(?:年|天|日|周|个?月|个?季度|个?星期|小时|个?小时)(?=到头|四季|间|比一|又一|之计|内)",
        "一年四季有花",
    ),
    Rule("period", r"<N>年(?=疫情|抗战|内战|困难时期|自然灾害)", "三年疫情期间"),
    Rule("period", r"<N>年(?=度|限|轮|一遇|大计|规划|行动|计划|攻坚|倍增|制)", "三年行动计划"),
    Rule("period", r"半年(?=报|度|后|前|来|内|多?来)|半[年天日夜晌](?=时间|后|前|来|以来)", "半年后建成"),
    # people and their years
    Rule("age", r"(?<!(?:平均|寿命|年龄)\p{Han}{0,4})<SPAN>[多余来几]?(?:周岁|岁)(?:以上|以下|左右|多)?", "82岁的老人"),
    # congresses, sessions, ordinals
    Rule(
        "congress",
        r"(?:十[一二三四五六七八九]?|二十|[一二三四五六七八九])(?:届(?:<N>(?:中全会|次))|大(?=以来|报告|精神|代表|召开|会议|后|提出|胜利|[》”，。、和历]))(?:次)?",
        "党的二十大以来",
    ),
    Rule(
        "congress", r"<N>届(?:<N>次)?(?:[^，。]{0,6}?第?<N>次)?(?=[^，。]{0,8}(?:会|全会|委))", "三届三十五次党组会议"
    ),
    Rule("congress", r"<N>中全会", "五中全会精神"),
    Rule("ordinal", r"(?<=第)<N>(?:[、和至到-]<N>)*", "第八届大赛"),
    Rule("ordinal", r"<N>(?:[、和]<N>)*等(?:奖|品|功|座|舱|线|残|残疾|兵)", "一等奖获得者"),
    Rule("ordinal", r"[一二三四五六七八九](?=年级)", "他在读九年级"),
    Rule("ordinal", r"二(?=[次级等类级楼层号手线代胎孩产维审级])", "推进二次开发"),
    Rule("label", r"[一二两三四五六七八九十\d]+部门(?![A-Za-z])", "七部门联合发文"),
    Rule("label", r"[\d一二三四五六七八九十]{1,2}版(?=[，。）)]|$|头条|要闻|刊)|0\d版", "见报04版"),
    Rule("rate", r"(?<=每)(?:[百千万]+|\d+[百千万]?)(?:平方公里|公里|[名个]?人|[户元股亩名件吨辆])(?=[^，。；\d]{0,16}[\d一二三四五六七八九十])", "每万人发明专利拥有量12.5件"),
    Rule("rate", r"[1一](?:天|周|月|年|日|个月|小时)(?=[\d一两二三四五]{1,2}[次班趟餐遍轮])", "1天一次核酸检测"),
    Rule("idiom", r"(?<!翻了?)一番", "经过一番努力"),
    Rule("label", r"<N>支队(?![伍员])", "武警三支队赶到"),
    Rule(
        "idiom",
        r"(?<![有共现建设修查处达为了出])四处|[一两]手(?!机)|两节(?!课|车|电池)|[四八]方(?![米面])|两头(?!\p{Han}{0,3}[牛猪羊驴象熊鹿])",
        "他四处打工",
    ),
    Rule("idiom", r"一点(?![零一二三四五六七八九])(?=\p{Han})", "离终点还差一点点"),
    Rule("level", r"[一二三四五六七八九]星(?!以上|期)", "五星酒店"),
    Rule("idiom", r"十分(?!钟|之|满|[，。])(?=\p{Han})", "十分重要"),
    Rule(
        "ordinal",
        r"[一二三四五六七八九十\d]+(?=期(?:工程|项目|建设|扩建|改造|污水|厂房|已|的|等|投|和|、|，|开工)|号(?!召|称|令)|把手|审(?!批)|(?<!\.\d)环(?![节保境])|区块|标段|类公|产增|产业)",
        "二期工程开工",
    ),
    Rule(
        "ordinal",
        r"(?<=[初高大小研一二三四五六七八九])[一二三四五六](?=年级|那年|学生|新生|时)|[一二三四五六七八九](?=年级)",
        "高二那年受伤",
    ),
    Rule("ordinal", r"(?<=前)\d+(?=标)|(?<=[首末头])[批次]", "成渝中线高铁站前4标"),
    Rule(
        "ordinal",
        r"(?<=(?:^|[，。；：、:;])\s?(?:其)?)[一二三四五六七八九十](?=[是、来则]|要|方面)",
        "一是采购规模增长",
    ),
    Rule("ordinal", r"(?<=[(（])[一二三四五六七八九十\d]+(?=[)）])", "（四）着力推动发展"),
    # labels
    Rule("label", r"(?<=[“‘\"'「『《])\d+(?=[”’\"'」』》])", "数字重庆“1361”"),
    Rule("level", r"[一二三四五六七八九十\d]+(?=[A]级|A+级)|(?<=国家)\d级", "4A级景区"),
    Rule("label", r"(?<=[A-Za-z][-—]?)\d+(?:\.\d+)?(?:号|型|级)?(?![\d.]*[万亿%元])", "G50沪渝高速"),
    Rule(
        "label",
        r"\d+[A-Za-z]{1,3}(?=[级级手网工时+])|[A-Za-z0-9]*[A-FH-Z]\d+|\d+(?=[GDVA](?![A-Za-z])|K(?![A-Za-zmg]))",
        "5G工厂建成",
    ),
    Rule(
        "slogan",
        r"(?<=[“‘「『][^”’」』“‘，。；：\d]{0,5})(?<![超约近逾足达到])(?:[一二两三四五六七八九十百千万]{1,2}(?![余多成分])|\d+(?=[条个]))[^”’」』，。；：\d元吨米亩]{0,6}(?=[”’」』])",
        "实施“30条”政策",
    ),
    Rule("label", r"<N>\s?[+＋]\s?(?:<N>|[A-Zx])(?:\s?[+＋]\s?<N>)*", "按“2+3”模式"),
    Rule(
        "label",
        r"(?<=[A-Z]{2}(?:/T)?\s?)\d+(?:[-—]\d+)?|(?<=[歼运轰直强教]-)\d+|\d+栋(?=\d+)|\d+室",
        "执行GB 18030-2022标准",
    ),
    Rule("level", r"[一二三四五六七八九]段(?=棋手|高手)|[一二三四五](?=类(?:水|以上|标准))", "九段棋手"),
    Rule("label", r"\d+(?:\.\d+)*(?=版本?|时代)|\d+\.\d+\.\d+[\d.]*", "2.0版上线"),
    Rule("label", r"\d/\d+(?=决赛)|\d+(?:×\d+)?(?:公斤级|米(?=栏|跨栏|蛙泳|自由泳|仰泳|蝶泳|混合泳|气步枪|气手枪|接力|短跑|长跑|赛跑|飞人))", "男子81公斤级"),
    Rule("label", r"<N>(?:分钟|小时)(?=便民|生活圈|经济圈|通勤圈|交通圈|都市圈|就医圈|医疗圈|服务圈|健身圈|阅读圈)", "15分钟便民生活圈"),
    Rule("label", r"(?<=中[铁建交冶水电核])<N>局|\d座(?=商务车|轿车|车型|SUV)|<N>组(?=村民|社员)|(?<=[路街线])[东南西北]?<N>段|<N>班(?=的班主任|学生|同学)", "中铁十一局施工"),
    Rule("label", r"\d+(?=[路线](?:公交|车|列车|地铁))|\d+(?=次(?:列车|航班))", "101路公交"),
    Rule("road", r"\d+(?:国道|省道|县道|乡道)|\d+公里(?:处|桩)|(?<=公里|K\d{1,4}\+)\d{3}米?处?", "53公里处发生事故"),
    Rule("road", r"\d+(?:\.\d+)?公里\+\d+米?处?", "53公里+200米处"),
    Rule(
        "level",
        r"[一二两三四五六七八九十]+(?:、[一二三四五六七八九十]+)*级(?!台阶|天梯|地震|风|大风|阵风|以上|以下|余)",
        "三级治理中心",
    ),
    Rule("level", r"[一二三四五](?=线城市|线员工|线工|线岗|类地区|档|流[的企大人])", "一线城市"),
    Rule("ratio", r"\d{1,3}(?:\.\d+)?\s?[:：∶比]\s?\d{1,6}(?:\.\d+)?(?!\d|[:：])", "以3:1战胜对手"),
    # counted headings and slogans
    Rule(
        "slogan",
        r"<N>(?=大(?:[定特产工行措战任支品平优攻体领片板重作功中基关环问原亮系要举目主专新趋组计]))",
        "三大产业",
    ),
    Rule(
        "slogan",
        r"[一二两三四五六七八九十](?:圈|带|区|园|轴|廊|核|翼|极|心|位|体|化|网|平台|中心|枢纽|港|会)(?=[一二两三四五六七八九十](?:圈|带|区|园|轴|廊|核|翼|极|心|体|化|网|平台|中心|枢纽|港|多))",
        "一圈一带两区",
    ),
    Rule(
        "slogan",
        r"[一二两三四五六七八九十](?=步走|手抓|不误|个一|结合|统一|促进|提升|到位|落实|覆盖|贯通|联动|保障|公开|融合|重奏|张网|本账|盘棋|件事|站式|条龙|体化|张图|揽子|刀切|卡通|码通|表通|网通|键|屏|门式|窗)",
        "两步走方案",
    ),
    Rule(
        "slogan",
        r"[一二两三四五六七八九十](?=[区县市镇乡村][一二两三四五六七八九十][区县市镇乡村])|(?<=[一二两三四五六七八九十][区县市镇乡村])[一二两三四五六七八九十](?=[区县市镇乡村])",
        "两区三县消除黑臭",
    ),
    Rule("vague", r"(?<=[数几好若])[十百千万亿]+", "数百人参加"),
    Rule("vague", r"[十百千万亿]+(?=分之几)|几[十百千万亿]+", "百分之几的误差"),
    # 万人问卷, 百亿工程: a round number that nothing leads into; 近百亿元 and 千余人 are figures
    Rule(
        "round",
        r"(?<!(?:近|约|超|超过|逾|突破|上|过|达到?|满|破|足|将|每|不到|不足|增加|共|计|投资|为|有|至|于|最高|最低|最多|最少|至多|至少)了?)[百千万亿]+(?!分之)(?![\d余多一二三四五六七八九零]|[百千万亿]*\p{Han}{1,3}(?:以上|以下|左右|以内))(?=\p{Han})",
        "万人问卷调查",
    ),
)

# 一 that only means “a”, unless a word before it counts: 只有一个教室, 其中一人; 一倍 and 一半 are never articles.
ARTICLE = regex.compile(
    r"""(?<!只有|仅有?|共有?|其中(?!一个)|剩下?|唯一的?|不到|不足|至少|超过|(?<![附最临])近|(?<![节大])约)
    (?<!(?:共计?|计|重|长|高|宽|深|达到?|约|超过?|为|仅|花|用|要|需)(?=一(?:公斤|吨|斤|米|公里|亩|小时|公顷|升|元|平方)))
    (?<!(?:增加|减少|缩短|提高|提前|延长|推迟|降低|增长|达到?|用时|历时|长达)了?(?=一(?:年|个月|天|周|小时|分钟|公里|米|吨|元|万|个百分点)))
    一(?=\p{Han})(?!米[\d一二三四五六七八九]|个半|年零|到两|[两二至])
    (?![百千万亿十半成倍番]|人(?:死|受|伤|为|是|遇|获|被|失|当)|点[零一二三四五六七八九])""",
    regex.VERBOSE,
)

WORDS = frozenset(row.word for row in read_table("not_numbers"))
REACH = max(map(len, WORDS))


def _compile(rules: tuple[Rule, ...]) -> regex.Pattern:
    """All rules as one alternation, so that a number is held against them in one step; group ``r7`` is rule 7."""
    written = "|".join(f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(rules))
    for name, piece in PIECES.items():
        written = written.replace(f"<{name}>", piece)
    return regex.compile(written)


PATTERN = _compile(RULES)
RUN = regex.compile(r"\d[\d,.]*\d|\d|[零〇一二两三四五六七八九十百千万亿半]+")


def refuse(text: str, start: int) -> Refused | None:
    """Why the number that starts at ``start`` is no figure; ``None`` where no rule refuses it.

    >>> refuse("4月10日，雨后乍晴", 0)
    Refused(start=0, end=5, reason='date')
    """
    word = _word_over(text, start)
    if word:
        return word
    if text.rfind("《", 0, start) > text.rfind("》", 0, start):  # what a title counts is its name
        return Refused(start, RUN.match(text, start).end(), "label")
    if found := PATTERN.match(text, start):
        return Refused(start, found.end(), RULES[int(found.lastgroup[1:])].reason)
    if ARTICLE.match(text, start):
        return Refused(start, start + 1, "article")
    return None


def refuse_rest(text: str, start: int) -> Refused:
    """The refusal of a number that no form reads: part of a word (万州), or a number without a unit."""
    end = RUN.match(text, start).end()
    return Refused(start, end, "word" if text[start] > "9" else "no_unit")


def _word_over(text: str, start: int) -> Refused | None:
    """The idiom or name of ``tables/not_numbers.tsv`` that covers the sign at ``start``, the longest first."""
    if text[start].isascii():
        return None
    for length in range(REACH, 1, -1):
        for begin in range(max(0, start - length + 1), min(start, len(text) - length) + 1):
            if text[begin : begin + length] in WORDS:
                return Refused(start, begin + length, "idiom")
    return None
