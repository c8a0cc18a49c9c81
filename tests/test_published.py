"""Figures that others wrote as Parquet: seen like a library, never written to; bad files are named."""

from pathlib import Path

import fsspec
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dashboard_library import DOCUMENTS
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

import extract
from extract import cli
from extract.library import LibraryError, PublishedFigures
from extract.library.filters import Filters

ROOT = Path(__file__).parent.parent
PARTS = 200


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """The figures of three articles, many times over: as many rows for each part, each with its own id."""
    made = extract.figures(DOCUMENTS)
    copies = [
        made.assign(figure_id=made["figure_id"] + f"-{n}", doc_id=f"{n:03d}-" + made["doc_id"]) for n in range(PARTS)
    ]
    return pd.concat(copies, ignore_index=True)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory, frame) -> str:
    folder = tmp_path_factory.mktemp("parts")
    rows = len(frame) // PARTS
    for part in range(PARTS):
        frame.iloc[part * rows : (part + 1) * rows].to_parquet(folder / f"part-{part:03d}.parquet", index=False)
    (folder / "notes.txt").write_text("not figures")
    return str(folder / "*.parquet")


def test_two_hundred_parts_are_one_table(pattern, frame):
    figures = PublishedFigures(pattern)
    selection = figures.select()
    assert selection.count() == len(frame)
    pd.testing.assert_frame_equal(selection.frame().drop(columns="review"), frame)
    chosen = figures.select(Filters(place=("大足区",), kind=("area",)))
    assert chosen.count() == ((frame["district"] == "大足区") & (frame["kind"] == "area")).sum() > 0
    documents = figures.documents()
    assert documents["doc_id"].tolist() == frame["doc_id"].drop_duplicates().tolist()
    assert documents["figures"].sum() == len(frame)
    assert frame["sentence"].iloc[0] in figures.text(frame["doc_id"].iloc[0])
    assert figures.refusals(frame["doc_id"].iloc[0]).empty


def test_new_and_changed_files_are_seen(tmp_path, frame):
    figures = PublishedFigures(str(tmp_path / "*.parquet"))
    frame.head(5).to_parquet(tmp_path / "a.parquet", index=False)
    assert figures.select().count() == 5
    frame.tail(3).to_parquet(tmp_path / "b.parquet", index=False)
    assert figures.select().count() == 8
    frame.head(2).to_parquet(tmp_path / "a.parquet", index=False)
    assert figures.select().count() == 5


def test_files_of_any_place_that_fsspec_reaches(frame):
    with fsspec.open("memory://news/part.parquet", "wb") as file:
        frame.head(4).to_parquet(file, index=False)
    assert (
        PublishedFigures("memory://news/*.parquet").select().frame()["figure_id"].tolist()
        == frame["figure_id"].head(4).tolist()
    )


def test_nothing_is_decided_or_added_there(pattern, frame):
    figures = PublishedFigures(pattern)
    for act in (
        lambda: figures.review(frame["figure_id"].iloc[0], "accepted"),
        lambda: figures.judge("x", "fine"),
        lambda: figures.name_indicators([("产量", "吨")], "产量"),
        lambda: figures.add(["x"]),
    ):
        with pytest.raises(LibraryError, match="only read here"):
            act()
    assert figures.reviews().empty
    assert figures.indicator_names().empty
    assert figures.judgements().empty


@pytest.mark.parametrize(
    ("name", "message"),
    [("none-*.parquet", "no such file"), ("text.parquet", "text.parquet"), ("other.parquet", "no column figure_id")],
)
def test_what_cannot_be_shown_is_named(tmp_path, name, message):
    (tmp_path / "text.parquet").write_text("not Parquet")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    with pytest.raises(LibraryError, match=message):
        PublishedFigures(str(tmp_path / name)).select().count()


def test_a_storage_that_refuses_is_named_with_its_reason(monkeypatch):
    def refuse(*_: object, **__: object):
        raise RuntimeError("no credentials")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "glob", refuse)
    with pytest.raises(LibraryError, match=r"memory://x/\*.parquet: cannot be looked into \(RuntimeError: no cred"):
        PublishedFigures("memory://x/*.parquet").stamp()


def test_unknown_text_is_empty_and_missing_columns_are_too(tmp_path):
    cells = {"figure_id": ["a", "b"], "doc_id": ["d", "d"], "quantity": ["3个", "4个"], "sentence": ["3个", None]}
    rows = pa.table(cells | {"start": [0, 3], "end": [2, 5]})
    pq.write_table(rows, tmp_path / "a.parquet")
    selection = PublishedFigures(str(tmp_path / "a.parquet")).select()
    assert selection.frame()["sentence"].tolist() == ["3个", ""]
    assert selection.facets()["place"].empty


@pytest.mark.parametrize("page", ["overview", "figures", "changes", "documents", "checks"])
def test_every_page_opens_on_published_figures_and_says_so(pattern, monkeypatch, page):
    monkeypatch.setenv("BAOSHU_FIGURES", pattern)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    app.switch_page(f"views/{page}.py").run()
    assert not app.exception
    assert not app.error
    assert any("只读" in caption.value for caption in app.caption)


def test_the_command_hands_the_files_to_the_dashboard(monkeypatch, tmp_path):
    started = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli.subprocess, "run", lambda *args, **options: started.append(options) or Done())
    given = ["parts/*.parquet", "s3://news/*.parquet"]
    for one in given:
        assert CliRunner().invoke(cli.app, ["dashboard", "--figures", one]).exit_code == 0
    assert [options["env"]["BAOSHU_FIGURES"] for options in started] == [str(tmp_path / given[0]), given[1]]
    assert CliRunner().invoke(cli.app, ["dashboard", "article.txt", "--figures", "x"]).exit_code == 2


class Done:
    returncode = 0
