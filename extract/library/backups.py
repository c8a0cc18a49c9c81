"""A copy of a library that is whole by itself, taken while others go on reading and writing."""

import sqlite3
from contextlib import closing
from pathlib import Path

from extract.library import catalogue, shelf
from extract.library.errors import LibraryError, explained
from extract.library.parts import SCHEMAS, digest, put_file
from extract.library.tidying import sweep


def back_up(folder: Path, target: Path) -> None:
    """Copy the library as it is at one moment into ``target``: a new or empty folder, or an earlier copy of it.

    An earlier copy is brought up to date by what it lacks, and is what it was until all of that is on disk. Raises
    ``LibraryError`` for another folder, and for a damaged part, before the list of an earlier copy is touched.
    """
    _check_target(folder, target)
    with closing(sqlite3.connect(":memory:")) as copy:
        while not _copy(folder, target, copy):
            pass
        with explained(target), closing(catalogue.connect(target / catalogue.NAME)) as there:
            copy.backup(there)
    catalogue.open_catalogue(target)
    sweep(target)


def _check_target(folder: Path, target: Path) -> None:
    if target.resolve().is_relative_to(folder.resolve()):
        raise LibraryError(f"{target}: lies in the library itself; give a folder outside of it, best on another disk")
    with explained(target):
        others = {path.name for path in target.iterdir()} - set(SCHEMAS) if target.exists() else set()
        if not others:  # new, empty, or what a first copy that was killed left
            target.mkdir(parents=True, exist_ok=True)
            return
    if catalogue.NAME not in others:
        raise LibraryError(
            f"{target}: holds {min(others)} and is no copy of this library; give a new or an empty folder"
        )
    catalogue.open_catalogue(target)
    with catalogue.reading(folder / catalogue.NAME) as own, catalogue.reading(target / catalogue.NAME) as other:
        if shelf.find_id(own) != shelf.find_id(other):
            raise LibraryError(f"{target}: holds another library; give a new or an empty folder")


def _copy(folder: Path, target: Path, copy: sqlite3.Connection) -> bool:
    """Whether ``copy`` has the list, and ``target`` every part that it names; False where parts went away meanwhile."""
    path = folder / catalogue.NAME
    with explained(path), closing(catalogue.connect(path)) as own:
        own.backup(copy)
    try:
        for kind in SCHEMAS:
            for name in shelf.find_parts(copy, kind):
                _copy_part(folder / kind / name, target / kind / name)
    except LibraryError:
        with catalogue.reading(path) as connection:  # a compact may have merged it into another
            if shelf.find_content(connection) == shelf.find_content(copy):
                raise
        return False
    return True


def _copy_part(source: Path, there: Path) -> None:
    with explained(source):
        if there.exists() and there.stat().st_size == source.stat().st_size:
            return
        content = source.read_bytes()
    if digest(content) != source.stem:
        raise LibraryError(f"{source}: its bytes are not those that were written; run verify to see what to do")
    with explained(there):
        put_file(there.parent, there.name, content)
