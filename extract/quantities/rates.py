"""What one of it is, where words beside the number say so: 每亩增收300元, 人均, 日均, 年产值, 1天1次, 5元一斤."""

import regex

from extract.quantities.edges import first_sign
from extract.quantities.word_roles import any_of

EACH = any_of("per_each")
WORDS = r"[^，。；：、！？\d]"
# Read backwards from the number, the first that fits wins.
CUES = (
    rf"(?:每|平均每|一(?!季度|条龙)|(?<![\d.])1)(?:个|位|名)?(?P<each>(?:[十百千万]|10+万?)?{EACH}){WORDS}{{0,14}}?",
    rf"(?<=^|[，。；：、])(?P<of>[百千万][人户])(?!次){WORDS}{{2,14}}",  # 万人发明专利拥有量
    rf"(?P<mean>{any_of('per_mean')})均(?!增(?![收产])|下降|递增|衡|匀|价|已|可(?!支配)|能(?!耗)|为|在){WORDS}{{0,10}}",
    rf"(?<!\d|\p{{N}}|[今去前当全同本往历近多几半两每一上新老少青中壮])(?P<yearly>年){any_of('per_year')}{WORDS}{{0,10}}",
    rf"(?<!\d|[今昨近次本前当明节假工生每即往同元])(?P<daily>日){any_of('per_day')}{WORDS}{{0,10}}",
    rf"(?<!\d|[本上每当去今前下几多个\p{{N}}])(?P<monthly>月){any_of('per_month')}{WORDS}{{0,10}}",
    rf"(?P<acre>亩)产{WORDS}{{0,10}}",
    rf"(?<![同小定准及届临])(?P<hour>时)速(?!递){WORDS}{{0,8}}",
    r"(?P<day>\b[一1])[天日](?=[\d一两二三])",
)
BEFORE = tuple((first_sign(cue).signs, regex.compile(f"(?r){cue}")) for cue in CUES)
FIRST_BEFORE = frozenset().union(*(first for first, _ in BEFORE))
FARTHEST = 40  # signs from the first of a cue to the number: 平均每10000个 and a unit, with 14 signs between
NAMES = {"yearly": "年", "daily": "日", "monthly": "月", "acre": "亩", "hour": "小时", "day": "天"}
# 5元一斤, 3万吨/日: a thing right after, and then no more of it.
AFTER = regex.compile(rf"(?:\s?/\s?|一)(?P<each>{EACH})(?=[，。；、！？）)”\s]|$)")
FIRST_AFTER = first_sign(AFTER.pattern).signs


def per_before(text: str, floor: int, start: int) -> str:
    """The unit that the words from ``floor`` to ``start`` count the quantity for, ``""`` where they name none.

    >>> per_before("每亩增收", 0, 4), per_before("村民人均年收入", 0, 7), per_before("年均增长", 0, 4)
    ('亩', '人', '')
    """
    signs = frozenset(text[max(floor, start - FARTHEST) : start])
    if FIRST_BEFORE.isdisjoint(signs):
        return ""
    for first, cue in BEFORE:
        if not first.isdisjoint(signs) and (found := cue.match(text, floor, start)):
            return NAMES.get(found.lastgroup) or found[found.lastgroup].removeprefix("个")
    return ""


def per_after(text: str, end: int) -> str:
    """The unit that follows a quantity which ends at ``end``, as its one.

    >>> per_after("鸡蛋5元一斤", 4), per_after("存了5元一年多", 4)
    ('斤', '')
    """
    found = AFTER.match(text, end) if text[end : end + 1] in FIRST_AFTER else None
    return found["each"].removeprefix("个") if found else ""
