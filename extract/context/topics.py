"""What an article, or a sentence of another matter in it, is about: one of fourteen topics."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import regex

from extract.context.latest import Answers
from extract.reading.documents import Article, Document
from extract.reading.folding import fold
from extract.tables import read_table
from extract.tables.word_lists import word_finder

TOPICS = {row.topic: row for row in read_table("topics")}
_ORDER = {topic: number for number, topic in enumerate(TOPICS)}
_WORDS = {row.word: row.topic for row in read_table("topic_words")}


class Genre(NamedTuple):
    """What a document is by its title, and so its topic, whatever its parts tell of; ``example`` is a title of it."""

    topic: str
    title: regex.Pattern
    example: str


GENRES = (
    Genre(
        "emergency",
        regex.compile(r"(?:事故|灾害|事件)(?:原因|情况|责任|处理|的)*(?:调查|核查|评估)"),
        "某矿“3·1”较大爆炸事故调查报告（节选）",
    ),
    Genre(
        "emergency",
        regex.compile(r"食物中毒|瓦斯爆炸|车祸|侧翻|\d+人?死(?:亡?\d|\d*\d+伤)"),
        "县小学发生食物中毒 12名学生留院观察",
    ),
    Genre(
        "governance",
        regex.compile(r"政府工作报告(?:（?(?:全文|摘要|摘登|节选|要点|解读)）?)?$"),
        "2024年某省政府工作报告（节选）",
    ),
    Genre("governance", regex.compile(r"[大件项](?:重点)?(?:为民|民生|惠民|利民)*(?:办)?实事"), "我市公布今年十件实事"),
    Genre(
        "economy",
        regex.compile(r"(?:国民)?经济(?:和社会发展)?(?:统计公报|运行)"),
        "前三季度国民经济运行平稳",
    ),
)
# A sentence that names this many words of one topic and none of the article's is about that topic.
CLEARLY = 3


class TopicCount(NamedTuple):
    """The words of one topic in a text: how many different ones, and how often they stand there."""

    topic: str
    words: tuple[str, ...]
    mentions: int


find_topic_words = word_finder(_WORDS)


def count_topics(title: Iterable[str], text: Iterable[str]) -> tuple[TopicCount, ...]:
    """The topics of a text with the topic words ``text`` under a title with those of ``title``, the likeliest first.

    Each different word counts one, a word of the title two more. Ties go to the topic with more mentions, then to the
    first in ``topics.tsv``.

    >>> [(count.topic, count.words) for count in count_topics((), find_topic_words("流转土地种柑橘，合作社带动农户"))]
    [('agriculture', ('流转土地', '柑橘', '合作社', '农户'))]
    """
    in_title = list(title)
    titled = frozenset(in_title)
    named: dict[str, list[str]] = {}
    for word in chain(in_title, text):
        named.setdefault(_WORDS[word], []).append(word)
    counts = [TopicCount(topic, tuple(dict.fromkeys(words)), len(words)) for topic, words in named.items()]
    weights = {count.topic: len(count.words) + 2 * len(titled.intersection(count.words)) for count in counts}
    return tuple(sorted(counts, key=lambda count: (-weights[count.topic], -count.mentions, _ORDER[count.topic])))


def topic_reader(document: Document, article: Article) -> Callable[[int, int, int], str]:
    """A function from a figure's place (sentence index, start, end in its text) to a topic of ``topics.tsv``.

    It is the article's topic, unless the sentence names three words of another and none of the article's. ``""`` where
    neither article nor document holds a topic word.
    """
    heading = fold(article.section or document.title)
    title = find_topic_words(heading)
    told = [find_topic_words(sentence.text) for sentence in article.sentences]
    ranked = count_topics(title, chain.from_iterable(told))
    main = _genre(heading) or (ranked[0].topic if ranked else _document_topic(document))
    topic_of = Answers(lambda sentence: _sentence_topic(told[sentence], main))
    return lambda sentence, start, end: topic_of[sentence]


def _genre(title: str) -> str:
    """The topic of a report whose title says what it is, ``""`` for any other article."""
    return next((genre.topic for genre in GENRES if genre.title.search(title)), "")


@lru_cache(maxsize=1)  # each article of a page without topic words asks for it
def _document_topic(document: Document) -> str:
    ranked = count_topics(find_topic_words(fold(document.title)), find_topic_words(fold(document.text)))
    return ranked[0].topic if ranked else ""


def _sentence_topic(words: list[str], main: str) -> str:
    if len(words) < CLEARLY or any(_WORDS[word] == main for word in words):
        return main
    first = count_topics((), words)[0]
    return first.topic if len(first.words) >= CLEARLY else main
