"""The command line: ``baoshu`` and ``python -m extract``."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from extract import exports, keeping, printing
from extract.accuracy import score as score_figures
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
    tell_unread,
)
from extract.claims import Reading, to_frame
from extract.cluster import AS_NEEDED, ClusterError, read_all
from extract.explanations import explain as explain_numbers
from extract.gold import read_gold
from extract.reading import Document, Unread, read_inputs
from extract.reading.addresses import is_address

app = typer.Typer(
    name="baoshu",
    help="报数 Baoshu reads Chinese news and gives back every reported figure as one tidy row with its evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command that the arguments name; the exit status is 1 where something could not be read, 2 for usage."""
    for stream in (sys.stdout, sys.stderr):  # a console of another encoding must not stop the reading
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except BrokenPipeError:  # the reader of the output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_version(wanted: bool) -> None:
    if wanted:
        try:
            print(f"baoshu {version('baoshu')}")
        except PackageNotFoundError:
            print("baoshu (not installed)")
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """报数 Baoshu reads Chinese news and gives back every reported figure as one tidy row with its evidence."""


@app.command()
def extract(
    inputs: Inputs,
    out: Annotated[
        str,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="Write .csv .jsonl .parquet .xlsx or .zip (a data package), by the ending; into a folder/ or"
            " s3://…/ parts of Parquet.",
        ),
    ] = "",
    published: Published = None,
    text_column: Column = "",
    workers: Workers = AS_NEEDED,
    scheduler: Scheduler = "",
) -> None:
    """Read figures out of articles: into a file, or as a table on the screen."""
    if out:
        _check_out(out)
    unread: list[Unread] = []
    items = read_inputs(inputs, published=published, text_column=text_column)
    tally, in_parts = printing.Tally(), bool(out) and exports.is_folder(out)
    with printing.progress(messages(), "documents") as step:
        read = (tally.count(reading).claims for _, reading in _read(items, unread, step, workers, scheduler))
        if in_parts:  # written while the reading goes on
            _write(exports.write_parts, read, out)
        else:
            frame = to_frame(chain.from_iterable(read))
    if tally.documents and not out:
        printing.print_figures(screen(), frame)
    elif tally.documents and not in_parts:
        _write(exports.write, frame, out)
    tell_unread(unread)
    printing.print_summary(messages(), tally, out if tally.documents else "")
    if unread:
        raise typer.Exit(1)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or an article, or - for standard input.")],
    published: Published = None,
) -> None:
    """Tell of every number in a text what it was read as and by which rule, or why it is not counted."""
    from extract.pipeline import read

    if text == "-":
        found = next(read_inputs(["-"], published=published))
        if isinstance(found, Unread):
            tell_unread([found])
            raise typer.Exit(1)
    elif os.path.isfile(text):
        fail(f"{text}: is a file, and explain takes a text; give it so: baoshu explain - < {text}")
    else:
        found = Document("text", text, published=published)
    printing.print_explanations(screen(), found.text, explain_numbers(read(found)))


@app.command()
def score(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Gold documents as JSON Lines.")],
    figures: Annotated[
        str, typer.Option(metavar="FILE", help="Score this table (.csv .jsonl .parquet) instead of extracting anew.")
    ] = "",
    misses: Annotated[int, typer.Option(min=0, metavar="N", help="Print the first N disagreements.")] = 0,
    workers: Workers = AS_NEEDED,
) -> None:
    """Measure accuracy against gold rows."""
    try:
        documents = read_gold(gold)
        frame = exports.read_figures(figures) if figures else None
    except OSError as error:
        fail(f"{error.filename or gold}: cannot be read ({error.strerror or error})")
    except ValueError as error:
        fail(str(error))
    if frame is None:
        unread: list[Unread] = []
        with printing.progress(messages(), "documents") as step:
            read = list(_read((one.document for one in documents), unread, step, workers))
        frame = to_frame(claim for _, reading in read for claim in reading.claims)
        tell_unread(unread)
    printing.print_score(screen(), score_figures(documents, frame), misses)


for command in (keeping.add, keeping.remove, keeping.reextract, keeping.compact, keeping.verify, keeping.backup):
    app.command()(command)
app.command("list")(keeping.list_documents)


# Said here too, for an installation without the folder .streamlit: this machine only, and nobody is told; and nobody
# waits while memory is gone over for garbage or files are watched for changes.
SERVED = ("--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false")
SERVED += ("--runner.postScriptGC", "false", "--server.fileWatcherType", "none")


@app.command()
def dashboard(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help="Articles to add first.")] = None,
    library: Shelf = None,
    figures: Annotated[
        str,
        typer.Option(
            metavar="PATTERN",
            help="Show the figures in these Parquet files instead, read-only: 'parts/*.parquet', 's3://news/*.parquet'.",
        ),
    ] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to serve on.")] = 8501,
    headless: Annotated[bool, typer.Option("--headless", help="Open no browser.")] = False,
) -> None:
    """Open the dashboard in the browser."""
    if figures and inputs:
        raise typer.BadParameter("shows Parquet files only; leave out the articles", param_hint="--figures")
    folder = find_folder(library)
    if inputs:
        keeping.add_inputs(inputs, folder)
    page = _dashboard_file()
    command = [sys.executable, "-m", "views.starting", str(page), "--server.port", str(port), *SERVED]
    command += ["--server.headless", "true"] if headless else []
    environment = os.environ | {"BAOSHU_LIBRARY": str(folder.absolute()), "BAOSHU_FIGURES": _from_here(figures)}
    # In its own folder Streamlit finds the theme in .streamlit.
    try:
        raise typer.Exit(subprocess.run(command, env=environment, cwd=page.parent, check=False).returncode)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _from_here(pattern: str) -> str:
    """A pattern of local files as the dashboard finds it from its own folder."""
    return pattern if not pattern or is_address(pattern) else str(Path(pattern).absolute())


def _dashboard_file() -> Path:
    spec = importlib.util.find_spec("dashboard")
    if spec is None or spec.origin is None:
        beside = Path(__file__).parent.parent / "dashboard.py"
        if not beside.is_file():
            fail("dashboard.py is missing from this installation; install baoshu anew")
        return beside
    return Path(spec.origin)


def _read(
    items: Iterable[Document | Unread], unread: list[Unread], step, workers: int, scheduler: str = ""
) -> Iterator[tuple[Document, Reading]]:
    """Yield each document with its reading; what cannot be read goes to ``unread``."""

    def documents() -> Iterator[Document]:
        for item in items:
            if isinstance(item, Unread):
                unread.append(item)
            else:
                yield item

    try:
        for document, reading in read_all(documents(), workers=workers, scheduler=scheduler):
            step()
            if isinstance(reading, Unread):
                unread.append(reading)
            else:
                yield document, reading
    except ClusterError as error:
        fail(str(error))


def _check_out(out: str) -> None:
    try:
        if exports.is_folder(out):
            exports.open_folder(out)
        elif is_address(out):
            raise ValueError(f"{out}: an address takes parts; end it in /")
        else:
            exports.writer_of(out)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--out") from None
    except OSError as error:
        fail(f"{out}: cannot be written ({error.strerror or error})")
    if not is_address(out) and not Path(out).absolute().parent.is_dir():
        parent = Path(out).parent
        raise typer.BadParameter(f"{out}: no such folder {parent}; make it first", param_hint="--out")


def _write(write: Callable[[Any, str], object], figures: object, out: str) -> None:
    try:
        write(figures, out)
    except OSError as error:
        fail(f"{out}: cannot be written ({error.strerror or error})")
