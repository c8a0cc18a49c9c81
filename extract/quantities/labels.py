"""The noun that stands before or after a number, cut out of the words around it: the raw material of an indicator."""

import re
from functools import lru_cache

import regex

from extract.quantities.edges import first_sign
from extract.quantities.word_roles import ROLES, any_of, word_at, word_at_end
from extract.tables import read_table

LONGEST = 12  # signs in a label: what an analyst still reads at a glance

CLAUSE_SIGN = regex.compile(r"(?r)[，。；：！？,;:!?…\s]|——|──")  # the last one
BLANKS = " /／、，。；：“”‘’\"'（）()【】《》-—·的了　"
JOINT = regex.compile(
    r"^(?:和(?![平谐美田])|与(?!会)|及(?!格))|(?:(?<![饱缓共温柔])和|(?<!参)与|(?<![涉普波顾])及|(?<![平高中初同何])等)$"
)
JOINTS = ("和", "与", "及", "等")  # what it may be about
CAUSE = regex.compile(rf"(?<=(?<!原)因)(?!素|此|为|而|病)\p{{Han}}{{2,{LONGEST}}}$")
CODE = regex.compile(r"[（(][A-Za-z0-9.:：\- ]+[)）]")  # 瑞幸咖啡(LK.US)

NOUN_STARTS = regex.compile(r"[、在为是]|\)")
OWN_MEASURE = regex.compile(r"(?:数量?|名额|人数|(?:占地|建筑|总)?面积|产量|产值|金额|总额|总投资|投资|收入|预算)$")
AVERAGED = regex.compile("[率量值度额]平均$")
EACH = regex.compile(r"(?:每\p{Han}{1,2}|[（(])$")  # 每公顷, and an open bracket: they lead into a number too
COMPARED = regex.compile(r"按[^，]{2,6}计算")
TIMES = regex.compile(
    r"""(?:截至|截止|截止到)?(?:今年|去年|前年|明年|本年度?|上年度?|当年度?|20\d\d年|19\d\d年)(?:以来|上半年|下半年|前\p{Han}{1,2}季度|[一二三四]季度|底|末|初)*(?:以来|来)?的?
    |近年来|近\p{Han}年来?|一年来|几年来|多年来|[“]?十[一二三四五]五[”]?(?:期间|时期|以来)?|本世纪(?:以来)?|昨[日天]|截至目前|目前|迄今|至今|今年以来的?|以来的?""",
    regex.VERBOSE,
)
TIME_SIGNS = first_sign(TIMES.pattern, flags=re.VERBOSE).signs
# The last verb that says that something is there: what stands after it is counted. 境内有一级河道19条
EXIST = regex.compile(
    rf".*(?:{any_of('exist')}|(?<![所国公私专稀固含没享拥仅只共还现设建特持具])有(?![关期效机色限序意偿]))(?=\p{{Han}}{{2}})"
)
# The first verb that says what was done with it, unless verb and noun are one name: 培训人数, 改造工程, 养殖基地. Many
# verbs are nouns as well (检测, 出口): these do so only after a word that makes them verbs.
ACT = regex.compile(
    rf".*?(?:{any_of('act')}|(?<=已经?|共|累计|合计|计划|拟|将|可|先后|陆续|成功|全部|年|月|日|上半年|以来){any_of('deed')})"
    rf"(?=\p{{Han}}{{3}})(?!\p{{Han}}?[率额量]|{any_of('fixed')}|成了|进展|取得)"
)
# 中药材|主要有天麻、杜仲等: what the names before the number are names of, unless it is who has them
LISTED = regex.compile(
    rf"(?P<whole>\p{{Han}}{{2,8}}?)(?<!{any_of('whole')}|[内中里上境])(?:主要|现|还|共|计)*有\p{{Han}}+、[^，]*等$"
)
EXIST_SIGNS = first_sign(any_of("exist")).signs | {"有"}
ACT_SIGNS = first_sign(any_of("act", "deed")).signs
ACT_ALONE = regex.compile(any_of("act", "deed"))
# 产业集群|要培育, 老旧小区|将改造: what is to be done with a thing that is named before
DEED_AHEAD = regex.compile(rf"(?<=\p{{Han}}{{2}})(?:要|将|拟|需|应)(?:再|新)?{any_of('act', 'deed')}$")
DONE = regex.compile(f"(?:新|共)?{any_of('act', 'deed')}$")
ACT_KEPT = regex.compile(f"{any_of('act', 'deed')}$")
WEAK = re.compile(f"{any_of('weak')}+")  # names nothing by itself
WORDS = frozenset(row.word for row in read_table("topic_words", "")) | frozenset().union(*ROLES.values())
GENERIC = ROLES["generic"]


