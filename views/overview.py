"""One screen: how much there is, about what and where, what moved most, what came last and what needs a look."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd
import streamlit as st

from extract.library.filters import Filters
from views import charts, charts_maps, counts, desk, download, drawing, evidence, judging
from views.table import day, reading
from views.words import Words

MOST_PLACES = 60
MOST_CELLS = 10
MOST_CHANGES = 5
MOST_DOCUMENTS = 5
MOST_REASONS = 3
ROW = 21
TALL = 316  # pixels of a list of places, which scrolls where it is longer

STYLE = """<style>
.stMainBlockContainer{padding-left:2.2rem;padding-right:2.2rem}
[class*="st-key-total_"]{padding:.45rem .9rem}
.st-key-totals [data-testid="stMetricValue"]{font-size:1.5rem;line-height:1.25}
.st-key-newest a,.st-key-needs a,.st-key-moves a{padding-top:.1rem;padding-bottom:.1rem;min-height:0}
.st-key-newest a p,.st-key-needs a p,.st-key-moves a p{overflow:hidden;text-overflow:ellipsis}
@media (max-width:640px){.stMainBlockContainer{padding-left:1rem;padding-right:1rem}}
</style>"""


class Counted(NamedTuple):
    """Everything that the page shows of the figures, small frames all of them."""

    totals: counts.Totals
    topics: pd.DataFrame
    places: dict[str, pd.DataFrame]  # for each of counts.MAPS
    cells: pd.DataFrame
    changes: pd.DataFrame
    doubts: counts.Doubts


@st.cache_resource(show_spinner=False, max_entries=4)
def _count(folder: Path, stamp: str, language: str) -> Counted:
    selection, say = desk.select(), Words(language)
    return Counted(
        counts.count_totals(selection),
        counts.count_topics(selection, say),
        {level: counts.count_places(selection, level, MOST_PLACES) for level in counts.MAPS},
        counts.count_cells(selection, MOST_CELLS, say),
        counts.find_extremes(selection, MOST_CHANGES),
        counts.count_doubts(selection),
    )


def draw_totals(totals: counts.Totals, documents: pd.DataFrame, say: Words) -> None:
    """How many figures, documents and places there are, and how many figures a person has checked."""
    dates = documents["published"].dropna()
    span = say("overview.documents.note", first=day(dates.min()), last=day(dates.max())) if len(dates) else ""
    share = f"{totals.checked / totals.figures:.0%}" if totals.figures else "0%"
    findings = judging.open_so_far()
    shown = {
        "figures": (totals.figures, say("overview.figures.note")),
        "checked": (totals.checked, say("overview.checked.note", share=share)),
        "documents": (len(documents), span),
        "places": (totals.places, say("overview.places.note", districts=f"{totals.districts:,}")),
        "findings": (None if findings is None else len(findings), say("overview.findings.note")),
    }
    for column, (name, (value, note)) in zip(
        st.container(key="totals").columns(5, gap="small"), shown.items(), strict=True
    ):
        with column.container(border=True, height="stretch", gap=None, key=f"total_{name}"):
            st.metric(say(f"overview.{name}"), "…" if value is None else f"{value:,}")
            st.caption(note)


def draw_bars(shown: pd.DataFrame, name: str, say: Words) -> None:
    """Bars of topics or places; a click opens the figures of its row."""
    if shown.empty:
        st.caption(say("filters.none"))
        return
    top = shown.iloc[0]
    chart = drawing.describe(charts.bars, shown, desk.colours(), ROW)
    clicked = drawing.draw(
        chart,
        f"bars_{name}",
        say(f"overview.{name}.alt", top=top["label"], count=f"{top['figures']:,}"),
    )
    download.draw_pictures(chart, say(f"overview.{name}"), "", say, name)
    if clicked:
        desk.show_figures(Filters(topic=(clicked,)) if name == "topics" else Filters(place=(clicked,)))


def choose_level(totals: counts.Totals, say: Words) -> str:
    """Which places are counted: Chongqing's districts, the provinces, or the districts of all; the URL says which."""
    asked = st.query_params.get("map", "")
    usual = "chongqing" if totals.home * 2 > totals.located else "districts"
    if desk.is_led():
        st.session_state["map_level"] = asked if asked in counts.MAPS else usual
    level = st.segmented_control(
        say("overview.level"),
        counts.MAPS,
        format_func=lambda name: say(f"overview.level.{name}"),
        key="map_level",
        label_visibility="collapsed",
        required=True,
    )
    desk.write_url({} if level == usual else {"map": [level]})
    return level


def draw_places(places: pd.DataFrame, level: str, totals: counts.Totals, say: Words) -> None:
    """Every place of the map as a bar, complete without the map."""
    with st.container(height=TALL if len(places) * ROW > TALL else "content", border=False, key="places_list"):
        draw_bars(places, "districts", say)
        more = totals.districts - len(places) if level == "districts" else 0
        if more > 0:
            st.caption(say("overview.rest", count=more))


