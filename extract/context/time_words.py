"""The time words of a sentence: what each says, and whether it may say when a figure was."""

from typing import NamedTuple

import regex

from extract.context.clock import Clock
from extract.context.intervals import first_point, last_point, span
from extract.context.time_rules import find_times
from extract.quantities.edges import first_sign, last_sign

# How a time word stands in its sentence. Only a frame gives figures their period. ``now`` (目前) ends the frame before
# it, ``lately`` (近年来) does so for its own sentence only.
FRAME, NOW, LATELY, BASE, SAID, NAME = "frame", "now", "lately", "base", "said", "name"

COMPARED_BEFORE = regex.compile(
    r"(?:比|较|相较于?|相比于?|对比|比起|高于|低于|多于|少于|超过|不及|远超|优于|好于|恢复[至到])(?:起|了)?$"  # 较去年
)
COMPARING = last_sign(COMPARED_BEFORE.pattern).signs
HELD_AGAINST = frozenset("与和跟同")
HELD_AGAINST_AFTER = regex.compile(r"的?(?:同期|水平)?[同环]比")  # 与上年同比
COMPARED_AFTER = regex.compile(r"的?(?:同期|同一时期|同一时段|水平)?(?:相比|比较|对比|相较|持平|相当)")  # 与去年相比
COMPARED = first_sign(COMPARED_AFTER.pattern).signs
MULTIPLE_AFTER = regex.compile(r"(?:同期)?的(?:[\d.]+|[一二两三四五六七八九十百几]+)(?:多|余)?[倍%]")  # 是去年的4倍
MULTIPLE = first_sign(MULTIPLE_AFTER.pattern).signs
SAME_TIME_TOLD = regex.compile(r"(?:仅|只|则)?(?:为|是|有)")  # 去年同期为5%
SPEECH = (
    r"(?:获悉|获知|得知|了解到|采访|透露|通报|宣布|公布|发布|召开|印发|报道|介绍|表示|披露|讯|电[（(\s]|消息|报告"
    r"|信息：)"
)
# 22日透露; 4月10日，市人社局发布消息
SAID_AFTER = regex.compile(
    rf"""[^，。；、：,;]{{0,30}}?{SPEECH}
    | [,，][^，。；：,;]{{0,30}}?(?:获悉|获知|得知|了解到|发布|公布|通报|印发|召开)""",
    regex.VERBOSE,
)
SAID_BEFORE = regex.compile(r"(?:记者|笔者)$")
SHOWS_AFTER = regex.compile(r"[^，。；：]{0,8}?(?:显示|数据)")  # 2009年一季报显示
AGE_AFTER = regex.compile(r"(?:已|刚|才|满|已经)?[\d一二两三四五六七八九十]{1,3}岁")  # 今年65岁
# 2024年大足区第5期进修班, 2010年发展规划
NAME_AFTER = regex.compile(
    r"""[^，。；、：,;]{0,14}第[一二三四五六七八九十\d]+(?:届|期|次|批)
    | [^，。；、：,;]{0,8}(?:(?:规划|计划)(?!总?投资|新[建增开]|开工|改[建造]|完成|实现
        |[招选][收聘生派拔]|发放|采购|引进|安排|[到在从再建用\d])
        |方案|白皮书|目录|工作报告|工作要点)""",
    regex.VERBOSE,
)
AS_OF = regex.compile(r"[^，。；：]{0,10}最新(?:通报|统计|数据|消息)")  # 11月12日中午发布的最新通报
# 由去年的17个增加到22个, 由上年全年的下降转为增长5%
CHANGED_FROM = regex.compile(
    r"的?[\d.万亿]+[^\d，。；]{0,4}(?:增|升|降|提高|减|扩|下|上升|跌|涨|缩)|[^\d，。；]{0,12}?(?:转为|转[增降升]|变为|变成)"
)
# 完成全年目标的65%: the year is the goal's
REACHED_BEFORE = regex.compile(r"(?:完成|达到|超过|占|为|是|相当于)了?$")
GOAL_AFTER = regex.compile(r"[^，。；]{0,14}?(?:目标|任务|计划|预算|指标)")
FROM = frozenset("由从")
EVERY_BEFORE = regex.compile(r"每(?:年|月|周|逢|到|当)的?$")  # 每年9月
# 自1985年以来首次: a record says how long it stood, not when the figure was.
RECORD_AFTER = regex.compile(
    r"的?(?:首[次度个例]|第一[次个]|最[高低大小多少快慢好强长重早]|(?:创|刷新)?(?:历史)?新[高低]|同期|历史|[少罕]见|[未没]有)"
)
PLAN_NAME = regex.compile(r"[^，。；：]{0,20}?(?:计划|方案|安排|任务|要点|目标|打算|部署|项目|实事)")
LENDS_ASIDE = regex.compile(r"(?:去年|上年度?|往年)同[期月]|上(?:个?月|周|一周|年度?|个?季度|半月)")
AVERAGE = ("年均", "平均")  # 近3年年均增速 tells no time of what comes after
TO = regex.compile(r"(?:\d{1,2}[时点])?(?:\d{1,2}分)?(?:起|以来)?(?:至|到|截[至止]|[-—–~]+)")  # 20时至
UNTIL_BEFORE = regex.compile(r"(?:截至|截止到?|截止至|到|至)$")
TITLE = regex.compile(r"《[^《》]*》?")
QUOTE = regex.compile(r"“[^“”]{6,}(?:”|$)")  # speech, or the first sentence of it; “十四五” is none


