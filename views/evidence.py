"""The words a figure was read from, as HTML in which every character of the news is escaped."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

import pandas as pd

from views.table import day, number, period_words, reading, source, with_unit
from views.words import Words

# Kinds that read alike share a hue, so that six hues tell sixteen kinds apart at a glance; the title names the kind.
HUES = {
    "count": "count",
    "money": "money",
    "share": "share",
    "point": "share",
    "multiple": "share",
    "rank": "rank",
    "duration": "time",
    "speed": "time",
    "other": "rank",
}
PHYSICAL = "size"
AMOUNTS = dict.fromkeys(("value", "low", "high", "from_value"), "unit") | {"base_value": "base_unit"}
LABELLED = ("bound", "kind", "measure", "direction", "basis", "topic", "status", "review")
AROUND = 300  # characters of a paragraph shown before its sentence, and as many behind it
LEAD = 400  # characters before a figure that tell which of two like words in its sentence is meant
MARKDOWN = frozenset("\\`*_[]<>#~$:|!")

STYLE = """<style>
.bs-text{font-size:1rem;line-height:1.9;overflow-wrap:anywhere;white-space:pre-wrap;margin:0}
.bs-text.bs-article{max-width:46rem;font-size:1.02rem}
.bs-text mark{color:inherit;border-radius:.2rem;padding:.08em .12em;background:rgba(226,171,51,.38)}
.bs-text mark.bs-count{background:rgba(70,140,190,.30)} .bs-text mark.bs-money{background:rgba(226,171,51,.38)}
.bs-text mark.bs-share{background:rgba(86,160,90,.30)} .bs-text mark.bs-size{background:rgba(58,166,160,.28)}
.bs-text mark.bs-time{background:rgba(150,110,190,.30)} .bs-text mark.bs-rank{background:rgba(200,90,80,.28)}
.bs-text mark.bs-chosen{outline:2px solid currentColor;outline-offset:1px}
.bs-text u{text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.28em}
.bs-text .bs-around{opacity:.72}
.bs-text .bs-refused{border-bottom:2px dotted color-mix(in srgb,currentColor 55%,transparent);cursor:help}
.bs-quote{border-left:3px solid color-mix(in srgb,currentColor 22%,transparent);padding:.1rem 0 .1rem .9rem}
.bs-text.bs-large{font-size:1.25rem;line-height:2;text-align:center;max-height:24rem;overflow-y:auto;
  padding:.8rem .4rem} .bs-text mark.bs-focus{font-size:1.9rem;font-weight:650;line-height:1.5;white-space:nowrap}
.bs-doubts{display:flex;flex-wrap:wrap;gap:.35rem} .bs-doubts span{border-radius:1rem;padding:.05rem .65rem;
  font-size:.85rem;border:1px solid color-mix(in srgb,currentColor 30%,transparent)}
.bs-headline{font-size:1.5rem;font-weight:650;line-height:1.3;overflow-wrap:anywhere}
.bs-sub{font-size:.92rem;opacity:.82;overflow-wrap:anywhere;margin-top:.15rem}
.bs-fields{width:100%;border-collapse:collapse;font-size:.88rem;table-layout:fixed}
.bs-fields th,.bs-fields td{text-align:left;vertical-align:top;padding:.28rem .5rem .28rem 0;font-weight:400;
  border:0;border-bottom:1px solid color-mix(in srgb,currentColor 13%,transparent);overflow-wrap:anywhere}
.bs-fields th{width:27%;opacity:.75} .bs-fields th:nth-child(2){width:43%}
.bs-fields td:last-child{opacity:.75}
.bs-legend{display:flex;flex-wrap:wrap;gap:.3rem .9rem;font-size:.85rem;align-items:baseline}
.bs-legend mark{color:inherit;border-radius:.2rem;padding:0 .4em}
</style>"""


class Mark(NamedTuple):
    """A stretch of a text to be marked: its ends in characters, the tag with its class, and what hovering says."""

    start: int
    end: int
    tag: str
    style: str
    title: str = ""


def hue(kind: str) -> str:
    """The class that colours a kind: one of count, money, share, size, time, rank."""
    return HUES.get(kind, PHYSICAL)


def marked(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> str:
    """``text[start:end]`` escaped, with its marks as tags; of marks that overlap, the first stands.

    >>> marked("a<b", [Mark(1, 2, "mark", "x")])
    'a<mark class="x">&lt;</mark>b'
    """
    end = len(text) if end is None else end
    pieces, place = [], start
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < place or mark.end > end or mark.start >= mark.end:
            continue
        title = f' title="{escape(mark.title)}"' if mark.title else ""
        words = escape(text[mark.start : mark.end])
        pieces += [escape(text[place : mark.start]), f'<{mark.tag} class="{mark.style}"{title}>{words}</{mark.tag}>']
        place = mark.end
    return "".join([*pieces, escape(text[place:end])])


def find_words(sentence: str, words: str, before: str) -> int:
    """Where the ``words`` of a figure stand in its sentence, -1 if nowhere; ``before`` is the text that leads to them.

    A sentence may say the same words twice; those with the longest common lead are meant. Blanks are passed over, since
    a sentence has the line breaks of its text taken out.

    >>> find_words("一等奖1名，二等奖1名", "1名", "……一等奖1名，二等\\n奖")
    9
    """
    lead = "".join(before.split())
    places = [at for at in range(len(sentence)) if sentence.startswith(words, at)] if words else []
    return max(places, key=lambda at: _common_end("".join(sentence[:at].split()), lead), default=-1)


def _common_end(one: str, other: str) -> int:
    length = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        length += 1
    return length


def sentence_html(rows: pd.DataFrame, text: str) -> str:
    """The sentence that ``rows`` share, their words marked, their indicators underlined; ``text`` is the document's."""
    sentence = rows["sentence"].iloc[0]
    marks = [mark for _, row in rows.iterrows() for mark in _sentence_marks(row, text)]
    return f'<div class="bs-quote"><p class="bs-text" lang="zh-CN">{marked(sentence, marks)}</p></div>'


