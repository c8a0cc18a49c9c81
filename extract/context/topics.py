"""What an article, or a sentence of another matter in it, is about: one of fourteen topics."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import regex

from extract.reading.documents import Article, Document
from extract.reading.folding import fold
from extract.tables import read_table

TOPICS = {row.topic: row for row in read_table("topics")}
_ORDER = {topic: number for number, topic in enumerate(TOPICS)}
_WORDS = {row.word: row.topic for row in read_table("topic_words")}
_FINDER = regex.compile(r"\L<words>", words=sorted(_WORDS))
# A sentence that names this many words of one topic and none of the article's is about that topic.
CLEARLY = 3


@dataclass(frozen=True, slots=True)
class TopicCount:
    """The words of one topic in a text: how many different ones, and how often they stand there."""

    topic: str
    words: tuple[str, ...]
    mentions: int


def count_topics(title: str, text: str) -> tuple[TopicCount, ...]:
    """The topics of ``text`` under ``title``, the likeliest first; empty where no topic word stands in them.

    Each different word counts one, a word of the title two more. Ties go to the topic with more mentions, then to the
    first in ``topics.tsv``.

    >>> [(count.topic, count.words) for count in count_topics("", "流转土地种柑橘，合作社带动农户")]
    [('agriculture', ('流转土地', '柑橘', '合作社', '农户'))]
    """
    in_title, in_text = _FINDER.findall(title), _FINDER.findall(text)
    words: dict[str, list[str]] = {}
    for word in dict.fromkeys(in_title + in_text):
        words.setdefault(_WORDS[word], []).append(word)
    mentions = Counter(_WORDS[word] for word in in_title + in_text)
    titled = Counter(_WORDS[word] for word in set(in_title))
    counts = [TopicCount(topic, tuple(found), mentions[topic]) for topic, found in words.items()]
    return tuple(sorted(counts, key=lambda c: (-len(c.words) - 2 * titled[c.topic], -c.mentions, _ORDER[c.topic])))


def topic_reader(document: Document, article: Article) -> Callable[[int, int, int], str]:
    """A function from a figure's place (sentence index, start, end in its text) to a topic of ``topics.tsv``.

    It is the article's topic, unless the sentence names three words of another and none of the article's. ``""`` where
    neither article nor document holds a topic word.
    """
    title = fold(article.section or document.title)
    ranked = count_topics(title, "\n".join(sentence.text for sentence in article.sentences))
    ranked = ranked or count_topics(fold(document.title), fold(document.text))
    main = ranked[0].topic if ranked else ""
    topics = [_sentence_topic(sentence.text, main) for sentence in article.sentences]

    def read(sentence: int, start: int, end: int) -> str:
        return topics[sentence]

    return read


def _sentence_topic(text: str, main: str) -> str:
    ranked = count_topics("", text)
    if not ranked or any(count.topic == main for count in ranked):
        return main
    return ranked[0].topic if len(ranked[0].words) >= CLEARLY else main
