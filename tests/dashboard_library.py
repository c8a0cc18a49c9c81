"""A small library for the tests of the dashboard: three short articles of our own, one of them hostile."""

from datetime import date
from pathlib import Path

from extract.library import Library
from extract.reading import Document

FARM = Document(
    "farm.txt",
    "大足区果园丰收\n\n2023年，大足区柑橘种植面积达到480余亩，产量150吨，同比增长12.5%。\n\n"
    "果农每亩增收300至500元。全区农产品抽检合格率从92%提升到98%。",
    "大足区果园丰收",
    "报数样例",
    date(2024, 4, 11),
)
CITY = Document(
    "city.txt",
    "九龙坡区新建停车场\n\n九龙坡区今年新建停车场12座，新增停车位3600个，总投资近1.5亿元。\n\n"
    "通行时间同比下降8%。到2025年，九龙坡区计划再建公园5座。",
    "九龙坡区新建停车场",
    "九龙坡新闻",
    date(2024, 5, 20),
)
# The words of the news come before a browser as they are, whatever they are.
HOSTILE = Document(
    "hostile.txt",
    "璧山区<script>alert(1)</script>**加粗**\n\n"
    "璧山区<img src=x onerror=alert(2)>企业達到３００家，=HYPERLINK(1)产值20亿元，\u202e学校18所。",
    "<script>alert(3)</script>=cmd",
    "**报**<b>社</b>",
    date(2024, 6, 1),
)
DOCUMENTS = (FARM, CITY, HOSTILE)


def make_library(folder: Path) -> Library:
    """A library in ``folder`` that holds ``DOCUMENTS``."""
    library = Library.open(folder)
    library.add_documents(DOCUMENTS, source="test")
    return library
