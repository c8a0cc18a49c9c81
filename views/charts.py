"""Charts of figures: each function takes a frame and gives an Altair chart, and nothing here knows of Streamlit.

Colours come as a ``Palette``, one for light and one for dark pages; fonts are the page's own. In every chart a click
anywhere in a row selects its ``key`` under the name ``SELECT``: a short bar is as easy to meet as a long one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

SELECT = "chosen"
ROW = 23  # pixels for one bar
BAND = alt.Scale(type="band")  # points and bars of one chart must share their rows
# Pixels for the names beside the rows; on a phone they leave the larger part to the marks.
SHORT = alt.ExprRef("min(215, 0.42 * containerSize()[0])")
LONG = alt.ExprRef("min(230, 0.42 * containerSize()[0])")
LETTER = 8  # pixels, about: the width of a letter or figure beside a mark


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart: rises are red, as in Chinese papers, and falls blue, which everyone can tell from red."""

    bar: str
    rise: str
    fall: str
    text: str


LIGHT = Palette("#2f6b8a", "#b5493c", "#2f6b8a", "#1f2328")
DARK = Palette("#74b4d3", "#f0836f", "#74b4d3", "#e9e6df")


def palette(theme: str | None) -> Palette:
    """The colours for a theme of the page, ``light`` or ``dark``."""
    return DARK if theme == "dark" else LIGHT


def bars(counts: pd.DataFrame, colours: Palette) -> alt.LayerChart:
    """Horizontal bars of ``counts`` (columns key, label, figures), the first row on top."""
    base = _rows(counts, colours, SHORT)
    x = _x("figures", alt.Scale(domain=[0, max(int(counts["figures"].max()), 1) * 1.16], nice=False))
    drawn = base.mark_bar(color=colours.bar, cornerRadiusEnd=2, size=14).encode(x=x)
    numbers = _text(base, "left", 5, colours).encode(x=x, text=alt.Text("figures:Q", format=","))
    hints = [alt.Tooltip("label:N", title=" "), alt.Tooltip("figures:Q", title=" ", format=",")]
    return _framed(alt.layer(drawn, numbers, _target(base, hints)), ROW)


def change_bars(changes: pd.DataFrame, colours: Palette) -> alt.LayerChart:
    """Rises right of zero, falls left of it: columns key, label, change (per cent), words, direction, hint."""
    base = _rows(changes.assign(zero=0.0), colours, LONG)
    x = _x("change", _roomy([*changes["change"], 0.0], changes["words"]))
    drawn = base.mark_bar(size=13).encode(x=x, x2="zero:Q", color=_direction(colours))
    numbers = [
        _text(base.transform_filter(test), align, shift, colours).encode(x=x, text="words:N")
        for test, align, shift in (("datum.change >= 0", "left", 5), ("datum.change < 0", "right", -5))
    ]
    return _framed(alt.layer(drawn, *numbers, _target(base, [alt.Tooltip("hint:N", title=" ")])), ROW)


def dumbbells(pairs: pd.DataFrame, colours: Palette) -> alt.LayerChart:
    """From→to of figures of ONE unit: a hollow point before, a full one after, a line between.

    Columns key, label, before, after, before_words, after_words, direction, hint. Two units never share an axis: each
    has its own chart.
    """
    scale = _roomy([*pairs["before"], *pairs["after"]], [*pairs["before_words"], *pairs["after_words"]])
    base = _rows(pairs, colours, LONG)
    before, after, colour = _x("before", scale), _x("after", scale), _direction(colours)
    layers = [
        base.mark_rule(strokeWidth=2.5).encode(x=before, x2="after:Q", color=colour),
        base.mark_point(size=75, strokeWidth=2, filled=False).encode(x=before, color=colour),
        base.mark_point(size=95, filled=True, opacity=1).encode(x=after, color=colour),
        *_end_words(base, before, after, colours),
        _target(base, [alt.Tooltip("hint:N", title=" ")]),
    ]
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
        _text(base.transform_filter(test), align, shift, colours).encode(x=x, text=f"{words}:N")
        for test, x, words, align, shift in sides
    ]


def _rows(frame: pd.DataFrame, colours: Palette, names: alt.ExprRef) -> alt.Chart:
    """A chart with a row for each label, in the frame's order."""
    # With labelFlush the first and the last name would leave their rows for the chart's edge.
    axis = alt.Axis(
        labelLimit=names,
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
    return alt.Chart(frame).encode(y=alt.Y("label:N", sort=frame["label"].tolist(), title=None, scale=BAND, axis=axis))


def _target(base: alt.Chart, hints: list[alt.Tooltip]) -> alt.Chart:
    """What is clicked: the whole row. It is drawn last, since only what lies on top is clicked."""
    chosen = alt.selection_point(name=SELECT, fields=["key"], on="click", clear=False)
    target = base.mark_bar(opacity=0.001, cursor="pointer", size=ROW)
    return target.encode(x=alt.value(0), x2=alt.value("width"), tooltip=hints).add_params(chosen)


def _x(column: str, scale: alt.Scale) -> alt.X:
    return alt.X(f"{column}:Q", scale=scale, axis=None)


def _roomy(numbers: Sequence[float], words: Iterable[str]) -> alt.Scale:
    """A scale from the least to the largest number, with room in pixels for the longest words on either side."""
    low, high = min(numbers), max(numbers)
    room = LETTER * max(map(len, words)) + 14
    return alt.Scale(domain=[low, high if high > low else low + 1], padding=room, nice=False, zero=False)


def _direction(colours: Palette) -> alt.Color:
    return alt.Color("direction:N", legend=None).scale(domain=["rise", "fall"], range=[colours.rise, colours.fall])


def _text(base: alt.Chart, align: str, shift: int, colours: Palette) -> alt.Chart:
    return base.mark_text(align=align, dx=shift, fontSize=12, color=colours.text)


def _framed(chart: alt.LayerChart, row: int) -> alt.LayerChart:
    """The chart as high as its rows need, as wide as the page gives, without a frame."""
    padding = {"left": 0, "top": 0, "right": 0, "bottom": 0}
    return chart.properties(height=alt.Step(row), width="container", padding=padding).configure_view(stroke=None)
