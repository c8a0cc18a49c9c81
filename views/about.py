"""What the tool is, what each column means, how accurate it is, and where the library lies."""

from importlib.metadata import PackageNotFoundError, version

import pandas as pd
import streamlit as st

from extract.claims import COLUMNS
from views import accuracy, desk
from views.words import Words


def version_words() -> str:
    """The installed version; ``""`` when the app runs from files that were never installed."""
    try:
        return version("baoshu")
    except PackageNotFoundError:
        return ""


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
    measured = accuracy.measure(desk.SAMPLE.parent / "gold.jsonl")
    if measured is None:
        st.caption(say("about.accuracy.none"))
        return
    st.caption(say("about.accuracy.lead", documents=measured.documents))
    table = measured.table.assign(measure=[say(f"score.{name}") for name in measured.table["measure"]])
    names = {name: say(f"about.{name}") for name in table.columns}
    st.table(table.rename(columns=names), border="horizontal", hide_index=True)


def draw() -> None:
    """The whole page."""
    say = desk.words()
    desk.write_url({})
    st.markdown(say("about.lead"))
    st.caption(f"{say('about.version')} {version_words()}")
    st.caption(say("about.library"))
    st.code(str(desk.folder()), language=None, wrap_lines=True)
    draw_accuracy(say)
    draw_columns(say)


draw()