def subject_of(left: str) -> str:
    """The noun that ends ``left``, without leading-in verbs, time words and openers.

    >>> subject_of("目前天津市境内有一级河道"), subject_of("，全社会研发投入强度达")
    ('一级河道', '全社会研发投入强度')
    """
    noun = subject_words(left)
    return "" if WEAK.fullmatch(noun) else noun


@lru_cache(maxsize=256)  # the figures of a sentence ask for the same clauses
def subject_words(left: str) -> str:
    """The words that end ``left`` in the place of its subject, though they be a mere verb: 共排查."""
    clause = last_clause(CODE.sub("", left))
    noun = _bracketed(strip_leads(clause if TIME_SIGNS.isdisjoint(clause) else TIMES.sub("", clause)))
    noun = strip_leads(noun)
    noun = _after_verb(without_openers(noun))
    return clip(tidy(_measured(DEED_AHEAD.sub("", noun))))


def _measured(noun: str) -> str:
    """完成|公路投资: what is reached is a measure with a name of its own."""
    measure = noun[2:] if noun.startswith(("完成", "实现")) else ""
    return measure if len(measure) > 3 and word_at_end(measure, "measure_noun") else noun


def has_measure(left: str) -> bool:
    """Whether the words before already say what is measured: 总投资1022亿元, 桥梁全长2401米."""
    return bool(word_at_end(subject_of(left), "measure_noun"))


def last_clause(words: str) -> str:
    """What stands after the last sign that ends a clause; a colon or a blank right before the number ends none."""
    words = words.rstrip(" ：:\u3000")
    sign = CLAUSE_SIGN.search(words)
    return words[sign.end() :] if sign else words


@lru_cache(maxsize=256)  # the figures of a sentence ask for the same clauses
def strip_leads(words: str) -> str:
    """``words`` without the verbs and adverbs at their end that lead into a number.

    >>> strip_leads("森林覆盖率稳定在"), strip_leads("供水能力")
    ('森林覆盖率', '供水能力')
    """
    words = words.rstrip(" 、，（(“‘　")
    while lead := _lead(words):
        words = words[: -len(lead)].rstrip(" 、，")
    return words


def _lead(words: str) -> str:
    if AVERAGED.search(words):  # 违章率|平均下降
        return "平均"
    if word_at_end(words, "keep_lead"):
        return ""
    each = EACH.search(words)
    lead = each.group() if each else word_at_end(words, "lead")
    is_kept = len(lead) > 1 and word_at_end(words[: len(words) - len(lead) + 1], "keep_lead")  # 重大成就|有
    return lead[1:] if is_kept else lead


def tidy(noun: str) -> str:
    """``noun`` without signs at its ends and without half a pair of brackets or quotation marks."""
    noun = noun.strip(BLANKS)
    if noun.startswith(JOINTS) or noun.endswith(JOINTS):
        noun = JOINT.sub("", noun).strip(BLANKS)
    for opening, closing in ("“”", "（）", "()", "《》", "‘’"):
        if (opening in noun) != (closing in noun):
            noun = noun.replace(opening, "").replace(closing, "")
    return noun


