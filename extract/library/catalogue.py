"""The list of a library in SQLite: which documents are in view, which parts hold them, and what people decided."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from extract.library.errors import LibraryError, explained

NAME = "library.sqlite"
# "Baos": tells a library from any other SQLite file.
APPLICATION = 0x42616F73
VERSION = 1
PATIENCE = 30.0  # seconds that one writer waits for another

SCHEMA = """
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


def open_catalogue(folder: Path) -> Path:
    """The list of the library in ``folder``, made where the folder is missing or empty.

    Raises ``LibraryError`` for a folder of other things, another program's file, and a library of a newer version.
    """
    path = folder / NAME
    with explained(folder):
        if not path.exists():
            _refuse_other_folder(folder)
            folder.mkdir(parents=True, exist_ok=True)
    with explained(path), closing(connect(path)) as connection:
        if not _is_library(connection, path):
            _make(connection, path)
    return path


def _refuse_other_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise LibraryError(f"{folder}: is a file; a library is a folder, give a new or an empty one")
    others = [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")] if folder.exists() else []
    if others:
        raise LibraryError(
            f"{folder}: not a library: it has no {NAME} but holds {others[0]}; give a new or an empty folder"
        )


def connect(path: Path) -> sqlite3.Connection:
    """A connection that waits for other writers and is on disk when it says so."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _is_library(connection: sqlite3.Connection, path: Path) -> bool:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == APPLICATION and version > VERSION:
        raise LibraryError(
            f"{path}: a library of version {version}, and this Baoshu knows versions up to {VERSION}; update Baoshu"
        )
    if application != APPLICATION and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise LibraryError(f"{path}: not a library but another program's database; give a new or an empty folder")
    return application == APPLICATION


def _make(connection: sqlite3.Connection, path: Path) -> None:
    _log_ahead(connection)
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have made it while this one waited.
    if not _is_library(connection, path):
        for statement in _statements(SCHEMA):
            connection.execute(statement)
        connection.execute("INSERT INTO library VALUES (?, 0)", (uuid4().hex[:12],))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL; SQLite answers "locked" at once where two processes make the same library, so wait here."""
    last = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > last:
                raise
            time.sleep(0.02)


def _statements(script: str) -> Iterator[str]:
    """The statements one by one: ``executescript`` would commit before the first of them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees the list as it is at one moment, however others go on writing."""
    with explained(path), closing(_existing(path)) as connection:
        connection.execute("BEGIN")
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that alone may write; all of the block is on disk at its end, or nothing where it raises."""
    with explained(path), closing(_existing(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _existing(path: Path) -> sqlite3.Connection:
    if not path.exists():
        raise LibraryError(f"{path}: is no longer there; restore the library from a backup")
    return connect(path)
