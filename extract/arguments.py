"""What the commands share: their arguments, where they speak, and how they end where something is wrong."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from extract import printing
from extract.reading import Unread
from extract.reading.front_matter import parse_date


def _day(words: str) -> date:
    try:
        return parse_date(words)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, zip archives, patterns, addresses (s3://news/*.html), or - for standard input.",
    ),
]
Published = Annotated[
    date | None,
    typer.Option(
        "--date", parser=_day, metavar="YYYY-MM-DD", help="When the articles that do not say it were published."
    ),
]
Column = Annotated[
    str,
    typer.Option(
        "--text-column",
        metavar="NAME",
        help="The column of a table, or field, of the text; usual names are found without it.",
    ),
]
Shelf = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="FOLDER",
        envvar="BAOSHU_LIBRARY",
        help="The library's folder; else data/library of a checkout, or .baoshu/library in your home.",
        show_envvar=True,
    ),
]
Workers = Annotated[
    int,
    typer.Option(min=0, help="How many processes of this machine read; 0: one for each processor if there is much."),
]
Scheduler = Annotated[
    str,
    typer.Option(metavar="ADDRESS", help="Read on the workers of this Dask scheduler, such as tcp://10.0.0.5:8786."),
]


def find_folder(library: Path | None) -> Path:
    """The library's folder: as named, else beside a checkout's sample articles, else in the user's home."""
    beside = Path(__file__).parent.parent / "data"
    return library or (beside / "library" if (beside / "articles").is_dir() else Path.home() / ".baoshu" / "library")


def tell_unread(unread: Iterable[Unread]) -> None:
    """Name each thing that could not be read, with the reason and the remedy."""
    for one in unread:
        messages().print(f"[red]not read[/] {printing.plain(one)}", highlight=False, soft_wrap=True)


def tell(message: str) -> None:
    """Say what was done."""
    messages().print(printing.plain(message), highlight=False, soft_wrap=True)


def fail(message: str) -> NoReturn:
    """Say what is wrong and end with status 1."""
    messages().print(f"[red]error[/] {printing.plain(message)}", highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def screen() -> Console:
    """Where tables go."""
    return Console(width=None if sys.stdout.isatty() else 200)


def messages() -> Console:
    """Where everything else is said, so that it does not mix with tables."""
    return Console(stderr=True)
