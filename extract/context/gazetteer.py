"""The places China's news names, from the nation to the township, and where a text names them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.context.openings import opening
from extract.context.townships import surfaces, townships
from extract.tables import read_table
from extract.tables.word_lists import place_finder


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each: quick to count and to compare
class Unit:
    """A place of county level or above.

    ``level``: country, province, city, county, or area (which has no code in GB/T 2260). ``key`` begins with the key
    of what it lies in: 50 for 重庆市, 500111 for 大足区, 50/两江新区, /日本, and ``""`` for 全国.
    """

    key: str
    name: str
    level: str

    @property
    def adcode(self) -> str:
        """Six digits, ``""`` where there is no code."""
        return self.key.ljust(6, "0") if self.key.isdigit() else ""

    @property
    def foreign(self) -> bool:
        return self.key.startswith("/")

    def lies_in(self, other: "Unit") -> bool:
        """Is it ``other`` or a part of it? Nothing foreign lies in 全国."""
        return self.key.startswith(other.key) and self.foreign == other.foreign

    def has_kind(self, kind: str) -> bool:
        """Could the news call it 全省, 该市, 我区? ``kind`` is 省, 市, 县, 区 (a 自治区 too), 州, 盟 or 旗."""
        if kind == "省":
            return self.level == "province" and self.name.endswith("省")
        if kind == "县":
            return self.level == "county"
        return self.level != "country" and self.name.endswith(kind)


NATION = Unit("", "全国", "country")


class Name(NamedTuple):
    """The name of a place in a text: ``text[start:end]``, the places that go by it, and how fully it is said.

    ``form``: full (大足区, 两江新区, 在渝), short (大足), side (海西, 江北), township (珠溪镇), word (合作, which is
    rarely 合作市), or chained (a short name right behind what it lies in: 重庆大足).
    """

    start: int
    end: int
    units: tuple[Unit, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places by key and by name.

    ``places``: what a surface may be, as (form, units). ``led`` meets the start of surfaces such as 在渝 and 来宾,
    which are no names where another begins inside; ``find`` lists where the others stand.
    """

    units: dict[str, Unit]
    places: dict[str, tuple[str, tuple[Unit, ...]]]
    led: re.Pattern[str]
    find: Callable[[str], list[tuple[int, int, int]]]

    def around(self, unit: Unit) -> tuple[Unit, ...]:
        """``unit`` and what it lies in, up to the province: 大足区, 重庆市."""
        keys = (unit.key, unit.key[:4], unit.key[:2]) if unit.level not in ("country",) else ()
        found = dict.fromkeys(self.units[key] for key in keys if key in self.units)
        return tuple(found) or (unit,)


LED = "在驻来留入"  # 在赣 is in 江西, but 在赣州 is in 赣州, and 在京沪高速 on a road
LETTERS = frozenset("津沪渝冀晋蒙辽苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇藏陕甘宁港澳九昆蓉珠哈")
LEVELS = {2: "province", 4: "city", 6: "county"}
FORMS = ("full", "township", "short", "side", "word")
# 大足县 and 长乐市 are 大足区 and 长乐区 today, 内江地区 is 内江市, 沿河县 is 沿河土家族自治县.
OTHER_KINDS = {"city": ("市", "地区", "州"), "county": ("县", "市", "区", "旗")}
SIDE = re.compile(r"[江河湖海山][东南西北]")  # 海西 is the far side of a strait to some, not the prefecture
WORDLIKE = re.compile(r".(?:[城集乡村市]镇|[城乡]乡)")  # 改建城镇管网, 大城镇: 建城镇 is a town in 郁南县


@cache
def gazetteer() -> Gazetteer:
    """The tables, read once."""
    units = {"": NATION}
    forms: dict[str, dict[str, dict[Unit, None]]] = {form: defaultdict(dict) for form in FORMS}
    _add_divisions(units, forms)
    _add_townships(units, forms)
    _add_areas(units, forms)
    for row in read_table("place_names", key="surface code"):
        forms["full"][row.surface][_known(units, row.code, "place_names", row.surface)] = None
    _add_other_kinds(units, forms)
    for surface in ("我国", "全国", "中国"):
        forms["full"][surface][NATION] = None
    places: dict[str, tuple[str, tuple[Unit, ...]]] = {}
    for form in FORMS:
        for surface, held in forms[form].items():
            if surface not in places:
                places[surface] = (form, tuple(held))
    for row in read_table("place_words"):
        places[row.word] = ("word", places[row.word][1] if row.read == "beside" and row.word in places else ())
    led = {surface for surface in places if len(surface) == 2 and surface[0] in LED}
    others = [surface for surface in places if len(surface) > 1 and surface not in led]
    return Gazetteer(units, places, opening((surface[0], surface[1]) for surface in sorted(led)), place_finder(others))


