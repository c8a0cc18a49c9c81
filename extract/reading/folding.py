"""Text made comparable, character by character, so that every offset still holds."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

# Simplified texts use 乾 too (乾县, 乾安县, 乾隆), and no rule needs 乾 for 干.
KEPT = "乾"

# Marks that sit in numbers and units, at half width.
HALF_WIDTH = str.maketrans(
    "％．／＋－−–～〜＄￥＃＆＠＊＝＜＞＿｜｡､\u3000\xa0\u2002\u2003\u2009",
    "%./+---~~$¥#&@*=<>_|。、     ",
)

# Marks that end a clause, at full width: many sites type them at half width, and rules read one form.
FULL_WIDTH = str.maketrans(";()!", "；（）！")

# Marks that fold by what stands beside them. The pattern opens with the marks alone, which `re` looks for fastest.
CONTEXTUAL = re.compile(
    r"""
    [：:?,○◯](?:
        (?<=[0-9]：)(?=[0-9])                      # ９：３０ is a clock time, 说：30人 is speech
      | (?<=:)(?:(?<![0-9]:)|(?![0-9/]))
      | (?<=\?)(?![A-Za-z0-9=&])                   # not that of a web address
      | (?<=,)(?:(?<![0-9],)|(?![0-9]))            # not that of 1,031
      | (?<=[一二三四五六七八九〇○零][○◯])         # 二○一○年
    )
    """,
    re.VERBOSE,
)
IN_CONTEXT = {"：": ":", ":": "：", "?": "？", ",": "，", "○": "〇", "◯": "〇"}


@lru_cache(maxsize=4)  # the rooms ask for the same document one after another
def fold(text: str) -> str:
    """``text`` with full-width letters, digits and number marks at half width and traditional characters simplified.

    As long as ``text``: each character becomes one character, so an offset in one is an offset in the other. Of several
    simplified forms the first of the opencc table is taken. The marks between clauses are brought to full width
    (， ； ： （ ） ！ ？), but a comma or a colon between digits to half width; ○ folds only in a Chinese number, and
    乾 stays. Pure ASCII stays as it is.

    >>> fold("臺灣經濟增長５．２％,約３０萬畝;９：３０，說:1,031人")
    '台湾经济增长5.2%，约30万亩；9:30，说：1,031人'
    """
    if text.isascii():
        return text
    return CONTEXTUAL.sub(lambda mark: IN_CONTEXT[mark[0]], _foldable().sub(_fold_run, text))


def _fold_run(run: re.Match[str]) -> str:
    return run[0].translate(_folds())


@cache
def _foldable() -> re.Pattern[str]:
    """Runs of characters that fold, which are few in most texts; beyond the first plane, any character."""
    basic = "".join(re.escape(chr(code)) for code in _folds() if code < 0x10000)
    return re.compile(f"[{basic}\U00010000-\U0010ffff]+")


@cache
def _folds() -> dict[int, str | int]:
    """What each character becomes, by code point; characters that stay are absent."""
    folds: dict[int, str | int] = dict(_compatible())
    folds.update(_simplified())
    folds.update(HALF_WIDTH)
    folds.update(FULL_WIDTH)
    for kept in KEPT:
        folds.pop(ord(kept), None)
    return folds


def _compatible() -> dict[int, str]:
    """Digits of other scripts, full-width letters, and the doubles of a character (Kangxi radicals …) in PDF files."""
    blocks = ((0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0x2F00, 0x2FD5), (0xF900, 0xFAD9))
    digits = (code for code in range(0x80, 0x20000) if chr(code).isdecimal())
    folds = {code: str(unicodedata.decimal(chr(code))) for code in digits}
    for first, last in blocks:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                folds[code] = _simplified().get(ord(plain), plain)
    return folds


@cache
def _simplified() -> dict[int, str]:
    """Traditional to simplified characters: the first choice of opencc's ``TSCharacters.txt``."""
    spec = find_spec("opencc")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("the opencc tables are missing; install opencc-python-reimplemented")
    table = Path(spec.submodule_search_locations[0]) / "dictionary" / "TSCharacters.txt"
    folds = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        choice = simplified.split(" ")[0]
        if len(traditional) == len(choice) == 1 and traditional != choice:
            folds[ord(traditional)] = choice
    return folds
