"""Every format and encoding: a real-shaped sample is read, and broken in three ways it is named with the remedy."""

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import docx
import pandas as pd
import pytest
from rich.console import Console
from sample_files import (
    ARTICLE,
    BODY,
    TITLE,
    TRADITIONAL,
    Words,
    archive,
    frame,
    page,
    pdf,
    records,
    samples,
    set_lines,
)

import extract
from extract import printing
from extract.reading import Document, Unread, archives, fold, read_inputs, split_articles

SAMPLES = samples()


def read(folder: Path, name: str, data: bytes, **options):
    path = folder / name
    path.write_bytes(data)
    return list(read_inputs([path], **options))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_and_its_figures_found(name, tmp_path):
    found = read(tmp_path, name, SAMPLES[name])
    assert all(isinstance(one, Document) for one in found)
    assert found[0].title == TITLE
    assert found[0].publisher == "新渝报"
    assert found[0].published in (date(2024, 4, 10), None)
    rows = extract.figures(found[:1])
    assert list(rows["quantity"]) == ["480余亩", "111户", "三分之一", "30公里", "近400万元", "1200人"]
    assert all(found[0].text[row.start : row.end] == row.quantity for row in rows.itertuples())


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_and_tables_and_records_in_every_encoding(encoding, tmp_path):
    (document,) = read(tmp_path, "a.txt", ARTICLE.encode(encoding))
    assert document.text == ARTICLE
    first, second = read(tmp_path, "a.csv", frame().to_csv(index=False).encode(encoding))
    assert (first.text, second.text) == ("\n".join(BODY), "新增就业5万人。")
    assert read(tmp_path, "a.jsonl", records().encode(encoding))[0].text == "\n".join(BODY)


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030"])
def test_traditional_characters_are_understood_and_quoted_as_they_are(encoding, tmp_path):
    (document,) = read(tmp_path, "a.txt", TRADITIONAL.encode(encoding), published=date(2024, 4, 10))
    assert document.text == TRADITIONAL
    rows = extract.figures([document])
    assert "三百億元" in list(rows["quantity"])
    assert all(TRADITIONAL[row.start : row.end] == row.quantity for row in rows.itertuples())
    assert len(fold(TRADITIONAL)) == len(TRADITIONAL)


@pytest.mark.parametrize("charset", ["gb2312", "gb18030", "utf-8", "utf-16"])
def test_a_page_in_the_encoding_that_it_declares(charset, tmp_path):
    (document,) = read(tmp_path, "a.html", page(charset).encode(charset))
    assert document.text == "\n".join(BODY)


def test_a_page_of_much_markup_and_little_chinese(tmp_path):
    data = page("gb2312").replace("<body>", "<body><script>" + "var x = 1;\n" * 5000 + "</script>").encode("gb18030")
    assert read(tmp_path, "a.html", data)[0].text == "\n".join(BODY)


def broken_archive(data: bytes, member: str, words: bytes | None) -> bytes:
    """The zip archive ``data`` with other words in ``member``, or without it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != member or words is not None:
                new.writestr(name, words if name == member else old.read(name))
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The zip archive ``data`` with all its members marked as encrypted."""
    changed = bytearray(data)
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(magic)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(magic, at + 4)
    return bytes(changed)


