"""Bringing documents in: place them, read the new ones, put their parts on disk, and only then list them."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from extract.claims import Reading
from extract.library import catalogue, shelf
from extract.library.moments import utc_now
from extract.library.parts import Parts, make_parts, put_parts
from extract.library.shelf import Entry
from extract.reading import Document, Unread, addresses, read_inputs
from extract.reading.inputs import readable_name

# A batch is what a kill can cost, and one part each of texts, figures and refusals.
BATCH_DOCUMENTS = 1_000
BATCH_CHARACTERS = 2_000_000

VERDICTS = ("added", "unchanged", "replaced")

# Reads documents in order; an ``Unread`` stands for one that cannot be read.
Reader = Callable[[Iterable[Document]], Iterable[tuple[Document, Reading | Unread]]]


@dataclass(frozen=True, slots=True)
class Added:
    """What an ``add`` came to, by names in the library: new, there before, new versions; and what could not be read."""

    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    def __add__(self, other: "Added") -> "Added":
        return Added(
            self.added + other.added,
            self.unchanged + other.unchanged,
            self.replaced + other.replaced,
            self.unread + other.unread,
        )


class Sourced(NamedTuple):
    """A document, or what could not be read, and where it came from."""

    source: str
    item: Document | Unread


class Step(NamedTuple):
    """One document of a batch under its name in the library, and what adding it comes to."""

    entry: Entry
    verdict: str

    @property
    def name(self) -> str:
        """The document's name in the library."""
        return self.entry.document.doc_id


class Plan(NamedTuple):
    """What a batch comes to while the list stays at ``content``."""

    content: int
    steps: tuple[Step, ...]

    @property
    def listed(self) -> tuple[Step, ...]:
        """The steps whose documents are read and enter the list."""
        return tuple(step for step in self.steps if step.verdict != "unchanged")


@dataclass(slots=True)
class Run:
    """One ``add`` into ``folder``: how it reads, and the names it has given, which no two of its documents share."""

    folder: Path
    read: Reader
    taken: set[str] = field(default_factory=set)


def find_sources(inputs: Iterable[str | Path], published: date | None, text_column: str) -> Iterator[Sourced]:
    """Yield every document of the inputs with the file it came from: an absolute path, an address, or ``-``."""
    for given in inputs:
        for item in read_inputs([given], published=published, text_column=text_column):
            yield Sourced(_source(given, item), item)


def _source(given: str | Path, item: Document | Unread) -> str:
    if str(given) == "-":
        return "-"
    # In a folder a document is named by its file, and by the line where the file has several; or by its own id.
    file = re.sub(r":\d+$", "", item.doc_id) if isinstance(item, Document) else str(given)
    if addresses.is_address(str(given)):
        return file if file.startswith(str(given)) else str(given)
    path, named = Path(file), Path(readable_name(str(given)))
    return str((path if path.is_relative_to(named) else named).resolve())


def pass_over(folder: Path, inputs: Iterable[str | Path]) -> Iterator[str | Path]:
    """Yield the files and folders of the inputs, of those that hold ``folder`` what else they hold.

    A library does not read its own parts.
    """
    for given in (name for one in inputs for name in addresses.find_files(str(one))):
        path = Path(given)
        if path.is_dir() and folder.resolve().is_relative_to(path.resolve()):
            inside = [] if path.samefile(folder) else sorted(path.iterdir())
            yield from pass_over(folder, (child for child in inside if not child.name.startswith(".")))
        else:
            yield given


def in_batches(items: Iterable[Sourced]) -> Iterator[list[Sourced]]:
    """Yield the items in lists, each ended by the number or the length of its documents."""
    batch, characters = [], 0
    for sourced in items:
        batch.append(sourced)
        characters += len(sourced.item.text) if isinstance(sourced.item, Document) else 0
        if len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def add_batch(run: Run, batch: Sequence[Sourced]) -> Added:
    """What adding the batch came to; all of it is on disk when this returns, and none of it where this raises."""
    unread = [item for _, item in batch if isinstance(item, Unread)]
    given = [shelf.entry_of(item, source) for source, item in batch if isinstance(item, Document)]
    readings: dict[Document, Reading | Unread] = {}
    plan = None
    # Planned anew without what cannot be read, and where another writer comes in between the plan and the commit.
    while plan is None or not _commit(run, given, plan, readings):
        with catalogue.reading(run.folder / catalogue.NAME) as connection:
            plan = _make_plan(connection, given, run.taken)
        new = [step.entry.document for step in plan.listed if step.entry.document not in readings]
        readings.update(run.read(new))
        failed = [isinstance(readings.get(step.entry.document), Unread) for step in plan.steps]
        unread += [
            readings[step.entry.document] for step, is_failed in zip(plan.steps, failed, strict=True) if is_failed
        ]
        if any(failed):
            given = [entry for entry, is_failed in zip(given, failed, strict=True) if not is_failed]
            plan = None
    run.taken.update(step.name for step in plan.steps)
    return _summary(plan, unread)


def _make_plan(connection: sqlite3.Connection, given: Sequence[Entry], taken: set[str]) -> Plan:
    view, taken, steps = shelf.View(connection), set(taken), []
    for entry in given:
        name, verdict = shelf.place(view, entry, taken)
        if verdict != "unchanged":
            view.put(name, entry)
        steps.append(Step(shelf.renamed(entry, name), verdict))
        taken.add(name)
    return Plan(shelf.find_content(connection), tuple(steps))


def _commit(run: Run, given: Sequence[Entry], plan: Plan, readings: dict[Document, Reading]) -> bool:
    """Whether the plan is done; False where the list has changed so that it is no longer right."""
    if not plan.listed:
        return True
    listed = [(step.entry.document, readings[step.entry.document]) for step in plan.listed]
    parts = make_parts(listed)
    with catalogue.writing(run.folder / catalogue.NAME) as connection:
        if shelf.find_content(connection) != plan.content:
            is_right = _make_plan(connection, given, run.taken).steps == plan.steps
            if not is_right:
                return False
        put_parts(run.folder, parts)
        names = Parts(*(part.name for part in parts))
        batch, now = shelf.list_batch(connection, names, len(listed)), utc_now()
        for position, step in enumerate(plan.listed):
            shelf.retire(connection, step.name, now)
            spot = shelf.Spot(batch, position)
            shelf.list_document(connection, step.entry, readings[step.entry.document], spot, now)
        shelf.mark_changed(connection)
    return True


def _summary(plan: Plan, unread: Iterable[Unread]) -> Added:
    names = {verdict: tuple(step.name for step in plan.steps if step.verdict == verdict) for verdict in VERDICTS}
    return Added(**names, unread=tuple(unread))
