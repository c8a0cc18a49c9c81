"""What an article is about."""

import csv
from pathlib import Path

import pytest
from marked import read_corpus, read_marked

from extract.context.topics import GENRES, TOPICS, count_topics, find_topic_words, topic_reader
from extract.tables import read_table

WORDS = read_table("topic_words")
ENOUGH = 40


@pytest.mark.parametrize(("text", "wanted"), read_corpus("topics"), ids=[text for text, _ in read_corpus("topics")])
def test_corpus(text, wanted):
    document, article, sentence, start, end = read_marked(text + "【3个】。")
    assert topic_reader(document, article)(sentence, start, end) == wanted


@pytest.mark.parametrize("row", WORDS, ids=[f"{row.topic} {row.word}" for row in WORDS])
def test_a_word_counts_for_its_topic(row):
    assert row.word in row.example
    assert any(
        row.word in count.words for count in count_topics((), find_topic_words(row.example)) if count.topic == row.topic
    )


OF_ANYTHING = "全市新建学校，招收学生，培训教师【3个】。"


@pytest.mark.parametrize("genre", GENRES, ids=[genre.example for genre in GENRES])
def test_a_title_that_says_what_it_is_settles_the_topic(genre):
    document, article, sentence, start, end = read_marked("旧城改造完成。" + OF_ANYTHING, title=genre.example)
    assert topic_reader(document, article)(sentence - 1, start, end) == genre.topic


@pytest.mark.parametrize(
    "title", ["学校讨论政府工作报告提出的任务", "学校实事求是", "安全事故防范进校园", "民办学校经济困难学生入学"]
)
def test_a_title_that_only_names_it_settles_nothing(title):
    document, article, sentence, start, end = read_marked(OF_ANYTHING, title=title)
    assert topic_reader(document, article)(sentence, start, end) == "education"


def test_every_topic_has_words_enough_and_a_code():
    for topic, row in TOPICS.items():
        assert sum(word.topic == topic for word in WORDS) >= ENOUGH
        assert row.code.startswith("medtop:")
        assert len(row.code) == len("medtop:00000000")
    assert {word.topic for word in WORDS} == set(TOPICS)


def read_terms() -> dict[str, tuple[str, str]]:
    """Code -> name and the day it was retired, ``""`` for a term in use."""
    lines = (Path(__file__).parent / "iptc_media_topics.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {code: (name, retired) for code, name, retired in list(rows)[1:]}


def test_no_code_is_retired_in_the_release_that_the_table_names():
    terms = read_terms()
    assert any(retired for _, retired in terms.values())
    for row in TOPICS.values():
        assert terms.get(row.code) == (row.iptc, "")


def test_the_title_counts_more():
    assert count_topics((), ["医院", "学生", "教师"])[0].topic == "education"
    assert count_topics(["医院"], ["医院", "学生", "教师"])[0].topic == "health"


def test_a_sentence_clearly_of_another_matter_has_its_own_topic():
    text = "村民种柑橘，合作社有农户300户。种植面积扩大，亩产提高。新建医院，医生和护士给患者看病【30人次】。"
    document, article, sentence, start, end = read_marked(text)
    read = topic_reader(document, article)
    assert read(sentence, start, end) == "health"
    assert read(0, 0, 1) == "agriculture"
