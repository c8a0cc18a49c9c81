"""From a document to its figures: articles, sentences, quantities, and what each is about, where, when, who says so."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from operator import attrgetter

import pandas as pd
import regex

from extract.claims import Claim, Reading, Refusal, to_frame
from extract.context import Context, Located, Place, Timed, context_reader
from extract.quantities import Figure, Refused, going_on, read_sentence
from extract.reading import Article, Document, Sentence, completed, report_of, split_articles

HAN = regex.compile(r"\p{Han}")
NOWHERE = Place("", "", "", "", "")
START = attrgetter("start")


def figures(documents: Iterable[Document]) -> pd.DataFrame:
    """Every figure that ``documents`` report, one row each, in the order of the documents and their text."""
    return to_frame(claim for document in documents for claim in read(document).claims)


def read(document: Document) -> Reading:
    """The figures of ``document``, and its numbers that are not counted with the reason, both in order."""
    claims, refusals = [], []
    name = _namer(document.text)
    document = completed(document)
    articles = split_articles(document)
    report = report_of(document, articles)
    for article in articles:
        found = list(_read_sentences(article.sentences))
        publisher = document.publisher or article.publisher or report.publisher
        if any(figures for figures, _ in found):
            ask = context_reader(report, article)
            for number, (sentence, (figures, _)) in enumerate(zip(article.sentences, found, strict=True)):
                for figure in figures:
                    context = ask(number, figure.quantity.start, figure.quantity.end)
                    claims.append(_claim(document, publisher, article, sentence, figure, context, name))
        for sentence, (_, refused) in zip(article.sentences, found, strict=True):
            refusals += [_refusal(document, sentence, item) for item in refused]
    return Reading(tuple(sorted(claims, key=START)), tuple(sorted(refusals, key=START)))


def _read_sentences(sentences: Iterable[Sentence]) -> Iterator[tuple[list[Figure], list[Refused]]]:
    """The figures and the refusals of each sentence; one goes on with the one before, if a paragraph holds both."""
    before, paragraph = [], None
    for sentence in sentences:
        figures, refused = read_sentence(sentence.text)
        if before and figures and sentence.paragraph == paragraph:
            figures = going_on(before, figures)
        before, paragraph = figures, sentence.paragraph
        yield figures, refused


def _namer(text: str) -> Callable[[int, int], str]:
    """A function that gives the figure at a span of ``text`` its name: the same text and span, the same name."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return lambda start, end: hashlib.blake2b(digest + f"{start}-{end}".encode(), digest_size=8).hexdigest()


def _refusal(document: Document, sentence: Sentence, item: Refused) -> Refusal:
    start, end = sentence.span(item.start, item.end)
    return Refusal(start, end, document.text[start:end], item.reason)


def _claim(
    document: Document,
    publisher: str,
    article: Article,
    sentence: Sentence,
    figure: Figure,
    context: Context,
    name: Callable[[int, int], str],
) -> Claim:
    """The row of ``figure``: what each room found, in the order of ``COLUMNS``: naming forty fields costs much."""
    start, end = sentence.span(figure.quantity.start, figure.quantity.end)
    return Claim(
        name(start, end),
        document.doc_id,
        document.title,
        article.section,
        publisher,
        document.published,
        document.text[start:end],
        *_amount(figure),
        *_meaning(figure, sentence),
        context.topic,
        *_place(context.located),
        *_period(context.timed, inferred=document.published is None),
        context.status,
        context.speaker,
        sentence.raw,
        start,
        end,
        figure.rule,
    )


def _amount(figure: Figure) -> tuple[float | str | None, ...]:
    """The columns from ``value`` to ``kind``."""
    quantity = figure.quantity
    unit = quantity.unit
    base = None if quantity.value is None else unit.in_base(quantity.value)
    ends = (_float(quantity.value), _float(quantity.low), _float(quantity.high))
    in_base = (_float(base), "" if base is None else unit.base)
    return *ends, quantity.bound, unit.name, unit.code, *in_base, _kind(figure)


def _meaning(figure: Figure, sentence: Sentence) -> tuple[float | str | None, ...]:
    """The columns from ``measure`` to ``indicator``."""
    change = figure.change
    indicator = _as_printed(figure.indicator, sentence)
    return change.measure, change.direction, _float(change.before), change.basis, figure.per, indicator


def _as_printed(words: str, sentence: Sentence) -> str:
    """``words`` of the folded sentence in the script that the article is printed in: 旅客發送量 stays traditional."""
    if sentence.text == sentence.raw:
        return words
    pairs = zip(sentence.text, sentence.raw, strict=True)
    return words.translate({ord(folded): raw for folded, raw in pairs if folded != raw and HAN.match(raw)})


def _place(located: Located) -> tuple[str, ...]:
    """The columns from ``place`` to ``place_basis``."""
    place = located.place or NOWHERE
    return place.name, place.adcode, place.province, place.city, place.district, located.basis


def _period(timed: Timed, *, inferred: bool) -> tuple[str | date | None, ...]:
    """The period's columns; one counted from a day of publication that no source states is ``inferred``."""
    basis = "inferred" if inferred and timed.basis == "published" else timed.basis
    return timed.period, timed.start, timed.end, basis


def _kind(figure: Figure) -> str:
    """The unit's kind; a length for a unit of time (时速120公里) is a speed."""
    kind = figure.quantity.unit.kind
    return "speed" if kind == "length" and figure.per in ("小时", "分钟", "秒") else kind


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
