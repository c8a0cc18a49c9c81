"""A figure's evidence on the page: its sentence, every field with what it rests on, and its neighbours."""

import pandas as pd
import streamlit as st

from extract.library.selection import Selection
from views import desk, evidence, grid
from views.table import ROW_LIMIT, readable
from views.words import Words


def draw(figure: str, page: str, selection: Selection, say: Words) -> None:
    """The evidence of ``figure``; says so where the library no longer has it or the filters hide it."""
    rows = selection.figure(figure)
    with st.container(border=True, key="evidence"):
        head = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top")
        if rows.empty:
            head.warning(say("evidence.gone", figure=evidence.plain(figure[:80])), icon=":material/search_off:")
        else:
            head.html(evidence.head_html(rows.iloc[0], say), width="stretch")
        head.button(
            say("close"), key="close", icon=":material/close:", type="tertiary", on_click=grid.turn, args=(page, "")
        )
        if rows.empty:
            return
        if not selection.holds(figure):
            st.info(say("evidence.outside"), icon=":material/filter_alt:")
        _draw_row(rows, page, selection.neighbours(rows.iloc[0]), say)


def _draw_row(rows: pd.DataFrame, page: str, others: pd.DataFrame, say: Words) -> None:
    row = rows.iloc[0]
    st.html(evidence.paragraph_html(row, desk.library().text(row["doc_id"])))
    if st.button(say("evidence.document"), icon=":material/article:", key="to_document"):
        desk.show_document(row["doc_id"], row["figure_id"])
    st.markdown(f"##### {say('evidence.fields')}")
    st.html(evidence.fields_html(row, say))
    _draw_neighbours(row, page, others, say)


def _draw_neighbours(row: pd.Series, page: str, others: pd.DataFrame, say: Words) -> None:
    """The other figures of the same article; choosing one opens it."""
    if others.empty:
        st.caption(say("evidence.alone"))
        return
    st.markdown(f"##### {say('evidence.neighbours', count=len(others))}")
    key = f"neighbours_{row['figure_id']}"
    ids = others["figure_id"].tolist()
    names = ("reading", "indicator", "period")
    st.dataframe(
        readable(others.head(ROW_LIMIT), say),
        hide_index=True,
        column_order=names,
        column_config={name: st.column_config.TextColumn(say(f"column.{name}")) for name in names},
        height=(min(len(others), 6) + 1) * grid.ROW_PIXELS + 3,
        key=key,
        on_select=lambda: _open_neighbour(key, ids, page),
        selection_mode="single-row",
        alt=say("evidence.neighbours", count=len(others)),
    )


def _open_neighbour(key: str, ids: list[str], page: str) -> None:
    row = desk.chosen_row(st.session_state[key])
    if row is not None:
        grid.turn(page, ids[row])
