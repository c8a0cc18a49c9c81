"""DESIGN's promises 1 to 3, over every sample article, over the gold texts that are there, and over made-up text."""

import random
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from promises import broken_promises

import extract
from extract.claims import DTYPES
from extract.reading import Document, read_inputs
from extract.tables import read_table

ROOT = Path(__file__).parent.parent
GOLD = ROOT.parent / "shared" / "gold"
PREFIXES = 40
STEP = 10_000  # characters of a text without an end


def sample() -> list[Document]:
    return [item for item in read_inputs([ROOT / "data" / "articles"]) if isinstance(item, Document)]


def gold_texts() -> list[Document]:
    """The documents of the gold files beside the repository; every third line of the second is held back for good."""
    page = read_inputs([GOLD / "page.gold.jsonl"])
    dev = [item for number, item in enumerate(read_inputs([GOLD / "dev.gold.jsonl"])) if number % 3 != 2]
    return [item for item in (*page, *dev) if isinstance(item, Document)]


ARTICLES = sample()


@pytest.mark.parametrize("document", ARTICLES, ids=lambda document: Path(document.doc_id).stem)
def test_promises_hold_over_the_sample(document: Document):
    assert broken_promises(document) == []


@pytest.mark.skipif(not GOLD.is_dir(), reason="no folder shared/gold beside the repository")
def test_promises_hold_over_the_gold_texts():
    broken = [line for document in gold_texts() for line in broken_promises(document)]
    assert broken == []


@pytest.mark.parametrize("turn", range(PREFIXES))
def test_promises_hold_over_every_beginning_of_an_article(turn: int):
    chance = random.Random(turn)
    document = chance.choice(ARTICLES)
    text = document.text[: chance.randrange(len(document.text))]
    assert broken_promises(Document(f"{document.doc_id}[:{len(text)}]", text, document.title)) == []


PIECES = (ROOT / "tests" / "corpus" / "pieces.txt").read_text("utf-8").splitlines()[1:]
BLANKS = ("\n", "\n\n", "\r\n", " ", "\t", "\u3000", "\u2028", "\u202e", "\u200f", "\u200b", "\ufeff", "\u0301", "\x00")
SURFACES = [row.surface for row in read_table("units")] + [row.surface for row in read_table("hedges", key="")]
IDIOMS = [row.word for row in read_table("not_numbers")]
pieces = st.one_of(
    *(st.sampled_from(line.split()) for line in [PIECES[0], *PIECES]),
    *(st.sampled_from(words) for words in (BLANKS, SURFACES, IDIOMS)),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(exclude_categories=["Cs"]),
)
texts = st.lists(pieces, max_size=40).map("".join)
dates = st.none() | st.dates(date(1949, 10, 1), date(2100, 1, 1))
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@given(texts, dates)
@example("٣万", None)
@example("产值35\t億元，１\u3000万人", None)
@settings(relaxed, max_examples=400)
def test_promises_hold_over_text_made_of_numbers_and_signs(text: str, published: date | None):
    assert broken_promises(Document("made", text, "", "", published)) == []


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(relaxed, max_examples=100)
def test_promises_hold_over_any_text(text: str):
    assert broken_promises(Document("any", text, text[:9])) == []


@given(data=st.data())
@settings(relaxed, max_examples=40)
def test_promises_hold_over_articles_that_were_damaged(data: st.DataObject):
    text = data.draw(st.sampled_from(ARTICLES)).text
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + data.draw(texts) + text[place + data.draw(st.integers(0, 30)) :]
    assert broken_promises(Document("damaged", text)) == []


@given(made=st.lists(texts, max_size=3))
@settings(relaxed, max_examples=20)
def test_the_table_has_its_columns_and_types_whatever_is_read(made: list[str]):
    frame = extract.figures(Document(f"made-{number}", text) for number, text in enumerate(made))
    assert tuple(frame.columns) == extract.COLUMNS
    assert all(frame[column].dtype == pd.api.types.pandas_dtype(dtype) for column, dtype in DTYPES.items())
    assert frame["figure_id"].notna().all()


# Each is one sentence to the reader, or none: what a quadratic rule chokes on.
ENDLESS = {
    "prose": "合作社流转土地480余亩，果农每亩增收300至500元，",
    "digits": "1234567890",
    "numerals": "一二三百千万亿半",
    "commas": "1,031、",
    "lines": "产值达到50万元\n",
    "brackets": "（（“《",
    "hedges": "约近超过不足",
    "years": "2023年1月至",
    "quotes": "“他说，",
    "places": "大足区珠溪镇",
    "blanks": " \u3000",
}


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS.keys())
def test_promises_hold_over_a_text_without_an_end(words: str):
    """What it costs is not a test's to say: `bench/speed --growth` prints it for shapes like these."""
    assert broken_promises(Document("endless", words * (STEP // len(words)))) == []


@pytest.mark.slow
def test_a_megabyte_without_a_full_stop_is_read():
    text = ENDLESS["prose"] * (1_000_000 // len(ENDLESS["prose"].encode()))
    reading = extract.read(Document("endless", text))
    assert len(reading.claims) == 2 * text.count("480余亩")
