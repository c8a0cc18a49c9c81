"""Every figure that the filters leave, as a table; the chosen one with its evidence; all of them as files."""

import streamlit as st

from extract.library.selection import Selection
from views import desk, download, grid, panel, proof
from views.filters import ORDERS, Filters
from views.words import Words


def count_words(rows: int, total: int, say: Words) -> str:
    """How many figures the filters leave."""
    if rows == total:
        return say("figures.count", count=f"{rows:,}")
    return say("figures.of", count=f"{rows:,}", total=f"{total:,}")


def draw_bar(selection: Selection, say: Words) -> str:
    """The line above the table: the count, the order, the download. Gives back the order."""
    bar = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    bar.subheader(count_words(selection.count(), selection.total(), say), anchor=False, width="content")
    right = bar.container(horizontal=True, vertical_alignment="center", width="content")
    orders = list(ORDERS)
    if desk.is_led():
        asked = st.query_params.get("sort", "")
        st.session_state["order"] = asked if asked in ORDERS else orders[0]
    order = right.selectbox(
        say("figures.sort"),
        orders,
        format_func=lambda name: say(f"sort.{name}"),
        key="order",
        width=240,
        label_visibility="collapsed",
    )
    with right:
        download.draw(selection, say, order)
    return order


def still_wanted(figure: str, selection: Selection) -> bool:
    """Whether the URL's figure stays open: not when the filters were just changed so that they hide it."""
    before = st.session_state.get("filters_shown", selection.filters)
    st.session_state["filters_shown"] = selection.filters
    return before == selection.filters or selection.holds(figure)


@st.fragment
def draw_rows(filters: Filters, selection: Selection, say: Words) -> None:
    """All but the filters: what is chosen here draws this part anew and leaves them alone."""
    asked = st.query_params.get("figure", "")
    if asked and not still_wanted(asked, selection):
        asked = ""
    order = draw_bar(selection, say)
    is_empty = not selection.count()
    if is_empty:
        st.info(f"**{say('figures.none')}** {say('figures.none.remedy')}", icon=":material/filter_alt_off:")
    figure = grid.chosen("figures", selection, order, asked)
    left, right = st.columns([11, 9], gap="medium") if figure else (st.container(), None)
    with left:
        page = grid.draw("figures", selection, order, figure, narrow=bool(figure), say=say)
        if not figure and not is_empty:
            st.caption(say("figures.pick"))
    panel.remember(filters, figure, sort="" if order == next(iter(ORDERS)) else order, page=page)
    if right:
        with right:
            proof.draw(figure, "figures", selection, say)
    desk.go_on()


def draw() -> None:
    """The whole page."""
    filters, selection = panel.ask("figures")
    draw_rows(filters, selection, desk.words())


draw()
