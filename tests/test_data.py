"""The sample in data/: every article has its front-matter, and where it has gold rows they say what the text says."""

import json
import re
from pathlib import Path

import pytest

from extract import COLUMNS
from extract.exports import read_figures
from extract.reading import read_inputs
from extract.reading.front_matter import read_front_matter

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "data" / "articles").glob("*.md"))
GOLD = [json.loads(line) for line in (ROOT / "data" / "gold.jsonl").read_text("utf-8").splitlines()]
CLAIMS = [(document, claim) for document in GOLD for claim in document["claims"]]
QUANTITIES = {"area", "length", "mass", "volume", "energy", "power", "speed", "temperature", "duration"}
KINDS = {"count", "money", "share", "point", "multiple", "rank", "other"} | QUANTITIES
BOUNDS = {"exact", "about", "over", "under", "range"}
FIELDS = {"start", "end", "q", "v", "lo", "hi", "u", "k", "b", "m", "d", "f", "base", "i", "h", "p", "t", "s", "per"}
DAY = r"\d{4}(?:-(?:\d{2}(?:-\d{2})?|Q[1-4]))?"
PERIOD = re.compile(rf"{DAY}(?:/(?:{DAY}|\.\.))?")


def table(name: str) -> list[list[str]]:
    """The rows of a table of ``extract/tables`` without its comments and its heading."""
    lines = (ROOT / "extract" / "tables" / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def identity(document: dict) -> str:
    return Path(document["id"]).stem


def claim_name(case: object) -> str:
    return f"{case['q']}@{case['start']}" if "q" in case else identity(case)


each_document = pytest.mark.parametrize("document", GOLD, ids=identity)
each_claim = pytest.mark.parametrize(("document", "claim"), CLAIMS, ids=claim_name)
each_article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


def test_gold_lines_are_of_articles_in_their_order() -> None:
    named = [document["id"] for document in GOLD]
    assert named == sorted(set(named))
    assert set(named) <= {path.relative_to(ROOT).as_posix() for path in ARTICLES}


def test_the_readme_says_how_many_articles_there_are_and_how_many_have_gold_rows() -> None:
    page = (ROOT / "data" / "README.md").read_text("utf-8")
    told = re.search(r"(\d+) short articles.*?(\d+) of them", page, re.DOTALL)
    assert told.groups() == (str(len(ARTICLES)), str(len(GOLD)))


@each_document
def test_the_program_reads_what_gold_holds(document: dict) -> None:
    (read,) = read_inputs([ROOT / document["id"]])
    published = read.published.isoformat() if read.published else None
    assert (read.text, read.title, read.publisher) == (document["text"], document["title"], "报数样例")
    assert (document["publisher"], document["date"]) == (read.publisher, published)


@each_article
def test_article_tells_its_source_and_opens_with_its_title(path: Path) -> None:
    (read,) = read_inputs([path])
    head = read_front_matter(read.text)
    body = read.text[head.end :].strip()
    assert read.publisher == "报数样例"
    assert head.source.startswith("事实取自")
    assert body.startswith(f"# {read.title}\n")
    assert 250 <= len(re.sub(r"\s", "", body)) <= 700


@each_document
def test_gold_spans_are_in_order_and_outside_the_front_matter(document: dict) -> None:
    ends = [read_front_matter(document["text"]).end]
    for claim in document["claims"]:
        assert ends[-1] <= claim["start"] < claim["end"]
        ends.append(claim["end"])


@each_claim
def test_gold_row_is_whole(document: dict, claim: dict) -> None:
    assert document["text"][claim["start"] : claim["end"]] == claim["q"]
    assert claim.keys() <= FIELDS | {"who", "opt"}
    assert claim["k"] in KINDS
    assert claim.get("b", "exact") in BOUNDS
    assert claim.get("m", "level") in {"level", "change", "gap"}
    assert claim.get("d", "") in {"", "rise", "fall"}
    assert claim.get("s", "actual") in {"actual", "planned"}
    assert PERIOD.fullmatch(claim.get("t", "2024"))
    assert claim.get("opt") or ("v" in claim) != (claim.get("b") == "range")
    assert claim.get("lo", 0) <= claim.get("hi", 0)


@each_claim
def test_gold_row_speaks_the_words_of_its_article(document: dict, claim: dict) -> None:
    assert claim.get("opt") or claim["i"]
    assert claim["h"] in claim["i"]
    assert claim["h"] in document["text"]
    assert claim.get("who", "") in document["text"]


def test_all_topics_are_there() -> None:
    topics = {row[0] for row in table("topics.tsv")}
    assert topics == {topic for document in GOLD for topic in document["topic"]}


def test_at_least_25_districts_and_counties_are_there() -> None:
    counties = {row[1] for row in table("places.tsv") if len(row[0]) == 6 and not row[0].endswith("00")}
    named = {claim.get("p", document["place"]) for document, claim in CLAIMS if not claim.get("opt")}
    assert len(named & counties) >= 25


def test_many_years_are_there() -> None:
    assert len({document["date"][:4] for document in GOLD if document["date"]}) >= 10


def test_the_figures_on_disk_are_rows_of_the_articles():
    figures = read_figures(ROOT / "data" / "figures.csv")
    assert tuple(figures.columns) == COLUMNS
    assert set(figures["doc_id"]) <= {path.relative_to(ROOT).as_posix() for path in ARTICLES}
    for row in figures.itertuples():
        assert (ROOT / row.doc_id).read_text("utf-8")[int(row.start) : int(row.end)] == row.quantity
