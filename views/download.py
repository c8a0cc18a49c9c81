"""Downloads: exactly the rows that are shown, built only when someone asks for them."""

import pandas as pd
import streamlit as st

from extract.claims import COLUMNS
from extract.exports import to_csv_bytes
from views.words import Words


def exported(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they go into a file: the columns of the table and the review, without those made for filtering."""
    return rows[[*COLUMNS, "review"]].reset_index(drop=True)


def draw_csv(rows: pd.DataFrame, say: Words) -> None:
    """A button that gives these rows as CSV for Excel, with their number on it."""
    st.download_button(
        say("figures.download", count=f"{len(rows):,}"),
        data=lambda: to_csv_bytes(exported(rows)),
        file_name="baoshu-figures.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        help=say("figures.download.help"),
        disabled=rows.empty,
        key="download",
    )
