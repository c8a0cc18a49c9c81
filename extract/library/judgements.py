"""The record of what people decided about findings of the checks: rows are only ever added."""

import sqlite3

import pandas as pd

from extract.library.moments import utc_now

COLUMNS = ("finding", "decision", "who", "note", "made")
JUDGEMENTS = ("error", "fine", "")
_DTYPES = dict.fromkeys(COLUMNS[:4], "string[pyarrow]") | {"made": "datetime64[s]"}


def add_judgement(connection: sqlite3.Connection, finding: str, decision: str, who: str, note: str) -> None:
    """One more row about the finding. Raises ``ValueError`` for an unknown decision and an empty finding."""
    if decision not in JUDGEMENTS:
        raise ValueError(f"a judgement cannot be {decision!r}; give 'error', 'fine', or '' to open the finding again")
    if not finding:
        raise ValueError("a judgement needs its finding; give the key that the check gave it")
    connection.execute(
        "INSERT INTO judgements (finding, decision, who, note, made) VALUES (?, ?, ?, ?, ?)",
        (finding, decision, who, note, utc_now()),
    )


def read_judgements(connection: sqlite3.Connection) -> pd.DataFrame:
    """What stands now, oldest first: the columns of ``COLUMNS``; findings that were opened again are left out."""
    query = (
        f"SELECT {', '.join(COLUMNS)} FROM judgements"
        " WHERE judgement IN (SELECT max(judgement) FROM judgements GROUP BY finding) AND decision <> ''"
        " ORDER BY judgement"
    )
    return pd.DataFrame(connection.execute(query).fetchall(), columns=list(COLUMNS)).astype(_DTYPES)
