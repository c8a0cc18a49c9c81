"""The query layer against plain pandas: what filters leave, what facets count, orders, pages, what changes."""

import random
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from extract.claims import COLUMNS, Claim, Reading
from extract.library import Library
from extract.library.filters import FACET_NAMES, ORDERS, Filters, place_paths, search_terms, searchable
from extract.library.indexing import LAYOUT
from extract.reading import Document

PLACES = (
    ("大足区", "重庆市", "", "大足区"),
    ("珠溪镇", "重庆市", "", "大足区"),
    ("江北区", "重庆市", "", "江北区"),
    ("江北区", "浙江省", "宁波市", "江北区"),
    ("宁波市", "浙江省", "宁波市", ""),
    ("全国", "", "", ""),
    ("", "", "", ""),
)
WORDS = ("种植面积", "企業", "GDP", "柑橘产量", "百分比 ％", "a_b%c")
DAYS = (None, date(2022, 1, 1), date(2022, 1, 31), date(2023, 6, 30), date(2024, 12, 31))


def made_claim(chance: random.Random, doc_id: str, number: int) -> Claim:
    """A figure of random cells; ``period_end`` and other things may be unknown."""
    place, province, city, district = chance.choice(PLACES)
    start = chance.choice(DAYS)
    indicator, sentence = chance.choice(WORDS), chance.choice(WORDS)
    end = chance.choice([None, start, date(2025, 3, 1)]) if start else None
    values = {"value": chance.choice([None, 1.0, 2.5, 300.0]), "low": chance.choice([None, 7.0]), "high": None}
    known = {
        "figure_id": f"{doc_id}-{number}",
        "doc_id": doc_id,
        "publisher": chance.choice(["", "报甲", "报乙"]),
        "published": chance.choice(DAYS),
        "quantity": f"{number}个",
        "unit": chance.choice(["个", "亩", "元/亩"]),
        "base_value": chance.choice([None, 5.0]),
        "base_unit": chance.choice(["", "m2"]),
        "bound": chance.choice(["exact", "over"]),
        "kind": chance.choice(["count", "money"]),
        "measure": chance.choice(["level", "change"]),
        "direction": chance.choice(["", "rise", "fall"]),
        "topic": chance.choice(["", "health", "industry"]),
        "status": chance.choice(["actual", "planned"]),
        "indicator": indicator,
        "sentence": f"{sentence}达到{number}个，{chance.choice(WORDS)}。",
        "period_start": start,
        "period_end": end,
        "start": number,
        "end": number + 2,
    }
    empty = dict.fromkeys(COLUMNS, "") | {"from_value": None}
    return Claim(
        **(empty | known | values | {"place": place, "province": province, "city": city, "district": district})
    )


def read_made(documents):
    for document in documents:
        chance = random.Random(document.text)
        claims = tuple(made_claim(chance, document.doc_id, number) for number in range(int(document.text.split()[-1])))
        yield document, Reading(claims, ())


def add(library: Library, *texts: str) -> None:
    library.add_documents([Document(f"{text.split()[0]}.txt", text) for text in texts], "test", read_made)