def _add_divisions(units: dict[str, Unit], forms: dict[str, dict[str, dict[Unit, None]]]) -> None:
    shorts: dict[str, list[Unit]] = defaultdict(list)
    for row in read_table("places", key="code"):
        zone = row.code[4:5] == "7"  # 320576 苏州工业园区: no county; what is told of it is told of its city
        unit = units[row.code[:4]] if zone else Unit(row.code, row.name, LEVELS[len(row.code)])
        units.setdefault(unit.key, unit)
        forms["full"][row.name][unit] = None
        if row.short:
            shorts[row.short].append(unit)
    for short, held in shorts.items():
        side = SIDE.fullmatch(short) and all(unit.level != "province" for unit in held)
        forms["side" if side else "short"][short] = dict.fromkeys(held)


def _add_townships(units: dict[str, Unit], forms: dict[str, dict[str, dict[Unit, None]]]) -> None:
    """The townships, but no farm or zone that starts with a place (武陟宁郭农场): that place tells where it is."""
    names = (forms["full"], forms["short"], forms["side"])
    for code, name in townships():
        unit = units.get(code[:6]) or units[code[:4]]  # 441900003 is in 东莞市, which has no counties
        for surface in surfaces(name):
            if surface[-1] in "场区" and any(surface[:end] in held for end in (2, 3) for held in names):
                continue
            word = len(surface) == 3 and WORDLIKE.fullmatch(surface)
            forms["word" if word else "township"][surface][unit] = None


def _add_areas(units: dict[str, Unit], forms: dict[str, dict[str, dict[Unit, None]]]) -> None:
    for row in read_table("zones"):
        unit = Unit(f"{_known(units, row.within, 'zones', row.name).key}/{row.name}", row.name, "area")
        units[unit.key] = unit
        for surface in (row.name, *row.others.split()):
            forms["full"][surface] = {unit: None}  # 兰州新区 is a zone of the statistics too
    for row in read_table("countries"):
        unit = Unit(f"/{row.name}", row.name, "country")
        units[unit.key] = unit
        for surface in (row.name, *row.others.split()):
            forms["full"][surface][unit] = None


def _known(units: dict[str, Unit], code: str, table: str, surface: str) -> Unit:
    if code not in units:
        raise ValueError(f"{table}.tsv: {surface!r} has the code {code!r}, which places.tsv lacks; correct it")
    return units[code]


def _add_other_kinds(units: dict[str, Unit], forms: dict[str, dict[str, dict[Unit, None]]]) -> None:
    """Former kinds and the plain kinds of self-ruled units, wherever no unit has that official name."""
    official = set(forms["full"])
    for short, held in (*forms["short"].items(), *forms["side"].items()):
        for unit in held:
            for kind in OTHER_KINDS.get(unit.level, ()):
                if short + kind not in official:
                    forms["full"][short + kind][unit] = None


def find_names(text: str) -> Iterator[Name]:
    """Yield the names of places in folded ``text``, left to right, never overlapping, the longest at each place.

    >>> [text[name.start : name.end] for text in ["珠溪镇与内江隆昌市、大足石刻"] for name in find_names(text)]
    ['珠溪镇', '内江', '隆昌市']
    """
    known = gazetteer()
    spans = [(start, end) for _, start, end in known.find(text)]
    if led := [match.start() for match in known.led.finditer(text)]:
        begun = {start for start, _ in spans}
        on = begun.union(led)  # the letter behind 在 begins a longer name, of a place (在赣州) or a road (在京沪高速)
        alone = (at for at in led if at not in begun and at + 1 not in on and text[at + 2 : at + 3] not in LETTERS)
        spans = sorted([*spans, *((at, at + 2) for at in alone)])
    done = 0
    for start, end in spans:
        if start >= done:
            done = end
            form, units = known.places[text[start:end]]
            if units:
                yield Name(start, end, units, form)
