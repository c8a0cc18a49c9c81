"""Who is quoted."""

import pytest
from marked import read_corpus, read_marked

from extract.context.speakers import speaker_reader


@pytest.mark.parametrize(("text", "wanted"), read_corpus("speakers"), ids=[text for text, _ in read_corpus("speakers")])
def test_corpus(text, wanted):
    document, article, sentence, start, end = read_marked(text)
    assert speaker_reader(document, article)(sentence, start, end) == wanted
