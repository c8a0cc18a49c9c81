"""Files by pattern or by address: on the disk as a shell finds them, in a bucket or on a server through fsspec."""

import os
from collections.abc import Iterator
from glob import glob, has_magic
from typing import TYPE_CHECKING

from extract.reading.documents import UnreadableError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


def is_address(name: str) -> bool:
    """Whether ``name`` is an address, such as s3://news/2024/a.html, and no path."""
    return "://" in name


def find_files(name: str) -> Iterator[str]:
    """Yield in order the names that ``name`` stands for; itself where it is no pattern, or where nothing fits it.

    ``2024/*.html`` and ``s3://news/2024/*.html`` are patterns (``**`` goes down into folders), and an address that ends
    in ``/`` is that of a folder, of which every file is given. Hidden files are not. ``file://`` is the disk.
    """
    name = name.removeprefix("file://")
    if is_address(name):
        yield from _find_there(name) or [name]
    elif has_magic(name) and not os.path.exists(name):
        yield from sorted(glob(name, recursive=True)) or [name]
    else:
        yield name


def read_file(address: str) -> bytes:
    """The bytes of the file at an address. Raises ``UnreadableError`` with what to do."""
    files, path = reach(address)
    try:
        return files.cat_file(path)
    except FileNotFoundError:
        raise UnreadableError("no such file", "check the address; that of a folder ends in /") from None
    except Exception as error:  # each kind of storage has errors of its own, for a key that is missing above all
        reason = f"cannot be read ({type(error).__name__}: {error})"
        raise UnreadableError(reason, "check the address, and that you may read it") from error


def reach(address: str) -> tuple["AbstractFileSystem", str]:
    """The file system at an address, and the path in it. Raises ``UnreadableError`` where this machine cannot."""
    from fsspec.core import url_to_fs

    try:
        return url_to_fs(address)
    except ImportError as error:
        raise UnreadableError("what reads such addresses is not installed", _installing(address, error)) from error
    except Exception as error:
        reason = f"cannot be reached ({error})"
        raise UnreadableError(reason, "give an address such as s3://news/2024/*.html") from error


def _installing(address: str, error: ImportError) -> str:
    from fsspec.registry import known_implementations

    protocol = address.partition("://")[0].rpartition("::")[2]
    package = known_implementations.get(protocol, {}).get("class", "fsspec").partition(".")[0]
    return str(error) if package == "fsspec" else f"run: pip install {package}"


def _find_there(address: str) -> list[str]:
    """The files of a pattern or folder; none where it is neither, or cannot be looked into: reading it tells why."""
    if not (has_magic(address) or address.endswith("/")):
        return []
    try:
        files, path = reach(address)
        found = files.find(path) if address.endswith("/") else _plain_files(files, path)
    except Exception:  # whatever it was, it comes again with its reason when the address itself is read
        return []
    return [_address_of(files, one, address, path) for one in sorted(found) if not _is_hidden(one, path)]


def _plain_files(files: "AbstractFileSystem", pattern: str) -> list[str]:
    return [path for path, info in files.glob(pattern, detail=True).items() if info.get("type") != "directory"]


def _is_hidden(path: str, given: str) -> bool:
    """Whether the file, or a folder below the one that was given, begins with a dot."""
    below = path.removeprefix(given) if path.startswith(given) else path.rpartition("/")[2]
    return any(part.startswith(".") for part in below.split("/"))


def _address_of(files: "AbstractFileSystem", path: str, address: str, given: str) -> str:
    """The address of a path: what stood before the one that was given, a host above all, stands before this one too."""
    before = address.rstrip("/").removesuffix(given)
    return before + path if before + given == address.rstrip("/") else files.unstrip_protocol(path)
