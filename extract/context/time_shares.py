"""Figures that are dealt out over several times: 2015年、2016年、2017年分别为3075件、3813件、4908件."""

from itertools import pairwise

import regex

from extract.context.intervals import first_point, last_point, point, span
from extract.context.time_words import BASE, FRAME, NAME, TimeWord

JOINT = regex.compile(r"、|、?(?:和|及|以及|与)")
# The figures of a list, as they follow 分别为 or the times themselves.
ITEM = regex.compile(
    r"[约近超逾达共]{0,2}[-\d][\d.,]*\d?(?:多|余)?[万亿]*[^\d、，,；;。：:和及与“”（()）]{0,8}|[、，,]|以?及|和|与"
)
DEALT = regex.compile(r"分别[^\d，,。；;、：:]{0,6}[:：]?")
# What 分别 may deal a list out over besides the times: 甲县和乙县, 三县
SEVERAL = regex.compile(r"[、和及与]|[两二三四五六七八九][个家县市区省大项类种者]")
LONGEST = 400  # characters from the times to the end of a list


def shared_time(text: str, words: tuple[TimeWord, ...], start: int) -> TimeWord | None:
    """The one of several times that a figure at ``start`` falls to, or all of them; None where a single time governs.

    The list must hold as many figures as times, or as many for each; with several things named between the times and
    分别 it may be dealt out over those instead, and the figure is of all the times.
    """
    row = _row(words, text, start)
    if not row or (len(row) == 1 and "/" not in row[0].period):
        return None
    times = row if len(row) > 1 else _parts(row[0])
    if len(times) < 2 or start - row[-1].end > LONGEST:
        return None
    opens = _list_start(text, times[-1].end, start)
    items = [] if opens is None else _items(text, opens)
    position = next((number for number, (first, last) in enumerate(items) if first <= start < last), None)
    if position is not None and len(items) % len(times) == 0:
        return times[position * len(times) // len(items)]._replace(role=FRAME)
    return _all_of(row) if len(row) > 1 else None


def _all_of(row: list[TimeWord]) -> TimeWord | None:
    """2022年和2023年共投入5亿元: what is not dealt out is of all the times."""
    period = span(first_point(row[0].period), last_point(row[-1].period))
    return row[-1]._replace(period=period, role=FRAME) if period else None


def _list_start(text: str, after: int, start: int) -> int | None:
    """Where the list begins that a figure stands in: after the last 分别 before it, or right after the times."""
    dealt = list(DEALT.finditer(text, after, start))
    if not dealt:
        return after
    between = text[after : dealt[-1].start()]
    things = regex.split(r"[，,；;]", between)[-1]
    return None if SEVERAL.search(things) else dealt[-1].end()


def _items(text: str, opens: int) -> list[tuple[int, int]]:
    """The figures of the list that begins at ``opens``."""
    items, place = [], opens
    while match := ITEM.match(text, place, min(len(text), opens + LONGEST)):
        if regex.search(r"\d", match.group()):
            items.append(match.span())
        place = match.end()
    return items


def _row(words: tuple[TimeWord, ...], text: str, start: int) -> list[TimeWord]:
    """The last time that governs before ``start``, with those that stand in a row with it."""
    named = [word for word in words if word.end <= start and word.role != NAME]
    if not named or not named[-1].period or (named[-1].role == BASE and not _beside(text, named[-1].end, start)):
        return []
    row = [named[-1]]
    for earlier, later in reversed(list(pairwise(named))):
        if earlier.role != later.role or not JOINT.fullmatch(text, earlier.end, later.start):
            break
        row.insert(0, earlier)
    return row


def _beside(text: str, after: int, start: int) -> bool:
    """Whether a figure is in the list that begins at ``after``: 相比第一、二季度0.16元和0.18元."""
    return any(first <= start < last for first, last in _items(text, after))


def _parts(word: TimeWord) -> list[TimeWord]:
    """The years of 2021年至2023年, the quarters of 一、二季度, the months of 1、2、3月."""
    first, last = first_point(word.period), last_point(word.period)
    if len(first) == len(last) == 4:
        periods = [point(year) for year in range(int(first), int(last) + 1)]
    elif "Q" in first and "Q" in last:
        periods = [f"{first[:6]}{quarter}" for quarter in range(int(first[-1]), int(last[-1]) + 1)]
    elif len(first) == len(last) == 7 and first[:4] == last[:4]:
        periods = [f"{first[:5]}{month:02}" for month in range(int(first[5:]), int(last[5:]) + 1)]
    else:
        return []
    return [word._replace(period=period) for period in periods]
