"""Who says a figure: the speaker of quoted words, or the one whom the sentence reports, with the office as written."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex

from extract.context.latest import Answers
from extract.context.speaker_names import NAME, OFFICE_END, is_plainly_person, last_named, speaker_in
from extract.reading.documents import Article, Document

SAYING = (
    r"(?:介绍(?:道|说)?|说道?|表示|告诉(?:记者|笔者)?|坦言|感慨(?:道|万千)?|认为|指出|强调|解释(?:道|说)?|透露|称|谈到|回忆(?:道|说)?"
    r"|算了?一?笔账|算起账来|盘算|笑着说|补充道?|直言|分析(?:道|说)?|建议|呼吁|感叹|打趣道?|总结道?|写道|喊道|答道|问道)"
)
WHO = r"(?P<who>[^，。！？；：“”‘’\s][^，。！？；：“”]{0,48}?)"
# “……”站在田埂上，刘毅介绍道; but not “一表通”的建设者说
AFTER_QUOTE = regex.compile(
    rf"[，。]?\s*(?:(?![的是等和、])[^，。！？；：“”]{{2,20}}，){{0,2}}?{WHO}{SAYING}(?![\u4e00-\u9fff]{{0,2}}的)"
)
# “……”种粮大户王建国乐得合不拢嘴: no word for speaking, but a full name with its office
BESIDE_QUOTE = regex.compile(
    rf"(?:[^，。！？；：“”]{{2,20}}，)?(?P<who>[^，。！？；：“”]{{1,24}}?{OFFICE_END}{NAME})[^。！？；：“”]{{0,30}}(?:[。！？]|$)"
)
SPEECH_ENDS = "，。！？…!?,"  # before the closing mark of speech; “城市大脑” is a name
LEAD = r"(?:^|[，。！？；”])\s*"
BEFORE_QUOTE = regex.compile(  # 邹澎说，“江北对……; 全国政协委员李明：“……
    rf"{LEAD}(?:{WHO.replace('}?)', '})')}{SAYING}[，,：:]|(?P<named>[^，。！？；：“”]{{1,30}}{OFFICE_END}{NAME})[：:])"
    r"\s*[“\"]?"
)
SAID = re.compile(r"[绍道说示者言慨万千为出调释露称到忆账来算充析议吁叹趣结][，,：:]")
REPORTED = regex.compile(rf"{LEAD}(?:据)?{WHO}{SAYING}[，,：:]")  # 据处长顾世刚介绍说，……
AS_TOLD = regex.compile(rf"据{WHO}{SAYING}")
# 甘肃省某县某村党支部书记 王某某：这树明年就能结果
CAPTION = regex.compile(
    r"(?P<who>[^，。！？；：“”（）()]{2,40}?[^，。！？；：“”（）()\s]{0,20}\s+\S(?:\s?\S){1,3})："
    rf"|(?P<office>[^，。！？；：“”\s]{{1,30}}?{OFFICE_END}{NAME})：(?!“)"
)
BLANKS, SPACED_NAME = regex.compile(r"\s+"), regex.compile(r"(?<= \S) (?=\S$)")  # 宋 健
MARKS = regex.compile(r"[“”]")
SHORTEST_QUOTE = 10
LONGEST_SPEECH = 12  # sentences; a quotation that goes on is one that nobody closes
FAR_BACK = 4  # sentences that a pronoun looks back

Piece = tuple[int, int, int]  # sentence, start, end


class _Speech(NamedTuple):
    """The words of one speaker: from ``start`` to ``end`` of a sentence."""

    start: int
    end: int
    who: str


def speaker_reader(document: Document, article: Article) -> Callable[[int, int, int], str]:
    """A function from a figure's place (sentence index, start, end in its text) to who says it, or ``""``.

    First come words in quotation marks and what stands beside them in the sentence of the credit, then the words after
    the caption of a broadcast (村支书 董豆次：…), last what a sentence reports of a person (据刘毅介绍，…).
    据介绍, 记者获悉 and 数据显示 name nobody.
    """
    speeches = _speeches(article)
    reported = Answers(lambda sentence: _reported(article, sentence))

    def read(sentence: int, start: int, end: int) -> str:
        for speech in (*speeches.get(sentence, ()), *reported[sentence]):
            if speech.start <= start and end <= speech.end:
                return speech.who
        return ""

    return read


def _speeches(article: Article) -> dict[int, list[_Speech]]:
    """What is quoted in each sentence, and what stands under a caption."""
    told = _told(article)
    speeches: dict[int, list[_Speech]] = {}
    for quote in _quotes(article):
        who, beside = _credit(article, quote, told)
        if not who:
            continue
        told[article.sentences[quote[-1][0]].paragraph] = who
        for number, start, end in quote:
            speeches.setdefault(number, []).append(_Speech(start, end, who))
        if beside is not None:  # ”刘毅介绍，全村已有果园300亩
            number, start = beside
            speeches.setdefault(number, []).append(_Speech(start, len(article.sentences[number].text), who))
    for number, who in _captions(article):
        speeches.setdefault(number, []).append(_Speech(0, len(article.sentences[number].text), who))
    return speeches


def _told(article: Article) -> dict[int, str]:
    """Who each paragraph says it has its facts from: 据处长顾世刚介绍说 credits the quotation further on."""
    told: dict[int, str] = {}
    for sentence in article.sentences:
        for match in AS_TOLD.finditer(sentence.text) if "据" in sentence.text else ():
            told[sentence.paragraph] = speaker_in(match["who"]) or told.get(sentence.paragraph, "")
    return told


def _captions(article: Article) -> Iterator[tuple[int, str]]:
    """Yield the sentences that stand under a caption, to the end of its paragraph."""
    who, paragraph = "", -1
    for number, sentence in enumerate(article.sentences):
        if sentence.paragraph != paragraph:
            who, paragraph = "", sentence.paragraph
        who = (_caption(sentence.text) if "：" in sentence.text else "") or who
        if who:
            yield number, who


def _caption(text: str) -> str:
    match = CAPTION.match(text)
    if not match or "记者" in match.group():
        return ""
    who = SPACED_NAME.sub("", BLANKS.sub(" ", match["who"] or match["office"]).strip())
    return who if speaker_in(who.replace(" ", "")) else ""


def _quotes(article: Article) -> Iterator[list[Piece]]:
    """Yield each quotation as its pieces (sentence, start, end): one may run over sentences and a torn paragraph."""
    pieces: list[Piece] = []
    inside = False
    for number, sentence in enumerate(article.sentences):
        start = 0
        for match in MARKS.finditer(sentence.text) if inside or "“" in sentence.text else ():
            if match.group() == "“":
                start, inside, pieces = match.start(), True, []
            elif inside:
                pieces.append((number, start, match.end()))
                yield pieces
                inside, pieces = False, []
        if inside:
            pieces.append((number, start, len(sentence.text)))
            inside = len(pieces) <= LONGEST_SPEECH


def _credit(article: Article, quote: list[Piece], told: dict[int, str]) -> tuple[str, tuple[int, int] | None]:
    """Who says the quotation, and from where (sentence, start) the sentence of the credit is that person's too."""
    number, _, end = quote[-1]
    text = article.sentences[number].text
    speech = text[end - 2] in SPEECH_ENDS
    if speech or _is_long(quote) or text.startswith(("，", "。"), end):
        after = _after(article, number, end, speech=speech)
        if after[0]:
            return after
    first, start, _ = quote[0]
    before = article.sentences[first].text[:start]
    lead = _last(BEFORE_QUOTE, before)
    if lead and lead.end() == len(before):
        return _resolved(article, first, speaker_in(lead["named"] or lead["who"])), None
    return ("" if before or not _is_long(quote) else told.get(_paragraph(article, number), "")), None


