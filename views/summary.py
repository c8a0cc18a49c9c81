"""What the overview and the changes say of the figures: small frames that the charts draw."""

from collections.abc import Iterable

import pandas as pd

from views.table import SPACELESS, number, period_words, reading, with_unit
from views.words import Words

NAME_LENGTH = 22


def drawn_changes(changes: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Rows of ``counts.find_extremes`` as ``charts.change_bars`` takes them; for as many as a chart can show."""
    return _named(changes, say).assign(
        change=changes["change"].to_numpy(),
        words=[reading(row, say.language) for _, row in changes.iterrows()],
        direction=changes["direction"].to_numpy(),
    )


def drawn_pairs(rows: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Rows of one unit of ``counts.find_pairs`` as ``charts.dumbbells`` takes them; for as many as a chart can show."""
    after, before = rows["value"].to_numpy(), rows["from_value"].to_numpy()

    def words(values: Iterable[float]) -> list[str]:
        units = [unit if unit in SPACELESS else "" for unit in rows["unit"]]  # the others stand above the chart
        return [with_unit(number(value, say.language), unit) for value, unit in zip(values, units, strict=True)]

    return _named(rows, say).assign(
        before=before,
        after=after,
        before_words=words(before),
        after_words=words(after),
        direction=["rise" if end >= start else "fall" for start, end in zip(before, after, strict=True)],
    )


def _named(rows: pd.DataFrame, say: Words) -> pd.DataFrame:
    """key, label and hint of each row; no two labels agree, since rows of one label would be drawn as one."""
    names, hints = [], []
    for _, row in rows.iterrows():
        period = period_words(row["period"])
        name = _joined(_short(row["indicator"]), row["place"])
        name = _joined(name, period) if name in names else name
        while name in names:
            name += "\u200b"  # of no width: the two read the same and are told apart
        names.append(name)
        hints.append(_joined(row["indicator"], row["place"], period, _basis(row, say), reading(row, say.language)))
    return pd.DataFrame({"key": rows["figure_id"].to_numpy(), "label": names, "hint": hints})


def _basis(row: pd.Series, say: Words) -> str:
    return say.label("basis", row["basis"]) if row["basis"] else ""


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))


def _short(words: str) -> str:
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1] + "…"
