"""The time that the sentences of an article stand under: their own words for it, and what they take over."""

from typing import NamedTuple

import regex

from extract.context.clock import Clock
from extract.context.intervals import OPEN, first_point, holds
from extract.context.moods import tells_figure
from extract.context.time_words import FRAME, NOW, TimeWord, read_time_words
from extract.reading.documents import Article, Sentence

# An article that opens with one of these tells an event: its days hold on in the paragraphs that name no time.
EVENT = regex.compile(
    r"发生|遭遇|突发|事故|火灾|爆炸|中毒|追尾|坍塌|失联|车祸|侧翻|翻[车入]|相撞|坠[落毁]|溺水|袭击|爆燃|泄漏|滑坡|地震|暴雨|山洪|泥石流"
)
# A sentence that opens so breaks down what the one before it told.
GOES_ON = regex.compile(r"其中|(?:分|从|按)[^，。]{1,10}看，|看[^，。]{1,6}，|(?:该|此次|这起)?(?:事故|灾害|地震|火灾)")
# The whole toll is the event's, not that of the last hour told: 这起火灾共造成17人死亡.
TOLL = regex.compile(
    r"(?:这起|这次|这场|此次|本次|该起?)[^，。；]{0,6}(?:事故|火灾|爆炸|车祸|灾害|地震|中毒|案件?)[^，。；]{0,6}造成"
)
# What only makes sense of some span of time, so that the one told last is meant.
OVER_TIME = regex.compile(r"同比|环比|比上年|较上年|比去年|较去年")
FLOW = regex.compile(
    r"新增|净增|增长|下降|减少|上升|完成|实现|建成|投用|启动|发送|接待|销售|销量|产量|产值|收入|投入|发放|举办|签约|最[高低大小多少快慢]"
)
# 据统计，2023年… opens with its time as well as 2023年… does.
LEAD_IN = regex.compile(
    r"(?:(?:根?据|从|按)[^，。；：]{1,25}|[^，。；：]{1,30}(?:显示|获悉|了解到|介绍|表示|透露|通报))[，,：:]\D{0,2}|.{0,2}"
)
# 计划的主要内容是：, 具体安排如下：
LIST_FOLLOWS = regex.compile(r"(?:内容|任务|安排|目标|措施|项目|实事|如下|包括|分别是|有|是|为)[：:]?$|[：:]$")
# The first of items in paragraphs of their own: 一是…, 1.…
FIRST_ITEM = regex.compile(r"一是|[1１](?=[.、．])")
LIST_BELOW = regex.compile(
    r"(?:包括|如下|内容|任务|安排|目标|措施|项目|实事|分别[是为])[：:]$|(?:任务|安排|计划|目标|清单)中，\D{0,30}$"
)
ITEMS = "items"
# A line of its own that only names a year: 2023年, 2025年工作回顾
YEAR_LINE = regex.compile(r"\D{0,4}(?:19|20)\d\d年度?[^\d，。；！？…]{0,16}(?<![。；！？：])")
LONGEST_YEAR_LINE = 26
# The quarters told by the way: 分季度看，一季度增长6.7%，… goes on with the span told before.
NAMED_EVENT = regex.compile(r"[^”，。；]{2,30}(?:会|仪式|节|展|论坛|活动|赛)”")
BY_TIME = regex.compile(r"(?:分|按|从|逐)(?:季度?|月份?|各?季)[度份]?[来情]?[看况]?，")
# At the time of the event, not of what its inquiry did later: 事发时载客39人
AT_EVENT = regex.compile(r"事发(?:时|当[时天日])|(?:事故|火灾|爆炸|灾害)发生(?:时|当[时天日])")
# What comes after an event and is none: 8月29日，国务院成立调查组
INQUIRY = regex.compile(r"调查组|批[复准]|印发|公布了?调查|挂牌督办|开庭|宣判")
YEARS = regex.compile(r"\d{4}(?:/\d{4})?")
ORDINAL = regex.compile(
    r"[（(](?:[一二三四五六七八九十]+|\d+)[)）]|[一二三四五六七八九十]+(?=、)|[一二三四五六七八九十]+是|[■◆★](?=\s*\S)|\d+(?=[.、])|第[一二三四五六七八九十]+(?=[章节条部])"
)


