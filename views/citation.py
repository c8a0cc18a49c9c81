"""What a file of figures says of itself: which figures, when it was made, what the columns mean, how to cite it."""

from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple
from urllib.parse import urlencode

from extract.claims import COLUMNS
from extract.exports import About
from extract.library.filters import Filters
from extract.library.selection import Selection
from views.evidence import plain
from views.words import Words

COUNTS = """
SELECT count(*) AS figures, count(DISTINCT doc_id) AS documents,
       count(*) FILTER (review <> '') AS reviewed FROM chosen
"""


class Description(NamedTuple):
    """A description for a sheet of text, and the same in Markdown with the columns, for a data package."""

    plain: str
    package: About


def version_words() -> str:
    """The installed version; ``""`` when the app runs from files that were never installed."""
    try:
        return version("baoshu")
    except PackageNotFoundError:
        return ""


def today() -> str:
    """The day on which a file is made, in ISO 8601."""
    return date.today().isoformat()


def source(say: Words) -> str:
    """What made it and when: Baoshu 0.1.0 · 2026-11-23."""
    return " · ".join((" ".join(filter(None, (say("app"), version_words()))), today()))


def cite(documents: str, say: Words) -> str:
    """How to cite figures of so many documents."""
    return say("cite", version=version_words(), documents=documents, date=today(), year=today()[:4])


def filter_lines(filters: Filters, say: Words) -> list[str]:
    """What was filtered by, a line each."""
    lines = []
    for name, values in filters.to_query().items():
        labels = " / ".join(" ".join(say.label(name, value).split()) for value in values)
        lines.append(say("download.filter", name=say(f"filter.{name}"), values=labels))
    return lines or [say("download.filter.none")]


def describe(selection: Selection, say: Words, address: str = "") -> Description:
    """What a file of the chosen figures says of itself; ``address`` is where the dashboard shows figures."""
    counts = selection.ask(COUNTS).iloc[0]
    numbers = {name: f"{counts[name]:,}" for name in ("figures", "documents", "reviewed")}
    query = urlencode(selection.filters.to_query(), doseq=True)
    link = f"{address}?{query}" if address and query else address
    facts = [
        say("download.counts", **numbers),
        *filter_lines(selection.filters, say),
        say("download.made", source=source(say)),
        *filter(None, (link,)),
        cite(numbers["documents"], say),
    ]
    columns = {name: (say.column(name), say.meaning(name)) for name in (*COLUMNS, "review")}
    return Description(
        f"{say('download.title')}\n\n" + "\n".join(facts), About(_readme(facts, say), say("download.title"), columns)
    )


def _readme(facts: list[str], say: Words) -> str:
    """The same in Markdown, in which the words of news are words and no marks, and what each column means."""
    told = "\n".join(f"- {fact if fact.startswith('http') else plain(fact)}" for fact in facts)
    columns = "\n".join(f"| `{name}` | {say.column(name)} | {say.meaning(name)} |" for name in (*COLUMNS, "review"))
    heads = f"| {say('about.column')} | | {say('about.meaning')} |\n|---|---|---|"
    return f"# {say('download.title')}\n\n{told}\n\n{say('download.files')}\n\n{heads}\n{columns}\n"
