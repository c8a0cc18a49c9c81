"""Reading: files to documents, documents to articles and sentences that know where each character came from."""

from extract.reading.articles import split_articles
from extract.reading.documents import Article, Document, Sentence, Unread
from extract.reading.folding import fold
from extract.reading.imprint import completed
from extract.reading.inputs import read_inputs
from extract.reading.report_days import report_of

__all__ = [
    "Article",
    "Document",
    "Sentence",
    "Unread",
    "completed",
    "fold",
    "read_inputs",
    "report_of",
    "split_articles",
]
