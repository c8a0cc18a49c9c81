"""Each row of the table of words of change, held to its example."""

import pytest

from extract.quantities import read_sentence
from extract.tables import read_table

# role -> the measure and the direction of its example
MEANS = {
    "rise": ("change", "rise"),
    "rise_by": ("change", "rise"),
    "rate_rise": ("change", "rise"),
    "fall": ("change", "fall"),
    "fall_by": ("change", "fall"),
    "rate_fall": ("change", "fall"),
    "gap_over": ("gap", "rise"),
    "more": ("gap", "rise"),
    "gap_under": ("gap", "fall"),
    "less": ("gap", "fall"),
}
WORDS = read_table("change_words", "word role")


@pytest.mark.parametrize("row", WORDS, ids=[f"{row.role} {row.word}" for row in WORDS])
def test_a_word_changes_its_figure(row):
    change = read_sentence(row.example)[0][-1].change
    if row.role == "beside":
        assert (change.basis, change.measure) == ("同比", "change")
    else:
        assert (change.measure, change.direction) == MEANS[row.role]
