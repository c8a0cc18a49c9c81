"""Answers of a function, kept for the reader that asks the same thing next."""

from collections.abc import Callable
from functools import wraps
from operator import is_not
from typing import Any


class Answers(dict):
    """The answers of a function of one thing, each worked out when ``answers[thing]`` is first asked for.

    Made anew for each article, as a reader is, which ``functools.cache`` takes ten times as long for.
    """

    def __init__(self, work: Callable) -> None:
        self.work = work

    def __missing__(self, asked: Any) -> Any:
        answer = self[asked] = self.work(asked)
        return answer


def keeping_latest(work: Callable) -> Callable:
    """``work`` with its last answer kept: it is given again for the very same objects, which need not be compared.

    ``functools.lru_cache`` would hash an article, and so every letter and offset of it, each time it is asked.
    """
    kept: tuple = ((), None)

    @wraps(work)
    def ask(*objects):
        nonlocal kept
        asked, answer = kept
        if len(asked) != len(objects) or any(map(is_not, asked, objects)):
            answer = work(*objects)
            kept = objects, answer
        return answer

    return ask
