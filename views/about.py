"""What the tool is, what each column means, how accurate it is, and where the library lies."""

import pandas as pd
import streamlit as st

from extract.claims import COLUMNS
from views import accuracy, citation, desk
from views.words import Words

MISSED = ("indicators", "carried", "periods", "places", "scans", "vague", "views")


@st.cache_resource(show_spinner=False)
def measured_accuracy() -> accuracy.Measured | None:
    """The accuracy on the sample, measured once while the app runs: neither the rules nor the gold change meanwhile."""
    return accuracy.measure(desk.SAMPLE.parent / "gold.jsonl")


def draw_columns(say: Words) -> None:
    """Every column of the table with its name and its meaning."""
    names = [*COLUMNS, "review"]
    table = pd.DataFrame(
        {
            say("about.column"): names,
            say("evidence.field"): [say.column(name) for name in names],
            say("about.meaning"): [say.meaning(name) for name in names],
        }
    )
    st.subheader(say("about.columns"), anchor=False)
    st.table(table, border="horizontal", hide_index=True)


def draw_accuracy(say: Words) -> None:
    """How many rows made by hand from the sample articles are found, and how many of those found are right."""
    st.subheader(say("about.accuracy"), anchor=False)
    measured = measured_accuracy()
    if measured is None:
        st.caption(say("about.accuracy.none"))
        return
    st.caption(say("about.accuracy.lead", documents=measured.documents))
    left, right = st.columns([3, 2], gap="large")
    measures = measured.measures.assign(measure=[say(f"score.{name}") for name in measured.measures["measure"]])
    # “quantity” is scored by its value, unit and bound, not by its words.
    scored = ["value" if name == "quantity" else name for name in measured.fields["field"]]
    fields = measured.fields.assign(field=[say.column(name) for name in scored])
    for column, table in ((left, measures), (right, fields)):
        names = {name: say(f"about.{name}") for name in table.columns}
        column.table(table.rename(columns=names), border="horizontal", hide_index=True)


def draw_published(say: Words) -> None:
    """What was measured on articles that nobody looked at while the rules were made, out of docs/accuracy.md."""
    published = accuracy.read_published(desk.HOME / "docs" / "accuracy.md")
    if not published:
        return
    st.markdown(f"##### {say('about.unseen')}")
    st.caption(say("about.unseen.lead"))
    names = {"quantity": "value"}
    rows = [
        (say(f"score.{name}") if name in accuracy.MEASURES and is_score else say.column(names.get(name, name)), share)
        for name, share, is_score in published
    ]
    table = pd.DataFrame(rows, columns=[say("about.measure"), "%"])
    st.table(table, border="horizontal", hide_index=True, width="content")


def draw_missed(say: Words) -> None:
    """The kinds of figures that are known to be read wrongly or not at all."""
    st.subheader(say("about.missed"), anchor=False)
    st.markdown("\n".join(f"- {say(f'missed.{name}')}" for name in MISSED))


def draw() -> None:
    """The whole page."""
    say = desk.words()
    desk.write_url({})
    st.markdown(say("about.lead"))
    st.caption(f"{say('about.version')} {citation.version_words()}")
    st.caption(citation.cite(f"{len(desk.documents()):,}", say))
    st.caption(say("about.library"))
    st.code(str(desk.folder()), language=None, wrap_lines=True)
    draw_accuracy(say)
    draw_published(say)
    draw_missed(say)
    draw_columns(say)


draw()