CORRECTIONS = (
    ("indicator", "改正后的指标"),
    ("district", "璧山区"),
    ("period_start", "2019-05-01"),
    ("value", "9000"),
    ("unit", "只"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    """Figures of many documents, one of them gone, some accepted, rejected or corrected."""
    library = Library.open(tmp_path_factory.mktemp("selection") / "library")
    add(library, "a 40", "b 30", "c 20")
    add(library, "d 35", "e 0")
    library.remove(["b.txt"])
    for number, (field, new) in enumerate(CORRECTIONS):
        library.review(f"a.txt-{number * 3}", "corrected", field, new)
        library.select().count()  # so that each is laid over what stood before
    library.review("c.txt-1", "accepted")
    library.review("d.txt-2", "rejected")
    return library


PLACE = ["place", "province", "city", "district"]


# Plain pandas: what each facet makes of a row, and which rows fit.


def last_day(row: pd.Series) -> pd.Timestamp:
    days = (row["period_end"], row["published"], row["period_start"])
    return max(row["period_start"], next(day for day in days if pd.notna(day)))


def years_of(row: pd.Series) -> tuple[int, int]:
    return (0, 0) if pd.isna(row["period_start"]) else (row["period_start"].year, last_day(row).year)


def month_of(row: pd.Series) -> str:
    if pd.isna(row["period_start"]):
        return ""
    start, end = row["period_start"], last_day(row)
    return f"{start.month:02d}" if (start.year, start.month) == (end.year, end.month) else ""


def values_of(row: pd.Series, facet: str) -> set[str]:
    if facet == "place":
        return set(place_paths(*row[PLACE]))
    if facet == "year":
        first, last = years_of(row)
        return {str(year) for year in range(first, last + 1)} - {"0"}
    cell = {"month": month_of(row), "review": row["review"] or "unreviewed", "doc": row["doc_id"]}.get(facet)
    return {row[facet] if cell is None else cell} - {""}


def fits(row: pd.Series, filters: Filters, but: str = "") -> bool:
    words = searchable("\n".join((row["quantity"], row["indicator"], row["sentence"])))
    chosen = {name: set(getattr(filters, name)) for name in FACET_NAMES if getattr(filters, name) and name != but}
    return all(term in words for term in search_terms(filters.q)) and all(
        values_of(row, name) & wanted for name, wanted in chosen.items()
    )


def expected_counts(rows: pd.DataFrame, facet: str) -> dict[str, int]:
    values = [values_of(row, facet) for _, row in rows.iterrows()]
    offered = set().union(*values)
    if facet == "year":
        offered = {str(year) for _, row in rows.iterrows() for year in years_of(row)} - {"0"}
    return {value: sum(value in one for one in values) for value in offered}


def expected_order(rows: pd.DataFrame, order: str) -> list[str]:
    stated = rows["value"].fillna(rows["high"]).fillna(rows["low"])
    rows = rows.assign(
        comparable=rows["base_value"].fillna(stated),
        comparable_unit=rows["base_unit"].where(rows["base_unit"] != "", rows["unit"]),
        path=[max(place_paths(*one), key=len, default="") for one in rows[PLACE].itertuples(index=False)],
    )
    keys = [key.removesuffix(" DESC") for key in ORDERS[order]]
    up = [not key.endswith(" DESC") for key in ORDERS[order]]
    return rows.sort_values(keys, ascending=up, kind="stable", na_position="last")["figure_id"].tolist()


VALUES = {
    "topic": ["health", "industry", "none"],
    "place": ["重庆市", "重庆市/江北区", "浙江省/宁波市/江北区", "浙江省/宁波市", "全国", "重庆市/璧山区"],
    "year": ["2019", "2022", "2023", "2024", "x"],
    "month": ["01", "06", "05"],
    "kind": ["count", "money"],
    "measure": ["level", "change"],
    "direction": ["rise", "fall"],
    "status": ["planned"],
    "bound": ["over"],
    "unit": ["亩", "只"],
    "publisher": ["报甲"],
    "review": ["unreviewed", "corrected", "accepted", "rejected"],
    "doc": ["a.txt", "b.txt", "d.txt"],
}
CHOICES = st.builds(
    Filters,
    q=st.sampled_from(["", "面积", "企业 gdp", '"％，"', "改正后", "a_b%", "没有的词", "1个"]),
    **{
        name: st.one_of(st.just(()), st.just(()), st.lists(st.sampled_from(values), max_size=2).map(tuple))
        for name, values in VALUES.items()
    },
)


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(filters=CHOICES, order=st.sampled_from(list(ORDERS)))
def test_a_selection_is_what_plain_pandas_finds(library, filters, order):
    frame = library.figures()
    rows = frame[[fits(row, filters) for _, row in frame.iterrows()]]
    selection = library.select(filters)
    assert selection.count() == len(rows)
    assert selection.total() == len(frame)
    pd.testing.assert_frame_equal(selection.frame(), rows.reset_index(drop=True))
    ids = expected_order(rows, order)
    assert selection.page(order, 0, 1000)["figure_id"].tolist() == ids
    assert selection.page(order, 3, 5)["figure_id"].tolist() == ids[3:8]
    assert [selection.find(one, order) for one in ids[:2] + ids[-2:]] == [*range(len(ids))[:2], *range(len(ids))[-2:]]
    for facet, counts in selection.facets().items():
        others = frame[[fits(row, filters, but=facet) for _, row in frame.iterrows()]]
        assert counts.to_dict() == expected_counts(others, facet), facet


def test_a_facet_offers_what_leaves_as_many_figures_as_it_says(library):
    for facet, counts in library.select().facets().items():
        assert "" not in counts.index
        for value, count in counts.items():
            assert library.select(Filters(**{facet: (value,)})).count() == count, (facet, value)


def test_a_plain_name_stands_for_every_place_of_that_name(library):
    frame = library.figures()
    selection = library.select(Filters(place=("江北区",)))
    assert selection.count() == (frame["district"] == "江北区").sum()
    assert set(selection.frame()["province"]) == {"重庆市", "浙江省"}
    resolved = library.select().resolve(Filters(place=("江北区", "重庆市", "没有")))
    assert set(resolved.place) == {"重庆市/江北区", "浙江省/宁波市/江北区", "重庆市", "没有"}
    assert library.select(resolved).count() == library.select(Filters(place=("江北区", "重庆市"))).count()


def test_a_unit_with_a_stroke_is_no_path(library):
    frame = library.figures()
    assert library.select(Filters(unit=("亩",))).count() == (frame["unit"] == "亩").sum()


def test_search_finds_words_phrases_and_other_forms_of_a_character():
    assert search_terms("柑橘  面积") == ["柑橘", "面积"]
    assert search_terms("“种植 面积”") == ["种植 面积"]
    assert search_terms("企業達到３００") == ["企业达到300"]
    assert searchable("GDP(現價)") == searchable("ＧＤＰ（现价）")


def test_sql_sees_what_is_chosen_and_what_stands_beside_it(library):
    selection = library.select(Filters(review=("corrected",)))
    told = selection.ask("SELECT figure_id, review, reviewed, year_first, month, comparable FROM chosen ORDER BY n")
    assert len(told) == len(CORRECTIONS)
    assert set(told["review"]) == set(told["reviewed"]) == {"corrected"}
    assert 2019 in set(told["year_first"])
    assert selection.ask("SELECT count(*) AS n FROM figures")["n"].iloc[0] == len(library.figures())
    assert selection.ask("SELECT count(*) AS n FROM chosen WHERE unit = ?", ["只"])["n"].iloc[0] == 1


def test_a_condition_narrows_the_selection_and_its_facets(library):
    frame = library.figures()
    selection = library.select(Filters(kind=("money",))).where("measure <> 'level'")
    rows = frame[(frame["kind"] == "money") & (frame["measure"] != "level")]
    assert selection.frame()["figure_id"].tolist() == rows["figure_id"].tolist()
    others = frame[frame["measure"] != "level"]
    assert selection.facets()["kind"].to_dict() == others["kind"].value_counts().to_dict()


def test_one_figure_and_its_neighbours_are_found_whether_chosen_or_not(library):
    nothing = library.select(Filters(topic=("none",)))
    row = nothing.figure("a.txt-0").iloc[0]
    assert row["indicator"] == "改正后的指标"
    assert not nothing.holds("a.txt-0")
    assert library.select().holds("a.txt-0")
    assert not library.select().holds("gone")
    assert nothing.find("a.txt-0") is None
    assert len(nothing.neighbours(row)) == 39
    assert nothing.figures(["c.txt-1", "gone", "a.txt-2"])["figure_id"].tolist() == ["c.txt-1", "a.txt-2"]


def test_batches_hold_every_chosen_figure_once_in_the_order(library):
    selection = library.select(Filters(kind=("count",)))
    batches = list(selection.batches("largest", 7))
    assert max(map(len, batches)) == 7
    together = pd.concat(batches, ignore_index=True)
    pd.testing.assert_frame_equal(together, selection.page("largest", 0, selection.count()))
    assert [len(batch) for batch in library.select(Filters(topic=("none",))).batches()] == [0]


def same(library: Library) -> None:
    """Hold that the selection of everything is the library's figures, also as another process would open it."""
    for one in (library, Library.open(library.folder)):
        pd.testing.assert_frame_equal(one.select().frame(), library.figures())


FOUND = Filters(q="改正后")


def index_files(library: Library) -> list[Path]:
    return list((library.folder / "index").glob("*"))


def test_what_changes_is_seen_at_once_and_older_files_go(tmp_path, monkeypatch):
    monkeypatch.setattr("extract.library.indexing.SMALL", 0)  # so that files are continued, not made anew
    library = Library.open(tmp_path / "library")
    same(library)
    add(library, "a 4", "b 3")
    same(library)
    add(library, "c 2")
    same(library)
    library.remove(["a.txt"])
    same(library)
    library.review("b.txt-1", "corrected", "unit", "头")
    assert library.select(Filters(unit=("头",))).count() == 1
    library.undo("b.txt-1")
    assert library.select(Filters(unit=("头",))).count() == 0
    add(library, "a 4")
    same(library)
    add(library, "c again 5")
    same(library)
    library.remove(["a.txt", "b.txt", "c.txt"])
    same(library)
    assert len(index_files(library)) == 1


def told(library: Library, filters: Filters = FOUND) -> tuple:
    """What a library answers: its rows, what the facets count, what a search finds and the first of the pages."""
    everything, found = library.select(), library.select(filters)
    counts = {name: counts.to_dict() for name, counts in everything.facets().items()}
    return everything.frame().to_csv(), counts, found.frame().to_csv(), everything.page("indicator", 0, 20).to_csv()


def test_decisions_one_by_one_come_to_what_one_who_comes_later_sees(tmp_path):
    library, chance, ids = Library.open(tmp_path / "library"), random.Random(4), [f"a.txt-{n}" for n in range(6)]
    add(library, "a 12", "b 3")
    told(library)
    for _ in range(25):
        figure, act = chance.choice(ids), chance.choice(("accepted", "rejected", "corrected", "undo", "undo"))
        standing = library.figures().set_index("figure_id").loc[figure, "review"]
        if act != "undo":
            library.review(figure, act, *(chance.choice(CORRECTIONS) if act == "corrected" else ()))
        elif standing:
            library.undo(figure)
        same(library)
        assert told(library) == told(Library.open(library.folder))


def test_a_damaged_index_file_is_made_anew(tmp_path):
    library = Library.open(tmp_path / "library")
    add(library, "a 4")
    same(library)
    (path,) = index_files(library)
    path.write_bytes(b"not a database" * 100)
    same(Library.open(library.folder))
    path.unlink()
    same(Library.open(library.folder))


def test_a_page_that_is_still_open_keeps_what_it_saw(tmp_path):
    library = Library.open(tmp_path / "library")
    add(library, "a 4")
    before = library.select(Filters(kind=("count", "money")))
    count = before.count()
    library.review("a.txt-1", "rejected")
    library.select().count()
    add(library, "b 3")
    library.select().count()
    assert before.count() == count == 4
    assert set(before.frame()["review"]) == {""}


def test_an_empty_library_has_nothing_to_offer(tmp_path):
    library = Library.open(tmp_path / "library")
    selection = library.select(Filters(q="x", year=("2023",), place=("重庆市",)))
    assert selection.count() == 0
    assert selection.page().empty
    assert list(selection.frame().columns) == [*COLUMNS, "review"]
    assert all(counts.empty for counts in library.select().facets().values())
    assert np.sum([len(batch) for batch in selection.batches()]) == 0


def test_every_row_has_its_path(tmp_path):
    library = Library.open(tmp_path / "library")
    add(library, "a 40")
    rows = library.select().ask("SELECT path, place, province, city, district FROM chosen")
    cells = rows[["place", "province", "city", "district"]].itertuples(index=False)
    assert rows["path"].tolist() == [place_paths(*row)[-1] if any(row) else "" for row in cells]
    assert {"浙江省/宁波市/江北区", "重庆市/大足区/珠溪镇", "浙江省/宁波市", ""} <= set(rows["path"])


def test_a_corrected_figure_is_gathered_by_what_it_says_now(tmp_path):
    library = Library.open(tmp_path / "library")
    library.add_documents([Document(name, f"大足区{name}3所。") for name in ("学校", "医院")], source="test")
    school, hospital = library.figures()["figure_id"]
    library.review(hospital, "corrected", "indicator", "大足区学校")
    rows = library.select().ask("SELECT figure_id, wording, subject FROM chosen").set_index("figure_id")
    assert rows.loc[hospital, "wording"] == "学校"
    assert rows.loc[hospital, "subject"] == rows.loc[school, "subject"]


def test_a_file_of_another_layout_is_not_continued(tmp_path, monkeypatch):
    monkeypatch.setattr("extract.library.indexing.SMALL", 0)
    library = Library.open(tmp_path / "library")
    add(library, "a 4")
    same(library)
    (path,) = index_files(library)
    old = path.rename(path.with_name(path.name.replace(f"{LAYOUT}-", "1-", 1)))
    with duckdb.connect(str(old)) as connection:
        connection.execute("ALTER TABLE figures DROP COLUMN wording")
    again = Library.open(library.folder)
    assert "wording" in again.select().ask("SELECT * FROM chosen").columns


def test_of_very_many_values_those_with_most_figures_are_counted_and_those_chosen(tmp_path, monkeypatch):
    library = Library.open(tmp_path / "library")
    add(library, "a 1", "b 3", "c 2", "d 4")
    monkeypatch.setattr("extract.library.axes.MOST_COUNTED", 2)
    assert library.select().facets()["doc"].to_dict() == {"d.txt": 4, "b.txt": 3}
    chosen = library.select(Filters(doc=("a.txt", "missing"))).facets()["doc"]
    assert chosen.to_dict() == {"d.txt": 4, "b.txt": 3, "a.txt": 1}


def test_making_the_index_tells_how_far_it_is_and_only_what_is_new(tmp_path, monkeypatch):
    monkeypatch.setattr("extract.library.indexing.SMALL", 0)
    library, told = Library.open(tmp_path / "library"), []
    for text in ("a 1", "b 3", "c 2"):
        add(library, text)
    library.prepare(lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    add(library, "d 4")
    library.prepare(lambda done, of: told.append((done, of)))
    library.prepare(lambda done, of: told.append((done, of)))
    assert told[3:] == [(1, 1)]