def paragraph_html(row: pd.Series, text: str) -> str:
    """The figure's sentence in its paragraph, which is paler; the sentence alone where the text holds it otherwise."""
    first, last = sentence_span(row, text)
    if first == last:
        return sentence_html(row.to_frame().T, text)
    start, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    start, end = max(start, first - AROUND), min(end if end >= 0 else len(text), last + AROUND)
    named = text.rfind(row["indicator"], first, row["start"]) if row["indicator"] else -1
    marks = [Mark(row["start"], row["end"], "mark", f"bs-{hue(row['kind'])}")]
    marks += [Mark(named, named + len(row["indicator"]), "u", "bs-indicator")] if named >= 0 else []
    before, after = (f'<span class="bs-around">{escape(words)}</span>' for words in (text[start:first], text[last:end]))
    told = before + marked(text, marks, first, last) + after
    return f'<div class="bs-quote"><p class="bs-text" lang="zh-CN">{told.replace(chr(10), "")}</p></div>'


def sentence_span(row: pd.Series, text: str) -> tuple[int, int]:
    """Where the figure's sentence starts and ends in ``text``, which may break it with blanks; alike if it does not.

    >>> row = pd.Series({"sentence": "有厂房7座。", "quantity": "7座", "start": 7, "end": 9})
    >>> sentence_span(row, "前文。有厂\\n房7座。后文")
    (3, 10)
    """
    words = "".join(row["quantity"].split("\n"))
    at = find_words(row["sentence"], words, text[max(0, row["start"] - LEAD) : row["start"]])
    first = row["start"] - _reach(text[: row["start"]][::-1], row["sentence"][: max(at, 0)])
    last = row["end"] + _reach(text[row["end"] :], row["sentence"][at + len(words) :])
    is_found = at >= 0 and _joined(text[first:last]) == _joined(row["sentence"])
    return (first, last) if is_found else (row["start"], row["start"])


def _joined(words: str) -> str:
    return "".join(words.split())


def _reach(text: str, words: str) -> int:
    """How much of the start of ``text`` holds as many signs, blanks apart, as ``words``."""
    left, place = len(_joined(words)), 0
    while left and place < len(text):
        left -= not text[place].isspace()
        place += 1
    return place


def focus_html(row: pd.Series, text: str) -> str:
    """The figure's sentence, large, with its words larger still in the middle of it."""
    marks = [mark._replace(style=f"{mark.style} bs-focus") for mark in _sentence_marks(row, text)]
    return f'<p class="bs-text bs-large" lang="zh-CN">{marked(row["sentence"], marks)}</p>'


def doubts_html(doubts: Iterable[str]) -> str:
    """Reasons to doubt a figure, side by side."""
    return f'<div class="bs-doubts">{"".join(f"<span>{escape(doubt)}</span>" for doubt in doubts)}</div>'


def _sentence_marks(row: pd.Series, text: str) -> Iterator[Mark]:
    sentence, words = row["sentence"], "".join(row["quantity"].split("\n"))
    at = find_words(sentence, words, text[max(0, row["start"] - LEAD) : row["start"]])
    if at >= 0:
        yield Mark(at, at + len(words), "mark", f"bs-{hue(row['kind'])}")
    named = sentence.rfind(row["indicator"], 0, at) if row["indicator"] and at > 0 else -1
    if named >= 0:
        yield Mark(named, named + len(row["indicator"]), "u", "bs-indicator")


def head_html(row: pd.Series, say: Words) -> str:
    """The figure in one glance: its value large, below it what it counts, where and when."""
    about = " · ".join(filter(None, (row["indicator"], row["place"], period_words(row["period"]))))
    return title_html(reading(row, say.language), about)


