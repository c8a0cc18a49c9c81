"""What rose and what fell, as the news states it: values before and after, and amounts of change in per cent."""

import pandas as pd
import streamlit as st

from views import charts, desk, download, evidence, grid, panel, proof, summary
from views.words import Words

MOST_PAIRS = 12
MOST_CHANGES = 15
MOST_DRAWN = 5_000  # the newest, out of which the charts take theirs
# What states a change, a gap, or a value before.
CHANGING = "measure <> 'level' OR from_value IS NOT NULL"
OTHER_BASIS = "unsaid"


def draw_dumbbells(rows: pd.DataFrame, say: Words) -> str:
    """From→to, a panel for each unit; gives back the figure that was clicked."""
    st.subheader(say("changes.dumbbells"), anchor=False)
    units = summary.from_to(rows)
    if not units:
        st.caption(say("changes.dumbbells.none"))
    else:
        st.caption(say("changes.legend"))
    clicked = ""
    for unit, pairs in units.items():
        shown = summary.drawn_pairs(pairs.head(MOST_PAIRS), say)
        st.markdown(f"###### {evidence.plain(unit) or say('filters.none')}")
        event = st.altair_chart(
            charts.dumbbells(shown, desk.colours()),
            on_select="rerun",
            selection_mode="chosen",
            key=f"dumbbells_{unit}_{grid.fingerprint(shown['key'])}",
            alt=say("changes.dumbbells.alt", count=len(shown)),
        )
        clicked = _newly_clicked(f"dumbbells_{unit}", event) or clicked
    return clicked


def draw_ranked(rows: pd.DataFrame, say: Words) -> str:
    """Rises and falls in per cent of one basis of comparison; gives back the figure that was clicked."""
    st.subheader(say("changes.ranked"), anchor=False)
    changes = summary.percent_changes(rows)
    if changes.empty:
        st.caption(say("changes.ranked.none"))
        return ""
    changes = _of_one_basis(changes, say)
    shown = summary.drawn_changes(summary.extremes(changes, MOST_CHANGES), say)
    event = st.altair_chart(
        charts.change_bars(shown, desk.colours()),
        on_select="rerun",
        selection_mode="chosen",
        key=f"ranked_{grid.fingerprint(shown['key'])}",
        alt=say("changes.ranked.alt", count=len(shown), top=shown.iloc[0]["hint"]),
    )
    if len(shown) < len(changes):
        st.caption(say("changes.more", shown=len(shown), count=len(changes)))
    return _newly_clicked("ranked", event)


def _of_one_basis(changes: pd.DataFrame, say: Words) -> pd.DataFrame:
    """The changes against the basis that a person picks: 同比 is compared with 同比 only."""
    bases = changes["basis"].replace("", OTHER_BASIS)
    options = ["", *bases.value_counts().index]
    names = {"": say("changes.basis.all"), OTHER_BASIS: say("changes.basis.unsaid")}
    picked = st.pills(
        say("changes.basis"),
        options,
        default="",
        required=True,
        format_func=lambda basis: names.get(basis) or say.label("basis", basis),
        key="basis",
    )
    return changes[bases == picked] if picked else changes


def _newly_clicked(chart: str, event: object) -> str:
    """The figure clicked in this run; a click of an earlier run was followed then."""
    key = desk.chosen_key(event)
    before = st.session_state.get(f"clicked_{chart}", "")
    st.session_state[f"clicked_{chart}"] = key
    return key if key != before else ""


def draw() -> None:
    """The whole page."""
    say = desk.words()
    filters, found = panel.ask("changes")
    selection = found.where(CHANGING)
    rows = selection.page("newest", 0, MOST_DRAWN)
    st.caption(say("changes.lead"))
    figure = grid.chosen("changes", selection, "newest", st.query_params.get("figure", ""))
    panel.remember("changes", filters, figure)
    left, right = st.columns([11, 9], gap="medium") if figure else (st.container(), None)
    with left:
        clicked = [draw_dumbbells(rows, say), draw_ranked(rows, say)]
        bar = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom")
        bar.subheader(say("changes.amounts"), anchor=False, width="content")
        with bar:
            download.draw(selection, say)
        grid.draw("changes", selection, "newest", figure, narrow=bool(figure), say=say)
    if right:
        with right:
            proof.draw(figure, "changes", selection, say)
    if any(clicked):
        grid.turn("changes", clicked[0] or clicked[1])
        st.rerun()


draw()