class TimeFrame(NamedTuple):
    """The time words of one sentence and the period it takes over from the sentences before it."""

    words: tuple[TimeWord, ...]
    carried: str


class _Course(NamedTuple):
    """What has been told on the way through an article.

    ``carried`` is what the next sentence takes over; ``opened`` the time that the paragraph before opened with; ``day``
    the day of the event told, and ``broke_out`` the first one; ``under`` the year of the list or the part the sentence
    stands in, whose ordinals look like ``style``; ``running`` the span of time told last.
    """

    carried: str = ""
    opened: str = ""
    day: str = ""
    broke_out: str = ""
    under: str = ""
    style: str = ""
    running: str = ""
    paragraph: int = -1


def time_frames(article: Article, clock: Clock) -> list[TimeFrame]:
    """The time words of each sentence of ``article``, and what it takes over."""
    told = _read_all(article, clock)
    only = _only_period(article, told)
    event = _tells_event(article)
    course, frames = _Course(), []
    for sentence, words in zip(article.sentences, told, strict=True):
        course = _enter(course, sentence, words, only)
        whole = course.day and (TOLL.match(sentence.text) or AT_EVENT.search(sentence.text))
        frames.append(TimeFrame(words, course.broke_out if whole else course.carried))
        course = _leave(course, sentence, words, event)
    return frames


def _read_all(article: Article, clock: Clock) -> list[tuple[TimeWord, ...]]:
    told, paragraph = [], -1
    for sentence in article.sentences:
        if sentence.paragraph != paragraph:
            clock, paragraph = clock.new_paragraph(), sentence.paragraph
        words, clock = read_time_words(sentence.text, clock)
        told.append(words)
    return told


def _enter(course: _Course, sentence: Sentence, words: tuple[TimeWord, ...], only: str) -> _Course:
    """What is told when a sentence begins."""
    text = sentence.text
    if sentence.paragraph != course.paragraph:
        course = _new_paragraph(course, sentence)
    elif course.opened and not course.carried and GOES_ON.match(text):
        course = course._replace(carried=course.opened)
    if course.carried or not course.running or any(word.role in (FRAME, NOW) for word in words):
        return course
    if OVER_TIME.search(text):
        return course._replace(carried=course.running)
    if course.running == only and FLOW.search(text):
        return course._replace(carried=only)
    return course


def _new_paragraph(course: _Course, sentence: Sentence) -> _Course:
    ordinal = ORDINAL.match(sentence.text)
    style = _style(ordinal.group()) if ordinal else ""
    if course.under and _ends_list(course, sentence, style):
        course = course._replace(under="", style="")
    if FIRST_ITEM.match(sentence.text) and not course.under and YEARS.fullmatch(course.carried):
        course = course._replace(under=course.carried, style=ITEMS)
    carried = course.carried or course.opened if GOES_ON.match(sentence.text) else course.day or course.under
    return course._replace(carried=carried, opened=carried, paragraph=sentence.paragraph)


def _ends_list(course: _Course, sentence: Sentence, style: str) -> bool:
    """Whether a paragraph that opens with an ordinal of ``style``, ``""`` for none, stands below the list no more."""
    if course.style == ITEMS:
        return not style
    return style == course.style if style else sentence.heading and not (course.style and tells_figure(sentence.text))


def _style(ordinal: str) -> str:
    """Ordinals of one level look alike: 一 and 十二, (一), 1."""
    return regex.sub(r"[一二三四五六七八九十]+", "一", regex.sub(r"\d+", "1", ordinal))


