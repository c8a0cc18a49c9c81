"""Every figure that the filters leave, as a table; the chosen one with its evidence; all of them as files."""

import pandas as pd
import streamlit as st

from extract.library.filters import ordered
from views import desk, download, grid, panel, proof
from views.filters import ORDERS, Filters
from views.words import Words


def count_words(rows: int, total: int, say: Words) -> str:
    """How many figures the filters leave."""
    if rows == total:
        return say("figures.count", count=f"{rows:,}")
    return say("figures.of", count=f"{rows:,}", total=f"{total:,}")


def draw_bar(rows: pd.DataFrame, total: int, filters: Filters, say: Words) -> pd.DataFrame:
    """The line above the table: the count, the order, the download. Gives back the rows in that order."""
    bar = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    bar.subheader(count_words(len(rows), total, say), anchor=False, width="content")
    right = bar.container(horizontal=True, vertical_alignment="center", width="content")
    orders = list(ORDERS)
    order = right.selectbox(
        say("figures.sort"),
        orders,
        format_func=lambda name: say(f"sort.{name}"),
        key="order",
        width=240,
        label_visibility="collapsed",
    )
    rows = ordered(rows, order)
    with right:
        download.draw(desk.select(filters), say, order)
    return rows


def still_wanted(figure: str, filters: Filters, rows: pd.DataFrame) -> bool:
    """Whether the URL's figure stays open: not when the filters were just changed so that they hide it."""
    before = st.session_state.get("filters_shown", filters)
    st.session_state["filters_shown"] = filters
    return before == filters or bool((rows["figure_id"] == figure).any())


def draw() -> None:
    """The whole page."""
    say = desk.words()
    frame = desk.figures()
    filters, found = panel.ask("figures")
    asked = st.query_params.get("figure", "")
    if asked and not still_wanted(asked, filters, found.rows):
        asked = ""
    rows = draw_bar(found.rows, len(frame), filters, say)
    if rows.empty:
        st.info(f"**{say('figures.none')}** {say('figures.none.remedy')}", icon=":material/filter_alt_off:")
    figure = grid.chosen("figures", rows, asked)
    panel.remember("figures", filters, figure)
    left, right = st.columns([11, 9], gap="medium") if figure else (st.container(), None)
    with left:
        grid.draw("figures", rows, figure, narrow=bool(figure), say=say)
        if not figure and not rows.empty:
            st.caption(say("figures.pick"))
    if right:
        with right:
            proof.draw(figure, "figures", rows, say)


draw()
