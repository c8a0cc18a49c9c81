"""The indicator library: figures that measure the same thing under one name, across places, over time, and at odds."""

from pathlib import Path

import pandas as pd
import streamlit as st

from extract.library.filters import Filters
from extract.library.selection import Selection
from views import charts_series, desk, download, drawing, evidence, gathering, grid, naming, panel
from views.indicators_frames import drawn, measure_words, unit_words
from views.table import SCALES, period_words, reading, source
from views.words import Words

MOST_LISTED = 300
MOST_BARS = 25
MOST_ODDS = 6
LISTED = ("name", "unit", "what", "figures", "wordings", "years")
MENTIONED = ("reading", "place", "period", "wording", "status", "sentence", "source")


@st.cache_resource(show_spinner=False, max_entries=3)
def _wordings(_selection: Selection, folder: Path, stamp: str, query: str) -> pd.DataFrame:
    """What the last few questions gave: choosing an indicator asks nothing anew."""
    return gathering.find_wordings(_selection, given_names())


def given_names() -> dict[tuple[str, str], str]:
    """What people named: (wording, unit) → name."""
    return gathering.names_of(desk.library().indicator_names())


def listed(indicators: pd.DataFrame, say: Words) -> pd.DataFrame:
    """The table that an indicator is chosen from."""
    spans = [
        "" if not row.first else str(row.first) if row.first == row.last else f"{row.first}–{row.last}"
        for row in indicators.itertuples()
    ]
    return pd.DataFrame(
        {
            "name": display_names(indicators),
            "unit": [unit_words(row) for _, row in indicators.iterrows()],
            "what": [measure_words(row, say) for _, row in indicators.iterrows()],
            "figures": indicators["figures"],
            "wordings": indicators["wordings"],
            "years": spans,
        }
    )


def display_names(indicators: pd.DataFrame) -> list[str]:
    """A name that a person gave stands as it is; else the commonest wording."""
    given = set(given_names().values())
    own = indicators["key"].str.partition(gathering.SEPARATOR)[0]
    return [name if name in given else wording for name, wording in zip(own, indicators["wording"], strict=True)]


def choose(indicators: pd.DataFrame, asked: str, say: Words) -> str:
    """The table of indicators; gives back the key of the one that is chosen in it, else what the URL asks for."""
    shown = indicators.head(MOST_LISTED)
    keys = shown["key"].tolist()
    table = listed(shown, say)
    config = {name: st.column_config.Column(say(f"indicators.{name}")) for name in LISTED}
    config["what"] = st.column_config.Column(say("indicators.what"), width="medium")
    widget = f"indicators_{grid.fingerprint(shown['key'])}_{grid.turns('indicators')}"
    event = st.dataframe(
        table,
        hide_index=True,
        column_order=LISTED[:4] if asked else LISTED,
        column_config=config,
        height=(min(len(shown), 16) + 1) * grid.ROW_PIXELS + 3,
        key=widget,
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [keys.index(asked)] if asked in keys else []}},
        alt=say("indicators.alt", count=len(shown)),
    )
    if len(indicators) > MOST_LISTED:
        st.caption(say("indicators.more", shown=MOST_LISTED, count=f"{len(indicators):,}"))
    download.draw_csv(table.rename(columns={name: say(f"indicators.{name}") for name in LISTED}), say, "list_csv")
    row = desk.chosen_row(event)
    return keys[row] if row is not None else "" if asked in keys else asked


def draw_places(members: pd.DataFrame, title: str, say: Words) -> None:
    """Ranked bars: the latest figure of each place, bounds drawn open."""
    latest = gathering.latest_by_place(members)
    head = drawing.head(say("indicators.places"), "places")
    if latest.empty:
        st.caption(say("indicators.places.none"))
        return
    shown = latest.head(MOST_BARS)
    when = shown["period"].map(period_words)
    planned = (shown["status"] == "planned").map({True: f" · {say.label('status', 'planned')}", False: ""})
    frame = drawn(shown, shown["place"] + when.map(lambda words: words and f" · {words}") + planned, say)
    chart = drawing.describe(charts_series.bounded_bars, frame, desk.colours())
    clicked = drawing.draw(
        chart,
        f"across_{grid.fingerprint(frame['key'])}",
        say("indicators.places.alt", name=title, count=len(frame), top=frame.iloc[0]["hint"]),
    )
    follow(clicked)
    note = say("indicators.bounds") if (frame["bound"] != "exact").any() else ""
    more = say("indicators.places.more", shown=MOST_BARS, count=len(latest)) if len(latest) > MOST_BARS else ""
    if note or more:
        st.caption(f"{note} {more}".strip())
    with head:
        download.draw_pictures(chart, title, say("indicators.places"), say, "places")


def draw_time(members: pd.DataFrame, title: str, say: Words) -> None:
    """A line for each place over time; plans dashed."""
    points = gathering.over_time(members, charts_series.MOST_LINES)
    head = drawing.head(say("indicators.time"), "time")
    if points["period"].nunique() < 2:
        st.caption(say("indicators.time.none"))
        return
    frame = drawn(points, points["place"], say).assign(when=points["when"], part=points["part"])
    frame = frame.assign(place=points["place"].replace("", say("unknown")))
    chart = drawing.describe(
        charts_series.lines, frame, points["in_unit"].iloc[0], SCALES[say.language], desk.colours()
    )
    clicked = drawing.draw(
        chart,
        f"time_{grid.fingerprint(frame['key'])}",
        say("indicators.time.alt", name=title, count=len(frame), places=frame["place"].nunique()),
    )
    follow(clicked)
    st.caption(say("indicators.time.legend"))
    with head:
        download.draw_pictures(chart, title, say("indicators.time"), say, "time")


