"""The record of reviews in the list: rows are only ever added."""

import json
import sqlite3
from collections.abc import Callable, Iterable

import pandas as pd

from extract.edition import rules_edition
from extract.library.moments import utc_now
from extract.library.placing import Reviewed, Seen
from extract.library.reviews import UNDONE, Standing, find_standing, say

COLUMNS = ("review", "figure_id", "decision", "field", "old", "new", "who", "note", "made", "undoes")
UNPLACED_COLUMNS = (*COLUMNS[:9], "doc_id", "quantity", "sentence")
_DECIDED = "review, now, decision, field, new, undoes"
_EVIDENCE = ("doc_id", "start", "end", "quantity", "sentence")


def read_standing(connection: sqlite3.Connection) -> dict[str, Standing]:
    """What the reviews come to, of all figures, by the figure on which they stand now."""
    query = f"SELECT {_DECIDED} FROM placed_reviews WHERE now <> '' ORDER BY review"
    return find_standing(connection.execute(query))


def read_standing_of(connection: sqlite3.Connection, figure_ids: Iterable[str]) -> dict[str, Standing]:
    """The same of these figures; the standing is empty where there is no review, or each was undone."""
    asked = list(dict.fromkeys(figure_ids))
    query = (
        "WITH asked AS (SELECT value AS id FROM json_each(?))"
        f" SELECT {_DECIDED} FROM placed_reviews WHERE now IN asked AND figure_id IN"
        " (SELECT id FROM asked UNION SELECT figure_id FROM placements WHERE now IN asked) ORDER BY review"
    )
    return {one: Standing() for one in asked} | find_standing(connection.execute(query, (json.dumps(asked),)))


def read_standing_since(connection: sqlite3.Connection, review: int) -> dict[str, Standing]:
    """The same of every figure about which something was decided after a review (0: at any time)."""
    if review == 0:
        return read_standing(connection)
    rows = connection.execute("SELECT DISTINCT now FROM placed_reviews WHERE now <> '' AND review > ?", (review,))
    return read_standing_of(connection, [now for (now,) in rows])


def read_reviews(connection: sqlite3.Connection) -> pd.DataFrame:
    """Every review ever made, oldest first: the columns of ``COLUMNS``, the time in UTC."""
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM reviews ORDER BY review").fetchall()
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    text = dict.fromkeys(COLUMNS[1:8], "string[pyarrow]")
    return frame.astype(text | {"review": "int64", "made": "datetime64[s]", "undoes": "Int64"})


def read_unplaced(connection: sqlite3.Connection, in_view: Callable[[list[str]], set[str]]) -> pd.DataFrame:
    """The reviews that stand on no figure in view and were not undone: the columns of ``UNPLACED_COLUMNS``.

    ``in_view`` tells which of some figures are in view.
    """
    query = (
        f"SELECT {', '.join(UNPLACED_COLUMNS)}, now FROM placed_reviews WHERE undoes IS NULL"
        " AND review NOT IN (SELECT undoes FROM reviews WHERE undoes IS NOT NULL) ORDER BY review"
    )
    rows = connection.execute(query).fetchall()
    there = in_view(sorted({row[-1] for row in rows}))
    frame = pd.DataFrame([row[:-1] for row in rows if row[-1] not in there], columns=list(UNPLACED_COLUMNS))
    text = dict.fromkeys(UNPLACED_COLUMNS, "string[pyarrow]")
    return frame.astype(text | {"review": "int64", "made": "datetime64[s]"})


def add_review(connection: sqlite3.Connection, figure: pd.Series, row: dict[str, str]) -> None:
    """One more row about ``figure``, a row of the extraction; ``row`` has decision, field, new, who and note."""
    before = read_standing_of(connection, [figure["figure_id"]])[figure["figure_id"]]
    old = before.corrections.get(row["field"], say(figure[row["field"]])) if row["field"] else ""
    evidence = {column: figure[column] for column in _EVIDENCE}
    offsets = {column: int(figure[column]) for column in ("start", "end")}
    _insert(connection, evidence | offsets | row | {"figure_id": figure["figure_id"], "old": old, "undoes": None})


def add_undo(connection: sqlite3.Connection, figure_id: str, who: str) -> None:
    """One more row that takes back the latest review of the figure. Raises ``ValueError`` where none is left."""
    query = (
        f"SELECT review, figure_id, field, old, new, {', '.join(map(_quoted, _EVIDENCE))} FROM placed_reviews"
        " WHERE now = ? AND undoes IS NULL"
        " AND review NOT IN (SELECT undoes FROM reviews WHERE undoes IS NOT NULL) ORDER BY review DESC LIMIT 1"
    )
    row = connection.execute(query, (figure_id,)).fetchone()
    if row is None:
        raise ValueError(f"figure {figure_id!r} has no review to undo; library.reviews() lists those that there are")
    review, reviewed, column, old, new, *evidence = row
    undo = {"decision": UNDONE, "field": column, "old": new, "new": old, "who": who, "note": "", "undoes": review}
    _insert(connection, undo | {"figure_id": reviewed} | dict(zip(_EVIDENCE, evidence, strict=True)))


def read_reviewed(connection: sqlite3.Connection, doc_id: str) -> list[Reviewed]:
    """The figures of a document that have reviews, each as its latest review saw it."""
    query = (
        'SELECT figure_id, start, "end", quantity, sentence, now FROM placed_reviews WHERE review IN'
        " (SELECT max(review) FROM reviews WHERE doc_id = ? AND start IS NOT NULL GROUP BY figure_id)"
        " ORDER BY review DESC"
    )
    return [Reviewed(Seen(*row[:5]), row[5]) for row in connection.execute(query, (doc_id,)).fetchall()]


def place_reviews(connection: sqlite3.Connection, placed: Iterable[tuple[Reviewed, str]]) -> None:
    """One more row for each figure whose reviews stand on another from now on, or on none (``""``)."""
    now = utc_now()
    connection.executemany(
        "INSERT INTO placements (figure_id, now, edition, made) VALUES (?, ?, ?, ?)",
        [(one.seen.figure_id, new, rules_edition(), now) for one, new in placed if new != one.now],
    )


def _insert(connection: sqlite3.Connection, row: dict[str, object]) -> None:
    row = row | {"made": utc_now()}
    names, marks = ", ".join(map(_quoted, row)), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO reviews ({names}) VALUES ({marks})", tuple(row.values()))


def _quoted(name: str) -> str:
    return f'"{name}"'  # "end" is a word of SQL
