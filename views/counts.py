"""What the overview counts, each by one query over a selection: few rows come back however many figures there are."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from extract.indicator_names import basis_family
from extract.library.filters import DOWN
from extract.library.selection import Selection
from extract.tables import read_table
from views.table import place_name
from views.words import Words

MAPS = ("chongqing", "china", "districts")
COLUMN_OF = {"chongqing": "district", "china": "province", "districts": "district"}
CHONGQING = next(row.name for row in read_table("map_tiles", key="map name") if row.map == "china" and row.code == "50")
# The paths of places as the filters have them: the district 江北区 of 宁波市 is not that of 重庆市.
DISTRICT = (
    f"concat_ws('{DOWN}', nullif(province, ''), CASE WHEN city <> province THEN nullif(city, '') END,"
    " CASE WHEN district NOT IN (province, city) THEN district END)"
)
PATH_OF = {"chongqing": DISTRICT, "china": "province", "districts": DISTRICT}
LONGEST_NAME = 3  # characters over a column


class Totals(NamedTuple):
    """How many figures there are, how many a person checked, in how many places and districts."""

    figures: int
    checked: int
    places: int
    districts: int
    home: int  # figures of Chongqing's districts
    located: int  # figures of any district


def count_totals(selection: Selection) -> Totals:
    """The totals of a selection."""
    row = selection.ask(
        """
        SELECT count(*) AS figures, count(*) FILTER (reviewed <> 'unreviewed') AS checked,
            count(DISTINCT place) FILTER (place <> '') AS places,
            count(DISTINCT (province, city, district)) FILTER (district <> '') AS districts,
            count(*) FILTER (district <> '' AND province = ?) AS home, count(*) FILTER (district <> '') AS located
        FROM chosen
        """,
        [CHONGQING],
    ).iloc[0]
    return Totals(*(int(row[name]) for name in Totals._fields))


def count_values(selection: Selection, column: str, most: int) -> pd.DataFrame:
    """Columns key and figures: the ``most`` frequent values of a column."""
    return selection.ask(
        f"""
        SELECT "{column}" AS key, count(*) AS figures FROM chosen
        WHERE "{column}" <> '' GROUP BY ALL ORDER BY figures DESC, key LIMIT {most:d}
        """
    )


def count_topics(selection: Selection, say: Words) -> pd.DataFrame:
    """Columns key, label, figures: one row per topic that occurs, the most frequent first."""
    counts = count_values(selection, "topic", 100)
    return counts.assign(label=[say.label("topic", topic) for topic in counts["key"]])


def count_places(selection: Selection, level: str, most: int) -> pd.DataFrame:
    """Columns key (a path), label, figures: the districts or provinces of one of ``MAPS``, the most frequent first."""
    path, wanted = PATH_OF[level], "province = ?" if level == "chongqing" else "? <> ''"
    counts = selection.ask(
        f"""
        SELECT {path} AS key, count(*) AS figures FROM chosen WHERE "{COLUMN_OF[level]}" <> '' AND {wanted}
        GROUP BY ALL ORDER BY figures DESC, key LIMIT {most:d}
        """,
        [CHONGQING],
    )
    return counts.assign(label=[place_name(key, counts["key"]) for key in counts["key"]])


def lay_tiles(counts: pd.DataFrame, level: str) -> pd.DataFrame:
    """Columns key, name, label, row, column, figures: every square of a map, with 0 where nothing is counted."""
    figures = dict(zip(counts["key"], counts["figures"], strict=True))
    rows = [row for row in read_table("map_tiles", key="map name") if row.map == level]
    keys = [CHONGQING + DOWN + row.name if level == "chongqing" else row.name for row in rows]
    return pd.DataFrame(
        [
            (key, row.name, row.label, int(row.row), int(row.column), int(figures.get(key, 0)))
            for key, row in zip(keys, rows, strict=True)
        ],
        columns=["key", "name", "label", "row", "column", "figures"],
    )


def count_cells(selection: Selection, most: int, say: Words) -> pd.DataFrame:
    """Columns key, topic, district, figures, hint: every topic by the ``most`` frequent districts.

    The key is topic|path of the district. A cell that nothing fills has 0 figures, so that the rows and columns are
    complete.
    """
    found = selection.ask(
        f"""
        WITH most AS (
            SELECT {DISTRICT} AS district, count(*) AS all_of_it FROM chosen WHERE district <> '' AND topic <> ''
            GROUP BY ALL ORDER BY all_of_it DESC, district LIMIT {most:d})
        SELECT topic, district, count(*) AS figures, any_value(all_of_it) AS all_of_it
        FROM (SELECT topic, {DISTRICT} AS district FROM chosen WHERE district <> '' AND topic <> '')
        JOIN most USING (district) GROUP BY ALL
        """
    )
    if found.empty:
        return pd.DataFrame(columns=["key", "topic", "district", "figures", "hint"])
    topics = found.groupby("topic")["figures"].sum().sort_values(ascending=False, kind="stable").index
    ranked = found.drop_duplicates("district").sort_values(["all_of_it", "district"], ascending=[False, True])
    table = found.pivot(index="topic", columns="district", values="figures").fillna(0).astype(int)
    paths = ranked["district"].tolist()
    names, short = {path: place_name(path, paths) for path in paths}, _short_names(paths)
    rows = []
    for topic in topics:
        for district in ranked["district"]:
            figures = int(table.loc[topic, district])
            name = say.label("topic", topic)
            hint = f"{name} · {names[district]} · {figures:,}"
            rows.append((f"{topic}|{district}", name, short[district], figures, hint))
    return pd.DataFrame(rows, columns=["key", "topic", "district", "figures", "hint"])


def _short_names(paths: list[str]) -> dict[str, str]:
    """Names short enough to stand over a narrow column: 舟曲县 → 舟曲; where two would be alike both stay whole."""
    labels = {row.name: row.label for row in read_table("map_tiles", key="map name")}
    own = {path: path.rpartition(DOWN)[2] for path in paths}
    short = {path: labels.get(name) or _shortened(name) for path, name in own.items()}
    alike = Counter(short.values())
    return {path: label if alike[label] == 1 else place_name(path, paths) for path, label in short.items()}


def _shortened(name: str) -> str:
    if len(name) == LONGEST_NAME:
        return name[:-1]
    return name if len(name) < LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


# What states a rise or a fall in per cent, with ``change``, negative for a fall.
_STATED = """
WITH stated AS (
    SELECT *, coalesce(value, low) * CASE direction WHEN 'rise' THEN 1 ELSE -1 END AS change FROM chosen
    WHERE measure = 'change' AND unit = '%' AND direction <> '' AND coalesce(value, low) IS NOT NULL)
