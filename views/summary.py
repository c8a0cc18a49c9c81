"""What the overview and the changes say of the figures: small frames that the charts draw."""

import pandas as pd

from views.table import number, period_words, reading, with_unit
from views.words import Words

NAME_LENGTH = 22


def count_topics(frame: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Columns key, label, figures: one row per topic that occurs, the most frequent first."""
    return _bars(frame["topic"], lambda topic: say.label("topic", topic))


def count_districts(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns key, label, figures: one row per district or county that occurs, the most frequent first."""
    return _bars(frame["district"], str)


def _bars(column: pd.Series, name) -> pd.DataFrame:
    counts = column[column != ""].value_counts()
    return pd.DataFrame(
        {"key": counts.index.astype(str), "label": [name(key) for key in counts.index], "figures": counts.to_numpy()}
    )


def percent_changes(frame: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Stated rises and falls in per cent, the largest first in each direction, rises above falls.

    Columns key (figure_id), label, hint, change (negative for a fall), words, direction, basis.
    """
    stated = frame[(frame["measure"] == "change") & (frame["unit"] == "%") & (frame["direction"] != "")]
    stated = stated[stated["value"].notna() | stated["low"].notna()]
    amount = stated["value"].fillna(stated["low"])
    stated = stated.assign(change=amount.where(stated["direction"] == "rise", -amount))
    stated = stated.sort_values("change", ascending=False, kind="stable")
    return _named(stated, say).assign(
        change=stated["change"].to_numpy(),
        words=[reading(row, say.language) for _, row in stated.iterrows()],
        direction=stated["direction"].to_numpy(),
        basis=stated["basis"].to_numpy(),
    )


def extremes(changes: pd.DataFrame, most: int) -> pd.DataFrame:
    """The ``most`` largest rises and as many of the largest falls, in the order of ``percent_changes``."""
    rises = changes[changes["change"] >= 0].head(most)
    return pd.concat([rises, changes[changes["change"] < 0].tail(most)])


def from_to(frame: pd.DataFrame, say: Words) -> dict[str, pd.DataFrame]:
    """For each unit the figures with a value before and after, the units with most of them first.

    Columns key, label, hint, before, after, before_words, after_words, direction.
    """
    pairs = frame[frame["from_value"].notna() & frame["value"].notna()]
    units = pairs["unit"].value_counts().index
    return {unit: _pairs(pairs[pairs["unit"] == unit], say) for unit in units}


def _pairs(rows: pd.DataFrame, say: Words) -> pd.DataFrame:
    def words(value: float, unit: str) -> str:
        return with_unit(number(value, say.language), unit)

    after = rows["value"].to_numpy()
    before = rows["from_value"].to_numpy()
    return _named(rows, say).assign(
        before=before,
        after=after,
        before_words=[words(value, unit) for value, unit in zip(before, rows["unit"], strict=True)],
        after_words=[words(value, unit) for value, unit in zip(after, rows["unit"], strict=True)],
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
        hints.append(_joined(row["indicator"], row["place"], period, row["basis"], reading(row, say.language)))
    return pd.DataFrame({"key": rows["figure_id"].to_numpy(), "label": names, "hint": hints})


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))


def _short(words: str) -> str:
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1] + "…"
