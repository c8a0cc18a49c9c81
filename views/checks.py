"""Figures that do not fit together, each with its sentences and what a person decided: a question, not a verdict."""

import sqlite3

import pandas as pd
import streamlit as st

from extract.library import LibraryError
from views import desk, download, evidence, judging
from views.filters import Filters
from views.table import number, reading, with_unit
from views.words import Words

PAGE_FINDINGS = 20
ICONS = {"error": ":material/report:", "fine": ":material/check_circle:", "": ":material/undo:"}


def judge(finding: str, decision: str) -> None:
    """Keep a decision; where that fails, the page says why."""
    try:
        desk.library().judge(finding, decision, who=judging.who())
    except (LibraryError, ValueError, OSError, sqlite3.Error) as error:
        st.session_state["judging_failed"] = str(error)


def draw_finding(finding: pd.Series, rows: pd.DataFrame, say: Words) -> None:
    """One finding: what does not fit, what was expected and found, the sentences, the figures, the decision."""
    key = finding["finding"].replace(":", "_")
    with st.container(border=True, key=f"finding_{key}"):
        st.markdown(f"##### {say.label('finding', finding['reason'])}")
        amounts = {
            name: with_unit(number(finding[name], say.language), finding["unit"]) for name in ("expected", "found")
        }
        st.html(evidence.line_html(say.label("amounts", finding["reason"]).format(**amounts)))
        draw_sentences(rows, say)
        with st.container(horizontal=True, key=f"figures_{key}"):
            for position, row in enumerate(rows.itertuples()):
                label = evidence.plain(f"{reading(rows.iloc[position], say.language)} · {row.indicator}")
                if st.button(label, key=f"open_{key}_{position}", icon=":material/search:", type="tertiary"):
                    desk.show_figures(Filters(), row.figure_id)
        draw_decisions(finding, key, say)


def draw_decisions(finding: pd.Series, key: str, say: Words) -> None:
    """The decisions that can be made, and the one that stands."""
    decided = finding["decision"] if isinstance(finding["decision"], str) else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        for decision in ("",) if decided else judging.DECISIONS:
            st.button(
                say(f"checks.{decision or 'open'}"),
                key=f"judge_{key}_{decision or 'open'}",
                icon=ICONS[decision],
                on_click=judge,
                args=(finding["finding"], decision),
            )
        if decided:
            who = " · ".join(filter(None, (evidence.plain(finding["who"]), judging.moment_words(finding["made"]))))
            st.caption(say("checks.decided", decision=say(f"checks.{decided}"), who=who))


def draw_sentences(rows: pd.DataFrame, say: Words) -> None:
    """Each sentence once, side by side, with its document and date above it and all its figures marked."""
    groups = [shared for _, shared in rows.groupby(["doc_id", "sentence"], sort=False)]
    places = st.columns(len(groups), gap="medium") if 1 < len(groups) <= 3 else [st.container() for _ in groups]
    for place, shared in zip(places, groups, strict=True):
        with place:
            st.html(evidence.source_html(shared.iloc[0]))
            st.html(evidence.sentence_html(shared, desk.library().text(shared["doc_id"].iloc[0])))


def draw_list(found: pd.DataFrame, name: str, say: Words) -> int:
    """The findings, a page of them at a time; gives back the number of the page that is shown."""
    pages = -(-len(found) // PAGE_FINDINGS)
    shown = min(st.session_state.get(f"page_{name}", 1), pages)
    first = (shown - 1) * PAGE_FINDINGS
    of_page = found.iloc[first : first + PAGE_FINDINGS]
    figures = desk.select().figures(of_page["figure_ids"].explode().unique())
    for _, finding in of_page.iterrows():
        rows = figures.loc[[one for one in finding["figure_ids"] if one in figures.index]]
        if len(rows):
            draw_finding(finding, rows, say)
    if pages > 1:
        st.session_state[f"page_{name}"] = shown
        st.pagination(pages, key=f"page_{name}")
    download.draw_csv(table_of(found, say), say, f"findings_{name}_csv", "baoshu-findings")
    return shown


def table_of(found: pd.DataFrame, say: Words) -> pd.DataFrame:
    """The findings as a file has them: what does not fit, the two amounts, the ids of the figures, the decision."""
    decisions = found["decision"].map(lambda one: say(f"checks.{one}") if isinstance(one, str) else "")
    return pd.DataFrame(
        {
            say("checks.finding"): [say.label("finding", reason) for reason in found["reason"]],
            say("checks.expected"): found["expected"].to_numpy(),
            say("checks.found"): found["found"].to_numpy(),
            say("column.unit"): found["unit"].to_numpy(),
            say("checks.figures"): [" ".join(ids) for ids in found["figure_ids"]],
            say("history.decision"): decisions.to_numpy(),
            say("review.who"): found["who"].fillna("").to_numpy(),
        }
    )


def choose_reason(found: pd.DataFrame, say: Words) -> str:
    """The kind of findings that a person wants to see, ``""`` for all of them; the URL says which."""
    counts = found["reason"].value_counts()
    if desk.is_led():
        asked = st.query_params.get("kind", "")
        st.session_state["reason"] = asked if asked in counts else None
    elif st.session_state.get("reason") not in counts:
        st.session_state["reason"] = None  # the last of its kind was decided on
    if len(counts) < 2:
        return ""
    picked = st.pills(
        say("checks.kinds"),
        counts.index.tolist(),
        format_func=lambda reason: f"{say.label('finding', reason)} · {counts[reason]:,}",
        key="reason",
        label_visibility="collapsed",
        wrap=True,
    )
    return picked or ""


def draw_open(found: pd.DataFrame, say: Words) -> dict[str, list[str]]:
    """The findings to decide on; gives back what the URL says of them."""
    head = st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute")
    head.subheader(say("checks.count", count=f"{len(found):,}"), anchor=False, width="content")
    judging.ask_who(head, say)
    reason = choose_reason(found, say)
    page = draw_list(found[found["reason"] == reason] if reason else found, "open", say)
    query = {"kind": reason, "page": str(page) if page > 1 else ""}
    return {name: [value] for name, value in query.items() if value}


def draw() -> None:
    """The whole page."""
    say = desk.words()
    if desk.is_led():
        st.session_state["page_open"] = desk.asked_number()
    query: dict[str, list[str]] = {}
    st.caption(say("checks.lead"))
    if failed := st.session_state.pop("judging_failed", ""):
        st.error(say("review.failed"), icon=":material/error:")
        st.code(failed, language=None, wrap_lines=True)
    found = judging.decided_on(desk.findings())
    is_open = judging.is_open(found)
    if is_open.any():
        query = draw_open(found[is_open], say)
    else:
        st.success(say("checks.none", count=f"{desk.select().count():,}"), icon=":material/task_alt:")
    desk.write_url(query)
    decided = found[~is_open].sort_values("made", ascending=False)
    if len(decided):
        title = say("checks.folded", count=f"{len(decided):,}")
        with st.expander(title, icon=":material/inventory_2:", on_change="rerun", key="decided") as folded:
            if folded.open:
                draw_list(decided, "decided", say)


draw()
