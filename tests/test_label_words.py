"""Each row of the tables that labels are cut by, held to its example."""

from collections.abc import Callable

import pytest

from extract.quantities import read_sentence
from extract.quantities.labels import has_measure, strip_leads, subject_of, subject_words, without_openers
from extract.quantities.things import noun_after, starts_thing
from extract.tables import read_table

WORDS = read_table("label_words", "word role")


def _figure(sentence: str):
    return read_sentence(sentence)[0][-1]


def _is_in_label(word: str, sentence: str) -> bool:
    return word in _figure(sentence).indicator


# role -> whether the word does in its example what the role says.
HOLDS: dict[str, Callable[[str, str], bool]] = {
    "lead": lambda word, example: strip_leads(example) == example.removesuffix(word),
    "keep_lead": lambda word, example: strip_leads(example) == example and example.endswith(word),
    "opener": lambda word, example: without_openers(example) == example.removeprefix(word),
    "keep_opener": lambda word, example: without_openers(example) == example and example.startswith(word),
    "weak": lambda word, example: word in example and not subject_of(example),
    "mean": lambda word, example: _figure(example).indicator == word + "旅客",
    "exist": lambda word, example: subject_of(example).removeprefix(word) == example.partition(word)[2],
    "act": lambda word, example: subject_of(example).startswith(word),
    "deed": lambda word, example: subject_words(example).startswith(word),
    "measure_noun": lambda word, example: example.endswith(word) and has_measure(example),
    "generic": lambda word, example: _is_in_label(word, example) and _figure(example).indicator != word,
    "casualty": lambda word, example: _is_in_label(word, example) and _figure(example).rule.endswith("casualties"),
    "befell": lambda word, example: _figure(example).indicator == word + "旅客",
    "spend": lambda word, example: _is_in_label(word, example) and _figure(example).rule.endswith("spent"),
    "verb_sign": lambda word, example: noun_after(example) == example.partition(word)[0],
    "head": lambda word, example: noun_after(example) == example and example.endswith(word),
    "whole": lambda word, example: noun_after(example) == example.partition(word)[0] + word,
    "one_sign": lambda word, example: noun_after(example) == word,
    "measure_after": lambda word, example: word in _figure(example).indicator,
    "not_noun": lambda word, example: example.startswith(word) and not starts_thing(example),
    "keep_noun": lambda word, example: example.startswith(word) and starts_thing(example),
    "fixed": lambda word, example: subject_of(example) == example,
    "stage": lambda word, example: _figure(example).indicator == word + "项目",
    "harm": lambda word, example: _figure(example).indicator == "房屋" + word,
    "gain": lambda word, example: _is_in_label(word, example) and _figure(example).rule.endswith("gained"),
}


@pytest.mark.parametrize("row", WORDS, ids=[f"{row.role} {row.word}" for row in WORDS])
def test_a_word_does_what_its_role_says(row):
    assert HOLDS[row.role](row.word, row.example)


@pytest.mark.parametrize("row", read_table("predicates"), ids=lambda row: row.word)
def test_a_predicate_ends_the_thing_counted(row):
    assert noun_after(row.example) == row.example.partition(row.word)[0]
