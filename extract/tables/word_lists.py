"""All the words of a table at once: one walk through a text finds them, however many there are."""

from collections.abc import Callable, Iterable

from ahocorasick_rs import AhoCorasick, MatchKind


def word_finder(words: Iterable[str]) -> Callable[[str], list[str]]:
    """A function that lists those of ``words`` that stand in a text, in order, the longest at each place.

    >>> word_finder(["实验室", "重点实验室"])("重点实验室与实验室")
    ['重点实验室', '实验室']
    """
    automaton = AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)

    def find(text: str) -> list[str]:
        try:
            return automaton.find_matches_as_strings(text)
        except UnicodeEncodeError:  # half a character, as a broken file has them
            return automaton.find_matches_as_strings(text.encode("utf-8", "replace").decode())

    return find
