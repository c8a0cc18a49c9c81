"""What people decide about a library: reviews of figures, names of indicators, judgements of findings."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from extract.library import catalogue, judgements, namings, record, shelf
from extract.library.reviews import DECISIONS, parse_correction


class Decisions:
    """The decisions of a library, each on disk when the method returns; every record is only ever added to."""

    _list: Path

    def review(
        self, figure_id: str, decision: str, field: str = "", new: str = "", who: str = "", note: str = ""
    ) -> None:
        """Record a decision: ``accepted``, ``rejected``, or ``corrected`` with the ``field`` and its ``new`` text.

        The extracted value is never overwritten. A corrected ``value`` or ``unit`` changes ``base_value`` with it, and
        a ``unit`` also ``base_unit``, ``unit_code`` and ``kind``, as the table of units has them; for a unit that it
        does not know they are empty, and the kind stays. Fields that were corrected themselves keep that. Raises
        ``ValueError`` for an unknown figure or decision, a field that cannot be corrected, and a text that does not
        fit it.
        """
        if decision not in DECISIONS:
            raise ValueError(f"decision cannot be {decision!r}; give one of: {', '.join(DECISIONS)}")
        if decision == "corrected":
            parse_correction(field, new)
        elif field or new:
            raise ValueError(f"a figure that is {decision} has no corrected field; say 'corrected' to change {field!r}")
        row = {"decision": decision, "field": field, "new": new, "who": who, "note": note}
        while not self._add_review(figure_id, row):
            pass

    def undo(self, figure_id: str, who: str = "") -> None:
        """Take back the latest review of a figure by one more row. Raises ``ValueError`` where there is none."""
        with catalogue.writing(self._list) as connection:
            record.add_undo(connection, figure_id, who)

    def reviews(self) -> pd.DataFrame:
        """Every review ever made, oldest first; an undo is a row whose ``undoes`` is the review that it takes back."""
        with catalogue.reading(self._list) as connection:
            return record.read_reviews(connection)

    def name_indicators(self, wordings: Iterable[tuple[str, str]], name: str, who: str = "", note: str = "") -> None:
        """Gather wordings, pairs of indicator and unit, under one name; the name ``""`` splits them off again.

        The rows of figures are not changed. Raises ``ValueError`` where no wording is given.
        """
        with catalogue.writing(self._list) as connection:
            namings.add_naming(connection, wordings, name, who, note)

    def undo_naming(self, who: str = "") -> None:
        """Take back the latest naming or splitting by one more row. Raises ``ValueError`` where there is none."""
        with catalogue.writing(self._list) as connection:
            namings.add_undo(connection, who)

    def indicator_names(self) -> pd.DataFrame:
        """The name that each wording has now: indicator, unit, name, who, made (UTC); the latest at the end."""
        with catalogue.reading(self._list) as connection:
            return namings.read_names(connection)

    def judge(self, finding: str, decision: str, who: str = "", note: str = "") -> None:
        """Record about a finding of the checks, by its stable key: ``error`` or ``fine``; ``""`` opens it again.

        Raises ``ValueError`` for another decision and an empty key.
        """
        with catalogue.writing(self._list) as connection:
            judgements.add_judgement(connection, finding, decision, who, note)

    def judgements(self) -> pd.DataFrame:
        """What was last decided about each finding: finding, decision, who, note, made (UTC); without opened ones."""
        with catalogue.reading(self._list) as connection:
            return judgements.read_judgements(connection)

    def unplaced(self) -> pd.DataFrame:
        """The reviews that stand on no figure in view: its document has left, or the rules no longer read it.

        The columns of ``reviews`` without ``undoes``, and the evidence: doc_id, quantity, sentence.
        """
        with catalogue.reading(self._list) as connection:
            return record.read_unplaced(connection, self._find_in_view)

    def _add_review(self, figure_id: str, row: dict[str, str]) -> bool:
        """Whether the review is on disk; False where the figures were changed while this one was looked for."""
        with catalogue.reading(self._list) as connection:
            content = shelf.find_content(connection)
        figure = self._find_figure(figure_id)
        with catalogue.writing(self._list) as connection:
            if shelf.find_content(connection) != content:
                return False
            record.add_review(connection, figure, row)
        return True

    # What the library knows of its figures

    def _find_in_view(self, figure_ids: list[str]) -> set[str]:
        raise NotImplementedError

    def _find_figure(self, figure_id: str) -> pd.Series:
        raise NotImplementedError
