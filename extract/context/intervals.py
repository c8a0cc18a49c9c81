"""Periods as ISO 8601 text: 2017, 2024-04-10, 2024-Q1, 2024-01/2024-03, and 2023-08/.. for what has not ended."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import regex

OPEN = ".."
POINT = regex.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")


def point(year: int, month: int | None = None, day: int | None = None) -> str:
    """A year, a month or a day; ``""`` where there is no such day.

    >>> point(2024), point(2024, 4), point(2023, 2, 30)
    ('2024', '2024-04', '')
    """
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return ""
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else ""


def span(first: str, last: str) -> str:
    """From ``first`` to ``last``, both included; the point itself where they agree.

    ``""`` where one is missing or they stand the wrong way round.

    >>> span("2024-01", "2024-03"), span("2024-04-10", "2024-04-03")
    ('2024-01/2024-03', '')
    """
    if not first or not last or first == last:
        return first and last
    return f"{first}/{last}" if _first_day(first) <= _last_day(last) else ""


def since(period: str) -> str:
    """From the start of ``period`` on, with no end.

    >>> since("2023-08"), since("2021/2025")
    ('2023-08/..', '2021/..')
    """
    return f"{first_point(period)}/{OPEN}" if period else ""


def first_point(period: str) -> str:
    """What stands before the slash."""
    return period.partition("/")[0]


def last_point(period: str) -> str:
    """What stands after the slash, or the point itself; ``""`` where it is open."""
    first, slash, last = period.partition("/")
    return first if not slash else last.replace(OPEN, "")


@lru_cache(maxsize=1024)  # a text names the same year and days again and again
def bounds(period: str) -> tuple[date | None, date | None]:
    """The first and the last day of ``period``; None for an open end and for ``""``.

    >>> bounds("2024-Q1")
    (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
    >>> bounds("2023-08/..")
    (datetime.date(2023, 8, 1), None)
    """
    return _first_day(first_point(period)), _last_day(last_point(period))


def holds(outer: str, inner: str) -> bool:
    """Whether ``inner`` lies within ``outer``.

    >>> holds("2024", "2024-03"), holds("2024-Q1", "2024")
    (True, False)
    """
    first, last = bounds(outer)
    start, end = bounds(inner)
    return bool(first and start and first <= start and (last is None or (end is not None and end <= last)))


def years_before(period: str, years: int) -> str:
    """The same period ``years`` earlier; 29 February becomes the 28th.

    >>> years_before("2024-01/2024-03", 1), years_before("2024-02-29", 1)
    ('2023-01/2023-03', '2023-02-28')
    """
    moved = regex.sub(r"\d{4}(?=-|/|$)", lambda match: f"{int(match.group()) - years:04}", period)
    return regex.sub(r"(\d{4})-02-29", lambda match: point(int(match[1]), 2, 29) or f"{match[1]}-02-28", moved)


def _first_day(text: str) -> date | None:
    match = POINT.fullmatch(text)
    if not match:
        return None
    month = 3 * int(match["quarter"]) - 2 if match["quarter"] else int(match["month"] or 1)
    return date(int(match["year"]), month, int(match["day"] or 1))


def _last_day(text: str) -> date | None:
    match = POINT.fullmatch(text)
    if not match:
        return None
    year = int(match["year"])
    if match["day"]:
        return date(year, int(match["month"]), int(match["day"]))
    month = 3 * int(match["quarter"]) if match["quarter"] else int(match["month"] or 12)
    return date(year, month, monthrange(year, month)[1])


def week_of(day: date) -> str:
    """Monday to Sunday of the week that holds ``day``."""
    monday = day - timedelta(days=day.weekday())
    return span(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
