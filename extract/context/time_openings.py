"""Where in a sentence a time word may begin: a quick look that spares the rules nearly all of the text.

It may say yes too often, never too seldom: what no opening here admits, no rule of ``time_rules`` is asked about.
"""

from extract.context.named_times import FESTIVALS, NAMED
from extract.context.openings import opening

_NAMES = "|".join(sorted(FESTIVALS | NAMED, key=len, reverse=True))
# Words of no group below.
_SINGLE = """
    最近 过去 未来 今后 接下来 截至 截稿 目前 现在 现有 现共有 现存 如今 眼下 当前 当下 迄今 近期 近日 近来
    连日 以往 此前 不久前 日前 日常 平时 平日 同期 当晚 同晚 即日 那时 彼时 长期以来 一直以来 入汛 入春 入夏
    入伏 入秋 入冬 去冬 首季 半年报 春运 开年 民国 新世纪 进入 跨入
"""
_HAN = "一二三四五六七八九十两〇零"
_TO = r"至到截—–~\-"
# First characters, and what may follow them.
_GROUPS = (
    (
        "0123456789",
        rf"(?<![0-9][0-9])[0-9]{{0,3}}(?:[年月日号份季以{_TO}/]|个[季月]|[财赛榨学][年季]|世纪|[.][0-9]+[.]|[、和及]第?[0-9{_HAN}首])",
    ),
    (_HAN, rf"[{_HAN}]{{0,3}}(?:[年月日号份季以{_TO}]|个[季月]|世纪|[、和]第?[1-4{_HAN}首])"),
    ("今去前明后本同上翌当该往常历全", "年"),
    ("今昨前明后当同次翌", "[天日时]"),
    ("今昨明", "[凌清早晨上中午下傍晚深夜从在起获对向]"),
    ("今去前", "[春夏秋冬明今去]"),
    ("本上下当同这", "个?(?:[月周]|星期|季度|世纪)"),
    ("上这下", "(?:一[年周]|半年)"),
    ("前首头近这", f"(?:的?[0-9{_HAN}]|个?季)"),
    ("近这多余几", "[些几]?年"),
    ("近半", "半?年"),
    ("第", f"[1-4{_HAN}首]"),
    ("年岁", "[底末初内]"),
    ('“"‘', f"(?:{'|'.join(sorted(FESTIVALS | NAMED, key=len, reverse=True))})"),
)


_WORDS = [(word[0], word[1:]) for word in FESTIVALS | NAMED | set(_SINGLE.split())]
# Of 3000多万人，今年新增5.2% it meets 今.
OPENING = opening([*_GROUPS, *_WORDS])
