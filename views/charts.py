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
LETTERS = {True: 12, False: 7}  # pixels, about, beside a mark: the width of a Han character, and of a letter or figure
WIDE = 50  # times the least: numbers so far apart are drawn on a logarithmic scale, else small steps are not seen
LEAST = 30  # pixels that marks keep however narrow the page is


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart: rises are red, as in Chinese papers, and falls blue, which everyone can tell from red."""

    bar: str
    rise: str
    fall: str
    text: str
    ramp: tuple[str, ...]  # few to many, one hue
    on_strong: str  # writing on the strong end of the ramp
    blank: str  # a place without a figure
    frame: str
    lines: tuple[str, ...]  # places drawn in one chart: told apart in every kind of colour blindness (Okabe and Ito)


LIGHT = Palette(
    "#2f6b8a",
    "#b5493c",
    "#2f6b8a",
    "#1f2328",
    ("#e3eef4", "#8fbcd3", "#2f6b8a", "#173f57"),
    "#ffffff",
    "#f7f6f2",
    "#e3e0d8",
    ("#0072b2", "#d55e00", "#00775a", "#a3497d", "#8a6d00", "#4d4d4d"),
)
DARK = Palette(
    "#74b4d3",
    "#f0836f",
    "#74b4d3",
    "#e9e6df",
    ("#22333e", "#2f5a72", "#5a9dbf", "#a9d8ee"),
    "#10181d",
    "#1a1e21",
    "#30363a",
    ("#56b4e9", "#f0934a", "#2ec49b", "#e08fbd", "#e6c94a", "#b8b8b8"),
)


def palette(theme: str | None) -> Palette:
    """The colours for a theme of the page, ``light`` or ``dark``."""
    return DARK if theme == "dark" else LIGHT


def bars(counts: pd.DataFrame, colours: Palette, row: int = ROW) -> alt.LayerChart:
    """Horizontal bars of ``counts`` (columns key, label, figures), the first row on top, each ``row`` pixels high."""
    base = rows(counts, colours, SHORT)
    x = _x("figures", alt.Scale(domain=[0, max(int(counts["figures"].max()), 1) * 1.16], nice=False))
    drawn = base.mark_bar(color=colours.bar, cornerRadiusEnd=2, size=row - 9).encode(x=x)
    numbers = text(base, "left", 5, colours).encode(x=x, text=alt.Text("figures:Q", format=","))
    hints = [alt.Tooltip("label:N", title=" "), alt.Tooltip("figures:Q", title=" ", format=",")]
    return framed(alt.layer(drawn, numbers, target(base, hints), data=counts), row * len(counts))


def change_bars(changes: pd.DataFrame, colours: Palette) -> alt.LayerChart:
    """Rises right of zero, falls left of it: columns key, label, change (per cent), words, direction, hint."""
    changes = changes.assign(zero=0.0)
    base = rows(changes, colours, LONG)
    x = _x("change", roomy([*changes["change"], 0.0], changes["words"]))
    drawn = base.mark_bar(size=13).encode(x=x, x2="zero:Q", color=_direction(colours))
    numbers = [
        text(base.transform_filter(test), align, shift, colours).encode(x=x, text="words:N")
        for test, align, shift in (("datum.change >= 0", "left", 5), ("datum.change < 0", "right", -5))
    ]
    hints = [alt.Tooltip("hint:N", title=" ")]
    return framed(alt.layer(drawn, *numbers, target(base, hints), data=changes), ROW * len(changes))


def dumbbells(pairs: pd.DataFrame, colours: Palette) -> alt.LayerChart:
    """From→to of figures of ONE unit: a hollow point before, a full one after, a line between.

    Columns key, label, before, after, before_words, after_words, direction, hint. Two units never share an axis: each
    has its own chart. See ``is_wide`` for its scale.
    """
    ends = [*pairs["before"], *pairs["after"]]
    scale = roomy(ends, [*pairs["before_words"], *pairs["after_words"]])
    scale = alt.Scale(**scale.to_dict() | {"type": "log"}) if is_wide(ends) else scale
    base = rows(pairs, colours, LONG)
    before, after, colour = _x("before", scale), _x("after", scale), _direction(colours)
    layers = [
        base.mark_rule(strokeWidth=2.5).encode(x=before, x2="after:Q", color=colour),
        base.mark_point(size=75, strokeWidth=2, filled=False).encode(x=before, color=colour),
        base.mark_point(size=95, filled=True, opacity=1).encode(x=after, color=colour),
        *_end_words(base, before, after, colours),
        target(base, [alt.Tooltip("hint:N", title=" ")]),
    ]
    return framed(alt.layer(*layers, data=pairs), (ROW + 8) * len(pairs))


def _end_words(base: alt.Chart, before: alt.X, after: alt.X, colours: Palette) -> list[alt.Chart]:
    """The two values, each on the outer side of its point."""
    sides = (
        ("datum.after >= datum.before", before, "before_words", "right", -9),
        ("datum.after >= datum.before", after, "after_words", "left", 9),
        ("datum.after < datum.before", before, "before_words", "left", 9),
        ("datum.after < datum.before", after, "after_words", "right", -9),
    )
    return [
        text(base.transform_filter(test), align, shift, colours).encode(x=x, text=f"{words}:N")
        for test, x, words, align, shift in sides
    ]


def rows(frame: pd.DataFrame, colours: Palette, names: alt.ExprRef) -> alt.Chart:
    """A chart with a row for each label, in the frame's order; without the frame, which the layers share."""
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
    return alt.Chart().encode(y=alt.Y("label:N", sort=frame["label"].tolist(), title=None, scale=BAND, axis=axis))


