"""Which figures gather under one indicator, what is drawn of them, and where they disagree."""

from pathlib import Path

import pandas as pd
import pytest

from extract.library import Library
from extract.library.selection import Selection
from extract.reading import Document
from views import charts, charts_series, gathering, indicators_frames
from views.words import Words

ZH = Words("zh")
TEXTS = {
    "a": "大足区2023年粮食产量40万吨，同比增长2%，环比增长3%。预计2025年粮食产量45万吨。",
    "b": "铜梁区2023年粮食总产量超过30万吨。璧山区2023年粮食产量约20万吨。",
    "c": "荣昌区2023年粮食产量10万至12万吨。大足区2023年粮食产量42万吨。2022年大足区粮食总产39万吨。",
    "d": "大足区男生300人，女生200人。大足区新增企业20家。大足区累计企业900家。",
    "e": "重庆市地区生产总值33757亿元。重庆市级重点项目340个。",
}


def select(folder: Path, texts: dict[str, str]) -> Selection:
    library = Library.open(folder)
    library.add_documents([Document(name, text) for name, text in texts.items()], source="test")
    return library.select()


@pytest.fixture(scope="module")
def selection(tmp_path_factory) -> Selection:
    return select(tmp_path_factory.mktemp("gathering"), TEXTS)


@pytest.fixture(scope="module")
def wordings(selection) -> pd.DataFrame:
    return gathering.find_wordings(selection, {})


GRAIN = "粮食产量·mass·kg·level"


def test_wordings_of_one_thing_gather_and_others_do_not(wordings):
    assert set(wordings.loc[wordings["key"] == GRAIN, "wording"]) == {"粮食产量", "粮食总产量", "粮食总产"}
    rates = set(wordings.loc[wordings["measure"] == "change", "key"])
    assert {"粮食产量·share·1·change·同比", "粮食产量·share·1·change·环比"} <= rates
    names = {key.partition("·")[0] for key in wordings["key"]}
    assert {"男生", "女生"} <= names
    assert "企业" not in names  # 新增 and 累计 stay in the name


def test_a_place_said_again_before_the_indicator_is_left_out_unless_it_is_part_of_a_word(wordings):
    assert "地区生产总值" in set(wordings["wording"])
    assert not wordings["wording"].str.startswith("级").any()


def test_every_figure_with_an_indicator_is_in_one_indicator(selection, wordings):
    gathered = gathering.gather(wordings)
    assert gathered["key"].is_unique
    named = selection.ask("SELECT count(*) AS n FROM chosen WHERE indicator <> ''")["n"].iloc[0]
    assert gathered["figures"].sum() == named
    members = sum(len(gathering.find_members(selection, wordings, key)) for key in gathered["key"])
    assert members == named


def test_a_name_that_a_person_gave_comes_before_the_rules(selection):
    names = {("粮食总产量", "吨"): "粮食总产量", ("男生", "人"): "学生", ("女生", "人"): "学生"}
    keys = set(gathering.find_wordings(selection, names)["key"])
    assert {"粮食总产量·mass·kg·level", GRAIN, "学生·count·人·level"} <= keys


def test_amounts_come_in_one_unit_with_their_sign(tmp_path):
    chosen = select(tmp_path, {"a": "大足区茶园面积300亩。铜梁区茶园面积2公顷。", "b": "大足区茶园面积同比减少5%。"})
    wordings = gathering.find_wordings(chosen, {})
    area = gathering.find_members(chosen, wordings, "茶园面积·area·m2·level")
    assert sorted(round(at, 6) for at in area["at"]) in ([30.0, 300.0], [2.0, 20.0])
    fall = next(key for key in wordings["key"] if "change" in key)
    assert gathering.find_members(chosen, wordings, fall)["at"].tolist() == [-5.0]


def test_each_place_has_one_bar_the_largest_first_and_facts_before_plans(selection, wordings):
    latest = gathering.latest_by_place(gathering.find_members(selection, wordings, GRAIN))
    assert latest["place"].is_unique
    assert latest["at"].is_monotonic_decreasing
    assert (latest["status"] == "actual").all()


def test_figures_that_cannot_both_be_true_stand_side_by_side(selection, wordings):
    (pair,) = gathering.find_disagreements(gathering.find_members(selection, wordings, GRAIN))
    assert pair["quantity"].tolist() == ["40万吨", "42万吨"]
    assert pair["doc_id"].tolist() == ["a", "c"]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("粮食产量超过40万吨", "粮食产量41万吨", False),
        ("粮食产量不到40万吨", "粮食产量41万吨", True),
        ("粮食产量约40万吨", "粮食产量41万吨", False),
        ("粮食产量约40万吨", "粮食产量50万吨", True),
        ("粮食产量40万至42万吨", "粮食产量41万吨", False),
        ("粮食产量40万至42万吨", "粮食产量43万吨", True),
        ("粮食产量41.2万吨", "粮食产量41万吨", False),
        ("粮食产量41.2万吨", "粮食产量41.4万吨", True),
    ],
)
def test_what_the_words_leave_open_is_no_disagreement(tmp_path, one, other, differ):
    chosen = select(tmp_path, {"a": f"大足区2023年{one}。", "b": f"大足区2023年{other}。"})
    wordings = gathering.find_wordings(chosen, {})
    members = gathering.find_members(chosen, wordings, GRAIN)
    assert len(members) == 2
    assert bool(list(gathering.find_disagreements(members))) == differ


