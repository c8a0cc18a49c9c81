"""All the words of a table at once: one walk through a text finds them, however many there are."""

import re
from collections.abc import Callable, Iterable

from ahocorasick_rs import AhoCorasick, MatchKind


def any_word(words: Iterable[str]) -> str:
    """A regex that matches any of ``words``, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"


def word_finder(words: Iterable[str]) -> Callable[[str], list[str]]:
    """A function that lists those of ``words`` that stand in a text, in order, the longest at each place.

    >>> word_finder(["实验室", "重点实验室"])("重点实验室与实验室")
    ['重点实验室', '实验室']
    """
    return _of_any_text(_automaton(words).find_matches_as_strings)


def place_finder(words: Iterable[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    """A function that lists where ``words`` stand in a text: the number of the word, its start and its end.

    >>> place_finder(["实验室", "重点实验室"])("重点实验室与实验室")
    [(1, 0, 5), (0, 6, 9)]
    """
    return _of_any_text(_automaton(words).find_matches_as_indexes)


def _automaton(words: Iterable[str]) -> AhoCorasick:
    return AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)


def _of_any_text(look: Callable[[str], list]) -> Callable[[str], list]:
    def find(text: str) -> list:
        try:
            return look(text)
        except UnicodeEncodeError:  # half a character, as a broken file has them; each becomes one "?"
            return look(text.encode("utf-8", "replace").decode())

    return find
