"""Documents out of records: a line of JSON, a row of a table, with the fields under the names that people give them."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from extract.reading.documents import Document, Unread
from extract.reading.front_matter import parse_date

# The usual names, the likeliest first; they are compared in lower case and without blanks, - and _.
NAMES = {
    "text": "text content body fulltext maintext articletext article articlebody newstext newscontent rawtext passage"
    " 正文 内容 全文 文本 文章内容 新闻内容 文章正文 新闻正文 稿件内容 稿件正文 报道内容 正文内容 文章",
    "title": "title headline 标题 题名 文章标题 新闻标题 稿件标题 题目",
    "date": "date published publisheddate publishdate publishedat publishtime pubdate pubtime datetime"
    " 发布日期 发布时间 发表日期 发表时间 出版日期 见报日期 刊发日期 日期 时间",
    "publisher": "publisher media newspaper outlet 发布者 媒体 媒体名称 报纸 报纸名称 报刊 刊发媒体 发布机构",
    "source": "source sitename site 来源 文章来源 新闻来源 稿件来源 出处",
    "id": "id docid articleid newsid uuid 编号 文章编号 新闻编号 稿件编号 文章id 新闻id",
}


class Fields(NamedTuple):
    """The fields of a record that tell of a document, by their names there; ``""`` for one that it has not."""

    text: str
    title: str
    date: str
    publisher: str
    source: str
    id: str


def find_fields(columns: Iterable[object], text_column: str = "") -> Fields:
    """Which of ``columns`` is what; ``text_column`` names that of the text, else it is the first with a usual name.

    >>> find_fields(["Pub_Date", "标题", "正文"])
    Fields(text='正文', title='标题', date='Pub_Date', publisher='', source='', id='')
    """
    named = {_plain(column): column for column in reversed([name for name in columns if isinstance(name, str)])}
    found = {
        field: next((named[name] for name in names.split() if name in named), "") for field, names in NAMES.items()
    }
    return Fields(**found | ({"text": text_column} if text_column else {}))


def _plain(column: str) -> str:
    return re.sub(r"[\s_\-\ufeff]", "", column).lower()


def read_record(source: str, line: str, text_column: str) -> Document | Unread:
    """The document of one line of JSON."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unread(source, f"not JSON ({error})", "write one object a line")
    return document_of(source, fields, text_column)


def document_of(source: str, record: object, text_column: str = "") -> Document | Unread:
    """The document of a record, with the name ``source`` where it has no id of its own."""
    if not isinstance(record, dict):
        return Unread(source, "not a JSON object", "write one object a line, with the field text")
    fields = find_fields(record, text_column)
    text = record.get(fields.text)
    if not isinstance(text, str) or not text.strip():
        return _without_text(source, fields.text, record)
    if any("\ud800" <= character <= "\udfff" for character in text):
        return Unread(source, "the text holds half of a character pair", "write the file anew as UTF-8")
    try:
        published = _date_of(record.get(fields.date))
    except ValueError as error:
        return Unread(source, f"date: {error}", "correct it, or leave it empty")
    identity = record.get(fields.id)
    doc_id = source if identity in (None, "") else str(identity)
    publisher = publisher_of(_words(record.get(fields.publisher)), _words(record.get(fields.source)))
    return Document(doc_id, text, _words(record.get(fields.title)), publisher, published)


def _without_text(source: str, field: str, record: dict) -> Unread:
    if field and field in record:
        return Unread(source, f"no text in the field {field!r}", "give each record its text, or leave it out")
    missing = f"no field {field!r}" if field else "no field of the text"
    columns = ", ".join(map(str, record)) or "none"
    return Unread(source, f"{missing}; its fields are {columns}", "name the field with --text-column")


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def publisher_of(publisher: str, source: str) -> str:
    """The publisher, else the source where that is a name and no address."""
    return publisher or ("" if "://" in source else source)


def _date_of(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    return parse_date(str(value))
