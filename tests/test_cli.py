"""The command line, run as its users run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from extract import COLUMNS, cli
from extract.explanations import describe_reason
from extract.library import Library
from extract.quantities import read_sentence
from extract.tables import read_table

TEXT = "截至2023年，全区流转土地480余亩，处置率从20%提升到90%，第五届大赛报名。"
RUN = CliRunner(env={"BAOSHU_LIBRARY": None, "COLUMNS": "200"})


def _run(*arguments, stdin=None):
    return RUN.invoke(cli.app, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_extract_writes_the_table_that_its_ending_names(article, tmp_path):
    for ending, read in (("csv", pd.read_csv), ("parquet", pd.read_parquet)):
        out = tmp_path / f"f.{ending}"
        assert _run("extract", article, "-o", out, "--date", "2024-04-10").exit_code == 0
        frame = read(out)
        assert list(frame.columns) == list(COLUMNS)
        assert list(frame["quantity"]) == ["480余亩", "90%"]
        assert set(frame["doc_id"]) == {str(article)}
        assert {str(day)[:10] for day in frame["published"]} == {"2024-04-10"}
        assert [TEXT[row.start : row.end] for row in frame.itertuples()] == ["480余亩", "90%"]


def test_extract_shows_a_table_on_the_screen(article):
    result = _run("extract", article)
    assert result.exit_code == 0
    for words in ("480余亩", "流转土地", "> 480 亩", "from 20", "2 figures"):
        assert words in result.output


def test_extract_reads_standard_input():
    result = _run("extract", "-", stdin=json.dumps({"id": "x", "text": TEXT}))
    assert result.exit_code == 0
    assert "480余亩" in result.output


def test_what_cannot_be_read_is_told_and_the_rest_is_read(article, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    out = tmp_path / "f.jsonl"
    result = _run("extract", tmp_path / "empty.txt", "/no/such/file", article, "-o", out)
    assert result.exit_code == 1
    assert "empty.txt: the file is empty" in result.stderr
    assert "/no/such/file: no such file" in result.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_nothing_is_written_where_nothing_was_read(tmp_path):
    out = tmp_path / "f.csv"
    out.write_text("old")
    assert _run("extract", "/no/such/file", "-o", out).exit_code == 1
    assert out.read_text() == "old"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "a.txt", "-o", "f.doc"],
        ["extract", "a.txt", "-o", "/no/such/folder/f.csv"],
        ["extract", "a.txt", "--date", "soon"],
        ["extract", "a.txt", "--date", "2024-02-30"],
        ["explain"],
        ["score"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2(arguments):
    result = _run(*arguments)
    assert result.exit_code == 2
    assert "Error" in result.stderr or "Usage" in result.output


def test_explain_tells_of_every_number_in_order():
    result = _run("explain", TEXT, "--date", "2024-04-10")
    assert result.exit_code == 0
    table = result.output.split("\n", 2)[2]
    places = [table.index(words) for words in ("2023年", "480余亩", "20%", "90%", "五 ")]
    assert places == sorted(places)
    assert all(words in table for words in ("日期 · date", "流转土地 = > 480 亩", "↑ from 20", "序号 · ordinal"))


def test_explain_reads_standard_input_and_says_when_there_is_no_number():
    assert "480余亩" in _run("explain", "-", stdin=TEXT).output
    assert "No number" in _run("explain", "春暖花开").output
    assert _run("explain", "-", stdin="").exit_code == 1


def test_explain_says_how_it_takes_a_file(article):
    result = _run("explain", article)
    assert result.exit_code == 1
    assert f"baoshu explain - < {article}" in result.stderr


def test_words_in_brackets_are_no_markup():
    result = _run("explain", "[red]总数[/red]为[/]480亩")
    assert result.exit_code == 0
    assert "[red]总数[/red]为[/]480亩" in result.output


@pytest.mark.parametrize("row", read_table("reasons"), ids=[row.reason for row in read_table("reasons")])
def test_a_reason_has_words(row):
    refused = read_sentence(row.example)[1]
    assert row.reason in {one.reason for one in refused}
    assert row.zh in describe_reason(row.reason)


def test_a_text_gives_the_terminal_no_orders(tmp_path):
    name = "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe\x1b[2J.txt"
    (tmp_path / name).write_text("有3\x1b[8m人，增长5%。\r\n另有4头。", encoding="utf-8")
    for told in (
        _run("extract", tmp_path),
        _run("explain", "有3\x1b[8m人\r增长5%"),
        _run("extract", tmp_path / "\x1b[2J"),
    ):
        assert not {"\x1b", "\r", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(told.output)
        assert told.output.strip()


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the system takes no such names")
def test_a_name_in_an_older_encoding_is_read_as_chinese(tmp_path):
    path = tmp_path / os.fsdecode("你好.txt".encode("gb18030"))
    (tmp_path / os.fsdecode(b"empty\xff.txt")).write_bytes(b"")
    path.write_text(TEXT, encoding="utf-8")
    result = _run("extract", tmp_path, "-o", tmp_path / "f.csv")
    assert set(pd.read_csv(tmp_path / "f.csv")["doc_id"]) == {str(tmp_path / "你好.txt")}
    assert "empty\N{REPLACEMENT CHARACTER}.txt: the file is empty" in result.stderr
    (tmp_path / "f.csv").unlink()
    _run("add", tmp_path, "--library", tmp_path / "library")
    assert "1 unchanged" in _run("add", path, "--library", tmp_path / "library").stderr


@pytest.fixture
def gold(tmp_path):
    start = TEXT.index("480余亩")
    claim = {"q": "480余亩", "v": 480, "u": "亩", "k": "area", "b": "over", "i": "流转土地", "h": "土地"}
    record = {"id": "x", "text": TEXT, "topic": ["agriculture"], "claims": [claim | {"start": start, "end": start + 5}]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def test_score_extracts_or_takes_a_table(gold, tmp_path):
    anew = _run("score", gold, "--misses", "5")
    assert anew.exit_code == 0
    assert "gold 1  predicted 2" in anew.output
    assert "90%  no figure" in anew.output
    assert _run("extract", gold, "-o", tmp_path / "f.csv").exit_code == 0
    assert _run("score", gold, "--figures", tmp_path / "f.csv", "--misses", "5").output == anew.output


def test_score_says_what_is_wrong_with_its_files(gold, tmp_path, article):
    for arguments in ([article], ["/no/gold"], [gold, "--figures", "/no/figures.csv"], [gold, "--figures", article]):
        result = _run("score", *arguments)
        assert result.exit_code == 1
        assert result.stderr.startswith("error")


def test_add_and_list(article, tmp_path):
    library = tmp_path / "library"
    assert _run("list", "--library", library).exit_code == 1
    assert "1 added" in _run("add", article, "--library", library).stderr
    assert "1 unchanged" in _run("add", article, "--library", library).stderr
    assert article.name in _run("list", "--library", library).output.replace("\n", "")
    assert _run("add", "/no/such/file", "--library", library).exit_code == 1


def test_the_library_is_kept_in_order(article, tmp_path):
    library, other = tmp_path / "library", article.parent / "other.txt"
    for command in ("remove x", "reextract", "compact", "verify", f"backup {tmp_path / 'copy'}"):
        result = _run(*command.split(), "--library", library)
        assert (result.exit_code, "no library here" in result.stderr) == (1, True)
    other.write_text("新建厂房7座。", encoding="utf-8")
    assert "2 added" in _run("add", article, other, "--library", library, "--workers", "2").stderr
    assert "0 documents read again" in _run("reextract", "--library", library).stderr
    assert "2 documents read again" in _run("reextract", "--all", "--library", library).stderr
    assert "parts became 3" in _run("compact", "--library", library).stderr
    assert "is copied to" in _run("backup", tmp_path / "copy", "--library", library).stderr
    elsewhere = _run("remove", "elsewhere/other.txt", "--library", library)
    assert f"did you mean {other}?" in elsewhere.stderr
    assert "1 removed" in _run("remove", str(other), "--library", library).stderr
    gone = _run("remove", str(other), "--library", library)
    assert (gone.exit_code, "baoshu list shows those that there are" in gone.stderr) == (1, True)
    assert _run("verify", "--library", library).stderr.startswith("no damage")
    part = next((library / "figures").iterdir())
    part.write_bytes(b"")
    damaged = _run("verify", "--library", library)
    assert damaged.exit_code == 1
    assert part.name in damaged.stderr.replace("\n", "")
    copied = _run("list", "--library", tmp_path / "copy").output.replace("\n", "")
    assert article.name in copied
    assert other.name in copied


def test_reextract_lists_the_reviews_that_lost_their_figure(article, tmp_path):
    library = Library.open(tmp_path / "library")
    library.add([article])
    figure = library.figures().iloc[0]
    library.review(figure["figure_id"], "corrected", "unit", "公顷", "王", "有误")
    library.remove([figure["doc_id"]])
    result = _run("reextract", "--library", library.folder)
    assert "1 reviews stand on no figure in view" in result.stderr
    assert all(words in result.output for words in (figure["quantity"], "unit = 公顷", "王", "有误"))


def test_a_cluster_that_is_not_there_is_named(article, tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="Dask is not installed (extra: cluster)")
    monkeypatch.setattr("extract.cluster.SCHEDULER_PATIENCE", 0.2)
    for command in (["extract"], ["add", "--library", tmp_path / "library"]):
        result = _run(*command, article, "--scheduler", "tcp://127.0.0.1:1")
        assert result.exit_code == 1
        assert "no Dask scheduler answers; start one with: dask scheduler" in result.stderr.replace("\n", " ")


def test_dashboard_starts_streamlit_on_the_library(article, tmp_path, monkeypatch):
    started = []

    def start(command, **options):
        started.append((command, options))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(cli.subprocess, "run", start)
    library = tmp_path / "library"
    assert _run("dashboard", article, "--library", library, "--port", "8765").exit_code == 0
    ((command, options),) = started
    page = Path(next(word for word in command if word.endswith("dashboard.py")))
    assert page.is_file()
    assert options["env"]["BAOSHU_LIBRARY"] == str(library)
    assert options["cwd"] == page.parent
    assert "8765" in command
    assert command[command.index("--server.address") + 1] == "127.0.0.1"
    assert article.name in _run("list", "--library", library).output.replace("\n", "")


def test_both_names_run_the_same_command():
    result = subprocess.run([sys.executable, "-m", "extract", "--version"], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("baoshu ")
