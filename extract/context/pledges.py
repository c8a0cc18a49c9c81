"""What a government promises for a year: the list of 实事 it publishes, and the aims that its report sets."""

from typing import NamedTuple

import regex

from extract.context.clock import Clock
from extract.reading.documents import Article, Document

OPENING = 4  # sentences in which an article says what list it gives
# 公布2010年十大实事项目, 今年要办好10件实事, 2011年“十件实事”出台: told before the things are done.
LIST = regex.compile(
    r"(?:公布|发布|出台|出炉|确定|票决|敲定|推出|承诺|[将要]|办好|办理|实施)[^。；]{0,40}(?<!落)实事(?!求是)"
    r"|实事(?:项目)?[”\"]?(?:正式|名单|清单)?(?:公布|发布|出台|出炉|确定|敲定|揭晓)"
)
# 10件实事, 10项民生实事; not one of them that a story is about: 列入今年实事的改造工程
COUNTED = regex.compile(r"(?:\d|[一二三四五六七八九十])[大件项][^，。；]{0,12}实事").search
KEPT = regex.compile(
    r"(?:完成|兑现|落实|进展|推进|办结)[^，。；]{0,6}(?:情况|率|过半|喜人|顺利)|全部(?:完成|兑现|办结)|回顾"
    r"|已(?:全部|基本|经)?(?:完成|办)"
)
# 2026年经济社会发展主要预期目标是, 今年重点任务: the year of what the article goes on with.
AIMS = regex.compile(
    r"(?P<year>(?<!\d)20\d\d年|今年|明年|本年度)[^。；，]{0,16}"
    r"(?:预期目标|发展目标|主要目标|目标任务|重点任务|工作任务)(?=是|为|如下|：|:|确定|，|$)"
)
KEPT_HERE = regex.compile(
    r"已(?!有规划)|(?<![为除])了(?!解|不)|目前|实际|成效|数据显示|去年|上年|超额|圆满|累计|共有|现有|此前|原有|[全省市县区][省市县区]共?有"
)
YEAR_OF_LIST = regex.compile(r"(?P<year>(?<!\d)20\d\d年|今年|明年|年度|新一年)[^。；]{0,40}(?<!落)实事")


class Pledge(NamedTuple):
    """From which sentence of an article on its figures are promised, for which year, and whether as a list of 实事."""

    first: int
    year: str
    listed: bool


def pledge_of(document: Document, article: Article, clock: Clock) -> Pledge | None:
    """The promise that the opening of ``article`` announces, None where it announces none or tells how one was kept."""
    texts = [article.section or document.title, *(sentence.text for sentence in article.sentences[:OPENING])]
    if any("实事" in text for text in texts):
        listed = any(map(LIST.search, texts)) and any(map(COUNTED, texts)) and not any(map(KEPT.search, texts))
        return Pledge(0, _year(YEAR_OF_LIST, texts, clock)[1], True) if listed else None
    at, year = _year(AIMS, texts[1:], clock) if any("目标" in text or "任务" in text for text in texts[1:]) else (0, "")
    return Pledge(at, year, False) if year else None


def _year(rule: regex.Pattern, texts: list[str], clock: Clock) -> tuple[int, str]:
    """Which of ``texts`` names the year, and the year; ``""`` where none does."""
    for at, text in enumerate(texts):
        match = rule.search(text)
        if match:
            words = match["year"]
            year = int(words[:4]) if words[0] == "2" else clock.year and clock.year + (words == "明年")
            return at, str(year or "")
    return 0, ""


def is_promised(pledge: Pledge | None, article: Article, sentence: int) -> bool:
    """Whether a sentence without words for it stands in a list of 实事 and tells no result."""
    return pledge is not None and pledge.listed and KEPT_HERE.search(article.sentences[sentence].text) is None


def promised_year(pledge: Pledge | None, article: Article, sentence: int) -> str:
    """The year that a sentence without a time of its own is promised for, ``""`` where it is not."""
    if pledge is None or sentence < pledge.first or (pledge.listed and not is_promised(pledge, article, sentence)):
        return ""
    return pledge.year
