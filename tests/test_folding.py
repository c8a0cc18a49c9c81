"""Folding keeps the length, and only folds what it says."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading import fold, folding

FOLDED = (
    ("５．２％", "5.2%"),
    ("ＧＤＰ", "GDP"),
    ("臺灣經濟增長", "台湾经济增长"),
    ("３０萬畝", "30万亩"),
    ("９：３０", "9:30"),
    ("２０００－２００４年", "2000-2004年"),
    ("二○一○年", "二〇一〇年"),
    ("⼀⾥", "一里"),
    ("共　30人", "共 30人"),
)
KEPT = ("，。；“”（）！？", "说：30人", "乾县", "○ 记者", "①②", "㎡", "℃", "——", "“1361”", "480余亩", "")


@pytest.mark.parametrize(("text", "wanted"), FOLDED, ids=[text for text, _ in FOLDED])
def test_folded(text, wanted):
    assert fold(text) == wanted


@pytest.mark.parametrize("text", KEPT)
def test_kept(text):
    assert fold(text) == text


@given(st.text())
def test_one_character_becomes_one(text):
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="５二○○臺％：．9年"))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_examples():
    assert doctest.testmod(folding).failed == 0
