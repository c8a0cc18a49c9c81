"""Two places, or two years: what both report, side by side, with the sentences it is read from."""

import pandas as pd
import streamlit as st

from extract.library.filters import DOWN
from views import desk, download, evidence, gathering, grid, pairing
from views.indicators_frames import measure_words, unit_words
from views.table import period_words, reading, source
from views.words import Words

PAGE = "compare"
COLUMNS = ("indicator", "within", "one", "one_period", "other", "other_period", "difference")


def label_of(name: str, names: list[str], say: Words) -> str:
    """What a side is called: its own name, with what it lies in where another place is named alike."""
    above, _, own = name.rpartition(DOWN)
    is_shared = above and sum(one.rpartition(DOWN)[2] == own for one in names) > 1
    return say("compare.within", place=own, above=above.rpartition(DOWN)[2]) if is_shared else own


def choose(mode: str, asked: tuple[str, str], say: Words) -> tuple[str, str]:
    """The two sides: what the URL says where it exists, else the largest and the one that shares most with it."""
    selection = desk.select()
    left, right = st.columns(2)
    sides = {side.name: side for side in pairing.find_sides(selection, mode)}
    if not sides:
        return "", ""
    one = _choose(left, "one", mode, sides, asked[0], say)
    others = {side.name: side for side in pairing.find_sides(selection, mode, one)}
    other = _choose(right, "other", mode, others, asked[1], say) if others else ""
    return one, other


def _choose(column, name: str, mode: str, sides: dict[str, pairing.Side], asked: str, say: Words) -> str:
    options = list(sides)
    key = f"compare_{mode}_{name}"
    if desk.is_led() or st.session_state.get(key) not in sides:
        st.session_state[key] = asked if asked in sides else options[0]

    def words(option: str) -> str:
        return f"{label_of(option, options, say)} · {say(f'compare.shared.{name}', count=f'{sides[option].shared:,}')}"

    return column.selectbox(say(f"compare.{mode}.{name}"), options, format_func=words, key=key)


def shown(pairs: list[pairing.Pair], say: Words) -> pd.DataFrame:
    """The table of what both report."""
    rows = []
    for pair in pairs:
        unit = unit_words(pair.one)
        about = " · ".join(filter(None, (pair.one["wording"], unit, _measure(pair.one, say))))
        rows.append(
            (
                about,
                pair.within.rpartition(DOWN)[2],
                reading(pair.one, say.language),
                _when(pair.one, say),
                reading(pair.other, say.language),
                _when(pair.other, say),
                pairing.difference_words(pair, say),
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="string[pyarrow]")


def _measure(row: pd.Series, say: Words) -> str:
    return measure_words(row, say) if row["measure"] != "level" else ""


def _when(row: pd.Series, say: Words) -> str:
    planned = say.label("status", "planned") if row["status"] == "planned" else ""
    return " · ".join(filter(None, (period_words(row["period"]), planned)))


def draw_table(pairs: list[pairing.Pair], mode: str, sides: tuple[str, str], asked: str, say: Words) -> str:
    """The table; gives back the name of the pair that is chosen in it."""
    one, other = sides
    table = shown(pairs, say)
    names = [pair.name for pair in pairs]
    titles = {
        "indicator": say("column.indicator"),
        "within": say("column.place"),
        "one": one.rpartition(DOWN)[2],
        "other": other.rpartition(DOWN)[2],
        "one_period": say("column.period"),
        "other_period": say("column.period"),
        "difference": say("compare.difference"),
    }
    order = [name for name in COLUMNS if mode == "years" or name != "within"]
    bar = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom")
    bar.subheader(say("compare.count", count=len(pairs)), anchor=False, width="content")
    with bar:
        # Two columns of one name would be one in a file.
        file = {name: f"{titles[name]} ({titles[name.partition('_')[0]]})" for name in ("one_period", "other_period")}
        download.draw_csv(table[order].rename(columns=titles | file), say, "compare_csv", "baoshu-compare")
    event = st.dataframe(
        table,
        hide_index=True,
        column_order=order,
        column_config={name: st.column_config.TextColumn(title) for name, title in titles.items()},
        height=(min(len(table), 12) + 1) * grid.ROW_PIXELS + 3,
        key=f"compare_{grid.fingerprint(pd.Series([mode, one, other, *names]))}_{grid.turns(PAGE)}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [names.index(asked)] if asked in names else []}},
        alt=say("compare.alt", count=len(pairs), one=titles["one"], other=titles["other"]),
    )
    row = desk.chosen_row(event)
    return names[row] if row is not None and row < len(names) else ""


def draw_pair(pair: pairing.Pair, mode: str, sides: tuple[str, str], say: Words) -> None:
    """The mentions of the chosen indicator on either side, with its sentence; why there is no difference, if none."""
    st.subheader(evidence.plain(pair.one["wording"]), anchor=False)
    if pairing.difference(pair) is None:
        st.caption(say("compare.no_difference"))
    mentions = pairing.find_mentions(desk.select(), mode, pair, sides)
    for column, side in zip(st.columns(2, gap="large"), sides, strict=True):
        with column:
            st.markdown(f"##### {evidence.plain(side.rpartition('/')[2])}")
            rows = mentions[mentions["side"] == side]
            for _, row in rows.iterrows():
                draw_mention(row, say)
            count = rows["of_side"].max() if len(rows) else 0
            if count > len(rows):
                st.caption(say("compare.more", shown=len(rows), count=f"{count:,}"))


def draw_mention(row: pd.Series, say: Words) -> None:
    """One figure with its sentence, and the way to its evidence."""
    query = {"figure": row["figure_id"]} | desk.language_query()
    about = " · ".join(filter(None, (row["indicator"], _when(row, say), source(row))))
    label = f"**{evidence.plain(reading(row, say.language))}** {evidence.plain(about)}"
    st.page_link("views/figures.py", label=label, query_params=query, icon=":material/search:")
    st.html(evidence.sentence_html(pd.DataFrame([row]), desk.library().text(row["doc_id"])))


def draw() -> None:
    """The whole page."""
    say = desk.words()
    asked = st.query_params
    if desk.is_led():
        grid.follow_url(PAGE)
        st.session_state["compare_mode"] = asked.get("mode") if asked.get("mode") in pairing.MODES else "places"
    mode = st.segmented_control(
        say("compare.mode"),
        pairing.MODES,
        format_func=lambda name: say(f"compare.mode.{name}"),
        key="compare_mode",
        label_visibility="collapsed",
        required=True,
    )
    st.caption(say("compare.lead"))
    one, other = choose(mode, (asked.get("one", ""), asked.get("other", "")), say)
    query = {name: [value] for name, value in (("mode", mode), ("one", one), ("other", other)) if value}
    if not one or not other:
        desk.write_url(query)
        st.info(say(f"compare.none.{mode}"), icon=":material/compare_arrows:")
        return
    names = gathering.names_of(desk.library().indicator_names())
    pairs = pairing.find_pairs(desk.select(), mode, one, other, names)
    if not pairs:
        desk.write_url(query)
        st.info(say("compare.nothing"), icon=":material/compare_arrows:")
        return
    chosen = draw_table(pairs, mode, (one, other), asked.get("indicator", ""), say)
    desk.write_url(query | ({"indicator": [chosen]} if chosen else {}))
    for pair in pairs:
        if pair.name == chosen:
            draw_pair(pair, mode, (one, other), say)


draw()
