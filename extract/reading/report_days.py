"""The day of the report where nothing states it: the latest day that its articles open with, in the year they name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from extract.reading.documents import Article, Document, Sentence
from extract.reading.imprint import opening_publisher, voices

# An article tells the day of its event in the first words of its first sentences.
OPENING_SENTENCES, OPENING = 2, 60
LOOKING_BACK = 3  # reports of January to March tell of the year before
OLDEST = 1990  # a text that names no later year tells of history
NEAR = timedelta(days=366)

NAMED = re.compile(
    r"""
    (?<![0-9A-Za-z.])(?=[0-9])
    (?:(?P<year>(?:19|20)[0-9]{2})年)?
    (?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12][0-9]|0?[1-9])[日号])?)?
    (?P<tail>底|末|全年|度|年?前|以前|之前|起(?=正?式?(?:施行|实施|执行))|将|计划)?
    """,
    re.VERBOSE,
)
# Days and years that lie ahead of the report: 至2024年5月20日, 到2035年, 预计2025年, 2027年前.
AHEAD = re.compile(
    r"(?:到|(?<!截)至|—|-|~|预计|计划|力争|争取|确保|将于|将在|拟于|定于|有望|规划|展望|未来)(?:于|在|至|到)?$"
)
DEADLINES = ("前", "年前", "以前", "之前", "起", "将", "计划")
# 去年5月2日 is of another year than the report, 2019年 of a plan or law is its name.
ELSEWHEN = re.compile(r"(?:去年|前年|上年|明年|次年|翌年|当年|同年|农历)$")
BARE = re.compile(
    r"$|[，,、的；;。）)]|以来|至今|成立|建[成立设]|创[立办建]|开[始工办]|启动|投产|出生|毕业|退休|入选|获|考|到|从|他|她"
)
NUMBERED = re.compile(r"第|首[届期批场]|春|新年")
COMPLETE = ("底", "末", "全年", "度")


class Named(NamedTuple):
    """A time that the text names by numbers: 2024年, 2024年5月, 2024年5月20日, 4月10日; 0 for what it leaves out."""

    year: int
    month: int
    day: int
    ahead: bool
    complete: bool
    bare: bool  # 2024年 with a comma behind it, 2017年成立的: it may well be long ago
    numbered: bool  # 2024年第5期, 2024年春季学期

    @property
    def first(self) -> date:
        """The earliest day at which this can be told as past."""
        if self.complete and not self.month:
            return date(self.year, 12, 28)
        return _day(self.year, self.month or 1, self.day or 1) or date(self.year, 1, 1)


def report_of(document: Document, articles: Sequence[Article]) -> Document:
    """``document`` as its context is read from it: by the paper that most of a page is of, on the day it points to."""
    named = Counter() if document.publisher else voices(document.text)
    publisher = named.most_common(1)[0][0] if named else document.publisher
    published = document.published or infer_day(articles)
    return replace(document, publisher=publisher, published=published) if publisher or published else document


def infer_day(articles: Sequence[Article]) -> date | None:
    """The day that ``articles`` most likely report on, from the dates in them; ``None`` where they leave it open.

    It is the latest day that one of them opens with (4月10日，…; 新华社北京4月10日电). A day without a year is of the
    newest year that the text names as its own time, or of the one after it where the text looks back on that year, but
    only where an opening names that year or a deadline is at hand. Today's date plays no part.
    """
    named = [one for article in articles for sentence in article.sentences for one in find_named(sentence.text)]
    past = [one for one in named if one.year and not one.ahead]
    deadlines = [one.year for one in named if one.year and one.ahead and one.day]
    newest = max((one.year for one in past), default=min(deadlines, default=0))
    if newest < OLDEST:
        return None
    heads = [sentence.text for article in articles for sentence in _told_first(article)]
    days = [one for text in heads for one in find_named(text[:OPENING]) if one.day and not one.ahead]
    found = [one.first for one in days if one.year == newest]
    undated = {(one.month, one.day) for one in days if not one.year}
    if undated:
        opening = [one for text in heads for one in find_named(text)]
        found += _resolve(_latest(undated), newest, opening, named)
    return max(found, default=None)


def find_named(text: str) -> Iterator[Named]:
    """Yield the years, months and days that ``text`` (folded) names by numbers."""
    if "年" not in text and "月" not in text:
        return
    for match in NAMED.finditer(text):
        if match["year"] is None and match["day"] is None:
            continue
        before = text[max(0, match.start() - 6) : match.start()]
        if ELSEWHEN.search(before):
            continue
        ahead = AHEAD.search(before) is not None or match["tail"] in DEADLINES
        bare = match["month"] is None and BARE.match(text, match.end()) is not None
        numbers = (int(match[group] or 0) for group in ("year", "month", "day"))
        numbered = NUMBERED.match(text, match.end()) is not None
        yield Named(*numbers, ahead, match["tail"] in COMPLETE, bare, numbered)


def _told_first(article: Article) -> list[Sentence]:
    told = (sentence for sentence in article.sentences if not sentence.heading and not _is_byline(sentence))
    return list(islice(told, OPENING_SENTENCES))


def _is_byline(sentence: Sentence) -> bool:
    return len(sentence.text) <= OPENING and "，" not in sentence.text and bool(opening_publisher(sentence.text))


def _latest(days: set[tuple[int, int]]) -> tuple[int, int]:
    """The latest of some days without a year; January comes after December where both are named."""
    turns = {month for month, _ in days} >= {12} and min(month for month, _ in days) <= 2
    return max(days, key=lambda day: (day[0] + 12 if turns and day[0] <= 2 else day[0], day[1]))


def _resolve(latest: tuple[int, int], newest: int, opening: list[Named], named: list[Named]) -> list[date]:
    """The day in its year, or nothing: not before what is told as past, nor after a deadline that is still to come."""
    past = [one for one in named if one.year == newest and not one.ahead]
    floor = max((one.first for one in past), default=date.min)
    deadlines = [one.first for one in named if one.ahead and one.day and one.year >= newest]
    ceiling = min(deadlines, default=date.max)
    days = [day for year in (newest, newest + 1) if (day := _day(year, *latest)) and floor <= day <= ceiling]
    near = [day for day in days if deadlines and ceiling - day < NEAR]
    own = any(one.year == newest and not one.ahead and _is_of_report(one, latest[0]) for one in opening)
    return near[:1] or (days[:1] if own else [])


def _is_of_report(one: Named, month: int) -> bool:
    """Whether a time with its year points to the year of a report of ``month``.

    2017年7月 in a report of September tells of another year: the report would leave its own year out. So does a bare
    2020年 in the first months of a year, which look back on the last.
    """
    if one.month and not one.day:
        return (month - one.month) % 12 <= 1
    return bool(one.day or one.complete or (not one.bare and (month > LOOKING_BACK or one.numbered)))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
