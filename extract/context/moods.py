"""Whether a stretch of text tells what is to be done or what was done, where its sentences do not say so themselves.

A work report sets its targets without a subject and without 将: 改造老旧小区300个、更新电梯5000部. It tells last year's
results in much the same words. What tells them apart is their company: 加快…, 支持…, 实施…行动 beside the first; 获批,
升至, 增长5.3%, 成功举办 beside the second.
"""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from extract.reading.documents import Article, Sentence

# An order to do something opens a sentence of a plan: no subject before it, nothing done in it.
ORDER = regex.compile(
    r"""(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.是]|[“"●])?\s*
    (?:系统|集中|逐步|统一|整[县省]|整区域|深入|大力|积极|全面|持续|扎实|稳步|有序|着力|进一步|统筹|协同|精准|因地制宜|高质量|高标准|高水平|分类|重点|加力|切实|全力|创新)*
    (?:加快|推进|推动|实施|支持|完善|健全|强化|加强|深化|坚持|优化|促进|提升|提高|扩大|建设|打造|培育|发展|做好|抓好|确保|力争|争取|鼓励|引导|落实|开展
    |建立|构建|落实|发挥|放大|激活|壮大|守护|推广|拓展|拓宽|规范|严格|牢固|树立|启动|完成|围绕|办好|用好|抓实|聚焦|巩固|探索|改造|新建|新增|新改扩建|新开工|加装|遴选|选派|组织|引进
    |建好|筑牢|严守|防范|化解|整治|治理|保障|稳定|稳住|激发|释放|培养|营造|弘扬|繁荣|擦亮|做强|做优|做大|一体推进|推行|制定|疏解|拆除|治理|兴建|开行|投放)""",
    regex.VERBOSE,
)
# What only a result says.
DONE = regex.compile(
    r"""获批|获评|入选|荣获|升至|增至|升到|达到?(?=[\d约近超])|位居|居全[国省市]|居世界|稳居|跃居|首次|成功|取得|突破(?=[\d万亿])|超额|超过(?=\d)
    |已(?!有规划)|(?<![为除])了(?!解|不)|(?:投入|正式)(?:运营|运行|使用)|投用|上线|落地见效|落地(?=\d)|启动运行|顺利|圆满|首批|首个|首创|全国第[一二三四五]
    |全线(?:贯通|通车)|实现双向|增长(?=[\d.]+%(?!以上|左右))|下降(?=[\d.]+%(?!以上|左右))|净增|止跌|回升|改善明显|成效|编制出台|发现|签约(?=\S{0,4}\d)|率先""",
    regex.VERBOSE,
)
# A heading that says which it is.
COMING = regex.compile(
    r"(?:工作安排|工作任务|主要目标|发展目标|重大任务|政策取向|部分工作任务|主要任务|重点任务|重点工作|工作重点|目标任务|预期目标|工作打算|工作部署|总体要求)(?=$|[:：，。,是为中（(])"
    r"|下一步|今后五年|未来五年"
)
PAST = regex.compile(r"回顾|过去[一五]年|工作总结|取得的成[绩就]|[一五]年来(?:的)?工作")
NUMBERED = regex.compile(r"[一二三四五六七八九十]{1,2}、|[■◆★]\s*\S")
# A line of a list, however short: 粮食产量1.4万亿斤左右; but not 2025年工作回顾.
FIGURE = regex.compile(r"\d[\d.]*+(?![年月日、.．)）季届期号度次])")
FEWEST_ORDERS = 3


class Mood(NamedTuple):
    """Whether a sentence gives an order, and whether it tells a result; a heading does neither."""

    order: bool
    result: bool


def is_order(sentence: str) -> bool:
    """Whether a sentence orders something to be done and tells no result."""
    return ORDER.match(sentence) is not None and DONE.search(sentence) is None


def tells_figure(line: str) -> bool:
    """Whether a line without an end, which may be a heading, tells a figure as those of a list do."""
    return FIGURE.search(line) is not None


def is_plan(moods: list[Mood]) -> bool:
    """Whether sentences give orders and report no results: three orders or more, and results in fewer than a fifth.

    It takes a poem of slogans for a plan too; there are no figures in those.
    """
    orders = len([mood for mood in moods if mood.order and not mood.result])
    return orders >= FEWEST_ORDERS and 5 * len([mood for mood in moods if mood.result]) <= orders


def planned_sentences(article: Article) -> list[bool]:
    """For each sentence of ``article`` whether it stands in a stretch that is a plan; stretches end at headings."""
    moods = _moods(article)
    whole = is_plan(moods)
    plans: list[bool] = []
    coming: bool | None = None
    for stretch in _stretches(article):
        opening = stretch[0].text[:40]
        if PAST.search(opening):
            coming = False
        elif COMING.search(opening):
            coming = True
        own = is_plan(moods[len(plans) : len(plans) + len(stretch)]) or (whole if coming is None else coming)
        plans.extend([own and coming is not False] * len(stretch))
    return plans


def _moods(article: Article) -> list[Mood]:
    """The mood of each sentence; where there are too few orders for a plan, nobody need ask for results."""
    orders = [not sentence.heading and bool(ORDER.match(sentence.text)) for sentence in article.sentences]
    if sum(orders) < FEWEST_ORDERS:
        return [Mood(False, False)] * len(orders)
    told = [not sentence.heading and bool(DONE.search(sentence.text)) for sentence in article.sentences]
    return list(map(Mood, orders, told))


def _stretches(article: Article) -> Iterator[list[Sentence]]:
    stretch: list[Sentence] = []
    body = False
    for sentence in article.sentences:
        opens = NUMBERED.match(sentence.text) is not None or (sentence.heading and not tells_figure(sentence.text))
        if body and opens:
            yield stretch
            stretch, body = [], False
        stretch.append(sentence)
        body = body or not opens
    if stretch:
        yield stretch
