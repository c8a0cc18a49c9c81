"""Gold rows: what a careful reader found in a document, in a form that extracted rows can be held against."""

import json
import math
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from extract.reading import Document

# Units that say the same: the first of each line stands for all of it.
SAME_UNITS = """
% ％ 百分之
个百分点 百分点 pp
平方米 ㎡ 平米 m2
平方公里 km2 平方千米
公里 千米 km
公斤 kg 千克
吨 t
米 m
元 人民币 元人民币 块 块钱 cny rmb
美元 美金 usd
千瓦时 kwh 度电
亩 mu
小时 个小时 钟头
分钟 分
个月 月
摄氏度 ℃ °c
立方米 立方 方 m3 m³
倍 times
"""
UNIT = {name: line.split()[0] for line in SAME_UNITS.split("\n") for name in line.split()} | {"1": ""}
KIND_OF_PLACE = re.compile(r"(?:特别行政|(?:维吾尔|壮族|回族)?自治|地|新)区$|自治[州县]$|[省市区县旗盟]$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says of a figure, gold or extracted, in comparable form; ``None`` and ``""`` where it says nothing."""

    start: int
    end: int
    quantity: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    bound: str
    measure: str
    direction: str
    from_value: float | None
    indicator: str
    place: str
    period: str
    status: str
    topic: str = ""
    head: str = ""  # gold: the part of the indicator without which it would be wrong
    optional: bool = False  # gold: costs nothing whether it is extracted or not


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its gold rows, and every topic that a reasonable editor would accept."""

    document: Document
    topics: tuple[str, ...]
    claims: tuple[Told, ...]


def read_gold(path: str | Path) -> tuple[GoldDocument, ...]:
    """The gold documents of a JSON Lines file; raises ``ValueError`` that says file:line of what is not gold."""
    documents = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8-sig").split("\n"), 1):
        if line.strip():
            try:
                documents.append(_gold_document(json.loads(line)))
            except (KeyError, TypeError, ValueError) as error:
                wrong = f"{path}:{number}: no gold document ({type(error).__name__}: {error})"
                raise ValueError(f"{wrong}; it needs id, text, and claims with q, start, end, h, i") from None
    return tuple(documents)


def _gold_document(record: dict) -> GoldDocument:
    published = date.fromisoformat(record["date"]) if record.get("date") else None
    document = Document(record["id"], record["text"], record.get("title") or "", "", published)
    claims = tuple(_gold_claim(claim, record.get("place")) for claim in record["claims"])
    return GoldDocument(document, tuple(record.get("topic") or ()), claims)


def _gold_claim(claim: dict, place: str | None) -> Told:
    return Told(
        claim["start"],
        claim["end"],
        claim["q"],
        _number(claim.get("v")),
        _number(claim.get("lo")),
        _number(claim.get("hi")),
        _unit(claim["u"]),
        claim.get("b", "exact"),
        claim.get("m", "level"),
        claim.get("d", ""),
        _number(claim.get("f")),
        claim["i"],
        _bare_place(claim.get("p", place) or ""),
        claim.get("t") or "",
        claim.get("s", "actual"),
        head=claim["h"],
        optional=bool(claim.get("opt")),
    )


def told_by_row(cells: dict) -> Told:
    """What a row of an extracted table says; a column that is missing counts as blank."""
    numbers = {name: _number(cells.get(name)) for name in ("value", "low", "high", "from_value")}
    texts = {name: _text(cells.get(name)) for name in ("quantity", "direction", "indicator", "period", "topic")}
    return Told(
        int(float(cells["start"])),
        int(float(cells["end"])),
        unit=_unit(cells.get("unit")),
        bound=_text(cells.get("bound")) or "exact",
        measure=_text(cells.get("measure")) or "level",
        status=_text(cells.get("status")) or "actual",
        place=_bare_place(_text(cells.get("place"))),
        **numbers,
        **texts,
    )


def _text(cell: object) -> str:
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell).strip()


def _number(cell: object) -> float | None:
    try:
        number = float(_text(cell))
    except ValueError:
        return None
    return None if math.isnan(number) else number


def _unit(cell: object) -> str:
    words = _text(cell)
    return UNIT.get(words, UNIT.get(words.lower(), words))


def _bare_place(name: str) -> str:
    """``name`` without what kind of place it is: 大足区 → 大足; of 四川省/内江市 the last."""
    name = name.split("/")[-1]
    return KIND_OF_PLACE.sub("", name) if len(name) > 2 else name