def test_bars_are_drawn_open_where_the_words_are(selection, wordings):
    members = gathering.find_members(selection, wordings, GRAIN)
    latest = gathering.latest_by_place(members)
    spec = charts_series.bounded_bars(indicators_frames.drawn(latest, latest["place"], ZH), charts.LIGHT).to_dict()
    pieces = pd.DataFrame(spec["datasets"][spec["layer"][0]["data"]["name"]])
    by_place = dict(list(pieces.groupby("label")))
    assert by_place["大足区"]["opacity"].tolist() == [1.0]
    assert by_place["铜梁区"]["opacity"].tolist() == [1.0, *charts_series.FADE]  # over: open to the right
    assert by_place["铜梁区"]["end"].is_monotonic_increasing
    assert by_place["璧山区"]["opacity"].tolist() == [1.0, charts_series.FADE[0]]  # about: a band
    assert by_place["荣昌区"][["start", "end"]].to_numpy().tolist()[-1] == [100_000.0, 120_000.0]
    assert spec["layer"][-1]["encoding"]["x2"] == {"value": "width"}
    (parameter,) = spec["params"]
    assert parameter["select"]["fields"] == ["key"]


def test_under_is_open_to_the_left():
    row = pd.Series({"key": "a", "label": "甲", "at": 100.0, "lower": None, "upper": 100.0, "bound": "under"})
    pieces = list(charts_series._pieces(next(row.to_frame().T.itertuples(index=False)), 3.0))
    assert [piece.opacity for piece in pieces] == [charts_series.FADE[-1], *reversed(charts_series.FADE)]
    assert max(piece.end for piece in pieces) == 100.0


def test_over_time_what_is_actual_is_full_and_what_is_planned_dashed(selection, wordings):
    points = gathering.over_time(gathering.find_members(selection, wordings, GRAIN), 6)
    frame = indicators_frames.drawn(points, points["place"], ZH).assign(when=points["when"], part=points["part"])
    spec = charts_series.lines(frame, "吨", ((1e4, "万"),), charts.LIGHT).to_dict()
    full, dashed = spec["layer"][:2]
    assert "strokeDash" not in full["mark"]
    assert dashed["mark"]["strokeDash"]
    joined = spec["datasets"][dashed["data"]["name"]]
    assert len(joined) == 2  # from the last thing known to the plan
    assert full["encoding"]["x"]["type"] == "temporal"
    assert "万" in full["encoding"]["y"]["axis"]["labelExpr"]


def test_parts_of_a_year_are_not_joined_with_whole_years():
    periods = [
        ("2021-01-01", "2021-12-31"),
        ("2022-01-01", "2022-06-30"),
        ("2022-01-01", "2022-12-31"),
        ("2023-03-01",) * 2,
    ]
    days = pd.DataFrame(periods, columns=["period_start", "period_end"]).apply(pd.to_datetime)
    known = {"place": "大足区", "published": pd.NaT, "at": 5.0, "status": "actual", "bound": "exact", "period": "x"}
    points = gathering.over_time(days.assign(key=["a", "b", "c", "d"], **known), 6)
    assert points.set_index("key")["part"].to_dict() == {"a": 0, "b": 6, "c": 0, "d": 0}
    spec = charts_series.lines(
        points.assign(lower=5.0, upper=5.0, hint=""), "元", ((1e4, "万"),), charts.LIGHT
    ).to_dict()
    assert spec["layer"][0]["encoding"]["detail"]["field"] == "part"


def test_a_year_against_the_last_and_a_month_against_that_of_the_last_are_one_indicator(tmp_path):
    texts = {"a": "大足区2022年工业产值比上年增长5%。", "b": "大足区2023年上半年工业产值同比增长6%。"}
    wordings = gathering.find_wordings(select(tmp_path, texts), {})
    assert set(wordings["key"]) == {"工业产值·share·1·change·同比"}


def test_a_library_keeps_the_names_and_takes_the_latest_back(tmp_path):
    library = Library.open(tmp_path / "library")
    library.add_documents([Document(name, text) for name, text in TEXTS.items()], source="test")
    library.name_indicators([("男生", "人"), ("女生", "人")], "学生")
    assert gathering.names_of(library.indicator_names())["女生", "人"] == "学生"
    library.undo_naming()
    assert gathering.names_of(library.indicator_names()) == {}


def test_a_rank_says_how_large_a_place_is():
    places = {"place": ["大足区", "重庆市", "成都市", "全国", ""], "province": ["重庆市", "重庆市", "四川省", "", ""]}
    members = pd.DataFrame(places | {"city": ["", "", "成都市", "", ""], "district": ["大足区", "", "", "", ""]})
    assert gathering.ranks(members).tolist() == ["district", "province", "city", "country", ""]