def _leave(course: _Course, sentence: Sentence, words: tuple[TimeWord, ...], event: bool) -> _Course:
    """What is told when a sentence is over."""
    course = _list_opened(course, sentence, words) if words else course
    if not sentence.heading and LIST_BELOW.search(sentence.text):
        year = _carried_on(sentence.text, words, course.carried)
        course = course._replace(under=year, style="") if YEARS.fullmatch(year) else course
    if sentence.heading or not (words or course.carried) or (course.carried and BY_TIME.match(sentence.text)):
        return course
    carried = _carried_on(sentence.text, words, course.carried)
    frames = [word.period for word in words if word.role == FRAME]
    opened = course.opened or (frames[0] if frames else "")
    day = course.day
    if event and is_day(carried) and carried >= day and not (day and INQUIRY.search(sentence.text)):
        day = carried  # 6月14日启程 does not put off the crash of 6月16日
    running = carried if carried and not is_day(carried) else course.running
    broke_out = course.broke_out or day
    return course._replace(carried=carried, opened=opened, day=day, broke_out=broke_out, running=running)


def _list_opened(course: _Course, sentence: Sentence, words: tuple[TimeWord, ...]) -> _Course:
    """《2019年实事计划》的主要内容是： and a sub-heading 2025年主要任务 lend their year to what stands below."""
    ordinal = ORDINAL.match(sentence.text)
    heads = (
        sentence.heading
        or YEAR_LINE.fullmatch(sentence.text)
        or (ordinal is not None and sentence.text[-1] not in "。！？；;")
    )
    named = [word for word in words if word.titled or (heads and word.role == FRAME and YEARS.fullmatch(word.period))]
    below_title = course.paragraph > 0
    if not named or not (below_title or ordinal) or not (heads or LIST_FOLLOWS.search(sentence.text)):
        return course
    return course._replace(under=named[0].period, style=_style(ordinal.group()) if ordinal else "")


def _only_period(article: Article, told: list[tuple[TimeWord, ...]]) -> str:
    """The one span of time that an article speaks of, ``""`` where it speaks of several or of days."""
    periods = {
        word.period
        for sentence, words in zip(article.sentences, told, strict=True)
        for word in words
        if word.role in (FRAME, NOW) and not sentence.heading
    }
    narrow = max(periods, key=first_point, default="")
    if not narrow or is_day(narrow) or any(_open_or_now(period) or not holds(period, narrow) for period in periods):
        return ""
    return narrow


def _open_or_now(period: str) -> bool:
    return not period or period.endswith(OPEN)


def _tells_event(article: Article) -> bool:
    opening = [article.section, *(sentence.text for sentence in article.sentences[:3])]
    return any(EVENT.search(text) for text in opening)


def _only_tells_which(text: str, word: TimeWord) -> bool:
    """Whether a time only says which thing is meant: 其中包括1970年1月5日的地震; or is in its name: “2011年推介会”."""
    if word.start and text[word.start - 1] == "“" and not word.titled:
        return NAMED_EVENT.match(text, word.end) is not None
    return word.start > 2 and text.startswith("的", word.end) and text[word.start - 1] not in "，。；：,;、"


def is_day(period: str) -> bool:
    """2014-01-30, or some days."""
    return len(period) in (10, 21)


def _carried_on(text: str, words: tuple[TimeWord, ...], carried: str) -> str:
    """What the next sentence of the paragraph takes over: the time this one opens with, else the last it names."""
    if not words:
        return carried
    frames = [word for word in words if word.role in (FRAME, NOW)]
    frames = [word for word in frames if not word.aside and not _only_tells_which(text, word)]
    if not frames:
        return carried
    first, last = frames[0], frames[-1]
    if last.role == FRAME and (first.period.endswith(OPEN) or text[first.end : last.start].endswith(("(", "周("))):
        return last.period  # 2015年以来增长较快，1至6月…; 2018年第4周(1月22日~28日)
    if first.role != FRAME or not LEAD_IN.fullmatch(text[: first.start]):
        return last.period
    went_on = last.role == FRAME and len(last.period) == len(first.period) and last.period > first.period
    return last.period if went_on else first.period  # 2019年开工，2021年完工。
