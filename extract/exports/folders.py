"""A folder of Parquet parts, on the disk or in a bucket: a part is there whole or not at all, however the run ends."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from extract.claims import Claim, to_frame
from extract.exports.batches import in_batches
from extract.exports.files import aside, to_bytes
from extract.exports.texts import write_parquet
from extract.reading.addresses import is_address, reach
from extract.reading.documents import UnreadableError

BUCKETS = {"s3", "gs", "abfs", "oss"}  # where the top of a path is no folder but a bucket, which somebody pays for
PART_ROWS = 20_000  # some megabytes; a document's figures stay together


def is_folder(name: str) -> bool:
    """Whether ``name`` is that of a folder for parts: it ends in a slash, or is a folder already."""
    return name.endswith(("/", os.sep)) or os.path.isdir(name)


def write_parts(documents: Iterable[Sequence[Claim]], folder: str) -> int:
    """How many parts of about ``PART_ROWS`` rows the documents' figures came to, as ``part-00001.parquet`` and so on.

    Each is written as soon as it is full, aside, and renamed when it is whole; the rows stand in the parts in the order
    of the documents. Raises ``ValueError`` where the folder holds Parquet files already, or cannot be reached;
    ``OSError`` where it cannot be written.
    """
    place = open_folder(folder)
    number = 0
    for number, rows in enumerate(_gathered(documents), 1):
        place.put(f"part-{number:05d}.parquet", to_bytes(in_batches(to_frame(rows)), write_parquet))
    return number


def open_folder(folder: str) -> "Disk | Storage":
    """Where the parts go, made where it is missing. Raises ``ValueError`` where it holds Parquet files already."""
    folder = folder.removeprefix("file://")
    place = Storage(folder) if is_address(folder) else Disk(folder)
    if place.find_parts():
        raise ValueError(f"{folder}: holds Parquet files of an earlier run; empty it, or name another folder")
    return place


class Disk:
    """A folder on the disk."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._folder.mkdir(exist_ok=True)

    def find_parts(self) -> list[str]:
        """The Parquet files that are there."""
        return [path.name for path in self._folder.glob("*.parquet")]

    def put(self, name: str, content: bytes) -> None:
        """Put a file there: all of it is on disk when this returns."""
        with aside(self._folder / name) as file:
            file.write(content)


class Storage:
    """A folder that fsspec reaches."""

    def __init__(self, address: str) -> None:
        try:
            self._files, self._path = reach(address)
        except UnreadableError as error:
            raise ValueError(f"{address}: {error}; {error.remedy}") from error
        self._refuse_new_bucket(address)
        self._attempt(lambda: self._files.makedirs(self._path, exist_ok=True))

    def _refuse_new_bucket(self, address: str) -> None:
        """A name with a slip in it would else make a bucket, and every run to come would write into that."""
        bucket = self._path.split("/")[0]
        protocols = {self._files.protocol} if isinstance(self._files.protocol, str) else {*self._files.protocol}
        if protocols & BUCKETS and not self._attempt(lambda: self._files.exists(bucket)):
            raise ValueError(f"{address}: no such bucket {bucket}; make it first, or check the name")

    def find_parts(self) -> list[str]:
        """The Parquet files that are there."""
        return self._attempt(lambda: self._files.glob(f"{self._path}/*.parquet"))

    def put(self, name: str, content: bytes) -> None:
        """Put a file there: whoever looks sees all of it or nothing."""
        whole, beside = f"{self._path}/{name}", f"{self._path}/.{name}.part"
        self._attempt(lambda: self._files.pipe_file(beside, content))
        self._attempt(lambda: self._files.mv(beside, whole))

    def _attempt(self, work):
        try:
            return work()
        except Exception as error:  # each kind of storage has errors of its own
            raise OSError(f"{type(error).__name__}: {error}; check that you may write there") from error


def _gathered(documents: Iterable[Sequence[Claim]]) -> Iterator[list[Claim]]:
    """Yield the figures in lists, each ended by the document that fills it; one that is empty where there are none."""
    documents, rows = iter(documents), []
    first = next(documents, None)
    if first is None:
        return
    is_first = True
    for claims in chain([first], documents):
        rows.extend(claims)
        if len(rows) >= PART_ROWS:
            yield rows
            rows, is_first = [], False
    if rows or is_first:
        yield rows
