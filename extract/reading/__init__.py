"""Reading: files to documents, documents to articles and sentences that know where each character came from."""

from extract.reading.articles import split_articles
from extract.reading.documents import Article, Document, Sentence
from extract.reading.folding import fold
from extract.reading.inputs import Unread, read_inputs

__all__ = ["Article", "Document", "Sentence", "Unread", "fold", "read_inputs", "split_articles"]