def _is_long(quote: list[Piece]) -> bool:
    return sum(end - start for _, start, end in quote) >= SHORTEST_QUOTE


def _paragraph(article: Article, number: int) -> int:
    return article.sentences[number].paragraph


def _after(article: Article, number: int, end: int, *, speech: bool) -> tuple[str, tuple[int, int] | None]:
    """The credit behind a quotation, in its sentence or at the start of the next: “……。”刘毅说."""
    if end >= len(article.sentences[number].text) and number + 1 < len(article.sentences):
        if _paragraph(article, number + 1) != _paragraph(article, number):
            return "", None
        number, end = number + 1, 0
    text = article.sentences[number].text
    match = AFTER_QUOTE.match(text, end)
    who = _resolved(article, number, speaker_in(match["who"])) if match else ""
    if who:
        return who, (number, match.end())
    beside = BESIDE_QUOTE.match(text, end) if speech else None
    return (speaker_in(beside["who"]) if beside else ""), None


def _resolved(article: Article, number: int, who: str) -> str:
    """``who``, or for 他 and 她 the person named last in the sentences before."""
    if who not in ("他", "她"):
        return who
    for sentence in article.sentences[max(0, number - FAR_BACK) : number + 1][::-1]:
        named = last_named(sentence.text)
        if named:
            return named
    return ""


def _last(pattern: regex.Pattern, text: str) -> regex.Match | None:
    found = deque(pattern.finditer(text), maxlen=1)
    return found[0] if found else None


def _reported(article: Article, number: int) -> list[_Speech]:
    """What a sentence reports of one person it names, from there to its end."""
    text = article.sentences[number].text
    if not SAID.search(text):
        return []
    found = [(match.end(), speaker_in(match["who"])) for match in REPORTED.finditer(text)]
    speeches = [_Speech(start, len(text), _resolved(article, number - 1, who)) for start, who in found if who]
    return [speech for speech in speeches if is_plainly_person(speech.who)][::-1]
