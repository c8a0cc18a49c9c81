"""Any number of figures out of the sample's real ones, for measuring: whole articles drawn again and again, with other
names, days, places, amounts and words, so that what repeats repeats as often as in news. The seed is fixed."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from extract.claims import COLUMNS, DTYPES, Reading
from extract.exports import read_figures
from extract.library import Library, catalogue, shelf
from extract.library.moments import utc_now
from extract.library.parts import FIGURES, REFUSALS, TEXTS, Parts, make_part, put_parts
from extract.reading import Document
from extract.tables import read_table

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "figures.csv"
BATCH = 40_000  # figures of one part
PUBLISHERS = 300
DAYS = ("2012-01-01", "2026-06-30")
TAIL = 14  # characters of another sentence that make a sentence its own


def sample() -> pd.DataFrame:
    """The figures of the sample articles with the types of the table."""
    cells = read_figures(SAMPLE)[list(COLUMNS)]
    return (
        cells.mask(cells == "")
        .astype({name: kind for name, kind in DTYPES.items() if "string" not in kind})
        .assign(**{name: cells[name].astype("string[pyarrow]") for name, kind in DTYPES.items() if "string" in kind})
    )


def counties() -> pd.DataFrame:
    """Every county with its city and province: adcode, place, province, city, district."""
    names = {row.code: row.name for row in read_table("places", key="code")}
    rows = [
        (code, name, names[code[:2]], names.get(code[:4], ""), name) for code, name in names.items() if len(code) == 6
    ]
    return pd.DataFrame(rows, columns=["adcode", "place", "province", "city", "district"], dtype="string[pyarrow]")


class Maker:
    """Draws articles of the sample anew, each time as another article."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = np.random.default_rng(seed)
        self.rows = sample()
        names = self.rows["doc_id"].to_numpy(dtype=object)
        ends = [*np.flatnonzero(names[1:] != names[:-1]) + 1, len(names)]
        self.articles = list(pairwise([0, *ends]))
        self.places = counties()
        self.made = 0

    def draw(self, count: int) -> pd.DataFrame:
        """About ``count`` figures of new articles, in the order of their texts."""
        drawn = self.chance.integers(len(self.articles), size=count * len(self.articles) // len(self.rows) + 1)
        index = np.concatenate([np.arange(*self.articles[one]) for one in drawn])
        sizes = [self.articles[one][1] - self.articles[one][0] for one in drawn]
        article = np.repeat(np.arange(len(drawn)), sizes)
        self.made += len(drawn)
        return self._rename(self.rows.take(index).reset_index(drop=True), article, len(drawn))

    def _rename(self, rows: pd.DataFrame, article: np.ndarray, articles: int) -> pd.DataFrame:
        names = self._text(np.arange(self.made - articles, self.made))
        days = pd.to_datetime(list(DAYS)).to_numpy("datetime64[D]").astype("int64")
        day = self.chance.integers(*days, size=articles).astype("datetime64[D]").astype("datetime64[s]")
        publisher = self._text(np.minimum(self.chance.zipf(1.3, articles), PUBLISHERS))
        other = rows["sentence"].to_numpy()[self.chance.integers(len(rows), size=len(rows))]
        same = rows.groupby([article, rows["sentence"].to_numpy()], sort=False).ngroup().to_numpy()
        tails = pd.Series(other[same], dtype="string[pyarrow]").str[:TAIL]
        keys = self.chance.integers(2**63, size=len(rows))
        return self._move(rows, article, articles).assign(
            figure_id=pd.Series([f"{key:016x}" for key in keys], dtype="string[pyarrow]"),
            doc_id="made-" + names.take(article).reset_index(drop=True) + ".md",
            title=rows["title"] + names.take(article).reset_index(drop=True),
            publisher="报社" + publisher.take(article).reset_index(drop=True),
            published=day[article],
            sentence=rows["sentence"] + tails,
            indicator=rows["indicator"].where(self.chance.random(len(rows)) < 0.7, tails.str[:3] + rows["indicator"]),
            value=(rows["value"] * self.chance.lognormal(sigma=0.5, size=len(rows))).round(2),
        )[list(COLUMNS)]

    def _move(self, rows: pd.DataFrame, article: np.ndarray, articles: int) -> pd.DataFrame:
        """Where the figure has a county, another one: for all figures of an article the same; some have many."""
        drawn = np.minimum(self.chance.zipf(1.15, articles), 10**9) * 7919 % len(self.places)
        there = self.places.take(drawn[article]).reset_index(drop=True)
        has_county = rows["district"] != ""
        return rows.assign(**{name: there[name].where(has_county, rows[name]) for name in there})

    @staticmethod
    def _text(numbers: np.ndarray) -> pd.Series:
        return pd.Series(numbers).astype("string[pyarrow]")


def parts(count: int, seed: int = 1) -> Iterator[pa.Table]:
    """Yield ``count`` figures in tables as the library's parts hold them."""
    maker = Maker(seed)
    while count > 0:
        frame = maker.draw(min(BATCH, count)).head(count)
        count -= len(frame)
        yield pa.Table.from_pandas(frame, FIGURES, preserve_index=False)


def fill(library: Library, count: int) -> None:
    """Put ``count`` figures into a library as if their articles had been read; the texts are the sentences."""
    for figures in parts(count):
        frame = figures.select(["doc_id", "title", "publisher", "published", "sentence"]).to_pandas()
        documents = [_document(doc_id, rows) for doc_id, rows in frame.groupby("doc_id", sort=False)]
        texts = pa.table({"doc_id": [one.doc_id for one, _ in documents], "text": [one.text for one, _ in documents]})
        parts_made = [
            make_part("documents", texts.cast(TEXTS)),
            make_part("figures", figures),
            make_part("refusals", REFUSALS.empty_table()),
        ]
        with catalogue.writing(library.folder / catalogue.NAME) as connection:
            put_parts(library.folder, parts_made)
            batch = shelf.list_batch(connection, Parts(*(part.name for part in parts_made)), len(documents))
            for position, (document, number) in enumerate(documents):
                reading = Reading((None,) * number, ())
                spot = shelf.Spot(batch, position)
                shelf.list_document(connection, shelf.entry_of(document, "made"), reading, spot, utc_now())
            shelf.mark_changed(connection)


def _document(doc_id: str, rows: pd.DataFrame) -> tuple[Document, int]:
    first = rows.iloc[0]
    text = first["title"] + "\n\n" + "\n".join(dict.fromkeys(rows["sentence"]))
    return Document(doc_id, text, first["title"], first["publisher"], first["published"]), len(rows)
