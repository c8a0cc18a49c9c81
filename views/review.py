"""Figures to accept, correct or reject one after the other, the most doubtful first, with the keyboard.

Nothing is said to be saved before the library has it on disk: each decision is made in a callback, and what the page
shows afterwards is read back from there.
"""

import sqlite3

import pandas as pd
import streamlit as st

from extract.library import LibraryError
from extract.library.doubts import read_progress, read_queue
from extract.library.filters import Filters
from extract.library.selection import Selection
from views import correction, desk, download, evidence, judging, panel
from views.table import ROW_LIMIT, reading
from views.words import Words

PAGE = "review"
UPCOMING = 6
KEYS = {"accepted": "A", "correct": "E", "rejected": "X", "skip": "S", "undo": "Z"}
ICONS = {
    "accepted": ":material/check:",
    "correct": ":material/edit:",
    "rejected": ":material/close:",
    "skip": ":material/skip_next:",
    "undo": ":material/undo:",
}

# On a phone the words of the progress and the name stand one below the other, and all keys fit into two rows.
STYLE = """<style>
@media (max-width:640px){
  .st-key-review_head{flex-direction:column;align-items:stretch;gap:.5rem}
  .st-key-review_head>*{flex:0 0 auto!important;height:auto!important}
  .st-key-review_keys{gap:.5rem}
}
</style>"""


def session(name: str) -> list[str]:
    """A list of figures that this session keeps: those it decided on, in order, and those it skipped."""
    return st.session_state.setdefault(f"review_{name}", [])


def decide(figure: str, decision: str, field: str = "", new: str = "", stay: bool = False) -> bool:
    """Whether the decision is on disk; then the next figure is shown, else the reason why it could not be kept."""
    try:
        desk.library().review(figure, decision, field, new, who=judging.who())
    except (LibraryError, ValueError, OSError, sqlite3.Error) as error:
        st.session_state["review_failed"] = str(error)
        return False
    session("decided").append(figure)
    st.session_state["review_kept"] = (figure, decision)
    turn(figure if stay else "")
    return True


def turn(figure: str) -> None:
    """Show ``figure`` next, ``""`` for the first of the queue; the URL names it once it is known."""
    correction.close()
    st.session_state["review_turn"] = figure


def undo() -> None:
    """Take back this session's latest decision and show its figure again."""
    figure = session("decided")[-1]
    try:
        desk.library().undo(figure, who=judging.who())
    except (LibraryError, ValueError, OSError, sqlite3.Error) as error:
        st.session_state["review_failed"] = str(error)
        return
    session("decided").pop()
    st.session_state["review_kept"] = (figure, "undone")
    turn(figure)


def skip(figure: str) -> None:
    """Put a figure behind all others of this session."""
    skipped = session("skipped")
    if figure in skipped:
        skipped.remove(figure)
    skipped.append(figure)
    turn("")


def queue_of(selection: Selection, most: int) -> pd.DataFrame:
    """The figures to look at next, with the reasons; decided ones where these are filtered for, once a session."""
    decided = bool(selection.filters.review)
    behind = [*session("skipped"), *(session("decided") if decided else ())]
    return read_queue(selection.ask, judging.doubted(), behind, most, decided)


def find_current(selection: Selection, queue: pd.DataFrame) -> str:
    """The figure that was turned to, else the URL's unless the filters were just changed so that they hide it."""
    asked = st.session_state.pop("review_turn", st.query_params.get("figure", ""))
    before = st.session_state.get("review_filters", selection.filters)
    st.session_state["review_filters"] = selection.filters
    if asked and (before == selection.filters or selection.holds(asked)):
        return asked
    return queue["figure_id"].iloc[0] if len(queue) else ""


def draw_progress(filters: Filters, say: Words) -> None:
    """How far the chosen figures are reviewed, and by what decisions."""
    everything = Filters(**{name: values for name, values in filters.to_query().items() if name != "review"})
    progress = read_progress(desk.select(everything).ask)
    share = progress.decided / progress.figures if progress.figures else 0.0
    names = ("figures", "decided", "accepted", "corrected", "rejected")
    numbers = {name: f"{getattr(progress, name):,}" for name in names}
    st.progress(share, text=say("review.progress", **numbers, session=f"{len(session('decided')):,}"))


