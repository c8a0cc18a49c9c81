"""The library: the only door to what is kept on disk."""

from extract.library.additions import Added
from extract.library.collection import Library
from extract.library.errors import LibraryError

__all__ = ["Added", "Library", "LibraryError"]
