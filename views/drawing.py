"""Charts on the page. A chart is described once for what it shows, however often the page is drawn."""

import json
import threading
from collections.abc import Callable
from typing import NamedTuple

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views.charts import SELECT

KEPT = 200  # charts, each some ten kilobytes
_ALTAIR = threading.Lock()  # how Altair treats data is set for all threads at once


class Drawing(NamedTuple):
    """A chart as the page takes it: its specification without data, and the frames that it names."""

    spec: dict
    frames: dict[str, pd.DataFrame]

    def whole(self) -> dict:
        """The specification with its data, as JSON has it."""
        texts = {name: frame.to_json(orient="records", date_format="iso") for name, frame in self.frames.items()}
        return self.spec | {"datasets": {name: json.loads(text) for name, text in texts.items()}}


def describe(make: Callable[..., alt.TopLevelMixin], *shown: object) -> Drawing:
    """What ``make(*shown)`` draws, frames and plain values. Shared by all sessions: never write into it."""
    return _described(make.__qualname__, make, *shown)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _described(name: str, _make: Callable[..., alt.TopLevelMixin], *shown: object) -> Drawing:
    # Altair's own checks take most of its time; the tests of the charts make them.
    with _ALTAIR, alt.utils.schemapi.debug_mode(False):
        return _without_data(_make(*shown))


def _without_data(chart: alt.TopLevelMixin) -> Drawing:
    frames: dict[str, pd.DataFrame] = {}

    def set_aside(data: pd.DataFrame) -> dict:
        name = f"data-{len(frames)}"
        frames[name] = data
        return {"name": name}

    alt.data_transformers.register("set_aside", set_aside)
    with alt.data_transformers.enable("set_aside"):
        return Drawing(chart.to_dict(validate=False), frames)


def head(title: str, key: str) -> DeltaGenerator:
    """The line above a chart: its title, and room at the right for what it can be saved as."""
    row = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"titled_{key}"
    )
    row.subheader(title, anchor=False, width="content")
    return row


def draw(drawing: Drawing, key: str, words: str) -> str:
    """Put the chart on the page, for those who do not see it in ``words``; gives back the key that is clicked in it."""
    spec = drawing.spec | {"datasets": dict(drawing.frames)}
    event = st.vega_lite_chart(spec, on_select="rerun", selection_mode=SELECT, key=key, alt=words)
    rows = event["selection"].get(SELECT) if event else None
    return str(rows[0].get("key", "")) if rows else ""
