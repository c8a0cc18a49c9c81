"""The reader of tables, and what holds for every table there is."""

import pytest

from extract.tables import FOLDER, read_table

BAD = [
    ("surface\tunit\n亩\t亩\n尺\t尺\n亩\t亩\n", r"units\.tsv:4: surface '亩' is already on line 2"),
    ("surface\tunit\texample\n亩\t亩\t\n", r"units\.tsv:2: no example"),
    ("surface\tunit\texample\n亩\t亩\n", r"units\.tsv:2: 2 cells under 3 columns"),
    ("surface\tunit\texample\n# 面积\n\n亩\t 亩\t3亩\n", r"units\.tsv:4: unit ' 亩' has blanks"),
    ("surface\tsurface\n亩\t亩\n", r"units\.tsv:1: column 'surface' is named twice"),
    ("面 积\tunit\n亩\t亩\n", r"units\.tsv:1: the header cell '面 积' is no column name"),
    ("", r"units\.tsv:1: the header cell ''"),
]


@pytest.mark.parametrize(("content", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bad_table_is_refused_with_its_line(tmp_path, content, message):
    (tmp_path / "units.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_table("units", folder=tmp_path)


def test_rows_carry_the_names_of_the_header(tmp_path):
    (tmp_path / "units.tsv").write_text("# 2024\nsurface\tunit\n亩\t亩\r\n公亩\t\n", encoding="utf-8")
    rows = read_table("units", folder=tmp_path)
    assert [(row.surface, row.unit) for row in rows] == [("亩", "亩"), ("公亩", "")]


def test_the_key_may_be_several_columns_or_none(tmp_path):
    (tmp_path / "words.tsv").write_text("word\ttopic\n公路\ttransport\n公路\turban\n公路\turban\n", encoding="utf-8")
    assert len(read_table("words", key="", folder=tmp_path)) == 3
    with pytest.raises(ValueError, match=r"words\.tsv:4: word '公路', topic 'urban' is already on line 3"):
        read_table("words", key="word topic", folder=tmp_path)
    with pytest.raises(ValueError, match=r"no column 'name'; the columns are word, topic"):
        read_table("words", key="name", folder=tmp_path)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.name)
def test_every_table_can_be_read(path):
    assert read_table(path.stem, key="")
