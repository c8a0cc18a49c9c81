"""The library: what was added once is there once, what was decided is kept, and damage is named."""

import os
import re
import sqlite3
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from library_texts import add, quantities, read, read_each

from extract.claims import COLUMNS, to_frame
from extract.library import Added, Library, LibraryError, errors, reviews
from extract.library.additions import find_sources
from extract.reading import Document, Unread


@pytest.fixture
def library(tmp_path) -> Library:
    return Library.open(tmp_path / "library")


# Bringing in


def test_an_empty_library_has_every_column(library):
    figures = library.figures()
    assert list(figures.columns) == [*COLUMNS, "review"]
    assert {name: figures[name].dtype for name in COLUMNS} == {name: to_frame([])[name].dtype for name in COLUMNS}
    assert library.ask("SELECT count(*) AS n FROM figures")["n"].tolist() == [0]
    assert library.documents().empty
    assert library.verify() == ()


def test_figures_come_back_as_they_were_extracted(library):
    documents = [
        Document("a", "有3人和4头。", "标题", "", date(2024, 1, 2)),
        Document("b", "无。"),
        Document("c", "5亩"),
    ]
    library.add_documents(documents, read=read_each)
    made = to_frame(claim for document in documents for claim in read(document).claims)
    pd.testing.assert_frame_equal(library.figures().drop(columns="review"), made)
    pd.testing.assert_frame_equal(Library.open(library.folder).figures().drop(columns="review"), made)


def test_the_same_text_again_changes_nothing(library):
    add(library, ("a", "3人"), ("b", "4头"))
    stamp = library.stamp()
    again = add(library, ("a", "3人"), ("b", "4头"), ("copy", "4头"))
    assert (again.added, again.unchanged, again.replaced) == ((), ("a", "b", "b"), ())
    assert library.stamp() == stamp
    assert quantities(library) == ["3人", "4头"]


def test_one_text_twice_in_one_add_is_one_document(library):
    added = add(library, ("a", "3人"), ("a", "3人"), ("b", "3人"))
    assert (added.added, added.unchanged) == (("a",), ("a", "a"))
    assert len(library.documents()) == 1


def test_a_changed_document_replaces_its_figures_and_nothing_else(library):
    add(library, ("a", "3人"), ("b", "4头"))
    assert add(library, ("a", "5人")).replaced == ("a",)
    assert quantities(library) == ["4头", "5人"]
    assert library.text("a") == "5人"
    assert sorted(library.ask("SELECT quantity FROM figures")["quantity"]) == ["4头", "5人"]
    assert add(library, ("a", "3人")).replaced == ("a",)
    assert quantities(library) == ["4头", "3人"]
    assert library.verify() == ()


def test_a_date_given_later_reads_the_text_anew(library):
    add(library, ("a", "3人"))
    dated = library.add_documents([Document("a", "3人", published=date(2024, 1, 2))], read=read_each)
    assert dated.replaced == ("a",)
    assert library.figures()["published"].tolist() == [pd.Timestamp("2024-01-02")]


def test_equal_names_of_two_origins_are_two_documents(library):
    add(library, ("1", "3人"), ("2", "4头"), source="a.jsonl")
    assert add(library, ("1", "5亩"), ("2", "6座"), source="b.jsonl").added == ("1#2", "2#2")
    assert add(library, ("1", "5亩"), ("2", "7座"), source="b.jsonl").replaced == ("2#2",)
    assert quantities(library) == ["3人", "4头", "5亩", "7座"]


def test_equal_names_in_one_file_are_two_documents_and_stay_two(library):
    assert add(library, ("1", "3人"), ("1", "4头")).added == ("1", "1#2")
    assert add(library, ("1", "3人"), ("1", "4头")).unchanged == ("1", "1#2")
    assert library.documents()["doc_id"].tolist() == ["1", "1#2"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((("a", "3人"), ("b", "4头")), (("a", "4头"), ("b", "3人"))),  # two files change places
        ((("f:1", "3人"), ("f:2", "4头")), (("f:1", "5亩"), ("f:2", "3人"), ("f:3", "4头"))),  # a line put on top
        ((("f:1", "3人"), ("f:2", "4头"), ("f:3", "5亩")), (("f:1", "4头"), ("f:2", "5亩"))),  # the first line removed
        ((("a", "3人"), ("b", "4头")), (("a", "4头"), ("b", "5亩"))),
    ],
)
def test_no_text_that_was_given_last_is_out_of_view(library, before, after):
    add(library, *before)
    add(library, *after)
    assert {text for _, text in after} <= {library.text(name) for name in library.documents()["doc_id"]}
    assert library.documents()["doc_id"].is_unique
    assert library.verify() == ()


