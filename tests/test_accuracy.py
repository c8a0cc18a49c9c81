"""Accuracy counts what the guide says it counts."""

import json
from pathlib import Path

import pandas as pd
import pytest

from extract.accuracy import score
from extract.gold import read_gold
from views.accuracy import read_published

TEXT = "全区流转土地480余亩，处置率从20%提升到90%，亩均增收300至500元，三大产业兴旺，预计2024年建成12座公厕。"
GOLD = (
    {"q": "480余亩", "v": 480, "u": "亩", "k": "area", "b": "over", "i": "流转土地", "h": "土地"},
    {"q": "90%", "v": 90, "u": "%", "k": "share", "f": 20, "d": "rise", "i": "处置率", "h": "处置率"},
    {
        "q": "300至500元",
        "lo": 300,
        "hi": 500,
        "u": "元",
        "b": "range",
        "m": "change",
        "d": "rise",
        "i": "增收",
        "h": "增收",
    },
    {"q": "三大", "v": 3, "u": "", "k": "count", "i": "产业", "h": "产业", "opt": True},
    {
        "q": "12座",
        "v": 12,
        "u": "座",
        "k": "count",
        "i": "公厕",
        "h": "公厕",
        "t": "2024",
        "s": "planned",
        "p": "江北区",
    },
)
RIGHT = (
    {"quantity": "480余亩", "value": 480.0, "unit": "亩", "bound": "over", "indicator": "流转土地"},
    {
        "quantity": "90%",
        "value": 90.0,
        "unit": "％",
        "from_value": 20.0,
        "direction": "rise",
        "indicator": "事件处置率",
    },
    {"quantity": "300至500元", "low": 300.0, "high": 500.0, "unit": "元", "bound": "range"}
    | {"measure": "change", "direction": "rise", "indicator": "增收"},
    {"quantity": "12座", "value": 12.0, "unit": "座", "indicator": "公厕", "period": "2024-06", "status": "planned"}
    | {"place": "江北"},
)


@pytest.fixture
def gold(tmp_path):
    claims = [claim | _span(claim["q"]) for claim in GOLD]
    record = {
        "id": "x",
        "text": TEXT,
        "date": "2024-04-10",
        "place": "大足区",
        "topic": ["agriculture"],
        "claims": claims,
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return read_gold(path)


def _span(words):
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def _frame(*rows):
    common = {"doc_id": "x", "place": "大足区", "topic": "agriculture"}
    return pd.DataFrame([common | row | _span(row["quantity"]) for row in rows])


def _rates(gold, *rows):
    result = score(gold, _frame(*rows))
    return [round(getattr(result, name).f1, 3) for name in ("detect", "quantity", "fact", "row")]


def _changed(number, **fields):
    return [row | fields if k == number else row for k, row in enumerate(RIGHT)]


def test_all_right(gold):
    result = score(gold, _frame(*RIGHT))
    assert _rates(gold, *RIGHT) == [1, 1, 1, 1]
    assert dict(result.fields) == dict.fromkeys(dict(result.fields), 1.0)
    assert result.misses == ()


LESS = (
    (0, {"value": 481.5}, [1, 0.75, 0.75, 0.75]),
    (0, {"value": 480.5}, [1, 1, 1, 1]),  # rounded differently
    (0, {"bound": "exact"}, [1, 0.75, 0.75, 0.75]),
    (0, {"unit": "mu"}, [1, 1, 1, 1]),
    (0, {"indicator": "全区近年来流转出去的土地的面积"}, [1, 1, 0.75, 0.75]),  # a clause is no label
    (0, {"indicator": ""}, [1, 1, 0.75, 0.75]),
    (0, {"place": "大足县"}, [1, 1, 1, 1]),
    (0, {"place": "重庆市"}, [1, 1, 1, 0.75]),
    (0, {"period": "2020"}, [1, 1, 1, 1]),  # gold does not say when
    (1, {"from_value": None}, [1, 1, 0.75, 0.75]),
    (1, {"direction": "fall"}, [1, 1, 0.75, 0.75]),
    (2, {"high": 600.0}, [1, 0.75, 0.75, 0.75]),
    (2, {"measure": "level"}, [1, 1, 0.75, 0.75]),
    (3, {"period": "2024/.."}, [1, 1, 1, 1]),
    (3, {"period": "2023-06"}, [1, 1, 1, 0.75]),
    (3, {"period": ""}, [1, 1, 1, 0.75]),
    (3, {"status": "actual"}, [1, 1, 1, 0.75]),
)


@pytest.mark.parametrize(("number", "fields", "wanted"), LESS, ids=[str(case[1]) for case in LESS])
def test_a_field(gold, number, fields, wanted):
    assert _rates(gold, *_changed(number, **fields)) == wanted


def test_an_optional_row_costs_nothing(gold):
    assert _rates(gold, *RIGHT, {"quantity": "三大", "value": 3.0}) == [1, 1, 1, 1]


def test_a_false_figure_costs_precision_and_a_missed_one_recall(gold):
    result = score(gold, _frame(*RIGHT[:3], {"quantity": "2024年", "value": 2024.0}))
    assert (result.detect.precision, result.detect.recall) == (0.75, 0.75)
    false, missed = sorted(result.misses, key=lambda miss: miss.gold is not None)
    assert (false.found.quantity, missed.gold.quantity) == ("2024年", "12座")


def test_the_right_one_of_two_is_taken(gold):
    wrong = RIGHT[0] | {"value": 1.0}
    assert score(gold, _frame(wrong, *RIGHT)).row.recall == 1


def test_a_table_without_a_column_has_that_field_wrong(gold):
    result = score(gold, _frame(*RIGHT).drop(columns=["from_value", "period"]))
    assert dict(result.fields)["from_value"] == 0.75
    assert dict(result.fields)["period"] == 0


def test_the_topic_is_that_of_most_rows(gold):
    assert dict(score(gold, _frame(*RIGHT).assign(topic="health")).fields)["topic"] == 0


def test_no_rows_at_all(gold):
    result = score(gold, _frame(*RIGHT)[:0])
    assert (result.detect.f1, result.fields, len(result.misses)) == (0, (), 4)


def test_what_is_no_gold_is_told_by_its_line(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('\n{"id": "x", "claims": []}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"gold\.jsonl:2: no gold document .*text"):
        read_gold(path)


def test_the_page_about_shows_what_was_measured_on_articles_held_back():
    published = read_published(Path(__file__).parent.parent / "docs" / "accuracy.md")
    assert [name for name, _, is_score in published if is_score] == ["detect", "quantity", "fact", "row"]
    assert {"indicator", "place", "period", "status", "topic"} <= {
        name for name, _, is_score in published if not is_score
    }
    assert all(0 < float(share) <= 100 for _, share, _ in published)
    assert read_published(Path("no such page")) == []
