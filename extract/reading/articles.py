"""The articles of a document: a newspaper page has several, torn by its columns; a plain text is one."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from extract.reading.documents import Article, Document
from extract.reading.folding import fold
from extract.reading.front_matter import front_matter_end
from extract.reading.imprint import opening_publisher
from extract.reading.lines import is_ended, read_lines
from extract.reading.paragraphs import Paragraph, join_lines
from extract.reading.sentences import cut_paragraph
from extract.reading.torn import Story, join_stories

LONGEST_SUBHEADING = 8
DIGEST = re.compile(r"快讯|简讯|要闻|短讯|速览|集锦|一句话新闻|新闻联播|晨报摘要|资讯汇总")


def split_articles(document: Document) -> tuple[Article, ...]:
    """The articles of ``document`` in the order of the text, at least one where it holds a word.

    An article starts at a title that a byline (□ 新渝报记者 …) or dateline (本报讯, 新华社北京4月10日电)
    follows, at such a line itself when it stands amid another's text, at a double title, and at each title of a digest;
    any other heading is a sub-heading inside its article (``heading`` sentences). An article that lost its title to the
    layout gets as ``section`` the title that its words fit best, and one whose last sentence breaks off is joined with
    what stands under that title. Front-matter and the marks of Markdown (``#``, ``>``,
    ``-``, rules) are in no sentence; every other character that is no blank is in exactly one.
    """
    folded = fold(document.text)
    paragraphs = list(join_lines(folded, read_lines(folded, front_matter_end(document.text))))
    groups = list(_group(folded, paragraphs, _is_digest(document.title, folded, paragraphs)))
    stories = join_stories(document.text, folded, groups)
    return tuple(
        Article(story.section, tuple(_sentences(document.text, folded, story.paragraphs)), _publisher(folded, story))
        for story in stories
    )


def _publisher(folded: str, story: Story) -> str:
    """The paper or agency that the first byline or dateline of a story names."""
    opening = (paragraph for paragraph in story.paragraphs if paragraph.opens)
    names = (opening_publisher(folded[paragraph.start : paragraph.start + 60]) for paragraph in opening)
    return next(filter(None, names), "")


def _sentences(text: str, folded: str, group: Sequence[Paragraph]) -> Iterator:
    return chain.from_iterable(cut_paragraph(text, folded, paragraph, k) for k, paragraph in enumerate(group))


def _group(folded: str, paragraphs: list[Paragraph], digest: bool) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of each article."""
    page = sum(paragraph.opens for paragraph in paragraphs) > 1
    group: list[Paragraph] = []
    body = False
    for index, paragraph in enumerate(paragraphs):
        if body and _starts_article(folded, paragraphs, index, page, digest):
            yield group
            group, body = [], False
        group.append(paragraph)
        # A summary between title and byline is not yet the body.
        summary = _is_summary(folded, paragraphs, index) and _opens(folded, paragraphs, index + 1)
        body = body or not (paragraph.heading or paragraph.byline or summary)
    if group:
        yield group


def _starts_article(folded: str, paragraphs: list[Paragraph], index: int, page: bool, digest: bool) -> bool:
    paragraph = paragraphs[index]
    if paragraph.byline:  # a byline may close an article as well: then a heading or nothing comes after it
        return index + 1 < len(paragraphs) and not paragraphs[index + 1].heading
    if paragraph.opens:
        return True
    if not paragraph.heading:
        return False
    return digest or paragraph.level == 1 or _is_title(folded, paragraphs, index, page)


def _is_title(folded: str, paragraphs: list[Paragraph], index: int, page: bool) -> bool:
    """Whether the heading at ``index`` heads an article, and not only a part of one."""
    after = index
    while after < len(paragraphs) and paragraphs[after].heading:
        after += 1
    if _opens(folded, paragraphs, after):
        return True
    if not paragraphs[index].level:
        return False
    if after - index > 1:
        return paragraphs[index].level == paragraphs[index + 1].level
    words = re.sub(r"\W", "", folded[paragraphs[index].start : paragraphs[index].end])
    return page and len(words) > LONGEST_SUBHEADING and not _is_summary(folded, paragraphs, after)


def _opens(folded: str, paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a byline or dateline stands at ``index``, or right after a summary there."""
    if index < len(paragraphs) and paragraphs[index].opens:
        return True
    follows = index + 1 < len(paragraphs) and paragraphs[index + 1].opens
    return follows and _is_summary(folded, paragraphs, index)


def _is_summary(folded: str, paragraphs: list[Paragraph], index: int) -> bool:
    """Whether the paragraph at ``index`` is a bold summary: right under a heading, and without a full stop."""
    if not 0 < index < len(paragraphs) or not paragraphs[index - 1].heading or paragraphs[index].heading:
        return False
    return not is_ended(folded[paragraphs[index].start : paragraphs[index].end])


def _is_digest(title: str, folded: str, paragraphs: list[Paragraph]) -> bool:
    """Whether the document strings short news items together: three titles or more, one paragraph under each."""
    headings = [k for k, paragraph in enumerate(paragraphs) if paragraph.heading]
    if len(headings) < 3 or any(paragraphs[k].level for k in headings):
        return False
    regular = all(b - a == 2 for a, b in zip(headings, [*headings[1:], len(paragraphs)], strict=True))
    before = folded[paragraphs[0].start : paragraphs[headings[0]].start].strip() if headings[0] else ""
    return regular and (len(before) <= 30 or bool(DIGEST.search(title)))
