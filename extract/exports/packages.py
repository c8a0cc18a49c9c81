"""A data package: plain CSV, a description of it that programs read (Table Schema), and a README for people."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd

from extract.exports.batches import Batches
from extract.exports.texts import write_plain_csv

TABLE = "figures.csv"
TYPES = {"i": "integer", "f": "number", "M": "date"}
README = """# Figures that Chinese news reports

figures.csv holds one row a figure, in UTF-8; datapackage.json says what each column is.
"""


@dataclass(frozen=True, slots=True)
class About:
    """What a package says of itself: its README, and for each column a name and what it means."""

    readme: str = README
    title: str = "Figures that Chinese news reports"
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)


NOTHING_SAID = About()


def write_package(batches: Batches, file: BinaryIO, about: About = NOTHING_SAID) -> None:
    """Write a ZIP of ``figures.csv``, ``datapackage.json`` and ``README.md``; the CSV holds the words as they are."""
    kinds: dict[str, str] = {}
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        with archive.open(TABLE, "w", force_zip64=True) as member:
            measured = _Measured(member)
            write_plain_csv(_noting(batches, kinds), measured)
        resource = _resource(kinds, about.columns) | {"bytes": measured.bytes, "hash": measured.hash}
        archive.writestr("datapackage.json", _package(resource, about.title))
        archive.writestr("README.md", about.readme)


def _package(resource: dict, title: str) -> str:
    created = datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    package = {"name": "baoshu-figures", "title": title, "created": created, "resources": [resource]}
    return json.dumps(package, ensure_ascii=False, indent=2)


def _resource(kinds: Mapping[str, str], names: Mapping[str, tuple[str, str]]) -> dict:
    fields = [{"name": name, "type": kind} | _named(names.get(name)) for name, kind in kinds.items()]
    schema = {"fields": fields, "missingValues": [""]}
    if "figure_id" in kinds:
        schema["primaryKey"] = ["figure_id"]
    about = {"name": "figures", "path": TABLE, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return about | {"profile": "tabular-data-resource", "schema": schema}


def _named(words: tuple[str, str] | None) -> dict[str, str]:
    return {"title": words[0], "description": words[1]} if words else {}


def _noting(batches: Batches, kinds: dict[str, str]) -> Batches:
    """The same batches; the types of their columns are noted on the way."""
    for batch in batches:
        kinds.update({name: _kind(batch[name]) for name in batch.columns})
        yield batch


def _kind(column: pd.Series) -> str:
    return TYPES.get(column.dtype.kind, "string")


class _Measured:
    """A file that counts and hashes what passes into it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash, self.bytes = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.bytes += len(data)

    @property
    def hash(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"
