"""The record of reviews in the list: rows are only ever added."""

import sqlite3

import pandas as pd

from extract.library.moments import utc_now
from extract.library.reviews import UNDONE, Standing, find_standing, say

COLUMNS = ("review", "figure_id", "decision", "field", "old", "new", "who", "note", "made", "undoes")
_EVIDENCE = ("doc_id", "start", "end", "quantity", "sentence")


def read_standing(connection: sqlite3.Connection, figure_id: str | None = None) -> dict[str, Standing]:
    """What the reviews come to, of all figures or of one."""
    where = "" if figure_id is None else " WHERE figure_id = ?"
    query = f"SELECT review, figure_id, decision, field, new, undoes FROM reviews{where} ORDER BY review"
    return find_standing(connection.execute(query, () if figure_id is None else (figure_id,)))


def read_reviews(connection: sqlite3.Connection) -> pd.DataFrame:
    """Every review ever made, oldest first: the columns of ``COLUMNS``, the time in UTC."""
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM reviews ORDER BY review").fetchall()
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    text = dict.fromkeys(COLUMNS[1:8], "string[pyarrow]")
    return frame.astype(text | {"review": "int64", "made": "datetime64[s]", "undoes": "Int64"})


def add_review(connection: sqlite3.Connection, figure: pd.Series, row: dict[str, str]) -> None:
    """One more row about ``figure``, a row of the extraction; ``row`` has decision, field, new, who and note."""
    before = read_standing(connection, figure["figure_id"]).get(figure["figure_id"], Standing())
    old = before.corrections.get(row["field"], say(figure[row["field"]])) if row["field"] else ""
    evidence = {column: figure[column] for column in _EVIDENCE}
    offsets = {column: int(figure[column]) for column in ("start", "end")}
    _insert(connection, evidence | offsets | row | {"figure_id": figure["figure_id"], "old": old, "undoes": None})


def add_undo(connection: sqlite3.Connection, figure_id: str, who: str) -> None:
    """One more row that takes back the latest review of the figure. Raises ``ValueError`` where none is left."""
    query = (
        f"SELECT review, field, old, new, {', '.join(map(_quoted, _EVIDENCE))} FROM reviews"
        " WHERE figure_id = ? AND undoes IS NULL"
        " AND review NOT IN (SELECT undoes FROM reviews WHERE undoes IS NOT NULL) ORDER BY review DESC LIMIT 1"
    )
    row = connection.execute(query, (figure_id,)).fetchone()
    if row is None:
        raise ValueError(f"figure {figure_id!r} has no review to undo; library.reviews() lists those that there are")
    review, column, old, new, *evidence = row
    undo = {"decision": UNDONE, "field": column, "old": new, "new": old, "who": who, "note": "", "undoes": review}
    _insert(connection, undo | {"figure_id": figure_id} | dict(zip(_EVIDENCE, evidence, strict=True)))


def _insert(connection: sqlite3.Connection, row: dict[str, object]) -> None:
    row = row | {"made": utc_now()}
    names, marks = ", ".join(map(_quoted, row)), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO reviews ({names}) VALUES ({marks})", tuple(row.values()))


def _quoted(name: str) -> str:
    return f'"{name}"'  # "end" is a word of SQL
