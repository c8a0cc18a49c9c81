"""What one of it is: per person, per year, per mu."""

import pytest
from marked import read_corpus

from extract.quantities import read_sentence


def _rates(text: str) -> str:
    return " | ".join(figure.per or "-" for figure in read_sentence(text)[0])


@pytest.mark.parametrize(("text", "wanted"), read_corpus("rates"), ids=[text for text, _ in read_corpus("rates")])
def test_corpus(text, wanted):
    assert _rates(text) == (wanted or "-")


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "wanted"), read_corpus("known_failures_rates"))
def test_known_failures(text, wanted):
    assert _rates(text) == (wanted or "-")
