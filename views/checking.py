"""The findings of the checks, kept; of a large library they are found aside, so that no page waits for them."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pandas as pd

from extract.checks import find_everywhere
from extract.library.selection import Selection

AT_ONCE = 5_000  # figures that are checked in the moment in which they are asked for


class Checking:
    """Finds what does not fit, once for each edition of the figures; any number of sessions may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="checks")
        self._found: tuple[int, pd.DataFrame] | None = None
        self._finding: tuple[int, Future] | None = None

    def so_far(self, figures: Selection) -> pd.DataFrame | None:
        """What is known now: of a large library that has changed, what was found before; None before the first."""
        with self._lock:
            self._take()
            is_known = self._found is not None and self._found[0] == figures.edition
            if not is_known and figures.total() <= AT_ONCE:
                self._found = figures.edition, find_everywhere(figures)
            elif not is_known and self._finding is None:
                self._finding = figures.edition, self._aside.submit(find_everywhere, figures)
            return self._found[1] if self._found else None

    def wait(self, figures: Selection) -> pd.DataFrame:
        """The same, but the first time the caller waits until something is known."""
        known = self.so_far(figures)
        while known is None:
            with self._lock:
                finding = self._finding
            if finding:
                finding[1].result()
            known = self.so_far(figures)
        return known

    def _take(self) -> None:
        if self._finding and self._finding[1].done():
            (edition, future), self._finding = self._finding, None
            self._found = edition, future.result()
