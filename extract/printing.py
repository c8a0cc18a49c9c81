"""What the command line shows: tables of figures, explanations, accuracy."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from extract.accuracy import Miss, Score
from extract.claims import Claim, Reading
from extract.explanations import Explanation, describe_change, describe_value
from extract.gold import Told

# What moves the cursor, colours the screen or turns the direction of writing, in a text or the name of a file.
ORDERS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_TEXT = 2000  # characters of an explained text that are shown with their numbers marked
MOST_ROWS = 200
PATIENCE = 1.0  # seconds without a word on the screen
MEASURES = ("detect", "quantity", "fact", "row")


def plain(words: object) -> str:
    """``words`` with nothing in them that the console takes for markup, or the terminal for an order."""
    return escape(harmless(str(words)))


def harmless(text: str) -> str:
    """``text`` with nothing in it that the terminal takes for an order; every character stays where it was.

    >>> harmless("\\x1b[31m3人\\r\\n")
    '\ufffd[31m3人 \\n'
    """
    return ORDERS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r", " "))


def print_figures(console: Console, frame: pd.DataFrame) -> None:
    """Print the first 200 figures as a table: what, how much, change, where, when."""
    table = _table(
        ("数字 figure", "指标 indicator", "数值 value", "变化 change", "地点 place", "时间 period", "主题 topic")
    )
    several = frame["doc_id"].nunique() > 1
    if several:
        table.add_column("文章 document", style="dim", overflow="ellipsis", max_width=28, no_wrap=True)
    rows = frame.head(MOST_ROWS)
    cells = rows.astype(object).where(rows.notna(), None).to_dict("records")
    for claim in (Claim(**row) for row in cells):
        told = (claim.quantity, claim.indicator, describe_value(claim), describe_change(claim))
        where = (claim.place, claim.period + (" 计划" if claim.status == "planned" else ""), claim.topic)
        table.add_row(*map(plain, told + where + ((claim.doc_id,) if several else ())))
    console.print(table)
    if len(frame) > MOST_ROWS:
        console.print(f"… and {len(frame) - MOST_ROWS} more; write them all with -o figures.csv", style="dim")


@dataclass(slots=True)
class Tally:
    """How much was read so far."""

    documents: int = 0
    figures: int = 0
    refusals: int = 0

    def count(self, reading: Reading) -> Reading:
        """``reading``, once it is counted."""
        self.documents += 1
        self.figures += len(reading.claims)
        self.refusals += len(reading.refusals)
        return reading


@contextmanager
def progress(console: Console, noun: str) -> Iterator[Callable[[], None]]:
    """A function to call at each step; what takes longer than a second shows its progress on a terminal."""
    columns = (SpinnerColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(noun, total=None)
    timer = Timer(PATIENCE, bar.start)
    timer.daemon = True
    if console.is_terminal:
        timer.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        timer.cancel()
        if bar.live.is_started:
            bar.stop()


def print_summary(console: Console, tally: Tally, out: str) -> None:
    """Print how many figures of how many documents were read, and where they went."""
    where = f" → {plain(out)}" if out else ""
    counts = f"{tally.figures} figures, {tally.refusals} numbers not counted, {tally.documents} documents"
    console.print(counts + where, style="bold", highlight=False, soft_wrap=True)


def print_explanations(console: Console, text: str, explanations: Sequence[Explanation]) -> None:
    """Print the text with its numbers marked, then each number with what it became."""
    if not explanations:
        console.print("这段文字里没有数字。 No number in this text.")
        return
    if len(text) <= LONGEST_TEXT:
        console.print(_marked(text, explanations), "")
    table = _table(("", "原文 words", "读作 read as", "规则或原因 rule or reason"))
    for one in explanations:
        sign, style = ("[green]✓[/]", "") if one.counted else ("[red]✗[/]", "dim")
        table.add_row(sign, *map(plain, (one.words, one.meaning, one.rule)), style=style)
    console.print(table)
    counted = sum(one.counted for one in explanations)
    console.print(
        f"{counted} 个数字计入 counted, {len(explanations) - counted} 个未计入 not counted",
        style="bold",
        highlight=False,
    )


def _marked(text: str, explanations: Iterable[Explanation]) -> Text:
    marked = Text(harmless(text))
    for one in explanations:
        marked.stylize("bold green" if one.counted else "red", one.start, one.end)
    return marked


def print_score(console: Console, score: Score, misses: int) -> None:
    """Print precision, recall and F1 of each measure, the share right of each field, and ``misses`` disagreements."""
    console.print(f"gold {score.detect.gold}  predicted {score.detect.predicted}", highlight=False)
    table = _table(("measure", "precision", "recall", "F1"))
    for name in MEASURES:
        measure = getattr(score, name)
        table.add_row(name, f"{measure.precision:.3f}", f"{measure.recall:.3f}", f"{measure.f1:.3f}")
    console.print(table)
    shares = "  ".join(f"{name} {share:.3f}" for name, share in score.fields)
    console.print(f"fields  {shares}", highlight=False)
    for miss in score.misses[:misses]:
        console.print(harmless(_describe_miss(miss)), highlight=False, soft_wrap=True, markup=False)


def _describe_miss(miss: Miss) -> str:
    told = miss.gold or miss.found
    where = f"{miss.doc_id}:{told.start}-{told.end} {told.quantity}"
    if miss.gold is None:
        return f"{where}  no figure, read as {told.indicator}"
    if miss.found is None:
        return f"{where}  missed: {told.indicator}"
    wrong = "; ".join(f"{name}: {_cell(miss.gold, name)} read as {_cell(miss.found, name)}" for name in miss.fields)
    return f"{where}  {miss.gold.indicator}  {wrong}"


def _cell(told: Told, field: str) -> str:
    if field != "quantity":
        return str(getattr(told, field))
    value = f"{told.low}..{told.high}" if told.bound == "range" else told.value
    return f"{told.bound} {value} {told.unit}".strip()


def print_documents(console: Console, documents: pd.DataFrame) -> None:
    """Print one line per document of a library."""
    table = _table(("文章 document", "标题 title", "发布 published", "数字 figures", "未计入 not counted"))
    for row in documents.itertuples():
        day = "" if pd.isna(row.published) else f"{row.published:%Y-%m-%d}"
        table.add_row(*map(plain, (row.doc_id, row.title, day, row.figures, row.not_counted)))
    console.print(table)


def print_unplaced(console: Console, reviews: pd.DataFrame) -> None:
    """Print one line per review that stands on no figure in view."""
    table = _table(("文章 document", "数字 figure", "原句 sentence", "决定 decision", "改为 new", "谁 who", "备注"))
    for row in reviews.itertuples():
        new = f"{row.field} = {row.new}" if row.field else ""
        table.add_row(*map(plain, (row.doc_id, row.quantity, row.sentence, row.decision, new, row.who, row.note)))
    console.print(table)


def _table(columns: Sequence[str]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name in columns:
        table.add_column(name, overflow="fold")
    return table
