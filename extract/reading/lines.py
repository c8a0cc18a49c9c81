"""The lines of a document, and what each is: a marked heading, a byline, a dateline, a list item, or text."""

import re
from typing import NamedTuple

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
MARKUP = re.compile(r"\s*(?:(?P<heading>\#{2,6}(?!\#)|\#(?=\s))\s*|>\s+|[-*]\s+|[-*_=]{3,}\s*$)?")

BYLINE = re.compile(
    r"""
    [□■◇◆○●▲△★\s]*
    (?:[\u4e00-\u9fff]{1,10}(?:报|社|网|台|刊|端))?                       # 新渝报
    (?:全媒体|融媒体|首席|见习|实习|特约|本报|本台|驻[\u4e00-\u9fff]{1,6})*
    (?:
        (?:记者|通讯员|撰稿人?|(?:图|文|摄影)[/、和]?(?:图|文|摄影)?)[\s:：/]\s*\S.{0,40}  # 记者 蒋世勇 实习生 赵元元
      | (?<=[\u4e00-\u9fff])记者[\u4e00-\u9fff]{2,4}(?:\s.{0,40})?                        # □重庆日报记者夏元
    )
    """,
    re.VERBOSE,
)
DATELINE = re.compile(
    r"""
    [(（【\[]?(?:
        [\u4e00-\u9fff]{1,8}?(?:社|网|报|台|端)[^，。；\s]{0,16}?     # 新华社北京, 本报北京
            (?:[0-9]{1,2}月[0-9]{1,2}日(?:专?电|讯|消息|信息|报道)      # 4月10日电
              |[0-9]{1,2}日(?:专?电(?![话力动])|讯(?![息问号])))           # 18日电
      | [\u4e00-\u9fff]{1,6}(?:[日晚晨早商时京]报|都市报|网)讯(?![问息号])  # 新京报讯公路通车
      | (?:[\u4e00-\u9fff]{0,8}(?:报|社|网|台|端))(?:综合)?(?:讯|消息|快讯)[】\])）]?[\s(（:：]  # 新渝报讯(
      | 本[报台网社](?:综合)?(?:讯|消息)                               # 本报讯
    )
    """,
    re.VERBOSE,
)
ITEM = re.compile(
    r"""
    [一二三四五六七八九十]{1,3}[、是]           # 一是
  | [(（][一二三四五六七八九十0-9]{1,3}[)）]    # （一）
  | [0-9]{1,2}(?:、|[.](?![0-9]))              # 1.
  | 第[一二三四五六七八九十]{1,3}[，,、：:步]  # 第一步
  | [①-⑳●■◆▲★•·|]
    """,
    re.VERBOSE,
)

CLOSERS = "”’」』\"'》〉"
BRACKETS = ")）】]〕"
ENDS = "。！？!?…"


class Line(NamedTuple):
    """A line that holds words: where they start and end in the text, and what kind of line it is.

    ``level`` counts the # of a marked heading, 0 elsewhere; ``opens`` is true for the byline or dateline that opens an
    article, ``byline`` for a line that holds nothing but a byline; ``blank`` says that an empty line stands before it.
    """

    start: int
    end: int
    level: int
    opens: bool
    byline: bool
    item: bool
    blank: bool


def read_lines(folded: str, start: int = 0) -> list[Line]:
    """The lines of ``folded`` from ``start`` that hold more than blanks and markup."""
    lines = []
    last = start
    for match in LINE.finditer(folded, start):
        markup = MARKUP.match(folded, match.start(), match.end())
        first, end = markup.end(), match.start() + len(match[0].rstrip())
        if first < end:
            blank = bool(lines) and folded.count("\n", last, first) > 1
            lines.append(_line(folded, first, end, len(markup["heading"] or ""), blank))
            last = end
    return lines


def _line(folded: str, start: int, end: int, level: int, blank: bool) -> Line:
    head = folded[start : min(end, start + 80)]
    byline = not level and end - start <= 60 and BYLINE.fullmatch(head) is not None
    opens = byline or (not level and DATELINE.match(head) is not None)
    return Line(start, end, level, opens, byline, ITEM.match(head) is not None, blank)


def is_ended(words: str) -> bool:
    """Whether a line closes here: with a full stop, a colon or semicolon, or a bracket such as （新华社）."""
    tail = words[-12:].rstrip(CLOSERS)
    if not tail or tail[-1] in "：:；;":
        return True
    return tail[-1] in BRACKETS or tail.rstrip(BRACKETS)[-1:] in tuple(ENDS)
