"""One reported figure as one record, and the records as a tidy table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

import pandas as pd


class Claim(NamedTuple):  # made by the million: a frozen dataclass takes several times as long to fill
    """One figure that a document reports: one row of the table, one field per column.

    Text not known is ``""``; numbers and dates not known are ``None``. ``value``, ``low``, ``high`` and
    ``from_value`` are in ``unit``; ``start`` and ``end`` are code points in the document's text, end exclusive.
    """

    figure_id: str
    doc_id: str
    title: str
    section: str
    publisher: str
    published: date | None
    quantity: str
    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str
    unit_code: str
    base_value: float | None
    base_unit: str
    kind: str
    measure: str
    direction: str
    from_value: float | None
    basis: str
    per: str
    indicator: str
    topic: str
    place: str
    adcode: str
    province: str
    city: str
    district: str
    place_basis: str
    period: str
    period_start: date | None
    period_end: date | None
    period_basis: str
    status: str
    speaker: str
    sentence: str
    start: int
    end: int
    rule: str


class Refusal(NamedTuple):
    """A number of the document that is no figure: its words, where they stand, and the reason (``date`` …)."""

    start: int
    end: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document gave: its figures, and the numbers not counted, both in the order of the text."""

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]


COLUMNS = Claim._fields

NUMBERS = ("value", "low", "high", "base_value", "from_value")
DATES = ("published", "period_start", "period_end")
OFFSETS = ("start", "end")
DTYPES = (
    dict.fromkeys(COLUMNS, "string[pyarrow]")
    | dict.fromkeys(NUMBERS, "float64")
    | dict.fromkeys(DATES, "datetime64[s]")
    | dict.fromkeys(OFFSETS, "int64")
)

BATCH = 20_000  # claims that are held as objects, which take several times the room of the table's rows


def to_frame(claims: Iterable[Claim]) -> pd.DataFrame:
    """One row per claim, the columns of ``COLUMNS`` in order with the types of ``DTYPES``; empty text stays ``""``."""
    rows = iter(claims)
    frames = [_typed(list(islice(rows, BATCH)))]
    while batch := list(islice(rows, BATCH)):
        frames.append(_typed(batch))
    return pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]


def _typed(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in DATES:
        frame[column] = pd.to_datetime(frame[column])
    return frame.astype(DTYPES)
