"""The words that labels and changes are read by, after what they do in a sentence: four tables of words."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from extract.tables import read_table
from extract.tables.word_lists import any_word


def _roles() -> dict[str, frozenset[str]]:
    words = defaultdict(set)
    for table in ("label_words", "change_words", "rate_words"):
        for row in read_table(table, "word role"):
            words[row.role].add(row.word)
    words["predicate"] = {row.word for row in read_table("predicates")}
    return {role: frozenset(found) for role, found in words.items()}


# lead, opener: between subject and number, and before the subject; not_noun: before no thing counted; keep_…: names
# that end or start like one of these. weak names nothing by itself, generic needs another noun. exist: the thing
# counted follows; act: likewise, and the verb tells it from others; deed: an act where the words before make it a verb,
# and no fixed noun follows. measure_noun, measure_after: the number is its amount; mean, casualty, spend, gain: words
# of rates, people, money and profit; stage, harm: what is done with projects, and befalls buildings. verb_sign, head,
# befell: what befell those counted, and goes before them in the label (出院病患);
# whole, one_sign: where a predicate may start (see things.py).
# rise, fall, …_by, gap_…, more, less, rate_…: how it changed (see change_rules.py); beside: adverbs between a basis and
# its verb (see bases.py); per_…: what one of it is (see rates.py).
ROLES = _roles()


@cache
def _sizes_by_last(role: str) -> dict[str, tuple[int, ...]]:
    """The lengths of the words of ``role`` by the sign that they end with, longest first."""
    return sizes_by_sign(word[::-1] for word in ROLES[role])


@cache
def _sizes_by_sign(role: str) -> dict[str, tuple[int, ...]]:
    """The lengths of the words of ``role`` by the sign that they start with, longest first."""
    return sizes_by_sign(ROLES[role])


def sizes_by_sign(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of ``words`` by the sign that they start with, longest first.

    >>> sizes_by_sign(["亩", "公里", "公斤", "公"])
    {'亩': (1,), '公': (2, 1)}
    """
    sizes = defaultdict(set)
    for word in words:
        sizes[word[0]].add(len(word))
    return {sign: tuple(sorted(found, reverse=True)) for sign, found in sizes.items()}


def word_at_end(text: str, role: str) -> str:
    """The longest word of ``role`` that ``text`` ends with, or ``""``.

    >>> word_at_end("桥梁全长达到", "lead"), word_at_end("供水能力", "lead")
    ('达到', '')
    """
    for size in _sizes_by_last(role).get(text[-1:], ()):
        if text[-size:] in ROLES[role]:
            return text[-size:]
    return ""


def word_at(text: str, place: int, role: str) -> str:
    """The longest word of ``role`` that starts at ``place`` of ``text``, or ``""``."""
    for size in _sizes_by_sign(role).get(text[place : place + 1], ()):
        if text[place : place + size] in ROLES[role]:
            return text[place : place + size]
    return ""


def any_of(*roles: str) -> str:
    """A regex that matches any word of ``roles``, the longest first."""
    return any_word(frozenset().union(*(ROLES[role] for role in roles)))
