"""Real-shaped files of every format, made here: a district paper's article as text, page, PDF, Word, table, archive."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from typing import NamedTuple

import docx
import pandas as pd

TITLE = "珠溪镇果园富民"
BODY = (
    "新渝报讯（记者 张三）4月9日，记者走进大足区珠溪镇的柑橘园，村民们正忙着给果树除草松土。",
    "“我们流转土地480余亩，带动111户村民发展产业。”村支部书记刘毅介绍，今年产量较去年增加三分之一。",
    "据了解，该镇2023年新建灌溉水渠30公里，总投资近400万元，惠及果农1200人。",
)
ARTICLE = "\n".join((TITLE, *BODY))
TRADITIONAL = (
    "臺灣今年經濟成長率達百分之五\n出口總額增加三百億元，民間投資持續成長，失業率降至3.4%。\n"
    "主計總處表示，全年可望優於預期，消費者信心指數連續三個月上升。"
)


def page(charset: str = "utf-8", body: Iterable[str] = BODY) -> str:
    """A news site's page: navigation, a line of source and date, the article, a copyright line with years."""
    paragraphs = "\n".join(f"<p>　　{words}</p>" for words in body)
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{TITLE}_区县频道_某新闻网</title><script>var now = "2026-01-02";</script></head><body>
<div class="nav"><a href="/">首页</a><a href="/gd/">滚动</a><a href="/qx/">区县</a></div>
<div class="article"><h1>{TITLE}</h1>
<div class="info">发布时间：2024年04月10日 08:30 来源：<a href="/xyb/">新渝报</a></div>
{paragraphs}</div>
<div class="footer">Copyright 2001-2026 某新闻网 版权所有 备案号 12345678</div></body></html>"""


class Words(NamedTuple):
    """A line on a page of a PDF: its left end and baseline in points from below, its size, its characters."""

    x: float
    y: float
    size: float
    words: str


def pdf(*pages: Iterable[Words]) -> bytes:
    """A PDF with a text layer in a Chinese font that every reader brings along."""
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>"
    )
    streams = ["\n".join(map(_shown, lines)) for lines in pages]
    kids = " ".join(f"{4 + 2 * k} 0 R" for k in range(len(streams)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}>>", font]
    for k, stream in enumerate(streams):
        frame = f"/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * k} 0 R"
        objects += [f"<</Type/Page/Parent 2 0 R{frame}>>", f"<</Length {len(stream)}>>stream\n{stream}\nendstream"]
    return _with_references(objects)


def _shown(line: Words) -> str:
    return f"BT /F1 {line.size} Tf {line.x} {line.y} Td <{line.words.encode('utf-16-be').hex()}> Tj ET"


def _with_references(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{words}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(data)}\n"
    return data + end.encode("ascii") + b"%%EOF\n"


def set_lines(words: str, width: int, x: float, y: float, size: float = 10.0, indent: bool = True) -> list[Words]:
    """``words`` set in a column of ``width`` characters whose first baseline is ``y``, 1.5 sizes a line."""
    words = "　　" * indent + words
    cut = [words[start : start + width] for start in range(0, len(words), width)]
    lines = []
    for number, line in enumerate(cut):
        blanks = len(line) - len(line.lstrip("　"))
        lines.append(Words(x + blanks * size, y - 1.5 * size * number, size, line.lstrip("　")))
    return lines


def article_pdf() -> bytes:
    lines = [Words(50, 740, 20, TITLE)]
    for words in BODY:
        lines += set_lines(words, 40, 50, min(line.y for line in lines) - (25 if len(lines) == 1 else 15))
    return pdf(lines)


def word() -> bytes:
    file = docx.Document()
    file.add_heading(TITLE, 1)
    for words in BODY:
        file.add_paragraph(words)
    return _saved(file.save)


def _saved(save: Callable) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def frame() -> pd.DataFrame:
    """Two articles under the headings that a newsroom's database gives them."""
    rows = [("a1", TITLE, "2024-04-10", "新渝报", "\n".join(BODY)), ("a2", "近况", "", "新渝报", "新增就业5万人。")]
    return pd.DataFrame(rows, columns=["文章编号", "标题", "发布时间", "媒体", "正文"])


def records() -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in frame().to_dict("records"))


def archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def samples() -> dict[str, bytes]:
    """One file of every format by its name; each holds the article, tables and records a second one too."""
    return {
        "a.txt": ARTICLE.encode(),
        "a.md": f"---\ntitle: {TITLE}\ndate: 2024-04-10\n---\n\n# {TITLE}\n\n{chr(10).join(BODY)}\n".encode(),
        "a.html": page().encode(),
        "a.pdf": article_pdf(),
        "a.docx": word(),
        "a.jsonl": records().encode(),
        "a.csv": frame().to_csv(index=False).encode("utf-8-sig"),
        "a.parquet": _saved(lambda file: frame().to_parquet(file, index=False)),
        "a.xlsx": _saved(lambda file: frame().to_excel(file, index=False)),
        "a.zip": archive({"要闻/a.txt": ARTICLE.encode(), "b.html": page().encode()}),
    }
