"""Tables on their way into a file: frames of the same columns, one after the other, so that no file needs them all."""

from collections.abc import Iterable, Iterator

import pandas as pd

Batches = Iterable[pd.DataFrame]  # at least one, if only to tell the columns
ROWS = 20_000
# The dates of the table are days; every form shows them as such.
DAY = "%Y-%m-%d"


def in_batches(frame: pd.DataFrame, rows: int = ROWS) -> Iterator[pd.DataFrame]:
    """Yield ``frame`` in pieces of so many rows; one without rows as it is.

    >>> [len(batch) for batch in in_batches(pd.DataFrame({"value": range(5)}), 2)]
    [2, 2, 1]
    """
    for first in range(0, max(len(frame), 1), rows):
        yield frame.iloc[first : first + rows]


def texts_of(frame: pd.DataFrame) -> list[str]:
    """The columns that hold text."""
    return [column for column in frame.columns if pd.api.types.is_string_dtype(frame[column].dtype)]


def days_as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its dates as texts of ISO 8601."""
    days = frame.select_dtypes("datetime").columns
    return frame.assign(**{column: frame[column].dt.strftime(DAY) for column in days})


def records(frame: pd.DataFrame) -> Iterator[tuple]:
    """Yield the rows as plain tuples, with None for what is not known."""
    cells = frame.astype(object)
    cells = cells.where(cells.notna(), None)
    return zip(*(cells[column].tolist() for column in cells.columns), strict=True)
