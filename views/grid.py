"""The table of figures that a person chooses from, one page of rows at a time.

A table's selection is by position, so its key holds a fingerprint of the ids it shows, and a position is turned into an
id at once. A choice made elsewhere (a link, a neighbour, “close”) gives the table a new key by ``turn``.
"""

import hashlib
import math

import pandas as pd
import streamlit as st

from extract.library.selection import Selection
from views import desk
from views.table import SHOWN, SHOWN_CHANGES, SHOWN_NARROW, readable
from views.words import Words

PAGE_ROWS = 50
ROW_PIXELS = 35
ROWS_HIGH = 15


def fingerprint(figure_ids: pd.Series) -> str:
    """A short text that changes with the ids and with their order."""
    return hashlib.blake2b("\n".join(figure_ids).encode(), digest_size=8).hexdigest()


def turn(page: str, figure: str) -> None:
    """Choose ``figure`` (``""`` for none) from outside the table, as a callback does."""
    follow_url(page)
    desk.turn_url("figure", figure)


def follow_url(page: str) -> None:
    """Let the URL say which figure is chosen, not the table: it gets a new key, and with it no choice of its own."""
    st.session_state[f"turn_{page}"] = turns(page) + 1


def turns(page: str) -> int:
    """How often a choice was made elsewhere than in the table of ``page``; a part of its key."""
    return st.session_state.get(f"turn_{page}", 0)


def _mark(page: str, selection: Selection, order: str) -> str:
    chosen = repr((selection.filters, selection.count(), order, desk.library().stamp()))
    shown = hashlib.blake2b(chosen.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{page}_{shown}_{turns(page)}"


def _number(mark: str, selection: Selection, order: str, figure: str) -> int:
    """The number of the page shown: the one a person turned to, the URL's, else the one that holds ``figure``."""
    turned = st.session_state.get(f"page_{mark}")
    if turned is None and desk.is_led() and "page" in st.query_params:
        return min(desk.asked_number(), pages_of(selection))
    if turned is None and figure:
        return (selection.find(figure, order) or 0) // PAGE_ROWS + 1
    return turned or 1


def pages_of(selection: Selection) -> int:
    """How many pages of rows there are, at least one."""
    return max(1, math.ceil(selection.count() / PAGE_ROWS))


def _rows(selection: Selection, order: str, number: int) -> pd.DataFrame:
    return selection.page(order, (number - 1) * PAGE_ROWS, PAGE_ROWS)


def chosen(page: str, selection: Selection, order: str, asked: str) -> str:
    """The figure that is open: the row chosen in the table if it was touched, else ``asked``, what the URL says."""
    mark = _mark(page, selection, order)
    number = _number(mark, selection, order, asked)
    state = st.session_state.get(f"table_{mark}_{number}")
    if state is None:
        return asked
    ids = _rows(selection, order, number)["figure_id"].tolist()
    row = desk.chosen_row(state)
    if row is not None and row < len(ids):
        return ids[row]
    return "" if asked in ids else asked


def draw(page: str, selection: Selection, order: str, figure: str, narrow: bool, say: Words) -> str:
    """The table with ``figure`` chosen in it and the numbers of its pages below; gives back what the URL says of these.

    That is the number of the page that is shown; ``""`` for the first.
    """
    count = selection.count()
    if not count:
        return ""
    mark = _mark(page, selection, order)
    number = _number(mark, selection, order, figure)
    shown = _rows(selection, order, number)
    ids = shown["figure_id"].tolist()
    first = (number - 1) * PAGE_ROWS + 1
    wide = SHOWN_CHANGES if page == "changes" else SHOWN
    config = {name: st.column_config.TextColumn(say(f"column.{name}")) for name in wide}
    st.dataframe(
        readable(shown, say),
        hide_index=True,
        column_order=SHOWN_NARROW if narrow else wide,
        column_config=config,
        height=(min(len(shown), ROWS_HIGH) + 1) * ROW_PIXELS + 3,
        key=f"table_{mark}_{number}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(figure)] if figure in ids else []}},
        alt=say("figures.alt", first=first, last=first + len(shown) - 1, count=count),
    )
    if count > PAGE_ROWS:
        with st.container(horizontal_alignment="center"):
            number = st.pagination(pages_of(selection), default=number, key=f"page_{mark}")
    return str(number) if number > 1 else ""
