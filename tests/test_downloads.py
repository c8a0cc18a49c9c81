"""What the dashboard gives as files: the chosen figures and no others, described and harmless; charts as pictures."""

import io
import json
import re
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from dashboard_library import HOSTILE, make_library

from extract.claims import COLUMNS
from extract.library.filters import Filters
from views import charts, citation, desk, download, pictures
from views.words import Words

ZH, EN = Words("zh"), Words("en")
ADDRESS = "http://127.0.0.1:8501/figures"
BARS = pd.DataFrame({"key": ["a", "b"], "label": ["农业与乡村", "<b>x</b>"], "figures": [5, 9]})


@pytest.fixture
def library(monkeypatch, tmp_path_factory):
    library = make_library(tmp_path_factory.mktemp("library"))
    monkeypatch.setenv("BAOSHU_LIBRARY", str(library.folder))
    return library


def built(ending: str, filters: Filters, order: str = "newest") -> bytes:
    return download.build(ending, desk.select(filters), order, ZH, ADDRESS)


def read_back(ending: str, data: bytes) -> pd.DataFrame:
    """The table of a download, as its reader would open it."""
    if ending == "zip":
        return pd.read_csv(ZipFile(io.BytesIO(data)).open("figures.csv"), keep_default_na=False)
    if ending == "jsonl":
        return pd.DataFrame([json.loads(line) for line in data.decode().splitlines()])
    if ending == "csv":
        return pd.read_csv(io.BytesIO(data), keep_default_na=False, encoding="utf-8-sig")
    return {"xlsx": pd.read_excel, "parquet": pd.read_parquet}[ending](io.BytesIO(data))


@pytest.mark.parametrize("ending", download.TYPES)
def test_a_file_holds_exactly_what_is_chosen_in_its_order(library, ending):
    figures = library.figures()
    figure = figures.loc[figures["district"] == "大足区", "figure_id"].iloc[0]
    library.review(figure, "corrected", "indicator", "果园面积", who="test")
    filters = Filters(place=("大足区",))
    table = read_back(ending, built(ending, filters, "largest"))
    assert list(table.columns) == [*COLUMNS, "review"]
    assert list(table["figure_id"]) == list(desk.select(filters).page("largest", 0, 100)["figure_id"])
    assert 0 < len(table) < len(figures)
    changed = table.set_index("figure_id").loc[figure]
    assert (changed["indicator"], changed["review"]) == ("果园面积", "corrected")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_hostile_words_are_no_formulas(library, ending):
    data = built(ending, Filters(doc=(HOSTILE.doc_id,)))
    if ending == "csv":
        cells = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False).to_numpy().ravel()
        assert not [cell for cell in cells if re.match(r"[=+@\t\r]|-\D", cell)]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(data))["figures"]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
        links = {cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}
        assert links
        assert all(link.startswith(f"{ADDRESS}?figure=") for link in links)


def test_a_package_says_what_was_filtered_and_how_to_cite(library):
    filters = Filters(q="柑橘", topic=("agriculture",), place=("大足区",))
    archive = ZipFile(io.BytesIO(built("zip", filters)))
    readme = archive.read("README.md").decode()
    count = desk.select(filters).count()
    assert f"{count} 个数字，来自 1 篇文章" in readme
    for words in ("主题：农业与乡村", "地点：大足区", "搜索：柑橘", citation.today(), "引用：报数", f"{ADDRESS}?q="):
        assert words in readme
    assert all(f"| `{name}` |" in readme for name in (*COLUMNS, "review"))
    fields = json.loads(archive.read("datapackage.json"))["resources"][0]["schema"]["fields"]
    assert all(field["title"] and field["description"] for field in fields)


def test_a_package_is_valid(library, tmp_path):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed (extra: test)")
    path = tmp_path / "figures.zip"
    path.write_bytes(built("zip", Filters()))
    report = frictionless.validate(path)
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]


def test_search_words_are_no_markdown_in_a_package(library):
    readme = ZipFile(io.BytesIO(built("zip", Filters(q="[x](http://evil.example)<script>")))).read("README.md").decode()
    told = next(line for line in readme.splitlines() if "搜索" in line)
    assert r"\[x\]" in told
    assert r"\<script\>" in told


def test_no_filter_is_said_too(library):
    assert citation.filter_lines(Filters(), EN) == ["No filters: all figures of the library."]


@pytest.mark.parametrize("colours", [charts.LIGHT, charts.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("make", [pictures.to_png, pictures.to_svg])
def test_a_chart_is_a_picture_with_its_title_and_its_chinese(colours, make):
    picture = make(charts.bars(BARS, colours).to_dict(), "各主题的数字", "大足区 · 2026", "#ffffff")
    if make is pictures.to_png:
        assert picture.startswith(b"\x89PNG")
        return
    svg = picture.decode()
    assert all(words in svg for words in ("各主题的数字", "大足区 · 2026", "农业与乡村", "&lt;b&gt;x"))
    assert "<b>" not in svg
    assert pictures.FONTS.split(",")[0] in svg


def test_a_png_draws_chinese_where_the_machine_has_a_font():
    if not pictures.has_chinese_font():
        pytest.skip("no Chinese font on this machine")
    shown = [
        pictures.to_png(charts.bars(BARS.assign(label=[name, "b"]), charts.LIGHT).to_dict(), "", "", "#ffffff")
        for name in ("数据", "学校", pictures.MISSING * 2)
    ]
    assert len(set(shown)) == 3
