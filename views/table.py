"""Figures as a reader of news would write them, and the table of readable columns."""

import math
import re
from collections.abc import Iterable

import pandas as pd

from extract.library.filters import DOWN
from views.words import Words

SIGNS = {"exact": "", "about": "≈ ", "over": "> ", "under": "< ", "range": ""}
SQUARED = re.compile(r"(?<=m)[23]\b")  # m2 is m² to a reader; in the table it stays as programs write it
SPACELESS = ("%", "‰", "℃", "°C")
SHOWN = ("reading", "indicator", "place", "period", "state", "topic", "kind", "quantity", "source")
SHOWN_CHANGES = ("reading", "basis", "indicator", "place", "period", "state", "topic", "quantity", "source")
ROW_LIMIT = 200  # rows of a short table beside something else
SHOWN_NARROW = ("reading", "indicator", "place", "period")


# Words for large numbers, the largest first.
SCALES = {"zh": ((1e8, "亿"), (1e4, "万")), "en": ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))}
DECIMALS = {"亿": 4, "trillion": 4, "billion": 4}  # 813.466 亿 is read at a glance, 8,134,660 万 is not; else 2


def number(value: float, language: str) -> str:
    """``value`` as people write it: with 万 and 亿 in Chinese where that is shorter, else with commas.

    >>> number(12000, "zh"), number(12345, "zh"), number(12000, "en"), number(5.25, "zh"), number(1.5e9, "en")
    ('1.2 万', '12,345', '12,000', '5.25', '1.5 billion')
    >>> number(81346600000, "zh"), number(81346600000, "en")
    ('813.466 亿', '81.3466 billion')
    """
    for factor, name in SCALES[language]:
        scaled, decimals = value / factor, DECIMALS.get(name, 2)
        if abs(scaled) >= 1 and math.isclose(scaled, round(scaled, decimals), rel_tol=1e-12):
            return f"{_plain(scaled, decimals)} {name}"
    return _plain(value)


def _plain(value: float, decimals: int = 0) -> str:
    """With commas, and no more decimals than a reader wants: 33.33, 0.0512."""
    decimals = decimals or (2 if abs(value) >= 1 else 4)
    return f"{value:,.{decimals}f}".rstrip("0").rstrip(".")


def _stated(row: pd.Series, language: str) -> str:
    """The number that the words state, a range with both ends, a number before with an arrow."""
    if row["bound"] == "range" and pd.notna(row["low"]) and pd.notna(row["high"]):
        return f"{number(row['low'], language)}–{number(row['high'], language)}"
    for column in ("value", "low", "high"):
        if pd.notna(row[column]):
            return number(row[column], language)
    return row["quantity"]


def _sign(row: pd.Series) -> str:
    """+ or − before the amount of a change or a gap."""
    if row["measure"] == "level" or not row["direction"]:
        return ""
    return "+" if row["direction"] == "rise" else "−"


def with_unit(words: str, unit: str) -> str:
    """``words`` followed by a unit, with a blank between where the two want one.

    >>> with_unit("480", "亩"), with_unit("8 万", "元"), with_unit("20", "%"), with_unit("5", "km2")
    ('480 亩', '8 万元', '20%', '5 km²')
    """
    unit = SQUARED.sub(lambda found: "²³"[int(found[0]) - 2], unit)
    joined = not unit or unit in SPACELESS or words.endswith(("万", "亿"))
    return words + unit if joined else f"{words} {unit}"


def reading(row: pd.Series, language: str) -> str:
    """A figure in one glance: > 480 亩, 20% → 90%, +5.2%, 8 万元/名, 第 5 位.

    >>> row = pd.Series(dict(bound="over", value=480, measure="level", direction="", from_value=None,
    ...                      kind="area", unit="亩", per="", quantity="480余亩"))
    >>> reading(row, "zh")
    '> 480 亩'
    """
    words = SIGNS.get(row["bound"], "") + _amount(_sign(row) + _stated(row, language), row, language)
    if pd.notna(row["from_value"]):
        words = f"{_amount(number(row['from_value'], language), row, language)} → {words}"
    return f"{words}/{row['per']}" if row["per"] else words


def _amount(words: str, row: pd.Series, language: str) -> str:
    """A number with its unit; a place in a ranking as 第 5 位 or No. 5."""
    if row["kind"] == "rank" and row["unit"] == "位":
        return f"第 {words} 位" if language == "zh" else f"No. {words}"
    return with_unit(words, row["unit"])


def period_words(period: str) -> str:
    """An ISO 8601 period with a dash between its ends; one that is still open ends with it.

    >>> period_words("2011-01/2011-06"), period_words("2023-08/.."), period_words("2017")
    ('2011-01 – 2011-06', '2023-08 –', '2017')
    """
    return period.replace("/..", " –").replace("/", " – ")


def place_name(path: str, others: Iterable[str] = ()) -> str:
    """The last name of a path; with the one before where another path ends alike.

    >>> place_name("浙江省/宁波市/江北区", ["重庆市/江北区"]), place_name("重庆市/大足区")
    ('江北区（宁波市）', '大足区')
    """
    above, _, name = path.rpartition(DOWN)
    is_shared = any(other != path and other.rpartition(DOWN)[2] == name for other in others)
    return f"{name}（{above.rpartition(DOWN)[2]}）" if is_shared and above else name


def day(moment: pd.Timestamp | None) -> str:
    """A date in ISO 8601; ``""`` where none is known."""
    return "" if pd.isna(moment) else moment.strftime("%Y-%m-%d")


def source(row: pd.Series) -> str:
    """Who published it and when."""
    return " · ".join(filter(None, (row["publisher"], day(row["published"]))))


def state(row: pd.Series, say: Words) -> str:
    """What a reader must not overlook: that it is planned, and what a person decided; nothing of most figures."""
    planned = say.label("status", "planned") if row["status"] == "planned" else ""
    return " · ".join(filter(None, (planned, row["review"] and say.label("review", row["review"]))))


def readable(rows: pd.DataFrame, say: Words) -> pd.DataFrame:
    """The rows in the order given, with the columns of ``SHOWN`` and ``SHOWN_CHANGES`` as texts."""
    return pd.DataFrame(
        {
            "reading": [reading(row, say.language) for _, row in rows.iterrows()],
            "indicator": rows["indicator"].to_numpy(),
            "place": rows["place"].to_numpy(),
            "period": [period_words(period) for period in rows["period"]],
            "state": [state(row, say) for _, row in rows.iterrows()],
            "basis": [basis and say.label("basis", basis) for basis in rows["basis"]],
            "topic": [say.label("topic", topic) for topic in rows["topic"]],
            "kind": [say.label("kind", kind) for kind in rows["kind"]],
            "quantity": rows["quantity"].to_numpy(),
            "source": [source(row) for _, row in rows.iterrows()],
        },
        dtype="string[pyarrow]",
    )
