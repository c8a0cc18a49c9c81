"""How a figure is meant: a level, the amount of a change or a gap, its direction, the value before and its basis."""

from decimal import Decimal

import pytest
from marked import read_corpus

from extract.quantities import Figure, read_sentence
from extract.quantities.changes import RULES


def _number(value: Decimal) -> str:
    """``value`` with four places at most: a third of a hundred is 33.3333."""
    return f"{round(value, 4).normalize():f}"


def _amount(figure: Figure) -> str:
    quantity = figure.quantity
    if quantity.value is None:
        return f"{_number(quantity.low)}..{_number(quantity.high)}"
    return _number(quantity.value)


def _written(figure: Figure) -> str:
    """``figure`` as a corpus line writes it: ``level rise 90 from 20``, ``change rise 5.2 同比``."""
    change = figure.change
    before = "" if change.before is None else f"from {_number(change.before)}"
    return " ".join(part for part in (change.measure, change.direction, _amount(figure), before, change.basis) if part)


def _changes(text: str) -> str:
    return " | ".join(map(_written, read_sentence(text)[0]))


@pytest.mark.parametrize(("text", "wanted"), read_corpus("changes"), ids=[text for text, _ in read_corpus("changes")])
def test_corpus(text, wanted):
    assert _changes(text) == wanted


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "wanted"), read_corpus("known_failures_changes"))
def test_known_failures(text, wanted):
    assert _changes(text) == wanted


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_reads_its_example(rule):
    change = read_sentence(rule.example)[0][-1].change
    assert (change.rule, change.measure, change.direction) == (rule.name, rule.measure, rule.direction)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_gives_a_known_measure_and_direction(rule):
    assert rule.measure in ("level", "change", "gap")
    assert rule.direction in (("rise", "fall") if rule.measure != "gap" else ("rise", "fall", ""))
