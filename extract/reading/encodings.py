"""Bytes to text, whatever encoding a Chinese newsroom saved them in."""

import codecs

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 20_000  # bytes that are enough to tell one encoding from another


def decode(data: bytes) -> str:
    """The text of ``data``: by its byte order mark, as UTF-8, else as the likelier of GB18030 and Big5.

    Raises ``ValueError`` for bytes that are no text (a picture, an archive).
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data[:SAMPLE]:
        return _strictly(data, _zeros(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, _likelier(data))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding) if encoding else ""
    except UnicodeDecodeError as error:
        raise ValueError(f"not text in {encoding} (byte {error.start})") from None
    if not text or _noise(text) > 0.02:
        raise ValueError("not a text file (a picture, an archive, a program?)")
    return text


def _zeros(data: bytes) -> str:
    """UTF-16 without a mark has its zero bytes at one side of the pairs; other files with zeros are no text."""
    even, odd = data[:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    if len(data) % 2 or max(even, odd) < 8 * min(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _likelier(data: bytes) -> str:
    """GB18030 or Big5: the one that decodes, of two the one with more everyday characters in it."""
    scores = {}
    for encoding in ("gb18030", "big5hkscs"):
        sample = codecs.getincrementaldecoder(encoding)()
        try:
            scores[encoding] = _everyday(sample.decode(data[:SAMPLE]))
        except UnicodeDecodeError:
            continue
    if scores:
        return max(scores, key=scores.get)
    guess = from_bytes(data[:SAMPLE]).best()
    return guess.encoding if guess else ""


def _everyday(text: str) -> float:
    """The share of the commonest characters and marks of news Chinese, simplified or traditional."""
    common = set(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装，。、“”：（）0123456789.% \n這為個國會時來發學經過產種後進點開還從體機當應實電臺灣與關錢億萬處長報導價數據團務達間業"
    )
    return sum(character in common for character in text) / max(1, len(text))


def _noise(text: str) -> float:
    """The share of control characters and of characters that stand for nothing."""
    sample = text[:SAMPLE]
    strange = sum(not (character.isprintable() or character.isspace()) for character in sample)
    return strange / max(1, len(sample))
