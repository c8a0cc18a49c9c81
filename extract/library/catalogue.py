"""The list of a library in SQLite: which documents are in view, which parts hold them, and what people decided."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from extract.library.errors import LibraryError, explained
from extract.library.schema import EDITIONS, VERSION, statements

NAME = "library.sqlite"
# "Baos": tells a library from any other SQLite file.
APPLICATION = 0x42616F73
PATIENCE = 30.0  # seconds that one writer waits for another


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
        if _find_version(connection, path) < VERSION:
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


def _find_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the list, 0 for an empty database. Raises ``LibraryError`` for what this Baoshu cannot keep."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == APPLICATION and version > VERSION:
        raise LibraryError(
            f"{path}: made by a newer Baoshu; upgrade Baoshu (the library is of version {version}, and this one knows"
            f" versions up to {VERSION})"
        )
    if application != APPLICATION and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise LibraryError(f"{path}: not a library but another program's database; give a new or an empty folder")
    return version if application == APPLICATION else 0


def _make(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the list from the version that it has, or from nothing, to this one: all of the way or not at all."""
    _log_ahead(connection)
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have done it while this one waited.
    version = _find_version(connection, path)
    for script in EDITIONS[version:]:
        for statement in statements(script):
            connection.execute(statement)
    if version == 0:
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
