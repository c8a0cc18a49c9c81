"""What can go wrong with a library, said so that a person knows what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa


class LibraryError(ValueError):
    """The library cannot do what was asked; its text names the file, what is wrong and what to do."""


class Fault(NamedTuple):
    """Words of the system's own message, and the remedy. ``example`` is a test: this fault must be the one it meets."""

    sign: str
    remedy: str
    example: str


_ROOM = "make room on the disk and try again; what the library held before is unharmed"
_DISK = (
    "make room on the disk and try again; where there is room the disk may be failing:"
    " copy the library to another disk with backup, and run verify on the copy"
)
_RIGHTS = "allow writing to the library's folder, or choose another folder"
_RESTORE = "restore the library from a backup, or choose another folder"

# The first that fits wins.
FAULTS = (
    Fault("locked", "another program is writing to the library and has not finished; try again", "database is locked"),
    Fault("disk is full", _ROOM, "database or disk is full"),
    Fault("no space left", _ROOM, "[Errno 28] No space left on device: 'figures'"),
    Fault("quota", _ROOM, "[Errno 122] Disk quota exceeded"),
    Fault("file too large", _ROOM, "[Errno 27] File too large"),
    Fault("disk i/o error", _DISK, "disk I/O error"),
    Fault("readonly", _RIGHTS, "attempt to write a readonly database"),
    Fault("read-only", _RIGHTS, "[Errno 30] Read-only file system: 'documents'"),
    Fault("permission denied", _RIGHTS, "[Errno 13] Permission denied: 'library.sqlite'"),
    Fault("unable to open", _RIGHTS, "unable to open database file"),
    Fault("not a database", _RESTORE, "file is not a database"),
    Fault("malformed", _RESTORE, "database disk image is malformed"),
    Fault("", "run verify to see what is damaged", "Parquet magic bytes not found in footer"),
)


def find_remedy(message: str) -> str:
    """What to do about a message of the system."""
    return next(fault.remedy for fault in FAULTS if fault.sign in message.lower())


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn failures of the disk, of SQLite and of Parquet inside the block into a ``LibraryError`` about ``path``."""
    try:
        yield
    except (OSError, sqlite3.Error, pa.ArrowException, duckdb.IOException) as error:
        raise LibraryError(f"{path}: {error}; {find_remedy(str(error))}") from error
