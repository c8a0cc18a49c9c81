"""What a time word is read against: the day of the report, and the times the text has named so far."""

from dataclasses import dataclass, replace
from datetime import date

from extract.context.intervals import bounds, first_point

# A day without a year that lies further ahead than this was last year's: 12月28日 in a paper of 5 January.
AHEAD = 150
# 前三季度 and 1—11月 are told once they are nearly over.
NEARLY_OVER = 45


@dataclass(frozen=True, slots=True)
class Clock:
    """``today`` is the day of the report, ``year`` the year of 今年; both None where nothing tells them.

    ``last`` is the period named last, ``month`` and ``day`` the month and the day named last (2007-11, 2007-11-12),
    ``sentence_year`` the year named last in this sentence; each ``""`` or None before there is one.
    """

    today: date | None
    year: int | None
    last: str = ""
    month: str = ""
    day: str = ""
    sentence_year: int | None = None

    def after(self, period: str) -> "Clock":
        """The clock once the text has named ``period``."""
        if not period:
            return self
        start = first_point(period)
        month = start[:7] if len(start) >= 7 and start[5] != "Q" else self.month
        day = start if len(start) == 10 else self.day
        return replace(self, last=period, month=month, day=day, sentence_year=int(start[:4]))

    def new_sentence(self) -> "Clock":
        """The clock at the start of the next sentence."""
        return replace(self, sentence_year=None)

    def last_year(self) -> int | None:
        """The year of the period named last, or that of 今年."""
        return int(self.last[:4]) if self.last else self.year

    def likely_year(self, month: int, day: int = 1, ahead: int = AHEAD) -> int | None:
        """The year of a month or day that is named without one: this sentence's, this year's, or the year before's."""
        if self.sentence_year:
            return self.sentence_year
        if self.today is None:
            return self.last_year()
        days = (date(self.today.year, month, min(day, 28)) - self.today).days
        return self.today.year - 1 if days > ahead else self.today.year

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
