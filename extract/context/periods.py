"""When: the period that each figure of an article is about."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import regex

from extract.context.clock import Clock
from extract.context.intervals import bounds
from extract.context.latest import Answers, keeping_latest
from extract.context.pledges import Pledge, pledge_of, promised_year
from extract.context.stated_periods import stated_period, tells_of_period
from extract.context.time_frames import TimeFrame, time_frames
from extract.context.time_shares import shared_time
from extract.context.time_words import BASE, COMPARED_BEFORE, FRAME, LATELY, NOW, TimeWord, read_time_words
from extract.reading.documents import Article, Document

# 4月10日电, 二月十五日电, 北京10日电
DATELINE = regex.compile(
    r"(?:(?:(?:1[0-2]|[1-9])月)?(?<!\d)(?:3[01]|[12]\d|[1-9])|十?[一二三四五六七八九十]月[二三]?十?[一二三四五六七八九十])日"
    r"(?=电|讯|信息|消息|报道|专电)"
)
FULL_YEAR = regex.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?=年)")
# A dateline further from the day of publication than this is another story's.
OLDEST_DATELINE = timedelta(days=45)
YEARS_OF_NEWS = range(1600, 9000)  # a date outside them is a mistake of the file
GOVERNING = (FRAME, NOW, LATELY)
FAR = 400  # characters a figure looks back, in a sentence without end
# What was told beside another time ends with its part of the sentence, and before a change.
ASIDE_OVER = regex.compile(
    r"[；;]|[，,](?:同比|环比|增|减|降|下[降跌滑]|上[升涨]|[涨跌]幅|扩大|缩小|提高|回落)[^，,；;]*$"
)
# 目前已查获, 截至目前，全国海关已查获
SO_FAR = regex.compile(r"[，,]?[^，。；：\d]{0,10}?(?:已|累计|共|超过)")
TOLL_SO_FAR = regex.compile(r"[，,]?(?:地震|事故|火灾|爆炸|灾害|袭击)?(?:已|已经|已知)?(?:造成|导致|致使?)")


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


def period_reader(document: Document, article: Article) -> Callable[[int, int, int], Timed]:
    """A function from a figure's place (sentence index, start, end in its text) to the period it is about.

    The period is the last time the sentence names before the figure, else a day it names after it, else what the
    sentences before it in the paragraph speak of. What a figure is compared with (较去年) and the day something was
    said (10日获悉) are no period of it; 目前 names none.
    """
    _, frames, governing, pledge, stated = times_of(document, article)

    def read(sentence: int, start: int, end: int) -> Timed:
        word = governing[sentence, start, end]
        if word is not None:
            return _timed(word.period, "sentence" if word.dated else "published") if word.role == FRAME else UNTIMED
        carried = frames[sentence].carried or promised_year(pledge, article, sentence)
        if not carried and stated and tells_of_period(article.sentences[sentence].text):
            carried = stated
        return _timed(carried, "paragraph") if carried else UNTIMED

    return read


class Times(NamedTuple):
    """The clock of an article, the time that each of its sentences stands under, a figure's own time word, its promise,
    and the period that it reports on as a whole.

    ``governing`` has for a figure's place (sentence index, start, end in its text) the word it is under.
    """

    clock: Clock
    frames: list[TimeFrame]
    governing: Mapping[tuple[int, int, int], TimeWord | None]
    pledge: Pledge | None
    stated: str


@keeping_latest  # status asks for the same article and the same figures as period
def times_of(document: Document, article: Article) -> Times:
    """The times of ``article``, read once."""
    clock = clock_of(document, article)
    frames = time_frames(article, clock)

    def governing(figure: tuple):
        sentence, start, end = figure
        words = frames[sentence].words
        return governing_word(article.sentences[sentence].text, words, start, end) if words else None

    pledge, stated = pledge_of(document, article, clock), stated_period(document, article, clock, frames)
    return Times(clock, frames, Answers(governing), pledge, stated)


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
            day = date.fromisoformat(words[0].period) if words and words[0].period else None
            if day and timedelta(0) <= today - day <= OLDEST_DATELINE:
                return Clock(day, day.year)
    return clock


def governing_word(text: str, words: tuple[TimeWord, ...], start: int, end: int) -> TimeWord | None:
    """The time word that a figure at ``start`` to ``end`` stands under: a frame, a word for now, or None."""
    if not words:
        return None
    own = shared_time(text, words, start) or _compared_value(text, words, start, end)
    if own is not None:
        return own
    before = _not_over(text, [word for word in words if word.end <= start and word.role in GOVERNING], start)
    if before:
        return _bounded(text, before)
    after = next((word for word in words if word.start >= end and word.role in GOVERNING), None)
    return after if after and _reaches_back(text[end : after.start], after) else None


def _compared_value(text: str, words: tuple[TimeWord, ...], start: int, end: int) -> TimeWord | None:
    """The time of a value that is named to compare with it: 比去年的80.58万人减少."""
    named = [word for word in words if word.role == BASE and word.period and start - 1 <= word.end <= start]
    if not named or "倍" in text[start:end] or text[named[-1].end : start] not in ("", "的"):
        return None
    compared = COMPARED_BEFORE.search(text, max(0, named[-1].start - 5), named[-1].start)
    return named[-1]._replace(role=FRAME) if compared else None


def _not_over(text: str, before: list[TimeWord], start: int) -> list[TimeWord]:
    """``before`` without what was told beside another time and is over: 今年6亿元，上年同期为5亿元，增长20%."""
    while len(before) > 1 and before[-1].aside and ASIDE_OVER.search(text, max(before[-1].end, start - FAR), start):
        before = before[:-1]
    return before


def _bounded(text: str, before: list[TimeWord]) -> TimeWord:
    """The last of ``before``, or an end named before it that says more: 截至一季度末，今年以来; 截至10月7日，目前."""
    last = before[-1]
    ends = [word for word in before if word.until and word.role == FRAME]
    if last.role == NOW and len(before) > 1 and before[-2].end == last.start:
        return before[-2]  # 今年截至目前
    held = _held_to(text, before) if last.role == NOW and len(before) > 1 else None
    if held is not None:
        return held
    if ends and (last.period.endswith("/..") or (last.role == NOW and len(text[ends[-1].end : last.start]) <= 3)):
        return ends[-1]
    return last


def _held_to(text: str, before: list[TimeWord]) -> TimeWord | None:
    """What a word for now counts up from: 自13日起…，目前已…; 22日发生地震，目前已造成…."""
    now = before[-1]
    if SO_FAR.match(text, now.end):
        begun = next((word for word in reversed(before) if word.role == FRAME and word.period.endswith("/..")), None)
        if begun is not None:
            return begun
    if TOLL_SO_FAR.match(text, now.end):
        return next((word for word in reversed(before) if word.role == FRAME and len(word.period) == 10), None)
    return None


def _reaches_back(between: str, word: TimeWord) -> bool:
    """Whether a time after a figure is the figure's: 五名病患已于21日出院, but not 480亩，2017年成立合作社."""
    if word.role != FRAME or word.until or regex.search(r"[；;：]", between):
        return False
    return len(word.period) == 10 or not regex.search(r"[，,、]", between)


@lru_cache(maxsize=256)
def _timed(period: str, basis: str) -> Timed:
    start, end = bounds(period)
    return Timed(period, start, end, basis)
