"""From a document to its figures: articles, sentences, quantities, what they are about, where, when, and who says so."""

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal

import pandas as pd

from extract.claims import Claim, Reading, Refusal, to_frame
from extract.context.periods import period_reader
from extract.context.places import place_reader
from extract.context.speakers import speaker_reader
from extract.context.status import status_reader
from extract.context.topics import topic_reader
from extract.quantities import Figure, read_sentence
from extract.reading import Article, Document, Sentence, split_articles

READERS = (place_reader, period_reader, topic_reader, status_reader, speaker_reader)


def figures(documents: Iterable[Document]) -> pd.DataFrame:
    """Every figure that ``documents`` report, one row each, in the order of the documents and their text."""
    return to_frame(claim for document in documents for claim in read(document).claims)


def read(document: Document) -> Reading:
    """The figures of ``document``, and its numbers that are not counted with the reason."""
    claims, refusals = [], []
    digest = hashlib.blake2b(document.text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    for article in split_articles(document):
        context = [reader(document, article) for reader in READERS]
        for index, sentence in enumerate(article.sentences):
            found, refused = read_sentence(sentence.text)
            refusals += (_refusal(document, sentence, item) for item in refused)
            for figure in found:
                told = [ask(index, figure.quantity.start, figure.quantity.end) for ask in context]
                claims.append(_claim(document, digest, article, sentence, figure, *told))
    return Reading(tuple(sorted(claims, key=_place)), tuple(sorted(refusals, key=_place)))


def _place(item: Claim | Refusal) -> int:
    return item.start


def _refusal(document: Document, sentence: Sentence, item) -> Refusal:
    start, end = sentence.span(item.start, item.end)
    return Refusal(start, end, document.text[start:end], item.reason)


def _claim(document, digest, article: Article, sentence: Sentence, figure: Figure, located, timed, topic, status, speaker) -> Claim:
    quantity, change = figure.quantity, figure.change
    start, end = sentence.span(quantity.start, quantity.end)
    base = quantity.unit.in_base(quantity.value) if quantity.value is not None else None
    place = located.place
    return Claim(
        figure_id=hashlib.blake2b(digest + f"{start}-{end}".encode(), digest_size=8).hexdigest(),
        doc_id=document.doc_id,
        title=document.title,
        section=article.section,
        publisher=document.publisher,
        published=document.published,
        quantity=document.text[start:end],
        value=_float(quantity.value),
        low=_float(quantity.low),
        high=_float(quantity.high),
        bound=quantity.bound,
        unit=quantity.unit.name,
        unit_code=quantity.unit.code,
        base_value=_float(base),
        base_unit=quantity.unit.base if base is not None else "",
        kind=quantity.unit.kind,
        measure=change.measure,
        direction=change.direction,
        from_value=_float(change.before),
        basis=change.basis,
        per=figure.per,
        indicator=figure.indicator,
        topic=topic,
        place=place.name if place else "",
        adcode=place.adcode if place else "",
        province=place.province if place else "",
        city=place.city if place else "",
        district=place.district if place else "",
        place_basis=located.basis,
        period=timed.period,
        period_start=timed.start,
        period_end=timed.end,
        period_basis=timed.basis,
        status=status,
        speaker=speaker,
        sentence=sentence.raw,
        start=start,
        end=end,
        rule=figure.rule,
    )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


