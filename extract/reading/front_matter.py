"""The head of a file: the ``key: value`` lines between two ``---``, the title, dates as people write them."""

import re
from dataclasses import dataclass
from datetime import date

BLOCK = re.compile(r"\ufeff?---[ \t]*\r?\n((?:[^\n]{0,2000}\n){0,60}?)---[ \t]*(?:\r?\n|\Z)")
PAIR = re.compile(r"(?P<key>[\w.-]+)[ \t]*[:：][ \t]*(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a file says of it; ``end`` is where its text starts, 0 where there is no head."""

    title: str = ""
    publisher: str = ""
    published: date | None = None
    source: str = ""
    end: int = 0


def read_front_matter(text: str) -> FrontMatter:
    """The front-matter of ``text``; an empty one where it has none. Raises ``ValueError`` for a date that is none.

    >>> read_front_matter("---\\ntitle: 春耕\\ndate: 2024-04-10\\n---\\n全文").published
    datetime.date(2024, 4, 10)
    """
    end = front_matter_end(text)
    if not end:
        return FrontMatter()
    pairs = (PAIR.match(line.strip()) for line in text[:end].splitlines())
    fields = {pair["key"].lower(): pair["value"].strip().strip("\"'") for pair in pairs if pair}
    return FrontMatter(
        fields.get("title", ""),
        fields.get("publisher", ""),
        parse_date(fields["date"]) if fields.get("date") else None,
        fields.get("source", ""),
        end,
    )


def front_matter_end(text: str) -> int:
    """Where the text after the front-matter starts, 0 where there is none; all its lines must read ``key: value``."""
    block = BLOCK.match(text)
    if block is None:
        return 0
    lines = [line for line in block[1].splitlines() if line.strip() and not line.startswith(("#", " ", "-"))]
    return block.end() if lines and all(PAIR.match(line) for line in lines) else 0


def first_heading(text: str) -> str:
    """The title of ``text``: its first line where that is marked by # or short and unfinished; else ``""``."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if line.startswith("#"):
        return line.lstrip("#").strip()
    unfinished = len(line) <= 40 and not line.endswith(tuple("。！？；：，,:;.!?”）)"))
    return line if unfinished and text.strip() != line else ""


def parse_date(words: str) -> date:
    """The day that ``words`` write in ISO 8601 or as 20240410, 2024年4月10日, 2024/4/10; raises ``ValueError``.

    >>> parse_date("2024年4月10日")
    datetime.date(2024, 4, 10)
    """
    parts = re.match(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:日|[T\s]|$)", words)
    parts = parts or re.fullmatch(r"\s*(\d{4})(\d\d)(\d\d)\s*", words)
    if parts is None:
        raise ValueError(f"{words!r} is no date; write it as YYYY-MM-DD")
    try:
        return date(*map(int, parts.groups()))
    except ValueError:
        raise ValueError(f"{words!r} is no day of the calendar; write it as YYYY-MM-DD") from None
