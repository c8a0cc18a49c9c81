"""Where a document is at home: its title's place, its publisher's, the one it names most; what names mean there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from extract.context.gazetteer import NATION, Unit, find_names, gazetteer
from extract.context.latest import keeping_latest
from extract.context.localities import find_localities
from extract.context.mentions import Mention, find_mentions, speaks_for_nation
from extract.reading.documents import Document
from extract.reading.folding import fold
from extract.reading.front_matter import front_matter_end
from extract.reading.sentences import END
from extract.tables import read_table

# In a government's report a figure without a place is that government's, whatever town the sentence before named.
REPORT = re.compile(r"工作报告|统计公报|规划纲要|工作要点|执行情况")
OUTLET = re.compile(r"日报|晚报|晨报|早报|商报|时报|都市报|报|网|新闻|电视台|融媒体中心|发布|政府|客户端")
# 我代表上杭县人民政府报告工作; 在潮州市第十五届人民代表大会第七次会议上: a report says so where its title does not.
REPORTED = re.compile(r"政府工作报告|报告政府工作|报告工作")
CONGRESS = re.compile(r"第[一二三四五六七八九十\d]{1,4}届(?:人民代表大会|人大)")
LEAD = 12  # lines in which a report says whose it is
PUBLISHER_WEIGHT = 3
SHARE = 3  # of a list of eleven provinces none is the home, though one has a paragraph of its own: more than a third
STRONG = 2  # a province named so often has a say in what bare names mean


class Home(NamedTuple):
    """What a document as a whole says of its place; a place is ``None`` where it says nothing.

    ``found``: the mentions of each of its sentences. ``words``: its title. ``meanings``: what names mean in it.
    ``localities``: villages and the like by name, with their county. ``report``: is it a government's report?
    ``national``: does a ministry or the like speak?
    """

    found: dict[str, tuple[Mention, ...]]
    words: str
    title: Unit | None
    publisher: Unit | None
    most: Unit | None
    meanings: "Meanings"
    localities: dict[str, Unit]
    report: bool
    national: bool


@keeping_latest
def home_of(document: Document) -> Home:
    """The home of ``document``, worked out once for all its articles."""
    body = fold(document.text)[front_matter_end(document.text) :]
    sentences = list(_sentences(body))
    known = {line: find_mentions(line) for line in dict.fromkeys(sentences)}
    lines = [(line, mentions) for line in sentences if (mentions := known[line])]
    publisher = publisher_unit(document.publisher)
    words = fold(document.title)
    titled = find_mentions(words)
    mentions = [mention for _, found in lines for mention in found]
    meanings = Meanings(_support(mentions, titled, publisher))
    counts = units_of(mentions, meanings)
    title = title_unit(titled, meanings)
    reporting = None if title else _reporting(lines, meanings, body)
    report = reporting is not None or (title is not None and bool(REPORT.search(words)))
    title = title or reporting
    if title is not None and not report:
        scene = next((known[line] for line in sentences if line.strip("# ") != words), ())
        title = _narrowed(title, counts, scene, meanings)
    most = most_named(counts)
    return Home(
        known,
        document.title,
        title,
        publisher,
        most,
        meanings,
        _localities(lines, meanings),
        report,
        most is None and title is None and speaks_for_nation(body),
    )


def _reporting(lines: list[tuple[str, tuple[Mention, ...]]], meanings: "Meanings", body: str) -> Unit | None:
    """The place whose government or congress a report of its work names in its lead."""
    if not REPORTED.search(body, 0, 1000):
        return None
    for line, mentions in lines[:LEAD]:
        for mention in mentions:
            if line.endswith("代表", 0, mention.start) or CONGRESS.match(line, mention.end):
                return meanings.settle(mention)
    return None


def _sentences(body: str) -> Iterator[str]:
    """Most of them as their articles cut them, so that what was found in them is found once."""
    for line in body.split("\n"):
        first = 0
        for last in (*(match.end() for match in END.finditer(line)), len(line)):
            if sentence := line[first:last].strip():
                yield sentence
            first = last


def _narrowed(title: Unit, counts: Counter[Unit], scene: tuple[Mention, ...], meanings: "Meanings") -> Unit:
    """The part of the title's place that the text is about: its ``scene``.

    A scene is named at the start, and no other part beside it: 云南煤矿爆炸, then 云南省曲靖市富源县红土田煤矿.
    """
    if title is NATION:
        return title
    inside = Counter({unit: count for unit, count in counts.items() if unit.lies_in(title)})
    parts = sorted((unit for unit in inside if unit != title), key=lambda unit: len(unit.key))
    chained = parts and all(parts[-1].lies_in(unit) for unit in parts)
    if chained and inside[title] <= inside[parts[-1]] and parts[-1] in units_of(scene, meanings):
        return parts[-1]
    return title


@cache
def _keys(unit: Unit) -> tuple[str, ...]:
    return tuple(around.key for around in gazetteer().around(unit))


def _support(mentions: list[Mention], titled: tuple[Mention, ...], publisher: Unit | None) -> Counter[str]:
    """How often each province, city and county is named for certain, by key; a part counts for the whole."""
    weights = Counter(_certain([*mentions, *titled]))
    if publisher is not None:
        weights[publisher] += PUBLISHER_WEIGHT
    support: Counter[str] = Counter()
    for unit, weight in weights.items():
        for key in _keys(unit):
            support[key] += weight
    return support


def _certain(mentions: Iterable[Mention]) -> Iterator[Unit]:
    return (mention.units[0] for mention in mentions if len(mention.units) == 1 and mention.role != "aside")


class Meanings:
    """What the names in a document mean, by ``support``: how often each province, city and county is named for certain.

    The province that is named more often decides, then the city, then the higher level: 吉林 is the province, 长沙
    the city.
    """

    def __init__(self, support: dict[str, int]) -> None:
        self.support = support
        self._settled: dict[tuple[tuple[Unit, ...], str], Unit | None] = {}

    def settle(self, mention: Mention) -> Unit | None:
        """The place that ``mention`` means; ``None`` where two fit as well or none fits."""
        if mention.form == "full" and len(mention.units) == 1:
            return mention.units[0]
        asked = (mention.units, mention.form)
        if asked not in self._settled:
            self._settled[asked] = self._settle(mention)
        return self._settled[asked]

    def _settle(self, mention: Mention) -> Unit | None:
        if not mention.units or _is_stray(mention, self.support):
            return None
        if len(mention.units) == 1:
            return mention.units[0]
        ranked = sorted(((_fit(unit, self.support), unit.key) for unit in mention.units), reverse=True)
        return None if ranked[0][0] == ranked[1][0] else gazetteer().units[ranked[0][1]]


def _is_stray(mention: Mention, support: dict[str, int]) -> bool:
    """Is it a township or bare county name of a province the document never names, while it names another?

    What may only tell a side (海西高速公路网) needs its province to be named as well.
    """
    if mention.form == "side":
        return all(support.get(unit.key[:2], 0) <= support.get(unit.key, 0) for unit in mention.units)
    if mention.form not in ("township", "short") or any(unit.level in ("province", "city") for unit in mention.units):
        return False
    if any(support.get(unit.key[:2], 0) > support.get(unit.key, 0) for unit in mention.units):
        return False
    own = max((support.get(unit.key, 0) for unit in mention.units), default=0)
    return max((count for key, count in support.items() if len(key) == 2), default=0) >= max(STRONG, own + 1)


def _fit(unit: Unit, support: dict[str, int]) -> tuple[int, int, int]:
    province = support.get(unit.key[:2], 0) + (unit.level == "province")
    city = support.get(unit.key[:4], 0) if len(unit.key) > 2 else 0
    return (province, 0 if unit.level == "province" else city, -len(unit.key))


def units_of(mentions: Iterable[Mention], meanings: Meanings) -> Counter[Unit]:
    """How often each place is meant by the mentions that can be a figure's place."""
    found = Counter(meanings.settle(mention) for mention in mentions if mention.role in ("plain", "office"))
    found.pop(None, None)
    return found


