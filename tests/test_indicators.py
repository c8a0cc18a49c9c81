"""The label of each figure of a sentence, judged as the gold is: its head is in it, and it is no whole clause."""

import re
from collections import Counter
from typing import NamedTuple

import pytest
from marked import read_corpus

from extract.pipeline import read
from extract.quantities import read_sentence
from extract.quantities.indicators import RULES
from extract.reading import Document


class Wanted(NamedTuple):
    """A good label, the words without which it would be wrong, and a regex for what may not be in it."""

    label: str
    head: str
    wrong: str


def _wanted(words: str) -> Wanted:
    """``新建[绿道] !^建`` is the label 新建绿道 with the head 绿道, and it may not start with 建."""
    label, _, wrong = words.partition(" !")
    return Wanted(re.sub(r"[\[\]]", "", label), re.search(r"\[(.+)\]", label)[1], wrong)


def _fits(wanted: Wanted, label: str) -> bool:
    if not label or len(label) > max(12, 2 * len(wanted.label)) or (wanted.wrong and re.search(wanted.wrong, label)):
        return False
    shared = sum((Counter(wanted.label) & Counter(label)).values())
    return wanted.head in label or 2 * shared / (len(wanted.label) + len(label)) >= 0.75


def _labels(text: str) -> list[str]:
    return [figure.indicator for figure in read_sentence(text)[0]]


def _check(text: str, wanted: str) -> None:
    labels, goods = _labels(text), [_wanted(words) for words in wanted.split(" | ") if words]
    assert len(labels) == len(goods), labels
    assert all(map(_fits, goods, labels)), labels


@pytest.mark.parametrize(
    ("text", "wanted"), read_corpus("indicators"), ids=[text for text, _ in read_corpus("indicators")]
)
def test_corpus(text, wanted):
    _check(text, wanted)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "wanted"), read_corpus("known_failures_indicators"))
def test_known_failures(text, wanted):
    _check(text, wanted)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_reads_its_example(rule):
    figure = read_sentence(rule.example)[0][-1]
    assert figure.rule.rpartition(".")[2] == rule.name
    assert figure.indicator


@pytest.mark.parametrize(
    ("wanted", "label", "fits"),
    [
        ("[治理中心]", "镇街治理中心", True),
        ("[治理中心]", "镇街中心", False),
        ("[治理中心]", "", False),
        ("事件[处置率]", "重庆三级城市运行和治理中心事件处置率", False),
        ("因灾[死亡失踪]人数", "因灾失踪死亡人数", True),
        ("[学员] !结业", "学员顺利结业", False),
        ("招聘[岗位] !^次", "次招聘岗位", False),
        ("招聘[岗位] !^次", "本次招聘岗位", True),
    ],
)
def test_a_label_is_judged_by_head_length_signs_and_wrong_words(wanted, label, fits):
    assert _fits(_wanted(wanted), label) == fits


GOES_ON = (
    ("全市生产总值80亿元，增长5%。分季度看，一季度增长4%，二季度增长6%。", ["生产总值"] * 4),
    ("进口5亿元，出口8亿元。与上年相比，分别增长3%和6%。", ["进口", "出口", "进口", "出口"]),
    ("全市生产总值80亿元。\n\n同比增长4%。", ["生产总值", ""]),  # another paragraph
    ("全市生产总值80亿元。粮食产量增长4%。", ["生产总值", "粮食产量"]),
    ("全市生产总值80亿元。大约80%。", ["生产总值", ""]),  # no change
)


@pytest.mark.parametrize(("text", "labels"), GOES_ON, ids=[text for text, _ in GOES_ON])
def test_a_change_without_a_name_goes_on_with_the_sentence_before(text, labels):
    assert [claim.indicator for claim in read(Document("x", text, "", "", None)).claims] == labels