def follow(clicked: str) -> None:
    """Open the figure that was clicked in a chart."""
    if clicked:
        desk.show_figures(Filters(), clicked)


def draw_odds(members: pd.DataFrame, say: Words) -> None:
    """Mentions of one place and period that cannot all be true, side by side with their sentences."""
    odds = list(gathering.find_disagreements(members))
    if not odds:
        return
    st.markdown(f"##### {say('indicators.odds', count=len(odds))}")
    for pair in odds[:MOST_ODDS]:
        first = pair.iloc[0]
        st.caption(evidence.plain(f"{first['place']} · {period_words(first['period'])}"))
        for column, (_, row) in zip(st.columns(2), pair.iterrows(), strict=True):
            with column:
                draw_mention(row, say)


def draw_mention(row: pd.Series, say: Words) -> None:
    """One figure with its sentence, its source, and the way to its evidence."""
    query = {"figure": row["figure_id"]} | desk.language_query()
    label = f"**{evidence.plain(reading(row, say.language))}** {evidence.plain(row['indicator'])}"
    st.page_link("views/figures.py", label=label, query_params=query, icon=":material/search:")
    st.html(evidence.sentence_html(pd.DataFrame([row]), desk.library().text(row["doc_id"])))
    st.html(evidence.source_html(row))


def draw_mentions(members: pd.DataFrame, say: Words) -> None:
    """Every figure of the indicator, with its sentence, and the same as a file."""
    bar = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom")
    bar.markdown(f"##### {say('indicators.mentions', count=f'{len(members):,}')}")
    table = pd.DataFrame(
        {
            "reading": [reading(row, say.language) for _, row in members.iterrows()],
            "place": members["place"],
            "period": members["period"].map(period_words),
            "wording": members["indicator"],
            "status": [say.label("status", status) for status in members["status"]],
            "sentence": members["sentence"],
            "source": [source(row) for _, row in members.iterrows()],
        },
        columns=list(MENTIONED),
    )
    names = {name: say(f"mention.{name}") for name in MENTIONED}
    with bar:
        download.draw_csv(table.rename(columns=names), say, "mentions_csv", "baoshu-indicator")
    st.dataframe(
        table,
        hide_index=True,
        column_config={name: st.column_config.TextColumn(words) for name, words in names.items()},
        height=(min(len(table), 10) + 1) * grid.ROW_PIXELS + 3,
        key=f"mentions_{grid.fingerprint(members['figure_id'])}",
        alt=say("indicators.mentions", count=f"{len(members):,}"),
    )


def draw_detail(selection: Selection, wordings: pd.DataFrame, indicators: pd.DataFrame, key: str, say: Words) -> None:
    """One indicator: its name and unit, the ways to gather it otherwise, its charts, its mentions."""
    with st.container(border=True, key="indicator"):
        row = indicators[indicators["key"] == key].iloc[0]
        title = display_names(indicators[indicators["key"] == key])[0]
        members = gathering.find_members(selection, wordings, key)
        head = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top")
        about = " · ".join(filter(None, (unit_words(row), measure_words(row, say), say.label("kind", row["kind"]))))
        head.html(evidence.title_html(title, about), width="stretch")
        with head:
            naming.draw(wordings, indicators, key, title, say)
        head.button(say("close"), key="close", icon=":material/close:", type="tertiary", on_click=turn, args=("",))
        alike = of_one_rank(members, say)
        draw_places(alike, title, say)
        draw_time(alike, title, say)
        draw_odds(members, say)
        draw_mentions(members, say)


def of_one_rank(members: pd.DataFrame, say: Words) -> pd.DataFrame:
    """The figures of districts, of provinces, …, as the reader chooses; all where their places are of one rank."""
    ranks = gathering.ranks(members)
    counts = ranks[ranks != ""].value_counts()
    offered = [rank for rank in gathering.RANKS if rank in counts]
    if len(offered) < 2:
        return members
    if desk.is_led() or st.session_state.get("rank") not in offered:
        asked = st.query_params.get("of", "")
        st.session_state["rank"] = asked if asked in offered else counts.idxmax()
    chosen = st.segmented_control(
        say("indicators.rank"),
        offered,
        format_func=lambda rank: say(f"indicators.rank.{rank}"),
        key="rank",
        label_visibility="collapsed",
        required=True,
    )
    desk.turn_url("of", "" if chosen == counts.idxmax() else chosen)
    return members[ranks == chosen].reset_index(drop=True)


def turn(key: str) -> None:
    """Choose an indicator from outside the table, as a callback does."""
    grid.follow_url("indicators")
    desk.turn_url("indicator", key)


def draw() -> None:
    """The whole page."""
    say = desk.words()
    filters, _ = panel.ask("indicators")
    selection = desk.select(filters)
    wordings = _wordings(selection, desk.folder(), desk.library().stamp() + naming.stamp(), str(filters.to_query()))
    indicators = gathering.gather(wordings)
    asked = st.query_params.get("indicator", "")
    st.caption(say("indicators.lead", count=f"{len(indicators):,}"))
    if len(wordings) >= gathering.MOST_WORDINGS:
        st.caption(say("indicators.cut", shown=f"{gathering.MOST_WORDINGS:,}"))
    if indicators.empty:
        panel.remember(filters)
        st.info(say("figures.none"), icon=":material/filter_alt_off:")
        return
    left, right = st.columns([9, 11], gap="medium") if asked else (st.container(), None)
    with left:
        key = choose(indicators, asked, say)
    panel.remember(filters, indicator=key, of=st.query_params.get("of", "") if key == asked else "")
    if key != asked:
        st.rerun()
    if right:
        with right:
            if key in set(indicators["key"]):
                draw_detail(selection, wordings, indicators, key, say)
            else:
                st.warning(say("indicators.gone"), icon=":material/search_off:")


draw()
