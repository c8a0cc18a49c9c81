"""The table of figures that a person chooses from, one page of rows at a time.

A table's selection is by position, so its key holds a fingerprint of the ids it shows, and a position is turned into an
id at once. A choice made elsewhere (a link, a neighbour, “close”) gives the table a new key by ``turn``.
"""

import hashlib
import math

import pandas as pd
import streamlit as st

from views import desk
from views.table import SHOWN, SHOWN_NARROW, readable
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
    st.query_params.from_dict(desk.parameters() | {"figure": [figure] if figure else []})


def follow_url(page: str) -> None:
    """Let the URL say which figure is chosen, not the table: it gets a new key, and with it no choice of its own."""
    st.session_state[f"turn_{page}"] = st.session_state.get(f"turn_{page}", 0) + 1


def _mark(page: str, rows: pd.DataFrame) -> str:
    return f"{page}_{fingerprint(rows['figure_id'])}_{st.session_state.get(f'turn_{page}', 0)}"


def _slice(page: str, rows: pd.DataFrame, figure: str) -> tuple[int, pd.DataFrame]:
    """The number of the page shown, and its rows: the one a person turned to, else the one that holds ``figure``."""
    ids = rows["figure_id"].tolist()
    first = ids.index(figure) // PAGE_ROWS + 1 if figure in ids else 1
    number = st.session_state.get(f"page_{_mark(page, rows)}", first)
    return number, rows.iloc[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]


def chosen(page: str, rows: pd.DataFrame, asked: str) -> str:
    """The figure that is open: the row chosen in the table if it was touched, else ``asked``, what the URL says."""
    number, shown = _slice(page, rows, asked)
    state = st.session_state.get(f"table_{_mark(page, rows)}_{number}")
    if state is None:
        return asked
    ids = shown["figure_id"].tolist()
    row = desk.chosen_row(state)
    if row is not None and row < len(ids):
        return ids[row]
    return "" if asked in ids else asked


def draw(page: str, rows: pd.DataFrame, figure: str, narrow: bool, say: Words) -> None:
    """The table with ``figure`` chosen in it, and the numbers of its pages below."""
    if rows.empty:
        return
    mark = _mark(page, rows)
    number, shown = _slice(page, rows, figure)
    ids = shown["figure_id"].tolist()
    first = (number - 1) * PAGE_ROWS + 1
    config = {name: st.column_config.TextColumn(say(f"column.{name}")) for name in SHOWN}
    st.dataframe(
        readable(shown, say),
        hide_index=True,
        column_order=SHOWN_NARROW if narrow else SHOWN,
        column_config=config,
        height=(min(len(shown), ROWS_HIGH) + 1) * ROW_PIXELS + 3,
        key=f"table_{mark}_{number}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(figure)] if figure in ids else []}},
        alt=say("figures.alt", first=first, last=first + len(shown) - 1, count=len(rows)),
    )
    if len(rows) > PAGE_ROWS:
        with st.container(horizontal_alignment="center"):
            st.pagination(math.ceil(len(rows) / PAGE_ROWS), default=number, key=f"page_{mark}")
