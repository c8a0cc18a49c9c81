"""What every page works with: the library on this machine, its figures, the language and the way to other pages."""

import os
import re
from pathlib import Path

import pandas as pd
import streamlit as st

from extract.library import Library, PublishedFigures
from extract.library.selection import Selection
from views.charts import Palette, palette
from views.checking import Checking
from views.filters import Filters
from views.intake import read_sample
from views.words import Words

HOME = Path(__file__).parent.parent
SAMPLE = HOME / "data" / "articles"
PARTS_UNTOLD = 2  # new parts of a library, of up to a thousand articles each, that are taken in within a moment


def pattern() -> str:
    """The Parquet files that ``baoshu dashboard --figures`` shows instead of a library; ``""`` for a library."""
    return os.environ.get("BAOSHU_FIGURES", "")


def folder() -> Path:
    """Where the library lives: ``BAOSHU_LIBRARY``, else ``data/library`` beside ``dashboard.py``."""
    if pattern():
        return Path(pattern())
    return Path(os.environ.get("BAOSHU_LIBRARY") or HOME / "data" / "library")


@st.cache_resource(show_spinner=False, max_entries=4)
def _open(folder: Path) -> Library:
    library = Library.open(folder)
    if library.documents().empty and SAMPLE.is_dir():
        library.add_documents(read_sample(SAMPLE), source="sample")
    return library


@st.cache_resource(show_spinner=False, max_entries=4)
def _open_published(pattern: str) -> PublishedFigures:
    return PublishedFigures(pattern)


def library() -> Library | PublishedFigures:
    """The library; one that holds nothing yet is given the sample articles first. Or Parquet files, read-only."""
    return _open_published(pattern()) if pattern() else _open(folder())


def select(filters: Filters | None = None) -> Selection:
    """The figures that ``filters`` leave; nothing is read before it is asked."""
    return library().select(filters)


def prepare(say: Words) -> None:
    """Make the library ready to be asked. Of a large one, or one that has grown much, the page tells how far it is."""
    place = st.empty()

    def tell(done: int, of: int) -> None:
        if of > PARTS_UNTOLD:
            place.progress(done / of, text=say("loading.index", percent=f"{done / of:.0%}"))

    library().prepare(tell)
    place.empty()


@st.cache_resource(show_spinner=False, max_entries=2)
def _checking(folder: Path) -> Checking:
    return Checking()


def findings() -> pd.DataFrame:
    """What the checks find in the library's figures; shared by all sessions: never write into it.

    Of a large library that has just changed, what was found before; the first time the page waits.
    """
    return _checking(folder()).wait(select())


def findings_so_far() -> pd.DataFrame | None:
    """The same without waiting: None while a large library is checked for the first time."""
    return _checking(folder()).so_far(select())


@st.cache_resource(show_spinner=False, max_entries=2)
def _documents(folder: Path, stamp: str) -> pd.DataFrame:
    documents = library().documents()
    return documents.sort_values(["published", "doc_id"], ascending=[False, True], na_position="last")


def documents() -> pd.DataFrame:
    """Every document of the library, the newest first. Shared by all sessions: never write into it."""
    return _documents(folder(), library().stamp())


def words() -> Words:
    """What the interface says, in the language of this session."""
    return Words(st.session_state.get("language", "zh"))


def colours() -> Palette:
    """The colours of marks for the theme of this session."""
    return palette(st.context.theme.type)


def enter(page: str) -> None:
    """Note which page is drawn, and whether its URL says something else than it was last made to say."""
    st.session_state["came_here"] = st.session_state.get("page") != page
    st.session_state["is_led"] = came_here() or asked() != st.session_state.get("url")
    st.session_state["page"] = page


def came_here() -> bool:
    """Whether this run is the first since the session came to the page."""
    return st.session_state["came_here"]


def is_led() -> bool:
    """Whether the URL leads this run: a link or “back” changed it, and what was chosen before gives way to it."""
    return st.session_state["is_led"]


def go_on() -> None:
    """End what only a page's whole run has to do, before a fragment of it runs again: the URL leads no more."""
    st.session_state["came_here"] = st.session_state["is_led"] = False


def parameters() -> dict[str, list[str]]:
    """The parameters of the page's URL."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def asked() -> dict[str, list[str]]:
    """What the URL asks to see: its parameters but for the language."""
    return {name: values for name, values in parameters().items() if name != "lang"}


def asked_number(name: str = "page") -> int:
    """A number of the URL that counts from 1; 1 where it says none, or something else."""
    words = st.query_params.get(name, "")
    return max(1, int(words)) if re.fullmatch("[0-9]{1,6}", words) else 1


def show_figures(filters: Filters, figure: str = "") -> None:
    """Go to the page of figures with these filters set and this figure chosen."""
    query = filters.to_query() | ({"figure": [figure]} if figure else {}) | language_query()
    st.switch_page("views/figures.py", query_params=query)


def show_document(doc_id: str, figure: str = "") -> None:
    """Go to the reading view of a document."""
    query = {"open": [doc_id]} | ({"figure": [figure]} if figure else {}) | language_query()
    st.switch_page("views/documents.py", query_params=query)


def language_query() -> dict[str, list[str]]:
    """The parameter that keeps a language chosen by hand; nothing while the browser's own is used."""
    chosen = st.session_state.get("language_chosen")
    return {"lang": [chosen]} if chosen else {}


def write_url(query: dict[str, list[str]]) -> None:
    """Make the URL say ``query`` and the language, and nothing else.

    A URL that says it already is left alone, and so is one that went back to before the language was chosen, or to
    before the page wrote down what it shows of its own accord: every change is a new entry of the browser's history,
    and a page that answers “back” by a new entry can never be left.
    """
    said = asked()
    went_back = is_led() and not came_here()
    if went_back and all(query.get(name) == values for name, values in said.items()):
        query = said
    _say(query)


def turn_url(name: str, value: str) -> None:
    """Change one parameter of the URL from outside its widget, as a callback does; ``""`` takes it out."""
    query = asked() | {name: [value]}
    _say({name: values for name, values in query.items() if values != [""]})


def _say(query: dict[str, list[str]]) -> None:
    st.session_state["url"] = query
    language = language_query() if came_here() or "lang" in st.query_params else {}
    if parameters() != query | language:
        st.query_params.from_dict(query | language)


def chosen_row(event: object) -> int | None:
    """The position of the row chosen in a table, None when none is."""
    rows = event["selection"]["rows"] if event else []
    return rows[0] if rows else None
