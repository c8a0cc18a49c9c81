"""What rose and what fell, as the news states it: values before and after, and amounts of change in per cent.

No two units share an axis, and no two bases of comparison a ranking: 同比 is ranked with 同比 only.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract.library.selection import Selection
from views import charts, counts, desk, download, drawing, evidence, grid, panel, proof, summary
from views.words import Words

MOST_UNITS = 8
MOST_PAIRS = 12
MOST_CHANGES = 15
# What states a change, a gap, or a value before.
CHANGING = "measure <> 'level' OR from_value IS NOT NULL"
UNSAID = "unsaid"  # the basis of those that state none, as the URL has it


def draw_dumbbells(selection: Selection, say: Words) -> str:
    """From→to, a panel for each unit; gives back the figure that was clicked."""
    st.subheader(say("changes.dumbbells"), anchor=False)
    units = counts.find_pairs(selection, MOST_UNITS, MOST_PAIRS)
    st.caption(say("changes.legend") if units else say("changes.dumbbells.none"))
    clicked = ""
    for position, (unit, pairs) in enumerate(units.items(), 1):
        shown = summary.drawn_pairs(pairs, say)
        title = unit or say("filters.none")
        head = drawing.head(evidence.plain(title), f"unit_{position}")
        chart = drawing.describe(charts.dumbbells, shown, desk.colours())
        key = drawing.draw(
            chart,
            f"dumbbells_{unit}_{grid.fingerprint(shown['key'])}",
            say("changes.dumbbells.alt", count=len(shown), unit=title, first=shown.iloc[0]["hint"]),
        )
        with head:
            download.draw_pictures(chart, say("changes.dumbbells"), title, say, f"changes-{position}")
        clicked = _newly_clicked(f"dumbbells_{unit}", key) or clicked
        if charts.is_wide([*shown["before"], *shown["after"]]):
            st.caption(say("changes.log"))
        of_unit = int(pairs["of_unit"].iloc[0])
        if of_unit > len(shown):
            st.caption(say("changes.newest", shown=len(shown), count=f"{of_unit:,}"))
    return clicked


def draw_ranked(head: DeltaGenerator, selection: Selection, basis: counts.Basis | None, say: Words) -> str:
    """Rises and falls in per cent reckoned from one basis; gives back the figure that was clicked.

    ``head`` takes what they can be saved as.
    """
    if basis is None:
        st.caption(say("changes.ranked.none"))
        return ""
    shown = summary.drawn_changes(counts.find_extremes(selection, MOST_CHANGES, basis.bases), say)
    if basis.family == "":
        st.caption(say("changes.basis.unsaid.note"))
    chart = drawing.describe(charts.change_bars, shown, desk.colours())
    key = drawing.draw(
        chart,
        f"ranked_{grid.fingerprint(shown['key'])}",
        say("changes.ranked.alt", count=len(shown), top=shown.loc[shown["change"].abs().idxmax(), "hint"]),
    )
    if len(shown) < basis.figures:
        st.caption(say("changes.more", shown=len(shown), count=f"{basis.figures:,}"))
    with head:
        download.draw_pictures(chart, say("changes.ranked"), _name(basis.family, say), say, "changes")
    return _newly_clicked("ranked", key)


def choose_basis(bases: list[counts.Basis], asked: str, say: Words) -> counts.Basis | None:
    """The basis of comparison that a person picks; the commonest that is stated until then."""
    if not bases:
        return None
    known = {basis.family or UNSAID: basis for basis in bases}
    if desk.is_led() or st.session_state.get("basis") not in known:
        st.session_state["basis"] = asked if asked in known else usual_basis(bases).family or UNSAID
    picked = st.pills(
        say("changes.basis"),
        list(known),
        required=True,
        format_func=lambda name: f"{_name(known[name].family, say)} · {known[name].figures:,}",
        key="basis",
        wrap=True,
    )
    return known[picked]


def usual_basis(bases: list[counts.Basis]) -> counts.Basis | None:
    """The commonest basis that is stated, else that of those that state none."""
    return next((basis for basis in bases if basis.family), bases[0] if bases else None)


def said_basis(bases: list[counts.Basis], basis: counts.Basis | None) -> str:
    """What the URL says of the basis: nothing while it is the usual one."""
    return "" if basis is None or basis == usual_basis(bases) else basis.family or UNSAID


def _name(family: str, say: Words) -> str:
    return say.label("basis", family) if family else say("changes.basis.unsaid")


def _newly_clicked(chart: str, key: str) -> str:
    """The figure clicked in this run; a click of an earlier run was followed then."""
    before = st.session_state.get(f"clicked_{chart}", "")
    st.session_state[f"clicked_{chart}"] = key
    return key if key != before else ""


def draw() -> None:
    """The whole page."""
    say = desk.words()
    filters, found = panel.ask("changes")
    selection = found.where(CHANGING)
    st.caption(say("changes.lead"))
    figure = grid.chosen("changes", selection, "newest", st.query_params.get("figure", ""))
    asked = st.query_params.get("basis", "")
    left, right = st.columns([11, 9], gap="medium") if figure else (st.container(), None)
    with left:
        # Beside the evidence of a figure there is no room for two charts in a row.
        first, second = (st.container(), st.container()) if figure else st.columns(2, gap="large")
        with first:
            clicked = [draw_dumbbells(selection, say)]
        with second:
            head = drawing.head(say("changes.ranked"), "ranked")
            bases = counts.count_bases(selection)
            basis = choose_basis(bases, asked, say)
            clicked.append(draw_ranked(head, selection, basis, say))
        bar = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom")
        bar.subheader(say("changes.amounts"), anchor=False, width="content")
        with bar:
            download.draw(selection, say)
        page = grid.draw("changes", selection, "newest", figure, narrow=bool(figure), say=say)
    panel.remember(filters, figure, basis=said_basis(bases, basis), page=page)
    if right:
        with right:
            proof.draw(figure, "changes", selection, say)
    if any(clicked):
        grid.turn("changes", clicked[0] or clicked[1])
        st.rerun()


draw()
