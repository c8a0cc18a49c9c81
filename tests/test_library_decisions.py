"""Names of indicators and judgements of findings: append-only, what stands now, and libraries made before them."""

import sqlite3
from contextlib import closing

import pytest

from extract.library import Library, LibraryError, catalogue, schema


@pytest.fixture
def library(tmp_path) -> Library:
    return Library.open(tmp_path / "library")


def names(library: Library) -> dict[tuple[str, str], str]:
    rows = library.indicator_names().itertuples()
    return {(row.indicator, row.unit): row.name for row in rows}


def test_wordings_gather_under_one_name(library):
    library.name_indicators(
        [("粮食产量", "吨"), ("粮食总产量", "吨"), ("粮食产量", "吨")], " 粮食产量 ", "王", "同一指标"
    )
    library.name_indicators([("粮食总产", "吨")], "粮食产量", "李")
    frame = library.indicator_names()
    assert list(frame.columns) == ["indicator", "unit", "name", "who", "made"]
    assert frame[["indicator", "unit", "name", "who"]].values.tolist() == [
        ["粮食产量", "吨", "粮食产量", "王"],
        ["粮食总产量", "吨", "粮食产量", "王"],
        ["粮食总产", "吨", "粮食产量", "李"],
    ]
    assert frame["made"].dtype == "datetime64[s]"


def test_the_same_words_of_another_unit_are_another_wording(library):
    library.name_indicators([("产量", "吨")], "粮食产量")
    assert names(library) == {("产量", "吨"): "粮食产量"}


def test_an_empty_name_splits_off_and_undo_takes_back_one_act_at_a_time(library):
    library.name_indicators([("产量", "吨"), ("总产量", "吨")], "甲")
    library.name_indicators([("产量", "吨")], "乙")
    library.name_indicators([("产量", "吨")], "")
    assert names(library) == {("总产量", "吨"): "甲"}
    library.undo_naming("王")
    assert names(library) == {("总产量", "吨"): "甲", ("产量", "吨"): "乙"}
    library.undo_naming()
    assert names(library) == {("产量", "吨"): "甲", ("总产量", "吨"): "甲"}
    library.undo_naming()
    assert library.indicator_names().empty
    with pytest.raises(ValueError, match="no indicator has a name to take back"):
        library.undo_naming()


def test_a_name_given_after_an_undo_stands(library):
    library.name_indicators([("产量", "吨")], "甲")
    library.undo_naming()
    library.name_indicators([("产量", "吨")], "丙")
    assert names(library) == {("产量", "吨"): "丙"}


@pytest.mark.parametrize("wordings", [[], [("", "吨")]], ids=["none", "blank"])
def test_a_name_without_wordings_is_refused(library, wordings):
    with pytest.raises(ValueError, match="a name needs wordings"):
        library.name_indicators(wordings, "甲")
    assert library.indicator_names().empty


def test_the_latest_judgement_of_a_finding_stands(library):
    library.judge("sum:a", "error", "王", "少一项")
    library.judge("sum:b", "fine")
    library.judge("sum:a", "fine", "李")
    assert library.judgements()[["finding", "decision", "who", "note"]].values.tolist() == [
        ["sum:b", "fine", "", ""],
        ["sum:a", "fine", "李", ""],
    ]
    library.judge("sum:a", "")
    assert library.judgements()["finding"].tolist() == ["sum:b"]


@pytest.mark.parametrize(("finding", "decision"), [("sum:a", "maybe"), ("", "fine")])
def test_a_judgement_that_does_not_fit_is_refused(library, finding, decision):
    with pytest.raises(ValueError, match="a judgement"):
        library.judge(finding, decision)
    assert library.judgements().empty


def test_decisions_are_seen_by_others_and_change_the_stamp(library):
    stamps = [library.stamp()]
    other = Library.open(library.folder)
    other.name_indicators([("产量", "吨")], "甲")
    stamps.append(library.stamp())
    other.judge("sum:a", "fine")
    stamps.append(library.stamp())
    other.undo_naming()
    stamps.append(library.stamp())
    assert len(set(stamps)) == 4


@pytest.mark.parametrize("table", ["namings", "judgements"])
def test_decisions_cannot_be_changed_even_by_hand(library, table):
    library.name_indicators([("产量", "吨")], "甲")
    library.judge("sum:a", "fine")
    with closing(sqlite3.connect(library.folder / catalogue.NAME)) as connection:
        for statement in (f"UPDATE {table} SET who = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def make_first_edition(folder) -> None:
    """A library as Baoshu 0.1 made it, with one review in its record."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / catalogue.NAME)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(schema.FIRST)
        connection.execute("INSERT INTO library VALUES ('old', 7)")
        connection.execute(
            "INSERT INTO reviews (figure_id, decision, field, old, new, who, note, made, doc_id, quantity, sentence)"
            " VALUES ('f', 'accepted', '', '', '', '王', '', '2026-01-02T03:04:05', 'a', '3人', '有3人')"
        )
        connection.execute(f"PRAGMA application_id = {catalogue.APPLICATION}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()


def test_an_older_library_is_brought_up_to_date_with_all_it_holds(tmp_path):
    make_first_edition(tmp_path / "library")
    library = Library.open(tmp_path / "library")
    library.judge("sum:a", "fine")
    assert library.reviews()["who"].tolist() == ["王"]
    assert library.stamp().startswith("old-7-1-")
    assert library.verify() == ()
    assert Library.open(library.folder).judgements()["finding"].tolist() == ["sum:a"]


def test_a_failure_on_the_way_leaves_the_older_library_as_it_was(tmp_path, monkeypatch):
    make_first_edition(tmp_path / "library")
    monkeypatch.setattr(catalogue, "EDITIONS", (schema.FIRST, schema.SECOND + "CREATE TABLE reviews (x);\n"))
    with pytest.raises(LibraryError, match="already exists"):
        Library.open(tmp_path / "library")
    monkeypatch.undo()
    with closing(sqlite3.connect(tmp_path / "library" / catalogue.NAME)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "reviews" in tables
    assert "namings" not in tables
    assert Library.open(tmp_path / "library").reviews()["who"].tolist() == ["王"]
