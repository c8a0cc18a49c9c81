"""Bytes to text, whatever encoding a Chinese newsroom saved them in."""

import codecs
import re

from charset_normalizer import from_bytes

from extract.reading.folding import fold

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 20_000  # bytes that are enough to tell one encoding from another
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,20})""", re.IGNORECASE)
# Pages that call themselves GB2312 hold characters of its successors too.
SUCCESSORS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}


def decode(data: bytes) -> str:
    """The text of ``data``: by its byte order mark, as UTF-8, else as the likelier of GB18030 and Big5.

    Raises ``ValueError`` for bytes that are no text (a picture, an archive).
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data[:SAMPLE]:
        return _strictly(data, _likeliest(data, ("utf-16-le", "utf-16-be"), 0.5))
    cut_off = _cut_off(data)
    if cut_off is not None:
        return _checked(cut_off)
    text = data.decode("utf-8", "replace")
    written = sum(not character.isascii() for character in text)
    if 100 * text.count("\N{REPLACEMENT CHARACTER}") <= written:
        return _checked(text)
    return _strictly(data, _likeliest(data, ("gb18030", "big5hkscs"), 0.2) or _guess(data))


def _cut_off(data: bytes) -> str | None:
    """The text of ``data`` as UTF-8, which a download may have cut off within a character; ``None`` elsewhere."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return None
    return data.decode("utf-8", "replace")


def decode_page(data: bytes) -> str:
    """The text of a web page: as ``decode`` reads it, but in the encoding it declares where that fits all its bytes."""
    declared = DECLARED.search(data[:4096])
    if declared and not data.startswith(tuple(mark for mark, _ in MARKS)):
        name = declared[1].decode("ascii", "replace").lower()
        try:
            return data.decode(SUCCESSORS.get(name, name))
        except (UnicodeDecodeError, LookupError):
            return decode(data)
    return decode(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding) if encoding else ""
    except UnicodeDecodeError as error:
        raise ValueError(f"not text in {encoding} (byte {error.start})") from None
    return _checked(text)


def _checked(text: str) -> str:
    if not text or _noise(text) > 0.02:
        raise ValueError("not a text file (a picture, an archive, a program?)")
    return text


def _likeliest(data: bytes, encodings: tuple[str, ...], share: float) -> str:
    """The encoding that gives most everyday characters, ``""`` where none gives at least this ``share`` of them."""
    shares = {}
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()  # the sample may end within a character
        try:
            shares[encoding] = _everyday(decoder.decode(data[:SAMPLE]))
        except UnicodeDecodeError:
            continue
    best = max(shares, key=shares.get, default="")
    return best if best and shares[best] >= share else ""


def _guess(data: bytes) -> str:
    guess = from_bytes(data[:SAMPLE]).best()
    return guess.encoding if guess else ""


def _everyday(text: str) -> float:
    """The share of ``text`` that is ASCII or, once simplified, of the 3,755 commonest characters (GB 2312 level 1)."""
    return sum(map(_is_everyday, fold(text))) / max(1, len(text))


def _is_everyday(character: str) -> bool:
    lead = character.encode("gb2312", "ignore")[:1]
    return character.isascii() or b"\xa1" <= lead <= b"\xd7"


def _noise(text: str) -> float:
    """The share of control characters and of characters that stand for nothing."""
    sample = text[:SAMPLE]
    strange = sum(not (character.isprintable() or character.isspace()) for character in sample)
    return strange / max(1, len(sample))
