"""Figures written are figures read back, in every form and in batches; a failed write leaves the old file."""

import doctest
import importlib
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

import extract
from extract import COLUMNS, exports
from extract.claims import to_frame
from extract.exports import files, sheets
from extract.reading import Document

TEXT = "全区流转土地480余亩，每亩增收300至500元，气温降至-3摄氏度，产值同比增长5.2%。"
ODD = ("=1+1", "+86", "-3度", "@SUM(A1)", "\t5", "\r5", "\n=1", "＝1+1", "＋1", "－3度", "＠A1", "'=1", "''+1")


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


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx", "zip"])
def test_no_figures_are_a_table_too(tmp_path, ending):
    exports.write(to_frame([]), tmp_path / f"none.{ending}")
    if ending not in ("xlsx", "zip"):
        assert len(exports.read_figures(tmp_path / f"none.{ending}")) == 0


@pytest.mark.parametrize("name", ["figures.doc", "figures"])
def test_another_ending_is_refused_with_those_that_go(tmp_path, frame, name):
    with pytest.raises(ValueError, match=r"\.csv \.jsonl \.parquet \.xlsx \.zip"):
        exports.write(frame, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, frame, monkeypatch):
    path = tmp_path / "f.csv"
    path.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        exports.write(frame, path)
    assert [found.name for found in tmp_path.iterdir()] == ["f.csv"]
    assert path.read_text() == "old"


def test_a_table_without_places_is_refused(tmp_path):
    (tmp_path / "f.csv").write_text("doc_id,value\nx,1\n")
    with pytest.raises(ValueError, match="no column end, start"):
        exports.read_figures(tmp_path / "f.csv")


def pieces(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The frame in batches of one row."""
    return exports.in_batches(frame, 1)


@pytest.mark.parametrize("ending", exports.WRITERS)
def test_batches_make_the_same_file_as_one_frame(frame, ending):
    writer = exports.WRITERS[ending]
    whole, parts = (exports.to_bytes(batches, writer) for batches in (iter([frame]), pieces(frame)))
    read = {".parquet": pd.read_parquet, ".xlsx": pd.read_excel}.get(ending)
    if ending == ".zip":
        assert ZipFile(io.BytesIO(whole)).read("figures.csv") == ZipFile(io.BytesIO(parts)).read("figures.csv")
    elif read:
        pd.testing.assert_frame_equal(read(io.BytesIO(whole)), read(io.BytesIO(parts)))
    else:
        assert whole == parts


@pytest.mark.parametrize("words", [*ODD, "480余亩", "'", "it's", "'a"])
def test_what_excel_is_kept_from_is_read_back_as_it_was(tmp_path, words):
    frame = pd.DataFrame({"doc_id": ["d"], "start": [0], "end": [1], "quantity": [words]})
    exports.write(frame, tmp_path / "f.csv")
    assert exports.read_figures(tmp_path / "f.csv")["quantity"].tolist() == [words]


def test_xlsx_has_days_links_and_nothing_that_excel_computes(frame):
    words = ["=HYPERLINK(1)", "#N/A", "@x", "http://evil.example"]
    frame = frame.assign(indicator=words[: len(frame)], doc_id="https://news.example/a?b=1")
    data = exports.to_bytes(
        pieces(frame), lambda batches, file: exports.write_excel(batches, file, "=1", "http://127.0.0.1/?figure=")
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = [dict(zip(frame.columns, row, strict=True)) for row in book["figures"].iter_rows(min_row=2)]
    assert [row["indicator"].value for row in rows] == words[: len(frame)]
    assert {row["indicator"].data_type for row in rows} == {"s"}
    assert {row["indicator"].hyperlink for row in rows} == {None}
    assert rows[0]["published"].value == datetime(2024, 4, 10)
    assert rows[0]["doc_id"].hyperlink.target == "https://news.example/a?b=1"
    assert rows[0]["figure_id"].hyperlink.target == f"http://127.0.0.1/?figure={frame['figure_id'][0]}"
    assert (book["about"]["A1"].value, book["about"]["A1"].data_type) == ("=1", "s")


def test_more_rows_than_a_sheet_holds_are_refused_with_what_to_do(monkeypatch, frame):
    exports.check_rows(1_048_575)
    with pytest.raises(ValueError, match="CSV, Parquet or JSON Lines"):
        exports.check_rows(1_048_576)
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with pytest.raises(ValueError, match="1,048,576 rows"):
        exports.to_bytes(pieces(frame), exports.write_excel)


def test_words_longer_than_a_cell_and_characters_that_xml_has_not_are_written(frame):
    data = exports.to_bytes([frame.assign(indicator="\x0b\uffff长" * 20_000)], exports.write_excel)
    cells = pd.read_excel(io.BytesIO(data))["indicator"]
    assert set(cells) == {"长" * 20_000}


def test_the_package_is_valid_and_says_what_is_in_it(tmp_path, frame):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed (extra: test)")
    odd = frame.assign(indicator='=1,"2"\n3')
    about = exports.About("# 说明", "大足区", {"value": ("数值", "以单位计")})
    path = tmp_path / "figures.zip"
    path.write_bytes(exports.to_bytes(pieces(odd), lambda batches, file: exports.write_package(batches, file, about)))
    assert frictionless.validate(path).valid
    with ZipFile(path) as archive:
        assert sorted(archive.namelist()) == ["README.md", "datapackage.json", "figures.csv"]
        package = json.loads(archive.read("datapackage.json"))
        (resource,) = package["resources"]
        assert archive.read("README.md").decode() == "# 说明"
        assert resource["bytes"] == len(archive.read("figures.csv"))
        rows = pd.read_csv(archive.open("figures.csv"), keep_default_na=False)
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert list(fields) == list(COLUMNS)
    assert fields["value"] == {"name": "value", "type": "number", "title": "数值", "description": "以单位计"}
    assert (fields["published"]["type"], fields["start"]["type"]) == ("date", "integer")
    assert set(rows["indicator"]) == {'=1,"2"\n3'}  # the words as they are


def test_a_damaged_package_is_not_valid(tmp_path, frame):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed (extra: test)")
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    exports.write(frame, good)
    with ZipFile(good) as source, ZipFile(bad, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b",480,", b",many,"))
    assert not frictionless.validate(bad).valid


@pytest.mark.parametrize("room", ["batches", "files", "packages", "sheets", "texts"])
def test_examples(room):
    assert doctest.testmod(importlib.import_module(f"extract.exports.{room}")).failed == 0
