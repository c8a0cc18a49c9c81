"""The checks: what contradicts itself is found, and what only looks so is left alone."""

import re

import pandas as pd
import pytest
from marked import read_corpus

from extract import checks
from extract.claims import COLUMNS, DTYPES, Claim, Reading, to_frame
from extract.library import Library
from extract.reading import Document

EMPTY = Claim(**{name: None if DTYPES[name] in ("float64", "datetime64[s]") else "" for name in COLUMNS})
EMPTY = EMPTY._replace(start=0, end=0)
KINDS = {
    "%": "share",
    "个百分点": "point",
    "倍": "multiple",
    "元": "money",
    "亩": "area",
    "吨": "mass",
    "天": "duration",
}
MAGNITUDES = {"": 1, "万": 10_000, "亿": 100_000_000}


def make_claim(words: str, **known) -> Claim:
    """A figure of ``words`` such as 约1.2万元, exact and a level unless ``known`` says otherwise."""
    number, magnitude, unit = re.search(r"(\d[\d,.]*)[多余]?([万亿]?)(\D+)$", words).groups()
    read = {
        "quantity": words,
        "value": float(number) * MAGNITUDES[magnitude],
        "unit": unit,
        "kind": KINDS.get(unit, "count"),
    }
    return EMPTY._replace(**({"bound": "exact", "measure": "level", "doc_id": "a"} | read | known))


def read_marked(text: str, doc_id: str = "a") -> pd.DataFrame:
    """The figures of a sentence in which each is marked 【quantity|indicator|name=value …】."""
    claims, plain = [], ""
    for before, marked, rest in re.findall(r"([^【]*)(?:【(.*?)】)?()", text):
        plain += before
        if marked:
            words, indicator, names = [*marked.split("|"), "", ""][:3]
            known = dict(pair.split("=") for pair in names.split())
            if "from" in known:
                known["from_value"] = float(known.pop("from"))
            key, end = f"{doc_id}-{len(plain)}", len(plain) + len(words)
            claims.append(make_claim(words, indicator=indicator, figure_id=key, start=len(plain), end=end, **known))
            plain += words + rest
    return to_frame(claim._replace(sentence=plain, doc_id=doc_id) for claim in claims)


@pytest.mark.parametrize(("text", "wanted"), read_corpus("checks"), ids=[text for text, _ in read_corpus("checks")])
def test_corpus(text, wanted):
    found = checks.find_all(read_marked(text))
    assert " ".join(found["reason"]) == wanted


@pytest.mark.parametrize("split", checks.SPLITS, ids=lambda split: split.example)
def test_a_split_finds_its_example_and_no_other_does(split):
    marked = re.sub(r"([^，\d]*)(\d[\d.]*\D{1,3})(?=，|$)", r"\1【\2|\1】", split.example)
    findings = checks.sums(read_marked(marked))
    assert findings["reason"].tolist() == ["parts_differ_from_whole" if split.is_whole else "parts_exceed_whole"]
    assert len(findings["figure_ids"][0]) == len(split.parts) + 1


def test_a_finding_says_what_was_expected_and_found():
    finding = checks.sums(read_marked("全村有【100人|人口】，男【60人|男】，女【39人|女】")).iloc[0]
    assert finding.to_dict() == {
        "check": "sums",
        "reason": "parts_differ_from_whole",
        "figure_ids": ("a-3", "a-9", "a-14"),
        "expected": 100.0,
        "found": 99.0,
        "unit": "人",
    }
    finding = checks.changes(
        read_marked("从20%提升到【90%|率|from=20 direction=rise】，提高【60个百分点|率|measure=change】")
    ).iloc[0]
    assert (finding["expected"], finding["found"], finding["unit"]) == (70.0, 60.0, "个百分点")


def told(doc_id: str, words: str, **known) -> Claim:
    about = {"indicator": "黑山羊年出栏", "place": "大足区", "period": "2023", "figure_id": f"{doc_id}{words}"}
    return make_claim(words, **(about | {"doc_id": doc_id} | known))


@pytest.mark.parametrize(
    "claims",
    [
        (told("a", "400头"), told("b", "500头")),
        (told("a", "1.2万头"), told("b", "12987头")),
        (told("a", "400头"), told("b", "400头"), told("c", "4000头")),
        (
            told("a", "480亩", base_value=320_000.0, base_unit="m2"),
            told("b", "48公顷", base_value=480_000.0, base_unit="m2"),
        ),
        (told("a", "400头"), told("b", "500头", bound="over")),
        (told("a", "400头", bound="under"), told("b", "500头")),
        (told("a", "400头"), told("b", "500头", bound="about")),
        (told("a", "35.6万吨", indicator="粮食总产量"), told("b", "36.6万吨", indicator="粮食产量")),
        (told("a", "1293.35亿元", indicator="地区生产总值"), told("b", "1300亿元", indicator="GDP")),
        (told("a", "400人", indicator="常住人口"), told("b", "500名", indicator="常住人口")),
    ],
)
def test_two_documents_disagree(claims):
    (finding,) = checks.disagreements(to_frame(claims)).itertuples()
    assert finding.figure_ids == tuple(dict.fromkeys(claim.figure_id for claim in claims))
    assert finding.expected < finding.found