def title_html(title: str, about: str) -> str:
    """Large words, and below them small ones."""
    return (
        f'<div class="bs-headline" lang="zh-CN">{escape(title)}</div>'
        f'<div class="bs-sub" lang="zh-CN">{escape(about)}</div>'
    )


def field_rows(row: pd.Series, say: Words) -> list[tuple[str, str, str]]:
    """Every field that is known: its name, its value, and what it rests on."""
    span = say("basis.words", start=row["start"], end=row["end"])
    place_basis = say.label("place_basis", row["place_basis"]) if row["place_basis"] else ""
    period_basis = say.label("period_basis", row["period_basis"]) if row["period_basis"] else ""
    division = " › ".join(dict.fromkeys(filter(None, (row["province"], row["city"], row["district"]))))
    stated = [
        ("quantity", row["quantity"], span),
        *((name, _amount(row, name, unit, say), "") for name, unit in AMOUNTS.items()),
        ("unit_code", row["unit_code"], ""),
        *((name, row[name] and say.label(name, row[name]), "") for name in LABELLED),
        ("per", row["per"], ""),
        ("indicator", row["indicator"], ""),
        ("place", row["place"], place_basis),
        ("district", division if division != row["place"] else "", row["adcode"]),
        ("period", period_words(row["period"]), period_basis),
        ("speaker", row["speaker"], ""),
        ("title", row["title"], row["section"] if row["section"] != row["title"] else ""),
        ("publisher", row["publisher"], day(row["published"])),
        ("rule", row["rule"], ""),
        ("figure_id", row["figure_id"], row["doc_id"]),
    ]
    return [(say.column(name), value, basis) for name, value, basis in stated if value]


def _amount(row: pd.Series, column: str, unit: str, say: Words) -> str:
    return "" if pd.isna(row[column]) else with_unit(number(row[column], say.language), row[unit])


def fields_html(row: pd.Series, say: Words) -> str:
    """A table of every known field with what it rests on."""
    lines = (
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td><td>{escape(basis)}</td></tr>'
        for name, value, basis in field_rows(row, say)
    )
    heads = "".join(f'<th scope="col">{escape(say(f"evidence.{name}"))}</th>' for name in ("field", "value", "basis"))
    return f'<table class="bs-fields" lang="{say.language}"><tr>{heads}</tr>{"".join(lines)}</table>'


def table_html(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of texts, each escaped."""
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
    lines = ("".join(f"<td>{escape(words)}</td>" for words in row) for row in rows)
    return f'<table class="bs-fields"><tr>{head}</tr>{"".join(f"<tr>{line}</tr>" for line in lines)}</table>'


def article_marks(figures: pd.DataFrame, refusals: pd.DataFrame, say: Words, chosen: str = "") -> list[Mark]:
    """The marks of a reading view: each figure coloured by kind, each number not counted dotted."""
    marks = []
    for _, row in figures.iterrows():
        style = f"bs-{hue(row['kind'])}" + (" bs-chosen" if row["figure_id"] == chosen else "")
        title = f"{say.label('kind', row['kind'])} · {row['indicator']} · {reading(row, say.language)}"
        marks.append(Mark(int(row["start"]), int(row["end"]), "mark", style, title))
    for _, row in refusals.iterrows():
        reason = say.label("reason", row["reason"])
        marks.append(Mark(int(row["start"]), int(row["end"]), "span", "bs-refused", reason))
    return marks


def article_html(text: str, marks: list[Mark], start: int = 0, end: int | None = None) -> str:
    """The document's text with its marks."""
    return f'<p class="bs-text bs-article" lang="zh-CN">{marked(text, marks, start, end)}</p>'


def legend_html(kinds: Iterable[str], say: Words) -> str:
    """What the colours mean, for the kinds that occur."""
    marks = (f'<mark class="bs-{hue(kind)}">{escape(say.label("kind", kind))}</mark>' for kind in kinds)
    return f'<div class="bs-text bs-legend">{"".join(marks)}</div>'


def line_html(words: str) -> str:
    """One line of text."""
    return f'<p class="bs-text" lang="zh-CN">{escape(words)}</p>'


def source_html(row: pd.Series) -> str:
    """The document of a figure: its title, who published it and when."""
    words = " · ".join(filter(None, (row["title"] or row["doc_id"], source(row))))
    return f'<div class="bs-sub" lang="zh-CN">{escape(words)}</div>'


def plain(words: str) -> str:
    """``words`` for a label that reads Markdown: with every mark that it acts on escaped, on one line.

    >>> plain("**粗** [x](y)")
    '\\\\*\\\\*粗\\\\*\\\\* \\\\[x\\\\](y)'
    """
    return "".join(f"\\{mark}" if mark in MARKDOWN else mark for mark in " ".join(words.split()))