def empty_word() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def as_table(ending: str, table: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    (table.to_parquet if ending == "parquet" else table.to_excel)(buffer, index=False)
    return buffer.getvalue()


NO_TEXT = pd.DataFrame({"县": ["大足"], "人口": [83]})
NOISE = bytes(range(256)) * 8
BAD = "not a text file"
NEW_TEXT = "save the article as UTF-8 text"
NEW_WORD = "save it anew as .docx"
NEW_TABLE = "save the table as UTF-8 CSV"
NEW_PDF = "get the file anew"
NEW_ZIP = "pack it anew as a plain zip"
COLUMN = "--text-column"
# A file and its bytes, the reason that is told, the remedy.
BROKEN = [
    ("a.txt", b"", "the file is empty", "give a file that holds an article"),
    ("a.txt", b" \r\n\t", "the file is empty", "give a file that holds an article"),
    ("a.txt", NOISE, BAD, NEW_TEXT),
    ("a.txt", ARTICLE.encode("utf-16") + b"\x00", "not text in utf-16", NEW_TEXT),
    ("a.txt", ARTICLE.encode("gb18030") + b"\xff\xff" * 20, BAD, NEW_TEXT),
    ("a.txt", TRADITIONAL.encode("big5") + NOISE, BAD, NEW_TEXT),
    ("a.md", b"---\ndate: soon\n---\ntext", "date in the front-matter: 'soon' is no date", "correct it"),
    ("a.md", b"---\ndate: 2024-02-30\n---\ntext", "is no day of the calendar", "correct it"),
    ("a.md", NOISE, BAD, NEW_TEXT),
    ("a.html", b"<html><body></body></html>", "no article found", "save the text of the article"),
    ("a.html", b"<html><head><title>x</title></head><body><script>x()</script></body></html>", "no article", "UTF-8"),
    ("a.html", NOISE, BAD, "save the text of the article"),
    ("a.pdf", SAMPLES["a.pdf"][:400], "not a readable PDF", NEW_PDF),
    ("a.pdf", ARTICLE.encode(), "not a readable PDF", NEW_PDF),
    ("a.pdf", pdf([]), "no text layer (scanned pages?)", "run OCR first"),
    ("a.docx", SAMPLES["a.docx"][:900], "not a readable Word file", NEW_WORD),
    ("a.docx", broken_archive(SAMPLES["a.docx"], "word/document.xml", None), "not a readable Word file", NEW_WORD),
    ("a.docx", broken_archive(SAMPLES["a.docx"], "word/document.xml", b"<w:"), "not a readable Word file", NEW_WORD),
    ("a.docx", empty_word(), "the Word file holds no text", "give a file that holds an article"),
    ("a.jsonl", b'{"text": "a', "a.jsonl:1: not JSON", "write one object a line"),
    ("a.jsonl", b"[1, 2", "a.jsonl:1: not JSON", "write one object a line"),
    ("a.jsonl", '{"县": "大足"}'.encode(), "no field of the text; its fields are 县", COLUMN),
    ("a.jsonl", b'{"text": ""}', "no text in the field 'text'", "give each record its text"),
    ("a.jsonl", NOISE, BAD, "save it as UTF-8"),
    ("a.csv", '正文\n"新增5人'.encode(), "not a readable table", NEW_TABLE),
    ("a.csv", "县,人口\n大足,83\n".encode(), "no text column; its columns are 县, 人口", COLUMN),
    ("a.csv", "正文,标题\n".encode(), "the table has no rows", "give a table that holds articles"),
    ("a.csv", NOISE, "not a readable table", NEW_TABLE),
    ("a.parquet", SAMPLES["a.parquet"][:-9], "not a readable table", NEW_TABLE),
    ("a.parquet", NOISE, "not a readable table", NEW_TABLE),
    ("a.parquet", as_table("parquet", NO_TEXT), "no text column; its columns are 县, 人口", COLUMN),
    ("a.xlsx", SAMPLES["a.xlsx"][:900], "not a readable table", NEW_TABLE),
    ("a.xlsx", broken_archive(SAMPLES["a.xlsx"], "xl/workbook.xml", b"<x"), "not a readable table", NEW_TABLE),
    ("a.xlsx", as_table("xlsx", NO_TEXT), "no text column; its columns are 县, 人口", COLUMN),
    ("a.zip", SAMPLES["a.zip"][:200], "not a readable zip archive", NEW_ZIP),
    ("a.zip", locked(archive({"a.txt": b"text"})), "a.zip/a.txt: locked with a password", "unpack the archive"),
    ("a.zip", archive({}), "the archive holds no file", "put articles in it"),
    ("a.zip", archive({"b.zip": archive({"a.txt": b"text"})}), "a.zip/b.zip: an archive within", "unpack the outer"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "an old Office file", "save it as .docx"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "a picture", "run OCR"),
    ("a.rar", b"Rar!\x1a\x07\x00", "a RAR archive", "unpack it"),
]


@pytest.mark.parametrize(("name", "data", "reason", "remedy"), BROKEN, ids=[f"{one[0]} {one[2]}" for one in BROKEN])
def test_a_broken_file_is_named_with_reason_and_remedy(name, data, reason, remedy, tmp_path):
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    unread, good = read_inputs([tmp_path / name, tmp_path / "good.txt"])
    assert isinstance(unread, Unread)
    assert str(unread).startswith(str(tmp_path / name))
    assert reason in str(unread)
    assert remedy in unread.remedy
    assert "\n" not in str(unread)
    assert good.text == ARTICLE


def test_every_format_is_broken_in_three_ways():
    endings = [name for name, *_ in BROKEN]
    assert all(endings.count(name) >= 3 for name in SAMPLES)


BREAKS = {
    "other bytes after it": lambda data: data + NOISE,
    "a hole in it": lambda data: data[: len(data) // 2] + b"\xff\xfe\xfd\x80\x81" * 8 + data[len(data) // 2 :],
    "zeros in it": lambda data: data[: len(data) // 2] + bytes(40) + data[len(data) // 2 :],
}


@pytest.mark.parametrize("encoding", [*ENCODINGS[:3], "utf-16-le", "utf-16-be", "gb18030", "big5"])
@pytest.mark.parametrize("how", BREAKS)
def test_every_encoding_broken_in_three_ways_is_named(encoding, how, tmp_path):
    words = TRADITIONAL if encoding == "big5" else ARTICLE
    (unread,) = read(tmp_path, "a.txt", BREAKS[how](words.encode(encoding)))
    assert unread.reason.startswith(("not text in utf", BAD))
    assert NEW_TEXT in unread.remedy


# A table of commas is a text as well; its name has to tell it.
@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "a.csv"])
def test_standard_input_tells_its_format_itself(name, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SAMPLES[name])))
    found = list(read_inputs(["-"]))
    assert found
    assert all(isinstance(one, Document) for one in found)
    assert "480余亩" in "".join(one.text for one in found)


