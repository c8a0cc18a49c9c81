"""Who published a text and when: what it states, what its dates suggest, and how the table marks the difference."""

import re
from datetime import date
from pathlib import Path

import pytest

import extract
from extract.reading import Document, completed, report_of, split_articles
from extract.reading.report_days import infer_day

CORPUS = Path(__file__).parent / "corpus"


def _cases(name):
    lines = (CORPUS / name).read_text(encoding="utf-8").split("\n")
    pairs = (line.rsplit(" => ", 1) for line in lines if line and not re.match(r"# [A-Z]", line))
    return [(text.replace("\\n", "\n"), "" if wanted == "-" else wanted) for text, wanted in pairs]


@pytest.mark.parametrize(("text", "wanted"), _cases("imprints.txt"))
def test_what_a_text_states(text, wanted):
    document = completed(Document("d", text))
    day = document.published.isoformat() if document.published else ""
    assert " ".join(filter(None, (document.publisher, day))) == wanted


@pytest.mark.parametrize(("text", "wanted"), _cases("report_days.txt"))
def test_what_the_dates_suggest(text, wanted):
    day = infer_day(split_articles(Document("d", text)))
    assert (day.isoformat() if day else "") == wanted


def test_what_is_given_holds():
    given = Document("d", "来源：新华社\n2024-04-10\n果园300亩。", publisher="新渝报", published=date(2024, 4, 11))
    assert completed(given) == given


def test_a_period_counted_from_an_inferred_day_is_marked():
    text = "4月10日，区里召开2024年第5期培训班，今年新增就业30人，2023年新增20人。"
    first, second = extract.figures([Document("d", text)]).itertuples()
    assert (first.period, first.period_basis, second.period_basis) == ("2024", "inferred", "sentence")
    assert extract.figures([Document("d", text)])["published"].isna().all()
    told = extract.figures([Document("d", text, published=date(2024, 4, 11))])
    assert list(told["period_basis"]) == ["published", "sentence"]


def test_the_articles_of_a_page_have_their_own_publishers():
    page = "\n\n".join(
        (
            "## 果园富民\n\n新渝报讯（记者 张三）果园新增300亩。",
            "## 公路修通\n\n新渝报讯（记者 李四）公路新增30公里。",
            "## 绿色金融\n\n新华社北京4月10日电（记者 王五）贷款新增30亿元。",
        )
    )
    assert list(extract.figures([Document("d", page)])["publisher"]) == ["新渝报", "新渝报", "新华社"]
    assert set(extract.figures([Document("d", page, publisher="某报")])["publisher"]) == {"某报"}
    assert report_of(Document("d", page), split_articles(Document("d", page))).publisher == "新渝报"


def test_a_publisher_tells_where_an_article_is_at_home():
    text = "新渝报讯（记者 张三）今年以来，全区新增就业300人。"
    assert list(extract.figures([Document("d", text)])["place"]) == ["大足区"]


def test_a_torn_sentence_is_joined_and_its_offsets_hold():
    first, last = "据了解，2019年，当年镇里的果园柑橘专", "业合作社成立，甲镇果园的柑橘树今年挂果，果园管护队有30人。"
    text = (
        f"## 甲镇办起果园\n\n{last}\n\n□ 某报记者 王五\n\n走进甲镇果园，柑橘树今年挂果喜人，果园管护队正忙着。{first}"
    )
    (article,) = split_articles(Document("d", text))
    torn = next(sentence for sentence in article.sentences if "柑橘专" in sentence.raw)
    assert torn.raw == first + last
    assert "".join(text[at] for at in torn.offsets) == torn.raw
    (row,) = extract.figures([Document("d", text)]).itertuples()
    assert text[row.start : row.end] == row.quantity == "30人"
