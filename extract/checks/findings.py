"""What a check finds, and the figures of a sentence as the checks compare them: placed, with the last digit written."""

import re
from collections import namedtuple
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from extract.reading import fold


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that do not fit together: which check, why (a machine name), what was expected and found, in ``unit``."""

    check: str
    reason: str
    figure_ids: tuple[str, ...]
    expected: float
    found: float
    unit: str


COLUMNS = tuple(field.name for field in fields(Finding))


def key_of(reason: str, figure_ids: Iterable[str]) -> str:
    """A name that a finding keeps as long as it is about the same figures, by which a decision about it is known.

    >>> key_of("values_differ", ["b", "a"]) == key_of("values_differ", ["a", "b"])
    True
    """
    ids = "\n".join(sorted(figure_ids))
    return f"{reason}:{blake2b(ids.encode(), digest_size=8).hexdigest()}"


# The columns that a sentence's figures are compared by; plain tuples, since a million rows pass here.
Row = namedtuple(
    "Row", "figure_id doc_id sentence quantity indicator value unit kind bound measure direction from_value basis per"
)


class Placed(NamedTuple):
    """A figure and where its words stand in its sentence; ``step`` is the last place that is written, 1000 in 1.2万."""

    row: Row
    at: int
    till: int
    step: float


PEOPLE = frozenset(("人", "口", "口人", "名", "位"))


def to_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    text = dict.fromkeys(("check", "reason", "unit"), "string[pyarrow]")
    frame = pd.DataFrame([astuple(finding) for finding in findings], columns=list(COLUMNS))
    return frame.astype(text | {"figure_ids": "object", "expected": "float64", "found": "float64"})


def is_rejected(frame: pd.DataFrame) -> pd.Series:
    return frame["review"] == "rejected" if "review" in frame else pd.Series(False, index=frame.index)


def sentences(frame: pd.DataFrame, cues: str) -> Iterator[list[Placed]]:
    """Yield the figures of each sentence that has one of the cues, in the order of the text."""
    kept = frame[~is_rejected(frame) & frame["sentence"].str.contains(cues)]
    kept = kept.sort_values(["doc_id", "start"])
    rows = map(Row._make, zip(*(kept[name].tolist() for name in Row._fields), strict=True))
    for (_, sentence), group in groupby(rows, key=attrgetter("doc_id", "sentence")):
        yield list(_find_places(fold(sentence), group))


def _find_places(sentence: str, rows: Iterable[Row]) -> Iterator[Placed]:
    till = 0
    for row in rows:
        words = re.escape("".join(fold(row.quantity).split()))
        found = re.compile(rf"(?<![\d.]){words}").search(sentence, till)
        if found:
            till = found.end()
            yield Placed(row, found.start(), till, step_of(row))


def step_of(row: Row) -> float:
    """The value of the last place written: 0.1 in 13.5%, 1000 in 1.2万; of Chinese numerals the last that is not zero.

    A bare count is not rounded: 0 for 12498口人.

    >>> step_of(Row(*[""] * 3, "1.2万元", "", 12000.0, "元", "money", *[""] * 6))
    1000.0
    """
    found = re.search(r"(\d[\d,]*)(?:\.(\d+))?", fold(row.quantity))
    if found and row.value:
        number = float(found[0].replace(",", ""))
        step = abs(row.value / number) / 10 ** len(found[2] or "") if number else 0.0
        return 0.0 if row.kind == "count" and step <= 1 and not found[2] else step
    step = 1.0
    while row.value and row.value >= 10_000 and row.value % (step * 10) == 0:
        step *= 10
    return step


def unit_of(figure: Placed) -> str:
    return "人" if figure.row.unit in PEOPLE else figure.row.unit
