"""Which figure a person is asked about first, and why."""

import duckdb
import pandas as pd
import pytest

from extract.library.doubts import DOUBTS, RARE, Progress, read_progress, read_queue

PLAIN = {
    **{"figure_id": "plain", "indicator": "黑山羊年出栏", "kind": "count", "value": 400.0, "low": None, "high": None},
    **{"base_value": None, "base_unit": "", "unit": "头", "place": "大足区", "place_basis": "sentence"},
    **{"period_basis": "sentence", "bound": "exact", "rule": "number.level.subject_before", "review": ""},
}


def asking(*rows: dict):
    """A function that asks a table of these figures, each told by what differs from ``PLAIN``."""
    usual = [PLAIN | {"figure_id": f"usual{number}", "review": "accepted"} for number in range(RARE + 1)]
    frame = pd.DataFrame([*usual, *(PLAIN | row for row in rows)]).assign(n=lambda frame: range(len(frame)))
    frame = frame.astype(dict.fromkeys(("value", "low", "high", "base_value"), "float64"))

    def ask(sql: str, parameters) -> pd.DataFrame:
        with duckdb.connect() as connection:
            connection.register("figures", frame)
            connection.execute("CREATE VIEW chosen AS SELECT * FROM figures")
            return connection.execute(sql, list(parameters)).df()

    return ask


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: doubt.reason)
def test_a_reason_finds_its_example(doubt):
    (doubts,) = read_queue(asking(doubt.example), findings=["found"])["doubts"]
    assert doubt.reason in list(doubts)
    # Some examples need a word that is rare too; nothing else may be doubted about them.
    assert set(doubts) <= {doubt.reason, "rare_rule"}


def test_an_ordinary_figure_is_not_doubted():
    (doubts,) = read_queue(asking({}), findings=["found"])["doubts"]
    assert list(doubts) == []


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "money", "unit": "元", "value": 1.3e14, "base_value": 1.3e14},  # the product of China
        {"kind": "count", "value": 1.4e9},
        {"kind": "share", "unit": "%", "value": 300.0, "base_value": 3.0, "base_unit": "1"},
        {"kind": "mass", "unit": "吨", "value": 7e8, "base_value": 7e11, "base_unit": "kg"},
    ],
)
def test_what_the_news_does_report_is_not_too_large(row):
    (doubts,) = read_queue(asking(row))["doubts"]
    assert "too_large" not in list(doubts)


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "count", "value": 1.4e10},
        {"kind": "share", "unit": "%", "value": 20_000.0, "base_value": 200.0, "base_unit": "1"},
        {"kind": "area", "unit": "亩", "value": 5e11, "base_value": 3.3e14, "base_unit": "m2"},
        {"kind": "count", "value": None, "low": 3e10},
    ],
)
def test_what_cannot_be_is_too_large(row):
    (doubts,) = read_queue(asking(row))["doubts"]
    assert "too_large" in list(doubts)


def test_the_gravest_reason_comes_first_then_the_number_of_reasons_then_the_order_of_the_library():
    ask = asking(
        {"figure_id": "plain"},
        {"figure_id": "about", "bound": "about"},
        {"figure_id": "about inferred", "bound": "about", "period_basis": "published"},
        {"figure_id": "inferred", "period_basis": "published"},
        {"figure_id": "no indicator", "indicator": ""},
        {"figure_id": "found"},
    )
    queue = read_queue(ask, findings=["found"], most=10)
    assert queue["figure_id"].tolist() == ["found", "no indicator", "about inferred", "inferred", "about", "plain"]
    assert list(queue["doubts"][2]) == ["inferred_period", "bound"]


def test_skipped_figures_come_last_and_decided_ones_not_at_all():
    rows = [{"figure_id": name, "indicator": ""} for name in ("first", "second")]
    ask = asking(*rows, {"figure_id": "plain"}, {"figure_id": "done", "indicator": "", "review": "rejected"})
    assert read_queue(ask, skipped=["first"], most=10)["figure_id"].tolist() == ["second", "plain", "first"]
    assert read_queue(ask, most=1, decided=True)["figure_id"].tolist() == ["first"]
    assert "done" in read_queue(ask, most=10, decided=True)["figure_id"].tolist()


def test_progress_counts_each_decision():
    ask = asking({"review": "rejected"}, {"review": "corrected"}, {})
    progress = read_progress(ask)
    assert progress == Progress(figures=RARE + 4, accepted=RARE + 1, corrected=1, rejected=1)
    assert progress.decided == RARE + 3
