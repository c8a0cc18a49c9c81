"""Villages and estates that an article places once and then calls by name: 新都区的五四小区, later 五四小区."""

import re
from collections.abc import Iterator

from extract.context.gazetteer import Unit

KINDS = r"(?:村|社区|小区|大桥|水库|古镇)"  # not 园区, 景区, 学校: their names are often words, 医药园区
# Right behind the name of a place: 珠溪镇小滩村, 新都区的五四小区, 双流区的“欧城花园”.
BEHIND = re.compile(
    rf"(?:境内|辖区)?(?:的)?(?:[“‘](?P<quoted>(?![两二三四五六七八九十])[一-龥]{{3,8}})[”’]|[“‘]?(?P<name>(?!新建|老旧|全|各|一|农村|[有在建]|城镇)[一-龥]{{2,6}}?{KINDS}))"
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


def locality_pattern(placed: dict[str, Unit]) -> re.Pattern[str] | None:
    """A pattern of the names in ``placed``, the longest first; ``None`` where there is none."""
    names = sorted(placed, key=len, reverse=True)[:MOST]
    return re.compile("|".join(map(re.escape, names))) if names else None