def draw_said(say: Words) -> None:
    """What the last key came to: kept on disk, or not and why."""
    failed = st.session_state.pop("review_failed", "")
    if failed:
        st.error(say("review.failed"), icon=":material/error:")
        st.code(failed, language=None, wrap_lines=True)
    kept = st.session_state.pop("review_kept", None)
    if kept:
        rows = desk.select().figures([kept[0]])
        words = evidence.plain(reading(rows.iloc[0], say.language)) if len(rows) else ""
        st.toast(f"{say.label('review', kept[1])} · {words}", icon=":material/save:")


def draw_keys(figure: str, say: Words) -> None:
    """The five things to do with a figure, each with its key."""
    actions = {
        "accepted": (decide, (figure, "accepted")),
        "correct": (correction.open_form, ()),
        "rejected": (decide, (figure, "rejected")),
        "skip": (skip, (figure,)),
        "undo": (undo, ()),
    }
    with st.container(horizontal=True, key="review_keys"):
        for name, (act, arguments) in actions.items():
            st.button(
                say(f"review.{name}"),
                key=f"review_{name}",
                shortcut=KEYS[name],
                icon=ICONS[name],
                on_click=act,
                args=arguments,
                type="primary" if name == "accepted" else "secondary",
                disabled=name == "undo" and not session("decided"),
            )


def draw_figure(row: pd.Series, doubts: list[str], say: Words) -> None:
    """The figure's sentence with its words large in the middle, why it is doubtful, and the keys."""
    with st.container(border=True, key="review_figure"):
        st.html(evidence.doubts_html([say.label("doubt", doubt) for doubt in doubts] or [say("review.no_doubt")]))
        st.html(evidence.focus_html(row, desk.library().text(row["doc_id"])))
        st.html(evidence.source_html(row))
        if row["review"]:
            st.caption(say("review.standing", decision=say.label("review", row["review"])))
    draw_keys(row["figure_id"], say)
    if correction.is_open():
        correction.draw(row, decide, say)


def draw_fields(row: pd.Series, say: Words) -> None:
    """The figure's fields, and the way to its article."""
    with st.container(border=True, key="review_fields"):
        st.html(evidence.head_html(row, say))
        st.html(evidence.fields_html(row, say))
        if st.button(say("evidence.document"), icon=":material/article:", type="tertiary", key="to_document"):
            desk.show_document(row["doc_id"], row["figure_id"])


def draw_history(say: Words) -> None:
    """Who decided what, the latest first; read only when it is opened."""
    with st.expander(say("review.history"), icon=":material/history:", on_change="rerun", key="history") as history:
        if not history.open:
            return
        reviews = desk.library().reviews()
        people = reviews["who"].replace("", say("unknown")).value_counts()
        st.caption(" · ".join(f"{evidence.plain(name)} {count:,}" for name, count in people.items()))
        table = judging.history_table(reviews.iloc[::-1].head(ROW_LIMIT), say)
        st.dataframe(table, hide_index=True, alt=say("review.history"))
        download.draw_csv(table, say, "history_csv", "baoshu-reviews")


def draw() -> None:
    """The whole page."""
    say = desk.words()
    _, selection = panel.ask(PAGE)
    st.html(STYLE)
    correction.prepare()
    head = st.container(
        horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", key="review_head"
    )
    with head.container(width="stretch"):
        draw_progress(selection.filters, say)
    judging.ask_who(head, say)
    draw_said(say)
    queue = queue_of(selection, UPCOMING)
    figure = find_current(selection, queue)
    panel.remember(selection.filters, figure)
    rows = desk.select().figures([figure])
    if rows.empty:
        st.success(say("review.done"), icon=":material/task_alt:")
        if session("decided"):
            st.button(say("review.undo"), key="review_undo", shortcut=KEYS["undo"], icon=ICONS["undo"], on_click=undo)
        draw_history(say)
    else:
        doubts = dict(zip(queue["figure_id"], queue["doubts"], strict=True))
        left, right = st.columns([3, 2], gap="medium")
        with left:
            draw_figure(rows.iloc[0], list(doubts.get(figure, ())), say)
            draw_history(say)
        with right:
            draw_fields(rows.iloc[0], say)


draw()
