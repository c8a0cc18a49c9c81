"""Reading: files become documents, documents articles and sentences; nothing is lost on the way."""

import doctest
import io
import os
import re
import sys
from datetime import date
from pathlib import Path

import docx
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.reading import Document, Unread, front_matter, read_inputs, split_articles

CORPUS = Path(__file__).parent / "corpus"
ARTICLE = "全区流转土地480余亩，带动111户发展产业，产量比去年增加三分之一。这是一篇用来试读的文章。"


def _cases(name):
    lines = (CORPUS / name).read_text(encoding="utf-8").split("\n")
    pairs = (line.rsplit(" => ", 1) for line in lines if line and not re.match(r"# [A-Z]", line))
    return [(text.replace("\\n", "\n").replace("\\r", "\r"), wanted) for text, wanted in pairs]


def _sentences(text):
    return [sentence for article in split_articles(Document("d", text)) for sentence in article.sentences]


def _written(sentences):
    words, last = [], None
    for sentence in sentences:
        words.append("" if last is None else "/" if sentence.paragraph != last else "|")
        words.append("#" * sentence.heading + sentence.raw)
        last = sentence.paragraph
    return "".join(words)


@pytest.mark.parametrize(("text", "wanted"), _cases("sentences.txt"))
def test_sentences(text, wanted):
    assert _written(_sentences(text)) == ("" if wanted == "-" else wanted)


@pytest.mark.parametrize(("text", "wanted"), _cases("pages.txt"))
def test_pages(text, wanted):
    sections = [article.section for article in split_articles(Document("d", text))]
    assert "|".join(sections) == ("" if wanted == "-" else wanted)


def _check_nothing_is_lost(text):
    seen = []
    for article in split_articles(Document("d", text)):
        offsets = [offset for sentence in article.sentences for offset in sentence.offsets]
        assert offsets == sorted(set(offsets))
        seen += offsets
        numbers = [sentence.paragraph for sentence in article.sentences]
        assert numbers == sorted(numbers)
        for sentence in article.sentences:
            assert 0 < len(sentence.text) == len(sentence.raw) == len(sentence.offsets) <= 2000
            pairs = zip(sentence.offsets, sentence.raw, strict=True)
            assert all(text[at] == character or character == " " for at, character in pairs)
    assert len(seen) == len(set(seen))
    lost = set(range(len(text))) - set(seen)
    assert not [text[at] for at in lost if not text[at].isspace() and text[at] not in "#>-*_="]


PIECES = [
    *"五5.2%，。\n\n\r 、“”‘’（）()《》！？!?…：；ab#->*=|①２．○\u3000亩",
    "本报讯",
    "□ 记者 张三",
    "## ",
    "一是",
    "及",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "新华社北京4月10日电", "\n\n", "---\n"]), max_size=60).map("".join))
@example("“。”\n\n5\n5，\n及a\nb")
def test_nothing_is_lost_from_a_page(text):
    _check_nothing_is_lost(text)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_nothing_is_lost_from_any_text(text):
    _check_nothing_is_lost(text)


def test_a_span_points_into_the_document():
    text = "设置先进制造业，现代服务业共２個\n\n主体赛项，另有3个专项赛。"
    (sentence,) = _sentences(text)
    at = sentence.text.index("2个主体赛")
    assert text[slice(*sentence.span(at, at + 2))] == "２個"


def test_wrapped_text_is_joined_even_within_a_number():
    lines = [
        "全市今年前三季度完成投资额，比去年同期增",
        "长百分之五，其中工业投资增长，新开工项目1",
        "2个，竣工项目300个，投产项目二十个，投资",
        "额合计480亿元。",
    ]
    (sentence,) = _sentences("\n".join(lines))
    assert sentence.raw == "".join(lines)


def test_a_text_without_full_stops_is_cut_at_commas():
    sentences = _sentences("流转土地480余亩，" * 1000)
    assert {sentence.raw[-1] for sentence in sentences} == {"，"}
    assert len(sentences) < 10


def test_a_text_without_marks_is_never_cut_within_a_number():
    sentences = _sentences("土地1234567亩" * 1000)
    assert not any(re.match(r"[0-9]|亩", sentence.raw) for sentence in sentences)


def test_the_same_article_in_every_encoding(tmp_path):
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")
    for encoding in encodings:
        (tmp_path / encoding).write_bytes(ARTICLE.encode(encoding))
    assert [found.text for found in read_inputs([tmp_path])] == [ARTICLE] * len(encodings)


def test_a_text_cut_off_within_a_character_is_read(tmp_path):
    (tmp_path / "news.txt").write_bytes((ARTICLE * 9).encode()[:-1])
    assert [found.text[:-1] for found in read_inputs([tmp_path])] == [(ARTICLE * 9)[:-1]]


def test_big5(tmp_path):
    text = "臺灣今年經濟成長率達百分之五，出口總額增加三百億元，民間投資成長。"
    (tmp_path / "news.txt").write_bytes(text.encode("big5"))
    assert [found.text for found in read_inputs([tmp_path])] == [text]


def test_front_matter_tells_of_the_text_and_is_no_part_of_it(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        f"---\ntitle: 果园\npublisher: 某报\ndate: 2024-04-10\n---\n\n# 果园480亩\n\n{ARTICLE}", encoding="utf-8"
    )
    (document,) = read_inputs([str(path)], published=date(2020, 1, 1))
    assert (document.doc_id, document.title, document.publisher) == (str(path), "果园", "某报")
    assert document.published == date(2024, 4, 10)
    assert document.text == path.read_text(encoding="utf-8")
    (article,) = split_articles(document)
    assert article.section == "果园480亩"
    assert article.sentences[0].raw == "果园480亩"


