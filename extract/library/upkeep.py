"""What keeps a library in good order: reading it again by new rules, tidying, looking it over, copying it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.cluster import read_all
from extract.library import catalogue, shelf
from extract.library.additions import Reader
from extract.library.backups import back_up
from extract.library.errors import LibraryError
from extract.library.inspection import find_damage
from extract.library.renewal import Held, Renewed, find_held, find_outdated, in_slices, renew
from extract.library.tidying import Compacted, compact


class Upkeep:
    """The upkeep of a library. Any of it may be killed at any moment, while others read and write, without harm."""

    folder: Path
    _list: Path

    def outdated(self) -> int:
        """How many documents in view were read by other rules than those of now."""
        with catalogue.reading(self._list) as connection:
            return len(find_outdated(connection))

    def reextract(self, *, everything: bool = False, read: Reader = read_all) -> Renewed:
        """Read again, from their stored text, the documents that other rules have read; or ``everything``.

        A review follows its figure: by its span, else by its words and their sentence. Reviews that find theirs no
        longer stay in the record, and ``unplaced`` lists them. A document that cannot be read keeps its old figures.
        """
        return sum(self.renewing(everything=everything, read=read), Renewed())

    def renewing(self, *, everything: bool = False, read: Reader = read_all) -> Iterator[Renewed]:
        """The same, yielding what each slice of documents came to when it is on disk."""
        with catalogue.reading(self._list) as connection:
            held: Iterable[Held] = find_held(connection, "true") if everything else find_outdated(connection)
        for some in in_slices(held):
            yield renew(self.folder, some, read)

    def compact(self) -> Compacted:
        """Merge small parts and take away those of documents that left the view; their reviews stay in the record.

        What is in view does not change. Raises ``LibraryError`` where a part is damaged, and leaves it as it is.
        """
        return compact(self.folder)

    def verify(self) -> tuple[str, ...]:
        """What is damaged: the file, what is wrong with it and what to do; empty where all is well."""
        while True:
            content = self._find_content()
            damage = tuple(find_damage(self._list))
            if not damage or content == self._find_content():
                return damage  # else a compact may have taken parts away under our eyes: look again

    def backup(self, target: str | Path) -> None:
        """Copy the library as it is at one moment into a new folder, or bring an earlier copy of it up to date.

        Others may read and write meanwhile. The copy is a library like any other: open it, or put it in this one's
        place. Raises ``LibraryError`` for a folder of other things and for a damaged part.
        """
        back_up(self.folder, Path(target))

    def _find_content(self) -> int | None:
        try:
            with catalogue.reading(self._list) as connection:
                return shelf.find_content(connection)
        except LibraryError:
            return None
