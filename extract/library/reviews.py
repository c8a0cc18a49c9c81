"""What people decided about figures: an append-only record, and what it makes of the extraction."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import pandas as pd

from extract.claims import COLUMNS, DATES, DTYPES, NUMBERS
from extract.library.corrections import CAUSES, derive

DECISIONS = ("accepted", "corrected", "rejected")
UNDONE = "undone"

# What says which figure it is, or is its evidence, is not a matter of opinion.
FIXED = ("figure_id", "doc_id", "sentence", "start", "end", "rule")
CORRECTABLE = tuple(column for column in COLUMNS if column not in FIXED)

# Columns of few words: a correction is one of these.
CHOICES = MappingProxyType(
    {
        "bound": ("exact", "about", "over", "under", "range"),
        "kind": (
            *("count", "money", "share", "point", "multiple", "rank", "duration", "temperature", "other"),
            *("area", "length", "mass", "volume", "energy", "power", "speed"),
        ),
        "measure": ("level", "change", "gap"),
        "direction": ("", "rise", "fall"),
        "status": ("actual", "planned"),
    }
)


@dataclass(slots=True)
class Standing:
    """What the reviews of one figure come to: the latest decision, and each corrected field with its new text."""

    review: str = ""
    corrections: dict[str, str] = field(default_factory=dict)


def find_standing(reviews: Iterable[tuple[int, str, str, str, str, int | None]]) -> dict[str, Standing]:
    """The standing of each reviewed figure, from rows (review, figure_id, decision, field, new, undoes) in order.

    A figure whose every review was undone is left out.

    >>> find_standing([(1, "f", "corrected", "unit", "亩", None), (2, "f", "accepted", "", "", None)])
    {'f': Standing(review='accepted', corrections={'unit': '亩'})}
    """
    rows = list(reviews)
    undone = {undoes for *_, undoes in rows if undoes is not None}
    standing: dict[str, Standing] = {}
    for number, figure_id, decision, column, new, undoes in rows:
        if number in undone or undoes is not None:
            continue
        one = standing.setdefault(figure_id, Standing())
        one.review = decision
        if decision == "corrected":
            one.corrections[column] = new
    return standing


def parse_correction(column: str, text: str) -> float | date | str | None:
    """A correction as a value of its column; ``""`` empties a number or a date. Raises ``ValueError`` where it is none.

    >>> parse_correction("value", "1,031")
    1031.0
    """
    if column not in CORRECTABLE:
        raise ValueError(f"{column!r} cannot be corrected; correct one of: {', '.join(CORRECTABLE)}")
    if column in CHOICES and text not in CHOICES[column]:
        raise ValueError(f"{column} cannot be {text!r}; give one of: {', '.join(filter(None, CHOICES[column]))}")
    if column in NUMBERS:
        return _parse_number(column, text)
    return _parse_date(column, text) if column in DATES else text


def _parse_number(column: str, text: str) -> float | None:
    if not text.strip():
        return None
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(
            f"{column} cannot be {text!r}; give a number such as 480 or 0.5, with 万 and 亿 multiplied out"
        )
    return number


def _parse_date(column: str, text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{column} cannot be {text!r}; give a date such as 2024-04-10") from None


def say(value: object) -> str:
    """A cell as a review records it: ``""`` for nothing, 480 for 480.0, an ISO date without a clock."""
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def completed(standing: dict[str, Standing], figures: pd.DataFrame) -> dict[str, Standing]:
    """The standing with what follows from corrected values and units; ``figures`` has their columns ``NEEDED``.

    Of 3亩 corrected to 5亩, ``base_value`` is that of 5亩 too, unless a person corrected it as well.
    """
    changed = figures[figures["figure_id"].isin(list(needing(standing)))]
    followed = {row.figure_id: _with_followers(standing[row.figure_id], row) for row in changed.itertuples()}
    return standing | followed


def needing(standing: dict[str, Standing]) -> Iterator[str]:
    """Yield the figures of which a value or a unit was corrected."""
    return (figure_id for figure_id, one in standing.items() if not set(CAUSES).isdisjoint(one.corrections))


def _with_followers(one: Standing, row: tuple) -> Standing:
    value = parse_correction("value", one.corrections.get("value", say(row.value)))
    unit = one.corrections.get("unit", row.unit)
    cells = derive(value, unit, row.base_unit, row.kind, is_other_unit=unit != row.unit)
    return Standing(one.review, {name: say(cell) for name, cell in cells.items()} | one.corrections)


def overlay(figures: pd.DataFrame, standing: dict[str, Standing]) -> pd.DataFrame:
    """The figures with column ``review`` and every corrected field; ``figures`` itself is left as it is."""
    standing = completed(standing, figures)
    rows = figures.index[figures["figure_id"].isin(list(standing))]
    of_row = {row: standing[figure_id] for row, figure_id in figures.loc[rows, "figure_id"].items()}
    cells: dict[str, dict[int, object]] = {"review": {row: one.review for row, one in of_row.items()}}
    for row, one in of_row.items():
        for column, text in one.corrections.items():
            cells.setdefault(column, {})[row] = parse_correction(column, text)
    shown = figures.assign(review=pd.Series("", index=figures.index, dtype="string[pyarrow]"))
    for column, values in cells.items():
        dtype = DTYPES.get(column, "string[pyarrow]")
        shown.loc[list(values), column] = pd.Series(values, dtype=object).astype(dtype)
    return shown


def standing_frame(standing: dict[str, Standing]) -> pd.DataFrame:
    """The standing as a table: figure_id, review, and for each corrected field ``x`` its new ``x`` and ``has_x``."""
    fields = sorted({column for one in standing.values() for column in one.corrections})
    frame = pd.DataFrame(
        {"figure_id": list(standing), "review": [one.review for one in standing.values()]}, dtype="str"
    )
    for column in fields:
        cells = [one.corrections.get(column) for one in standing.values()]
        values = [None if text is None else parse_correction(column, text) for text in cells]
        frame[f"has_{column}"] = [text is not None for text in cells]
        frame[column] = pd.Series(values, dtype=object).astype(DTYPES[column])
    return frame
