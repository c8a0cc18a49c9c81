"""The filters beside a page: their widgets, kept in step with the URL.

``bind="query-params"`` would put the shown label of a choice into the URL, and ours hold a count and the language
(农业与乡村 · 56). So the URL is read and written here by the values: a link made in Chinese opens in English.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from extract.library.filters import DOWN
from extract.library.selection import Selection
from views import desk, grid
from views.filters import FACETS, Facet, Filters, from_query
from views.table import place_name
from views.words import Words

PREFIX = "filter_"
MOST_OFFERED = 300  # values of one facet that are sent to the browser


def ask(page: str) -> tuple[Filters, Selection]:
    """The filters that the sidebar shows for ``page`` and what they leave; the first run takes them from the URL."""
    say = desk.words()
    _seed(page)
    filters = _chosen()
    selection = desk.select(filters)
    counts = selection.facets()
    with st.sidebar:
        _head(filters, say)
        st.text_input(
            say("filter.q"),
            key=f"{PREFIX}q",
            placeholder=say("filter.q.hint"),
            help=say("filter.q.help"),
            icon=":material/search:",
        )
        _facets((facet for facet in FACETS if facet.front), filters, counts, say)
        more = [facet for facet in FACETS if not facet.front]
        used = sum(bool(getattr(filters, facet.name)) for facet in more)
        title = say("filters.more.on", count=used) if used else say("filters.more")
        with st.expander(title, expanded=used > 0, key="more_filters", on_change="rerun") as folded:
            if folded.open:
                _facets(more, filters, counts, say)
            else:
                _keep(more)
    return filters, selection


def remember(filters: Filters, figure: str = "", **more: str) -> None:
    """Write the filters, the chosen figure and what else is chosen into the URL, and keep the filters for later."""
    query = filters.to_query() | {name: [value] for name, value in {"figure": figure, **more}.items() if value}
    desk.write_url(query)
    st.session_state["filters"] = filters


def reset() -> None:
    """Take back every choice."""
    _set(Filters())


def _seed(page: str) -> None:
    """Set the widgets from the URL where it was changed by a link or by going back, not by the widgets themselves."""
    if desk.came_here() and not desk.asked():
        _set(st.session_state.get("filters", Filters()))
    elif desk.is_led():
        _set(desk.select().resolve(from_query(desk.asked())))
        grid.follow_url(page)


def _set(filters: Filters) -> None:
    st.session_state[f"{PREFIX}q"] = filters.q
    for facet in FACETS:
        st.session_state[PREFIX + facet.name] = list(getattr(filters, facet.name))


def _chosen() -> Filters:
    values = {facet.name: tuple(st.session_state.get(PREFIX + facet.name, ())) for facet in FACETS}
    return replace(Filters(q=st.session_state.get(f"{PREFIX}q", "")), **values)


def _head(filters: Filters, say: Words) -> None:
    row = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    row.subheader(say("filters"), anchor=False, width="content")
    row.button(
        say("filters.reset"),
        on_click=reset,
        type="tertiary",
        icon=":material/restart_alt:",
        disabled=filters == Filters(),
        key="reset",
    )


def _facets(facets: Iterable[Facet], filters: Filters, counts: dict[str, pd.Series], say: Words) -> None:
    for facet in facets:
        _choose(facet, getattr(filters, facet.name), counts[facet.name], say)


def _keep(facets: Iterable[Facet]) -> None:
    """Hold what is chosen while its widgets are not drawn, which Streamlit would forget."""
    for facet in facets:
        st.session_state[PREFIX + facet.name] = st.session_state.get(PREFIX + facet.name, [])


def _choose(facet: Facet, chosen: tuple[str, ...], counts: pd.Series, say: Words) -> None:
    """A widget for one facet, each value with how many figures it would leave."""
    offered = offered_places(counts, chosen) if facet.name == "place" else counts.head(MOST_OFFERED)
    kept = counts[counts.index.isin(chosen) & ~counts.index.isin(offered.index)]
    numbers = {str(value): int(count) for value, count in pd.concat([offered, kept]).items()}
    options = [*numbers, *(value for value in chosen if value not in numbers)]
    names = _names(facet, options, say)
    key = PREFIX + facet.name
    # The labels hold counts that change, and Streamlit knows a choice by its label: say again what is chosen.
    st.session_state[key] = list(chosen)
    st.multiselect(
        say(f"filter.{facet.name}"),
        options,
        format_func=lambda value: f"{names(value)} · {numbers.get(value, 0):,}",
        key=key,
        placeholder=say("filters.any") if options else say("filters.none"),
        disabled=not options,
    )


def offered_places(counts: pd.Series, chosen: tuple[str, ...]) -> pd.Series:
    """What lies in a chosen place first, then the provinces, then the places with most figures."""
    above = [path.rpartition(DOWN)[0] for path in counts.index]
    ranks = [0 if path in chosen else 2 if path else 1 for path in above]
    ranked = sorted(range(len(ranks)), key=ranks.__getitem__)[:MOST_OFFERED]
    return counts.iloc[ranked]


def _names(facet: Facet, options: list[str], say: Words) -> Callable[[str], str]:
    if facet.name == "doc":
        documents = desk.documents()
        listed = documents[documents["doc_id"].isin(options)]
        titles = dict(zip(listed["doc_id"], listed["title"], strict=True))
        return lambda value: titles.get(value) or value
    if facet.name == "place":
        alike = Counter(path.rpartition(DOWN)[2] for path in options)
        return lambda path: place_name(path, options if alike[path.rpartition(DOWN)[2]] > 1 else ())
    return lambda value: say.label(facet.name, value)
