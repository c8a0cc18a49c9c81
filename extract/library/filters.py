"""What a person chooses to see: search words, and for each facet the values of which a figure must have one."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import NamedTuple

from extract.reading.folding import fold

# Between the names of a place's path: 浙江省/宁波市/江北区 is not 重庆市/江北区.
DOWN = "/"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person chose: search words, and for each facet the values of which a row must have one.

    A ``place`` is a path such as 浙江省/宁波市/江北区; a plain name stands for every place of that name.

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


class Values(NamedTuple):
    """What a figure counts for in a facet, and which of these the facet offers of its own accord."""

    all: tuple[str, ...]
    offered: tuple[str, ...]


class Facet(NamedTuple):
    """One thing to filter by: its name in the URL, the columns it looks at, and the values that their cells make."""

    name: str
    columns: tuple[str, ...]
    values: Callable[..., Values]
    front: bool = False  # shown at once, not under “more”
    in_order: bool = False  # offered by value and not by number of figures


def same(cell: str) -> Values:
    """The cell itself; an empty one counts for nothing."""
    values = (cell,) if cell else ()
    return Values(values, values)


def place_paths(place: str, province: str, city: str, district: str) -> tuple[str, ...]:
    """The paths of the places that a figure lies in, from the province down to the place that the news names.

    >>> place_paths("珠溪镇", "重庆市", "", "大足区"), place_paths("日本", "", "", "")
    (('重庆市', '重庆市/大足区', '重庆市/大足区/珠溪镇'), ('日本',))
    """
    names = list(dict.fromkeys(filter(None, (province, city, district, place))))
    return tuple(DOWN.join(names[: number + 1]) for number in range(len(names)))


def _places(place: str, province: str, city: str, district: str) -> Values:
    paths = place_paths(place, province, city, district)
    return Values(paths, paths)


def _years(first: str, last: str) -> Values:
    """Every year of the period; only those at the ends of some period are offered, as 1949 to 2024 has too many."""
    if first == "0":
        return Values((), ())
    return Values(tuple(map(str, range(int(first), int(last) + 1))), tuple(dict.fromkeys((first, last))))


FACETS = (
    Facet("topic", ("topic",), same, front=True),
    Facet("place", ("place", "province", "city", "district"), _places, front=True),
    Facet("year", ("year_first", "year_last"), _years, front=True, in_order=True),
    Facet("month", ("month",), same, front=True, in_order=True),
    Facet("kind", ("kind",), same, front=True),
    Facet("measure", ("measure",), same),
    Facet("direction", ("direction",), same),
    Facet("status", ("status",), same),
    Facet("bound", ("bound",), same),
    Facet("unit", ("unit",), same),
    Facet("publisher", ("publisher",), same),
    Facet("review", ("reviewed",), same),
    Facet("doc", ("doc_id",), same),
)
FACET_NAMES = tuple(field.name for field in fields(Filters) if field.name != "q")

# What filters and orders look at besides the columns of the table, in SQL. A figure has a month ("01" … "12") when its
# whole period lies in one; a period that is still open lasts until the day it was published, if that
# came after it began; year 0 is no period.
_END = "greatest(coalesce(period_end, published, period_start), period_start)"
DERIVED = {
    "year_first": "coalesce(year(period_start), 0)",
    "year_last": f"CASE WHEN period_start IS NULL THEN 0 ELSE year({_END}) END",
    "month": f"CASE WHEN date_trunc('month', period_start) = date_trunc('month', {_END})"
    " THEN strftime(period_start, '%m') ELSE '' END",
    "comparable": "coalesce(base_value, value, high, low)",
    "comparable_unit": "CASE WHEN base_unit <> '' THEN base_unit ELSE unit END",
    # The last of place_paths, each name once.
    "path": f"concat_ws('{DOWN}', nullif(province, ''), CASE WHEN city <> province THEN nullif(city, '') END,"
    " CASE WHEN district NOT IN (province, city) THEN nullif(district, '') END,"
    " CASE WHEN place NOT IN (province, city, district) THEN nullif(place, '') END)",
}

# The library gives documents in the order of adding and figures in that of the text; rows that agree stay so (n).
ORDERS = {
    "newest": ("published DESC",),
    "oldest": ("published",),
    "period": ("period_start DESC",),
    "largest": ("kind", "comparable_unit", "comparable DESC"),
    "indicator": ("indicator", "period_start DESC"),
    "place": ("path", "published DESC"),
}


def searchable(text: str) -> str:
    """``text`` as it is searched: in small letters, and in one form where a character has several."""
    return fold(f"，{text}")[1:].lower()  # the mark before: fold leaves pure ASCII as it is


def search_terms(words: str) -> list[str]:
    """The terms of which each must occur: words between blanks, or whole phrases between quotation marks.

    >>> search_terms('大足区 "渣土车 冒装"'), search_terms('"unclosed')
    (['大足区', '渣土车 冒装'], ['"unclosed'])
    """
    folded = searchable(words).translate({ord("“"): '"', ord("”"): '"'})
    try:
        lexer = shlex.shlex(folded, posix=True)
        lexer.whitespace_split, lexer.quotes, lexer.escape, lexer.commenters = True, '"', "", ""
        return [term for term in lexer if term]
    except ValueError:  # a quotation mark without its fellow is a character like others
        return folded.split()
