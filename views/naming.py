"""How a person gathers wordings otherwise: name an indicator, merge two, split a wording off, and take it back."""

import pandas as pd
import streamlit as st

from extract.indicator_names import steps
from views import desk, evidence, grid, judging
from views.gathering import SEPARATOR, key_of, names_of
from views.words import Words

MOST_OFFERED = 300


def stamp() -> str:
    """Another text whenever a name was given or taken back."""
    names = desk.library().indicator_names()
    return f"{len(names)}-{grid.fingerprint(names['indicator'] + names['unit'] + names['name'])}"


def draw(wordings: pd.DataFrame, indicators: pd.DataFrame, key: str, title: str, say: Words) -> None:
    """A button that opens to what can be done with the indicator ``key``, and to why its wordings are together."""
    own = wordings[wordings["key"] == key]
    pairs = list(dict.fromkeys(zip(own["wording"], own["unit"], strict=True)))
    with st.popover(say("naming"), icon=":material/merge_type:", key="naming", width="content"):
        st.caption(say("naming.lead"))
        draw_wordings(own, say)
        name = st.text_input(say("naming.name"), value=title, key=f"name_{key}", max_chars=60)
        if st.button(say("naming.rename"), key="rename", icon=":material/edit:", disabled=_clean(name) in ("", title)):
            decide(pairs, _clean(name), moved(key, _clean(name)))
        draw_merge(indicators, key, pairs, say)
        draw_split(key, pairs, say)
        draw_standing(own, say)


def _clean(name: str) -> str:
    return "".join(name.split()).replace(SEPARATOR, "")


def moved(key: str, name: str) -> str:
    """The key of the same indicator under another name."""
    return SEPARATOR.join([name, *key.split(SEPARATOR)[1:]])


def decide(pairs: list[tuple[str, str]], name: str, key: str) -> None:
    """Record a decision, and go to the indicator ``key`` that it leads to."""
    desk.library().name_indicators(pairs, name, who=judging.who())
    go(key)


def go(key: str) -> None:
    """Draw the page anew with the indicator ``key``, the names as they are now."""
    grid.follow_url("indicators")
    desk.turn_url("indicator", key)
    st.rerun()


def draw_wordings(own: pd.DataFrame, say: Words) -> None:
    """Each wording with its number of figures and the words by which it came here."""
    for (wording, unit), rows in own.groupby(["wording", "unit"], sort=False):
        why = "，".join(f"{step.wording} → {step.name or '∅'}" for _, step in steps(wording, unit))
        words = " · ".join(filter(None, (wording, unit, f"{int(rows['figures'].sum()):,}", why)))
        st.markdown(f"- {evidence.plain(words)}")


def draw_merge(indicators: pd.DataFrame, key: str, pairs: list[tuple[str, str]], say: Words) -> None:
    """Put the wordings under the name of another indicator that is measured alike."""
    alike = indicators[(indicators["key"] != key) & (indicators["key"].map(_kind_of) == _kind_of(key))]
    options = alike["key"].head(MOST_OFFERED).tolist()
    if not options:
        return
    other = st.selectbox(
        say("naming.merge.with"),
        options,
        index=None,
        format_func=lambda one: one.partition(SEPARATOR)[0],
        key=f"merge_{key}",
        placeholder=say("filters.none"),
    )
    if st.button(say("naming.merge"), key="merge", icon=":material/merge:", disabled=other is None):
        decide(pairs, other.partition(SEPARATOR)[0], other)


def _kind_of(key: str) -> str:
    return key.partition(SEPARATOR)[2]


def draw_split(key: str, pairs: list[tuple[str, str]], say: Words) -> None:
    """Let some of the wordings stand under a name of their own."""
    if len({wording for wording, _ in pairs}) < 2:
        return
    chosen = st.multiselect(
        say("naming.split.which"),
        list(dict.fromkeys(wording for wording, _ in pairs)),
        key=f"split_{key}",
        placeholder=say("filters.none"),
    )
    if st.button(say("naming.split"), key="split", icon=":material/call_split:", disabled=not chosen):
        name = _clean(chosen[0])
        name = f"{name}（2）" if name == key.partition(SEPARATOR)[0] else name
        decide([pair for pair in pairs if pair[0] in chosen], name, moved(key, name))


def draw_standing(own: pd.DataFrame, say: Words) -> None:
    """What people decided of these wordings, and the button that takes back the latest decision of all."""
    names = desk.library().indicator_names()
    if names.empty:
        return
    here = names[names["indicator"].isin(own["wording"])]
    for row in here.itertuples():
        words = f"{row.indicator} → {row.name} · {row.who or say('unknown')} · {row.made:%Y-%m-%d %H:%M}"
        st.caption(evidence.plain(words))
    latest = names.iloc[-1]
    label = say("naming.undo", name=evidence.plain(latest["name"]))
    if st.button(label, key="undo_naming", icon=":material/undo:"):
        desk.library().undo_naming(who=judging.who())
        now = names_of(desk.library().indicator_names())
        go(key_of(next(own.itertuples(index=False)), now).to_text())