def test_files_are_read_and_bad_ones_reported(library, tmp_path):
    (tmp_path / "a.txt").write_text("新建3座桥。", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\x00")
    items = find_sources([tmp_path / "a.txt", tmp_path / "bad.txt", tmp_path / "none.txt"], None, "")
    added = sum(library.adding(items, read_each), Added())
    assert len(added.added) == 1
    assert len(added.unread) == 2
    assert library.documents()["source"].tolist() == [str((tmp_path / "a.txt").resolve())]


def test_a_folder_may_hold_both_articles_and_library(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    Path("data/a.txt").write_text("新建3座桥。", encoding="utf-8")
    library = Library.open("data/library")
    assert library.add(["data"], read=read_each).added == ("data/a.txt",)
    assert library.add(["data"], read=read_each) == Added(unchanged=("data/a.txt",))
    assert library.add(["data/a.txt"], read=read_each) == Added(unchanged=("data/a.txt",))
    Path("data/a.txt").write_text("新建4座桥。", encoding="utf-8")
    assert library.add(["data/a.txt"], read=read_each).replaced == ("data/a.txt",)


def test_a_poisoned_document_costs_only_itself(library):
    def poisoned(documents):
        for document in documents:
            yield document, Unread(document.doc_id, "bad", "leave it out") if "毒" in document.text else read(document)

    add(library, ("b", "3人"))
    documents = [Document("a", "4头"), Document("b", "毒9"), Document("c", "3人"), Document("d", "5亩")]
    added = library.add_documents(documents, read=poisoned)
    assert added.added == ("a", "d")
    assert [unread.source for unread in added.unread] == ["b"]
    assert quantities(library) == ["3人", "4头", "5亩"]


def test_removed_documents_leave_the_view_and_can_come_back(library):
    add(library, ("a", "3人"), ("b", "4头"))
    assert library.remove(["a", "none"]) == ("a",)
    assert quantities(library) == ["4头"]
    assert add(library, ("a", "3人")).added == ("a",)
    assert quantities(library) == ["4头", "3人"]


def test_many_documents_are_few_parts(library):
    add(library, *((f"d{number}", f"第{number}号，{number}人") for number in range(2_500)))
    assert len(list((library.folder / "figures").iterdir())) == 3
    assert library.text("d1234") == "第1234号，1234人"
    assert library.figures()["doc_id"].drop_duplicates().tolist() == [f"d{number}" for number in range(2_500)]
    assert library.refusals("d7").to_dict("list") == {"start": [0], "end": [1], "words": ["第"], "reason": ["label"]}


def test_unknown_documents_are_refused_with_the_remedy(library):
    with pytest.raises(LibraryError, match=r"no document 'x'; library\.documents\(\) lists"):
        library.text("x")


# Decisions


def test_a_correction_is_shown_and_the_extraction_is_kept(library):
    add(library, ("a", "3人4头"))
    figure = library.figures()["figure_id"][0]
    library.review(figure, "corrected", "value", "1,031", "王", "数错")
    library.review(figure, "corrected", "published", "2024-01-02")
    library.review(figure, "corrected", "unit", "名")
    shown = library.figures().iloc[0]
    assert (shown["value"], shown["unit"], shown["review"]) == (1031.0, "名", "corrected")
    assert shown["published"] == pd.Timestamp("2024-01-02")
    assert library.ask("SELECT value FROM extraction ORDER BY start")["value"].tolist() == [3.0, 4.0]
    record = library.reviews()
    assert record[["field", "old", "new", "who"]].values.tolist()[0] == ["value", "3", "1,031", "王"]


def test_queries_see_the_same_figures_as_the_frame(library):
    add(library, ("a", "3人4头"), ("b", "5亩"))
    first, second, third = library.figures()["figure_id"]
    library.review(first, "corrected", "value", "")
    library.review(first, "corrected", "indicator", "")
    library.review(second, "rejected")
    library.review(third, "corrected", "published", "2024-01-02")
    asked = library.ask("SELECT * FROM figures ORDER BY doc_id, start")
    pd.testing.assert_frame_equal(asked, library.figures())


def shown_amount(library):
    cells = ["value", "unit", "unit_code", "base_value", "base_unit", "kind"]
    asked = library.ask("SELECT * FROM figures")
    pd.testing.assert_frame_equal(asked, library.figures())
    return asked[cells].astype(object).where(asked[cells].notna(), None).values.tolist()[0]


def test_what_follows_from_a_corrected_value_or_unit_follows(library):
    library.add_documents([Document("a", "流转土地3亩。")])
    figure = library.figures()["figure_id"][0]
    extracted = shown_amount(library)
    assert extracted == [3.0, "亩", "[mu_cn]", pytest.approx(2000.0), "m2", "area"]
    for column, new, amount in (
        ("value", "6", [6.0, "亩", extracted[2], 2 * extracted[3], "m2", "area"]),
        ("unit", "公斤", [6.0, "公斤", "kg", 6.0, "kg", "mass"]),
        ("unit", "箩", [6.0, "箩", "", None, "", "area"]),
        ("unit", "公顷", [6.0, "公顷", "har", 60000.0, "m2", "area"]),
        ("value", "", [None, "公顷", "har", None, "", "area"]),
        ("base_value", "7", [None, "公顷", "har", 7.0, "", "area"]),
    ):
        library.review(figure, "corrected", column, new)
        assert shown_amount(library) == amount
    for _ in range(6):
        library.undo(figure)
    assert shown_amount(library) == extracted


def test_undo_takes_back_one_review_at_a_time(library):
    add(library, ("a", "3人"))
    figure = library.figures()["figure_id"][0]
    library.review(figure, "accepted")
    library.review(figure, "corrected", "unit", "名")
    library.undo(figure, "李")
    assert library.figures()[["unit", "review"]].values.tolist() == [["人", "accepted"]]
    library.undo(figure)
    assert library.figures()["review"].tolist() == [""]
    with pytest.raises(ValueError, match="has no review to undo"):
        library.undo(figure)
    assert library.reviews()["decision"].tolist() == ["accepted", "corrected", "undone", "undone"]


def test_reviews_of_a_replaced_document_stay_in_the_record_and_return_with_the_text(library):
    add(library, ("a", "3人"))
    library.review(library.figures()["figure_id"][0], "accepted")
    add(library, ("a", "4人"))
    assert library.figures()["review"].tolist() == [""]
    assert len(library.reviews()) == 1
    add(library, ("a", "3人"))
    assert library.figures()["review"].tolist() == ["accepted"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("maybe",), "decision cannot be 'maybe'; give one of: accepted, corrected, rejected"),
        (("corrected", "value", "许多"), "value cannot be '许多'; give a number"),
        (("corrected", "value", "nan"), "value cannot be 'nan'"),
        (("corrected", "period_end", "去年"), "period_end cannot be '去年'; give a date such as 2024-04-10"),
        (("corrected", "kind", "sum"), "kind cannot be 'sum'; give one of: count, money"),
        (("corrected", "sentence", "x"), "'sentence' cannot be corrected"),
        (("corrected", "nothing", "x"), "'nothing' cannot be corrected"),
        (("accepted", "unit", "名"), "a figure that is accepted has no corrected field"),
    ],
)
def test_a_review_that_does_not_fit_is_refused(library, given, message):
    add(library, ("a", "3人"))
    with pytest.raises(ValueError, match=re.escape(message)):
        library.review(library.figures()["figure_id"][0], *given)
    assert library.reviews().empty