def test_json_lines(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "x", "title": null, "date": "2024-04-10", "text": "增长5%。", "source": {}}\n\n{"text": "降3%。"}\n'
    )
    first, second = read_inputs([path], published=date(2020, 1, 1))
    assert (first.doc_id, first.title, first.publisher, first.published) == ("x", "", "", date(2024, 4, 10))
    assert (second.doc_id, second.published) == (f"{path}:3", date(2020, 1, 1))


def test_standard_input(monkeypatch):
    for data, doc_id in (("增长5%。", "-"), ('{"id": "x", "text": "增长5%。"}', "x")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        (document,) = read_inputs(["-"])
        assert (document.doc_id, document.text) == (doc_id, "增长5%。")


def test_a_web_page(tmp_path):
    body = "".join(f"<p>{ARTICLE}第{number}段。</p>" for number in range(4))
    head = "<title>果园富民</title><meta property='article:published_time' content='2024-04-10'>"
    (tmp_path / "a.html").write_text(
        f"<html><head>{head}</head><body><article><h1>果园富民</h1>{body}</article></body></html>"
    )
    (document,) = read_inputs([tmp_path])
    assert (document.title, document.published) == ("果园富民", date(2024, 4, 10))
    assert "480余亩" in document.text


def test_a_word_file(tmp_path):
    file = docx.Document()
    file.add_heading("果园", 1)
    file.add_paragraph(ARTICLE)
    file.add_table(1, 2).rows[0].cells[1].text = "300亩"
    file.save(tmp_path / "a.docx")
    (document,) = read_inputs([tmp_path])
    assert document.text == f"## 果园\n\n{ARTICLE}\n\n | 300亩"


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_a_table(tmp_path, ending):
    frame = pd.DataFrame({"id": ["a", "b"], "正文": ["增长5%。", None], "date": ["2024-04-10", None]})
    path = tmp_path / f"t.{ending}"
    {"csv": frame.to_csv, "parquet": frame.to_parquet, "xlsx": frame.to_excel}[ending](path, index=False)
    first, second = read_inputs([path])
    assert (first.doc_id, first.text, first.published) == ("a", "增长5%。", date(2024, 4, 10))
    assert isinstance(second, Unread)
    assert second.source == f"{path}:3"


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "blank16.txt": "\n \n".encode("utf-16"),
    "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x08\x06",
    "random.txt": bytes(range(256)) * 4,
    "date.md": b"---\ndate: soon\n---\ntext",
    "bad.pdf": b"%PDF-1.4 nothing",
    "bad.docx": b"no archive",
    "bad.xlsx": b"no archive",
    "bad.parquet": b"no parquet",
    "no_text.csv": b"a,b\n1,2\n",
    "empty.html": b"<html></html>",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_reported_and_the_rest_is_read(tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    unread, document = read_inputs([tmp_path / name, tmp_path / "good.txt"])
    assert isinstance(unread, Unread)
    assert unread.source == str(tmp_path / name)
    assert unread.reason
    assert unread.remedy
    assert document.text == ARTICLE


def test_a_bad_line_is_reported_with_its_number(tmp_path):
    lines = [f'{{"id": "{number}", "text": "增长5%。"}}' for number in range(1, 12)]
    lines[6] = "{not json"
    lines[7] = '{"id": "8"}'
    lines[8] = "[1]"
    lines[9] = '{"text": "增长5%。", "date": "2024-02-30"}'
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read_inputs([path]))
    assert [one.source for one in found if isinstance(one, Unread)] == [f"{path}:{number}" for number in (7, 8, 9, 10)]
    assert len(found) == 11


def test_missing_paths_and_empty_folders_are_reported(tmp_path):
    missing, empty = read_inputs([tmp_path / "none.txt", tmp_path])
    assert "no such file" in missing.reason
    assert "no file" in empty.reason


def test_what_cannot_be_opened_in_a_folder_is_reported_and_the_rest_is_read(tmp_path, monkeypatch):
    for name in ("a.txt", "shut/b.txt", "z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("流转土地480余亩", encoding="utf-8")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    told = {Path(getattr(one, "doc_id", "") or one.source).name: one for one in read_inputs([tmp_path])}
    assert list(told) == ["shut", "a.txt", "lost.txt", "z.txt"]
    assert str(told["shut"]).endswith(
        "shut: the folder cannot be opened (Permission denied); check that you may read it"
    )
    assert told["lost.txt"].reason == "no such file or folder"
    assert [isinstance(one, Document) for one in told.values()] == [False, True, False, True]
    (alone,) = read_inputs([tmp_path / "shut"])
    assert "cannot be opened" in alone.reason


def test_folders_are_read_in_order_and_hidden_files_are_not(tmp_path):
    for name in ("b/2.txt", "b/1.md", "a.txt", ".git/x.txt", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ARTICLE, encoding="utf-8")
    names = [str(Path(found.doc_id).relative_to(tmp_path)) for found in read_inputs([tmp_path])]
    assert names == ["a.txt", "b/1.md", "b/2.txt"]


def test_examples():
    assert doctest.testmod(front_matter).failed == 0
