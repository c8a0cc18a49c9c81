"""Figures in brackets: the parts of the one before, 13例（广东3例）, and what it is held against, 比全省（7.7%）."""

import regex

from extract.quantities.changes import OF_RULES, Change
from extract.quantities.spans import Quantity

CLOSED = regex.compile(r"[（(][^（）()]*[)）]")
PART = regex.compile(r"[（(，、；]\s?(?:其中)?(?P<name>\p{Han}{2,8})")
PART_ENDS = regex.compile(r"[，、；)）]")
CLOSING = regex.compile("[)）]")
# 比全省（7.7%）和全国平均水平（: read backwards from the open bracket.
HELD = regex.compile(
    r"(?r)(?<![例对同环可占单])(?:比|较)(?![例重赛较大])"
    r"(?:[^，。；（）()]{1,12}[（(][^（）()]*[)）](?:和|与|及|、|以及))?(?P<whom>[^，。；（）()]{1,12})[（(]"
)
HELD_HOW = regex.compile(r"[)）][^，。；]{0,30}?(?:高|低|快|慢|多|少|增|减|上升|下降|回落)")


def outside(text: str, figures: list, start: int):
    """The last of ``figures`` that no bracket closed before ``start`` holds: 投资75亿元（占比32%），增长5%."""
    closed = [found.span() for found in CLOSED.finditer(text, 0, start)]
    for figure in reversed(figures):
        if not any(opening < figure.quantity.start < end for opening, end in closed):
            return figure
    return figures[-1] if figures else None


def held(text: str, quantity: Quantity) -> bool:
    """Whether ``quantity`` stands in a bracket behind the one that a figure is held against."""
    opened = text[quantity.start - 1 : quantity.start] in ("（", "(")
    return bool(opened and HELD.match(text, 0, quantity.start) and HELD_HOW.match(text, quantity.end))


def change_of_held(change: Change, quantity: Quantity, main) -> Change:
    """The growth of the other, where growth is what is compared."""
    if main is None or quantity.unit.kind != "share" or change.measure != "level" or main.change.measure != "change":
        return change
    direction = main.change.direction if main.quantity.unit.kind == "share" else "rise"
    return change._replace(measure="change", direction=direction)


def part_of(text: str, figures: list, quantity: Quantity) -> tuple:
    """The figure of which ``quantity`` is a part, and the part's name; ``(None, "")`` where it is no part."""
    opening = max(text.rfind("（", 0, quantity.start), text.rfind("(", 0, quantity.start))
    if opening < 0 or not PART_ENDS.match(text, quantity.end) or CLOSING.search(text, opening, quantity.start):
        return None, ""
    inside = [figure for figure in figures if figure.quantity.start > opening]
    whole = next((figure for figure in reversed(figures) if figure.quantity.end <= opening), None)
    name = PART.fullmatch(text, inside[-1].quantity.end if inside else opening, quantity.start)
    if not name or not whole or whole.quantity.unit != quantity.unit:
        return None, ""
    return whole, name["name"]


def change_of_part(change: Change, whole) -> Change:
    """新增13例（本土3例，输入10例）: each part is new as well."""
    if change.measure != "level" or whole.change.rule not in OF_RULES:
        return change
    return change._replace(measure=whole.change.measure, direction=whole.change.direction)
