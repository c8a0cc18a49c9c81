"""Who is quoted as saying a figure, with the office as the article writes it."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from extract.reading.documents import Article, Document

SAYING = (
    r"(?:介绍(?:道|说)?|说道?|表示|告诉(?:记者|笔者)?|坦言|感慨(?:道|万千)?|认为|指出|强调|解释(?:道|说)?|透露|称|谈到|回忆(?:道|说)?"
    r"|算了?一?笔账|算起账来|盘算|笑着说|补充道?|直言|分析(?:道|说)?|建议|呼吁|感叹|打趣道?|总结道?|写道|喊道|答道|问道)"
)
# The one who speaks: no mark and no quote within; ends with a name or an office.
WHO = r"(?P<who>[^，。！？；：、“”‘’（）()\s][^，。！？；：“”（）()]{1,38}?)"
AFTER_QUOTE = regex.compile(rf"\s*{WHO}{SAYING}(?![\u4e00-\u9fff]{{0,2}}的)")  # “……”刘毅介绍道
BEFORE_QUOTE = regex.compile(
    rf"(?:^|[，。！？；”])\s*{WHO.replace('}?)', '})')}{SAYING}[，,：:]\s*[“\"]?"
)  # 邹澎说，江北对……
AS_TOLD = regex.compile(rf"据{WHO}{SAYING}")  # 据处长顾世刚介绍说，……
# 甘肃省某县某村党支部书记 王某某：这树明年就能结果
CAPTION = regex.compile(
    r"(?P<who>[^，。！？；：“”（）()]{2,40}?[^，。！？；：“”（）()\s]{0,20}\s+\S(?:\s?\S){1,3})：|(?P<office>[^，。！？；：“”\s]{2,30}?(?:员|长|任|师|民|记|授|家|人|工)[\u4e00-\u9fff]{2,3})：(?!“)"
)
SHORTEST_QUOTE = 10  # “城市大脑” is a name, not speech
PERSON = regex.compile(
    r"(?:员|长|任|师|民|记|授|家|人|工|委|手|士|者|理|总|某|女|男|主|友|客|商|农|生|婆|爷|叔|姐|哥|老|小|先生|女士)|[\u4e00-\u9fff]{2,4}$"
)
NOBODY = regex.compile(
    r"(?:记者|笔者|报道|数据|报告|通知|意见|公告|统计|方案|规定|消息|大家|他们|她们|人们|有人|业内|指导意见|文件|一看|他|她|会议)$|^(?:记者|据|会议|通知|意见|《)"
)


Piece = tuple[int, int, int]  # sentence, start, end


@dataclass(frozen=True, slots=True)
class _Speech:
    """The words of one speaker: from ``start`` to ``end`` of sentence number ``sentence``."""

    sentence: int
    start: int
    end: int
    who: str


def speaker_reader(document: Document, article: Article) -> Callable[[int, int, int], str]:
    """A function from a figure's place (sentence index, start, end in its text) to who is quoted there, or ``""``.

    Credited are words in quotation marks and what stands beside them in the sentence of the credit, and the words after
    the caption of a broadcast (村支书 董豆次：…). 据介绍 and reported speech without a quotation credit nobody.
    """
    speeches: dict[int, list[_Speech]] = {}
    for speech in _speeches(article):
        speeches.setdefault(speech.sentence, []).append(speech)

    def read(sentence: int, start: int, end: int) -> str:
        return next(
            (speech.who for speech in speeches.get(sentence, ()) if speech.start <= start and end <= speech.end), ""
        )

    return read


def _speeches(article: Article) -> Iterator[_Speech]:
    quotes = list(_quotes(article))
    told = _told(article)
    for number, sentence in enumerate(article.sentences):
        caption = _caption(sentence.text)
        if caption:
            yield from _paragraph_from(article, number, caption)
    for quote in quotes:
        who, beside = _credit(article, quote, told)
        if not who:
            continue
        for number, start, end in quote:
            yield _Speech(number, start, end, who)
        if beside is not None:  # ”刘毅介绍，全村已有果园300亩
            number, start = beside
            yield _Speech(number, start, len(article.sentences[number].text), who)


def _caption(text: str) -> str:
    match = CAPTION.match(text)
    if not match:
        return ""
    who = regex.sub(r"\s+", " ", match["who"] or match["office"]).strip()
    who = regex.sub(r"(?<= \S) (?=\S$)", "", who)  # 宋 健
    return who if not NOBODY.search(who.replace(" ", "")) else ""


def _paragraph_from(article: Article, number: int, who: str) -> Iterator[_Speech]:
    paragraph = article.sentences[number].paragraph
    for later in range(number, len(article.sentences)):
        if article.sentences[later].paragraph != paragraph:
            return
        yield _Speech(later, 0, len(article.sentences[later].text), who)


def _quotes(article: Article) -> Iterator[list[Piece]]:
    """Yield each quotation as its pieces (sentence, start, end): one may run over sentences and a torn paragraph."""
    pieces: list[Piece] = []
    inside = False
    for number, sentence in enumerate(article.sentences):
        start = 0
        for match in regex.finditer(r"[“”]", sentence.text):
            if match.group() == "“":
                start, inside, pieces = match.start(), True, []
            elif inside:
                pieces.append((number, start, match.end()))
                yield pieces
                inside, pieces = False, []
        if inside:
            pieces.append((number, start, len(sentence.text)))
            inside = len(pieces) <= 12  # a quotation that nobody closes


def _credit(article: Article, quote: list[Piece], told: dict[int, str]) -> tuple[str, tuple[int, int] | None]:
    """Who says the quotation, and from where (sentence, start) the sentence of the credit is that person's too."""
    if sum(end - start for _, start, end in quote) < SHORTEST_QUOTE:
        return "", None
    number, _, end = quote[-1]
    after = _after(article, number, end)
    if after[0]:
        return after
    first, start, _ = quote[0]
    before = article.sentences[first].text[:start]
    lead = _last(BEFORE_QUOTE, before)
    if lead and lead.end() == len(before) and _is_person(lead["who"]):
        return _clean(lead["who"]), None
    return ("" if before else told.get(article.sentences[number].paragraph, "")), None


