"""What people decided, and what the checks leave to decide, as the pages need it."""

import getpass

import pandas as pd
import streamlit as st

from extract.checks import key_of
from views import desk
from views.words import Words

DECISIONS = ("error", "fine")
NOBODY = ("root", "streamlit", "app")  # accounts that programs run under: no name of a person


def who() -> str:
    """Who decides in this session: the name that was given, else that of the account, where a person has it."""
    return st.session_state.get("review_who", _account())


def ask_who(place: st.delta_generator.DeltaGenerator, say: Words) -> None:
    """A field for the name of who decides; the name is kept for the session, whatever page it was given on."""
    st.session_state.setdefault("review_who", _account())
    hint = say("review.who.hint")
    place.text_input(
        say("review.who"), key="review_who", width=200, placeholder=hint, max_chars=60, persist_state="session"
    )


def _account() -> str:
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
    return "" if name in NOBODY else name


def decided_on(found: pd.DataFrame) -> pd.DataFrame:
    """Findings of the checks with ``finding``, their key, and the decision that stands: decision, who, made."""
    keys = [key_of(one.reason, one.figure_ids) for one in found.itertuples()]
    keyed = found.assign(finding=pd.Series(keys, index=found.index, dtype="string[pyarrow]"))
    return keyed.merge(desk.library().judgements(), on="finding", how="left")


def is_open(found: pd.DataFrame) -> pd.Series:
    """Which findings nobody has decided on."""
    return found["decision"].isna()


def doubted() -> list[str]:
    """The figures of findings that nobody has decided on; none while a large library is checked for the first time."""
    found = open_so_far()
    return [] if found is None else [figure for ids in found["figure_ids"] for figure in ids]


def open_so_far() -> pd.DataFrame | None:
    """The findings that nobody has decided on; None while a large library is checked for the first time."""
    so_far = desk.findings_so_far()
    if so_far is None:
        return None
    found = decided_on(so_far)
    return found[is_open(found)]


def history_table(reviews: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Reviews as a person reads them: when, who, what was decided, about which words, from what to what."""
    return pd.DataFrame(
        {
            say("history.made"): [moment_words(made) for made in reviews["made"]],
            say("review.who"): reviews["who"].to_numpy(),
            say("history.decision"): [say.label("review", decision) for decision in reviews["decision"]],
            say("column.quantity"): _quantities(reviews["figure_id"]),
            say("review.field"): [say.column(field) if field else "" for field in reviews["field"]],
            say("history.old"): reviews["old"].to_numpy(),
            say("history.new"): reviews["new"].to_numpy(),
        },
        dtype="string[pyarrow]",
    )


def moment_words(made: pd.Timestamp) -> str:
    """A moment of UTC as the reader's clock shows it."""
    return made.tz_localize("UTC").tz_convert(st.context.timezone or "UTC").strftime("%Y-%m-%d %H:%M")


def _quantities(figure_ids: pd.Series) -> list[str]:
    rows = desk.select().figures(figure_ids.unique())
    words = dict(zip(rows["figure_id"], rows["quantity"], strict=True))
    return [words.get(figure, "") for figure in figure_ids]
