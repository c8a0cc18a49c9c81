"""How accurate the extraction is on the sample articles, measured when someone asks."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from extract import figures
from extract.accuracy import score
from extract.gold import read_gold

MEASURES = ("detect", "quantity", "fact", "row")
HELD_BACK = "dev, held back"


@dataclass(frozen=True, slots=True)
class Measured:
    """Accuracy on so many documents: precision, recall and F1 of each measure, and the share right of each field."""

    documents: int
    measures: pd.DataFrame
    fields: pd.DataFrame


def measure(gold: Path) -> Measured | None:
    """The accuracy against the gold rows of a file; None where there is no such file."""
    if not gold.is_file():
        return None
    documents = read_gold(gold)
    result = score(documents, figures(document.document for document in documents))
    found = [getattr(result, name) for name in MEASURES]
    measures = pd.DataFrame(
        {
            "measure": MEASURES,
            "precision": [f"{one.precision:.1%}" for one in found],
            "recall": [f"{one.recall:.1%}" for one in found],
            "f1": [f"{one.f1:.1%}" for one in found],
        }
    )
    fields = pd.DataFrame(
        {"field": [name for name, _ in result.fields], "right": [f"{share:.1%}" for _, share in result.fields]}
    )
    return Measured(len(documents), measures, fields)


def read_published(page: Path) -> list[tuple[str, str, bool]]:
    """What docs/accuracy.md says of the articles held back: name, per cent, and whether it is one of ``MEASURES``' F1.

    The other rows are shares right of the figures found. Empty where the page is not there.
    """
    if not page.is_file():
        return []
    rows, header = [], []
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        if not line.startswith("|"):
            header = []
        elif not header:
            header = cells
        elif cells[0] == HELD_BACK and header[0] == "gold":
            rows += [(name, share, True) for name, share in zip(header, cells, strict=True) if name in MEASURES]
        elif HELD_BACK in header and not set(cells[0]) <= set("-: "):
            rows.append((cells[0], cells[header.index(HELD_BACK)], False))
    return rows
