"""A bucket of S3, served on this machine: articles in, parts of Parquet out, the dashboard's door on them."""

import json
from pathlib import Path

import fsspec
import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner, Result

import extract
from extract import cli
from extract.library import LibraryError, PublishedFigures
from extract.reading import Document, read_inputs

moto = pytest.importorskip("moto.server", reason="moto and flask are not installed (extra: test)")
s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed (extra: test)")

ROOT = Path(__file__).parent.parent
TEXTS = [f"大足区珠溪镇有{n + 2}个村，建成厂房{n + 3}座，面积{n + 1}.5万平方米。" for n in range(12)]
NOBODY = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::locked/*"}


@pytest.fixture(scope="module")
def bucket():
    """The storage, with the bucket ``news`` of twelve articles, and ``locked``, which nobody may read or write."""
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    fsspec.config.conf["s3"] = {"key": "test", "secret": "test", "endpoint_url": f"http://{host}:{port}"}
    files = fsspec.filesystem("s3")
    for name in ("news", "locked"):
        files.mkdir(name)
    for number, text in enumerate(TEXTS):
        files.pipe_file(f"news/2024/{number:02d}.txt", text.encode())
    files.pipe_file("locked/a.txt", TEXTS[0].encode())
    files.call_s3("put_bucket_policy", Bucket="locked", Policy=json.dumps({"Statement": [NOBODY]}))
    yield files
    fsspec.config.conf.pop("s3")
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, arguments)


@pytest.fixture(scope="module")
def parts(bucket) -> str:
    """The pattern of what ``baoshu extract`` wrote into the bucket."""
    done = run("extract", "s3://news/2024/*.txt", "-o", "s3://news/figures/")
    assert done.exit_code == 0, done.output
    return "s3://news/figures/*.parquet"


def test_articles_of_a_bucket_come_to_parts_in_it(bucket, parts):
    assert [path.rpartition("/")[2] for path in bucket.find("news/figures")] == ["part-00001.parquet"]
    figures = PublishedFigures(parts).select().frame()
    assert figures["doc_id"].unique().tolist() == [f"s3://news/2024/{n:02d}.txt" for n in range(len(TEXTS))]
    expected = [words for text in TEXTS for words in extract.figures([Document("a", text)])["quantity"]]
    assert figures["quantity"].tolist() == expected
    assert [one.text for one in read_inputs(["s3://news/2024/"])] == TEXTS


def test_the_dashboard_opens_on_them(parts, monkeypatch):
    monkeypatch.setenv("BAOSHU_FIGURES", parts)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    assert not app.exception
    assert not app.error
    assert any("只读" in caption.value for caption in app.caption)
    assert str(len(PublishedFigures(parts).select().frame())) in [one.value for one in app.metric]


def test_parts_that_come_later_are_seen(bucket, parts, monkeypatch):
    figures = PublishedFigures(parts)
    stamp, count = figures.stamp(), figures.select().count()
    apart = s3fs.S3FileSystem(skip_instance_cache=True, **fsspec.config.conf["s3"])  # as another machine would
    apart.pipe_file("news/figures/part-00002.parquet", apart.cat_file("news/figures/part-00001.parquet"))
    assert figures.stamp() == stamp  # it was asked a moment ago
    monkeypatch.setattr("extract.library.published.FRESH", 0)
    assert figures.select().count() == 2 * count
    assert figures.stamp() != stamp
    apart.rm_file("news/figures/part-00002.parquet")
    assert figures.stamp() == stamp


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("s3://nosuch/a.txt", "no such file; check the address"),
        ("s3://nosuch/*.txt", "no such file; check the address"),
        ("s3://news/none/*.txt", "no such file; check the address"),
        ("s3://locked/a.txt", "cannot be read (PermissionError: Forbidden); check the address, and that you may read"),
    ],
)
def test_an_article_that_cannot_be_had_is_named(bucket, given, message):
    (found,) = read_inputs([given])
    assert str(found).startswith(f"{given}: {message}")


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("s3://nosuch/figures/", "no such bucket nosuch; make it first, or check the name"),
        ("s3://nosuch/", "no such bucket nosuch; make it first, or check the name"),
        ("s3://news/figures/", "holds Parquet files of an earlier run; empty it, or name another folder"),
        ("s3://locked/figures/", "cannot be written (PermissionError: Forbidden; check that you may write there)"),
    ],
)
def test_a_bucket_that_takes_no_parts_is_named(bucket, parts, out, message):
    done = run("extract", "s3://news/2024/00.txt", "-o", out)
    assert done.exit_code in (1, 2)
    assert message.replace(" ", "") in "".join(done.output.replace("│", "").split())
    assert not bucket.exists("nosuch")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("s3://nosuch/*.parquet", "no such file; give a pattern such as parts/*.parquet, or check the address"),
        ("s3://news/none/*.parquet", "no such file; give a pattern such as parts/*.parquet, or check the address"),
        ("s3://news/2024/00.txt", "is damaged or no Parquet file"),
        ("s3://locked/a.txt", "cannot be looked into (PermissionError: Forbidden); check the address, and that you"),
    ],
)
def test_what_the_dashboard_cannot_show_is_named(bucket, pattern, message):
    with pytest.raises(LibraryError) as told:
        PublishedFigures(pattern).select().count()
    assert str(told.value).startswith(f"{pattern}: {message}")
