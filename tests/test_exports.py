"""Figures written are figures read back, in every form; a failed write leaves the old file."""

import doctest
import json
from datetime import date

import openpyxl
import pandas as pd
import pytest

import extract
from extract import COLUMNS, exports
from extract.claims import to_frame
from extract.reading import Document

TEXT = "全区流转土地480余亩，每亩增收300至500元，气温降至-3摄氏度，产值同比增长5.2%。"
ODD = ("=1+1", "+86", "-3度", "@SUM(A1)", "\t5", "\r5")


@pytest.fixture(scope="module")
def frame():
    return extract.figures([Document("文章,1", TEXT, '标题"一"', "某报", date(2024, 4, 10))])


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_what_is_written_is_read_back(tmp_path, frame, ending):
    path = tmp_path / f"figures.{ending}"
    exports.write(frame, path)
    back = exports.read_figures(path)
    assert list(back.columns) == list(COLUMNS)
    for column in ("doc_id", "title", "quantity", "indicator", "unit", "sentence", "figure_id"):
        assert list(back[column]) == list(frame[column])
    for column in ("value", "low", "start"):
        numbers = pd.to_numeric(back[column]).astype(float)
        assert numbers.fillna(-1).tolist() == frame[column].astype(float).fillna(-1).tolist()
    assert [str(day)[:10] for day in back["published"]] == ["2024-04-10"] * len(frame)


def test_parquet_keeps_the_types(tmp_path, frame):
    exports.write(frame, tmp_path / "f.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "f.parquet"), frame, check_dtype=False)


def test_json_lines_are_plain_json(tmp_path, frame):
    exports.write(frame, tmp_path / "f.jsonl")
    first = json.loads((tmp_path / "f.jsonl").read_text(encoding="utf-8").split("\n")[0])
    assert (first["quantity"], first["value"], first["published"], first["high"]) == (
        "480余亩",
        480.0,
        "2024-04-10",
        None,
    )


def test_xlsx_opens_with_numbers_as_numbers_and_formulas_as_text(tmp_path, frame):
    frame = frame.assign(indicator="=1+1")
    exports.write(frame, tmp_path / "f.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").active
    header = [cell.value for cell in sheet[1]]
    assert header == list(COLUMNS)
    assert sheet.cell(2, header.index("value") + 1).value == 480
    cell = sheet.cell(2, header.index("indicator") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("words", ODD)
def test_excel_takes_no_cell_for_a_formula(words):
    data = exports.to_csv_bytes(pd.DataFrame({"quantity": [words], "value": [-1.5]}))
    assert data.startswith(b"\xef\xbb\xbf")
    assert "'" + words in data.decode("utf-8-sig")
    assert "'-1.5" not in data.decode("utf-8-sig")


def test_words_that_are_no_formula_stay(frame):
    assert "480余亩" in exports.to_csv_bytes(frame).decode("utf-8-sig")
    assert "'" not in exports.to_csv_bytes(frame[["indicator"]]).decode("utf-8-sig")


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_no_figures_are_a_table_too(tmp_path, ending):
    exports.write(to_frame([]), tmp_path / f"none.{ending}")
    if ending != "xlsx":
        assert len(exports.read_figures(tmp_path / f"none.{ending}")) == 0


@pytest.mark.parametrize("name", ["figures.doc", "figures"])
def test_another_ending_is_refused_with_those_that_go(tmp_path, frame, name):
    with pytest.raises(ValueError, match=r"\.csv \.jsonl \.parquet \.xlsx"):
        exports.write(frame, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, frame, monkeypatch):
    path = tmp_path / "f.csv"
    path.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        exports.write(frame, path)
    assert [found.name for found in tmp_path.iterdir()] == ["f.csv"]
    assert path.read_text() == "old"


def test_a_table_without_places_is_refused(tmp_path):
    (tmp_path / "f.csv").write_text("doc_id,value\nx,1\n")
    with pytest.raises(ValueError, match="no column end, start"):
        exports.read_figures(tmp_path / "f.csv")


def test_examples():
    assert doctest.testmod(exports).failed == 0
