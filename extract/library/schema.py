"""The tables of a library's list, edition by edition: an older library is brought up to date by what it lacks."""

import sqlite3
from collections.abc import Iterator

FIRST = """
-- content counts every change of what is in view; with the last review it makes the stamp.
CREATE TABLE library (id TEXT NOT NULL, content INTEGER NOT NULL);

-- One add writes its documents into three Parquet parts; edition says which rules read them.
CREATE TABLE batches (
    batch INTEGER PRIMARY KEY AUTOINCREMENT,
    documents TEXT NOT NULL, figures TEXT NOT NULL, refusals TEXT NOT NULL,
    size INTEGER NOT NULL, edition TEXT NOT NULL
);

-- One row per version of a document; gone is empty while it is in view.
CREATE TABLE documents (
    version INTEGER PRIMARY KEY AUTOINCREMENT,
    doc_id TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT,
    text_digest TEXT NOT NULL, characters INTEGER NOT NULL, figures INTEGER NOT NULL, not_counted INTEGER NOT NULL,
    batch INTEGER NOT NULL REFERENCES batches, position INTEGER NOT NULL, added TEXT NOT NULL, gone TEXT
);
-- Nothing is there twice: neither a document nor a text.
CREATE UNIQUE INDEX document_in_view ON documents (doc_id) WHERE gone IS NULL;
CREATE UNIQUE INDEX text_in_view ON documents (text_digest) WHERE gone IS NULL;
CREATE INDEX documents_of_batch ON documents (batch) WHERE gone IS NULL;

-- Append-only. The evidence is kept with the decision, so that it can follow its figure to another edition.
CREATE TABLE reviews (
    review INTEGER PRIMARY KEY AUTOINCREMENT,
    figure_id TEXT NOT NULL, decision TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
    who TEXT NOT NULL, note TEXT NOT NULL, made TEXT NOT NULL, undoes INTEGER REFERENCES reviews,
    doc_id TEXT NOT NULL, start INTEGER, "end" INTEGER, quantity TEXT NOT NULL, sentence TEXT NOT NULL
);
CREATE INDEX reviews_of_figure ON reviews (figure_id);
CREATE TRIGGER reviews_are_not_changed BEFORE UPDATE ON reviews
BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
CREATE TRIGGER reviews_are_not_deleted BEFORE DELETE ON reviews
BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
"""

SECOND = """
-- Append-only. One act gathers wordings, each an indicator with its unit, under one name; the name "" splits them off.
-- An undo is one more row, whose undoes is the act that it takes back.
CREATE TABLE namings (
    naming INTEGER PRIMARY KEY AUTOINCREMENT, act INTEGER NOT NULL,
    indicator TEXT NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL,
    who TEXT NOT NULL, note TEXT NOT NULL, made TEXT NOT NULL, undoes INTEGER
);
CREATE TRIGGER namings_are_not_changed BEFORE UPDATE ON namings
BEGIN SELECT RAISE(ABORT, 'namings are append-only'); END;
CREATE TRIGGER namings_are_not_deleted BEFORE DELETE ON namings
BEGIN SELECT RAISE(ABORT, 'namings are append-only'); END;

-- Append-only. What a person decided about a finding of the checks; the decision "" opens it again.
CREATE TABLE judgements (
    judgement INTEGER PRIMARY KEY AUTOINCREMENT,
    finding TEXT NOT NULL, decision TEXT NOT NULL, who TEXT NOT NULL, note TEXT NOT NULL, made TEXT NOT NULL
);
CREATE TRIGGER judgements_are_not_changed BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_are_not_deleted BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;

-- Append-only. Where the reviews of a figure stand since its document was read by other rules: on the figure now, on
-- none where it is "". The latest row of a figure counts; without one its reviews stand on the figure itself.
CREATE TABLE placements (
    placement INTEGER PRIMARY KEY AUTOINCREMENT,
    figure_id TEXT NOT NULL, now TEXT NOT NULL, edition TEXT NOT NULL, made TEXT NOT NULL
);
CREATE INDEX placements_of_figure ON placements (figure_id);
CREATE TRIGGER placements_are_not_changed BEFORE UPDATE ON placements
BEGIN SELECT RAISE(ABORT, 'placements are append-only'); END;
CREATE TRIGGER placements_are_not_deleted BEFORE DELETE ON placements
BEGIN SELECT RAISE(ABORT, 'placements are append-only'); END;
CREATE VIEW placed_reviews AS
SELECT r.*, coalesce(
    (SELECT p.now FROM placements p WHERE p.figure_id = r.figure_id ORDER BY p.placement DESC LIMIT 1), r.figure_id
) AS now FROM reviews r;
"""

# What each version of the list adds to the one before: a library of version 1 has the first.
EDITIONS = (FIRST, SECOND)
VERSION = len(EDITIONS)


def statements(script: str) -> Iterator[str]:
    """Yield the statements one by one: ``executescript`` would commit before the first of them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
