"""Reading again by new rules, tidying, copying: what is in view stays, and no decision is lost."""

import shutil
import sqlite3
from contextlib import closing

import pandas as pd
import pytest
from library_texts import add, by_pattern, quantities, read, read_each

from extract.library import Library, LibraryError, indexes, record, shelf, tidying
from extract.library.placing import Reviewed, Seen, follow
from extract.reading import Document, Unread


@pytest.fixture
def library(tmp_path) -> Library:
    return Library.open(tmp_path / "library")


@pytest.fixture
def edition(monkeypatch):
    """Let the rules be of another edition from here on."""

    def change(name: str) -> None:
        monkeypatch.setattr(shelf, "rules_edition", lambda: name)
        monkeypatch.setattr("extract.library.renewal.rules_edition", lambda: name)
        monkeypatch.setattr(record, "rules_edition", lambda: name)

    return change


def figure_of(library: Library, quantity: str) -> str:
    frame = library.figures()
    return frame.loc[frame["quantity"] == quantity, "figure_id"].item()


def shown(library: Library) -> dict[str, str]:
    frame = library.figures()
    pd.testing.assert_frame_equal(library.select().frame(), frame)
    return dict(zip(frame["quantity"], frame["review"], strict=True))


# Reading again


def test_only_what_other_rules_have_read_is_read_again(library, edition):
    edition("one")
    add(library, ("a", "有3人"), ("b", "有4头"))
    edition("two")
    add(library, ("c", "有5亩"))
    seen = []

    def wider(documents):
        seen.extend(document.doc_id for document in documents)
        return by_pattern(r"有(\d+)(\w)")(documents)

    assert library.outdated() == 2
    assert library.reextract(read=wider).documents == ("a", "b")
    assert seen == ["a", "b"]
    assert quantities(library) == ["有3人", "有4头", "5亩"]
    assert library.outdated() == 0
    assert library.reextract(read=wider).documents == ()
    assert library.reextract(everything=True, read=read_each).documents == ("c", "a", "b")
    assert quantities(library) == ["3人", "4头", "5亩"]
    assert library.verify() == ()


def test_what_is_read_again_is_the_document_as_it_was_given(library, edition):
    given = [Document("a", "有3人", "标题", "日报", pd.Timestamp("2024-01-02").date()), Document("b", "有4头")]
    library.add_documents(given, "x", read_each)
    listed = library.documents()
    edition("two")
    seen = []
    library.reextract(read=lambda documents: read_each(seen.extend(documents) or documents))
    assert seen == given
    pd.testing.assert_frame_equal(library.documents(), listed)


def test_a_review_follows_its_figure_by_its_span(library, edition):
    add(library, ("a", "有3人和4头"))
    library.review(figure_of(library, "3人"), "accepted")
    library.review(figure_of(library, "4头"), "corrected", "unit", "只")
    edition("two")
    assert library.reextract(read=read_each).unplaced == ()
    assert shown(library) == {"3人": "accepted", "4头": "corrected"}
    assert library.unplaced().empty


def test_a_review_follows_its_figure_to_wider_words_and_back(library, edition):
    add(library, ("a", "约3人和4头"))
    library.review(figure_of(library, "3人"), "accepted", who="王")
    edition("two")
    wider = by_pattern(r"约?(\d+)(\w)")
    assert library.reextract(read=wider).unplaced == ()
    assert shown(library) == {"约3人": "accepted", "4头": ""}
    assert library.ask("SELECT quantity FROM figures WHERE review = 'accepted'")["quantity"].tolist() == ["约3人"]
    library.review(figure_of(library, "约3人"), "corrected", "unit", "名")
    assert shown(library) == {"约3人": "corrected", "4头": ""}
    library.undo(figure_of(library, "约3人"))
    assert shown(library) == {"约3人": "accepted", "4头": ""}
    library.review(figure_of(library, "约3人"), "corrected", "unit", "名")
    assert library.reextract(everything=True, read=read_each).unplaced == ()
    assert library.figures()[["quantity", "unit", "review"]].values.tolist()[0] == ["3人", "名", "corrected"]
    library.undo(figure_of(library, "3人"))
    assert shown(library) == {"3人": "accepted", "4头": ""}
    library.undo(figure_of(library, "3人"))
    assert shown(library) == {"3人": "", "4头": ""}
    assert library.reviews()["decision"].tolist() == ["accepted", *["corrected", "undone"] * 2, "undone"]


