"""Days, weeks, months and quarters told by how far they lie from the day of the report: 昨日, 上周五, 本月, 上季度."""

from datetime import date, timedelta

import regex

from extract.context.clock import Clock
from extract.context.intervals import first_point, last_point, point, since, span, week_of
from extract.quantities.numerals import parse_number

DAYS_OFF = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2, "即": 0}


def read_relative_day(match: regex.Match, clock: Clock) -> str:
    words = match["relative"]
    if words[0] in DAYS_OFF:
        if clock.today is None:
            return ""
        day = (clock.today + timedelta(days=DAYS_OFF[words[0]])).isoformat()
        return since(day) if words[0] == "即" or match["since"] else day
    if words in ("次日", "翌日", "第二天"):
        return (date.fromisoformat(clock.day) + timedelta(days=1)).isoformat() if clock.day else ""
    return clock.day


def read_relative_month(match: regex.Match, clock: Clock) -> str:
    words = match.group()
    if words[0] in "当同":
        return _of_month(match, clock.month)
    if clock.today is None:
        return ""
    first = clock.today.replace(day=1)
    if words[0] == "上":
        first -= timedelta(days=1)
    elif words[0] == "下":
        first += timedelta(days=31)
    return _of_month(match, point(first.year, first.month))


def _of_month(match: regex.Match, month: str) -> str:
    """The day of ``month`` that the words go on to name, or the month; open where it only began then."""
    if match["day"] and month:
        month = point(*map(int, month.split("-")), int(match["day"]))
    return since(month) if match["since"] else month


def read_relative_week(match: regex.Match, clock: Clock) -> str:
    if clock.today is None:
        return ""
    weeks = {"上": -1, "下": 1}.get(match.group()[0], 0)
    week = week_of(clock.today + timedelta(weeks=weeks))
    if not match["weekday"]:
        return week
    monday = date.fromisoformat(first_point(week))
    if match["weekday"] == "末":
        return span((monday + timedelta(days=5)).isoformat(), last_point(week))
    return (monday + timedelta(days="一二三四五六日天".index(match["weekday"].replace("天", "日")))).isoformat()


def quarter_near(clock: Clock, shift: int) -> str:
    """The quarter of the report, or the one ``shift`` quarters on."""
    if clock.today is None:
        return ""
    number = clock.today.year * 4 + (clock.today.month - 1) // 3 + shift
    return f"{number // 4}-Q{number % 4 + 1}"


def _months_back(day: date, months: int) -> str:
    number = day.year * 12 + day.month - 1 - months
    return point(number // 12, number % 12 + 1)


def read_past_months(match: regex.Match, clock: Clock) -> str:
    """近三个月 ends with the month of the report, 近两周 with its day."""
    if clock.today is None:
        return ""
    number = 6 if match["half"] else int(parse_number(match["n"]))
    if match["half"] or match["unit"] == "月":
        return span(_months_back(clock.today, number), point(clock.today.year, clock.today.month))
    days = number if match["unit"] == "天" else 7 * number
    return span((clock.today - timedelta(days=days)).isoformat(), clock.today.isoformat())


def read_months_off(match: regex.Match, clock: Clock) -> str:
    if clock.today is None:
        return ""
    return _months_back(clock.today, 6 if match["half"] else int(parse_number(match["n"])))
