"""Start the dashboard: open the library, settle the language, and lay out the pages of ``views/``."""

import streamlit as st

from extract.library import LibraryError
from views import desk, evidence, frame
from views.words import LANGUAGES, Words, language_of

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32" width="96" height="32">'
    '<rect x="0" y="2" width="28" height="28" rx="5" fill="#a5342a"/>'
    '<path d="M7 23v-6M12 23V12M17 23v-9M22 23V8" stroke="#fff" stroke-width="3" stroke-linecap="round"/>'
    '<text x="36" y="23" font-size="20" font-weight="700" fill="#c0523f" '
    "font-family=\"'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif\">"
    "报数</text></svg>"
)
PAGES = {
    "overview": ":material/dashboard:",
    "figures": ":material/table_rows:",
    "changes": ":material/trending_up:",
    "indicators": ":material/monitoring:",
    "compare": ":material/compare_arrows:",
    "documents": ":material/article:",
    "review": ":material/rate_review:",
    "checks": ":material/fact_check:",
    "about": ":material/info:",
}


def settle_language() -> Words:
    """The words of this session: the URL's language, else the one chosen before, else the browser's."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES and asked != st.session_state.get("language_chosen"):
        st.session_state.language_chosen = asked
    language = language_of(st.session_state.get("language_chosen"), st.context.locale)
    st.session_state.language = language
    return Words(language)


def choose_language() -> None:
    """Keep the language that was just chosen, here and in the URL."""
    chosen = st.session_state.language_choice
    if chosen:
        st.session_state.language_chosen = chosen
        st.query_params["lang"] = chosen


def lay_head(title: str, say: Words) -> None:
    """The page's title, and at its right the choice of language."""
    row = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head")
    row.title(title, anchor=False, width="content")
    st.session_state.language_choice = say.language
    row.segmented_control(
        say("language"),
        LANGUAGES,
        format_func={"zh": "中文", "en": "EN"}.get,
        key="language_choice",
        on_change=choose_language,
        label_visibility="collapsed",
        required=True,
    )


def open_library(say: Words) -> bool:
    """Whether the library could be opened; when not, the page says why and what to do."""
    try:
        with st.spinner(say("loading")):
            desk.prepare(say)
    except (LibraryError, OSError) as error:
        st.error(say("failed"), icon=":material/error:")
        st.code(str(error), language=None, wrap_lines=True)
        st.write(say("failed.remedy"))
        return False
    return True


def main() -> None:
    """Draw the page that the URL names."""
    say = settle_language()
    st.set_page_config(page_title=say("app"), page_icon="🔢", layout="wide")
    st.logo(LOGO, size="large")
    pages = [
        st.Page(f"views/{name}.py", title=say(f"page.{name}"), icon=icon, url_path=name, default=name == "overview")
        for name, icon in PAGES.items()
    ]
    page = st.navigation(pages, position="top")
    st.html(evidence.STYLE + frame.STYLE)
    if st.context.theme.type == "dark":
        st.html(frame.DARK_STYLE)
    lay_head(page.title, say)
    desk.enter(page.url_path)
    if open_library(say):
        if desk.pattern():
            st.caption(f":material/lock: {say('readonly')} {evidence.plain(desk.pattern())}")
        page.run()


main()
