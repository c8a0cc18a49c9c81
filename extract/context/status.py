"""Whether a figure tells what is, or what is planned."""

from collections.abc import Callable

import regex

from extract.context.clock import Clock
from extract.context.latest import Answers
from extract.context.moods import is_order, planned_sentences
from extract.context.periods import times_of
from extract.context.pledges import is_promised
from extract.context.status_cues import ACTUAL, PLANNED, FoundCue, find_cues
from extract.context.time_words import TimeWord
from extract.quantities.edges import first_sign
from extract.reading.documents import Article, Document

# The words before a figure that is there already, also in a plan: 利用好531处国保单位.
STANDING = regex.compile(r"(?:守护|保护|利用|用好|管好|盘活|依托|现有|全省|全市|全县|全区)[^，。；、]{0,6}$")
GOAL_AFTER = regex.compile(r"(?:以上|左右)?的?(?:增长|发展|奋斗|年度|总体)?目标(?!任务|已)")
GOAL_MET = regex.compile(r"(?<!超额)完成|实现了|达成|突破了")
# 超额完成浓度下降4%、天数减少6%的目标: what was aimed at is not what was reached
GOAL_PASSED = regex.compile(r"超额(?:完成|实现|达成)[^，。；]*$")
# Words that a figure takes in with its bound: 不会低于1万元
HEDGED = regex.compile(r"(?:将(?!近)|不?会|有望|预计|可望)")
FIRST_HEDGED = first_sign(HEDGED.pattern).signs
DONE_NEXT = regex.compile(r"；[^；]*(?:完成|建成|竣工|投入使用)")
ON_BASIS = regex.compile(r"的?基础上")  # 在现在14%的基础上翻一番
AMONG = regex.compile(r"(?:这|此|以上)?[其当]中")  # goes on with what the sentence before it told
GOES_ON = ("will", "will_come", "strive", "report_sets")
LONGEST_PLAN = 8  # orders in a row that go on with one plan
FAR = 60  # no aim stands further from its verb
GOAL_LATER = regex.compile(r"[^，。；]{0,30}目标")
# A sentence that tells of targets and names none of them: 三块产业各有产值目标。今年，光伏150亿元
GOALS_FOLLOW = regex.compile(r"(?:有|定下|定了|确定|提出|设定|明确)[^，。；]{0,12}目标[。：:]?$")


def status_reader(document: Document, article: Article) -> Callable[[int, int, int], str]:
    """A function from a figure's place (sentence index, start, end in its text) to ``actual`` or ``planned``.

    The last cue of the sentence before the figure decides; then a time that lies ahead (到2030年); then whether the
    figure stands in a plan without cues, as the orders of a work report.
    """
    clock, frames, governing, pledge, _ = times_of(document, article)
    plans = Answers(lambda _: planned_sentences(article))  # asked for by figures without a cue and a time ahead
    cues_of = Answers(lambda sentence: tuple(find_cues(article.sentences[sentence].text)))
    goes_on = Answers(lambda sentence: _goes_on_planning(article, sentence, cues_of))
    goals_before = Answers(lambda one: bool(one and GOALS_FOLLOW.search(article.sentences[one - 1].text)))

    def own_words(sentence: int, start: int, end: int) -> str:
        """What the sentence itself says, ``""`` where it says nothing."""
        text = article.sentences[sentence].text
        if _is_goal(text, end) or (text[start] in FIRST_HEDGED and HEDGED.match(text, start)):
            return PLANNED
        if ON_BASIS.match(text, end):
            return ACTUAL
        word = governing[sentence, start, end]
        word = word if word is not None and word.end <= start else None
        cue = _cue_before(text, cues_of[sentence], start)
        ahead = word is not None and clock.is_future(word.period)
        if cue and not _is_outdone(cue, word, ahead, plans[0][sentence]):
            return ACTUAL if _is_over(cue, word, clock) else cue.status
        past = word is not None and clock.is_past(word.period)
        return PLANNED if ahead or (not past and goes_on[sentence]) else ""

    def company(sentence: int, start: int) -> str:
        """What the sentences around it say of one that says nothing."""
        promised = is_promised(pledge, article, sentence) and not clock.is_past(frames[sentence].carried)
        if goals_before[sentence] or promised:
            return PLANNED
        text = article.sentences[sentence].text
        return PLANNED if plans[0][sentence] and not STANDING.search(text, max(0, start - 12), start) else ACTUAL

    def read(sentence: int, start: int, end: int) -> str:
        if said := own_words(sentence, start, end):
            return said
        if again := _told_again(article, sentence, article.sentences[sentence].text[start:end]):
            return own_words(*again) or company(*again[:2])
        return company(sentence, start)

    return read


def _goes_on_planning(article: Article, sentence: int, cues_of: Answers) -> bool:
    """Whether a sentence without a subject goes on with the plan before it: …将发展产业。打造示范片1000个."""
    told = article.sentences
    for one in range(sentence, max(0, sentence - LONGEST_PLAN), -1):
        among = AMONG.match(told[one].text)
        if told[one].paragraph != told[one - 1].paragraph or not (among or is_order(told[one].text)):
            return False
        if cues := cues_of[one - 1]:
            return cues[-1].status == PLANNED and (
                among or cues[-1].name in ("will", "will_come", "strive", "report_sets")
            )
    return False


def _is_outdone(cue: FoundCue, word: TimeWord | None, ahead: bool, in_plan: bool) -> bool:
    """Whether a cue of results gives way to a plan: 五年累计降低17%; 启动了工程，“十五五”期间建设1000个."""
    if cue.name == "total":
        return ahead or in_plan
    return cue.name == "done_verb" and ahead and word.start >= cue.end


def _is_over(cue: FoundCue, word: TimeWord | None, clock: Clock) -> bool:
    """Whether a time after the cue is past (计划投资5亿元，去年完成3亿元), or what was won was (去年争取资金6亿元)."""
    if word is None or not clock.is_past(word.period):
        return False
    aimed = cue.name == "plan_to" and word.start == cue.end  # 计划年内完成
    return cue.name in ("win", "prepare") or (word.start >= cue.end and not aimed)


def _told_again(article: Article, sentence: int, words: str) -> tuple[int, int, int] | None:
    """Where the text below a headline tells its figure again; None for a figure that is in no headline."""
    if not article.sentences[sentence].heading:
        return None
    for later in range(sentence + 1, len(article.sentences)):
        start = article.sentences[later].text.find(words)
        if start >= 0 and not article.sentences[later].heading:
            return later, start, start + len(words)
    return None


def _cue_before(text: str, cues: tuple[FoundCue, ...], start: int) -> FoundCue | None:
    """The last cue before a figure; 将 and its like reach no further than the next semicolon.

    So does 预计 where what comes after is done: 预计投资120万元；25所小学完成改造.
    """
    for cue in reversed(cues):
        ends = cue.name == "will" or (cue.name == "expect" and DONE_NEXT.search(text, cue.end, start))
        if cue.end <= start and not (ends and "；" in text[cue.end : start]):
            return cue
    return None


def _is_goal(text: str, end: int) -> bool:
    """5万人的目标, but not 完成5万人的目标."""
    if "目标" not in text:
        return False
    if GOAL_LATER.match(text, end) and GOAL_PASSED.search(text, max(0, end - FAR), end):
        return True
    return bool(GOAL_AFTER.match(text, end)) and not GOAL_MET.search(text, 0, end)
