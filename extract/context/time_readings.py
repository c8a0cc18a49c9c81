"""What each kind of time word says, as ISO 8601 text: one small reading for each, given its match and a clock."""

from datetime import timedelta

import regex

from extract.context.clock import AHEAD, NEARLY_OVER, Clock
from extract.context.intervals import bounds, last_point, point, since, span, years_before
from extract.context.named_times import festival, named_period
from extract.context.time_relative import quarter_near
from extract.quantities.numerals import parse_number

AIMED = regex.compile(r"(?:力争|确保|争取|计划|目标)$")
RELATIVE_YEARS = {"今": 0, "本": 0, "去": -1, "前": -2, "明": 1, "后": 2}


def read_year(words: str | None, clock: Clock) -> int | None:
    """The year that 2017年, 二〇一七年, 去年 or 当年 names; None where the clock cannot tell."""
    if not words:
        return None
    if words[:4].isdecimal():  # 2017年, 2024财年
        return int(words[:4])
    if words[0] in "0123456789一二" and words[-1] == "年":
        return _whole_year(words[:-1], clock)
    if words[0] in RELATIVE_YEARS:
        return None if clock.year is None else clock.year + RELATIVE_YEARS[words[0]]
    shift = {"上": -1, "翌": 1}.get(words[0], 0)  # 上年, 翌年 and 当年 count from the year named last
    year = clock.last_year() if shift else int(clock.last[:4]) if clock.last else None
    return None if year is None else year + shift


def _whole_year(words: str, clock: Clock) -> int:
    """The year of 2017, 二〇一七 or 08; two digits are of this century unless that lies ten years ahead or more."""
    year = int(parse_number(words))
    if len(words) == 2:
        year += 2000 if 2000 + year < (clock.year or 2030) + 10 else 1900
    return year


def read_two_digits(match: regex.Match, clock: Clock) -> str:
    """15年以来 in a report of 2015 to 2019 is since 2015; elsewhere it is for fifteen years."""
    if clock.year and 0 <= clock.year - 2000 - int(match["n"]) <= 4:
        return since(point(2000 + int(match["n"])))
    return read_past_years(match, clock)


def _maybe_since(match: regex.Match, period: str) -> str:
    return since(period) if match["since"] else period


def read_whole_year(match: regex.Match, clock: Clock) -> str:
    year = read_year(match["year"], clock)
    if year is None:
        return ""
    if match["edge"] and match["edge"][-1] in "底末":
        return _maybe_since(match, point(year, 12))
    if match["season"]:
        return _season(year, match["season"])
    if match["length"] and match["since"]:  # 从今年开始，用三年时间
        return span(point(year), point(year + int(parse_number(match["length"])) - 1))
    if match["since"] and match["year"][0] in "今本" and match["since"] == "以来":
        return since(point(year, 1))
    return _maybe_since(match, point(year))


def _season(year: int, season: str) -> str:
    first = {"春": 3, "夏": 6, "秋": 9, "冬": 12}[season]
    return span(point(year, first), point(year + first // 12, (first + 2) % 12 or 12))


def read_this_season(match: regex.Match, clock: Clock) -> str:
    year = read_year(match["when"] + "年", clock)
    return "" if year is None else _season(year, match["season"])


def read_years(match: regex.Match, clock: Clock) -> str:
    if match["school"]:
        return span(match["school"], point(int(match["school"]) + 1))
    if match["now"]:
        return span(match["first"], point(clock.year)) if clock.year else since(match["first"])
    last = match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"]
    month = 12 if match["close"] else match["till"] and int(match["till"])
    day = match["till_day"] and int(match["till_day"])
    return span(match["first"], point(int(last), month, day)) if match["first"] < last else ""


def read_two_years(match: regex.Match, clock: Clock) -> str:
    """今明两年, 去今两年."""
    first, last = (RELATIVE_YEARS[word] for word in match["pair"])
    return span(point(clock.year + first), point(clock.year + last)) if clock.year else ""


def read_iso_day(match: regex.Match, _: Clock) -> str:
    return point(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]))


def read_month(match: regex.Match, clock: Clock) -> str:
    month = int(parse_number(match["month"]))
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(month))
    return _maybe_since(match, point(year, month)) if year else ""


def read_months(match: regex.Match, clock: Clock) -> str:
    first, last = int(parse_number(match["month"])), int(parse_number(match["last"]))
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(last, ahead=NEARLY_OVER))
    if not year:
        return ""
    later = match["year2"] in ("次年", "翌年")
    other = year + 1 if later else read_year(match["year2"], clock)
    return span(point(year, first), point(other or year + (last < first), last))


def read_day(match: regex.Match, clock: Clock) -> str:
    month, day = int(parse_number(match["month"])), int(parse_number(match["day"]))
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(month, day))
    return _maybe_since(match, point(year, month, day)) if year else ""


def read_days(match: regex.Match, clock: Clock) -> str:
    month, day = int(parse_number(match["month"])), int(parse_number(match["day"]))
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(month, day))
    if not year:
        return ""
    last_month = int(parse_number(match["month2"])) if match["month2"] else month
    last = point(year + (last_month < month), last_month, int(parse_number(match["day2"])))
    return span(point(year, month, day), last)


def read_bare_day(match: regex.Match, clock: Clock) -> str:
    return _bare_day(int(parse_number(match["day"] or match["han"])), clock)


def _bare_day(day: int, clock: Clock) -> str:
    """A day of the month named last; where none was, the latest such day before the report."""
    if clock.month:
        year, month = map(int, clock.month.split("-"))
        return point(year, month, day)
    if clock.today is None:
        return ""
    month_day = clock.today if day <= clock.today.day else clock.today.replace(day=1) - timedelta(days=1)
    return point(month_day.year, month_day.month, day)