@pytest.mark.parametrize("column", ["text", "Content", "正文", "新闻内容", "full_text", "Article Body"])
def test_the_column_of_the_text_is_guessed_from_the_usual_names(column, tmp_path):
    table = pd.DataFrame({"序号": ["1"], "标题": ["果园"], "pub_date": ["20240410"], column: ["新增5人。"]})
    (document,) = read(tmp_path, "a.csv", table.to_csv(index=False).encode())
    assert (document.title, document.text, document.published) == ("果园", "新增5人。", date(2024, 4, 10))


def test_the_column_of_the_text_is_the_one_that_is_named(tmp_path):
    table = b"text,words\nshort,\xe6\x96\xb0\xe5\xa2\x9e5\xe4\xba\xba\n"
    assert [one.text for one in read(tmp_path, "a.csv", table, text_column="words")] == ["新增5人"]
    (unread,) = read(tmp_path, "a.csv", table, text_column="body")
    assert unread.reason == "no column 'body'; its columns are text, words"


def test_every_sheet_with_a_text_column_is_read(tmp_path):
    with pd.ExcelWriter(tmp_path / "a.xlsx") as book:
        frame().to_excel(book, sheet_name="一月", index=False)
        NO_TEXT.to_excel(book, sheet_name="人口", index=False)
        frame().drop(columns="文章编号").to_excel(book, sheet_name="二月", index=False)
    names = [one.doc_id.removeprefix(f"{tmp_path}/") for one in read_inputs([tmp_path / "a.xlsx"])]
    assert names == ["a1", "a2", "a.xlsx:二月:2", "a.xlsx:二月:3"]