def target(base: alt.Chart, hints: list[alt.Tooltip]) -> alt.Chart:
    """What is clicked: the whole row. It is drawn last, since only what lies on top is clicked."""
    chosen = alt.selection_point(name=SELECT, fields=["key"], on="click", clear=False)
    target = base.mark_bar(opacity=0.001, cursor="pointer", size=ROW)
    return target.encode(x=alt.value(0), x2=alt.value("width"), tooltip=hints).add_params(chosen)


def _x(column: str, scale: alt.Scale) -> alt.X:
    return alt.X(f"{column}:Q", scale=scale, axis=None)


def roomy(numbers: Sequence[float], words: Iterable[str]) -> alt.Scale:
    """A scale from the least to the largest number, with room in pixels for the longest words on either side."""
    low, high = min(numbers), max(numbers)
    room = room_for(words)
    return alt.Scale(domain=[low, high if high > low else low + 1], range=stretch(room, room), nice=False, zero=False)


def is_wide(numbers: Sequence[float]) -> bool:
    """Whether a chart of ``numbers`` has a logarithmic scale.

    >>> is_wide([7e9, 9e13]), is_wide([20, 90]), is_wide([0, 90])
    (True, False, False)
    """
    return min(numbers) > 0 and max(numbers) > WIDE * min(numbers)


def stretch(left: int, right: int) -> list[int | alt.ExprRef]:
    """The range of a scale with that many pixels free at its ends; on a narrow page words may run over the edge."""
    return [left, alt.ExprRef(f"max(width - {right}, {left + LEAST})")]


def room_for(words: Iterable[str]) -> int:
    """Pixels for the longest of ``words`` beside a mark."""
    return 14 + max(sum(LETTERS[letter >= "\u2e80"] for letter in one) for one in words)


def _direction(colours: Palette) -> alt.Color:
    return alt.Color("direction:N", legend=None).scale(domain=["rise", "fall"], range=[colours.rise, colours.fall])


def text(base: alt.Chart, align: str, shift: int, colours: Palette) -> alt.Chart:
    return base.mark_text(align=align, dx=shift, fontSize=12, color=colours.text)


def framed(chart: alt.LayerChart, height: int) -> alt.LayerChart:
    """The chart ``height`` pixels high, its axes not counted, as wide as the page gives, without a frame."""
    padding = {"left": 0, "top": 0, "right": 0, "bottom": 0}
    # Vega warns in the console of a height in steps, and of its own accord the page would fit the height too.
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    return chart.properties(height=height, width="container", padding=padding, autosize=fit).configure_view(stroke=None)
