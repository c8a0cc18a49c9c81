"""The library: the only door to what is kept on disk."""

from extract.library.additions import Added
from extract.library.collection import Library
from extract.library.errors import LibraryError
from extract.library.published import PublishedFigures
from extract.library.renewal import Renewed
from extract.library.tidying import Compacted

__all__ = ["Added", "Compacted", "Library", "LibraryError", "PublishedFigures", "Renewed"]