def read_bare_days(match: regex.Match, clock: Clock) -> str:
    last = _bare_day(int(match["day2"]), clock)
    return span(f"{last[:8]}{int(match['day']):02}", last) if last and int(match["day"]) else ""


QUARTERS = {char: number for number, chars in enumerate(("1一首", "2二", "3三", "4四"), 1) for char in chars}


def read_quarter(match: regex.Match, clock: Clock) -> str:
    if match["relative"]:
        return quarter_near(clock, -1 if match["relative"] == "上" else 0)
    quarter = QUARTERS[match["quarter"]]
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(3 * quarter - 2))
    if not year:
        return ""
    first = QUARTERS[match["first"]] if match["first"] else quarter
    return span(f"{year}-Q{first}", f"{year}-Q{quarter}")  # 第一、二季度


def read_part(match: regex.Match, clock: Clock) -> str:
    first, last = _part_months(match)
    if last > 12:
        return ""
    likely = clock.likely_year(first) if match["half"] else clock.likely_year(last, ahead=NEARLY_OVER)
    year = read_year(match["year"], clock) or (None if match["year"] else likely)
    return _maybe_since(match, span(point(year, first), point(year, last))) if year else ""


def _part_months(match: regex.Match) -> tuple[int, int]:
    if match["half"]:
        return (1, 6) if match["half"] in ("上半年", "半年报") else (7, 12)
    number = int(parse_number(match["n"]))
    return 1, number * 3 if match["quarters"] else number


def read_decade(match: regex.Match, _: Clock) -> str:
    tens = match["tens2"] or match["tens3"] or str(int(parse_number((match["tens"] or match["tens4"])[0])))
    return span(f"19{tens}0", f"19{tens}9")


def read_republic(match: regex.Match, _: Clock) -> str:
    return point(1911 + (1 if match["first"] else int(parse_number(match["n"]))))


def read_century(_: regex.Match, __: Clock) -> str:
    return since("2001")


def read_winter_and_spring(_: regex.Match, clock: Clock) -> str:
    return span(point(clock.year - 1, 12), point(clock.year, 5)) if clock.year else ""


def read_spring_rush(match: regex.Match, clock: Clock) -> str:
    """The weeks of travel around the spring festival, told as their year: their first and last day differ by year."""
    year = read_year(match["year"], clock) or (None if match["year"] else clock.sentence_year or clock.year)
    return point(year) if year else ""


def read_all_year(match: regex.Match, clock: Clock) -> str:
    """全年 is the year the text speaks of; a report of January to March that names none means the year before.

    What is aimed at is of this year: 力争全年完成投资9000亿元.
    """
    year = int(clock.last[:4]) if clock.last else clock.year
    aimed = AIMED.search(match.string, max(0, match.start() - 4), match.start())
    if not clock.last and not aimed and clock.today and clock.today.month <= 3:
        year = clock.today.year - 1
    return point(year) if year else ""


def read_year_edge(match: regex.Match, clock: Clock) -> str:
    """年底 is of the year the paragraph speaks of (2020年…年底一算账), 到年底 of this one."""
    told = None if match["ahead"] is not None or match["since"] else clock.told_year()
    if not told and "末" in match.group() and match["ahead"] is None and clock.last:  # 年末户籍人口 of a bulletin
        told = int(last_point(clock.last)[:4] or 0)
    year = told or clock.year
    if year is None:
        return ""
    if match["since"]:  # 年初以来
        return since(point(year, 1))
    return point(year) if "初" in match.group() else point(year, 12)


def read_past_years(match: regex.Match, clock: Clock) -> str:
    """五年来 in a report of January to March ends with the year before, later in the year with this one."""
    number = int(parse_number(match["n"]))
    if clock.today is None:
        return ""
    last = clock.today.year - (clock.today.month <= 3)
    if number < 2:  # 过去一年, 一年来 in a work report of spring
        return point(last) if last != clock.today.year else ""
    return span(point(clock.today.year - number), point(last))


def read_coming_years(match: regex.Match, clock: Clock) -> str:
    number = int(parse_number(match["n"]))
    return span(point(clock.year), point(clock.year + number - 1)) if clock.year else ""


def read_years_off(match: regex.Match, clock: Clock) -> str:
    if clock.year is None:
        return ""
    number = int(parse_number(match["n"]))
    return point(clock.year + number if match["way"] == "后" else clock.year - number)


def read_same_time(match: regex.Match, clock: Clock) -> str:
    return years_before(clock.last, 1) if clock.last else ""


def read_back_then(_: regex.Match, clock: Clock) -> str:
    return clock.last


def read_festival(match: regex.Match, clock: Clock) -> str:
    if match["year"] or clock.sentence_year or clock.today is None:
        year = read_year(match["year"], clock) or (None if match["year"] else clock.sentence_year or clock.year)
        return festival(match["festival"], year) if year else ""
    return _festival_near(match["festival"], clock)


def _festival_near(name: str, clock: Clock) -> str:
    """The holiday that a report means by its name: the last one, or one that lies less than five months ahead."""
    years = (clock.today.year + 1, clock.today.year, clock.today.year - 1)
    days = [festival(name, year) for year in years]
    ahead = [(bounds(day)[0] - clock.today).days if day else AHEAD for day in days]
    return next((day for day, far in zip(days, ahead, strict=True) if day and far < AHEAD), "")


def read_named(match: regex.Match, _: Clock) -> str:
    return named_period(match["name"], match["how"], match["n"])


def read_untold(_: regex.Match, __: Clock) -> str:
    return ""
