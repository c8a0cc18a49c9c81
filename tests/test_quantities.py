"""Numbers, their units and bounds; and the numbers that count nothing, each with its reason."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import read_corpus

from extract.quantities.amounts import FORMS
from extract.quantities.measures import NUMERIC
from extract.quantities.numerals import parse_number
from extract.quantities.refusal_rules import RULES
from extract.quantities.refusals import Refused
from extract.quantities.spans import Quantity, find_quantities
from extract.reading import fold
from extract.tables import read_table

SIGNS = {"exact": "", "about": "~", "over": ">", "under": "<"}
NUMBERS = {
    "1,031": "1031",
    "12.50": "12.5",
    "3亿5000万": "350000000",
    "1.5万亿": "1500000000000",
    "2千": "2000",
    "〇": "0",
    "十": "10",
    "十九": "19",
    "二十": "20",
    "一百零五": "105",
    "一百五": "150",
    "一千零五十": "1050",
    "两千零三": "2003",
    "三千五": "3500",
    "一万二": "12000",
    "一万零二": "10002",
    "十万零三百": "100300",
    "二十万亿": "20000000000000",
    "三亿零五十万": "300500000",
    "二〇二四": "2024",
    "三点一四": "3.14",
    "一百二十点五": "120.5",
}
NO_NUMBERS = ["万州", "3名", "三点", "1.2.3", ""]


def _four(number: int) -> str:
    """``number`` below 10,000 in Chinese numerals, 0 as ``""``: 1050 → 一千零五十."""
    words = ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += "零" * bool(words and number // power // 10 % 10 == 0) + "零一二三四五六七八九"[digit] + name
    return words


def _in_numerals(number: int) -> str:
    """``number`` from 1 to below 10**12 in Chinese numerals: 300500000 → 三亿零五十万."""
    words = ""
    for power, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // power % 10**4
        if section:
            words += "零" * bool(words and (section < 1000 or "零" in words[-1])) + _four(section) + name
    return words


def _items(text: str) -> list[Quantity | Refused]:
    return list(find_quantities(fold(text)))


def _quantities(text: str) -> list[Quantity]:
    return [item for item in _items(text) if isinstance(item, Quantity)]


def _number(value: Decimal) -> str:
    return f"{round(value, 4).normalize():f}"


def _written(quantity: Quantity) -> str:
    """A quantity as the corpus writes it: ``>480 亩``, ``300..500 元``, ``80000 元/名``."""
    if quantity.bound == "range":
        value = f"{_number(quantity.low)}..{_number(quantity.high)}"
    else:
        value = SIGNS[quantity.bound] + _number(quantity.value)
    rate = f"/{quantity.per}" if quantity.per else ""
    return f"{value} {quantity.unit.name}".rstrip() + rate


def _read(text: str) -> str:
    return " ; ".join(map(_written, _quantities(text)))


def _refused(text: str) -> str:
    """The reason of the first number of ``text``, or the quantities that it should not have."""
    return _read(text) or _items(text)[0].reason


def _cases(rows: Iterable[Any]) -> list[Any]:
    """Rows and rules by their examples, those of ``known_failures_examples.txt`` expected to fail."""
    known = set(_ids("known_failures_examples"))
    return [
        pytest.param(row, id=row.example, marks=pytest.mark.xfail(strict=True) if row.example in known else ())
        for row in rows
    ]


def _ids(name: str) -> list[str]:
    return [text for text, _ in read_corpus(name)]


@pytest.mark.parametrize(("text", "wanted"), read_corpus("quantities"), ids=_ids("quantities"))
def test_corpus(text, wanted):
    assert _read(text) == wanted


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(
    ("text", "wanted"), read_corpus("known_failures_quantities"), ids=_ids("known_failures_quantities")
)
def test_known_failures(text, wanted):
    assert _read(text) == wanted


@pytest.mark.parametrize(("text", "reason"), read_corpus("refusals"), ids=_ids("refusals"))
def test_refusals(text, reason):
    assert not _read(text)
    assert not reason or _refused(text) == reason


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(
    ("text", "reason"), read_corpus("known_failures_refusals"), ids=_ids("known_failures_refusals")
)
def test_known_failures_of_refusals(text, reason):
    assert not _read(text)
    assert not reason or _refused(text) == reason


@pytest.mark.parametrize("row", _cases(read_table("units")))
def test_a_unit_reads_its_example(row):
    assert [quantity.unit.name for quantity in _quantities(row.example)] == [row.unit]


@pytest.mark.parametrize("row", _cases(read_table("hedges", key="")))
def test_a_hedge_bounds_its_example(row):
    (quantity,) = _quantities(row.example)
    assert quantity.bound == row.bound
    assert row.surface in row.example[quantity.start : quantity.end]


@pytest.mark.parametrize("row", _cases(read_table("not_numbers")))
def test_what_is_no_number_gives_no_figure(row):
    assert row.word in row.example
    assert not _read(row.example)


@pytest.mark.parametrize("form", _cases(FORMS))
def test_a_form_reads_its_example(form):
    assert [quantity.rule for quantity in _quantities(form.example)] == [form.name]


@pytest.mark.parametrize("rule", _cases(RULES))
def test_a_rule_refuses_the_first_number_of_its_example(rule):
    first = _items(rule.example)[0]
    assert isinstance(first, Refused)
    assert first.reason == rule.reason


@pytest.mark.parametrize(("words", "value"), NUMBERS.items(), ids=NUMBERS)
def test_a_number_is_parsed(words, value):
    assert parse_number(words) == Decimal(value)


@given(st.integers(2, 10**12 - 1))
def test_numerals_are_read_back(number):
    assert parse_number(_in_numerals(number)) == number
    assert _read(f"共计{_in_numerals(number)}公斤") == f"{number} 公斤"


@given(
    st.integers(1, 10**8 - 1),
    st.sampled_from(["万", "亿", ""]),
    st.sampled_from(["亩", "元", "户", "公里", "%", "个百分点"]),
)
def test_digits_are_read_back(number, magnitude, unit):
    value = number * {"万": 10**4, "亿": 10**8, "": 1}[magnitude]
    assert _read(f"总量达{number}{magnitude}{unit}") == f"{value} {unit}"
    assert _read(f"总量达{number:,}{magnitude}{unit}，") == f"{value} {unit}"


@pytest.mark.parametrize("words", NO_NUMBERS)
def test_what_is_no_number_is_not_parsed(words):
    with pytest.raises(ValueError, match="is no number"):
        parse_number(words)


@pytest.mark.parametrize("text", _ids("quantities") + _ids("refusals"))
def test_spans_are_in_order_and_hold_their_number(text):
    items = _items(text)
    assert all(one.end <= other.start for one, other in pairwise(items))
    assert all(0 <= item.start < item.end <= len(text) for item in items)


@pytest.mark.parametrize("text", _ids("quantities")[::5] + _ids("refusals")[::5])
def test_any_prefix_can_be_read(text):
    for end in range(len(text)):
        _items(text[:end])


@pytest.mark.parametrize(("text", "wanted"), read_corpus("quantities")[::4], ids=_ids("quantities")[::4])
def test_dates_and_marks_around_a_clause_change_nothing(text, wanted):
    assert _read(f"4月10日，据介绍，{text}。") == wanted
    assert _read(f"“第八届大赛期间，{text}，”他说") == wanted


@pytest.mark.parametrize("text", _ids("refusals")[::4])
def test_what_is_refused_leaves_its_neighbours_alone(text):
    assert _read(f"新增就业320人，{text}，建成公园5座") == "320 人 ; 5 座"


# A run and how often: each took seconds where a rule looked at all of the run anew for every number in it.
RUNS = {"12、": 400, "一": 2000, "3至": 2000, "3-": 500}
RUNS |= {"1,": 4000, "万": 4000, "三五": 2000, "1.": 4000, "3小时": 1000}


@pytest.mark.parametrize(("run", "times"), RUNS.items(), ids=RUNS)
def test_a_long_run_is_read_to_its_end(run, times):
    text = run * times
    items = _items(text)
    assert all(before.end <= after.start for before, after in pairwise(items))
    assert NUMERIC.search(text, items[-1].end) is None
