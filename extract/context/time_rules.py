"""The ways of naming a time, each with what it says in ISO 8601 against a clock."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, groupby
from typing import NamedTuple

import regex

from extract.context import time_readings as readings
from extract.context import time_relative as relative
from extract.context.clock import Clock
from extract.context.named_times import FESTIVALS, NAMED
from extract.context.time_openings import OPENING
from extract.quantities.edges import first_sign
from extract.tables.word_lists import any_word


class TimeRule(NamedTuple):
    """A way of naming a time. ``read`` gives the period, ``""`` where it cannot be told; the examples are tests.

    ``example`` is read on 11 April 2024: ``words => period``, where ``-`` is a word that names no period. ``year``
    says whether the cue may or must follow right upon a year: 去年8月, 2023年底.
    """

    name: str
    cue: str
    read: Callable[[regex.Match, Clock], str]
    example: str
    year: str = ""


YEAR = r"""(?P<year> (?<!\d)(?:1[89]|20)\d\d年(?!代) | [一二][〇零一二三四五六七八九]{3}年(?!代)   # 2017年, 二〇一七年
    | (?<![\d.,])\d\d年(?=(?:1[0-2]|0?[1-9])月(?!以?[上下内])    # 09年3月
        |[底末初](?!级|中)|[上下]半年|第?[一二三四]季度)     # 15年底
    | (?<![\d.,])0\d年(?![内期])     # 08年
    | (?<!\d)20\d\d(?:财年|赛季|榨季|学年)     # 2024财年
    | (?:今|去|前|明|后|本|同|上|翌)年(?!龄|级|轻|货|夜|期) | (?<!相|适)当年 | 上一年 | 该年 )(?:度(?!假))?"""
HAN_MONTH = r"(?<![一二三四五六七八九十两〇零个第])(?:十[一二]?|[一二三四五六七八九])"
HAN_DAY = r"[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
MONTH = (
    rf"(?P<month>(?<![\d.])(?:1[0-2]|0?[1-9])|{HAN_MONTH}(?=月(?:(?:{HAN_DAY})[日号]|[份底末初]))|(?<=年){HAN_MONTH})月"
)
# 以来; and with what began between it and the time: 自2015年启动以来，自10月6日启航至今，
SINCE = (
    r"(?P<since>以来|至今(?!年)|到(?:现在|目前|如今)|开始(?!前|之前)|起(?!点|步|来|到|诉|重)|之?后(?=[,，])"
    r"|[^，。；：、,;:\d“”（）()近]{1,14}?(?:以来|至今)(?=[,，]))?"
)
TO = r"(?:至|到|(?:以来)?截[至止]|[-—–~]+)"
SMALL = r"(?P<n>(?<![\d.])\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
FEASTS = any_word(FESTIVALS)
FESTIVAL = rf"""[“"]?(?P<festival>{FEASTS})[”"]?(?:[、和]?[“"]?{FEASTS}[”"]?)?(?:[双两]节)?"""
HOLIDAYS = r"(?:期间|(?:小?长)?假期?|黄金周|假日|节?当[天日]|节?[三五七八3578]天)"
# Broadcasts say 18号 for 18日; it is one where news of that day follows, and no 嫦娥5号 or 3号线.
NEWS_OF_DAY = (
    r"(?:[上下中]午|凌晨|清晨|傍晚|早[上晨]|晚|深夜|当天|发生|举行|主持|会见|会谈|抵达|离开|表示|说|宣布|发布|通报|报道"
    r"|公布|召开|开幕|闭幕|证实|指出)"
)
NO_DAY = r"(?![楼线院墩机井门车厅馆文令坑台桥泵炉仓])"  # 1号至3号楼
LABEL = r"(?<![舟娥征宫龙云斗线路楼院街墩标井令机桥台船轮媛器星第]\d{1,2})"
# The first rule that fits at a place wins, so what holds a year stands above the bare month and day.
RULES = (
    TimeRule(
        "now",
        r"截至目前|目前|现在(?!的我)|现(?:有|共有|存)(?!的)|如今|眼下|当前|当下|迄今|截至发稿时?|截稿时",
        readings.read_untold,
        "目前有30座 => -",
    ),
    TimeRule(
        "lately",
        r"近年来?|近些年来?|多年来|(?:近|这)几年来?|近期|近日|近来|(?<!\d)日前|连日来|这些年来?|(?:多|余|几)年来"
        r"|以往|往年|入[汛夏冬秋春伏]以来|常年|历年来?|长期以来|一直以来|此前|不久前|日常|平时",
        readings.read_untold,
        "近年来新建30座 => -",
    ),
    TimeRule(
        "iso_day",
        r"(?<![\d.])(?P<iso>(?:19|20)\d\d)(?P<sign>[-./])(?P<iso_month>1[0-2]|0?[1-9])(?P=sign)(?P<iso_day>3[01]|[12]\d|0?[1-9])(?![\d.])",
        readings.read_iso_day,
        "2024-04-10 => 2024-04-10",
    ),
    TimeRule(
        "days",
        rf"{MONTH}(?P<day>\d\d?|{HAN_DAY})(?:(?:[日号][\u4e00-\u9fff]{{0,2}}?)?{TO}|[日号][、和])"
        rf"(?:(?P<month2>1[0-2]|0?[1-9]|{HAN_MONTH})月)?(?P<day2>\d\d?|{HAN_DAY})[日号]",
        readings.read_days,
        "4月1日至7日 => 2024-04-01/2024-04-07",
        year="may",
    ),
    TimeRule(
        "months",
        rf"(?P<month>(?<![\d.])(?:1[0-2]|0?[1-9])|{HAN_MONTH}(?=月?份?[至到]))(?:(?:月份?)?{TO}|(?:月?、\d\d?)*月?[、和])"
        r"(?P<year2>(?:20)\d\d年|今年|次年|翌年)?(?P<last>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!\d)份?",
        readings.read_months,
        "去年1—11月 => 2023-01/2023-11",
        year="may",
    ),
    TimeRule(
        "day",
        rf"{MONTH}(?P<day>\d\d?|{HAN_DAY})[日号]{SINCE}",
        readings.read_day,
        "4月10日 => 2024-04-10",
        year="may",
    ),
    TimeRule(
        "month",
        rf"{MONTH}(?!\d|龄|大)份?[上中下]?[旬底末初中]?{SINCE}",
        readings.read_month,
        "去年8月以来 => 2023-08/..",
        year="may",
    ),
    TimeRule(
        "quarter",
        r"(?:(?<=年)的)?(?:第?(?P<first>[一二三1-3])(?:季度)?[、和至到-])?第?(?P<quarter>[一二三四首1-4])(?:个?季度[末底]?|季报)|(?P<relative>[本上])个?季度",
        readings.read_quarter,
        "2023年第四季度 => 2023-Q4",
        year="may",
    ),
    TimeRule(
        "part_of_year",
        rf"(?:(?P<half>上半年|下半年|半年报)|[前首头]{SMALL}(?:个?月|个?(?P<quarters>季度))){SINCE}",
        readings.read_part,
        "前三季度 => 2023-01/2023-09",
        year="may",
    ),
    TimeRule(
        "year_range",
        rf"(?P<first>(?<!\d)(?:19|20)\d\d)(?:年?{TO}|[、和及](?=\d{{4}}年))(?:(?P<last>(?:19|20)\d\d|(?<=\d[-—–~]+)\d\d)年(?:(?P<till>1[0-2]|0?[1-9])月(?:(?P<till_day>3[01]|[12]\d|0?[1-9])日|(?!\d|以)))?(?P<close>年?[底末](?!级))?|(?P<now>今年)(?!以来))"
        r"|(?P<school>(?<!\d)20\d\d)[-—–~至/](?:20)?\d\d年?(?:学年|财年|年度|[产榨赛雪冰]季|[供采]暖[季期]|(?:生产|种植)季)",
        readings.read_years,
        "2021—2023年 => 2021/2023",
    ),
    TimeRule(
        "festival_of_year",
        rf"{FESTIVAL}(?:{HOLIDAYS}|(?!联|晚会|档))",
        readings.read_festival,
        "2019年春节 => 2019-02-04/2019-02-10",
        year="must",
    ),
    TimeRule("festival", rf"{FESTIVAL}{HOLIDAYS}", readings.read_festival, "春节期间 => 2024-02-09/2024-02-15"),
    TimeRule(
        "same_time",
        r"(?:今|去|上|前|同)年度?同[期月]|往年同期|同期",
        readings.read_same_time,
        "去年同期 => -",
    ),
    TimeRule(
        "year",
        rf"(?P<edge>底|末|初|年底)?(?:全年)?(?:(?P<season>[春夏秋冬])(?=季|天|$|[,，]))?{SINCE}"
        rf"(?:(?=.{{0,30}}?(?:为期|连续|利?用)(?P<length>{SMALL.replace('?P<n>', '?:')})年(?!来)))?",
        readings.read_whole_year,
        "去年 => 2023",
        year="must",
    ),
    TimeRule("two_seasons", r"去冬今春", readings.read_winter_and_spring, "去冬今春 => 2023-12/2024-05"),
    TimeRule(
        "season",
        r"(?P<when>今|去)(?P<season>[春夏秋冬])(?!节)季?",
        readings.read_this_season,
        "今春 => 2024-03/2024-05",
    ),
    TimeRule(
        "decade",
        r"(?:(?:20|二十|上个?)世纪(?P<tens>[1-9]|[一二三四五六七八九]十?)[0十]?|(?<!\d)19(?P<tens2>[1-9])0"
        r"|(?<![\d.一二三四五六七八九纪])(?:(?P<tens3>[5-9])0|(?P<tens4>[五六七八九])十)(?=年代(?!的)))年代(?:[初末中][期叶]?)?",
        readings.read_decade,
        "20世纪90年代 => 1990/1999",
    ),
    TimeRule(
        "spring_rush",
        r"春运(?=[四4\d]|期间|结束|落幕|收官|，|,|首日|以来|大幕|[^，。；]{0,6}(?:发送|开行|运送))",
        readings.read_spring_rush,
        "春运期间 => 2024",
    ),
    TimeRule("all_year", r"全年|年内", readings.read_all_year, "全年 => 2024"),
    TimeRule(
        "year_edge",
        r"(?P<ahead>(?<=[到至]))?(?<!\d)(?:(?:年|岁)[底末初](?!月)|开年(?=以来))(?P<since>以来|至今)?",
        readings.read_year_edge,
        "年底 => 2024-12",
    ),
    TimeRule(
        "coming_years",
        rf"(?:未来|今后|接下来的?){SMALL}年(?!级)|{SMALL}年(?:里|间|内)，?(?=[^，。；\d]{{0,6}}(?:拟|将|要|计划|力争))",
        readings.read_coming_years,
        "未来5年 => 2024/2028",
    ),
    TimeRule(
        "past_months",
        rf"(?:近|过去的?|最近)(?<!附近|将近|接近)(?:(?P<half>半)年|{SMALL}个?(?P<unit>月|周|星期|天))(?:以?来|间|里)?",
        relative.read_past_months,
        "近三个月 => 2024-01/2024-04",
    ),
    TimeRule("two_years", r"(?P<pair>今明|去今|前去)两?年", readings.read_two_years, "今明两年 => 2024/2025"),
    TimeRule("two_digits", r"(?<![\d.,近这])(?P<n>\d\d)年以来", readings.read_two_digits, "23年以来 => 2023/.."),
    TimeRule(
        "past_years",
        rf"(?:近|过去的?|最近|这)(?<!附近|将近|接近){SMALL}年(?:来|间|里|中)?|(?<![年的]){SMALL}年(?:以?来|间|里)",
        readings.read_past_years,
        "近三年 => 2021/2024",
    ),
    TimeRule("republic", rf"民国(?:(?P<first>元)|{SMALL})年", readings.read_republic, "民国二十三年 => 1934"),
    TimeRule("century", r"(?:进入|跨入)?(?:21|二十一|新)世纪以来", readings.read_century, "新世纪以来 => 2001/.."),
    TimeRule("months_off", rf"(?:(?P<half>半)年|{SMALL}个月)前(?!后)", relative.read_months_off, "三个月前 => 2024-01"),
    TimeRule("years_off", rf"{SMALL}年(?P<way>后|前)(?!来|置)", readings.read_years_off, "三年后 => 2027"),
    TimeRule(
        "relative_day",
        r"(?:(?P<relative>(?:今|昨|前|明|后)[天日](?!报)"
        r"|[今昨明](?:凌晨|清晨|早|晨|上午|中午|午|下午|傍晚|晚|深夜|夜)(?!报|间新闻)"
        r"|(?<![如从今])昨(?=从|在|起|获悉|对|向)|即日起|次日|翌日|第二天|[当同][天日晚](?!时))(?P<since>起(?=[，,]))?)",
        relative.read_relative_day,
        "昨日 => 2024-04-10",
    ),
    TimeRule(
        "relative_month",
        rf"(?:本|上个?|下个?|当|同|这个)月(?!报|刊)(?:(?P<day>3[01]|[12]\d|[1-9])[日号](?!线|楼))?{SINCE}",
        relative.read_relative_month,
        "本月1日起 => 2024-04-01/..",
    ),
    TimeRule(
        "relative_week",
        r"(?:本|上|下|这)(?:个?(?:星期|周)(?P<weekday>[一二三四五六日天末])(?!起)|个?星期|周(?!期|边|岁|刊|围|密|全|延|年|口|村|庄|公|恩|某)|一周)",
        relative.read_relative_week,
        "上周 => 2024-04-01/2024-04-07",
    ),
    TimeRule(
        "bare_days",
        rf"(?<![\d.])(?P<day>\d\d?)(?:(?:日?{TO}|日[、和])(?P<day2>\d\d?)日(?!内)|号{TO}(?P<day2>\d\d?)号{NO_DAY})",
        readings.read_bare_days,
        "1日至7日 => 2024-04-01/2024-04-07",
    ),
    TimeRule(
        "bare_day",
        r"(?:(?<![\d.期时共])(?P<day>[1-9]|[12]\d|3[01])|(?<![\d一二三四五六七八九十百第初为近])"
        r"(?P<han>二?十[一二三四五六七八九]|二十|三十一?|[一二三四五六七八九十](?=日(?:[上下中]午|凌晨|清晨|傍晚|[早晚在从]|[一二三四五六七八九十]+时))))"
        rf"(?:日(?!内|游|元|间|以|均|龄|报|前|产|处)|(?<=[\d]){LABEL}号(?={NEWS_OF_DAY}))",
        readings.read_bare_day,
        "10日 => 2024-04-10",
    ),
    TimeRule("back_then", r"当时|那时|彼时", readings.read_back_then, "当时 => -"),
    TimeRule(
        "named",
        rf"[“\"‘]?(?P<name>{any_word(NAMED)})[”\"’]?(?:规划)?"
        r"(?P<how>(?:开局|启动|实施|召开|胜利召开)?以来|以后|至今|期间|时期|期末|末|[前头](?P<n>[一二两三四])年|\d{1,2}(?:多|余)?年来"
        r"|(?=[^，。；“”\d]{0,8}(?:累计|完成投资|新增)))",
        readings.read_named,
        "“十四五”期间 => 2021/2025",
    ),
)


GROUPS = [(year, tuple(rules)) for year, rules in groupby(RULES, lambda rule: rule.year)]
FIRST = {cue: first_sign(cue, flags=re.VERBOSE) for cue in (YEAR, *(rule.cue for rule in RULES))}
# A reading may ask for any part of a cue, so each is named where its cue is left out.
PARTS = "(?!)" + "".join(f"(?P<{name}>)" for name in sorted(set(re.findall(r"\(\?P<(\w+)>", "".join(FIRST)))))


def cues(sign: str = "") -> str:
    """A regex of the time words that may start with ``sign``, of all without one."""
    return "|".join([*chain.from_iterable(_alternatives(year, rules, sign) for year, rules in GROUPS), PARTS])


def _alternatives(year: str, rules: Iterable[TimeRule], sign: str) -> Iterator[str]:
    """The cues of neighbouring rules; the year that several may follow upon is read once."""
    named = {rule: f"(?P<is_{rule.name}>{rule.cue})" for rule in rules}
    if year and _may_start(YEAR, sign):
        yield f"{YEAR}(?:{'|'.join(named.values())})"
    yield from (cue for rule, cue in named.items() if rule.year != "must" and _may_start(rule.cue, sign))


def _may_start(cue: str, sign: str) -> bool:
    return not sign or FIRST[cue].admits(sign)


@cache
def _from(sign: str) -> tuple[Callable[[str, int], regex.Match | None], list[tuple[str, TimeRule]]]:
    """What matches the time words that start with ``sign``, and the rules that may have met one, by their groups."""
    pattern = cues(sign)
    return _compiled(pattern).match, [(f"is_{rule.name}", rule) for rule in RULES if f"<is_{rule.name}>" in pattern]


@cache  # many signs start the same rules
def _compiled(pattern: str) -> regex.Pattern:
    return regex.compile(pattern, regex.VERBOSE)


def find_times(text: str) -> Iterator[tuple[TimeRule, regex.Match]]:
    """Yield the time words of ``text`` from left to right, never overlapping, each with the rule that met it."""
    end = 0
    for opening in OPENING.finditer(text):
        place = opening.start()
        if place >= end:
            match_at, rules = _from(text[place])
            if match := match_at(text, place):
                end = match.end()
                yield next(rule for group, rule in rules if match[group] is not None), match
