"""Lists that share what is said once: A、B分别增长5%、6%, and 个人最高30万、企业最高400万的贷款."""

import regex

from extract.quantities.labels import (
    ACT_ALONE,
    LONGEST,
    WORDS,
    has_measure,
    last_clause,
    strip_leads,
    tidy,
    without_openers,
)
from extract.quantities.spans import Quantity, ends_of
from extract.quantities.word_roles import word_at_end

GAP = regex.compile(r"\s?(?:、|和|及|与|以及|，)\s?")
WIDEST_GAP = 4  # signs: 以及 between two blanks
LISTED = regex.compile(r"、\p{Han}{1,4}|[和与]")
INNER_BLANK = regex.compile(r"(?<=\p{Han})\s(?=\p{Han})")
BARE = regex.compile(r"[，；)）](?:同比|环比|比\p{Han}{1,4}|较\p{Han}{1,4})?(?:各|均)?分别\p{Han}{1,4}")
# 增加值分别增长12%和9%，增速分别比全省快3和2个百分点
RATE_AGAINST = regex.compile(
    r"[，；](?P<rate>[增降涨跌][速幅])(?:各|均)?分别(?:(?:比|较)[^，。；]{1,14}|[高低]于[^，。；]{1,14}|[高低快慢])"
)
SHARES = regex.compile(
    r"[，；](?:各|均)?分别占(?:到|据|了)*(?P<whole>[^，。；占]{1,12}?)"
    r"(?:总数|总量|总额)?(?:的(?:比重|比例)?)?(?:约|近|为)?"
)
HELD = regex.compile(r"比(?![例重赛])|较(?![大高多])")  # 比全省和全国分别高: those names are of others
MOST = regex.compile(r"(?P<list>.+?)(?P<measure>[增降涨跌减][幅速]|\p{Han}{1,2}[率量值度])最[大高多低小少快慢]")
MOST_OF = regex.compile(r"(?:^|[，。；：”])(?P<measure>[^，。；：”]{2,16})最[大高多低小少快慢]的[^，。；：]{0,6}$")
NEXT = regex.compile(r"、\p{Han}{0,4}")
NO_NAME = regex.compile("了|(?:当地|周边|附近|全村|周围)$")  # 带动了当地|5户、9名农民
IN_TURN = regex.compile(r"\p{Han}{0,6}?(?:依次|分别)?(?:是|为)")
EACH = regex.compile(r"(?r)(?:分别|均|各)(?:达到?)?")
SPLIT = regex.compile(r"、|以及|和(?![平谐])|(?<![普涉波顾危推])及(?![时格])|(?<!参)与(?!会)")
# 节能产品、环保产品的采购比重，前者68%，后者50%
PAIR = regex.compile(
    r"(?:^|[，。；：])(?P<former>[^，。；：、]{2,12})(?:、|和|与)(?P<latter>[^，。；：、的]{2,12})(?:的(?P<shared>[^，。；：]{2,8}))?[，。；：]"
)
WHICH = regex.compile(r"(?P<which>前者|后者)\p{Han}{0,4}$")


def groups(text: str, quantities: list[Quantity]) -> list[list[int]]:
    """The runs of quantities with only a list's sign between them, led by 分别: their positions in ``quantities``."""
    if "分别" not in text:
        return []
    found, run = [], [0] if quantities else []
    for index in range(1, len(quantities)):
        end, start = quantities[index - 1].end, quantities[index].start
        if start - end <= WIDEST_GAP and GAP.fullmatch(text, end, start):
            run.append(index)
        else:
            found.append(run)
            run = [index]
    return [run for run in [*found, run] if len(run) > 1 and _led(text, quantities, run[0])]


def _led(text: str, quantities: list[Quantity], first: int) -> bool:
    floor = quantities[first - 1].end if first else 0
    return "分别" in last_clause(text[floor : quantities[first].start])


def names(text: str, floor: int, first: Quantity, count: int) -> list[str]:
    """The ``count`` names that the list before 分别 gives, each with the noun they share; empty where they do not fit.

    >>> from extract.quantities.spans import find_quantities
    >>> sentence = "工业、农业投资分别增长5%、6%"
    >>> names(sentence, 0, next(find_quantities(sentence)), 2)
    ['工业投资', '农业投资']
    """
    words = INNER_BLANK.sub("", text[floor : first.start].rpartition("分别")[0].rstrip(" ，"))
    subject, measure = _most(strip_leads(last_clause(words)), text[:floor])
    items = [tidy(item) for item in SPLIT.split(subject)]
    if len(items) < count or not all(items[-count:]) or HELD.match(items[-count]):
        return []
    items = items[-count:]
    if measure:
        return [item[-LONGEST:] + measure for item in items]
    shared = _shared(items)
    return [item[-LONGEST:] + shared for item in items[:-1]] + [items[-1][-LONGEST - len(shared) :]]


