"""Times that go by a name: five-year plans, congresses, holidays."""

from datetime import date, timedelta

from extract.context.intervals import point, since, span
from extract.tables import read_table

_PERIODS = {row.name: row for row in read_table("periods")}
_HOLIDAYS = {row.name: row for row in read_table("holidays")}
_MOON = {int(row.year): row for row in read_table("festivals")}
_MOON_COLUMNS = {
    "春节": "spring_festival",
    "端午": "dragon_boat",
    "端午节": "dragon_boat",
    "中秋": "mid_autumn",
    "中秋节": "mid_autumn",
}

NAMED = frozenset(_PERIODS)
FESTIVALS = frozenset(_HOLIDAYS) | frozenset(_MOON_COLUMNS)


def named_period(name: str, how: str, years: str | None) -> str:
    """The period of a named time: “十四五”期间, 党的十八大以来, “十四五”末, “十四五”前四年 (``years`` is 四).

    >>> named_period("十四五", "期间", None), named_period("党的十八大", "以来", None)
    ('2021/2025', '2012-11/..')
    """
    row = _PERIODS[name]
    if how.endswith(("以来", "以后", "至今", "年来")):  # also 改革开放40年来
        return since(row.start)
    if not row.end:
        return ""
    if years:
        return span(row.start, point(int(row.start) + "一二三四".index(years.replace("两", "二"))))
    return row.end if how.endswith("末") else span(row.start, row.end)


def festival(name: str, year: int) -> str:
    """The days off of a holiday in ``year``; ``""`` where the table of moon days does not reach.

    The spring festival is counted from its eve to the sixth day, as in most years; since 2024 it is longer.

    >>> festival("春节", 2019), festival("国庆", 2020)
    ('2019-02-04/2019-02-10', '2020-10-01/2020-10-07')
    """
    if name in _HOLIDAYS:
        row = _HOLIDAYS[name]
        return span(f"{year}-{row.first}", f"{year}-{row.last}")
    if year not in _MOON:
        return ""
    day = getattr(_MOON[year], _MOON_COLUMNS[name])
    return _around_new_year(day) if name == "春节" else day


def _around_new_year(day: str) -> str:
    first = date.fromisoformat(day) - timedelta(days=1)
    return span(first.isoformat(), (first + timedelta(days=6)).isoformat())
