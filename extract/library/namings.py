"""The record of names that people gave to indicators: rows are only ever added."""

import sqlite3
from collections.abc import Iterable

import pandas as pd

from extract.library.moments import utc_now

COLUMNS = ("indicator", "unit", "name", "who", "made")
_DTYPES = dict.fromkeys(COLUMNS[:4], "string[pyarrow]") | {"made": "datetime64[s]"}

# Acts that no later row takes back.
_STANDING = "undoes IS NULL AND act NOT IN (SELECT undoes FROM namings WHERE undoes IS NOT NULL)"


def add_naming(
    connection: sqlite3.Connection, wordings: Iterable[tuple[str, str]], name: str, who: str, note: str
) -> None:
    """One act: a row for each wording. Raises ``ValueError`` where there is none, or one without an indicator."""
    pairs = list(dict.fromkeys((indicator, unit) for indicator, unit in wordings))
    if not pairs or not all(indicator for indicator, _ in pairs):
        raise ValueError("a name needs wordings; give pairs of indicator and unit such as ('粮食产量', '吨')")
    act, now = _next_act(connection), utc_now()
    for indicator, unit in pairs:
        _insert(connection, (act, indicator, unit, name.strip(), who, note, now, None))


def add_undo(connection: sqlite3.Connection, who: str) -> None:
    """One more row that takes back the latest act. Raises ``ValueError`` where none is left."""
    query = f"SELECT act, name FROM namings WHERE {_STANDING} ORDER BY act DESC LIMIT 1"
    latest = connection.execute(query).fetchone()
    if latest is None:
        raise ValueError("no indicator has a name to take back")
    act, name = latest
    _insert(connection, (_next_act(connection), "", "", name, who, "", utc_now(), act))


def read_names(connection: sqlite3.Connection) -> pd.DataFrame:
    """The name that each wording has now: the columns of ``COLUMNS``, oldest first; wordings split off are left out."""
    query = f"SELECT {', '.join(COLUMNS)} FROM namings WHERE {_STANDING} ORDER BY naming"
    latest: dict[tuple[str, str], tuple] = {}
    for row in connection.execute(query):
        latest.pop(row[:2], None)
        latest[row[:2]] = row
    return pd.DataFrame([row for row in latest.values() if row[2]], columns=list(COLUMNS)).astype(_DTYPES)


def _next_act(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT coalesce(max(act), 0) + 1 FROM namings").fetchone()[0]


def _insert(connection: sqlite3.Connection, row: tuple) -> None:
    connection.execute(
        "INSERT INTO namings (act, indicator, unit, name, who, note, made, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row
    )
