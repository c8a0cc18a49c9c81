"""Which figures to show: what a person chose, and which rows of a frame fit."""

import shlex
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
import pandas as pd

from extract.reading.folding import fold

PLACE_COLUMNS = ("place", "province", "city", "district")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person chose: search words, and for each facet the values of which a row must have one.

    >>> Filters(topic=("health",)).to_query()
    {'topic': ['health']}
    """

    q: str = ""
    topic: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    doc: tuple[str, ...] = ()

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of a URL that says the same; what is not chosen is left out."""
        chosen = {facet.name: list(getattr(self, facet.name)) for facet in FACETS if getattr(self, facet.name)}
        return ({"q": [self.q]} if self.q else {}) | chosen


class Facet(NamedTuple):
    """One thing to filter by: its name in the URL, the columns it looks at, and what it finds in a frame of them."""

    name: str
    columns: tuple[str, ...]
    count: Callable[[pd.DataFrame], pd.Series]  # value -> rows, the value to offer first on top
    fits: Callable[[pd.DataFrame, tuple[str, ...]], np.ndarray]
    front: bool = False  # shown at once, not under “more”


def _count_values(frame: pd.DataFrame) -> pd.Series:
    counts = frame.iloc[:, 0].value_counts()
    return counts[counts.index != ""]


def _fits_any(frame: pd.DataFrame, values: tuple[str, ...]) -> np.ndarray:
    return np.logical_or.reduce([frame[column].isin(values).to_numpy(dtype=bool) for column in frame])


def _count_places(frame: pd.DataFrame) -> pd.Series:
    """How many rows lie in each place; a figure of 大足区 counts for 重庆市 too."""
    counts: Counter[str] = Counter()
    for names, rows in frame.value_counts().items():
        for name in set(names) - {""}:
            counts[name] += rows
    return pd.Series(dict(counts.most_common()), dtype="int64")


def _count_years(frame: pd.DataFrame) -> pd.Series:
    first, last = frame["year_first"].to_numpy(), frame["year_last"].to_numpy()
    dated = first > 0
    years = np.unique(np.concatenate([first[dated], last[dated]]))[::-1]
    counts = [int((dated & (first <= year) & (last >= year)).sum()) for year in years]
    return pd.Series(counts, index=[str(year) for year in years], dtype="int64")


def _fits_year(frame: pd.DataFrame, values: tuple[str, ...]) -> np.ndarray:
    first, last = frame["year_first"].to_numpy(), frame["year_last"].to_numpy()
    years = [int(value) for value in values if value.isdecimal()]
    return np.logical_or.reduce([(first <= year) & (last >= year) for year in years] or [np.zeros(len(first), bool)])


def _count_months(frame: pd.DataFrame) -> pd.Series:
    return _count_values(frame).sort_index()


FACETS = (
    Facet("topic", ("topic",), _count_values, _fits_any, front=True),
    Facet("place", PLACE_COLUMNS, _count_places, _fits_any, front=True),
    Facet("year", ("year_first", "year_last"), _count_years, _fits_year, front=True),
    Facet("month", ("month",), _count_months, _fits_any, front=True),
    Facet("kind", ("kind",), _count_values, _fits_any, front=True),
    Facet("measure", ("measure",), _count_values, _fits_any),
    Facet("direction", ("direction",), _count_values, _fits_any),
    Facet("status", ("status",), _count_values, _fits_any),
    Facet("bound", ("bound",), _count_values, _fits_any),
    Facet("unit", ("unit",), _count_values, _fits_any),
    Facet("publisher", ("publisher",), _count_values, _fits_any),
    Facet("review", ("reviewed",), _count_values, _fits_any),
    Facet("doc", ("doc_id",), _count_values, _fits_any),
)
FACET_NAMES = tuple(field.name for field in fields(Filters) if field.name != "q")


