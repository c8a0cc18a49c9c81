"""What an article, or a sentence of another matter in it, is about: one of fourteen topics."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from extract.reading.documents import Article, Document
from extract.reading.folding import fold
from extract.tables import read_table

TOPICS = {row.topic: row for row in read_table("topics")}
_ORDER = {topic: number for number, topic in enumerate(TOPICS)}
_WORDS = {row.word: row.topic for row in read_table("topic_words")}
_BY_START: dict[str, list[str]] = {}
for _word in sorted(_WORDS, key=len, reverse=True):
    _BY_START.setdefault(_word[:2], []).append(_word)
# A sentence that names this many words of one topic and none of the article's is about that topic.
CLEARLY = 3


@dataclass(frozen=True, slots=True)
class TopicCount:
    """The words of one topic in a text: how many different ones, and how often they stand there."""

    topic: str
    words: tuple[str, ...]
    mentions: int


def find_topic_words(text: str) -> Iterator[str]:
    """Yield the topic words of ``text`` in order, the longest at each place, looked up by their first two letters.

    >>> list(find_topic_words("重点实验室与实验室"))
    ['重点实验室', '实验室']
    """
    place = 0
    while place < len(text) - 1:
        candidates = _BY_START.get(text[place : place + 2], ())
        word = next((word for word in candidates if text.startswith(word, place)), "")
        if word:
            yield word
        place += len(word) or 1


def count_topics(title: Iterable[str], text: Iterable[str]) -> tuple[TopicCount, ...]:
    """The topics of a text with the topic words ``text`` under a title with those of ``title``, the likeliest first.

    Each different word counts one, a word of the title two more. Ties go to the topic with more mentions, then to the
    first in ``topics.tsv``.

    >>> [(count.topic, count.words) for count in count_topics((), find_topic_words("流转土地种柑橘，合作社带动农户"))]
    [('agriculture', ('流转土地', '柑橘', '合作社', '农户'))]
    """
    in_title = list(title)
    found = [*in_title, *text]
    words: dict[str, list[str]] = {}
    for word in dict.fromkeys(found):
        words.setdefault(_WORDS[word], []).append(word)
    mentions = Counter(_WORDS[word] for word in found)
    titled = Counter(_WORDS[word] for word in set(in_title))
    counts = [TopicCount(topic, tuple(different), mentions[topic]) for topic, different in words.items()]
    return tuple(sorted(counts, key=lambda c: (-len(c.words) - 2 * titled[c.topic], -c.mentions, _ORDER[c.topic])))


def topic_reader(document: Document, article: Article) -> Callable[[int, int, int], str]:
    """A function from a figure's place (sentence index, start, end in its text) to a topic of ``topics.tsv``.

    It is the article's topic, unless the sentence names three words of another and none of the article's. ``""`` where
    neither article nor document holds a topic word.
    """
    title = find_topic_words(fold(article.section or document.title))
    found = [list(find_topic_words(sentence.text)) for sentence in article.sentences]
    ranked = count_topics(title, chain.from_iterable(found))
    ranked = ranked or count_topics(find_topic_words(fold(document.title)), find_topic_words(fold(document.text)))
    main = ranked[0].topic if ranked else ""
    topics = [_sentence_topic(words, main) for words in found]

    def read(sentence: int, start: int, end: int) -> str:
        return topics[sentence]

    return read


def _sentence_topic(words: list[str], main: str) -> str:
    ranked = count_topics((), words)
    if not ranked or any(count.topic == main for count in ranked):
        return main
    return ranked[0].topic if len(ranked[0].words) >= CLEARLY else main