def test_what_cannot_be_placed_is_listed_and_comes_back_with_its_figure(library, edition):
    add(library, ("a", "有3人和4头"))
    lost = figure_of(library, "3人")
    library.review(lost, "accepted", who="王", note="对")
    edition("two")
    heads_only = by_pattern(r"(\d+)(头)")
    assert library.reextract(read=heads_only).unplaced == (lost,)
    listed = library.unplaced()
    assert listed[["figure_id", "decision", "who", "note", "doc_id", "quantity", "sentence"]].values.tolist() == [
        [lost, "accepted", "王", "对", "a", "3人", "有3人和4头"]
    ]
    assert len(library.reviews()) == 1
    edition("three")
    assert library.reextract(read=read_each).unplaced == ()
    assert shown(library) == {"3人": "accepted", "4头": ""}
    assert library.unplaced().empty


def test_reviews_of_documents_out_of_view_are_listed_unless_undone(library):
    add(library, ("a", "3人"), ("b", "4头"))
    library.review(figure_of(library, "3人"), "accepted")
    library.review(figure_of(library, "4头"), "accepted")
    library.undo(figure_of(library, "4头"))
    library.remove(["a", "b"])
    assert library.unplaced()["quantity"].tolist() == ["3人"]


def test_a_document_that_cannot_be_read_again_keeps_its_figures(library, edition):
    add(library, ("a", "有3人"), ("b", "有4头"), ("c", "有5亩"))
    library.review(figure_of(library, "4头"), "accepted")
    edition("two")

    def poisoned(documents):
        for document in documents:
            bad = Unread(document.doc_id, "bad", "report it")
            yield document, bad if document.doc_id == "b" else read(document, r"有(\d+)(\w)")

    renewed = library.reextract(read=poisoned)
    assert renewed.documents == ("a", "c")
    assert [str(one) for one in renewed.unread] == ["b: bad; report it"]
    assert shown(library) == {"有3人": "", "4头": "accepted", "有5亩": ""}
    assert list(shown(library)) == ["有3人", "4头", "有5亩"]
    assert library.outdated() == 1
    assert library.verify() == ()
    library.compact()
    assert list(shown(library)) == ["有3人", "4头", "有5亩"]
    assert library.verify() == ()


def test_a_document_that_another_changes_meanwhile_stays_as_he_left_it(library, edition):
    add(library, ("a", "有3人"), ("b", "有4头"), ("c", "有5亩"))
    edition("two")

    def interrupted(documents):
        library.remove(["a"])
        add(library, ("b", "有9头"))
        return read_each(documents)

    assert library.reextract(read=interrupted).documents == ("c",)
    assert sorted(quantities(library)) == ["5亩", "9头"]
    assert library.verify() == ()


def test_a_text_that_is_damaged_costs_only_its_part(library, edition):
    add(library, ("a", "有3人"))
    add(library, ("b", "有4头"))
    edition("two")
    with closing(sqlite3.connect(library.folder / "library.sqlite")) as connection:
        (name,) = connection.execute("SELECT documents FROM batches ORDER BY batch LIMIT 1").fetchone()
    (library.folder / "documents" / name).write_bytes(b"PAR1")
    renewed = library.reextract(read=read_each)
    assert renewed.documents == ("b",)
    assert [one.source for one in renewed.unread] == ["a"]
    assert name in renewed.unread[0].reason


SAME = ("f", 3, 5, "3人", "有3人和4头")


@pytest.mark.parametrize(
    ("figures", "before", "expected"),
    [
        ([SAME], ("f",), "f"),
        ([("g", 3, 5, "3人", "")], ("f",), "g"),  # the same span under another name
        ([("g", 2, 5, "约3人", "")], ("f",), "g"),
        ([("g", 2, 8, "约3人和4头", "")], ("f",), ""),  # another number is in it too
        ([("g", 2, 5, "约3人", ""), ("h", 3, 6, "3人和", "")], ("f",), ""),  # two that it could be
        ([("g", 9, 11, "3人", "据说有3人和4头")], ("f",), "g"),  # the same words in the sentence, at another offset
        ([("g", 9, 11, "3人", "有3人和4头"), ("h", 20, 22, "3人", "有3人和4头")], ("f",), ""),
        ([("g", 9, 11, "3人", "有3人和4头")], ("f", "g"), ""),  # it was another figure before
        ([("g", 9, 11, "3人", "别处有3人")], ("f",), ""),
        ([("g", 9, 11, "4人", "有3人和4头")], ("f",), ""),
        ([], ("f",), ""),
    ],
)
def test_a_figure_is_found_again_or_not_guessed(figures, before, expected):
    assert follow([Reviewed(Seen(*SAME), "f")], before, [Seen(*figure) for figure in figures]) == {"f": expected}


