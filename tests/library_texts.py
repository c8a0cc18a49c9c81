"""A small reader of figures for tests of the library, so that they need not wait for the rules."""

import re
from hashlib import sha256

from extract.claims import COLUMNS, DTYPES, Claim, Reading, Refusal
from extract.library import Added, Library
from extract.reading import Document

EMPTY = Claim(**{name: None if DTYPES[name] in ("float64", "datetime64[s]") else "" for name in COLUMNS})
NUMBER = r"(\d+)(\w)"


def read(document: Document, pattern: str = NUMBER) -> Reading:
    """A figure for every number and unit, and the first character as a number not counted: enough to be kept."""
    claims = [_claim(document, found) for found in re.finditer(pattern, document.text)]
    return Reading(tuple(claims), (Refusal(0, 1, document.text[:1], "label"),))


def _claim(document: Document, found: re.Match) -> Claim:
    key = sha256(f"{found.span()} {document.text}".encode()).hexdigest()[:12]
    known = {"doc_id": document.doc_id, "title": document.title, "published": document.published}
    words = {
        "quantity": found[0],
        "value": float(found[1]),
        "unit": found[2],
        "sentence": document.text,
        "kind": "count",
    }
    return EMPTY._replace(figure_id=key, start=found.start(), end=found.end(), **known, **words)


def read_each(documents):
    """A ``Reader`` as the library takes it."""
    return [(document, read(document)) for document in documents]


def by_pattern(pattern: str):
    """A ``Reader`` of other rules: group 1 is the number, group 2 its unit."""
    return lambda documents: [(document, read(document, pattern)) for document in documents]


def add(library: Library, *texts: tuple[str, str], source: str = "") -> Added:
    """Add texts by their names."""
    return library.add_documents([Document(name, text) for name, text in texts], source, read_each)


def quantities(library: Library) -> list[str]:
    """The words of every figure in view, in order."""
    return list(library.figures()["quantity"])
