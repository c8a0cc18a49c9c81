"""What two places, or two years, both report, and where their difference means something."""

import pytest

from extract.library import Library
from extract.library.selection import Selection
from extract.reading import Document
from views import pairing
from views.words import Words

ZH, EN = Words("zh"), Words("en")
TEXTS = {
    "a": "大足区2023年粮食产量40万吨，游客超过200万人次，森林覆盖率50%。2024年粮食产量42万吨，学校18所。",
    "b": "铜梁区2023年粮食总产量30万吨，接待游客150万人次，森林覆盖率48.5%。铜梁区2023年学校20所。",
    "c": "宁波市江北区2023年学校12所。重庆市江北区2023年学校15所。预计2025年大足区粮食产量45万吨。",
}


@pytest.fixture(scope="module")
def selection(tmp_path_factory) -> Selection:
    library = Library.open(tmp_path_factory.mktemp("pairing"))
    library.add_documents([Document(name, text) for name, text in TEXTS.items()], source="test")
    return library.select()


def pairs(selection: Selection, mode: str, one: str, other: str) -> dict[str, pairing.Pair]:
    return {pair.key.partition("·")[0]: pair for pair in pairing.find_pairs(selection, mode, one, other, {})}


def test_two_places_are_compared_in_what_both_report(selection):
    found = pairs(selection, "places", "重庆市/大足区", "重庆市/铜梁区")
    assert set(found) == {"粮食产量", "游客人次", "森林覆盖率", "学校"}
    # 2023 with 2023, though 2024 and a plan are known too
    assert found["粮食产量"].one["quantity"] == "40万吨"
    assert pairing.difference_words(found["粮食产量"], ZH) == "−10 万吨 (−25.0%)"
    assert pairing.difference_words(found["粮食产量"], EN) == "−100,000 吨 (−25.0%)"
    assert pairing.difference_words(found["森林覆盖率"], ZH) == "−1.5 个百分点"


def test_no_difference_is_told_where_it_would_mean_nothing(selection):
    found = pairs(selection, "places", "重庆市/大足区", "重庆市/铜梁区")
    assert pairing.difference(found["游客人次"]) is None  # 超过200万 less 150万
    assert pairing.difference(found["学校"]) is None  # 2024 and 2023
    assert pairing.difference_words(found["学校"], ZH) == ""


def test_two_years_are_compared_within_a_place(selection):
    found = pairs(selection, "years", "2023", "2024")
    assert set(found) == {"粮食产量"}
    assert found["粮食产量"].within == "重庆市/大足区"
    assert pairing.difference(found["粮食产量"]) == 20_000
    planned = pairs(selection, "years", "2024", "2025")["粮食产量"]
    assert pairing.difference(planned) is None  # a fact and a plan


def test_places_of_one_name_are_two(selection):
    names = [side.name for side in pairing.find_sides(selection, "places")]
    assert {"重庆市/江北区", "浙江省/宁波市/江北区"} <= set(names)
    both = pairs(selection, "places", "重庆市/江北区", "浙江省/宁波市/江北区")
    assert pairing.difference(both["学校"]) == -3


def test_the_sides_that_share_most_are_offered_first(selection):
    sides = pairing.find_sides(selection, "places", "重庆市/铜梁区")
    assert sides[0].name == "重庆市/大足区"
    assert "重庆市/铜梁区" not in [side.name for side in sides]
    assert [side.shared for side in sides] == sorted((side.shared for side in sides), reverse=True)


def test_sides_that_do_not_exist_have_nothing_in_common(selection):
    assert pairing.find_pairs(selection, "places", "'; DROP TABLE chosen", "x", {}) == []