def test_two_reviewed_figures_do_not_fall_on_one():
    old = [Reviewed(Seen("f", 3, 5, "3人", ""), "f"), Reviewed(Seen("g", 4, 6, "3人", ""), "g")]
    assert follow(old, ("f", "g"), [Seen("h", 2, 7, "约3人约", "")]) == {"f": "", "g": ""}


# Tidying


def test_compact_merges_parts_and_changes_nothing_in_view(library):
    for number in range(30):
        add(library, (f"d{number}", f"第{number}号有{number}人"))
    library.review(figure_of(library, "7人"), "accepted")
    library.remove([f"d{number}" for number in range(0, 30, 2)])
    add(library, ("d3", "改为33人"))
    figures, documents = library.figures(), library.documents()
    other = Library.open(library.folder)
    other.ask("SELECT * FROM figures")
    compacted = library.compact()
    assert (compacted.before, compacted.after) == (93, 3)
    assert compacted.freed > 0
    for one in (library, other, Library.open(library.folder)):
        pd.testing.assert_frame_equal(one.figures(), figures)
        pd.testing.assert_frame_equal(one.documents(), documents)
        assert one.text("d29") == "第29号有29人"
        assert one.ask("SELECT quantity FROM figures WHERE review <> ''")["quantity"].tolist() == ["7人"]
    assert library.verify() == ()
    assert library.compact() == tidying.Compacted(3, 3, 0)


def test_merged_parts_stay_within_bounds(library, monkeypatch):
    monkeypatch.setattr(tidying, "MERGED_DOCUMENTS", 10)
    for number in range(25):
        add(library, (f"d{number}", f"{number}人"))
    assert library.compact().after == 9
    assert library.documents()["doc_id"].tolist() == [f"d{number}" for number in range(25)]
    assert [library.text(f"d{number}") for number in range(25)] == [f"{number}人" for number in range(25)]


def test_documents_of_two_editions_are_not_merged(library, edition):
    edition("one")
    add(library, ("a", "有3人"))
    edition("two")
    add(library, ("b", "有4头"))
    library.compact()
    assert library.outdated() == 1


def test_compact_takes_away_what_a_kill_left_and_nothing_else(library):
    add(library, ("a", "3人"))
    kept = {path.name for path in library.folder.glob("*/*.parquet")}
    (library.folder / "figures" / "0123.parquet").write_bytes(b"x")
    (library.folder / "figures" / ".0123.aside").write_bytes(b"x")
    (library.folder / "figures" / "notes.txt").write_bytes(b"x")
    library.compact()
    assert {path.name for path in library.folder.glob("*/*")} == kept | {"notes.txt"}


def test_compact_leaves_a_damaged_part_as_it_is(library):
    add(library, ("a", "3人"))
    add(library, ("b", "4头"))
    part = next((library.folder / "refusals").iterdir())
    part.write_bytes(part.read_bytes() + b"x")
    before = {path: path.read_bytes() for path in library.folder.glob("*/*")}
    with pytest.raises(LibraryError, match=f"{part.name}: its bytes are not those that were written"):
        library.compact()
    assert {path: path.read_bytes() for path in library.folder.glob("*/*")} == before
    assert quantities(library) == ["3人", "4头"]


def test_a_removed_document_can_come_back_after_compact(library):
    add(library, ("a", "3人"), ("b", "4头"))
    library.review(figure_of(library, "3人"), "accepted")
    library.remove(["a"])
    library.compact()
    add(library, ("a", "3人"))
    assert shown(library) == {"4头": "", "3人": "accepted"}
    assert library.verify() == ()


