"""The period that a report is about as a whole: the year of a statistics bulletin, the half-year of a survey."""

import regex

from extract.context.clock import Clock
from extract.context.time_frames import TimeFrame
from extract.context.time_words import FRAME, TimeWord, read_time_words
from extract.reading.documents import Article, Document
from extract.reading.folding import fold

# What tells of one stretch of time from end to end, by its title or its first sentence.
REPORT = regex.compile(
    r"统计公报|(?:国民|全[市县区省]|我[市县区省])?经济(?:社会)?(?:和社会发展)?(?:运行|(?:发展)?(?:情况|成绩单|答卷))|计划执行情况"
)
OPENING = 3  # sentences in which a report says what time it tells of
SPAN = regex.compile(r"\d{4}(?:-Q\d|-\d\d/\d{4}-\d\d)?")
# What was said of no time in particular, or will be: a plan, a rule, how a thing is built.
ASIDE = regex.compile(r"下一步|下半年|明年|目标|[将拟]|力争|计划(?!执行|指标|目标)|规划|截至|目前|始建|成立于")


def stated_period(document: Document, article: Article, clock: Clock, frames: list[TimeFrame]) -> str:
    """The year, half-year or quarter that ``article`` reports on, ``""`` where it is no such report or names none."""
    title = fold(document.title or article.section)
    first = next((sentence.text for sentence in article.sentences if not sentence.heading), "")
    if not REPORT.search(title) and not REPORT.search(first):
        return ""
    titled, _ = read_time_words(title, clock)
    named = [*titled, *(word for frame in frames[:OPENING] for word in frame.words)]
    return next((word.period for word in named if _is_over(word, clock)), "")


def _is_over(word: TimeWord, clock: Clock) -> bool:
    return word.role == FRAME and bool(SPAN.fullmatch(word.period)) and clock.is_past(word.period)


def tells_of_period(sentence: str) -> bool:
    """Whether a sentence without a time of its own tells of the period that its report is about."""
    return ASIDE.search(sentence) is None