def test_a_review_of_an_unknown_figure_is_refused(library):
    with pytest.raises(LibraryError, match="has no figure 'x' in view"):
        library.review("x", "accepted")


def test_reviews_cannot_be_changed_even_by_hand(library):
    add(library, ("a", "3人"))
    library.review(library.figures()["figure_id"][0], "accepted")
    with sqlite3.connect(library.folder / "library.sqlite") as connection:
        for statement in ("UPDATE reviews SET decision = 'rejected'", "DELETE FROM reviews"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_the_callers_frame_is_his_own(library):
    add(library, ("a", "3人"))
    frame = library.figures()
    frame.loc[0, "unit"] = "名"
    assert library.figures()["unit"].tolist() == ["人"]


def test_the_stamp_changes_with_every_change_that_others_make(library):
    other, stamps = Library.open(library.folder), [library.stamp()]
    add(other, ("a", "3人"))
    stamps.append(library.stamp())
    other.review(library.figures()["figure_id"][0], "accepted")
    stamps.append(library.stamp())
    assert library.figures()["review"].tolist() == ["accepted"]
    assert library.ask("SELECT review FROM figures")["review"].tolist() == ["accepted"]
    other.undo(library.figures()["figure_id"][0])
    stamps.append(library.stamp())
    assert len(set(stamps)) == 4


def test_say_is_read_back_by_parse_correction():
    for column, value in (("value", 480.0), ("value", 0.5), ("value", None), ("published", pd.Timestamp("2024-01-02"))):
        parsed = reviews.parse_correction(column, reviews.say(value))
        assert parsed == (value.date() if isinstance(value, pd.Timestamp) else value)


# What is no library, and damage


@pytest.mark.parametrize("fault", errors.FAULTS, ids=lambda fault: fault.example)
def test_each_fault_is_the_one_that_its_example_meets(fault):
    assert errors.find_remedy(fault.example) == fault.remedy
    assert next(one for one in errors.FAULTS if one.sign in fault.example.lower()) == fault


def _other_files(folder):
    (folder / "article.txt").write_text("x", encoding="utf-8")


def _other_database(folder):
    with sqlite3.connect(folder / "library.sqlite") as connection:
        connection.execute("CREATE TABLE mine (x)")


def _no_database(folder):
    (folder / "library.sqlite").write_bytes(b"not a database at all" * 100)


def _newer(folder):
    Library.open(folder)
    with sqlite3.connect(folder / "library.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            _other_files,
            r"not a library: it has no library\.sqlite but holds article\.txt; give a new or an empty folder",
        ),
        (_other_database, r"not a library but another program's database"),
        (_no_database, r"file is not a database; restore the library from a backup"),
        (_newer, r"library\.sqlite: made by a newer Baoshu; upgrade Baoshu \(the library is of version 99"),
    ],
)
def test_what_is_no_library_is_refused_and_left_alone(tmp_path, spoil, message):
    spoil(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name == "library.sqlite"}
    with pytest.raises(LibraryError, match=message):
        Library.open(tmp_path)
    assert all((tmp_path / name).read_bytes() == content for name, content in before.items())


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(LibraryError, match="is a file; a library is a folder"):
        Library.open(tmp_path / "file")


