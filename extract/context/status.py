"""Whether a figure tells what is, or what is planned."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex

from extract.context.clock import Clock
from extract.context.latest import Answers
from extract.context.moods import is_order, planned_sentences
from extract.context.openings import opening
from extract.context.periods import times_of
from extract.context.pledges import is_promised
from extract.context.time_words import TimeWord
from extract.quantities.edges import first_sign
from extract.reading.documents import Article, Document
from extract.tables import read_table

ACTUAL, PLANNED = "actual", "planned"


class Cue(NamedTuple):
    """Words after which the figures of a sentence are planned, or actual again; the last figure of ``example`` is."""

    name: str
    cue: str
    status: str
    example: str


# 将 tells the future before a verb, and takes an object before a noun (将小羊借给村民): so the verbs are listed.
WILL_VERB = (
    r"(?:积极|大力|着手|发展(?!规划|成果|理念|战略|情况)|尽快|尽早|适时|分期|分批|联合|共同|着力|大幅|有序|稳步|深入|加快|统一|[和与同][^，。；\d]{1,15}一[起道同]"
    r"|在|于|以|由|从|会|有(?!关)|达|可|能(?!源|力)|继续|进一步|新(?!区|城|疆|闻|的)|再|也|还|陆续|逐步|全面|全部|正式|持续|累计|突破|超过?|是|不|至少|力争|实现|完成|启动|建成?"
    r"|投[资入产用]|增[加长至]|提[高升]|扩大|达到|形成|成为|覆盖|开[展工通放行设]|推出|举[办行]|组织|引进|培[育养训]|选派|安排|实施|打造|改造|支持|发放|采[取用购]"
    r"|拿出|用[\d一二三四五六七八九十两]|花|惠及|服务|吸引|接待|迎来|创造|节约|减少|降[至低到]|缩短|压缩|上[升涨调马\d]|添|保持|占|获得?|享|出台|修建|拓[展宽]|加[大快强]"
    r"|运[送行营]|进[行入一]|设[立置]|招[聘募收生]|补[贴助]|兑[付现]|派|参[加与]|竣工|通车|交付|按|给予|为|到|使|带[动来]|向|对|优先|重点|通过|利用|主要|分"
    # verbs of any news (将出动民警300人), but not one that only says which thing: 将入驻企业分为3类
    r"|(?:\L<verbs>|[新改扩迁重复翻兴续]建|开[业馆播园学]|动工|[造植绿补栽育]林|植树|发射|发行|募集|筹[集措]|购置|更[换新]|整[治修合]|清[理退淘]|治理|修复|恢复|维修|淘汰"
    r"|关[闭停]|拆[除迁]|解决|帮[助扶]|资助|救助|遴选|评选|表彰|奖励|授[予信]|颁发|征[集收]|收[购储]|销售|生产|投放|增殖|放流|减[免税排]|免[除收]|退还|取消|消除|压[减降]|削减"
    r"|承办|主办|演出|放映|播出|展[出示]|运营|营业|出[让售租]|划[拨转]|下[达拨发]|[拨转]付|安[装置]|配[备套置]|铺设|架设|疏[浚通]|治[沙水]|监测|普查|检查|走访|慰问|培植)"
    r"(?!的|人员|群众|企业|户|者|单位|产品|商品|物资|后|前|中的)"
    r")"
)
# Those who tell a result again after a plan: 计划投资5亿元，目前已完成3亿元.
CUES = (
    Cue(
        "done",
        r"(?:均|都|现|也|早|业)?已(?!规划|计划|列入|纳入)|截[至止]|目前|现有|(?<!拟|将|可)持有的?",
        ACTUAL,
        "计划投资5亿元，目前已完成3亿元",
    ),
    Cue(
        "total",
        r"(?<!(?:将|可|要|预[计期]|力争|计划|拟|目标|争取|确保|到\d{4}年)[^，。；]{0,12})累计",
        ACTUAL,
        "计划投资5亿元，累计完成3亿元",
    ),
    Cue("done_verb", r"(?<=[\u4e00-\u9fff])(?<![为除])了(?!解|不)", ACTUAL, "原计划种植300亩，结果种了400亩"),
    Cue("offer", r"[一二三特]等奖|优[胜秀]奖|奖金|可申请|可[享领]", ACTUAL, "大赛将分四个阶段推进，最终决出一等奖3名"),
    Cue(
        "will",
        rf"(?<![名麻大小老健即])将(?!近|军|来|士|领|相)(?={WILL_VERB})|将要|即将(?![^，。；\d]{{1,8}}的)|必将",
        PLANNED,
        "全市还将新建污水处理厂21座",
    ),
    Cue(
        "will_come",
        r"将来|今后|未来(?!产业|感|学|城|社区|科技)|届时|下一步|接下来|明年|后年",
        PLANNED,
        "未来三年治理河道60条",
    ),
    Cue(
        "may",
        r"(?<![即已均年就还也])可(?=(?:实现|新增|创造)(?:年|产值|销售|税|利|经济))|(?:或|很|极|都|均|也|还)有可能|有可能(?=[会将达突超降升增减])|或可(?=[达实完增减超])|或会|料(?:将|会)"
        r"|(?<![再一协大学集机社都才就便又总])不?会(?=低于|少于|超过|达到?|突破|超出|翻)",
        PLANNED,
        "收入不会低于1万元",
    ),
    Cue(
        "expect",
        r"预[计测估]|[上下]修(?!订|改)|[上下]调[^，。；\d]{0,8}(?:预期|预测)[^，。；]{0,6}至|预期(?=，?是|为|实现|完成|达|增长|将|投资|\d)|有望|可望|预算安排",
        PLANNED,
        "预计年出栏成品羊200头",
    ),
    Cue(
        "win",
        r"(?<!已|共|累计|成功|先后)争取(?:[^，。；]{0,6}?)(?=(?:项目|资金|补助|贷款|扶持|支持|指标|投资)[^，。；]{0,8}$)|(?<!已|共|累计|成功|先后)争取(?:到|上级|中央|国家|省级|各级|各类|项目|资金)",
        PLANNED,
        "今年争取上级资金3亿元",
    ),
    Cue(
        "strive",
        r"力争|(?<!已|共|累计|成功|先后)争取(?!到)|(?<![为来以])确保(?=[^，。；]{0,12}(?:达到|完成|实现|建成|不低于|保持|控制|稳定在|年|\d))|努力(?:实现|完成|建成|达到)",
        PLANNED,
        "力争新增就业5万人",
    ),
    Cue(
        "plan_to",
        r"(?<![不工作的])打算(?=[把在将用从于到再今明\d投新建种养招买扩开])|(?<!行动|年度|实施|试点|(?<![今明本当\d])年|[岗的、“])计划(?!总?投资(?:在|超|达)?[一二三四五六七八九十百千万亿\d]+元(?:及|（含）)?以上)(?=造|植|栽|治|举[办行]|出资|安置|解决|扶持|创建|打造|推进(?!会)|接待|收购|融资|募集|施工工期|建设工期|工期|总?投资|用|于|到|在|今年|明年|年内|新|开工|开[建通展]|动工|建|完成|实现|选|招|培|开|改|引|投|从|将|再|每|种|生产|安排|实施|启动|采购|发|扩|\d)"
        r"|(?<!(?:完成|占|达|超)[^，。；\d]{0,6})(?:计划|规划)总?投资(?!的|(?:在|超|达)?[\d一二三四五六七八九十百千万亿]+元(?:及|（含）)?以上)"
        r"|(?<!(?:完成|占|达|超)[^，。；\d]{0,6})年度?计划(?:完成投资|(?:新?开工|竣工|投产|实施)(?:项目)?)(?=[约共]?\d)",
        PLANNED,
        "计划选拔1万名毕业生",
    ),
    Cue(
        "report_sets",
        r"(?<=(?:工作报告|规划|纲要|方案|行动计划|意见)》?[^，。；]{0,6})提出(?![了的])(?=[，：:]|[^，。；]{0,20}目标)"
        r"|(?:提出|明确)，(?=(?:(?:今年|明年|20\d\d年)[要将]?)?(?:(?:城镇)?新增|新建|改造|完善|加快|推进|推动|实施|坚持|把|落实|扩大"
        r"|提高|支持|健全))",
        PLANNED,
        "政府工作报告提出，改造老旧小区300个",
    ),
    Cue(
        "prepare",
        r"准备(?=[开动]工|投资|投入|[新改扩]建|建设|用|发放|推出|招|再|启动|实施)|年内(?=[新改扩开动建再]|完成(?!了)|启动|投[入用产]|力争|实现|推出|培育|引进|实施)",
        PLANNED,
        "今年准备开工保障房612套",
    ),
    Cue("intend", r"(?<![虚草比])(?<!(?<!规)模)拟(?!定|态|人|合|议|声|稿)", PLANNED, "公司拟投资3亿元"),
    Cue(
        "aim",
        r"(?<!完成|实现)目标(?:是|为|:|：|定为|值|，到|要)|(?:主要|预期|发展|总体|工作)目标(?!任务)|以[^，。]{0,20}为目标"
        r"|今年的?(?:工作|目标|重点)?任务|(?<!(?:完成|超出|超过|占)[^，。；\d]{0,10})(?:(?:建设|年度|全年|目标)任务(?:数?[为是]|数)?(?=[约共]?\d)|目标任务(?:数?[是为]|[:：]))"
        r"|下达[^，。；\d]{0,14}任务(?:数?[为是]|数)?(?=[约共]?\d)",
        PLANNED,
        "今年的目标是让105万人脱贫",
    ),
    Cue(
        "layout",
        r"(?:按照?|根据|依据)(?:《[^》]{2,30}规划》|[^，。；\d]{0,10}规划|设计)，|规划[^，。；\d]{0,8}获[^，。；\d]{0,12}批[复准]"
        r"|[共总]规划|规划(?=建设|新建|总?(?:建筑|占地|用地)?面积|用地|总?投资|布局|设置|设计|床位|建|了|\d|[一二三四五六七八九十两]+[栋座个])",
        PLANNED,
        "区内共规划18栋建筑",
    ),
    Cue(
        "must",
        r"(?<!主|重|需|只|概|摘|纪)要(?:实现|达到|完成|建成|新建|新增|突破|服务|建|力争|确保|保持|控制在|培育|引进)"
        r"|(?:今年|明年|年内)[^，。；]{0,8}要(?!求|点|闻|素|塞|害|道|是)",
        PLANNED,
        "今年产值要实现150亿元",
    ),
    Cue("decide", r"决定，?(?:总?投资|投入|拿出|安排|追加|新建|建设)", PLANNED, "公司决定投资3亿元"),
    Cue(
        "once_built",
        r"(?:建成|投产|达产|投用|完工|竣工|建好|投运|建设完成|投入使用|投入运营)(?:投产|投用|达产|通车)?后(?!，?已)"
        r"|(?:实施|落地|达效|改造|完成|运行)后(?=，?[^，。；\d]{0,12}(?:可|能|将)(?:[新实吸带解安处节减增降创年提满供生]|达))",
        PLANNED,
        "项目建成后可处理污水20万吨",
    ),
    Cue("draft", r"征求意见稿|送审稿|讨论稿|草案", PLANNED, "征求意见稿规定，首付比例不低于30%"),
)
OPENERS = (
    "下达 累计 目前 奖金 未来 届时 下一步 接下来 打算 争取 力争 确保 努力 计划 规划 目标 决定 征求 送审 讨论 草案 准备"
)
VERBS = [row.word for row in read_table("predicates")]
FINDER = regex.compile("|".join(f"(?P<{cue.name}>{cue.cue})" for cue in CUES), verbs=VERBS)
# Where a cue may begin: of most sentences nothing is left to try.
OPENING = opening(
    [
        ("已了将拟要", ""),
        ("均都现也早业", "已"),
        ("截", "[至止]"),
        ("现持", "有"),
        ("一二三特", "等"),
        ("优", "[胜秀]"),
        ("可", "[申享领望实新创]"),
        ("即必料或", "[将会可有]"),
        ("今", "[后年]"),
        ("明后", "年"),
        ("年", "[内度]"),
        ("有", "[可望]"),
        ("很极都均也还", "有可"),
        ("不", "会"),
        ("会", "[低少超达突翻]"),
        ("预", "[计测估期算]"),
        ("共总", "规"),
        ("提", "出"),
        ("明", "确，"),
        ("主预发总工", ".{1,2}标"),
        ("以", "[^，。]{0,20}为目标"),
        ("建全目", ".任务"),
        ("建", "[成好设]"),
        ("投", "[产用运入]"),
        ("达", "[产效]后?"),
        ("实运", "[施行]后"),
        ("落", "地后"),
        ("改", "造后"),
        ("完", "成后"),
        ("按根依", "[照据]?"),
        ("上下", "[修调]"),
        ("完竣", "工"),
        *((word[0], word[1:]) for word in OPENERS.split()),
    ]
)
STATUS = {cue.name: cue.status for cue in CUES}
# The words before a figure that is there already, also in a plan: 利用好531处国保单位.
STANDING = regex.compile(r"(?:守护|保护|利用|用好|管好|盘活|依托|现有|全省|全市|全县|全区)[^，。；、]{0,6}$")
GOAL_AFTER = regex.compile(r"(?:以上|左右)?的?(?:增长|发展|奋斗|年度|总体)?目标(?!任务|已)")
GOAL_MET = regex.compile(r"(?<!超额)完成|实现了|达成|突破了")
# 超额完成浓度下降4%、天数减少6%的目标: what was aimed at is not what was reached
GOAL_PASSED = regex.compile(r"超额(?:完成|实现|达成)[^，。；]*$")
# Words that a figure takes in with its bound: 不会低于1万元
HEDGED = regex.compile(r"(?:将(?!近)|不?会|有望|预计|可望)")
FIRST_HEDGED = first_sign(HEDGED.pattern).signs
DONE_NEXT = regex.compile(r"；[^；]*(?:完成|建成|竣工|投入使用)")
ON_BASIS = regex.compile(r"的?基础上")  # 在现在14%的基础上翻一番
AMONG = regex.compile(r"(?:这|此|以上)?[其当]中")  # goes on with what the sentence before it told
GOES_ON = ("will", "will_come", "strive", "report_sets")
LONGEST_PLAN = 8  # orders in a row that go on with one plan
FAR = 60  # no aim stands further from its verb
GOAL_LATER = regex.compile(r"[^，。；]{0,30}目标")
# A sentence that tells of targets and names none of them: 三块产业各有产值目标。今年，光伏150亿元
GOALS_FOLLOW = regex.compile(r"(?:有|定下|定了|确定|提出|设定|明确)[^，。；]{0,12}目标[。：:]?$")


def status_reader(document: Document, article: Article) -> Callable[[int, int, int], str]:
    """A function from a figure's place (sentence index, start, end in its text) to ``actual`` or ``planned``.

    The last cue of the sentence before the figure decides; then a time that lies ahead (到2030年); then whether the
    figure stands in a plan without cues, as the orders of a work report.
    """
    clock, frames, governing, pledge = times_of(document, article)
    plans = Answers(lambda _: planned_sentences(article))  # asked for by figures without a cue and a time ahead
    cues_of = Answers(lambda sentence: tuple(find_cues(article.sentences[sentence].text)))
    goes_on = Answers(lambda sentence: _goes_on_planning(article, sentence, cues_of))
    goals_before = Answers(lambda one: bool(one and GOALS_FOLLOW.search(article.sentences[one - 1].text)))

    def own_words(sentence: int, start: int, end: int) -> str:
        """What the sentence itself says, ``""`` where it says nothing."""
        text = article.sentences[sentence].text
        if _is_goal(text, end) or (text[start] in FIRST_HEDGED and HEDGED.match(text, start)):
            return PLANNED
        if ON_BASIS.match(text, end):
            return ACTUAL
        word = governing[sentence, start, end]
        word = word if word is not None and word.end <= start else None
        cue = _cue_before(text, cues_of[sentence], start)
        ahead = word is not None and clock.is_future(word.period)
        aimed = ahead and word.start >= (cue.end if cue else 0)  # 启动了工程，“十五五”期间建设1000个
        if cue and not (
            (cue.name == "total" and (ahead or plans[0][sentence])) or (cue.name == "done_verb" and aimed)
        ):  # a plan has totals too: 五年累计降低17%
            return ACTUAL if _is_over(cue, word, clock) else cue.status
        past = word is not None and clock.is_past(word.period)
        return PLANNED if ahead or (not past and goes_on[sentence]) else ""

    def company(sentence: int, start: int) -> str:
        """What the sentences around it say of one that says nothing."""
        promised = is_promised(pledge, article, sentence) and not clock.is_past(frames[sentence].carried)
        if goals_before[sentence] or promised:
            return PLANNED
        text = article.sentences[sentence].text
        return PLANNED if plans[0][sentence] and not STANDING.search(text, max(0, start - 12), start) else ACTUAL

    def read(sentence: int, start: int, end: int) -> str:
        if said := own_words(sentence, start, end):
            return said
        if again := _told_again(article, sentence, article.sentences[sentence].text[start:end]):
            return own_words(*again) or company(*again[:2])
        return company(sentence, start)

    return read


def _goes_on_planning(article: Article, sentence: int, cues_of: Answers) -> bool:
    """Whether a sentence without a subject goes on with the plan before it: …将发展产业。打造示范片1000个."""
    told = article.sentences
    for one in range(sentence, max(0, sentence - LONGEST_PLAN), -1):
        among = AMONG.match(told[one].text)
        if told[one].paragraph != told[one - 1].paragraph or not (among or is_order(told[one].text)):
            return False
        if cues := cues_of[one - 1]:
            return cues[-1].status == PLANNED and (
                among or cues[-1].name in ("will", "will_come", "strive", "report_sets")
            )
    return False


def _is_over(cue: "FoundCue", word: TimeWord | None, clock: Clock) -> bool:
    """Whether a time after the cue is past (计划投资5亿元，去年完成3亿元), or what was won was (去年争取资金6亿元)."""
    if word is None or not clock.is_past(word.period):
        return False
    aimed = cue.name == "plan_to" and word.start == cue.end  # 计划年内完成
    return cue.name in ("win", "prepare") or (word.start >= cue.end and not aimed)


def _told_again(article: Article, sentence: int, words: str) -> tuple[int, int, int] | None:
    """Where the text below a headline tells its figure again; None for a figure that is in no headline."""
    if not article.sentences[sentence].heading:
        return None
    for later in range(sentence + 1, len(article.sentences)):
        start = article.sentences[later].text.find(words)
        if start >= 0 and not article.sentences[later].heading:
            return later, start, start + len(words)
    return None


class FoundCue(NamedTuple):
    """A cue met in a sentence: the name of its rule, where it ends, and what it says."""

    name: str
    end: int
    status: str


def find_cues(text: str) -> Iterator[FoundCue]:
    """Yield the cues of a sentence from left to right."""
    end = 0
    for place in OPENING.finditer(text):
        match = FINDER.match(text, place.start()) if place.start() >= end else None
        if match:
            end = match.end()
            yield FoundCue(match.lastgroup, end, STATUS[match.lastgroup])


def _cue_before(text: str, cues: tuple[FoundCue, ...], start: int) -> FoundCue | None:
    """The last cue before a figure; 将 and its like reach no further than the next semicolon.

    So does 预计 where what comes after is done: 预计投资120万元；25所小学完成改造.
    """
    for cue in reversed(cues):
        ends = cue.name == "will" or (cue.name == "expect" and DONE_NEXT.search(text, cue.end, start))
        if cue.end <= start and not (ends and "；" in text[cue.end : start]):
            return cue
    return None


def _is_goal(text: str, end: int) -> bool:
    """5万人的目标, but not 完成5万人的目标."""
    if "目标" not in text:
        return False
    if GOAL_LATER.match(text, end) and GOAL_PASSED.search(text, max(0, end - FAR), end):
        return True
    return bool(GOAL_AFTER.match(text, end)) and not GOAL_MET.search(text, 0, end)