def test_an_archive_is_read_in_memory_and_its_paths_lead_nowhere(tmp_path):
    files = {
        "../../b.txt": b"1 text",
        "/etc/c.txt": b"2 text",
        "__MACOSX/x.txt": b"3",
        ".d.txt": b"4",
        "e\\f.txt": b"5",
    }
    found = read(tmp_path, "a.zip", archive(files))
    assert [one.doc_id.removeprefix(f"{tmp_path}/") for one in found] == [
        "a.zip/b.txt",
        "a.zip/e/f.txt",
        "a.zip/etc/c.txt",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_names_packed_on_a_chinese_windows(tmp_path):
    data = archive({"xxxx.txt": b"text"}).replace(b"xxxx.txt", "要闻.txt".encode("gbk"))
    assert [one.doc_id.removeprefix(f"{tmp_path}/") for one in read(tmp_path, "a.zip", data)] == ["a.zip/要闻.txt"]


def test_an_archive_cannot_fill_the_memory(tmp_path, monkeypatch):
    bomb = archive({"a.txt": b"0" * 2_000_000, "b.txt": b"text"})
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 1_000_000)
    unread, good = read(tmp_path, "a.zip", bomb)
    assert unread.reason == "it unpacks to 2 MB, more than 1 MB"
    assert good.text == "text"
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 1_000_000)
    (unread,) = read(tmp_path, "a.zip", bomb)
    assert "2 files of 2 MB in all" in unread.reason
    (unread,) = read(tmp_path, "a.docx", broken_archive(SAMPLES["a.docx"], "word/document.xml", b"0" * 2_000_000))
    assert "it unpacks to 3 MB" in unread.reason


def test_a_short_page_is_read_without_its_navigation(tmp_path):
    for number in (1, 2):
        (document,) = read(tmp_path, "a.html", page(body=BODY[:number]).encode())
        assert document.text.endswith("\n".join(BODY[:number]).splitlines()[-1])
        assert "首页" not in document.text
        assert "2026" not in document.text


def test_a_page_without_a_date_has_none(tmp_path):
    bare = page().replace("发布时间：2024年04月10日 08:30", "")
    assert read(tmp_path, "a.html", bare.encode())[0].published is None


LEFT = "新渝报讯（记者 张三）4月9日，记者走进柑橘园，村民们正忙着给果树除草松土，共流转土地480余亩，带动111户发展产业。"
BELOW = "新华社北京4月10日电（记者 李四）记者10日从人民银行获悉，近日七部门印发意见，5年后体系基本构建，余额30万亿元。"
RIGHT = "本报讯（记者 王五）全区新建公厕12座，改造公厕30座，受益群众5万人，明年再建20座。"


def in_two_columns(words: str, x: float, y: float) -> list[Words]:
    lines = set_lines(words, 12, 0, 0)
    half = (len(lines) + 1) // 2
    first = [line._replace(x=line.x + x, y=line.y + y) for line in lines[:half]]
    return first + [line._replace(x=line.x + x + 140, y=line.y + y + 15 * half) for line in lines[half:]]


def test_the_columns_of_a_newspaper_page_are_read_in_order(tmp_path):
    lines = [Words(50, 780, 9, "2024年4月11日 星期四"), Words(50, 740, 20, "果园富民好光景")]
    lines += [*in_two_columns(LEFT, 50, 715), Words(50, 600, 20, "七部门发文支持绿色"), *in_two_columns(BELOW, 50, 575)]
    lines += [Words(360, 740, 16, "公厕添新貌"), *set_lines(RIGHT, 10, 360, 715), Words(300, 30, 9, "3")]
    for order in (lines, lines[::-1], sorted(lines, key=lambda line: -line.y)):
        (document,) = read(tmp_path, "a.pdf", pdf(order))
        assert document.published == date(2024, 4, 11)
        told = [article for article in split_articles(document) if article.section]
        bodies = {article.section: "".join(one.raw for one in article.sentences if not one.heading) for article in told}
        assert bodies["果园富民好光景"] == LEFT
        assert bodies["七部门发文支持绿色"].removesuffix("3") == BELOW
        assert bodies["公厕添新貌"] == RIGHT


def test_the_pages_of_a_pdf_follow_each_other(tmp_path):
    pages = [set_lines(words, 40, 50, 700) for words in BODY]
    (document,) = read(tmp_path, "a.pdf", pdf(*pages))
    assert [line.strip() for line in document.text.split("\n\n")] == list(BODY)


def test_what_takes_longer_than_a_moment_shows_its_progress(monkeypatch):
    shown = io.StringIO()
    monkeypatch.setattr(printing, "PATIENCE", 0.0)
    with printing.progress(Console(file=shown, force_terminal=True), "documents") as step:
        step()
        for _ in range(500):
            if "documents" in shown.getvalue():
                break
            time.sleep(0.01)
    assert "documents" in shown.getvalue()
