"""Planned or actual."""

import pytest
from marked import read_corpus, read_marked

from extract.context.status import status_reader
from extract.context.status_cues import CUES, FINDER, find_cues


def _status(text):
    document, article, sentence, start, end = read_marked(text)
    return status_reader(document, article)(sentence, start, end)


@pytest.mark.parametrize(("text", "wanted"), read_corpus("status"), ids=[text for text, _ in read_corpus("status")])
def test_corpus(text, wanted):
    assert _status(text) == wanted


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "wanted"), read_corpus("known_failures_status"))
def test_known_failures(text, wanted):
    assert _status(text) == wanted


@pytest.mark.parametrize("cue", CUES, ids=[cue.name for cue in CUES])
def test_a_cue_decides_its_example(cue):
    *_, last = find_cues(cue.example)
    assert (last.name, last.status) == (cue.name, cue.status)


def test_the_quick_look_for_openings_misses_no_cue():
    lines = [text for name in ("status", "periods", "quantities", "refusals") for text, _ in read_corpus(name)]
    for text in [*lines, *(cue.example for cue in CUES)]:
        found = [(cue.name, cue.end) for cue in find_cues(text)]
        assert found == [(match.lastgroup, match.end()) for match in FINDER.finditer(text)]


def test_headings_part_what_was_done_from_what_is_to_do():
    past = "## 过去一年工作回顾||推进城市更新。改造老旧小区【3个】。"
    report = past + "||## 2025年主要任务||推进城市更新。改造老旧小区【5个】。"
    assert _status(report) == "planned"
    assert _status(report.replace("【5个】", "5个")) == "actual"
