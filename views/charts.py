"""Charts of figures: each function takes a frame and gives an Altair chart, and nothing here knows of Streamlit.

Colours come as a ``Palette``, one for light and one for dark pages; fonts are the page's own.
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

ROW = 23  # pixels for one bar
ROWS = alt.Scale(type="band")  # points and bars of one chart must share their rows
LABEL = 150  # pixels for the names beside the bars


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart. Rises are red and falls blue: red means up in Chinese papers, and everyone can tell them apart."""

    bar: str
    rise: str
    fall: str
    text: str


LIGHT = Palette("#2f6b8a", "#b5493c", "#2f6b8a", "#1f2328")
DARK = Palette("#74b4d3", "#f0836f", "#74b4d3", "#e9e6df")


def palette(theme: str | None) -> Palette:
    """The colours for a theme of the page, ``light`` or ``dark``."""
    return DARK if theme == "dark" else LIGHT


def bars(counts: pd.DataFrame, colours: Palette, select: str = "chosen") -> alt.LayerChart:
    """Horizontal bars of ``counts`` (columns key, label, figures), the first row on top.

    A click anywhere in a row selects its ``key`` under the name ``select``: the whole row is the target, not the bar alone,
    so that a short bar is as easy to meet as a long one.
    """
    longest = max(int(counts["figures"].max()), 1)
    order = counts["label"].tolist()
    chosen = alt.selection_point(name=select, fields=["key"], on="click", clear=False)
    y = alt.Y("label:N", sort=order, title=None, scale=ROWS, axis=_names(colours))
    base = alt.Chart(counts.assign(all=longest * 1.12)).encode(y=y)
    drawn = base.mark_bar(color=colours.bar, cornerRadiusEnd=2, size=14).encode(x=_hidden_x("figures", longest))
    numbers = base.mark_text(align="left", dx=5, fontSize=12, color=colours.text).encode(
        x=_hidden_x("figures", longest), text=alt.Text("figures:Q", format=",")
    )
    target = base.mark_bar(opacity=0.001, cursor="pointer", size=ROW).encode(
        x=_hidden_x("all", longest),
        tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("figures:Q", title=" ", format=",")],
    )
    # What is drawn last lies on top, and only what lies on top is clicked.
    return _framed(alt.layer(drawn, numbers, target.add_params(chosen)))


def change_bars(changes: pd.DataFrame, colours: Palette, select: str = "chosen") -> alt.LayerChart:
    """Rises to the right and falls to the left of zero (columns key, label, change in per cent, words, direction)."""
    order = changes["label"].tolist()
    chosen = alt.selection_point(name=select, fields=["key"], on="click", clear=False)
    least, most = min(changes["change"].min(), 0), max(changes["change"].max(), 0)
    room = (most - least or 1) * 0.2  # for the words beside the longest bar
    low, high = least - (room if least < 0 else 0), most + (room if most > 0 else 0)
    scale = alt.Scale(domain=[low, high], nice=False)
    y = alt.Y("label:N", sort=order, title=None, scale=ROWS, axis=_names(colours, 230))
    base = alt.Chart(changes.assign(low=low, high=high, zero=0.0)).encode(y=y)
    x = alt.X("change:Q", scale=scale, axis=None)
    colour = alt.Color("direction:N", legend=None).scale(domain=["rise", "fall"], range=[colours.rise, colours.fall])
    drawn = base.mark_bar(size=13).encode(x=x, x2="zero:Q", color=colour)
    numbers = [
        base.transform_filter(test)
        .mark_text(align=align, dx=dx, fontSize=12, color=colours.text)
        .encode(x=x, text="words:N")
        for test, align, dx in (("datum.change >= 0", "left", 5), ("datum.change < 0", "right", -5))
    ]
    target = base.mark_bar(opacity=0.001, cursor="pointer", size=ROW).encode(
        x=alt.X("low:Q", scale=scale, axis=None), x2="high:Q", tooltip=[alt.Tooltip("hint:N", title=" ")]
    )
    return _framed(alt.layer(drawn, *numbers, target.add_params(chosen)))


def dumbbells(pairs: pd.DataFrame, colours: Palette, select: str = "chosen") -> alt.LayerChart:
    """From→to of figures of ONE unit: a hollow point before, a full one after, a line between.

    Columns key, label, before, after, before_words, after_words, direction, hint. Two units never share an axis: draw one
    chart for each.
    """
    order = pairs["label"].tolist()
    chosen = alt.selection_point(name=select, fields=["key"], on="click", clear=False)
    ends = pd.concat([pairs["before"], pairs["after"]])
    margin = max((ends.max() - ends.min()) * 0.16, abs(ends.max()) * 0.02, 1e-9)
    scale = alt.Scale(domain=[ends.min() - margin, ends.max() + margin], nice=False)
    colour = alt.Color("direction:N", legend=None).scale(domain=["rise", "fall"], range=[colours.rise, colours.fall])
    y = alt.Y("label:N", sort=order, title=None, scale=ROWS, axis=_names(colours, 230))
    base = alt.Chart(pairs.assign(low=ends.min() - margin, high=ends.max() + margin)).encode(y=y)
    before = alt.X("before:Q", scale=scale, axis=None)
    after = alt.X("after:Q", scale=scale, axis=None)
    line = base.mark_rule(strokeWidth=2.5).encode(x=before, x2="after:Q", color=colour)
    hollow = base.mark_point(size=75, strokeWidth=2, filled=False).encode(x=before, color=colour)
    full = base.mark_point(size=95, filled=True, opacity=1).encode(x=after, color=colour)
    target = base.mark_bar(opacity=0.001, cursor="pointer", size=ROW + 5).encode(
        x=alt.X("low:Q", scale=scale, axis=None), x2="high:Q", tooltip=[alt.Tooltip("hint:N", title=" ")]
    )
    layers = [line, hollow, full, *_end_words(base, before, after, colours), target.add_params(chosen)]
    return _framed(alt.layer(*layers), ROW + 8)


def _end_words(base: alt.Chart, before: alt.X, after: alt.X, colours: Palette) -> list[alt.Chart]:
    """The two values, each on the outer side of its point."""
    sides = (
        ("datum.after >= datum.before", before, "before_words", "right", -9),
        ("datum.after >= datum.before", after, "after_words", "left", 9),
        ("datum.after < datum.before", before, "before_words", "left", 9),
        ("datum.after < datum.before", after, "after_words", "right", -9),
    )
    return [
        base.transform_filter(test)
        .mark_text(align=align, dx=dx, fontSize=12, color=colours.text)
        .encode(x=x, text=f"{words}:N")
        for test, x, words, align, dx in sides
    ]


def _hidden_x(column: str, longest: int) -> alt.X:
    return alt.X(f"{column}:Q", scale=alt.Scale(domain=[0, longest * 1.12], nice=False), axis=None)


def _names(colours: Palette, limit: int = LABEL) -> alt.Axis:
    """The axis of names. With ``labelFlush`` the first and the last name would leave their rows for the chart's edge."""
    return alt.Axis(
        labelLimit=limit,
        labelFontSize=13,
        labelColor=colours.text,
        labelPadding=8,
        labelOverlap=False,
        labelFlush=False,
        labelBaseline="middle",
        ticks=False,
        domain=False,
        grid=False,
    )


def _framed(chart: alt.LayerChart, row: int = ROW) -> alt.LayerChart:
    """The chart as high as its rows need, as wide as the page gives, without a frame."""
    padding = {"left": 0, "top": 0, "right": 0, "bottom": 0}
    return chart.properties(height=alt.Step(row), width="container", padding=padding).configure_view(stroke=None)
