"""Villages and estates that an article places once and then calls by name: 新都区的五四小区, later 五四小区."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from extract.context.gazetteer import Unit

KINDS = r"(?:村|社区|小区|大桥|水库|古镇)"  # not 园区, 景区, 学校: their names are often words, 医药园区
# Right behind the name of a place: 珠溪镇小滩村, 新都区的五四小区, 双流区的“欧城花园”.
BEHIND = re.compile(
    rf"(?:境内|辖区)?(?:的)?(?:[“‘](?P<quoted>[一-龥]{{3,8}})[”’]|[“‘]?(?P<name>(?!新建|老旧|全|各|一|农村|[有在建]|城镇)[一-龥]{{2,6}}?{KINDS}))"
)
VILLAGE = re.compile(r"[一-龥]{1,5}(?:村|社区|小区)")
GENERAL = re.compile(
    r"(?:贫困|示范|行政|自然|试点|重点|[各全农个多每该本村出进入在建我小新居]|脱贫|帮扶)(?:村|社区|小区)$"
)
MOST = 400  # names looked for in one article


def find_localities(text: str, end: int) -> Iterator[str]:
    """Yield the names that stand right behind a place that ends at ``end``, without and with their kind.

    >>> list(find_localities("珠溪镇小滩村的黑山羊", 3))
    ['小滩村']
    """
    match = BEHIND.match(text, end, end + 24)
    if match:
        yield match["quoted"] or match["name"]


def village_words(text: str) -> list[str]:
    """What may be the names of villages in ``text``, with up to five characters before 村, 社区, 小区: 为梁家庄村."""
    if "村" not in text and "区" not in text:
        return []
    return [match[0] for match in VILLAGE.finditer(text)]


def find_villages(words: Iterable[str], counts: dict[str, int]) -> Iterator[str]:
    """Yield the villages among the ``village_words`` of a sentence: of each the longest ending counted twice."""
    for word in words:
        endings = (word[at:] for at in range(len(word) - 2))
        repeated = next((ending for ending in endings if counts.get(ending, 0) > 1), None)
        if repeated and not GENERAL.search(word):
            yield repeated


def count_villages(words: Iterable[str]) -> Counter[str]:
    """How often each ending of three characters or more comes in ``village_words`` of an article."""
    return Counter(word[at:] for word in words for at in range(len(word) - 2))


def locality_pattern(placed: dict[str, Unit]) -> re.Pattern[str] | None:
    """A pattern of the names in ``placed``, the longest first; ``None`` where there is none."""
    names = sorted(placed, key=len, reverse=True)[:MOST]
    return re.compile("|".join(map(re.escape, names))) if names else None
