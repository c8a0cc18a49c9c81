"""The charts, the filters and the readable table: frames in, frames and charts out, without Streamlit."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from dashboard_library import DOCUMENTS, make_library

import extract
from extract.library import Library
from extract.library.selection import Selection
from extract.reading import Document
from extract.tables import read_table
from views import charts, charts_maps, counts, evidence, summary
from views.filters import Filters, from_query
from views.table import SHOWN, SHOWN_CHANGES, readable, reading
from views.words import Words

ZH = Words("zh")


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    made = extract.figures(DOCUMENTS)
    return made.assign(review=pd.Series("", index=made.index, dtype="string[pyarrow]"))


PLAIN = {"bound": "exact", "value": None, "low": None, "high": None, "measure": "level", "direction": "", "per": ""}


def row(fields: dict) -> pd.Series:
    """A figure with these fields; the others are those of a plain count."""
    return pd.Series(PLAIN | {"from_value": None, "kind": "count", "unit": "个", "quantity": "?"} | fields)


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ({"value": 480, "low": 480, "bound": "over", "unit": "亩"}, "> 480 亩", "> 480 亩"),
        ({"value": 80000, "high": 80000, "bound": "under", "unit": "元", "per": "名"}, "< 8 万元/名", "< 80,000 元/名"),
        ({"value": 400e4, "bound": "about", "unit": "元"}, "≈ 400 万元", "≈ 4 million 元"),
        ({"low": 10, "high": 20, "bound": "range", "unit": "公里"}, "10–20 公里", "10–20 公里"),
        ({"value": 5.2, "unit": "%", "measure": "change", "direction": "rise"}, "+5.2%", "+5.2%"),
        ({"value": 2, "unit": "天", "measure": "change", "direction": "fall"}, "−2 天", "−2 天"),
        ({"value": 90, "unit": "%", "from_value": 20, "direction": "rise"}, "20% → 90%", "20% → 90%"),
        ({"value": 5, "unit": "位", "kind": "rank", "from_value": 12}, "第 12 位 → 第 5 位", "No. 12 → No. 5"),
        ({"value": 3, "unit": ""}, "3", "3"),
        ({"quantity": "数百个"}, "数百个 个", "数百个 个"),
    ],
)
def test_a_figure_reads_like_this(fields, zh, en):
    assert [reading(row(fields), "zh"), reading(row(fields), "en")] == [zh, en]


def test_the_readable_table_has_a_row_for_each_figure(frame):
    table = readable(frame, ZH)
    assert set(SHOWN) | set(SHOWN_CHANGES) == set(table.columns)
    assert len(table) == len(frame)
    assert readable(frame.head(0), ZH).empty


def test_filters_say_the_same_in_the_url_and_back():
    filters = Filters(q="果园 大足", topic=("agriculture",), place=("重庆市", "大足区"), year=("2023",))
    assert from_query(filters.to_query()) == filters
    assert from_query({"lang": ["en"], "figure": ["x"]}) == Filters()


def specs() -> dict[str, dict]:
    counts = pd.DataFrame({"key": ["a", "b"], "label": ["甲", "乙"], "figures": [3, 1]})
    changes = pd.DataFrame(
        {"key": ["a", "b"], "label": ["甲", "乙"], "hint": ["", ""], "change": [5.0, -2.0], "words": ["+5%", "−2%"]}
    ).assign(direction=["rise", "fall"])
    pairs = pd.DataFrame(
        {"key": ["a"], "label": ["甲"], "hint": [""], "before": [20.0], "after": [90.0], "direction": ["rise"]}
    ).assign(before_words="20%", after_words="90%")
    tiles = pd.DataFrame({"key": ["甲区", "乙县"], "name": ["甲区", "乙县"], "label": ["甲", "乙"], "row": [0, 1]})
    cells = pd.DataFrame({"key": ["a|甲", "b|甲"], "topic": ["A", "B"], "district": ["甲", "甲"], "hint": ["", ""]})
    drawn = [
        charts.bars(counts, charts.LIGHT),
        charts.change_bars(changes, charts.DARK),
        charts.dumbbells(pairs, charts.LIGHT),
        charts_maps.tile_map(tiles.assign(column=[1, 0], figures=[3, 0]), charts.DARK),
        charts_maps.heat_map(cells.assign(figures=[4, 0]), charts.LIGHT),
    ]
    names = ("bars", "change_bars", "dumbbells", "tile_map", "heat_map")
    return dict(zip(names, (chart.to_dict() for chart in drawn), strict=True))


@pytest.mark.parametrize("name", ["bars", "change_bars", "dumbbells"])
def test_a_chart_can_be_clicked_by_key_in_its_whole_row(name):
    spec = specs()[name]
    (parameter,) = spec["params"]
    assert parameter["name"] == charts.SELECT
    assert parameter["select"]["fields"] == ["key"]
    top = spec["layer"][-1]
    assert top["mark"]["cursor"] == "pointer"
    assert top["encoding"]["x"] == {"value": 0}
    assert top["encoding"]["x2"] == {"value": "width"}


@pytest.mark.parametrize("name", ["tile_map", "heat_map"])
def test_a_square_can_be_clicked_by_key_and_says_its_number(name):
    spec = specs()[name]
    (parameter,) = spec["params"]
    assert (parameter["name"], parameter["select"]["fields"]) == (charts.SELECT, ["key"])
    assert spec["layer"][-1]["mark"]["cursor"] == "pointer"
    colour = next(
        layer["encoding"]["color"] for layer in spec["layer"] if "scale" in layer["encoding"].get("color", {})
    )
    assert colour["legend"] is None
    assert colour["scale"]["type"] == "sqrt"
    assert "figures" in [layer["encoding"].get("text", {}).get("field") for layer in spec["layer"]]
    # What has no figure is a frame of its own and takes no part in the colours.
    filters = [layer["transform"][0]["filter"] for layer in spec["layer"] if layer.get("transform")]
    assert "datum.figures > 0" in filters


@pytest.mark.parametrize("level", ["chongqing", "china"])
def test_every_square_of_a_map_is_a_division_that_exists_and_none_lies_on_another(level):
    rows = [row for row in read_table("map_tiles", key="map name") if row.map == level]
    divisions = {row.code: row.name for row in read_table("places")}
    zones = {row.name for row in read_table("zones", key="")}
    assert all(divisions[row.code] == row.name if row.code else row.name in zones for row in rows)
    assert len({(row.row, row.column) for row in rows}) == len(rows)
    wanted = {code for code in divisions if (len(code) == 6 and code.startswith("50")) == (level == "chongqing")}
    wanted = {code for code in wanted if len(code) == (6 if level == "chongqing" else 2)}
    assert {row.code for row in rows if row.code} == wanted
    assert len(rows) == {"chongqing": 38 + 3, "china": 34}[level]


@pytest.mark.parametrize("row", read_table("map_tiles", key="map name"), ids=lambda row: f"{row.map} {row.label}")
def test_a_square_is_named_as_its_figures_are(row):
    figure = extract.figures([Document("tile", row.example)]).iloc[0]
    assert figure["district" if row.map == "chongqing" else "province"] == row.name


@pytest.fixture(scope="module")
def selection(tmp_path_factory) -> Selection:
    return make_library(tmp_path_factory.mktemp("charts")).select()


def test_the_overview_counts_by_query_what_the_frame_holds(frame, selection):
    totals = counts.count_totals(selection)
    assert (totals.figures, totals.checked) == (len(frame), 0)
    assert totals.districts == frame.loc[frame["district"] != "", "district"].nunique()
    places = counts.count_places(selection, "chongqing", 60)
    assert dict(zip(places["label"], places["figures"], strict=True)) == dict(
        frame.loc[frame["district"] != "", "district"].value_counts()
    )
    tiles = counts.lay_tiles(places, "chongqing")
    assert tiles["figures"].sum() == places["figures"].sum()
    cells = counts.count_cells(selection, 10, ZH)
    assert cells["figures"].sum() == ((frame["district"] != "") & (frame["topic"] != "")).sum()
    assert len(cells) == cells["topic"].nunique() * cells["district"].nunique()
    assert counts.count_doubts(selection).undated == (frame["period"] == "").sum()


def test_the_largest_changes_are_the_largest_on_either_side(frame, selection):
    found = counts.find_extremes(selection, 1)
    stated = frame[(frame["measure"] == "change") & (frame["unit"] == "%")]
    signed = stated["value"] * stated["direction"].map({"rise": 1, "fall": -1})
    assert found["change"].tolist() == [signed.max(), signed.min()]


def test_changes_of_two_bases_are_never_ranked_together(tmp_path):
    library = Library.open(tmp_path / "library")
    text = "粮食产量同比增长5%，比上年同期增长6%，环比增长90%。棉花产量较上月下降4%。茶叶产量增长8%。"
    library.add_documents([Document("bases", text)], source="test")
    chosen = library.select()
    bases = {basis.family: basis for basis in counts.count_bases(chosen)}
    assert {name: basis.figures for name, basis in bases.items()} == {"同比": 2, "环比": 2, "": 1}
    ranked = {name: counts.find_extremes(chosen, 9, basis.bases)["change"].tolist() for name, basis in bases.items()}
    assert ranked == {"同比": [6.0, 5.0], "环比": [90.0, -4.0], "": [8.0]}


def test_values_before_and_after_come_unit_by_unit(tmp_path):
    library = Library.open(tmp_path / "library")
    text = "合格率从92%提升到98%，覆盖率从50%提高到60%。从36人增加到39人。"
    library.add_documents([Document("pairs", text)], source="test")
    assert {unit: len(rows) for unit, rows in counts.find_pairs(library.select(), 8, 12).items()} == {"%": 2, "人": 1}
    assert {unit: len(rows) for unit, rows in counts.find_pairs(library.select(), 1, 1).items()} == {"%": 1}


def test_changes_and_pairs_name_each_row_once(selection):
    changes = summary.drawn_changes(counts.find_extremes(selection, 9), ZH)
    assert changes["label"].is_unique
    assert set(np.sign(changes["change"])) == {1.0, -1.0}
    pairs = counts.find_pairs(selection, 8, 12)["%"]
    assert summary.drawn_pairs(pairs, ZH).iloc[0][["before", "after", "direction"]].tolist() == [92.0, 98.0, "rise"]
    assert summary.drawn_pairs(pd.concat([pairs, pairs]), ZH)["label"].is_unique


def test_the_words_of_a_figure_are_found_where_they_stand():
    assert evidence.find_words("一等奖1名，二等奖1名", "1名", "……一等奖1名，二等\n奖") == 9
    assert evidence.find_words("没有", "1名", "") == -1
    assert evidence.find_words("x", "", "") == -1


def test_marks_that_overlap_or_lie_outside_lose_no_character():
    marks = [evidence.Mark(0, 2, "mark", "a"), evidence.Mark(1, 3, "mark", "b"), evidence.Mark(3, 99, "mark", "c")]
    html = evidence.marked("ab<c>", marks)
    assert html == '<mark class="a">ab</mark>&lt;c&gt;'


def test_titles_of_marks_are_escaped():
    html = evidence.marked("x", [evidence.Mark(0, 1, "mark", "a", '"><script>')])
    assert "<script>" not in html
    assert '""' not in html


def test_charts_and_filters_know_nothing_of_streamlit():
    names = ("charts", "charts_maps", "counts", "filters", "words", "table", "evidence", "summary")
    code = f"import sys, {', '.join(f'views.{name}' for name in names)}; sys.exit('streamlit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0


def test_districts_of_one_name_are_counted_and_opened_apart(tmp_path):
    library = Library.open(tmp_path / "library")
    text = "宁波市江北区2023年学校12所，医院3家。重庆市江北区2023年学校15所。"
    library.add_documents([Document("a.txt", text)], source="test")
    both = {"重庆市/江北区": "江北区（重庆市）", "浙江省/宁波市/江北区": "江北区（宁波市）"}
    selection = library.select()
    places = counts.count_places(selection, "districts", 60)
    assert dict(zip(places["key"], places["label"], strict=True)) == both
    for row in places.itertuples():
        assert library.select(Filters(place=(row.key,))).count() == row.figures
    tiles = counts.lay_tiles(counts.count_places(selection, "chongqing", 60), "chongqing").set_index("key")
    assert tiles["figures"].sum() == tiles.loc["重庆市/江北区", "figures"] < places["figures"].sum()
    cells = counts.count_cells(selection, 10, ZH)
    assert {key.partition("|")[2] for key in cells["key"]} == set(both)


def test_a_scale_never_runs_backwards_however_long_the_words_and_narrow_the_page():
    words = ["74,412.7 billion 元", "规模以上工业总产值"]
    room = charts.room_for(words)
    assert room > charts.room_for(["1"])
    for left in (0, room):
        start, end = charts.stretch(left, room)
        for width in (60, 200, 900):
            assert eval(end.expr, {"width": width, "max": max}) > start
