"""Who published a text and when, as it states that itself: 来源：重庆日报, 2024年4月10日 星期三, 新渝报讯."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from extract.reading.documents import Document
from extract.reading.folding import fold
from extract.reading.front_matter import front_matter_end, parse_date

HEAD_LINES, TAIL_LINES = 8, 3  # where a text states its source and date
LONGEST_LINE = 120

OUTLET = r"[\u4e00-\u9fff]{1,9}?(?:日报|晚报|晨报|早报|商报|时报|周报|报|社|网|电视台|电台|台|刊|新闻|客户端|端)"
OPENING = re.compile(
    rf"""
    [□■◇◆○●▲△★\s(（【\[]*
    (?!本[报台网社刊])(?P<outlet>{OUTLET})
    (?:
        # 新华社北京4月10日电
        [\u4e00-\u9fff、/]{{0,16}}(?:[0-9]{{4}}年)?[0-9]{{1,2}}月[0-9]{{1,2}}日(?:专?电|讯|消息|信息|报道)
        # 中央社台北18日电
      | [\u4e00-\u9fff、/]{{0,16}}[0-9]{{1,2}}日(?:专?电(?![话力动])|讯(?![息问号]))
        # 新渝报讯(记者
      | (?:综合)?(?:讯|消息|快讯)[】\])）]?(?:[\s(（:：]|$)
      | (?<=[日晚晨早商时京市]报|.网)讯(?![问息号])
        # □ 新渝报记者 夏元
      | (?:全媒体|融媒体|首席|见习|实习|特约|驻[\u4e00-\u9fff]{{1,6}})*(?:记者|通讯员)
        (?:[\s:：/]|[\u4e00-\u9fff]{{2,4}}(?:\s|$))
    )
    """,
    re.VERBOSE,
)
DATE = r"(?P<date>(?:19|20)[0-9]{2}\s?(?:年|[-/.])\s?[0-9]{1,2}\s?(?:月|[-/.])\s?[0-9]{1,2}(?:日|(?![0-9])))"
# 数据来源 and 收入来源 are no source of the text.
SOURCE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=稿件)|(?<=文章)|(?<=新闻)|(?<=信息)|(?<=消息))(?:来源|出处|转自)\s*[:：]\s*"
    r"《?(?P<outlet>[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9·]{1,19})"
)
CITED = re.compile(rf"《(?P<outlet>[\u4e00-\u9fff]{{2,12}})》\s*[(（]\s*{DATE}[^()（）]{{0,20}}[)）]")
STATED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:发布|发表|刊发|见报|出版|发稿)(?:时间|日期)?\s*[:：]\s*{DATE}",  # 发布时间：2024-04-10 08:30
        rf"(?:时间|日期)\s*[:：]\s*{DATE}(?=.{{0,30}}(?:来源|作者|编辑|浏览|阅读|字号))",
        # 2024年4月10日 星期三 第3版
        rf"(?<![至到]){DATE}[^\u4e00-\u9fff。，；]{{0,16}}(?:农历.{{2,8}}?)?(?:星期[一二三四五六日天]|第?\s?[0-9A]{{1,3}}\s?版|来源|作者)",
        rf"^[(（]?{DATE}\s*(?:[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?[)）]?$",  # a line of its own
        rf"^.{{0,24}}?{DATE}(?:专?电|讯(?!问))",  # 新华社北京2024年4月10日电
    )
)


class Imprint(NamedTuple):
    """Who published a text and when; ``""`` and None where it does not say."""

    publisher: str = ""
    published: date | None = None


def completed(document: Document) -> Document:
    """``document`` with the publisher and date that its text states, where nothing else told them."""
    if document.publisher and document.published:
        return document
    imprint = read_imprint(document.text)
    publisher = document.publisher or imprint.publisher or _only_voice(document.text)
    published = document.published or imprint.published
    return replace(document, publisher=publisher, published=published) if publisher or published else document


def read_imprint(text: str) -> Imprint:
    """What the first and last lines of ``text`` state of its publisher and its date.

    >>> read_imprint("果园富民\\n2024-04-10 08:30 来源：新华社\\n果园300亩。")
    Imprint(publisher='新华社', published=datetime.date(2024, 4, 10))
    """
    publisher, published = "", None
    for line in _outer_lines(fold(text[front_matter_end(text) :])):
        cited = CITED.search(line)
        source = cited or SOURCE.search(line)
        publisher = publisher or (source["outlet"] if source else "")
        published = published or (_day(cited["date"]) if cited else None) or _stated_day(line)
    return Imprint(publisher, published)


def _outer_lines(text: str) -> Iterator[str]:
    """Yield the short lines at the head and the foot of ``text``, and the ends of long ones."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    outer = lines if len(lines) <= HEAD_LINES + TAIL_LINES else lines[:HEAD_LINES] + lines[-TAIL_LINES:]
    for line in outer:
        if len(line) <= LONGEST_LINE:
            yield line
        else:
            yield line[: LONGEST_LINE // 3]
            yield line[-LONGEST_LINE // 3 :]


def _stated_day(line: str) -> date | None:
    found = next((match for pattern in STATED if (match := pattern.search(line))), None)
    return _day(found["date"]) if found else None


def _day(words: str) -> date | None:
    try:
        return parse_date(words)
    except ValueError:  # 2024年13月1日
        return None


def opening_publisher(folded: str) -> str:
    """The paper or agency that a byline or dateline names at the start of ``folded``; ``""`` for 本报讯 and others.

    >>> opening_publisher("新华社北京4月10日电（记者 张三）"), opening_publisher("本报讯（记者 李四）")
    ('新华社', '')
    """
    match = OPENING.match(folded)
    return match["outlet"] if match else ""


def voices(text: str) -> Counter[str]:
    """How often each paper or agency opens a line of ``text``, in the order of the text."""
    lines = fold(text[front_matter_end(text) :]).splitlines()
    found = (opening_publisher(line.strip()[:60]) for line in lines)
    return Counter(name for name in found if name)


def _only_voice(text: str) -> str:
    """The publisher that all bylines and datelines agree on; ``""`` where a page has several."""
    found = voices(text)
    return next(iter(found)) if len(found) == 1 else ""
