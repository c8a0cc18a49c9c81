"""Figures that contradict each other: sums that do not add up, changes that do not fit, shares over 100 %, two values.

Each check looks only where the text itself says that the figures belong together, and takes the rounding of what is
written into account: 3.4万 and 2.5万 are 6.0万. A finding is a question for a person, not a verdict.
"""

import pandas as pd

from extract.checks.everywhere import find_everywhere
from extract.checks.findings import COLUMNS, Finding, key_of
from extract.checks.stated_changes import changes
from extract.checks.totals import SPLITS, sums
from extract.checks.values import disagreements, shares

__all__ = [
    "COLUMNS",
    "SPLITS",
    "Finding",
    "changes",
    "disagreements",
    "find_all",
    "find_everywhere",
    "key_of",
    "shares",
    "sums",
]


def find_all(frame: pd.DataFrame) -> pd.DataFrame:
    """The findings of every check: the columns of ``COLUMNS``, one row per finding; rejected figures are left out."""
    return pd.concat([check(frame) for check in (sums, changes, shares, disagreements)], ignore_index=True)
