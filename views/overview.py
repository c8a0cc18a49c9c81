"""One screen: how much there is, about what and where, what moved most, and what came last."""

import pandas as pd
import streamlit as st

from views import charts, desk, evidence, summary
from views.filters import Filters
from views.table import day
from views.words import Words

MOST_DISTRICTS = 14
MOST_CHANGES = 5
MOST_DOCUMENTS = 8


def draw_totals(frame: pd.DataFrame, documents: pd.DataFrame, say: Words) -> None:
    """How many figures, documents and places there are, and how many figures a person has checked."""
    checked = int((frame["review"] != "").sum())
    places = frame.loc[frame["place"] != "", "place"].nunique()
    districts = frame.loc[frame["district"] != "", ["province", "city", "district"]].drop_duplicates().shape[0]
    dates = documents["published"].dropna()
    span = say("overview.documents.note", first=day(dates.min()), last=day(dates.max())) if len(dates) else ""
    notes = {
        "figures": say("overview.figures.note", share=_share(int((frame["sentence"] != "").sum()), len(frame))),
        "documents": span,
        "places": say("overview.places.note", districts=f"{districts:,}"),
        "checked": say("overview.checked.note", findings=len(desk.findings())),
    }
    values = {"figures": len(frame), "documents": len(documents), "places": places, "checked": checked}
    for column, name in zip(st.container(key="totals").columns(4), values, strict=True):
        with column.container(border=True, height="stretch", gap=None):
            st.metric(say(f"overview.{name}"), f"{values[name]:,}")
            st.caption(notes[name])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"


def draw_topics(frame: pd.DataFrame, say: Words) -> None:
    """Bars by topic; a click opens the topic's figures."""
    counts = summary.count_topics(frame, say)
    st.subheader(say("overview.topics"), anchor=False)
    _draw_bars(counts, "topics", say)


def draw_districts(frame: pd.DataFrame, say: Words) -> None:
    """Bars by district or county; a click opens its figures."""
    counts = summary.count_districts(frame)
    st.subheader(say("overview.districts"), anchor=False)
    _draw_bars(counts.head(MOST_DISTRICTS), "districts", say)
    if len(counts) > MOST_DISTRICTS:
        st.caption(say("overview.rest", count=len(counts) - MOST_DISTRICTS))


def _draw_bars(counts: pd.DataFrame, name: str, say: Words) -> None:
    if counts.empty:
        st.caption(say("filters.none"))
        return
    top = counts.iloc[0]
    event = st.altair_chart(
        charts.bars(counts, desk.colours()),
        on_select="rerun",
        selection_mode="chosen",
        key=f"bars_{name}",
        alt=say(f"overview.{name}.alt", top=top["label"], count=f"{top['figures']:,}"),
    )
    chosen = desk.chosen_key(event)
    if chosen:
        desk.show_figures(Filters(topic=(chosen,)) if name == "topics" else Filters(place=(chosen,)))


def draw_changes(frame: pd.DataFrame, say: Words) -> None:
    """The largest rises and falls that the news states in per cent; a click opens the figure."""
    st.subheader(say("overview.changes"), anchor=False)
    changes = summary.drawn_changes(summary.extremes(summary.percent_changes(frame), MOST_CHANGES), say)
    if changes.empty:
        st.caption(say("overview.changes.none"))
        return
    top = changes.loc[changes["change"].abs().idxmax(), "hint"]
    event = st.altair_chart(
        charts.change_bars(changes, desk.colours()),
        on_select="rerun",
        selection_mode="chosen",
        key="bars_changes",
        alt=say("overview.changes.alt", count=len(changes), top=top),
    )
    chosen = desk.chosen_key(event)
    if chosen:
        desk.show_figures(Filters(), chosen)


def draw_newest(documents: pd.DataFrame, say: Words) -> None:
    """The documents that were published last, each a link to its text."""
    st.subheader(say("overview.newest"), anchor=False)
    with st.container(gap=None, key="newest"):
        for row in documents.head(MOST_DOCUMENTS).itertuples():
            label = evidence.plain(" · ".join(filter(None, (day(row.published), row.title or row.doc_id))))
            query = {"open": row.doc_id} | desk.language_query()
            st.page_link("views/documents.py", label=label, query_params=query, icon=":material/article:")


def draw() -> None:
    """The whole page."""
    say = desk.words()
    desk.write_url({})
    frame, documents = desk.figures(), desk.documents()
    draw_totals(frame, documents, say)
    if frame.empty:
        st.info(f"**{say('empty')}** {say('empty.remedy')}", icon=":material/inbox:")
        st.page_link("views/documents.py", label=say("empty.link"), icon=":material/add:")
        return
    left, right = st.columns(2, gap="large")
    with left:
        draw_topics(frame, say)
    with right:
        draw_districts(frame, say)
    left, right = st.columns(2, gap="large")
    with left:
        draw_changes(frame, say)
    with right:
        draw_newest(documents, say)


draw()
