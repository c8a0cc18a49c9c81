"""Charts of one indicator: across places with its bounds drawn open, and over time.

As in ``charts``: a frame in, an Altair chart out, a click selects a ``key`` under the name ``SELECT``. How far an open
end is drawn means nothing: the words say 超过 or 约, not by how much.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import altair as alt
import pandas as pd

from views.charts import LONG, ROW, SELECT, Palette, framed, room_for, rows, stretch, target, text

FADE = (0.5, 0.28, 0.12)  # an open end, piece by piece
PIECE = 0.03  # of the widest value, for each of them
MOST_LINES = 6
SHAPES = {"exact": "circle", "about": "diamond", "over": "triangle-right", "under": "triangle-left", "range": "square"}


class Piece(NamedTuple):
    """A stretch of a bar, as strong as ``opacity``."""

    key: str
    label: str
    start: float
    end: float
    opacity: float


def bounded_bars(figures: pd.DataFrame, colours: Palette) -> alt.LayerChart:
    """Ranked bars: columns key, label, at, lower, upper, bound, words, hint.

    An exact value ends sharp; over fades out beyond its end, under before it; about is a pale band on both sides; of a
    range the part between its ends is full.
    """
    widest = max(figures["at"].abs().max(), figures[["lower", "upper"]].abs().max().max(), 1e-12)
    pieces = pd.DataFrame(
        [piece for row in figures.itertuples(index=False) for piece in _pieces(row, widest * PIECE)],
        columns=Piece._fields,
    )
    low, high = min(pieces[["start", "end"]].min().min(), 0.0), max(pieces[["start", "end"]].max().max(), 0.0)
    room = room_for(figures["words"])
    scale = alt.Scale(
        domain=[low, high if high > low else low + 1], range=stretch(room if low < 0 else 0, room), nice=False
    )
    base = rows(figures, colours, LONG).properties(data=figures)
    x = alt.X("start:Q", scale=scale, axis=None)
    drawn = (
        rows(pieces, colours, LONG)
        .properties(data=pieces)
        .encode(
            x=x,
            x2="end:Q",
            opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
            y=alt.Y("label:N", sort=figures["label"].tolist(), title=None),
        )
    )
    bars = drawn.mark_bar(color=colours.bar, size=13)
    at = alt.X("edge:Q", scale=scale, axis=None)
    edges = base.transform_calculate(edge="datum.at")
    ticks = edges.transform_filter("datum.bound != 'range' && datum.bound != 'exact'").mark_tick(
        color=colours.text, thickness=1.5, size=15
    )
    words = [
        text(base.transform_calculate(edge=edge).transform_filter(test), align, shift, colours).encode(
            x=at, text="words:N"
        )
        for edge, test, align, shift in (
            (f"max(datum.at, datum.upper || datum.at) + {_beyond(widest)}", "datum.at >= 0", "left", 5),
            (f"datum.at - {_beyond(widest)}", "datum.at < 0", "right", -5),
        )
    ]
    hints = [alt.Tooltip("hint:N", title=" ")]
    return framed(alt.layer(bars, ticks.encode(x=at), *words, target(base, hints)), ROW * len(figures))


def _beyond(widest: float) -> str:
    """How far from the end the words begin, so that no open end lies under them."""
    return f"(datum.bound == 'over' ? {widest * PIECE * len(FADE)} : datum.bound == 'about' ? {widest * PIECE} : 0)"


def _pieces(row: NamedTuple, step: float) -> Iterator[Piece]:
    """The stretches that a figure is drawn with, from zero outwards."""
    away = 1.0 if row.at >= 0 else -1.0
    if row.bound == "range" and pd.notna(row.lower) and pd.notna(row.upper):
        near, far = sorted((row.lower, row.upper), key=abs)
        yield Piece(row.key, row.label, 0.0, near, FADE[-1])
        yield Piece(row.key, row.label, near, far, 1.0)
        return
    inner = {"about": row.at - away * step, "under": row.at - away * step * len(FADE)}.get(row.bound, row.at)
    inner = inner if inner * away > 0 else 0.0
    yield Piece(row.key, row.label, 0.0, inner, FADE[-1] if row.bound == "under" else 1.0)
    if row.bound == "about":
        yield Piece(row.key, row.label, inner, row.at + away * step, FADE[0])
    elif row.bound == "over":
        for number, opacity in enumerate(FADE):
            yield Piece(row.key, row.label, row.at + away * step * number, row.at + away * step * (number + 1), opacity)
    elif row.bound == "under":
        third = (row.at - inner) / len(FADE)
        for number, opacity in enumerate(reversed(FADE)):
            yield Piece(row.key, row.label, inner + third * number, inner + third * (number + 1), opacity)


def lines(points: pd.DataFrame, unit: str, scales: Sequence[tuple[float, str]], colours: Palette) -> alt.LayerChart:
    """One line a place: columns key, place, when, part, at, lower, upper, bound, status, hint.

    ``unit`` stands at the axis.
    ``scales`` are the words for large numbers, the largest first: (1e8, "亿").

    What is actual is joined by a full line and full points, what is planned by a dashed line and hollow points. A line
    joins what has the same ``part``: of a year, in months, or 0.
    """
    places = points["place"].drop_duplicates().tolist()
    colour = alt.Color(
        "place:N",
        scale=alt.Scale(domain=places, range=list(colours.lines[: max(len(places), 1)])),
        legend=alt.Legend(title=None, orient="top", columns=3, labelColor=colours.text, symbolType="stroke")
        if places != [""]
        else None,
    )
    axis = {"labelColor": colours.text, "titleColor": colours.text, "gridColor": colours.frame, "domain": False}
    when = alt.X(
        "when:T", title=None, axis=alt.Axis(format="%Y-%m", tickCount=6, grid=False, labelOverlap=True, **axis)
    )
    amounts = alt.Axis(
        tickCount=5, titleAngle=0, titleAlign="left", titleY=-8, titleX=-30, labelExpr=_tick(scales), **axis
    )
    amount = alt.Y("at:Q", title=unit, scale=alt.Scale(zero=False, nice=True), axis=amounts)
    shape = alt.Shape("bound:N", legend=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())))
    chosen = alt.selection_point(name=SELECT, fields=["key"], on="click", clear=False)
    hint = alt.Tooltip("hint:N", title=" ")
    is_planned = points["status"] == "planned"
    line = {"x": when, "y": amount, "color": colour}
    joined = line | {"detail": alt.Detail("part:N")}
    stretch = {"x": when, "y": alt.Y("lower:Q", title=unit), "y2": "upper:Q", "color": colour}
    layers = [
        (_joined(points, "actual"), {"type": "line", "strokeWidth": 2}, joined),
        (_joined(points, "planned"), {"type": "line", "strokeWidth": 2, "strokeDash": [5, 4]}, joined),
        (points[points["bound"] == "range"], {"type": "rule", "strokeWidth": 2}, stretch),
        (points[~is_planned], {"type": "point", "size": 70, "filled": True, "opacity": 1}, line | {"shape": shape}),
        (points[is_planned], {"type": "point", "size": 70, "filled": False, "strokeWidth": 2}, line | {"shape": shape}),
    ]
    target = alt.Chart(points).mark_point(size=420, filled=True, opacity=0.001, cursor="pointer", shape="circle")
    # Of a layer without a point Vega says in the console that its extent is infinite.
    drawn = [alt.Chart(frame, mark=mark).encode(**looks) for frame, mark, looks in layers if len(frame)]
    drawn.append(target.encode(tooltip=[hint], key="key:N", **line).add_params(chosen))
    return framed(alt.layer(*drawn), 260)


def _tick(scales: Sequence[tuple[float, str]]) -> str:
    """A Vega expression that writes the numbers of an axis."""
    words = "format(datum.value, ',~f')"
    for factor, name in sorted(scales):
        words = f"abs(datum.value) >= {factor:.0f} ? format(datum.value / {factor:.0f}, ',~f') + ' {name}' : {words}"
    return words


def _joined(points: pd.DataFrame, status: str) -> pd.DataFrame:
    """One point a place and time to join: the first named; plans go on from the last thing known."""
    own = points[points["status"] == status]
    if status == "planned":
        known = points[(points["status"] == "actual") & points["place"].isin(own["place"])]
        own = pd.concat([known.drop_duplicates(["place", "part"], keep="last"), own])
    own = own.drop_duplicates(["place", "part", "when"]).sort_values(["place", "part", "when"], kind="stable")
    return own[["key", "place", "part", "when", "at"]]
