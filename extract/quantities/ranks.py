"""Ranks among the ordinals: 第3位, 居全国第一, 第七大股东 are figures, 第八届 is none."""

from decimal import Decimal

import regex

from extract.quantities.numerals import parse_number

RANK = regex.compile(r"(?P<number>\d+|[一二三四五六七八九十百]+)(?P<unit>位|名|大)?")
# Read backwards from the number: what holds a rank, or another rank of the same list.
BEFORE = regex.compile(
    r"""(?r)(?:
      [列居位排获为][于在]?第[一二三四五六七八九十\d]+位?[、和]第            # 分列第二、第三
    | 第[一二三四五六七八九十\d]+位?(?:[的是为]\p{Han}+)?，\p{Han}{0,8}第   # 甲排第一位，乙第二
    | (?:居|列|排名?|位次|[升跃降移退][至到]|夺得|荣获|获得?|保持|总分|团体|全[国省市区县球]|世界|亚洲|亚太|国内|国际|
        省内|行业|地区|[中西东]部|东北|排在)
      (?:了|在|于|为|全[国省市区县球]|全行业|世界|亚洲|同\p{Han}{1,6}|\p{Han}{0,5}?)??第
    )""",
    regex.VERBOSE,
)
RANK_SIGNS = 6  # signs of a rank before it, in the same list: 位居第十位
HAN = regex.compile(r"\p{Han}")
AFTER_PLACE = regex.compile(r"$|[，。、；：！？）)”的是为和]|以|左右")
NOT_RANK = regex.compile(r"[季产次届期批版章条步线手时任责号轮部梯代年天个课夫家方]|书记")


def rank_at(text: str, start: int, floor: int) -> tuple[int, Decimal] | None:
    """The end and the value of the rank whose number starts at ``start``, after 第; ``None`` for a mere ordinal.

    >>> rank_at("居全国第三，", 4, 0), rank_at("第八届大赛", 1, 0)
    ((5, Decimal('3')), None)
    """
    if start == 0 or text[start - 1] != "第" or start - 1 < floor:
        return None
    found = RANK.match(text, start)
    if not found or not _is_rank(text, found, floor):
        return None
    return found.end(), parse_number(found["number"])


def _is_rank(text: str, found: regex.Match, floor: int) -> bool:
    if found["unit"] == "大":
        return bool(HAN.match(text, found.end()))
    led = bool(BEFORE.match(text, max(0, floor - RANK_SIGNS), found.start()))
    if found["unit"]:
        return led or bool(AFTER_PLACE.match(text, found.end()))
    return led and not NOT_RANK.match(text, found.end())
