"""Files that are more than text: web pages, PDF, Word, tables. Each part is imported only when such a file comes."""

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from extract.reading.documents import Document
from extract.reading.encodings import decode
from extract.reading.front_matter import parse_date

TEXT_COLUMNS = ("text", "content", "body", "正文", "内容", "全文")


def read_html(name: str, data: bytes) -> Document:
    """The main text of a news page with its title, publisher and date; raises ``ValueError`` where none is found."""
    import trafilatura

    page = trafilatura.bare_extraction(decode(data), with_metadata=True, include_comments=False)
    if page is None or not page.text:
        raise ValueError("no article found on this web page")
    published = parse_date(page.date) if page.date else None
    return Document(name, page.text, page.title or "", page.sitename or "", published)


def read_pdf(name: str, data: bytes) -> Document:
    """The text layer of a PDF, its pages one after the other; raises ``ValueError`` where it has none."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"not a readable PDF ({error})") from None
    text = "\n\n".join(page.replace("\r\n", "\n").replace("\ufffe", "") for page in pages)
    if not text.strip():
        raise ValueError("no text layer (scanned pages?); run OCR first")
    return Document(name, text)


def read_docx(name: str, data: bytes) -> Document:
    """The paragraphs and table cells of a Word file, one a line; headings are marked by #."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        file = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise ValueError(f"not a readable Word file ({error})") from None
    text = "\n\n".join(line for block in file.iter_inner_content() for line in _docx_lines(block))
    if not text.strip():
        raise ValueError("the Word file holds no text")
    return Document(name, text, file.core_properties.title or "")


def _docx_lines(block: object) -> Iterator[str]:
    if hasattr(block, "rows"):
        yield from (" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows)
    elif block.text.strip():
        style = block.style.name if block.style is not None else ""
        yield ("## " if style.startswith(("Heading", "Title", "标题")) else "") + block.text.strip()


def table_rows(name: str, data: bytes, text_column: str) -> Iterator[tuple[int, dict, str]]:
    """Yield the number of each row in its file, its cells by column, and the column of the text."""
    frame = _frame(name, data)
    column = text_column or next((column for column in TEXT_COLUMNS if column in frame.columns), "")
    if column not in frame.columns:
        raise ValueError(f"no text column; its columns are {', '.join(map(str, frame.columns))}")
    for number, cells in enumerate(frame.astype(object).where(frame.notna(), None).to_dict("records"), 2):
        yield number, cells, column


def _frame(name: str, data: bytes):
    import pandas as pd

    suffix = Path(name).suffix.lower()
    try:
        if suffix == ".parquet":
            return pd.read_parquet(io.BytesIO(data))
        if suffix == ".xlsx":
            return pd.read_excel(io.BytesIO(data))
        return pd.read_csv(io.StringIO(decode(data)), sep="\t" if suffix == ".tsv" else ",", dtype=str)
    except (ValueError, OSError, KeyError, BadZipFile) as error:
        raise ValueError(f"not a readable table ({error})") from None