def test_what_differs_is_told_in_a_unit_of_the_text():
    claims = (
        told("a", "3.2公顷", base_value=32_000.0, base_unit="m2"),
        told("b", "60亩", base_value=40_000.0, base_unit="m2"),
    )
    (finding,) = checks.disagreements(to_frame(claims)).itertuples()
    assert (finding.expected, finding.found, finding.unit) == (3.2, 4.0, "公顷")


def test_the_closest_words_of_a_document_speak_for_it():
    headline, text, other = told("a", "1.2万头"), told("a", "12049头"), told("b", "12051头")
    assert checks.disagreements(to_frame([headline, text, other]))["figure_ids"].tolist() == [("a12049头", "b12051头")]


@pytest.mark.parametrize(
    "claims",
    [
        (told("a", "400头"), told("b", "400头")),
        (told("a", "1.2万头"), told("b", "11987头")),
        (told("a", "400头"), told("a", "500头")),
        (told("a", "400头"), told("b", "500头"), told("b", "600头")),
        (told("a", "400头"), told("b", "500头", period="2022")),
        (told("a", "400头", period=""), told("b", "500头", period="")),
        (told("a", "400头"), told("b", "500头", place="永川区")),
        (told("a", "400头"), told("b", "500户")),
        (told("a", "500头"), told("b", "400头", bound="over")),
        (told("a", "500头", bound="under"), told("b", "400头")),
        (told("a", "500头", bound="over"), told("b", "400头", bound="over")),
        (told("a", "500头"), told("b", "490头", bound="about")),
        (told("a", "1.2万头"), told("a", "12049头"), told("b", "12049头")),
        (told("a", "400头"), told("b", "500头", measure="change")),
        (told("a", "400头"), told("b", "500头", status="planned")),
        (told("a", "400头", per="户"), told("b", "500头")),
        (told("a", "400元", indicator="总投资"), told("b", "500元", indicator="总投资")),
        (told("a", "400亩", indicator="占地面积"), told("b", "500亩", indicator="占地面积")),
        (
            told("a", "48亩", base_value=32_000.0, base_unit="m2"),
            told("b", "3.2公顷", base_value=32_000.0, base_unit="m2"),
        ),
    ],
)
def test_two_documents_do_not_disagree(claims):
    assert checks.disagreements(to_frame(claims)).empty


def test_rejected_figures_are_left_out():
    figures = read_marked("全村有【100人|人口】，男【60人|男】，女【39人|女】").assign(review=["", "rejected", ""])
    assert checks.find_all(figures).empty
    over = read_marked("森林覆盖率达【120%|森林覆盖率】").assign(review="rejected")
    assert checks.find_all(over).empty


def test_nothing_gives_a_frame_with_the_columns():
    found = checks.find_all(to_frame([]))
    assert list(found.columns) == list(checks.COLUMNS)
    assert found.empty


def test_checking_in_pieces_finds_the_same(tmp_path):
    rivals = [told("x", "480亩", base_value=480.0), told("y", "500亩", base_value=500.0), told("z", "500亩")]
    given = {text: read_marked(text, f"line{number}") for number, (text, _) in enumerate(read_corpus("checks"))}
    given |= {one.doc_id: to_frame([one._replace(figure_id=one.doc_id)]) for one in rivals}

    def read(documents):
        for document in documents:
            rows = given[document.text].assign(doc_id=document.doc_id).astype(object)
            rows = rows.where(rows.notna(), None).to_dict("records")
            yield document, Reading(tuple(Claim(**row) for row in rows), ())

    library = Library.open(tmp_path / "library")
    library.add_documents([Document(f"{len(given) - n}.txt", text) for n, text in enumerate(given)], "test", read)
    whole = checks.find_all(library.select().frame())
    assert set(whole["check"]) == {"sums", "changes", "shares", "disagreements"}
    pd.testing.assert_frame_equal(checks.find_everywhere(library.select()), whole)
    pieces = list(library.select().by_document(["start"], rows=3))
    assert len(pieces) > 3
    together = pd.concat(pieces, ignore_index=True)
    assert together["doc_id"].tolist() == sorted(together["doc_id"])
    assert sum(piece["doc_id"].nunique() for piece in pieces) == together["doc_id"].nunique()
