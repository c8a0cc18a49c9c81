"""Figures that do not fit together, each with its sentences: a question for a person, not a verdict."""

import pandas as pd
import streamlit as st

from views import desk, evidence
from views.filters import Filters
from views.table import number, reading, with_unit
from views.words import Words

MOST_SHOWN = 30


def draw_finding(finding: pd.Series, rows: pd.DataFrame, place: int, say: Words) -> None:
    """One finding: what does not fit, what was expected and found, the sentences, and the way to each figure."""
    with st.container(border=True, key=f"finding_{place}"):
        st.markdown(f"##### {say.label('finding', finding['reason'])}")
        amounts = {
            name: with_unit(number(finding[name], say.language), finding["unit"]) for name in ("expected", "found")
        }
        st.html(evidence.line_html(say.label("amounts", finding["reason"]).format(**amounts)))
        draw_sentences(rows, say)
        with st.container(horizontal=True):
            for position, row in enumerate(rows.itertuples()):
                label = evidence.plain(f"{reading(rows.iloc[position], say.language)} · {row.indicator}")
                if st.button(label, key=f"open_{place}_{position}", icon=":material/search:", type="tertiary"):
                    desk.show_figures(Filters(), row.figure_id)


def draw_sentences(rows: pd.DataFrame, say: Words) -> None:
    """Each sentence once, with its document and date above it and all its figures marked."""
    for (doc_id, _), shared in rows.groupby(["doc_id", "sentence"], sort=False):
        st.html(evidence.source_html(shared.iloc[0]))
        st.html(evidence.sentence_html(shared, desk.library().text(doc_id)))


def draw() -> None:
    """The whole page."""
    say = desk.words()
    desk.write_url({})
    st.caption(say("checks.lead"))
    findings, figures = desk.findings(), desk.select()
    if findings.empty:
        st.success(say("checks.none", count=f"{figures.count():,}"), icon=":material/task_alt:")
        return
    st.subheader(say("checks.count", count=len(findings)), anchor=False)
    for place, (_, finding) in enumerate(findings.head(MOST_SHOWN).iterrows()):
        draw_finding(finding, figures.figures(finding["figure_ids"]), place, say)
    if len(findings) > MOST_SHOWN:
        st.caption(say("checks.more", shown=MOST_SHOWN, count=len(findings)))


draw()
