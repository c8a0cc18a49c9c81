"""Excel workbooks: numbers as numbers, days as days, text never as a formula, and links to where a row comes from."""

import re
from datetime import datetime
from itertools import chain
from typing import BinaryIO

from xlsxwriter import Workbook

from extract.exports.batches import Batches, records

SHEET_ROWS = 1_048_576  # of one sheet of Excel, its head among them
MOST_ROWS = SHEET_ROWS - 1
MOST_LINKS = 65_530  # of one sheet of Excel
LONGEST_TEXT = 32_767  # characters of one cell of Excel
LONGEST_LINK = 2_000
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ADDRESS = re.compile(r"https?://[^\s\"<>]+")
WIDTHS = {"sentence": 60, "title": 30, "indicator": 24, "figure_id": 20, "quantity": 16}
WIDTH = 12


def write_excel(batches: Batches, file: BinaryIO, about: str = "", link: str = "") -> None:
    """Write a workbook with the sheet ``figures`` and, where ``about`` says something, a sheet of that name.

    A ``doc_id`` that is an address is a link, and so is each ``figure_id`` where ``link`` is given: the address to
    which the id is added. Excel takes no more than 65,530 links; the rows beyond have none. Raises ``ValueError``
    where there are more rows than a sheet holds.
    """
    with Workbook(file, {"constant_memory": True}) as book:  # a row is on disk as soon as the next one begins
        sheet = Sheet(book, link)
        batches = iter(batches)
        first = next(batches)
        sheet.write_head(list(first.columns))
        for batch in chain([first], batches):
            for row in records(batch):
                sheet.write_row(row)
        sheet.finish()
        if about:
            _tell(book, about)


def check_rows(rows: int) -> None:
    """Raise ``ValueError`` where ``rows`` are more than a sheet of Excel holds."""
    if rows > MOST_ROWS:
        raise ValueError(
            f"a sheet of Excel holds {SHEET_ROWS:,} rows with its head, and these are more;"
            " filter to fewer, or take CSV, Parquet or JSON Lines"
        )


class Sheet:
    """The sheet of figures while its rows are written, each cell in the type of its value."""

    def __init__(self, book: Workbook, link: str) -> None:
        self._sheet = book.add_worksheet("figures")
        self._bold, self._day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        self._link, self._links, self._rows = link, 0, 0
        self._names: list[str] = []

    def write_head(self, names: list[str]) -> None:
        self._names = names
        for column, name in enumerate(names):
            self._sheet.set_column(column, column, WIDTHS.get(name, WIDTH))
            self._sheet.write_string(0, column, name, self._bold)
        self._sheet.freeze_panes(1, 0)

    def write_row(self, row: tuple) -> None:
        self._rows += 1
        check_rows(self._rows)
        for column, (name, value) in enumerate(zip(self._names, row, strict=True)):
            if isinstance(value, str):
                self._write_text(column, name, value)
            elif isinstance(value, datetime):
                self._sheet.write_datetime(self._rows, column, value, self._day)
            elif value is not None:
                self._sheet.write_number(self._rows, column, value)

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, self._rows, max(len(self._names) - 1, 0))

    def _write_text(self, column: int, name: str, words: str) -> None:
        words = UNPRINTABLE.sub("", words)[:LONGEST_TEXT]
        address = self._address(name, words)
        if address and self._links < MOST_LINKS:
            self._links += 1
            self._sheet.write_url(self._rows, column, address, None, words)
        elif words:
            self._sheet.write_string(self._rows, column, words)

    def _address(self, name: str, words: str) -> str:
        if name == "figure_id" and self._link:
            return self._link + words
        is_address = name == "doc_id" and len(words) <= LONGEST_LINK and ADDRESS.fullmatch(words)
        return words if is_address else ""


def _tell(book: Workbook, about: str) -> None:
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(about.splitlines()):
        sheet.write_string(row, 0, line[:LONGEST_TEXT])