@pytest.mark.parametrize("kind", ["documents", "figures", "refusals"])
@pytest.mark.parametrize("harm", ["missing", "cut", "flipped"])
def test_verify_names_a_damaged_part(library, kind, harm):
    add(library, ("a", "3人"), ("b", "4头"))
    (part,) = (library.folder / kind).iterdir()
    content = part.read_bytes()
    flipped = content[:50] + bytes([content[50] ^ 1]) + content[51:]
    part.unlink() if harm == "missing" else part.write_bytes(content[: len(content) // 2] if harm == "cut" else flipped)
    (damage,) = Library.open(library.folder).verify()
    assert damage.startswith(f"{part}: ")
    assert damage.endswith("restore it from a backup, or remove and add again: a, b")
    library.remove(["a", "b"])
    assert add(library, ("a", "3人"), ("b", "4头")).added == ("a", "b")
    assert library.verify() == ()


def test_a_damaged_part_is_named_when_it_is_read(library):
    add(library, ("a", "3人"))
    (part,) = (library.folder / "figures").iterdir()
    part.write_bytes(b"PAR1")
    with pytest.raises(LibraryError, match=part.name):
        Library.open(library.folder).figures()


def test_verify_names_a_damaged_list(library):
    add(library, *((f"d{number}", f"{number}人") for number in range(200)))
    path = library.folder / "library.sqlite"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * (4096 * 3)
    path.write_bytes(content)
    assert any(damage.startswith(f"{path}: ") for damage in library.verify())


def test_a_disk_that_is_full_changes_nothing(library, monkeypatch):
    add(library, ("a", "3人"))

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LibraryError, match="No space left on device; make room on the disk"):
        add(library, ("b", "4头"))
    monkeypatch.undo()
    assert quantities(library) == ["3人"]
    assert not list(library.folder.glob("*/.*"))
    assert library.verify() == ()
