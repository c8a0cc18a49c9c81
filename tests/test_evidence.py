"""The evidence of a figure: its sentence in its paragraph, whatever breaks the lines, and whatever the news holds."""

import pandas as pd
import pytest

import extract
from extract.reading import Document
from views import evidence


def row_of(text: str) -> pd.Series:
    return extract.figures([Document("one", text)]).iloc[0]


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("第一段说别的。\n全区种树300亩。去年少些。\n第三段也说别的。", ["", "去年少些。"]),
        ("今年雨水多，春天来得早。全区今年春天一共种\n树300亩。", ["今年雨水多，春天来得早。", ""]),
        ("全区种树300亩。", ["", ""]),
    ],
)
def test_a_sentence_stands_in_its_paragraph(text, around):
    shown = evidence.paragraph_html(row_of(text), text)
    assert '<mark class="bs-size">300亩</mark>' in shown
    before, after = (shown.split("bs-around")[place].split("<")[0][2:] for place in (1, -1))
    assert [before, after] == around
    assert "第一段" not in shown


def test_a_text_that_no_longer_holds_the_sentence_shows_the_sentence_alone():
    shown = evidence.paragraph_html(row_of("全区种树300亩。"), "别的文章，也有300亩。")
    assert "种树" in shown
    assert "别的" not in shown


def test_hostile_words_around_are_escaped():
    text = "<script>alert(1)</script>今年雨水多。全区种树300亩。<b>粗</b>"
    shown = evidence.paragraph_html(row_of(text), text)
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert "<b>" not in shown


def test_a_long_paragraph_is_cut():
    text = "雨水多。" * 1000 + "全区种树300亩。" + "雨水多。" * 1000
    assert len(evidence.paragraph_html(row_of(text), text)) < 4 * evidence.AROUND
