"""Where, when, about what, whether done or planned, and who says so: asked once an article, told once a figure."""

from collections.abc import Callable
from typing import NamedTuple

from extract.context.periods import Timed, period_reader
from extract.context.places import Located, Place, place_reader
from extract.context.speakers import speaker_reader
from extract.context.status import status_reader
from extract.context.topics import topic_reader
from extract.reading import Article, Document


class Context(NamedTuple):
    """What the words around a figure say of it; its place and its period come with their basis."""

    located: Located
    timed: Timed
    topic: str
    status: str
    speaker: str


__all__ = ["Context", "Located", "Place", "Timed", "context_reader"]


def context_reader(document: Document, article: Article) -> Callable[[int, int, int], Context]:
    """A function that tells the context of a figure from its sentence's number, its start and its end there."""
    located, timed = place_reader(document, article), period_reader(document, article)
    topic, status = topic_reader(document, article), status_reader(document, article)
    speaker = speaker_reader(document, article)

    def ask(*figure: int) -> Context:
        return Context(located(*figure), timed(*figure), topic(*figure), status(*figure), speaker(*figure))

    return ask
