"""Baoshu reads Chinese news and gives back every reported figure as one tidy row with its evidence."""

from extract.claims import COLUMNS, Claim
from extract.pipeline import figures, read

__all__ = ["COLUMNS", "Claim", "figures", "read"]
