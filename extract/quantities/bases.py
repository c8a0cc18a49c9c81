"""What a change or a gap is reckoned from: 同比, 环比, 年均, 较去年, 全国."""

import regex

from extract.quantities.change_rules import LESS, MORE, OVER, UNDER
from extract.quantities.word_roles import any_of

# Right before the verb of change: 同比|增长, 比2019年同期|明显增长, 与上年相比|增长.
NEAR = regex.compile(
    rf"""(?r)(?P<basis>同比|环比|年均|[两二三四五六七八九十\d]{{1,2}}年平均
    |(?<![同环对占单性攀相])(?:比(?![例重值率价])|较(?![大高多小好为]))(?:[^，。；、比较\d]{{1,12}}?|(?:19|20)\d\d年(?:\d{{1,2}}月)?(?:同期|末|底|初)?|\d{{1,3}}年前)(?:相比)?
    |(?:与|和|同)[^，。；、比较\d]{{1,12}}?相?比|相比[^，。；、比较\d]{{1,12}}?)
    {any_of("beside")}*\s?$""",
    regex.VERBOSE,
)
FAR = regex.compile(r"(?P<basis>同比|环比|年均)[^，。；、\d]{0,6}$")  # 同比价格增长
FARTHEST = 9  # signs from the basis to the number: two, six more, and the line break that `$` passes over
TIMES_OF = regex.compile(r"是(?P<basis>[\p{Han}“”]{1,12})的$")  # 是上年的1.5倍
OVER_WHAT = regex.compile(f"^(?:{OVER}|{UNDER})")
BY_HOW = regex.compile(f"(?:{MORE}|{LESS})(?:得到?|挣|赚|花|用|付|卖|产|收|出|了|达)?$")
LACKING = regex.compile(r"^距离?(?P<to>.*?)(?:还|尚|只|仅)[差缺少]$")


def near_basis(text: str, floor: int, cue: int) -> regex.Match | None:
    """The basis between ``floor`` and ``cue``, where only adverbs part it from the verb that starts at ``cue``."""
    return NEAR.match(text, floor, cue)


def far_basis(text: str, floor: int, end: int) -> str:
    """The basis that a level names: 是上年的1.5倍 → 上年."""
    tail = text[max(floor, end - FARTHEST) : end]
    if tail.endswith("的"):
        words = text[floor:end]
        found = FAR.search(words) or TIMES_OF.search(words)
    else:
        found = FAR.search(tail) if "比" in tail or "年均" in tail else None
    return found["basis"] if found else ""


def gap_basis(rule: str, words: str) -> str:
    """What the ``words`` of a gap hold the number against.

    >>> gap_basis("gap_over", "高于全国"), gap_basis("gap_more", "比上年多"), gap_basis("gap_lacking", "距离目标还差")
    ('全国', '比上年', '目标')
    """
    if rule in ("gap_over", "gap_under"):
        return OVER_WHAT.sub("", words)
    if rule in ("gap_more", "gap_less"):
        return BY_HOW.sub("", words)
    found = LACKING.match(words) if rule == "gap_lacking" else None
    return found["to"] if found else ""
