"""From a document to its figures: articles, sentences, quantities, and what each is about, where, when, who says so."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import regex

from extract.claims import Claim, Reading, Refusal, to_frame
from extract.context import Context, Located, Place, Timed, context_reader
from extract.quantities import Figure, Refused, read_sentence
from extract.reading import Article, Document, Sentence, completed, report_of, split_articles

HAN = regex.compile(r"\p{Han}")
NOWHERE = Place("", "", "", "", "")


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
        ask = context_reader(report, article)
        source = replace(document, publisher=document.publisher or article.publisher or report.publisher)
        for number, sentence in enumerate(article.sentences):
            found, refused = read_sentence(sentence.text)
            for figure in found:
                context = ask(number, figure.quantity.start, figure.quantity.end)
                claims.append(_claim(source, article, sentence, figure, context, name))
            refusals += [_refusal(document, sentence, item) for item in refused]
    return Reading(tuple(sorted(claims, key=_start)), tuple(sorted(refusals, key=_start)))


def _start(item: Claim | Refusal) -> int:
    return item.start


def _namer(text: str) -> Callable[[int, int], str]:
    """A function that gives the figure at a span of ``text`` its name: the same text and span, the same name."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return lambda start, end: hashlib.blake2b(digest + f"{start}-{end}".encode(), digest_size=8).hexdigest()


def _refusal(document: Document, sentence: Sentence, item: Refused) -> Refusal:
    start, end = sentence.span(item.start, item.end)
    return Refusal(start, end, document.text[start:end], item.reason)


def _claim(
    document: Document,
    article: Article,
    sentence: Sentence,
    figure: Figure,
    context: Context,
    name: Callable[[int, int], str],
) -> Claim:
    """The row of ``figure``: what each room found, under the name of its column."""
    start, end = sentence.span(figure.quantity.start, figure.quantity.end)
    return Claim(
        figure_id=name(start, end),
        doc_id=document.doc_id,
        title=document.title,
        section=article.section,
        publisher=document.publisher,
        published=document.published,
        quantity=document.text[start:end],
        **_amount(figure),
        **_meaning(figure, sentence),
        topic=context.topic,
        **_place(context.located),
        **_period(context.timed, inferred=document.published is None),
        status=context.status,
        speaker=context.speaker,
        sentence=sentence.raw,
        start=start,
        end=end,
        rule=figure.rule,
    )


def _amount(figure: Figure) -> dict[str, float | str | None]:
    quantity = figure.quantity
    base = None if quantity.value is None else quantity.unit.in_base(quantity.value)
    return {
        "value": _float(quantity.value),
        "low": _float(quantity.low),
        "high": _float(quantity.high),
        "bound": quantity.bound,
        "unit": quantity.unit.name,
        "unit_code": quantity.unit.code,
        "base_value": _float(base),
        "base_unit": "" if base is None else quantity.unit.base,
        "kind": _kind(figure),
    }


def _meaning(figure: Figure, sentence: Sentence) -> dict[str, float | str | None]:
    change = figure.change
    return {
        "measure": change.measure,
        "direction": change.direction,
        "from_value": _float(change.before),
        "basis": change.basis,
        "per": figure.per,
        "indicator": _as_printed(figure.indicator, sentence),
    }


def _as_printed(words: str, sentence: Sentence) -> str:
    """``words`` of the folded sentence in the script that the article is printed in: 旅客發送量 stays traditional."""
    if sentence.text == sentence.raw:
        return words
    pairs = zip(sentence.text, sentence.raw, strict=True)
    return words.translate({ord(folded): raw for folded, raw in pairs if folded != raw and HAN.match(raw)})


def _place(located: Located) -> dict[str, str]:
    place = located.place or NOWHERE
    return {
        "place": place.name,
        "adcode": place.adcode,
        "province": place.province,
        "city": place.city,
        "district": place.district,
        "place_basis": located.basis,
    }


def _period(timed: Timed, *, inferred: bool) -> dict[str, str | date | None]:
    """The period's columns; one counted from a day of publication that no source states is ``inferred``."""
    return {
        "period": timed.period,
        "period_start": timed.start,
        "period_end": timed.end,
        "period_basis": "inferred" if inferred and timed.basis == "published" else timed.basis,
    }


def _kind(figure: Figure) -> str:
    """The unit's kind; a length for a unit of time (时速120公里) is a speed."""
    kind = figure.quantity.unit.kind
    return "speed" if kind == "length" and figure.per in ("小时", "分钟", "秒") else kind


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