def _most(subject: str, before: str) -> tuple[str, str]:
    """The list and the measure of 甲和乙增幅最大, or of 浓度最低的|3个城市依次是甲和乙."""
    if found := MOST.fullmatch(subject):
        return found["list"], found["measure"]
    if (found := IN_TURN.match(subject)) and (most := MOST_OF.search(before)):
        return subject[found.end() :], most["measure"]
    return subject, ""


def carried(figures: list, place: int, count: int, led: str) -> list[str]:
    """The labels of the ``count`` figures before the one at ``place``: 营收56亿元，净利润8亿元，分别增长12%和20%.

    ``led`` are the words between those and this one; a share says of what: 分别占全市的57%和70%.
    """
    labels = [figure.indicator for figure in figures[max(0, place - count) : place]]
    if len(set(labels)) != count:
        return []
    if share := SHARES.fullmatch(led):
        return [f"{label}占{share['whole']}比重" for label in labels]
    if rate := RATE_AGAINST.fullmatch(led):
        return [label + ("" if label.endswith(rate["rate"]) else rate["rate"]) for label in labels]
    return labels if figures[place].change.measure == "change" and BARE.fullmatch(led) else []


def _shared(items: list[str]) -> str:
    """The noun that the last name has and the others lack: 投资 of 工业、农业投资."""
    last = items[-1]
    for size in (2, 1):
        ending = items[0][-size:]
        place = last.rfind(ending)
        if place > 0 and len(ending) == size and place + size < len(last):
            return last[place + size :]
    rest = last[len(items[0]) :]
    alone = not has_measure(items[0])  # 财政总收入、一般公共预算收入: each has its own
    if alone and len({len(item) for item in items[:-1]}) == 1 and len(rest) >= 2 and has_measure(rest):
        measure = word_at_end(rest, "measure_noun")  # 石油、天然|气产量: the names are of other lengths
        return rest if rest.startswith(measure) or rest[:2] in WORDS else measure
    return ""


def share_bound(text: str, quantities: list[Quantity], run: list[int]) -> None:
    """分别超过10亿美元、40亿美元: the bound that is said once holds for each."""
    first = quantities[run[0]]
    if first.bound not in ("over", "under", "about") or not EACH.match(text, 0, first.start):
        return
    for index in run[1:]:
        other = quantities[index]
        if other.bound == "exact":
            low, high = ends_of(first.bound, other.value)
            quantities[index] = other._replace(bound=first.bound, low=low, high=high)


def share_thing(text: str, figures: list) -> list:
    """个人最高30万、企业最高400万的贷款: what the last of a list is of, each of it is of."""
    if len(figures) < 2:
        return figures
    shared = list(figures)
    for place in range(len(figures) - 2, -1, -1):
        if _same_thing(text, shared[place], shared[place + 1]):
            shared[place] = shared[place]._replace(indicator=shared[place + 1].indicator)
    return shared


def _same_thing(text: str, here, after) -> bool:
    """Whether the noun after the second is the first's too: 69个、82%的县, 2次5.0级地震, 0.16元和0.18元的每股收益."""
    between = text[here.quantity.end : after.quantity.start]
    if here.quantity.unit.kind == "count" and not here.change.direction:
        if not between and after.rule.endswith("thing_after") and not here.rule.endswith(("medals", "settled")):
            return True
        if between == "、" and after.rule.endswith("share_of"):
            return True
        if between == "、" and here.quantity.unit.name == "户" and after.rule.endswith("thing_after"):
            return NO_NAME.search(here.indicator) is not None
    bare = not here.indicator or ACT_ALONE.fullmatch(here.indicator)  # 安排10个、改造15个|示范村
    if bare and here.quantity.unit == after.quantity.unit and after.rule.endswith("thing_after"):
        return NEXT.fullmatch(between) is not None
    if here.quantity.unit != after.quantity.unit or not after.rule.endswith(("thing_of", "thing_after")):
        return False
    if word_at_end(here.indicator, "measure_noun"):  # 桥高183米、主跨128米的大桥: each has its own
        return False
    return text.startswith("的", after.quantity.end) and bool(LISTED.fullmatch(between))


def name_pairs(text: str, figures: list) -> list:
    """前者 and 后者 by their names: the two that the last clause before with a pair in it gives.

    >>> from extract.quantities import read_sentence
    >>> [figure.indicator for figure in read_sentence("节能产品、环保产品的采购比重，前者68%，后者50%")[0]]
    ['节能产品采购比重', '环保产品采购比重']
    """
    if "前者" not in text and "后者" not in text:
        return figures
    named = list(figures)
    for place, figure in enumerate(figures):
        start = figure.quantity.start
        which = WHICH.search(text, max(0, start - 6), start)
        pairs = list(PAIR.finditer(text, max(0, start - 80), which.start())) if which else []
        if pairs:
            pair = pairs[-1]
            name = without_openers(pair["former"]) if which["which"] == "前者" else pair["latter"]
            named[place] = figure._replace(indicator=name + (pair["shared"] or ""))
    return named
