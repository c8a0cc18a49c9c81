"""When: the period that each figure of an article is about."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import regex

from extract.context.clock import Clock
from extract.context.intervals import bounds
from extract.context.time_words import FRAME, LATELY, NOW, TimeWord, read_time_words
from extract.reading.documents import Article, Document

DATELINE = regex.compile(r"(?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9])日(?=电|讯|信息|消息|报道|专电)")
FULL_YEAR = regex.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?=年)")
# An article that opens with one of these tells an event: its days hold on in the paragraphs that name no time.
EVENT = regex.compile(r"发生|遭遇|突发|事故|火灾|爆炸|中毒|追尾|坍塌|失联|地震|暴雨|山洪|泥石流")
# A paragraph that opens so breaks down what the one before it told.
GOES_ON = regex.compile(r"其中|(?:分|从|按)[^，。]{1,10}看，|看[^，。]{1,6}，|(?:该|此次|这起)?(?:事故|灾害|地震|火灾)")
# A dateline further from the day of publication than this is another story's.
OLDEST_DATELINE = timedelta(days=45)
YEARS_OF_NEWS = range(1600, 9000)  # a date outside them is a mistake of the file
GOVERNING = (FRAME, NOW, LATELY)


@dataclass(frozen=True, slots=True)
class Timed:
    """A period in ISO 8601 with its first and last day; ``""`` and None where the text names none.

    ``basis`` says what it was read from: ``sentence``, the words themselves; ``published``, words of the sentence such
    as 去年 or 4月10日, counted from the day of the report; ``paragraph``, a sentence before it in the paragraph.
    """

    period: str
    start: date | None
    end: date | None
    basis: str


UNTIMED = Timed("", None, None, "")


@dataclass(frozen=True, slots=True)
class _Frame:
    """The time words of one sentence and the period it takes over from the sentences before it."""

    words: tuple[TimeWord, ...]
    carried: str


def period_reader(document: Document, article: Article) -> Callable[[int, int, int], Timed]:
    """A function from a figure's place (sentence index, start, end in its text) to the period it is about.

    The period is the last time the sentence names before the figure, else a day it names after it, else what the
    sentences before it in the paragraph speak of. What a figure is compared with (较去年) and the day something was
    said (10日获悉) are no period of it; 目前 names none.
    """
    frames = _frames(article, clock_of(document, article))

    def read(sentence: int, start: int, end: int) -> Timed:
        frame = frames[sentence]
        word = governing_word(article.sentences[sentence].text, frame.words, start, end)
        if word is not None:
            return _timed(word.period, "sentence" if word.dated else "published") if word.role == FRAME else UNTIMED
        return _timed(frame.carried, "paragraph") if frame.carried else UNTIMED

    return read


def clock_of(document: Document, article: Article) -> Clock:
    """What relative times of ``article`` are counted from: its dateline, else the day ``document`` was published.

    Where neither is known, 今年 is the year of the text if the text names only one.
    """
    today = document.published
    if today is None or today.year not in YEARS_OF_NEWS:
        years = Counter(match.group() for match in FULL_YEAR.finditer(document.text))
        return Clock(None, int(next(iter(years))) if len(years) == 1 else None)
    clock = Clock(today, today.year)
    for sentence in article.sentences[:4]:
        match = DATELINE.search(sentence.text[:60])
        if match:
            words, _ = read_time_words(match.group(), clock)
            day = date.fromisoformat(words[0].period)
            if timedelta(0) <= today - day <= OLDEST_DATELINE:
                return Clock(day, day.year)
    return clock


def governing_word(text: str, words: tuple[TimeWord, ...], start: int, end: int) -> TimeWord | None:
    """The time word that a figure at ``start`` to ``end`` stands under: a frame, a word for now, or None."""
    before = [word for word in words if word.end <= start and word.role in GOVERNING]
    if before:
        last = before[-1]
        bounded = [word for word in before if word.until and word.role == FRAME]
        # 截至一季度末，今年以来的涨幅达70%: the end that is named says more than 今年以来
        return bounded[-1] if bounded and last.period.endswith("/..") else last
    after = next((word for word in words if word.start >= end and word.role in GOVERNING), None)
    return after if after and _reaches_back(text[end : after.start], after) else None


def _reaches_back(between: str, word: TimeWord) -> bool:
    """Whether a time after a figure is the figure's: 五名病患已于21日出院, but not 480亩，2017年成立合作社."""
    if word.role != FRAME or word.until or regex.search(r"[；;：]", between):
        return False
    return len(word.period) == 10 or not regex.search(r"[，,、]", between)


def time_words(document: Document, article: Article) -> list[tuple[TimeWord, ...]]:
    """The time words of each sentence of ``article``."""
    return [frame.words for frame in _frames(article, clock_of(document, article))]


@lru_cache(maxsize=2)  # status asks for the same article as period
def _frames(article: Article, clock: Clock) -> list[_Frame]:
    frames: list[_Frame] = []
    event = _tells_event(article)
    carried, day, paragraph = "", "", -1
    for sentence in article.sentences:
        words, clock = read_time_words(sentence.text, clock)
        if sentence.paragraph != paragraph:
            carried = carried if GOES_ON.match(sentence.text) else day
            paragraph = sentence.paragraph
        frames.append(_Frame(words, carried))
        if not sentence.heading:
            carried = _carried_on(words, carried)
            day = carried if event and _is_day(carried) else day
    return frames


def _tells_event(article: Article) -> bool:
    opening = [article.section, *(sentence.text for sentence in article.sentences[:3])]
    return any(EVENT.search(text) for text in opening)


def _is_day(period: str) -> bool:
    """2014-01-30, or some days."""
    return len(period) in (10, 21)


def _carried_on(words: tuple[TimeWord, ...], carried: str) -> str:
    """What the next sentence of the paragraph takes over: the time this one opens with, else the last it names."""
    frames = [word for word in words if word.role in (FRAME, NOW)]
    if not frames:
        return carried
    return frames[0].period if frames[0].start <= 2 and frames[0].role == FRAME else frames[-1].period


def _timed(period: str, basis: str) -> Timed:
    start, end = bounds(period)
    return Timed(period, start, end, basis)
