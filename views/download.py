"""Downloads: exactly what the filters leave, in the form that a person asks for, built only when it is asked for."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from extract.claims import COLUMNS
from extract.exports import (
    MOST_ROWS,
    to_bytes,
    to_csv_bytes,
    write_csv,
    write_excel,
    write_json_lines,
    write_package,
    write_parquet,
)
from extract.library.selection import Selection
from views import citation, pictures
from views.drawing import Drawing
from views.words import Words

NAME = "baoshu-figures"
# The ending of a file: the type that a browser knows it by.
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/x-ndjson",
}
PICTURES = {"png": ("image/png", pictures.to_png), "svg": ("image/svg+xml", pictures.to_svg)}
BACKGROUNDS = {"light": "#ffffff", "dark": "#15181b"}


def draw(selection: Selection, say: Words, order: str = "newest", key: str = "download") -> None:
    """A button with the number of chosen figures; it opens to one button for each form of file."""
    count = selection.count()
    label = say("download", count=f"{count:,}")
    with st.popover(label, icon=":material/download:", disabled=not count, key=key):
        st.caption(say("download.help"))
        for ending, kind in TYPES.items():
            is_too_large = ending == "xlsx" and count > MOST_ROWS
            st.download_button(
                say(f"download.{ending}"),
                data=partial(build, ending, selection, order, say, _address()),
                file_name=f"{NAME}.{ending}",
                mime=kind,
                on_click="ignore",
                help=say("download.xlsx.too_large") if is_too_large else say(f"download.{ending}.help"),
                disabled=is_too_large,
                width="stretch",
                key=f"{key}_{ending}",
            )


def build(ending: str, selection: Selection, order: str, say: Words, address: str) -> bytes:
    """The file of that ending with the chosen figures; ``address`` is where the dashboard shows figures."""
    link = f"{address}?figure=" if address else ""
    writers: dict[str, Callable] = {
        "csv": write_csv,
        "xlsx": lambda *to: write_excel(*to, about=citation.describe(selection, say, address).plain, link=link),
        "zip": lambda *to: write_package(*to, about=citation.describe(selection, say, address).package),
        "parquet": write_parquet,
        "jsonl": write_json_lines,
    }
    return to_bytes(selection.batches(order), writers[ending])


def _address() -> str:
    """Where this dashboard shows its figures; ``""`` where it is not known."""
    url = st.context.url or ""
    return f"{url.rsplit('/', 1)[0]}/figures" if url else ""


def exported(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they go into a file: the columns of the table and the review, without those made for filtering."""
    return rows[[*COLUMNS, "review"]].reset_index(drop=True)


def draw_csv(rows: pd.DataFrame, say: Words, key: str = "download", name: str = NAME) -> None:
    """A button that gives a short table, these rows with these columns, as CSV for Excel, with their number on it."""
    st.download_button(
        say("figures.download", count=f"{len(rows):,}"),
        data=lambda: to_csv_bytes(rows),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        help=say("figures.download.help"),
        disabled=rows.empty,
        key=key,
    )


def draw_pictures(drawing: Drawing, title: str, note: str, say: Words, key: str) -> None:
    """A small button at a chart; it opens to the chart as PNG and as SVG, with a title and a note on what is shown."""
    background = BACKGROUNDS["dark" if st.context.theme.type == "dark" else "light"]
    note = " · ".join(filter(None, (note, citation.source(say))))
    with st.popover(say("download.picture"), icon=":material/image:", type="tertiary", key=f"picture_{key}"):
        for ending, (kind, make) in PICTURES.items():
            st.download_button(
                say(f"download.{ending}"),
                data=partial(picture, make, drawing, title, note, background),
                file_name=f"baoshu-{key}.{ending}",
                mime=kind,
                on_click="ignore",
                width="stretch",
                disabled=ending == "png" and not pictures.has_chinese_font(),
                key=f"picture_{key}_{ending}",
            )
        if not pictures.has_chinese_font():
            st.caption(say("download.no_font"))


def picture(make: Callable[..., bytes], drawing: Drawing, *about: str) -> bytes:
    """The file of a chart, drawn now that it is asked for."""
    return make(drawing.whole(), *about)
