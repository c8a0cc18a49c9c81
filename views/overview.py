"""One screen: how much there is, about what and where, what moved most, what came last and what needs a look."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract.library.filters import Filters
from views import charts, charts_maps, counts, desk, download, drawing, evidence, judging
from views.table import day, reading
from views.words import Words

MOST_PLACES = 60
MOST_CELLS = 9
MOST_CHANGES = 5
MOST_DOCUMENTS = 4
MOST_REASONS = 3
ROW = 18
TALL = 272  # pixels of a list of places, which scrolls where it is longer

# All of it on one screen of 1280 × 800: what is large elsewhere is small here.
STYLE = """<style>
.stMainBlockContainer{padding-bottom:1rem}
.stMainBlockContainer>[data-testid="stVerticalBlock"]{gap:.55rem}
.stMainBlockContainer [data-testid="stColumn"]>[data-testid="stVerticalBlock"]{gap:.3rem}
[class*="st-key-total_"]{padding:.3rem .9rem}
[class*="st-key-total_"] [data-testid="stMetric"]>div{display:flex;flex-direction:row;align-items:baseline;gap:.6rem}
[class*="st-key-total_"] [data-testid="stMetricValue"]{font-size:1.4rem;line-height:1.25}
[class*="st-key-total_"] [data-testid="stCaptionContainer"] p{font-size:.8rem}
.st-key-newest a,.st-key-needs a,.st-key-moves a{padding:0;min-height:1.35rem}
:is(.st-key-newest,.st-key-needs,.st-key-moves) a p{overflow:hidden;text-overflow:ellipsis;font-size:.875rem}
[class*="st-key-titled_map"] button{min-height:1.8rem;padding-top:0;padding-bottom:0}
.st-key-totals{margin-top:.25rem} .st-key-needs [data-testid="stCaptionContainer"] p{font-size:.8rem}
@media (max-width:640px){.st-key-totals [data-testid="stColumn"]{min-width:calc(50% - .5rem);flex:1 1 45%}
[class*="st-key-total_"] [data-testid="stMetric"]>div{flex-wrap:wrap;gap:0 .6rem}}
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


def draw_bars(head: DeltaGenerator, shown: pd.DataFrame, name: str, say: Words) -> None:
    """Bars of topics or places; a click opens the figures of its row. ``head`` takes what they can be saved as."""
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
    with head:
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


def draw_places(head: DeltaGenerator, places: pd.DataFrame, level: str, totals: counts.Totals, say: Words) -> None:
    """Every place of the map as a bar, complete without the map."""
    with st.container(height=TALL if len(places) * ROW > TALL else "content", border=False, key="places_list"):
        draw_bars(head, places, "districts", say)
        more = totals.districts - len(places) if level == "districts" else 0
        if more > 0:
            st.caption(say("overview.rest", count=more))


def draw_map(head: DeltaGenerator, level: str, counted: Counted, say: Words) -> None:
    """The tile map of Chongqing or of the provinces; a click opens the place's figures."""
    drawn = "chongqing" if level == "chongqing" else "china"
    tiles = counts.lay_tiles(counted.places[drawn], drawn)
    known = tiles[tiles["figures"] > 0]
    top = tiles.loc[tiles["figures"].idxmax()]
    chart = drawing.describe(charts_maps.tile_map, tiles, desk.colours())
    clicked = drawing.draw(
        chart,
        f"tiles_{drawn}",
        say(
            f"overview.map.{drawn}.alt", known=len(known), all=len(tiles), top=top["name"], count=f"{top['figures']:,}"
        ),
    )
    with head:
        download.draw_pictures(chart, say("overview.districts"), say(f"overview.level.{drawn}"), say, f"map-{drawn}")
    if clicked:
        desk.show_figures(Filters(place=(clicked,)))


def draw_cells(cells: pd.DataFrame, say: Words) -> None:
    """Topic by district; a click opens the figures of that cell."""
    head = drawing.head(say("overview.cells"), "cells")
    if cells.empty:
        st.caption(say("filters.none"))
        return
    top = cells.loc[cells["figures"].idxmax(), "hint"]
    chart = drawing.describe(charts_maps.heat_map, cells, desk.colours())
    clicked = drawing.draw(
        chart,
        "heat",
        say("overview.cells.alt", top=top),
    )
    with head:
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
            query = {"kind": [reason]} | language
            st.page_link("views/checks.py", label=label, query_params=query, icon=":material/rule:")
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
        draw_bars(drawing.head(say("overview.topics"), "topics"), counted.topics, "topics", say)
    with middle:
        head = drawing.head(say("overview.districts"), "districts")
    with right:
        bar = st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="titled_map"
        )
        with bar:
            level = choose_level(counted.totals, say)
        draw_map(bar, level, counted, say)
    with middle:
        draw_places(head, counted.places[level], level, counted.totals, say)
    left, middle, right = st.columns([10, 9, 11], gap="medium")
    with left:
        draw_cells(counted.cells, say)
    with middle:
        draw_changes(counted.changes, say)
    with right:
        draw_newest(documents, say)
        draw_needs(counted.doubts, say)


draw()