"""


def find_extremes(selection: Selection, most: int, bases: Sequence[str] | None = None) -> pd.DataFrame:
    """The ``most`` largest rises in per cent and as many of the largest falls, reckoned from one of ``bases``."""
    picked = selection.ask(
        f"""{_STATED}, based AS (SELECT * FROM stated WHERE ? OR basis IN (SELECT unnest(?::VARCHAR[])))
        SELECT n, change FROM (
            (SELECT * FROM based WHERE direction = 'rise' ORDER BY change DESC, figure_id LIMIT {most:d}) UNION ALL
            (SELECT * FROM based WHERE direction = 'fall' ORDER BY change, figure_id LIMIT {most:d}))
        ORDER BY change DESC, figure_id
        """,
        [bases is None, list(bases or [])],
    )
    return _whole(selection, picked)


def _whole(selection: Selection, picked: pd.DataFrame) -> pd.DataFrame:
    """The whole rows of the figures ``n``, picked first since a sort would carry every sentence along; and the rest."""
    rows = selection.rows(picked["n"])
    return rows.assign(**{name: picked[name].to_numpy() for name in picked if name != "n"})


class Basis(NamedTuple):
    """What changes are reckoned from: its family, the words that name it, and how many figures state it."""

    family: str
    bases: tuple[str, ...]
    figures: int


def count_bases(selection: Selection) -> list[Basis]:
    """The bases of the changes in per cent, the commonest first; ``""`` is the family of those that state none."""
    found = selection.ask(f"{_STATED} SELECT basis, count(*) AS figures FROM stated GROUP BY ALL ORDER BY ALL")
    families: dict[str, list[tuple[str, int]]] = {}
    for row in found.itertuples(index=False):
        families.setdefault(basis_family(row.basis), []).append((row.basis, int(row.figures)))
    made = [
        Basis(family, tuple(basis for basis, _ in members), sum(count for _, count in members))
        for family, members in families.items()
    ]
    return sorted(made, key=lambda basis: -basis.figures)


def find_pairs(selection: Selection, units: int, most: int) -> dict[str, pd.DataFrame]:
    """For the ``units`` with most values before and after, 元 and 元/人 apart: the newest ``most`` rows of each."""
    picked = selection.ask(
        f"""
        WITH paired AS (SELECT n, figure_id, published, concat_ws('/', unit, nullif(per, '')) AS measured FROM chosen
            WHERE from_value IS NOT NULL AND value IS NOT NULL),
        pairs AS (SELECT *, count(*) OVER (PARTITION BY measured) AS of_unit FROM paired)
        SELECT n, measured, of_unit FROM pairs QUALIFY dense_rank() OVER (ORDER BY of_unit DESC, measured) <= {units:d}
            AND row_number() OVER (PARTITION BY measured ORDER BY published DESC NULLS LAST, figure_id) <= {most:d}
        ORDER BY of_unit DESC, measured, published DESC NULLS LAST, figure_id
        """
    )
    found = _whole(selection, picked)
    return dict(list(found.groupby("measured", sort=False)))


class Doubts(NamedTuple):
    """How many figures not yet checked lack something that a reader would want to know."""

    unchecked: int
    unnamed: int  # without an indicator
    placeless: int
    undated: int


def count_doubts(selection: Selection) -> Doubts:
    """What a person might look at first."""
    row = selection.ask(
        """
        SELECT count(*) AS unchecked, count(*) FILTER (indicator = '') AS unnamed,
            count(*) FILTER (place = '') AS placeless, count(*) FILTER (period = '') AS undated
        FROM chosen WHERE reviewed = 'unreviewed'
        """
    ).iloc[0]
    return Doubts(*(int(row[name]) for name in Doubts._fields))
