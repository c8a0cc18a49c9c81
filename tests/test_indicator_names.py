"""Which wordings come to one name and which never may, line by line of ``corpus/indicator_names.txt``."""

from pathlib import Path

import pytest

from extract.indicator_names import basis_family, name_of, steps, unit_family
from extract.tables import read_table

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "corpus" / "indicator_names.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("one", "sign", "other", "unit"), LINES, ids=["".join(line[:3]) for line in LINES])
def test_two_wordings_fall_together_or_stay_apart(one, sign, other, unit):
    assert sign in ("=", "≠")
    assert (name_of(one, unit) == name_of(other, unit)) == (sign == "=")


def test_half_of_the_corpus_must_stay_apart():
    apart = sum(sign == "≠" for _, sign, _, _ in LINES)
    assert apart * 2 >= len(LINES)


@pytest.mark.parametrize("row", read_table("indicator_words", key="wording at"), ids=lambda row: row.wording)
def test_the_example_of_a_row_comes_to_its_name_by_this_row(row):
    indicator, unit, name = row.example.split()
    assert name_of(indicator, unit) == name
    assert row.wording in [step.wording for _, step in steps(indicator, unit)]


@pytest.mark.parametrize("row", read_table("indicator_words", key="wording at"), ids=lambda row: row.wording)
def test_a_name_is_its_own_name(row):
    _, unit, name = row.example.split()
    assert name_of(name, unit) == name


@pytest.mark.parametrize("row", read_table("comparison_bases"), ids=lambda row: row.example)
def test_a_basis_is_in_its_family(row):
    assert basis_family(row.example) == row.family


def test_what_is_reckoned_from_something_else_is_never_mixed():
    bases = ["同比", "环比", "年均", "比上年", "比去年底", "比全国", ""]
    assert len({basis_family(basis) for basis in bases}) == len(bases)


def test_units_of_people_agree_and_others_do_not():
    assert unit_family("名") == unit_family("位") == unit_family("人")
    assert len({unit_family(unit) for unit in ("人", "户", "人次", "个", "家")}) == 5


@pytest.mark.parametrize("indicator", ["", "的", "全市", "“”", "数量", "人数", "全年全年全年"])
def test_a_name_never_becomes_empty(indicator):
    assert bool(name_of(indicator, "人")) == bool(indicator)