def clip(noun: str) -> str:
    """The end of a long noun, from the last particle that leaves enough of it."""
    if len(noun) > LONGEST:  # 省级创意设计产业园区|新认定
        shorter = DONE.sub("", noun)
        noun = shorter if len(shorter) <= LONGEST else noun
    if len(noun) <= LONGEST:
        return noun
    if cause := CAUSE.search(noun):  # 前副局长张某|因|受贿
        return cause.group()
    for mark in ("的", "、", "”", "对", "将", "把", "在", "让", "为"):
        tail = noun.rpartition(mark)[2]
        if 3 <= len(tail) <= LONGEST:
            return tidy(tail)
    return tidy(noun[_border(noun) :])


def _border(noun: str) -> int:
    """Where the end of ``noun`` that is short enough starts: between two words that are known, if any are.

    >>> "法院判处被告人张某有期徒刑"[_border("法院判处被告人张某有期徒刑") :]
    '判处被告人张某有期徒刑'
    """
    places = range(len(noun) - LONGEST, len(noun) - 3)
    return next((place for place in places if _parts(noun, place)), places[0])


def _parts(noun: str, place: int) -> bool:
    """Whether a known word ends or starts at ``place``, and none goes over it."""
    spans = [(start, start + size) for start in range(max(0, place - 4), place + 1) for size in (4, 3, 2)]
    known = [(start, end) for start, end in spans if noun[start:end] in WORDS]
    return any(place in span for span in known) and not any(start < place < end for start, end in known)


def attach(context: str, noun: str) -> str:
    """一等奖 + 奖金; a context that is too long, or that says it already, is left away."""
    if not context or noun in context:
        return context if context.endswith(noun) else noun
    if noun in ROLES["measure_after"]:  # 人均纯收入|增速: a measure of a measure
        return context + noun if len(context) <= LONGEST else noun
    base = OWN_MEASURE.sub("", context)
    measure = word_at_end(base, "measure_noun")  # 大桥全长|宽度, 总投资额|建筑面积: the one takes the other's place
    base = base[: len(base) - len(measure)] if len(measure) > 1 else base
    return base + noun if 0 < len(base) <= 8 else noun


def _bracketed(clause: str) -> str:
    """集中在电梯(占比 → 电梯占比: a bracket speaks of the noun before it."""
    outer, opening, inner = clause.replace("（", "(").rpartition("(")
    if not opening or ")" in inner or "）" in inner:
        return clause
    noun = tidy(NOUN_STARTS.split(outer.rstrip(" "))[-1])
    return noun + inner if inner in GENERIC else inner or noun


def without_openers(noun: str) -> str:
    """``noun`` without the words at its start that say when, where in the argument, or how, but not what.

    >>> without_openers("其中该县就业人数"), without_openers("及格率")
    ('就业人数', '及格率')
    """
    while opener := _opener(noun):
        noun = noun[len(opener) :]
    return noun


def _opener(noun: str) -> str:
    if word_at(noun, 0, "keep_opener"):
        return ""
    compared = COMPARED.match(noun) if noun.startswith("按") else None
    return compared.group() if compared else word_at(noun, 0, "opener")


def _after_verb(noun: str) -> str:
    """What is there or what was done, of a clause that says so: 境内有一级河道 → 一级河道, 共新建绿道 → 新建绿道."""
    if noun.endswith("等") and (listed := LISTED.match(noun)):
        return listed["whole"]
    signs = frozenset(noun)
    there = None if EXIST_SIGNS.isdisjoint(signs) else EXIST.match(noun)
    found = (None if ACT_SIGNS.isdisjoint(signs) else ACT.match(noun)) or there
    if there and (not found or there.end() >= found.end()):
        found = there
    if not found or len(noun) - found.end() < 2:
        return noun
    verb = ACT_KEPT.search(found.group())
    return (verb.group() if verb else "") + noun[found.end() :]