def prepare(frame: pd.DataFrame) -> pd.DataFrame:
    """The library's figures with the columns that filters ask for: year_first, year_last, month, reviewed, searched.

    A figure has a ``month`` ("01" … "12") when its whole period lies in one month; ``year_first`` is 0 where no period
    is known, and a period that is still open lasts until the day it was published.
    """
    start = frame["period_start"]
    end = frame["period_end"].fillna(frame["published"]).fillna(start)
    one_month = (start.dt.year == end.dt.year) & (start.dt.month == end.dt.month)
    searched = frame["quantity"] + "\n" + frame["indicator"] + "\n" + frame["sentence"]
    return frame.assign(
        year_first=start.dt.year.fillna(0).astype("int64"),
        year_last=end.dt.year.where(start.notna()).fillna(0).astype("int64"),
        month=start.dt.strftime("%m").where(one_month, "").fillna("").astype("string[pyarrow]"),
        reviewed=frame["review"].replace("", "unreviewed"),
        searched=searched.map(fold).str.lower().astype("string[pyarrow]"),
    )


def search_terms(words: str) -> list[str]:
    """The terms of which each must occur: words between blanks, or whole phrases between quotation marks.

    >>> search_terms('大足区 "渣土车 冒装"'), search_terms('"unclosed')
    (['大足区', '渣土车 冒装'], ['"unclosed'])
    """
    folded = fold(words).lower().translate({ord("“"): '"', ord("”"): '"'})
    try:
        lexer = shlex.shlex(folded, posix=True)
        lexer.whitespace_split, lexer.quotes, lexer.escape, lexer.commenters = True, '"', "", ""
        return [term for term in lexer if term]
    except ValueError:  # a quotation mark without its fellow is a character like others
        return folded.split()


def fits_words(frame: pd.DataFrame, words: str) -> np.ndarray:
    """Which rows hold every term of ``words`` in their quantity, indicator or sentence."""
    fits = np.ones(len(frame), dtype=bool)
    for term in search_terms(words):
        fits &= frame["searched"].str.contains(term, regex=False).to_numpy(dtype=bool)
    return fits


class Found(NamedTuple):
    """The rows that fit, in the frame's order, and for each facet the counts under all the other filters."""

    rows: pd.DataFrame
    counts: dict[str, pd.Series]


def find(frame: pd.DataFrame, filters: Filters) -> Found:
    """What ``filters`` leave of a prepared frame, and what each facet would offer next."""
    words = fits_words(frame, filters.q)
    chosen = [facet for facet in FACETS if getattr(filters, facet.name)]
    fits = {facet.name: facet.fits(frame[list(facet.columns)], getattr(filters, facet.name)) for facet in chosen}
    counts = {}
    for facet in FACETS:
        others = np.logical_and.reduce([words, *(fit for name, fit in fits.items() if name != facet.name)])
        counts[facet.name] = facet.count(frame.loc[others, list(facet.columns)])
    return Found(frame[np.logical_and.reduce([words, *fits.values()])], counts)


class Order(NamedTuple):
    """A way to order figures: by these columns, each up (true) or down."""

    columns: tuple[str, ...]
    ascending: tuple[bool, ...]


# The library gives documents in the order of adding and figures in that of the text; rows that agree stay so.
ORDERS = {
    "newest": Order(("published",), (False,)),
    "oldest": Order(("published",), (True,)),
    "period": Order(("period_start",), (False,)),
    "largest": Order(("kind", "comparable_unit", "comparable"), (True, True, False)),
    "indicator": Order(("indicator", "period_start"), (True, False)),
    "place": Order(("province", "city", "district", "place", "published"), (True, True, True, True, False)),
}


def ordered(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    """The rows in one of ``ORDERS``; rows that agree stay as they were."""
    columns, ascending = ORDERS[order]
    if "comparable" in columns:
        stated = frame["value"].fillna(frame["high"]).fillna(frame["low"])
        frame = frame.assign(
            comparable=frame["base_value"].fillna(stated),
            comparable_unit=frame["base_unit"].where(frame["base_unit"] != "", frame["unit"]),
        )
    result = frame.sort_values(list(columns), ascending=list(ascending), kind="stable", na_position="last")
    return result.drop(columns=["comparable", "comparable_unit"], errors="ignore")
