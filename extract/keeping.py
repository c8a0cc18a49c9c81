"""The commands of the library: bringing documents in, looking them over, keeping them in order."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract import printing
from extract.arguments import (
    Column,
    Inputs,
    Published,
    Scheduler,
    Shelf,
    Workers,
    fail,
    find_folder,
    messages,
    screen,
    tell,
    tell_unread,
)
from extract.cluster import AS_NEEDED, ClusterError, readers

if TYPE_CHECKING:
    from extract.library import Added, Library


def add(
    inputs: Inputs,
    library: Shelf = None,
    published: Published = None,
    text_column: Column = "",
    workers: Workers = AS_NEEDED,
    scheduler: Scheduler = "",
) -> None:
    """Add articles to the library that the dashboard opens; a changed file becomes a new version."""
    added = add_inputs(inputs, find_folder(library), published, text_column, workers, scheduler)
    counts = f"{len(added.added)} added, {len(added.replaced)} replaced, {len(added.unchanged)} unchanged"
    tell(f"{counts} · {find_folder(library)}")
    if added.unread:
        raise typer.Exit(1)


def add_inputs(
    inputs: list[str],
    folder: Path,
    published: date | None = None,
    text_column: str = "",
    workers: int = 1,
    scheduler: str = "",
) -> "Added":
    """What adding the inputs came to; those that could not be read are told."""
    from extract.library import Added, Library
    from extract.library.additions import find_sources, pass_over

    with _explained(), printing.progress(messages(), "documents") as step, readers(workers, scheduler) as read:
        items = _counted(find_sources(pass_over(folder, inputs), published, text_column), step)
        added = sum(Library.open(folder).adding(items, read), Added())
    tell_unread(added.unread)
    return added


def list_documents(library: Shelf = None) -> None:
    """List the documents of the library."""
    with _explained():
        documents = _existing(library).documents()
    printing.print_documents(screen(), documents)


def remove(
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Their names, as list shows them.")],
    library: Shelf = None,
) -> None:
    """Take documents out of the library; their reviews stay in the record, and adding them again brings them back."""
    with _explained():
        removed = _existing(library).remove(documents)
    if removed:
        tell(f"{len(removed)} removed; compact takes their texts off the disk")
    unknown = sorted(set(documents) - set(removed))
    if unknown:
        meant = _alike(unknown, _existing(library).documents()["doc_id"])
        remedy = f"did you mean {', '.join(meant)}? " if meant else ""
        fail(f"no document {', '.join(unknown)}; {remedy}baoshu list shows those that there are")


def _alike(names: Iterable[str], documents: Iterable[str]) -> list[str]:
    """The documents whose file has one of these names: the same file may have come by another path."""
    files = {name.rpartition("/")[2] for name in names}
    return [document for document in documents if document.rpartition("/")[2] in files][:5]


def reextract(
    library: Shelf = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Read every document, also those that these rules have read.")
    ] = False,
    workers: Workers = AS_NEEDED,
    scheduler: Scheduler = "",
) -> None:
    """Read the documents again that older rules have read; every review follows its figure, or is listed."""
    from extract.library import Renewed

    with _explained(), printing.progress(messages(), "documents") as step, readers(workers, scheduler) as read:
        shelf, renewed = _existing(library), Renewed()
        for some in shelf.renewing(everything=everything, read=read):
            renewed += some
            for _ in some.documents:
                step()
        unplaced = shelf.unplaced()
    tell_unread(renewed.unread)
    if len(unplaced):
        printing.print_unplaced(screen(), unplaced)
    tell(f"{len(renewed.documents)} documents read again, {len(unplaced)} reviews stand on no figure in view")
    if renewed.unread:
        raise typer.Exit(1)


def compact(library: Shelf = None) -> None:
    """Merge small files of the library and take away what nobody refers to; what is in view does not change."""
    with _explained():
        compacted = _existing(library).compact()
    tell(f"{compacted.before} parts became {compacted.after}, {compacted.freed / 1e6:.1f} MB are free again")


def verify(library: Shelf = None) -> None:
    """Look over every file of the library and name what is damaged, with the remedy."""
    with _explained():
        damage = _existing(library).verify()
    for one in damage:
        messages().print(f"[red]damaged[/] {printing.plain(one)}", highlight=False, soft_wrap=True)
    if damage:
        raise typer.Exit(1)
    tell(f"no damage · {find_folder(library)}")


def backup(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder, or an earlier backup.")],
    library: Shelf = None,
) -> None:
    """Copy the library as it is at this moment, while others go on; an earlier backup is brought up to date."""
    with _explained():
        _existing(library).backup(target)
    tell(f"{find_folder(library)} is copied to {target}")


def _existing(library: Path | None) -> "Library":
    from extract.library import Library

    folder = find_folder(library)
    if not folder.exists():
        fail(f"{folder}: no library here; add articles with: baoshu add INPUT")
    return Library.open(folder)


@contextmanager
def _explained() -> Iterator[None]:
    """End the command with what is wrong, where the library or the cluster says so."""
    from extract.library import LibraryError

    try:
        yield
    except (LibraryError, ClusterError, OSError) as error:
        fail(str(error))


def _counted(items: Iterable, step: Callable[[], None]) -> Iterator:
    for item in items:
        step()
        yield item