class TimeWord(NamedTuple):
    """A time word at ``start`` to ``end`` of its sentence, and the period it names (``""`` where it cannot be told).

    ``role`` is one of the constants above. ``until`` is true after 截至 or 到. ``dated`` is true where the words name
    their year themselves, false where the day of the report was needed. ``aside`` is true of the time that another is
    held against (上年同期为3亿元), ``titled`` of the year in the name of a plan (《2019年实事计划》).
    """

    start: int
    end: int
    period: str
    role: str
    until: bool
    dated: bool
    aside: bool = False
    titled: bool = False


def read_time_words(text: str, clock: Clock) -> tuple[tuple[TimeWord, ...], Clock]:
    """The time words of the sentence ``text`` in order, and the clock after them."""
    clock = clock.new_sentence()
    found = list(find_times(text))
    if not found:
        return (), clock
    titles = [match.span() for match in TITLE.finditer(text)] if "《" in text else []
    quotes = [match.span() for match in QUOTE.finditer(text)] if "“" in text else []
    words: list[TimeWord] = []
    for rule, match in found:
        here = clock.at_scene() if rule.name == "relative_day" and _inside(match.start(), quotes) else clock
        word = _time_word(text, rule.name, match, rule.read(match, here), titles)
        word = _joined(text, words, word)
        words.append(word)
        if word.role not in (BASE, NAME):
            clock = clock.after(word.period)
    return tuple(words), clock


def _time_word(text: str, rule: str, match: regex.Match, period: str, titles: list[tuple[int, int]]) -> TimeWord:
    start, end = match.span()
    role = _role(text, match, rule, period, titles)
    return TimeWord(
        start,
        end,
        period,
        role,
        until=bool(UNTIL_BEFORE.search(text, max(0, start - 4), start)),
        dated=_is_dated(match, rule),
        aside=bool(LENDS_ASIDE.fullmatch(match.group())) or (rule == "past_years" and text.startswith(AVERAGE, end)),
        titled=role in (NAME, FRAME) and len(period) == 4 and bool(PLAN_NAME.match(text, end)),
    )


def _joined(text: str, words: list[TimeWord], word: TimeWord) -> TimeWord:
    """``word``, or the span it closes, which then takes the place of its beginning: 8日20时至9日8时."""
    if not words or words[-1].role != FRAME or word.role != FRAME or not TO.fullmatch(text, words[-1].end, word.start):
        return word
    period = span(first_point(words[-1].period), last_point(word.period))
    if not period:
        return word
    first = words.pop()
    return word._replace(start=first.start, period=period, until=False, dated=first.dated and word.dated)


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= place < last for first, last in spans)


def _role(text: str, match: regex.Match, rule: str, period: str, titles: list[tuple[int, int]]) -> str:
    start, end = match.span()
    if _inside(start, titles) or _is_record(text, match, rule) or EVERY_BEFORE.search(text, max(0, start - 3), start):
        return NAME
    if _is_base(text, start, end) or (rule == "same_time" and not SAME_TIME_TOLD.match(text, end)):
        return BASE
    if rule == "all_year" and REACHED_BEFORE.search(text, max(0, start - 4), start) and GOAL_AFTER.match(text, end):
        return NAME
    if rule == "back_then":
        return NAME  # 当时 goes with what was told before, and names no time of its own
    if rule in (NOW, LATELY):
        return rule
    if _is_name(text, match, period):
        return NAME
    if _is_said(text, start, end, period):
        return SAID
    return FRAME if period else NOW


def _is_record(text: str, match: regex.Match, rule: str) -> bool:
    lasting = rule in ("past_years", "two_digits") or match.group().endswith("以来")
    return lasting and bool(RECORD_AFTER.match(text, match.end()))


def _is_base(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(
        (before in COMPARING and COMPARED_BEFORE.search(text, max(0, start - 5), start))
        or (after in COMPARED and COMPARED_AFTER.match(text, end))
        or (after in MULTIPLE and MULTIPLE_AFTER.match(text, end))
        or (before in HELD_AGAINST and HELD_AGAINST_AFTER.match(text, end))
        or (before in FROM and CHANGED_FROM.match(text, end))
    )


def _is_name(text: str, match: regex.Match, period: str) -> bool:
    if len(period) != 4 or not match.group().endswith("年"):
        return False
    if AGE_AFTER.match(text, match.end()):
        return True
    return match.group()[0].isdigit() and bool(NAME_AFTER.match(text, match.end()))


def _is_said(text: str, start: int, end: int, period: str) -> bool:
    """Whether a day only dates the report: 22日透露, 记者10日从…获悉, 新华社北京4月10日电."""
    if (
        len(period) != 10
        or UNTIL_BEFORE.search(text, max(0, start - 4), start)
        or SHOWS_AFTER.match(text, end)
        or AS_OF.match(text, end)
    ):
        return False
    return bool(SAID_BEFORE.search(text, max(0, start - 2), start) or SAID_AFTER.match(text, end))


def _is_dated(match: regex.Match, rule: str) -> bool:
    if rule in ("named", "year_range", "decade", "republic", "century"):
        return True
    year = match["year"]
    return bool(year) and (year[0].isdigit() or year[0] in "一二")
