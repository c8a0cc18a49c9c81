"""Each page of the dashboard, run by Streamlit's AppTest on a small library."""

from pathlib import Path

import pandas as pd
import pytest
from dashboard_library import HOSTILE, make_library
from streamlit.testing.v1 import AppTest

from extract.library import Library
from extract.reading import Document
from views import desk, intake
from views.grid import fingerprint

ROOT = Path(__file__).parent.parent
PAGES = ("overview", "figures", "changes", "indicators", "compare", "documents", "checks", "about")


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    return make_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
def open_page(library, monkeypatch):
    """Gives a function that opens a page of the dashboard with these parameters in its URL."""
    monkeypatch.setenv("BAOSHU_LIBRARY", str(library.folder))

    def open_page(page: str, **parameters: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)
        app.run()
        app.switch_page(f"views/{page}.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_page


def said(app: AppTest) -> str:
    """Everything that the page says in its elements of text."""
    kinds = ("markdown", "title", "subheader", "caption", "info", "warning", "error", "metric", "html")
    texts = [
        str(element.proto) if kind == "html" else str(element.value) for kind in kinds for element in app.get(kind)
    ]
    return "\n".join(texts)


def test_every_page_opens_without_an_error(open_page):
    for page in PAGES:
        app = open_page(page)
        assert not app.exception, page
        assert not app.error, page


def test_every_page_opens_in_english(open_page):
    for page in PAGES:
        app = open_page(page, lang="en")
        assert not app.exception, page
        assert app.title[0].value == page.capitalize()


def test_the_overview_counts_what_the_library_holds(open_page, library):
    values = {metric.label: metric.value for metric in open_page("overview").metric}
    assert values["数字"] == str(len(library.figures()))
    assert values["文章"] == "3"
    assert values["已复核"] == "0"


def test_the_url_sets_the_filters(open_page, library):
    app = open_page("figures", place="大足区", q="柑橘")
    assert app.multiselect(key="filter_place").value == ["重庆市/大足区"]  # a plain name, as older links have it
    assert app.text_input(key="filter_q").value == "柑橘"
    figures = library.figures()
    shown = figures[(figures["district"] == "大足区") & figures["sentence"].str.contains("柑橘")]
    assert 0 < len(shown) < len(figures)
    assert len(app.dataframe[0].value) == len(shown)


def test_a_filter_goes_into_the_url_and_reset_takes_it_out(open_page):
    app = open_page("figures")
    app.multiselect(key="filter_kind").set_value(["money"]).run()
    assert app.query_params["kind"] == "money"
    rows = len(app.dataframe[0].value)
    app.button(key="reset").click().run()
    assert "kind" not in app.query_params
    assert len(app.dataframe[0].value) > rows


def test_a_filter_that_is_folded_away_still_holds(open_page):
    app = open_page("figures")
    assert "filter_bound" not in [one.key for one in app.multiselect]  # folded: not even made
    app.session_state["more_filters"] = True
    app.run()
    app.multiselect(key="filter_bound").set_value(["over"]).run()
    rows = len(app.dataframe[0].value)
    app.session_state["more_filters"] = False
    app.run()
    app.text_input(key="filter_q").set_value("").run()
    assert "filter_bound" not in [one.key for one in app.multiselect]
    assert app.query_params["bound"] == "over"
    assert len(app.dataframe[0].value) == rows


def test_filters_last_while_other_pages_are_read(open_page):
    app = open_page("figures", kind="money")
    app.switch_page("views/about.py").run()
    app.switch_page("views/figures.py").run()
    assert app.multiselect(key="filter_kind").value == ["money"]
    assert app.query_params["kind"] == "money"


def test_values_of_the_url_that_nothing_has_leave_an_empty_page_and_no_error(open_page):
    app = open_page("figures", topic=["agriculture<script>", "none"], year="x", month="99")
    assert not app.exception
    assert "没有数字符合" in said(app)


def test_a_figure_in_the_url_opens_with_its_evidence(open_page, library):
    figures = library.figures()
    row = figures[figures["quantity"] == "480余亩"].iloc[0]
    app = open_page("figures", figure=row["figure_id"])
    page = said(app)
    assert "480余亩</mark>" in page.replace("\\/", "/")
    assert "> 480 亩".replace(">", "&gt;") in page
    assert "大足区" in page
    app.button(key="close").click().run()
    assert "figure" not in app.query_params
    assert not app.exception


def test_a_figure_that_is_gone_is_said_to_be_gone(open_page):
    app = open_page("figures", figure="<script>")
    assert not app.exception
    assert "库里没有这个数字" in said(app)


def test_a_permalink_shows_a_figure_that_the_filters_hide(open_page, library):
    figures = library.figures()
    row = figures[figures["quantity"] == "480余亩"].iloc[0]
    app = open_page("figures", kind="money", figure=row["figure_id"])
    assert "不在当前筛选结果中" in said(app)


def test_changes_shows_what_rose_and_fell(open_page):
    app = open_page("changes")
    assert not app.exception
    assert {"+12.5%", "92% → 98%"} <= set(app.dataframe[0].value["reading"])


def test_an_indicator_in_the_url_opens_with_its_charts_and_mentions(open_page):
    app = open_page("indicators", indicator="柑橘种植面积·area·m2·level")
    assert not app.exception
    assert "柑橘种植面积" in said(app)
    assert "各地最新的数" in said(app)
    assert "> 480 亩" in app.dataframe[1].value["reading"].tolist()
    app.button(key="close").click().run()
    assert "indicator" not in app.query_params


def test_an_indicator_that_is_gone_is_said_to_be_gone(open_page):
    app = open_page("indicators", indicator="<script>·x")
    assert not app.exception
    assert "当前筛选里没有这个指标" in said(app)


def test_a_person_names_an_indicator_and_takes_it_back(monkeypatch, tmp_path):
    own = make_library(tmp_path / "own")
    monkeypatch.setenv("BAOSHU_LIBRARY", str(own.folder))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    app.switch_page("views/indicators.py")
    key = "柑橘种植面积·area·m2·level"
    app.query_params["indicator"] = key
    app.run()
    app.text_input(key=f"name_{key}").set_value("柑橘 面积").run()
    app.button(key="rename").click().run()
    assert not app.exception
    assert own.indicator_names()["name"].tolist() == ["柑橘面积"]
    assert app.query_params["indicator"] == "柑橘面积·area·m2·level"
    assert "柑橘面积" in app.dataframe[0].value["name"].tolist()
    app.button(key="undo_naming").click().run()
    assert own.indicator_names().empty
    assert app.query_params["indicator"] == key


def test_an_indicator_of_provinces_and_districts_shows_one_rank_of_places_at_a_time(monkeypatch, tmp_path):
    own = Library.open(tmp_path / "own")
    text = "2023年，重庆市粮食产量1095万吨。2023年，大足区粮食产量40万吨。2023年，铜梁区粮食产量37万吨。"
    own.add_documents([Document("grain.txt", text)], source="test")
    monkeypatch.setenv("BAOSHU_LIBRARY", str(own.folder))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    app.switch_page("views/indicators.py")
    app.query_params["indicator"] = "粮食产量·mass·kg·level"
    app.run()
    assert not app.exception
    assert app.session_state["rank"] == "district"
    assert "of" not in app.query_params
    app.query_params["of"] = "province"
    app.run()
    assert app.session_state["rank"] == "province"
    assert app.query_params["of"] == "province"
    assert "3" in next(element.value for element in app.markdown if "全部" in element.value)


def test_two_places_in_the_url_are_compared_and_the_chosen_row_shows_both_sentences(monkeypatch, tmp_path):
    own = make_library(tmp_path / "own")
    texts = {"one": "铜梁区2023年柑橘种植面积300亩。", "other": "铜梁区2022年柑橘种植面积280亩。"}
    own.add_documents([Document(name, text) for name, text in texts.items()], source="test")
    monkeypatch.setenv("BAOSHU_LIBRARY", str(own.folder))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    app.switch_page("views/compare.py")
    parameters = {
        "mode": "years",
        "one": "2022",
        "other": "2023",
        "indicator": "柑橘种植面积·area·m2·level@重庆市/铜梁区",
    }
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert app.dataframe[0].value.iloc[0][["one", "other", "difference"]].tolist() == [
        "280 亩",
        "300 亩",
        "+20 亩 (+7.1%)",
    ]
    assert app.query_params["mode"] == "years"
    assert app.selectbox(key="compare_years_one").value == "2022"


def test_sides_that_the_library_has_not_are_replaced_by_those_that_it_has(open_page):
    app = open_page("compare", mode="<script>", one="没有", other="x")
    assert not app.exception
    assert app.segmented_control(key="compare_mode").value == "places"


def test_the_reading_view_marks_every_figure_and_escapes_the_news(open_page, library):
    app = open_page("documents", open=HOSTILE.doc_id)
    assert not app.exception
    page = said(app)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;img src=x" in page
    figures = library.figures()
    assert page.count("<mark class") >= (figures["doc_id"] == HOSTILE.doc_id).sum()


def test_hostile_news_opens_on_every_page(open_page, library):
    figures = library.figures()
    for figure in figures.loc[figures["doc_id"] == HOSTILE.doc_id, "figure_id"]:
        app = open_page("figures", figure=figure)
        assert not app.exception
        assert "<script>alert" not in said(app)
        assert "<img" not in said(app)


def test_contradictions_are_shown_with_their_sentences(monkeypatch, tmp_path):
    library = make_library(tmp_path / "own")
    library.add_documents([Document("sum.txt", "铜梁区学校共有学生100人，其中男生60人，女生39人。")], source="test")
    monkeypatch.setenv("BAOSHU_LIBRARY", str(library.folder))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    app.switch_page("views/checks.py").run()
    assert not app.exception
    assert "各部分之和不等于总数" in said(app)
    assert "60人</mark>" in said(app)


def test_pasted_text_becomes_figures(library, monkeypatch, tmp_path):
    monkeypatch.setenv("BAOSHU_LIBRARY", str(make_library(tmp_path / "own").folder))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    app.switch_page("views/documents.py").run()
    app.text_area(key="pasted").set_value("铜梁区要闻\n\n铜梁区新建厂房7座。")
    next(button for button in app.button if button.label == "读取").click().run()
    assert "新增 1 篇" in app.success[0].value
    own = Library.open(tmp_path / "own")
    assert "7座" in set(own.figures()["quantity"])
    assert "铜梁区要闻" in set(own.documents()["title"])


def test_uploads_are_named_by_the_upload_and_bad_ones_are_reported(tmp_path):
    library = Library.open(tmp_path / "library")
    uploads = [
        intake.Upload("../../逃.txt", "铜梁区新建厂房7座。".encode()),
        intake.Upload("empty.txt", b""),
        intake.Upload("page.pdf", b"%PDF-1.4 nothing"),
        intake.Upload("逃.txt", "铜梁区新建学校3所。".encode()),
    ]
    results = [added for _, added in intake.add_uploads(library, uploads, None)]
    assert [len(result.added) for result in results] == [1, 0, 0, 1]
    assert [len(result.unread) for result in results] == [0, 1, 1, 0]
    assert results[1].unread[0].source == "empty.txt"
    assert len(library.documents()) == 2  # two files of one name are two documents
    assert not any("/" in doc_id for doc_id in library.documents()["doc_id"])
    again = [added for _, added in intake.add_uploads(library, uploads[:1], None)]
    assert len(again[0].unchanged) == 1


def test_an_empty_library_is_given_the_sample(monkeypatch, tmp_path):
    monkeypatch.setenv("BAOSHU_LIBRARY", str(tmp_path / "new"))
    assert len(desk.library().documents()) == len(list(desk.SAMPLE.glob("*.md")))
    assert not any(doc_id.startswith("/") for doc_id in desk.library().documents()["doc_id"])


def test_a_library_that_cannot_be_opened_is_explained(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("BAOSHU_LIBRARY", str(tmp_path / "file"))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    assert not app.exception
    assert "打不开数字库" in said(app)


def test_a_fingerprint_knows_the_order():
    one, other = pd.Series(["a", "b"]), pd.Series(["b", "a"])
    assert fingerprint(one) != fingerprint(other)
    assert fingerprint(one) == fingerprint(pd.Series(["a", "b"]))


def test_the_list_of_indicators_says_when_it_leaves_out_rare_wordings(open_page, monkeypatch):
    assert "最常见" not in said(open_page("indicators"))
    monkeypatch.setattr("views.gathering.MOST_WORDINGS", 2)
    assert "只归并了最常见的 2 种说法" in said(open_page("indicators", q="大足区"))
