"""Charts as pictures: PNG and SVG of what the page shows, drawn on this machine with its own Chinese font."""

import json
from functools import cache

import vl_convert

WIDTH = 860  # pixels; a chart of the page is as wide as the page
SCALE = 2  # a PNG is printed and shown on fine screens
PADDING = 18
# The theme's fonts; the first that the machine has is drawn.
FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
MISSING = "\U0010fffd"  # a character that no font has
# The width of the chart's place on the page; a picture has none.
PLACE_WIDTH = "containerSize()[0]"


def to_svg(spec: dict, title: str, note: str, background: str) -> bytes:
    """A chart's specification as SVG, with ``title`` and ``note`` above it; its text in the font of who opens it."""
    return vl_convert.vegalite_to_svg(_framed(spec, title, note, background), allowed_base_urls=[]).encode()


def to_png(spec: dict, title: str, note: str, background: str) -> bytes:
    """The same as PNG, twice as fine as the page; see ``has_chinese_font``."""
    framed = _framed(spec, title, note, background)
    return vl_convert.vegalite_to_png(framed, scale=SCALE, allowed_base_urls=[])


@cache
def has_chinese_font() -> bool:
    """Whether this machine can draw 数: its picture is not that of a character that no font has."""
    return _drawn("数") != _drawn(MISSING)


def _drawn(character: str) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="30" font-family="{FONTS}"'
    return vl_convert.svg_to_png(f'{svg} font-size="24">{character}</text></svg>')


def _framed(spec: dict, title: str, note: str, background: str) -> dict:
    """The specification with a width of its own, its title and its note."""
    spec = json.loads(json.dumps(spec).replace(PLACE_WIDTH, str(WIDTH)))
    config = spec.get("config", {}) | {"font": FONTS}
    spec |= {"background": background, "padding": PADDING, "config": config}
    if spec.get("width") == "container":
        spec["width"] = WIDTH
    words = {"text": title, "subtitle": note, "anchor": "start", "offset": 12, "fontSize": 15, "subtitlePadding": 6}
    colours = {"color": _ink(background), "subtitleColor": _ink(background)}
    return spec | {"title": words | colours}


def _ink(background: str) -> str:
    """Black on a light page, nearly white on a dark one."""
    light = sum(int(background[at : at + 2], 16) for at in (1, 3, 5)) > 3 * 128
    return "#1f2328" if light else "#e9e6df"
