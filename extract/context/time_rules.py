"""The ways of naming a time, each with what it says in ISO 8601 against a clock."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

import regex

from extract.context.clock import Clock
from extract.context.intervals import point, since, span, week_of, years_before
from extract.context.named_times import FESTIVALS, NAMED, festival, named_period
from extract.quantities.numerals import parse_number


class TimeRule(NamedTuple):
    """A way of naming a time. ``read`` gives the period, ``""`` where it cannot be told; the examples are tests.

    ``example`` is read on 11 April 2024: ``words => period``, where ``-`` is a word that names no period.
    """

    name: str
    cue: str
    read: Callable[[regex.Match, Clock], str]
    example: str


YEAR = r"""(?P<year> (?<!\d)(?:1[89]|20)\d\d年(?!代) | [一二][〇零一二三四五六七八九]{3}年(?!代)   # 2017年, 二〇一七年
    | (?:今|去|前|明|后|本|同|上|翌)年(?!龄|级|轻|货|夜|期) | (?<!相|适)当年 | 上一年 | 该年 )(?:度(?!假))?"""
MONTH = r"(?P<month>(?<![\d.])(?:1[0-2]|0?[1-9]))月"
SINCE = r"(?P<since>以来|至今|开始(?!前|之前)|起(?!点|步|来|到|诉|重)|之?后(?=[,，]))?"
TO = r"(?:至|到|[-—–~]+)"
SMALL = r"(?P<n>\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
FESTIVAL = r"""[“"]?(?P<festival>\L<festivals>)[”"]?(?:[、和][“"]?\L<festivals>[”"]?)?"""
RELATIVE_YEARS = {"今": 0, "本": 0, "去": -1, "前": -2, "明": 1, "后": 2}


def read_year(words: str | None, clock: Clock) -> int | None:
    """The year that 2017年, 二〇一七年, 去年 or 当年 names; None where the clock cannot tell."""
    if not words:
        return None
    if words[0] in "12一二" and words[-1] == "年":
        return int(parse_number(words[:-1]))
    if words[0] in RELATIVE_YEARS:
        return None if clock.year is None else clock.year + RELATIVE_YEARS[words[0]]
    shift = {"上": -1, "翌": 1}.get(words[0], 0)  # 上年, 翌年 and 当年 count from the year named last
    year = clock.last_year()
    return None if year is None else year + shift


def _maybe_since(match: regex.Match, period: str) -> str:
    return since(period) if match["since"] else period


def _year(match: regex.Match, clock: Clock) -> str:
    year = read_year(match["year"], clock)
    if year is None:
        return ""
    if match["edge"] and match["edge"][-1] in "底末":
        return point(year, 12)
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


def _this_season(match: regex.Match, clock: Clock) -> str:
    year = read_year(match["when"] + "年", clock)
    return "" if year is None else _season(year, match["season"])


def _years(match: regex.Match, _: Clock) -> str:
    return span(match["first"], match["last"]) if match["first"] < match["last"] else ""


def _month(match: regex.Match, clock: Clock) -> str:
    month = int(match["month"])
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(month))
    return _maybe_since(match, point(year, month)) if year else ""


def _months(match: regex.Match, clock: Clock) -> str:
    first, last = int(match["month"]), int(match["last"])
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(last))
    if not year:
        return ""
    other = read_year(match["year2"], clock)
    return span(point(year, first), point(other or year + (last < first), last))


def _day(match: regex.Match, clock: Clock) -> str:
    month, day = int(match["month"]), int(match["day"])
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(month, day))
    return _maybe_since(match, point(year, month, day)) if year else ""


def _days(match: regex.Match, clock: Clock) -> str:
    month, day = int(match["month"]), int(match["day"])
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(month, day))
    if not year:
        return ""
    last_month = int(match["month2"] or month)
    return span(point(year, month, day), point(year + (last_month < month), last_month, int(match["day2"])))


def _bare_day(match: regex.Match, clock: Clock) -> str:
    day = int(match["day"])
    if clock.month:
        year, month = map(int, clock.month.split("-"))
        return point(year, month, day)
    if clock.today is None:
        return ""
    month_day = clock.today if day <= clock.today.day else clock.today.replace(day=1) - timedelta(days=1)
    return point(month_day.year, month_day.month, day)


def _bare_days(match: regex.Match, clock: Clock) -> str:
    if not clock.month:
        return ""
    year, month = map(int, clock.month.split("-"))
    return span(point(year, month, int(match["day"])), point(year, month, int(match["day2"])))


QUARTERS = {char: number for number, chars in enumerate(("1一首", "2二", "3三", "4四"), 1) for char in chars}


def _quarter(match: regex.Match, clock: Clock) -> str:
    quarter = QUARTERS[match["quarter"]]
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(3 * quarter - 2))
    return f"{year}-Q{quarter}" if year else ""


def _part(match: regex.Match, clock: Clock) -> str:
    first, last = _part_months(match)
    year = read_year(match["year"], clock) or (None if match["year"] else clock.likely_year(first))
    return span(point(year, first), point(year, last)) if year and last <= 12 else ""


def _part_months(match: regex.Match) -> tuple[int, int]:
    if match["half"]:
        return (1, 6) if match["half"] in ("上半年", "半年报") else (7, 12)
    number = int(parse_number(match["n"]))
    return 1, number * 3 if match["quarters"] else number


def _all_year(match: regex.Match, clock: Clock) -> str:
    """全年 is the year the text speaks of; a report of January to March that names none means the year before."""
    year = int(clock.last[:4]) if clock.last else clock.year
    if not clock.last and clock.today and clock.today.month <= 3:
        year = clock.today.year - 1
    return point(year) if year else ""


def _year_edge(match: regex.Match, clock: Clock) -> str:
    if clock.year is None:
        return ""
    return point(clock.year) if match.group()[-1] == "初" else point(clock.year, 12)


def _past_years(match: regex.Match, clock: Clock) -> str:
    """五年来 in a report of January to March ends with the year before, later in the year with this one."""
    number = int(parse_number(match["n"]))
    if clock.today is None or number < 2:
        return ""
    last = clock.today.year - (clock.today.month <= 3)
    return span(point(clock.today.year - number), point(last))


def _coming_years(match: regex.Match, clock: Clock) -> str:
    number = int(parse_number(match["n"]))
    return span(point(clock.year), point(clock.year + number - 1)) if clock.year else ""


def _years_off(match: regex.Match, clock: Clock) -> str:
    if clock.year is None:
        return ""
    number = int(parse_number(match["n"]))
    return point(clock.year + number if match["way"] == "后" else clock.year - number)


DAYS_OFF = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2, "即": 0}


def _relative_day(match: regex.Match, clock: Clock) -> str:
    words = match["relative"]
    if words[0] in DAYS_OFF:
        if clock.today is None:
            return ""
        day = (clock.today + timedelta(days=DAYS_OFF[words[0]])).isoformat()
        return since(day) if words[0] == "即" else day
    return clock.last if len(clock.last) == 10 else ""


def _relative_month(match: regex.Match, clock: Clock) -> str:
    words = match.group()
    if words[0] in "当同":
        return clock.month
    if clock.today is None:
        return ""
    first = clock.today.replace(day=1)
    if words[0] == "上":
        first -= timedelta(days=1)
    elif words[0] == "下":
        first += timedelta(days=31)
    return point(first.year, first.month)


def _relative_week(match: regex.Match, clock: Clock) -> str:
    if clock.today is None:
        return ""
    weeks = {"上": -1, "下": 1}.get(match.group()[0], 0)
    return week_of(clock.today + timedelta(weeks=weeks))


def _same_time(match: regex.Match, clock: Clock) -> str:
    return years_before(clock.last, 1) if clock.last else ""


def _back_then(_: regex.Match, clock: Clock) -> str:
    return clock.last


def _festival(match: regex.Match, clock: Clock) -> str:
    year = read_year(match["year"], clock) or (None if match["year"] else clock.sentence_year or clock.year)
    return festival(match["festival"], year) if year else ""


def _named(match: regex.Match, _: Clock) -> str:
    return named_period(match["name"], match["how"], match["n"])


def _untold(_: regex.Match, __: Clock) -> str:
    return ""


# The first rule that fits at a place wins, so what holds a year stands above the bare month and day.
RULES = (
    TimeRule("now", r"截至目前|目前|现在(?!的我)|如今|眼下|当前|当下|迄今|截至发稿时?|截稿时", _untold, "目前有30座 => -"),
    TimeRule(
        "lately",
        r"近年来?|近些年来?|多年来|(?:近|这)几年来?|近期|近日|近来|(?<!\d)日前|连日来|这些年来?|(?:多|余|几)年来|一年来"
        r"|以往|往年|常年|历年来?|长期以来|一直以来|此前|不久前|日常|平时",
        _untold,
        "近年来新建30座 => -",
    ),
    TimeRule(
        "days",
        rf"(?:{YEAR})?{MONTH}(?P<day>\d\d?)(?:日|号)?{TO}(?:(?P<month2>1[0-2]|0?[1-9])月)?(?P<day2>\d\d?)[日号]",
        _days,
        "4月1日至7日 => 2024-04-01/2024-04-07",
    ),
    TimeRule(
        "months",
        rf"(?:{YEAR})?(?P<month>(?<![\d.])(?:1[0-2]|0?[1-9]))(?:月份?)?{TO}"
        r"(?P<year2>(?:20)\d\d年|今年)?(?P<last>1[0-2]|0?[1-9])月(?!\d)份?",
        _months,
        "去年1—11月 => 2023-01/2023-11",
    ),
    TimeRule(
        "day",
        rf"(?:{YEAR})?{MONTH}(?P<day>\d\d?)[日号]{SINCE}",
        _day,
        "4月10日 => 2024-04-10",
    ),
    TimeRule(
        "month",
        rf"(?:{YEAR})?{MONTH}(?!\d|龄|大)份?[上中下]?[旬底末初中]?{SINCE}",
        _month,
        "去年8月以来 => 2023-08/..",
    ),
    TimeRule(
        "quarter",
        rf"(?:{YEAR})?的?第?(?P<quarter>[一二三四首1-4])(?:个?季度[末底]?|季报)",
        _quarter,
        "2023年第四季度 => 2023-Q4",
    ),
    TimeRule(
        "part_of_year",
        rf"(?:{YEAR})?(?:(?P<half>上半年|下半年|半年报)|[前首头]{SMALL}(?:个?月|个?(?P<quarters>季度)))",
        _part,
        "前三季度 => 2024-01/2024-09",
    ),
    TimeRule(
        "year_range",
        rf"(?P<first>(?<!\d)(?:19|20)\d\d)年?{TO}(?P<last>(?:19|20)\d\d)年",
        _years,
        "2021—2023年 => 2021/2023",
    ),
    TimeRule(
        "festival",
        rf"{YEAR}{FESTIVAL}(?!联|晚会|档|期间) | (?:{YEAR})?{FESTIVAL}(?:期间|(?:小?长)?假期?|黄金周|假日|当[天日])",
        _festival,
        "春节期间 => 2024-02-09/2024-02-15",
    ),
    TimeRule(
        "same_time",
        r"(?:今|去|上|前|同)年度?同[期月]|往年同期|同期",
        _same_time,
        "去年同期 => -",
    ),
    TimeRule(
        "year",
        rf"{YEAR}(?P<edge>底|末|初|年底)?(?:(?P<season>[春夏秋冬])(?=季|天|$|[,，]))?{SINCE}"
        rf"(?:(?=.{{0,30}}?(?:为期|连续|利?用)(?P<length>{SMALL.replace('?P<n>', '?:')})年(?!来)))?",
        _year,
        "去年 => 2023",
    ),
    TimeRule(
        "season",
        r"(?P<when>今|去)(?P<season>[春夏秋冬])(?!节)季?",
        _this_season,
        "今春 => 2024-03/2024-05",
    ),
    TimeRule("all_year", r"全年|年内", _all_year, "全年 => 2024"),
    TimeRule("year_edge", r"(?<!\d)(?:年|岁)[底末初](?!月)", _year_edge, "年底 => 2024-12"),
    TimeRule(
        "past_years",
        rf"(?:近|过去的?|最近|这)(?<!附近|将近|接近){SMALL}年(?:来|间|里|中)?|{SMALL}年(?:多|以)?来",
        _past_years,
        "近三年 => 2021/2024",
    ),
    TimeRule(
        "coming_years", rf"(?:未来|今后|接下来的?|之后){SMALL}年(?!级)", _coming_years, "未来5年 => 2024/2028"
    ),
    TimeRule("years_off", rf"{SMALL}年(?P<way>后|前)(?!来|置)", _years_off, "三年后 => 2027"),
    TimeRule(
        "relative_day",
        r"(?P<relative>(?:今|昨|前|明|后)[天日](?!报)|[今昨]晚|今[早晨]|昨夜|即日起|[当同][天日晚](?!时))",
        _relative_day,
        "昨日 => 2024-04-10",
    ),
    TimeRule("relative_month", r"(?:本|上个?|下个?|当|同|这个)月(?!报|刊)", _relative_month, "上月 => 2024-03"),
    TimeRule(
        "relative_week",
        r"(?:本|上|下|这)(?:个?星期|(?<!上)周(?!期|边|岁|刊|围|密|全|延|年|口|村|庄|公|恩|某)|一周)",
        _relative_week,
        "上周 => 2024-04-01/2024-04-07",
    ),
    TimeRule("bare_days", rf"(?<![\d.])(?P<day>\d\d?)日?{TO}(?P<day2>\d\d?)日(?!内|游)", _bare_days, "1日至7日 => -"),
    TimeRule("bare_day", r"(?<![\d.期时共])(?P<day>[1-9]|[12]\d|3[01])日(?!内|游|元|间|以|均|龄|报|前|产|处)", _bare_day, "10日 => 2024-04-10"),
    TimeRule("back_then", r"当时|那时|彼时", _back_then, "当时 => -"),
    TimeRule(
        "named",
        r"[“\"]?(?P<name>\L<named>)[”\"]?(?:规划)?(?P<how>以来|以后|至今|期间|时期|期末|末|前(?P<n>[一二两三四])年)",
        _named,
        "“十四五”期间 => 2021/2025",
    ),
)


CUES = regex.compile(
    "|".join(f"(?P<is_{rule.name}>{rule.cue})" for rule in RULES), regex.VERBOSE, festivals=FESTIVALS, named=NAMED
)


def find_times(text: str) -> Iterator[tuple[TimeRule, regex.Match]]:
    """Yield the time words of ``text`` from left to right, never overlapping, each with the rule that met it."""
    for match in CUES.finditer(text):
        yield next(rule for rule in RULES if match[f"is_{rule.name}"] is not None), match
