"""What became of people: the dead, the hurt and the saved who are told as parts are more than all of them."""

import re
from collections.abc import Iterator

from extract.checks.findings import Finding, Placed

DEAD = re.compile("死亡|遇难|身亡")
HURT = re.compile("受伤|重伤|轻伤")
IN_DETAIL = re.compile("重伤|轻伤")  # 受伤88人，重伤3人，轻伤85人: the hurt are told twice
IN_CARE = re.compile("抢救|救治|治疗|住院")  # the hurt once more, where they are told
SAVED = re.compile("失踪|失联|脱险|获救|救出|生还|治愈|出院")


def find_outcomes(whole: Placed, parts: list[Placed]) -> Iterator[Finding]:
    """35人，其中15人死亡，22人脱险: what the sentence lists behind ``whole``, one part beside the other.

    Nobody is in two of these parts, while 女性 and 党员 may be the same people: they are left alone.
    """
    told = [one for one in parts if _is_outcome(one.row.indicator)]
    if len(told) < max(len(parts), 2):
        return
    words = [one.row.indicator for one in told]
    if any("受伤" in one for one in words):
        told = [one for one in told if not IN_DETAIL.search(one.row.indicator)]
    if any(map(HURT.search, words)):
        told = [one for one in told if DEAD.search(one.row.indicator) or not IN_CARE.search(one.row.indicator)]
    found = sum(one.row.value for one in told)
    if found > whole.row.value and all(one.row.value <= whole.row.value for one in told):
        names = tuple(one.row.figure_id for one in (whole, *told))
        yield Finding("sums", "parts_exceed_whole", names, whole.row.value, found, whole.row.unit)


def _is_outcome(indicator: str) -> bool:
    return any(words.search(indicator) for words in (DEAD, HURT, IN_CARE, SAVED))
