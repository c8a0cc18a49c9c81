"""Files that are more than text: web pages, PDF, Word. Each part is imported only when such a file comes."""

import io
import re
import zlib
from collections.abc import Iterator
from functools import cache
from html import unescape
from zipfile import BadZipFile

from extract.reading.archives import check_unpacked
from extract.reading.columns import page_text
from extract.reading.documents import Document, UnreadableError
from extract.reading.encodings import decode_page
from extract.reading.front_matter import first_heading, parse_date
from extract.reading.imprint import read_imprint

# A search through all of a page takes the year of its copyright line for a date of publication.
STATED_DATES = {"extensive_search": False, "original_date": True}
HIDDEN = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
BLOCK = re.compile(r"</?(?:p|div|h\d|br|li|tr|td|section|article|header|footer)\b[^>]{0,500}>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{1,2000}>")
SHORTEST_ARTICLE = 60
LONGEST_LINE = 120  # characters of a line that tells source and date


def read_page(name: str, data: bytes) -> Document:
    """The main text of a news page with its title, publisher and date; raises ``UnreadableError`` without any."""
    import trafilatura

    html = decode_page(data)
    page = trafilatura.bare_extraction(
        html, with_metadata=True, include_comments=False, date_extraction_params=STATED_DATES, config=_settings()
    )
    if page is None or not (page.text or "").strip():
        raise UnreadableError("no article found on this web page")
    imprint = read_imprint(_imprint_lines(html))
    published = parse_date(page.date) if page.date else imprint.published
    return Document(name, page.text, page.title or "", imprint.publisher or page.sitename or "", published)


@cache
def _settings():
    """Settings by which a short text is an article too: sixty characters of Chinese say what 250 of English do."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(SHORTEST_ARTICLE))
    return config


def _imprint_lines(html: str) -> str:
    """The short lines of a page that may tell its source and date, which the main text may leave out."""
    lines = unescape(TAG.sub("", BLOCK.sub("\n", HIDDEN.sub("", html)))).splitlines()
    short = (" ".join(line.split()) for line in lines if len(line) < 10 * LONGEST_LINE)
    return "\n".join(line for line in short if 0 < len(line) <= LONGEST_LINE and re.search(r"来源|來源|[0-9]{4}", line))


def read_pdf(name: str, data: bytes) -> Document:
    """The text layer of a PDF in reading order; raises ``UnreadableError`` where it has none."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = [page_text(page) for page in pdf]
    except pypdfium2.PdfiumError as error:
        raise _pdf_error(str(error)) from None
    text = "\n\n".join(page for page in pages if page.strip())
    if not text.strip():
        raise UnreadableError("no text layer (scanned pages?)", "run OCR first, then read its text")
    return Document(name, text, _marked_title(text))


def _marked_title(text: str) -> str:
    return first_heading(text[:4000]) if text.startswith("#") else ""


def _pdf_error(words: str) -> UnreadableError:
    if "password" in words.lower():
        return UnreadableError("the PDF is locked with a password", "save it without the password and read that")
    return UnreadableError(f"not a readable PDF ({words})")


def read_word(name: str, data: bytes) -> Document:
    """The paragraphs and table cells of a Word file, one a line; headings are marked by #."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    broken = (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError, EOFError, OSError, zlib.error)
    try:
        check_unpacked(data)
        file = docx.Document(io.BytesIO(data))
    except (*broken, AttributeError, NotImplementedError) as error:
        raise UnreadableError(f"not a readable Word file ({error})") from None
    text = "\n\n".join(line for block in file.iter_inner_content() for line in _word_lines(block))
    if not text.strip():
        raise UnreadableError("the Word file holds no text", "give a file that holds an article")
    return Document(name, text, file.core_properties.title or _marked_title(text))


def _word_lines(block: object) -> Iterator[str]:
    if hasattr(block, "rows"):
        yield from (" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows)
    elif block.text.strip():
        style = block.style.name if block.style is not None else ""
        yield ("## " if style.startswith(("Heading", "Title", "标题")) else "") + block.text.strip()
