"""Charts that lay counts out on a plane: tile maps of districts and provinces, and a heat map of topic by district.

As in ``charts``: a frame in, an Altair chart out, a click selects a ``key`` under the name ``SELECT``.
"""

import altair as alt
import pandas as pd

from views.charts import SELECT, SHORT, Palette, framed

TILE = 34  # pixels: three characters fit into a tile at this size
CELL = 19
# Counts of news are skewed: one district has ten times the next, so colours go by the root.
DARKER = 0.45  # above this share of the scale, writing is set in the page's own colour


def tile_map(tiles: pd.DataFrame, colours: Palette) -> alt.LayerChart:
    """A square for each place: columns key, name, label, row, column, figures.

    A place without a figure is an empty frame, so that nothing looks like “few” where nothing is known.
    """
    top = max(int(tiles["figures"].max()), 1)
    base = alt.Chart().encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(paddingInner=0.05, paddingOuter=0)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.05, paddingOuter=0)),
    )
    some = base.transform_filter("datum.figures > 0")
    squares = some.mark_rect(cornerRadius=4).encode(color=_shade(top, colours))
    empty = base.transform_filter("datum.figures == 0").mark_rect(
        cornerRadius=4, fill=colours.blank, stroke=colours.frame, strokeWidth=1
    )
    names = base.mark_text(dy=-6, fontSize=11).encode(text="label:N", color=_ink(top, colours))
    numbers = some.mark_text(dy=7, fontSize=11.5, fontWeight=600).encode(
        text=alt.Text("figures:Q", format=","), color=_ink(top, colours)
    )
    hints = [alt.Tooltip("name:N", title=" "), alt.Tooltip("figures:Q", title=" ", format=",")]
    rows = int(tiles["row"].max()) + 1
    layers = alt.layer(empty, squares, names, numbers, _clicked(base, hints), data=tiles)
    return framed(layers, rows * TILE)


def heat_map(cells: pd.DataFrame, colours: Palette) -> alt.LayerChart:
    """Topics down, districts across: columns key, topic, district, figures, hint; in the order of the frame's rows."""
    top = max(int(cells["figures"].max()), 1)
    topics, districts = cells["topic"].drop_duplicates().tolist(), cells["district"].drop_duplicates().tolist()
    look = {
        "ticks": False,
        "domain": False,
        "grid": False,
        "labelColor": colours.text,
        "labelOverlap": False,
        "labelFlush": False,
        "title": None,
    }
    across = alt.Axis(orient="top", labelAngle=0, labelPadding=6, labelFontSize=10.5, **look)
    down = alt.Axis(labelPadding=8, labelLimit=SHORT, labelFontSize=12, labelBaseline="middle", **look)
    scale = alt.Scale(paddingInner=0.07, paddingOuter=0)
    base = alt.Chart().encode(
        x=alt.X("district:N", sort=districts, axis=across, scale=scale),
        y=alt.Y("topic:N", sort=topics, axis=down, scale=scale),
    )
    some = base.transform_filter("datum.figures > 0")
    empty = base.mark_rect(cornerRadius=2, fill=colours.blank)
    squares = some.mark_rect(cornerRadius=2).encode(color=_shade(top, colours))
    numbers = some.mark_text(fontSize=11).encode(text=alt.Text("figures:Q", format=","), color=_ink(top, colours))
    layers = alt.layer(empty, squares, numbers, _clicked(base, [alt.Tooltip("hint:N", title=" ")]), data=cells)
    return framed(layers, CELL * len(topics))


def _shade(top: int, colours: Palette) -> alt.Color:
    """One hue from pale to strong: told apart by lightness alone, whatever colours a person sees.

    Without a legend: every square says its number itself.
    """
    scale = alt.Scale(type="sqrt", domain=[0, top], range=list(colours.ramp), nice=False)
    return alt.Color("figures:Q", scale=scale, legend=None)


def _ink(top: int, colours: Palette) -> dict:
    """Writing that can be read on its square: the page's colour on strong ones, the text's on pale ones."""
    test = f"sqrt(datum.figures / {top}) > {DARKER}"
    return alt.condition(test, alt.value(colours.on_strong), alt.value(colours.text))


def _clicked(base: alt.Chart, hints: list[alt.Tooltip]) -> alt.Chart:
    chosen = alt.selection_point(name=SELECT, fields=["key"], on="click", clear=False)
    return base.mark_rect(opacity=0.001, cursor="pointer").encode(tooltip=hints).add_params(chosen)
