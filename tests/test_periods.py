"""Time words, clocks and the period that governs a figure."""

from datetime import date

import pytest
import regex
from marked import read_corpus, read_marked

from extract.context.clock import Clock
from extract.context.intervals import bounds
from extract.context.periods import UNTIMED, clock_of, period_reader
from extract.context.time_rules import RULES, cues, find_times
from extract.reading import Document, split_articles
from extract.tables import read_table

PAPER = Clock(date(2024, 4, 11), 2024)
NAMED = [row for table in ("periods", "holidays", "festivals") for row in read_table(table)]


def _period(text, **options):
    document, article, sentence, start, end = read_marked(text, **options)
    return period_reader(document, article)(sentence, start, end)


@pytest.mark.parametrize(("text", "wanted"), read_corpus("periods"), ids=[text for text, _ in read_corpus("periods")])
def test_corpus(text, wanted):
    assert _period(text).period == wanted


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "wanted"), read_corpus("known_failures_periods"))
def test_known_failures(text, wanted):
    assert _period(text).period == wanted


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_reads_its_example(rule):
    words, _, wanted = rule.example.partition(" => ")
    (met, match), *_ = find_times(words)
    assert met.name == rule.name
    assert (rule.read(match, PAPER) or "-") == wanted


def test_the_quick_look_for_openings_misses_no_time():
    everywhere = regex.compile(cues(), regex.VERBOSE)
    lines = [text for name in ("periods", "refusals", "quantities") for text, _ in read_corpus(name)]
    lines += [row.example for table in ("topic_words", "units", "not_numbers") for row in read_table(table, "")]
    for text in [*lines, *(rule.example for rule in RULES)]:
        assert [match.span() for _, match in find_times(text)] == [match.span() for match in everywhere.finditer(text)]


@pytest.mark.parametrize("row", NAMED, ids=[row.example for row in NAMED])
def test_a_named_period_reads_its_example(row):
    (met, match), *_ = find_times(row.example)
    period = met.read(match, PAPER)
    start, end = bounds(period)
    assert start is not None
    assert end is None or start <= end
    first = getattr(row, "start", None) or getattr(row, "first", None) or row.year
    assert first in period


def test_the_basis_says_where_a_period_comes_from():
    assert _period("2017年，带动【111户】").basis == "sentence"
    assert _period("去年，带动【111户】").basis == "published"
    assert _period("2017年成立合作社。带动【111户】。").basis == "paragraph"
    assert _period("带动【111户】") == UNTIMED


def test_start_and_end_are_days():
    timed = _period("上半年，采购【19亿元】")
    assert (timed.start, timed.end) == (date(2024, 1, 1), date(2024, 6, 30))


def test_without_a_date_only_the_text_tells_the_year():
    assert _period("今年带动【111户】", published=None) == UNTIMED
    assert _period("昨日带动【111户】", published=None) == UNTIMED
    assert _period("2009年一季报显示，持有【100万股】", published=None).period == "2009-Q1"
    assert _period("2009年成立。今年以来的涨幅达【95%】", published=None).period == "2009-01/.."


def test_a_dateline_is_today():
    assert _period("中新社9月22日电 21日中午，【24人】出现症状", published=date(2008, 10, 19)).period == "2008-09-21"
    document = Document("d", "新华社北京4月10日电 记者获悉。", published=date(2024, 4, 11))
    assert clock_of(document, split_articles(document)[0]).today == date(2024, 4, 10)


def test_a_report_of_spring_means_last_year_by_all_year():
    assert _period("全年新增就业【40万人】", published=date(2026, 2, 3)).period == "2025"
    assert _period("全年新增就业【40万人】", published=date(2025, 12, 30)).period == "2025"
    assert _period("五年来新增就业【40万人】", published=date(2026, 2, 3)).period == "2021/2025"


def test_times_that_cannot_be_are_none():
    assert _period("2月30日带动【111户】") == UNTIMED
    assert _period("4月10日至3日带动【111户】") == UNTIMED
    assert _period("昨日带动【111户】", published=date.min) == UNTIMED
