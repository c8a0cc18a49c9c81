"""Each row of the table of rates, held to its example."""

import pytest

from extract.quantities import read_sentence
from extract.tables import read_table

NAMES = {"per_year": "年", "per_day": "日", "per_month": "月"}
WORDS = read_table("rate_words", "word role")


@pytest.mark.parametrize("row", WORDS, ids=[f"{row.role} {row.word}" for row in WORDS])
def test_a_word_names_the_rate(row):
    named = NAMES.get(row.role, row.word.removeprefix("个"))
    assert read_sentence(row.example)[0][-1].per == named
