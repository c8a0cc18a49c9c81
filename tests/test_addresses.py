"""From shared storage to the dashboard: articles by pattern and address in, whole parts of Parquet out."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import fsspec
import pandas as pd
import pytest
from fsspec.registry import known_implementations
from typer.testing import CliRunner

import extract
from extract import cli, exports
from extract.claims import DATES, to_frame
from extract.exports import folders
from extract.library import Library, PublishedFigures
from extract.reading import Document, Unread, addresses, read_inputs

ROOT = Path(__file__).parent.parent
DOCUMENTS = 200
TEXTS = [f"大足区珠溪镇有{number}个村，今年建成厂房{number + 3}座。" for number in range(DOCUMENTS)]


@pytest.fixture
def storage():
    """A place that only fsspec reaches, with two hundred articles and what is no article."""
    files = fsspec.filesystem("memory")
    for number, text in enumerate(TEXTS):
        files.pipe_file(f"/news/2024/{number:03d}.txt", text.encode())
    files.pipe_file("/news/2024/.hidden.txt", "有3人".encode())
    files.pipe_file("/news/2024/deep/page.md", "有5人".encode())
    yield files
    files.rm("/", recursive=True)


def run(*words: str):
    return CliRunner().invoke(cli.app, list(words))


def said(done) -> str:
    """What a command said, without the frame that is drawn around it."""
    return re.sub(r"[\s│]+", " ", done.output)


@pytest.mark.parametrize("target", ["{}/parts/", "file://{}/parts/", "memory://parts/"])
def test_two_hundred_documents_of_a_bucket_come_out_as_parts_that_the_dashboard_reads(
    storage, tmp_path, monkeypatch, target
):
    monkeypatch.setattr(folders, "PART_ROWS", 90)
    target = target.format(tmp_path)
    done = run("extract", "memory://news/2024/*.txt", "-o", target)
    assert done.exit_code == 0, done.output
    expected = extract.figures(
        Document(f"memory://news/2024/{number:03d}.txt", text) for number, text in enumerate(TEXTS)
    )
    selection = PublishedFigures(f"{target}*.parquet").select()
    pd.testing.assert_frame_equal(selection.frame().drop(columns="review"), expected)
    assert len(fsspec.open_files(f"{target}*")) == -(-len(expected) // 90)
    again = run("extract", "memory://news/2024/*.txt", "-o", target)
    assert again.exit_code == 2
    assert "earlier run" in said(again)


@pytest.mark.parametrize(
    ("given", "count"),
    [("memory://news/2024/", 201), ("memory://news/**", 201), ("memory://news/2024/00?.txt", 10)],
)
def test_patterns_and_folders_of_a_bucket(storage, given, count):
    found = list(read_inputs([given]))
    assert len(found) == count
    assert all(isinstance(one, Document) for one in found)
    assert found[0].doc_id == "memory://news/2024/000.txt"


def test_patterns_of_the_disk_are_as_a_shell_has_them(tmp_path):
    for name in ("b.txt", "a.txt", ".c.txt", "[x].txt", "deep/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("有3人", "utf-8")

    def names(given: str) -> list[str]:
        return [Path(one.doc_id).name for one in read_inputs([given])]

    assert names(f"{tmp_path}/*.txt") == ["[x].txt", "a.txt", "b.txt"]
    assert names(f"{tmp_path}/**/*.txt") == ["[x].txt", "a.txt", "b.txt", "d.txt"]
    assert names(f"{tmp_path}/[x].txt") == ["[x].txt"]
    assert names(f"file://{tmp_path}/?.txt") == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("memory://news/none.txt", "no such file; check the address"),
        ("memory://news/none-*.txt", "no such file; check the address"),
        ("nowhere-*.txt", "no such file or folder; check the path"),
        ("qq://news/*.txt", "cannot be reached (Protocol not known: qq); give an address such as s3://"),
    ],
)
def test_what_is_not_there_is_named(storage, given, message):
    (found,) = read_inputs([given])
    assert isinstance(found, Unread)
    assert str(found).startswith(f"{given}: {message}")


def test_a_storage_whose_reader_is_not_installed_is_named_with_what_to_install(monkeypatch, tmp_path):
    missing = {"class": "baoshu_no_such_module.Files", "err": "Install it"}
    monkeypatch.setitem(known_implementations, "s9", missing)
    (found,) = read_inputs(["s9://news/*.txt"])
    told = "s9://news/*.txt: what reads such addresses is not installed; run: pip install baoshu_no_such_module"
    assert str(found) == told
    done = run("extract", str(ROOT / "data" / "articles"), "-o", "s9://out/")
    assert done.exit_code == 2
    assert "pip install baoshu_no_such_module" in said(done)


def test_a_storage_that_refuses_is_named_with_its_reason(storage, monkeypatch):
    def refuse(*_: object, **__: object):
        raise RuntimeError("no credentials")

    monkeypatch.setattr(type(storage), "cat_file", refuse)
    (found,) = read_inputs(["memory://news/2024/000.txt"])
    assert "cannot be read (RuntimeError: no credentials); check the address" in str(found)
    monkeypatch.setattr(type(storage), "pipe_file", refuse)
    done = run("extract", str(ROOT / "data" / "articles"), "-o", "memory://out/")
    assert done.exit_code == 1
    assert "memory://out/: cannot be written (RuntimeError: no credentials" in said(done)


@pytest.mark.parametrize("name", ["memory://out.parquet", "none/parts/"])
def test_a_place_that_takes_no_parts_is_refused_before_anything_is_read(monkeypatch, tmp_path, name):
    monkeypatch.chdir(tmp_path)
    done = run("extract", "memory://never/asked.txt", "-o", name)
    assert done.exit_code in (1, 2)
    assert name in said(done)
    assert "asked.txt" not in done.output


def test_hosts_stay_in_the_names_of_what_a_pattern_finds():
    class Files:
        def unstrip_protocol(self, path: str) -> str:
            return f"kept://{path}"

    for address, given, path, name in (
        ("sftp://host/news/*.txt", "/news/*.txt", "/news/a.txt", "sftp://host/news/a.txt"),
        ("s3://news/2024/", "news/2024", "news/2024/a.txt", "s3://news/2024/a.txt"),
        ("simplecache::s3://news/*", "news/*", "news/a.txt", "simplecache::s3://news/a.txt"),
        ("https://x.org/*.html", "https://x.org/*.html", "https://x.org/a.html", "https://x.org/a.html"),
        ("abfs://news@account/*", "news/*", "news/a.txt", "kept://news/a.txt"),
    ):
        assert addresses._address_of(Files(), path, address, given) == name


def test_the_library_knows_a_file_of_a_bucket_again(storage, tmp_path):
    library = Library.open(tmp_path / "library")
    assert len(library.add(["memory://news/2024/00*.txt"]).added) == 10
    assert len(library.add(["memory://news/2024/"]).unchanged) == 10
    storage.pipe_file("/news/2024/003.txt", "大足区有9个村。".encode())
    assert library.add(["memory://news/2024/003.txt"]).replaced == ("memory://news/2024/003.txt",)
    assert library.documents()["source"].tolist() == library.documents()["doc_id"].tolist()


def test_a_pattern_over_the_library_passes_over_its_own_files(tmp_path):
    (tmp_path / "a.txt").write_text("有3人", "utf-8")
    library = Library.open(tmp_path / "library")
    for _ in range(2):
        added = library.add([f"{tmp_path}/*"])
        assert (len(added.added) + len(added.unchanged), added.unread) == (1, ())


def claims_of(number: int):
    return extract.read(Document(f"d{number}", TEXTS[number % DOCUMENTS])).claims


def test_parts_end_with_a_document_and_nothing_read_is_an_empty_part(monkeypatch, tmp_path):
    monkeypatch.setattr(folders, "PART_ROWS", 3)
    documents = [claims_of(number) for number in range(5)]
    assert exports.write_parts(documents, f"{tmp_path}/some") == 3
    parts = [pd.read_parquet(path) for path in sorted((tmp_path / "some").iterdir())]
    assert [part["doc_id"].unique().tolist() for part in parts] == [["d0", "d1"], ["d2", "d3"], ["d4"]]
    assert exports.write_parts([(), ()], f"{tmp_path}/empty") == 1
    assert PublishedFigures(f"{tmp_path}/empty/*.parquet").select().count() == 0
    assert exports.write_parts([], f"{tmp_path}/none") == 0


ENDLESS = """
import sys
from itertools import count
import test_addresses as here
from extract.exports import folders
folders.PART_ROWS = 2
claims = here.claims_of(1)
folders.write_parts((claims for _ in count()), sys.argv[1])
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_run_that_is_killed_leaves_only_whole_parts(tmp_path):
    path = os.pathsep.join((str(Path(__file__).parent), str(ROOT)))
    parts = tmp_path / "parts"
    run = subprocess.Popen([sys.executable, "-c", ENDLESS, str(parts)], env=os.environ | {"PYTHONPATH": path})
    try:
        while not parts.exists() or len(list(parts.glob("*.parquet"))) < 20:
            assert run.poll() is None
            time.sleep(0.001)
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
    names = sorted(path.name for path in parts.glob("*.parquet"))
    assert names == [f"part-{number:05d}.parquet" for number in range(1, len(names) + 1)]
    expected = to_frame(claims_of(1)).drop(columns=[*DATES])
    for name in names:
        part = pd.read_parquet(parts / name)
        pd.testing.assert_frame_equal(part.drop(columns=[*DATES]).astype(expected.dtypes), expected)
    assert PublishedFigures(f"{parts}/*.parquet").select().count() == len(names) * len(expected)
