"""What the page of indicators shows of figures: words and small frames, without Streamlit."""

import pandas as pd

from views import gathering
from views.table import period_words, reading, source
from views.words import Words


def measure_words(row: pd.Series, say: Words) -> str:
    """What is measured of it: a level, or a change with what it is reckoned from."""
    words = say.label("measure", row["measure"])
    basis = gathering.basis_of(row["basis"]) if row["measure"] != "level" else ""
    return " · ".join(filter(None, (words, basis and say.label("basis", basis))))


def unit_words(row: pd.Series) -> str:
    """The unit, with what it is reckoned per: 元/亩."""
    return "/".join(filter(None, (row["unit"], row["per"])))


def hint(row: pd.Series, say: Words) -> str:
    """A figure in one line: where, when, how much, how it is said."""
    words = (row["place"], period_words(row["period"]), reading(row, say.language), row["indicator"], source(row))
    return " · ".join(filter(None, words))


def drawn(rows: pd.DataFrame, labels: pd.Series, say: Words) -> pd.DataFrame:
    """The rows as the charts take them."""
    columns = ["at", "lower", "upper", "bound", "status", "place"]
    return rows[columns].assign(
        key=rows["figure_id"],
        label=labels,
        words=[reading(row, say.language) for _, row in rows.iterrows()],
        hint=[hint(row, say) for _, row in rows.iterrows()],
    )