def draw_map(level: str, counted: Counted, say: Words) -> None:
    """The tile map of Chongqing or of the provinces; a click opens the place's figures."""
    drawn = "chongqing" if level == "chongqing" else "china"
    tiles = counts.lay_tiles(counted.places[drawn], drawn)
    known = tiles[tiles["figures"] > 0]
    top = tiles.loc[tiles["figures"].idxmax()]
    chart = drawing.describe(charts_maps.tile_map, tiles, say("overview.shade"), desk.colours())
    clicked = drawing.draw(
        chart,
        f"tiles_{drawn}",
        say(
            f"overview.map.{drawn}.alt", known=len(known), all=len(tiles), top=top["name"], count=f"{top['figures']:,}"
        ),
    )
    download.draw_pictures(chart, say("overview.shade"), say(f"overview.level.{drawn}"), say, f"map-{drawn}")
    if clicked:
        desk.show_figures(Filters(place=(clicked,)))


def draw_cells(cells: pd.DataFrame, say: Words) -> None:
    """Topic by district; a click opens the figures of that cell."""
    st.subheader(say("overview.cells"), anchor=False)
    if cells.empty:
        st.caption(say("filters.none"))
        return
    top = cells.loc[cells["figures"].idxmax(), "hint"]
    chart = drawing.describe(charts_maps.heat_map, cells, say("overview.shade"), desk.colours())
    clicked = drawing.draw(
        chart,
        "heat",
        say("overview.cells.alt", top=top),
    )
    download.draw_pictures(chart, say("overview.cells"), "", say, "cells")
    topic, _, district = clicked.partition("|")
    if topic:
        desk.show_figures(Filters(topic=(topic,), place=(district,)))


def draw_changes(extremes: pd.DataFrame, say: Words) -> None:
    """The largest rises and falls that the news states in per cent, each with its basis and a link to the figure.

    A list and no chart: they are reckoned from different things, and bars would compare them.
    """
    st.subheader(say("overview.changes"), anchor=False)
    if extremes.empty:
        st.caption(say("overview.changes.none"))
    with st.container(gap=None, key="moves"):
        for _, row in extremes.iterrows():
            basis = say.label("basis", row["basis"]) if row["basis"] else ""
            about = " · ".join(filter(None, (row["indicator"], row["place"], basis)))
            label = f"**{reading(row, say.language)}** {evidence.plain(about)}"
            query = {"figure": row["figure_id"]} | desk.language_query()
            icon = f":material/trending_{'up' if row['direction'] == 'rise' else 'down'}:"
            st.page_link("views/figures.py", label=label, query_params=query, icon=icon)


def draw_newest(documents: pd.DataFrame, say: Words) -> None:
    """The documents that were published last, each a link to its text."""
    st.subheader(say("overview.newest"), anchor=False)
    with st.container(gap=None, key="newest"):
        for row in documents.head(MOST_DOCUMENTS).itertuples():
            label = evidence.plain(" · ".join(filter(None, (day(row.published), row.title or row.doc_id))))
            query = {"open": row.doc_id} | desk.language_query()
            st.page_link("views/documents.py", label=label, query_params=query, icon=":material/article:")


def draw_needs(doubts: counts.Doubts, say: Words) -> None:
    """What a person might look at first: contradictions by kind, and figures that nobody has checked."""
    st.subheader(say("overview.needs"), anchor=False)
    language = desk.language_query()
    with st.container(gap=None, key="needs"):
        findings = judging.open_so_far()
        reasons = [] if findings is None else findings["reason"].value_counts().head(MOST_REASONS).items()
        for reason, count in reasons:
            label = f"{say.label('finding', reason)} · {count:,}"
            st.page_link("views/checks.py", label=label, query_params=language, icon=":material/rule:")
        query = Filters(review=("unreviewed",)).to_query() | language
        label = say("overview.unchecked", count=f"{doubts.unchecked:,}")
        st.page_link("views/figures.py", label=label, query_params=query, icon=":material/pending_actions:")
        st.caption(
            say(
                "overview.gaps",
                unnamed=f"{doubts.unnamed:,}",
                placeless=f"{doubts.placeless:,}",
                undated=f"{doubts.undated:,}",
            )
        )


def draw_empty(say: Words) -> None:
    """What to do while the library holds nothing."""
    desk.write_url({})
    st.info(f"**{say('empty')}** {say('empty.remedy')}", icon=":material/inbox:")
    st.page_link("views/documents.py", label=say("empty.link"), icon=":material/add:")


def draw() -> None:
    """The whole page."""
    say = desk.words()
    st.html(STYLE)
    counted = _count(desk.folder(), desk.library().stamp(), say.language)
    documents = desk.documents()
    draw_totals(counted.totals, documents, say)
    if not counted.totals.figures:
        draw_empty(say)
        return
    left, middle, right = st.columns([10, 9, 11], gap="medium")
    with left:
        st.subheader(say("overview.topics"), anchor=False)
        draw_bars(counted.topics, "topics", say)
    with middle:
        st.subheader(say("overview.districts"), anchor=False)
    with right:
        level = choose_level(counted.totals, say)
        draw_map(level, counted, say)
    with middle:
        draw_places(counted.places[level], level, counted.totals, say)
    left, middle, right = st.columns([11, 9, 9], gap="medium")
    with left:
        draw_cells(counted.cells, say)
    with middle:
        draw_changes(counted.changes, say)
    with right:
        draw_newest(documents, say)
        draw_needs(counted.doubts, say)


draw()
