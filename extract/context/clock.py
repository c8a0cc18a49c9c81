"""What a time word is read against: the day of the report, and the times the text has named so far."""

from datetime import date
from typing import NamedTuple

from extract.context.intervals import bounds, first_point, last_point

# A day without a year that lies further ahead than this was last year's: 12月28日 in a paper of 5 January.
AHEAD = 150
# 前三季度 and 1—11月 are told once they are nearly over.
NEARLY_OVER = 45
# A day further back than this is history: 1970年1月5日的地震.
NEAR = 366
# The day of a scene is no further back than this from the day it is printed.
SCENE = 45
# A month or day no further back than this is what the report is about: 2008年成立。4月9日，记者走进…
JUST_BEEN = 31


class Clock(NamedTuple):
    """``today`` is the day of the report, ``year`` the year of 今年; both None where nothing tells them.

    ``last`` is the period named last, ``month`` and ``day`` the month and the day named last (2007-11, 2007-11-12),
    ``recent`` the last of the days and months named that lies near the report; ``sentence_year`` the year named last in
    this sentence, ``told`` the period named last in this paragraph; each ``""`` or None before there is one.
    """

    today: date | None
    year: int | None
    last: str = ""
    month: str = ""
    day: str = ""
    recent: str = ""
    sentence_year: int | None = None
    told: str = ""

    def after(self, period: str) -> "Clock":
        """The clock once the text has named ``period``.

        A span of years or one without an end gives no year to the months after it: 2015年以来…1至6月.
        """
        if not period:
            return self
        start, end = first_point(period), last_point(period)
        month = start[:7] if len(start) >= 7 and start[5] != "Q" else self.month
        day = end if len(end) == 10 else start if len(start) == 10 else self.day
        recent = start if month == start[:7] and self.is_near(period) else self.recent
        year = int(start[:4]) if start[:4] == end[:4] else self.sentence_year
        return self._replace(last=period, month=month, day=day, recent=recent, sentence_year=year, told=period)

    def new_sentence(self) -> "Clock":
        """The clock at the start of the next sentence."""
        return self if self.sentence_year is None else self._replace(sentence_year=None)

    def new_paragraph(self) -> "Clock":
        """The clock at the start of the next paragraph: a day of long ago no longer lends its month to bare days."""
        if self.recent and self.month and not self.is_near(self.month):
            day = self.recent if len(self.recent) == 10 else ""
            return self._replace(told="", month=self.recent[:7], day=day)
        return self._replace(told="") if self.told else self

    def at_scene(self) -> "Clock":
        """The clock of one who is quoted: 今天 is the day of the scene, where the text has just named one."""
        if self.today is None or not self.day:
            return self
        day = date.fromisoformat(self.day)
        return self._replace(today=day) if 0 <= (self.today - day).days <= SCENE else self

    def is_near(self, period: str) -> bool:
        """Whether ``period`` begins less than a year before the day of the report, or where no day is known."""
        start, _ = bounds(period)
        return self.today is None or (start is not None and (self.today - start).days < NEAR)

    def last_year(self) -> int | None:
        """The year of the period named last, or that of 今年."""
        return int(self.last[:4]) if self.last else self.year

    def likely_year(self, month: int, day: int = 1, ahead: int = AHEAD) -> int | None:
        """The year of a month or day that is named without one: this sentence's, this year's, or the year before's.

        A paragraph that tells of an earlier year keeps it (2019年10月开工。12月完工), unless the day has just been.
        """
        if self.sentence_year:
            return self.sentence_year
        if self.today is None:
            return self.last_year()
        days = (date(self.today.year, month, min(day, 28)) - self.today).days
        told = self.told_year(month)
        if told and not -JUST_BEEN <= days <= 0:
            return told
        return self.today.year - 1 if days > ahead else self.today.year

    def told_year(self, month: int = 12) -> int | None:
        """The one year that the paragraph speaks of, where a ``month`` named next can lie in it."""
        start, end = first_point(self.told), last_point(self.told)
        if not start or start[:4] != end[:4] or (start[4:6] == "-Q") or start[5:7] > f"{month:02}":
            return None
        return int(start[:4])

    def is_future(self, period: str) -> bool:
        """Whether ``period`` begins after the day of the report, or ends in a later year."""
        start, end = bounds(period)
        if self.today is None or start is None:
            return False
        return start > self.today or (end is not None and end.year > self.today.year)

    def is_past(self, period: str) -> bool:
        """Whether ``period`` ended before the day of the report."""
        _, end = bounds(period)
        return self.today is not None and end is not None and end < self.today
