"""Names of places, and the place of a figure."""

import re
import sys

import pytest
from marked import read_corpus, read_marked

from extract.context.gazetteer import find_names, gazetteer
from extract.context.homes import publisher_unit
from extract.context.mentions import find_mentions, speaks_for_nation
from extract.context.places import Located, place_of, place_reader
from extract.context.townships import surfaces, townships
from extract.reading import Article, Document, Sentence
from extract.tables import read_table
from extract.tables.make_places import short_name

LINE = re.compile(r"(?:(?P<title>[^‖]*)‖)?(?:(?P<publisher>[^§]*)§)?(?P<text>.*)")


def _locate(line: str) -> Located:
    match = LINE.fullmatch(line)
    document, article, sentence, start, end = read_marked(match["text"], title=match["title"] or "")
    document = Document("test", document.text, document.title, match["publisher"] or "", document.published)
    return place_reader(document, article)(sentence, start, end)


@pytest.mark.parametrize(("text", "wanted"), read_corpus("places"), ids=[text for text, _ in read_corpus("places")])
def test_corpus(text, wanted):
    located = _locate(text)
    assert (f"{located.place.name} {located.basis}" if located.place else "") == wanted


def _named(text: str) -> dict[str, set[str]]:
    return {text[name.start : name.end]: {unit.key for unit in name.units} for name in find_names(text)}


@pytest.mark.parametrize("row", read_table("place_names", "surface code"), ids=lambda row: row.example)
def test_a_further_name_reads_its_example(row):
    assert row.code in _named(row.example)[row.surface]
    assert re.fullmatch(r"(?:19[5-9]|20[0-2])\d|", row.until)


@pytest.mark.parametrize("row", [*read_table("zones"), *read_table("countries")], ids=lambda row: row.example)
def test_an_area_or_country_reads_its_example(row):
    (mention, *_) = find_mentions(row.example)
    assert [unit.name for unit in mention.units] == [row.name]


@pytest.mark.parametrize("row", read_table("place_words"), ids=lambda row: row.example)
def test_no_place_is_read_in_the_example_of_a_word(row):
    assert row.word in row.example
    assert not [mention for mention in find_mentions(row.example) if mention.units]


@pytest.mark.parametrize("row", read_table("place_tails"), ids=lambda row: row.example)
def test_a_tail_makes_another_name(row):
    assert {mention.role for mention in find_mentions(row.example)} == ({"office"} if row.kind == "office" else set())


@pytest.mark.parametrize("row", read_table("place_cues", "cue kind"), ids=lambda row: f"{row.kind} {row.example}")
def test_a_cue_makes_of_a_place_what_it_says(row):
    mentions = [mention for mention in find_mentions(row.example) if mention.units]
    if row.kind == "not_nation":
        assert mentions == []
    elif row.kind == "china_topic":
        assert [mention.units[0].name for mention in mentions] == ["全国"]
    elif row.kind == "opening":
        assert mentions[0].leading
    elif row.kind == "national":
        assert speaks_for_nation(row.example)
    elif row.kind == "located":
        assert mentions[0].located
    else:
        assert "aside" in {mention.role for mention in mentions}


@pytest.mark.parametrize("row", read_table("publisher_places"), ids=lambda row: row.publisher)
def test_a_publisher_has_its_home(row):
    assert row.publisher in row.example
    assert publisher_unit(row.publisher).key == row.code


def test_every_unit_is_found_by_its_official_name():
    known = gazetteer()
    for row in read_table("places", "code"):
        form, units = known.places[row.name]
        assert form == "word" or any(unit.key.startswith(row.code[:2]) for unit in units), row.name


def test_all_41352_townships_are_there_with_their_codes():
    known = gazetteer()
    assert len(townships()) == len({code for code, _ in townships()}) == 41_352
    for code, name in townships():
        assert re.fullmatch(r"\d{9}", code)
        assert code[:2] in known.units
        assert name


def test_a_township_leads_to_the_county_its_code_begins_with():
    known = gazetteer()
    found = 0
    for code, name in townships():
        for surface in surfaces(name):
            form, units = known.places.get(surface, ("estate of a place", ()))
            found += form == "township" and any(code.startswith(unit.key) for unit in units)
            assert form != "township" or any(code.startswith(unit.key[:4]) for unit in units), surface
    assert found > 38_500  # the others are offices, or go by words (开发区, 城关镇)


def test_columns_of_a_place():
    units = gazetteer().units
    assert place_of(units["511024"]).city == "内江市"
    place = place_of(units["520627"])
    assert (place.name, place.province, place.city, place.district) == (
        "沿河土家族自治县",
        "贵州省",
        "铜仁市",
        "沿河土家族自治县",
    )
    assert place_of(units["50"]).adcode == "500000"
    assert place_of(units["500111"]).city == ""
    assert place_of(units["50/两江新区"]).adcode == ""
    assert place_of(units[""]).province == place_of(units["/日本"]).province == ""


@pytest.mark.parametrize(
    ("name", "short"),
    [("长白朝鲜族自治县", "长白"), ("陵水黎族自治县", "陵水"), ("隆林各族自治县", "隆林"), ("冠县", "")],
)
def test_short_name(name, short):
    assert short_name(name) == short


def _calls(repeats: int) -> int:
    """How many functions reading a sentence of ``repeats`` times the same words calls, figures asked about and all."""
    text = "大足区流转土地480亩和珠溪镇小滩村柑橘、黑山羊等产业（在重庆）全市同比增长5%在重庆" * repeats
    article = Article("", (Sentence(text, text, tuple(range(len(text))), 0),))
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        locate = place_reader(Document("long", text), article)
        for at in range(0, len(text) - 40, 400):
            locate(0, at + 7, at + 11)
    finally:
        sys.setprofile(before)
    return calls


def test_a_long_text_without_a_full_stop_takes_calls_in_proportion():
    _calls(1)  # reads the tables
    assert _calls(400) < 2.2 * _calls(200)


def test_a_figure_at_the_end_of_a_long_text_has_a_place():
    text = "大足区流转土地480亩和珠溪镇小滩村柑橘、黑山羊等产业全市同比增长5%在重庆" * 3000
    locate = place_reader(Document("long", text), Article("", (Sentence(text, text, tuple(range(len(text))), 0),)))
    assert locate(0, len(text) - 12, len(text) - 10).place is not None