def test_a_batch_that_is_added_while_compact_runs_is_kept(library, monkeypatch):
    add(library, ("a", "3人"))
    add(library, ("b", "4头"))
    merge = tidying._merge
    monkeypatch.setattr(tidying, "_merge", lambda *given: (add(library, ("c", "5亩")), merge(*given)))
    library.compact()
    assert quantities(library) == ["3人", "4头", "5亩"]
    assert library.verify() == ()


# Copying


def test_a_backup_is_a_library_by_itself(library, tmp_path):
    add(library, ("a", "3人"), ("b", "4头"))
    library.review(figure_of(library, "3人"), "accepted")
    library.backup(tmp_path / "copy")
    shutil.rmtree(library.folder)
    copy = Library.open(tmp_path / "copy")
    assert shown(copy) == {"3人": "accepted", "4头": ""}
    assert copy.text("b") == "4头"
    assert copy.verify() == ()
    with closing(sqlite3.connect(copy.folder / "library.sqlite")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    add(copy, ("c", "5亩"))
    assert quantities(copy) == ["3人", "4头", "5亩"]


def test_an_earlier_backup_is_brought_up_to_date(library, tmp_path):
    add(library, ("a", "3人"), ("b", "4头"))
    library.backup(tmp_path / "copy")
    copy = Library.open(tmp_path / "copy")
    library.remove(["a"])
    add(library, ("c", "5亩"))
    library.compact()
    library.backup(tmp_path / "copy")
    assert quantities(copy) == ["4头", "5亩"]
    assert copy.verify() == ()
    assert {path.name for path in copy.folder.glob("*/*")} == {path.name for path in library.folder.glob("*/*")}


def test_a_selection_is_asked_again_where_a_compact_took_its_parts_away(library, monkeypatch):
    for number in range(3):
        add(library, (f"d{number}", f"有{number}人"))
    expected = library.figures()
    read, turns = indexes.read_part, []

    def read_after_compact(*given):
        if not turns:
            turns.append(given)
            Library.open(library.folder).compact()
        return read(*given)

    monkeypatch.setattr(indexes, "read_part", read_after_compact)
    selection = Library.open(library.folder).select()
    pd.testing.assert_frame_equal(selection.frame(), expected)
    assert not turns[0][0].exists()


def test_a_backup_begun_before_a_compact_is_whole(library, tmp_path, monkeypatch):
    add(library, ("a", "3人"))
    add(library, ("b", "4头"))
    find, turns = shelf.find_parts, []

    def compacted_meanwhile(connection, kind):
        names = find(connection, kind)
        if not turns:
            turns.append(kind)
            library.compact()
        return names

    monkeypatch.setattr("extract.library.backups.shelf.find_parts", compacted_meanwhile)
    library.backup(tmp_path / "copy")
    assert turns
    assert quantities(Library.open(tmp_path / "copy")) == ["3人", "4头"]
    assert Library.open(tmp_path / "copy").verify() == ()


def _inside(library, target):
    return library.folder / "copy"


def _others(library, target):
    target.mkdir()
    (target / "article.txt").write_text("x")
    return target


def _other_library(library, target):
    Library.open(target)
    return target


def _file(library, target):
    target.write_text("x")
    return target


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_inside, "lies in the library itself"),
        (_others, "holds article.txt and is no copy of this library; give a new or an empty folder"),
        (_other_library, "holds another library; give a new or an empty folder"),
        (_file, "Not a directory"),
    ],
)
def test_a_backup_goes_nowhere_else(library, tmp_path, make, message):
    add(library, ("a", "3人"))
    with pytest.raises(LibraryError, match=message):
        library.backup(make(library, tmp_path / "copy"))


def test_a_damaged_part_does_not_spoil_an_earlier_backup(library, tmp_path):
    add(library, ("a", "3人"))
    library.backup(tmp_path / "copy")
    add(library, ("b", "4头"))
    (part,) = {path.name for path in library.folder.glob("figures/*")} - {
        path.name for path in (tmp_path / "copy").glob("figures/*")
    }
    (library.folder / "figures" / part).write_bytes(b"PAR1")
    with pytest.raises(LibraryError, match=f"{part}: its bytes are not those that were written"):
        library.backup(tmp_path / "copy")
    copy = Library.open(tmp_path / "copy")
    assert quantities(copy) == ["3人"]
    assert copy.verify() == ()