def _after(article: Article, number: int, end: int) -> tuple[str, tuple[int, int] | None]:
    """The credit behind a quotation, in its sentence or at the start of the next: “……。”刘毅说."""
    sentence = article.sentences[number]
    if end >= len(sentence.text) and number + 1 < len(article.sentences):
        following = article.sentences[number + 1]
        if following.paragraph != sentence.paragraph:
            return "", None
        number, end, sentence = number + 1, 0, following
    match = AFTER_QUOTE.match(sentence.text, end)
    return (_clean(match["who"]), (number, match.end())) if match and _is_person(match["who"]) else ("", None)


def _last(pattern: regex.Pattern, text: str) -> regex.Match | None:
    found = deque(pattern.finditer(text), maxlen=1)
    return found[0] if found else None


def _told(article: Article) -> dict[int, str]:
    """Who each paragraph says it has its facts from: 据处长顾世刚介绍说 credits the quotation further on."""
    told: dict[int, str] = {}
    for sentence in article.sentences:
        for match in AS_TOLD.finditer(sentence.text):
            if _is_person(match["who"]):
                told[sentence.paragraph] = _clean(match["who"])
    return told


def _is_person(who: str) -> bool:
    who = _clean(who)
    return len(who) >= 2 and not NOBODY.search(who) and bool(PERSON.search(who))


def _clean(who: str) -> str:
    """The speaker without what only leads into speech: 刘毅感慨地, 基地负责人刘露高兴地."""
    return regex.sub(r"(?:[\u4e00-\u9fff]{0,2}地|[向对]记者|接受采访时|也|还|曾|随后|则)$", "", who.strip()).strip()
