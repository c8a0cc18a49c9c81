"""The pages that ask a person about figures and findings: what is decided is on disk before it is shown."""

from datetime import date
from pathlib import Path

import pytest
from dashboard_library import make_library
from streamlit.testing.v1 import AppTest

from extract.library import Library, LibraryError
from extract.reading import Document
from views import correction
from views.words import Words

ROOT = Path(__file__).parent.parent
SUM = "铜梁区学校共有学生100人，其中男生60人，女生39人。"


@pytest.fixture
def library(tmp_path, monkeypatch) -> Library:
    monkeypatch.setenv("BAOSHU_LIBRARY", str(tmp_path / "library"))
    library = make_library(tmp_path / "library")
    library.add_documents([Document("sum.txt", SUM, "学校", "报社", date(2024, 5, 1))], source="test")
    return library


@pytest.fixture
def open_page(library):
    def open_page(page: str, **parameters: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
        app.switch_page(f"views/{page}.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_page


def figure_of(app: AppTest) -> str:
    """The figure that is asked about."""
    assert not app.exception
    return app.query_params["figure"]


def said(app: AppTest) -> str:
    return "\n".join(
        str(element.value) for kind in ("error", "warning", "success", "code") for element in app.get(kind)
    )


def test_figures_of_open_findings_are_asked_about_first(open_page, library):
    row = library.figures().set_index("figure_id").loc[figure_of(open_page("review"))]
    assert row["doc_id"] == "sum.txt"


def test_each_key_is_on_disk_before_the_next_figure_is_shown(open_page, library):
    app = open_page("review", place="大足区")
    asked = []
    for name, decision in (("accepted", "accepted"), ("rejected", "rejected")):
        asked.append(figure_of(app))
        app.button(key=f"review_{name}").click().run()
        assert library.figures().set_index("figure_id").loc[asked[-1], "review"] == decision
        assert figure_of(app) not in asked
    places = library.figures().set_index("figure_id").loc[asked, "district"]
    assert set(places) == {"大足区"}
    app.button(key="review_undo").click().run()
    assert figure_of(app) == asked[-1]
    assert library.figures().set_index("figure_id").loc[asked[-1], "review"] == ""


def test_a_skipped_figure_comes_back_last(open_page, library):
    app = open_page("review", place="大足区")
    first, count = figure_of(app), (library.figures()["district"] == "大足区").sum()
    seen = []
    for _ in range(count):
        seen.append(figure_of(app))
        app.button(key="review_skip").click().run()
    assert len(set(seen)) == count
    assert figure_of(app) == first


def test_a_correction_is_checked_and_then_kept_with_who_made_it(open_page, library):
    app = open_page("review", doc="farm.txt")
    figure = figure_of(app)
    app.text_input(key="review_who").set_value("李 审").run()
    app.button(key="review_correct").click().run()
    app.selectbox(key="correction_field").set_value("value").run()
    app.text_input(key="correction_new").set_value("四百八").run()
    assert "万、亿要换算好" in said(app)
    app.button(key="correction_save").click().run()
    assert library.reviews().empty
    app.text_input(key="correction_new").set_value("480").run()
    app.button(key="correction_save").click().run()
    row = library.reviews().iloc[0]
    assert (row["figure_id"], row["field"], row["new"], row["who"]) == (figure, "value", "480", "李 审")
    assert figure_of(app) != figure


def test_choices_are_chosen_and_the_next_field_can_follow(open_page, library):
    app = open_page("review", doc="farm.txt")
    figure = figure_of(app)
    app.button(key="review_correct").click().run()
    app.selectbox(key="correction_field").set_value("status").run()
    app.selectbox(key="correction_new").set_value("planned").run()
    app.button(key="correction_more").click().run()
    assert figure_of(app) == figure
    assert library.figures().set_index("figure_id").loc[figure, "status"] == "planned"


def test_what_could_not_be_kept_is_not_shown_as_kept(open_page, library, monkeypatch):
    app = open_page("review")
    figure = figure_of(app)

    def full(*_, **__):
        raise LibraryError("the disk is full; free some room")

    monkeypatch.setattr(Library, "review", full)
    app.button(key="review_accepted").click().run()
    assert "没有存下来" in said(app)
    assert "the disk is full" in said(app)
    assert figure_of(app) == figure
    assert not app.toast


def test_all_done_is_said(open_page, library):
    for figure in library.figures().query("doc_id == 'sum.txt'")["figure_id"]:
        library.review(figure, "accepted")
    assert "都有人复核过了" in said(open_page("review", doc="sum.txt"))


@pytest.mark.parametrize(
    ("field", "new", "is_fault"),
    [
        *[("value", "1,031", False), ("value", "", False), ("value", "1031名", True), ("published", "去年", True)],
        *[("published", "2024-04-10", False), ("indicator", "产值", True), ("indicator", "产量", False)],
        ("kind", "colour", True),
    ],
)
def test_a_correction_is_refused_with_a_reason(field, new, is_fault):
    for language in ("zh", "en"):
        assert bool(correction.find_fault(field, new, "产值", Words(language))) == is_fault


def test_a_finding_is_decided_folded_away_and_opened_again(open_page, library):
    app = open_page("checks")
    button = next(button for button in app.button if button.key.endswith("_error"))
    button.click().run()
    (judgement,) = library.judgements().itertuples()
    assert judgement.decision == "error"
    assert judgement.finding.startswith("parts_differ_from_whole:")
    assert not app.exception
    assert not [button for button in app.button if button.key.endswith("_error")]
    assert "1 处" in app.expander[0].label


def test_a_finding_that_somebody_decided_is_no_doubt_any_more(open_page, library):
    from extract.checks import find_all, key_of

    (finding,) = find_all(library.figures()).itertuples()
    library.judge(key_of(finding.reason, finding.figure_ids), "fine")
    row = library.figures().set_index("figure_id").loc[figure_of(open_page("review"))]
    assert row["doc_id"] != "sum.txt"


def test_parts_that_add_up_are_no_finding(open_page, library):
    text = "全村人口12498口人，其中男6584人，女5914人。男6584人、女5914人，共12498口人。"
    library.remove(["sum.txt"])
    library.add_documents([Document("adds.txt", text)], source="test")
    app = open_page("checks")
    assert not app.exception
    assert "没有待判断的矛盾" in said(app)
