"""The form that corrects one field of a figure: what is typed is checked while it is typed, Enter keeps it."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from extract.claims import DATES, NUMBERS
from extract.library.reviews import CHOICES, CORRECTABLE, parse_correction
from extract.library.reviews import say as written
from views.labels import LABELS
from views.words import Words

# What is most often wrong stands first; the rest in the order of the table.
FIRST = ("indicator", "value", "unit", "bound", "place", "period", "measure", "direction", "status", "topic")
FIELDS = (*FIRST, *(name for name in CORRECTABLE if name not in FIRST))
OPTIONS = CHOICES | {"topic": tuple(LABELS["topic"])}
# Ours and the same for every figure: each box that comes is ready to type in, and Enter keeps what is in it once that
# was sent. It waits for boxes and is not run with each of them: the page does not run the same script twice.
FOCUS = """<script>
(() => {
  const meet = () => {
    const box = document.querySelector(".st-key-correction_new input");
    if (!box || box.dataset.ready) return;
    box.dataset.ready = "1";
    box.focus();
    let untouched = true; // the page puts the cursor at the end of the old words, which are to be typed over
    setTimeout(() => untouched && box.select(), 60);
    for (const kind of ["pointerdown", "input"]) box.addEventListener(kind, () => { untouched = false; });
    box.addEventListener("keydown", (event) => {
      if (untouched && event.key.length === 1) box.select();
      untouched = false;
      if (event.key !== "Enter" || event.isComposing) return;
      setTimeout(() => document.querySelector(".st-key-correction_save button")?.click(), 80);
    });
  };
  if (window.baoshuBoxes) return;
  window.baoshuBoxes = new MutationObserver(meet);
  window.baoshuBoxes.observe(document.body, {childList: true, subtree: true});
  meet();
})();
</script>"""

Keep = Callable[[str, str, str, str, bool], bool]  # figure, decision, field, new, stay -> whether it was kept


def prepare() -> None:
    """Have the browser ready for the form before it is opened."""
    st.html(FOCUS, unsafe_allow_javascript=True)


def is_open() -> bool:
    """Whether a field is being corrected."""
    return bool(st.session_state.get("correcting"))


def open_form() -> None:
    """Correct the indicator, or another field that is chosen then."""
    st.session_state["correcting"] = True
    st.session_state["correction_field"] = FIELDS[0]
    st.session_state.pop("correction_of", None)


def close() -> None:
    """Leave the form."""
    st.session_state["correcting"] = False


def find_fault(field: str, new: str, old: str, say: Words) -> str:
    """Why ``new`` cannot be the text of a field that was ``old``; ``""`` where it can.

    >>> find_fault("value", "四百八", "480", Words("en"))
    'Give a number such as 480 or 0.5, with 万 and 亿 multiplied out.'
    """
    if new == old:
        return say("review.same")
    try:
        parse_correction(field, new)
    except ValueError as error:
        if field in NUMBERS:
            return say("review.no_number")
        return say("review.no_day") if field in DATES else str(error)
    return ""


@st.fragment
def draw(row: pd.Series, keep: Keep, say: Words) -> None:
    """The form. A fragment, so that typing draws it alone; when a correction was kept the page is drawn again."""
    if not is_open():
        st.rerun()
    with st.container(border=True, key="correction"):
        left, right = st.columns([1, 2])
        field = left.selectbox(say("review.field"), FIELDS, format_func=say.column, key="correction_field")
        old = written(row[field])
        with right:
            new = _ask_value(row["figure_id"], field, old, say)
        if new != old and (fault := find_fault(field, new, old, say)):
            st.warning(fault, icon=":material/error:")
        arguments = (row["figure_id"], field, old, keep, say)
        with st.container(horizontal=True):
            st.button(
                say("review.save"),
                key="correction_save",
                shortcut="Enter",
                type="primary",
                icon=":material/save:",
                on_click=_keep,
                args=(*arguments, False),
            )
            st.button(say("review.save.more"), key="correction_more", on_click=_keep, args=(*arguments, True))
            st.button(say("cancel"), key="correction_cancel", shortcut="Esc", type="tertiary", on_click=close)
        if fault := st.session_state.pop("correction_fault", ""):
            st.error(fault, icon=":material/error:")


def _ask_value(figure: str, field: str, old: str, say: Words) -> str:
    """The new text of the field, as it stands in the form now: typed, or one of a few."""
    if st.session_state.get("correction_of") != (figure, field):
        st.session_state["correction_of"] = (figure, field)
        st.session_state["correction_new"] = old
    if field not in OPTIONS:
        return st.text_input(say("review.new"), key="correction_new", live="200ms").strip()
    options = [option for option in OPTIONS[field] if option != old]
    return st.selectbox(
        say("review.new"),
        [old, *options],
        format_func=lambda value: say.label(field, value),
        key="correction_new",
    )


def _keep(figure: str, field: str, old: str, keep: Keep, say: Words, stay: bool) -> None:
    """Keep what the form holds at this moment: whoever types fast is ahead of what was last drawn."""
    new = str(st.session_state.get("correction_new", "")).strip()
    fault = find_fault(field, new, old, say)
    if fault:
        st.session_state["correction_fault"] = fault
    elif keep(figure, "corrected", field, new, stay):
        close()
