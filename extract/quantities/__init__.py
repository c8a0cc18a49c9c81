"""What is reported: the numbers of a sentence as quantities, how each is meant, and what it is about."""

from extract.quantities.figures import Figure, going_on, read_sentence
from extract.quantities.refusals import Refused

__all__ = ["Figure", "Refused", "going_on", "read_sentence"]