def title_unit(mentions: tuple[Mention, ...], meanings: Meanings) -> Unit | None:
    """The place of a heading: of several the one the text names most (湖南24名游客在广西北海中毒: 北海市)."""
    units = [meanings.settle(mention) for mention in mentions if mention.role != "aside"]
    named = [unit for unit in units if unit is not None]
    if not named:
        return None
    best = max(named, key=lambda unit: meanings.support.get(unit.key, 0))
    return max((unit for unit in named if unit.lies_in(best)), key=lambda unit: len(unit.key))  # 海南高速定安段: 定安县


def most_named(counts: Counter[Unit]) -> Unit | None:
    """The narrowest place that holds most of what is named (广宁县 before 肇庆市), or 全国; ``None`` at a tie."""
    if len(counts) < 2:
        return next(iter(counts), None)
    subtree: Counter[str] = Counter()
    for unit, count in counts.items():
        if unit is not NATION:
            for key in _keys(unit):
                subtree[key] += count
    nation, units = counts[NATION], gazetteer().units
    provinces = [key for key in subtree if units[key].level in ("province", "country")]
    best, second = (*sorted(provinces, key=lambda key: -subtree[key]), None, None)[:2]
    among = nation + sum(subtree[key] for key in provinces)
    if best is None or subtree[best] <= nation or SHARE * subtree[best] <= among:
        return NATION if nation else None
    if second is not None and subtree[second] == subtree[best]:
        return None
    while inner := [
        key for key in subtree if key != best and key.startswith(best) and subtree[key] > 0.6 * subtree[best]
    ]:
        best = min(inner, key=len)
    return units[best]


def _localities(lines: list[tuple[str, tuple[Mention, ...]]], meanings: Meanings) -> dict[str, Unit]:
    placed: dict[str, Unit] = {}
    twice: set[str] = set()
    for line, mentions in lines:
        for mention in mentions:
            for name in find_localities(line, mention.end):
                unit = meanings.settle(mention)
                if unit is not None and placed.setdefault(name, unit) != unit:
                    twice.add(name)
    return {
        name: unit for name, unit in placed.items() if name not in twice and unit.level in ("county", "area", "city")
    }


@cache
def _publishers() -> dict[str, str]:
    return {row.publisher: row.code for row in read_table("publisher_places")}


def publisher_unit(publisher: str) -> Unit | None:
    """Where a paper, a site or an office is at home: 大足区 for 新渝报, 湖北省 for 湖北日报, ``None`` for 新华网.

    Three cities have a 新华区, and none of them is the agency's.
    """
    known = gazetteer()
    if publisher in _publishers():
        return known.units[_publishers()[publisher]]
    name = next(find_names(publisher), None)
    if name is None or name.start or NATION in name.units or not OUTLET.search(publisher, name.end):
        return None
    widest = min(len(unit.key) for unit in name.units)
    held = [unit for unit in name.units if len(unit.key) == widest]
    return held[0] if len(held) == 1 else None
