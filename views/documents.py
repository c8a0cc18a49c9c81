"""The documents of the library, a way to add more, and one of them to read with every number marked."""

from datetime import date

import pandas as pd
import streamlit as st

from extract.library import Added, LibraryError
from extract.reading.front_matter import front_matter_end
from views import desk, download, evidence, grid, intake
from views.filters import Filters
from views.table import day, source
from views.words import Words

MOST_UNREAD = 100  # files that could not be read, named after an upload
MOST_LISTED = 500  # documents that one page of the list holds
LONGEST_VIEW = 20_000  # characters of a text shown at once


def uploader_style(say: Words) -> str:
    """Our words in the place of those that Streamlit puts into its field for files, in English always."""
    size = st.get_option("server.maxUploadSize")
    said = {
        'Dropzone"] button p': say("documents.files.choose"),
        'DropzoneInstructions"] span': say("documents.files.drop", size=size),
    }
    rules = (
        f'[data-testid="stFileUploader{where}{{font-size:0}}'
        f'[data-testid="stFileUploader{where}::after{{font-size:.875rem;content:"{words}"}}'
        for where, words in said.items()
    )
    return f"<style>{''.join(rules)}</style>"


def draw_adding(say: Words) -> None:
    """The two ways to add: files, and pasted text; then what the last adding came to."""
    with st.expander(say("documents.add"), icon=":material/add:", expanded=desk.documents().empty, key="adding"):
        with st.form("add", border=False, clear_on_submit=True):
            left, right = st.columns(2, gap="large")
            st.html(uploader_style(say))
            files = left.file_uploader(say("documents.files"), accept_multiple_files=True, key="files")
            left.caption(say("documents.files.label"))
            text = right.text_area(
                say("documents.paste"), placeholder=say("documents.paste.hint"), height=120, key="pasted"
            )
            title = right.text_input(say("documents.title"), key="pasted_title")
            one, two = st.columns(2, gap="large")
            publisher = two.text_input(say("documents.publisher"), key="pasted_publisher")
            published = one.date_input(
                say("documents.published"),
                value=None,
                help=say("documents.published.help"),
                min_value=date(1900, 1, 1),
                format="YYYY-MM-DD",
                key="pasted_date",
            )
            sent = st.form_submit_button(say("documents.read"), type="primary", icon=":material/auto_stories:")
        if sent:
            uploads = [intake.Upload(file.name, file.getvalue()) for file in files or ()]
            pasted = [intake.read_paste(text, title, publisher, published)] if text.strip() else []
            add(uploads, pasted, published, say)
        draw_added(say)


def add(uploads: list[intake.Upload], pasted: list, published: date | None, say: Words) -> None:
    """Add them one by one with a bar of progress, and keep what they came to for the next run."""
    st.session_state.pop("added", None)
    if not uploads and not pasted:
        st.warning(say("documents.nothing"), icon=":material/upload_file:")
        return
    library = desk.library()
    added = Added()
    try:
        with st.spinner(say("documents.reading")):
            bar = st.progress(0.0)
            for position, (_, one) in enumerate(intake.add_uploads(library, uploads, published), 1):
                added += one
                bar.progress(position / len(uploads))
            if pasted:
                added += library.add_documents(pasted, source="pasted")
            bar.empty()
    except (LibraryError, OSError) as error:
        st.session_state["adding_failed"] = str(error)
    st.session_state["added"] = added
    st.rerun()


def draw_added(say: Words) -> None:
    """What the last adding came to, and what could not be read, why and what to do."""
    failed = st.session_state.pop("adding_failed", "")
    if failed:
        st.error(say("failed"), icon=":material/error:")
        st.code(failed, language=None, wrap_lines=True)
    added: Added | None = st.session_state.get("added")
    if added is None:
        return
    counts = {name: len(getattr(added, name)) for name in ("added", "replaced", "unchanged", "unread")}
    show = st.warning if added.unread else st.success
    show(say("documents.result", **counts), icon=":material/task_alt:")
    if added.unread:
        st.markdown(f"###### {say('documents.unread')}")
        columns = ("source", "reason", "remedy")
        heads = [say(f"documents.unread.{name}") for name in columns]
        rows = [(one.source, say.unread(one.reason), say.unread(one.remedy)) for one in added.unread[:MOST_UNREAD]]
        st.html(evidence.table_html(heads, rows))
        if len(added.unread) > MOST_UNREAD:
            st.caption(say("documents.unread.more", count=f"{len(added.unread) - MOST_UNREAD:,}"))


def list_table(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents with the columns of the list; one without a title is shown by its id."""
    titles = documents["title"].where(documents["title"] != "", documents["doc_id"])
    days = [day(moment) for moment in documents["published"]]
    shown = ["title", "publisher", "published", "figures", "not_counted", "characters"]
    return documents.assign(title=titles, published=days)[shown]


def list_columns(say: Words) -> dict[str, dict]:
    """How the columns of the list are named and written."""
    numbers, texts = ("figures", "not_counted", "characters"), ("publisher", "published")
    config = {name: st.column_config.NumberColumn(say(f"documents.{name}"), format="localized") for name in numbers}
    config |= {name: st.column_config.TextColumn(say(f"documents.{name}")) for name in texts}
    return config | {"title": st.column_config.TextColumn(say("documents.title"), width="large")}


def draw_list(documents: pd.DataFrame, say: Words) -> None:
    """The list; choosing a document opens it."""
    bar = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom")
    bar.subheader(say("documents.list"), anchor=False, width="content")
    if desk.is_led():
        st.session_state["find_document"] = st.query_params.get("find", "")
        st.session_state["documents_page"] = desk.asked_number()
    words = bar.text_input(
        say("documents.search"),
        key="find_document",
        icon=":material/search:",
        placeholder=say("documents.search"),
        width=320,
        label_visibility="collapsed",
    )
    searched = (documents["title"] + "\n" + documents["publisher"] + "\n" + documents["doc_id"]).str.lower()
    shown = documents[searched.str.contains(words.lower(), regex=False).to_numpy(dtype=bool)]
    st.caption(f"{say('documents.count', count=f'{len(shown):,}')} · {say('documents.pick')}")
    pages = -(-len(shown) // MOST_LISTED)
    page = min(st.session_state.get("documents_page", 1), pages or 1)
    desk.write_url({name: [said] for name, said in (("find", words), ("page", page > 1 and str(page))) if said})
    shown = shown.iloc[(page - 1) * MOST_LISTED : page * MOST_LISTED]
    table = list_table(shown)
    event = st.dataframe(
        table,
        hide_index=True,
        column_config=list_columns(say),
        height=(min(max(len(table), 1), grid.ROWS_HIGH) + 1) * grid.ROW_PIXELS + 3,
        key=f"documents_{grid.fingerprint(shown['doc_id'])}",
        on_select="rerun",
        selection_mode="single-row",
        alt=say("documents.list"),
    )
    if pages > 1:
        with st.container(horizontal_alignment="center"):
            st.session_state["documents_page"] = page
            st.pagination(pages, key="documents_page")
    names = {name: say(f"documents.{name}") for name in table.columns}
    download.draw_csv(table.rename(columns=names), say, "documents_csv", "baoshu-documents")
    row = desk.chosen_row(event)
    if row is not None:
        desk.show_document(shown["doc_id"].iloc[row])


def draw_reader(doc_id: str, figure: str, say: Words) -> None:
    """One document: its text with the figures coloured and the numbers not counted dotted, and those in a list."""
    if st.button(say("documents.list"), icon=":material/arrow_back:", type="tertiary", key="back"):
        st.switch_page("views/documents.py", query_params=desk.language_query())
    documents = desk.documents()
    listed = documents[documents["doc_id"] == doc_id]
    if listed.empty:
        st.warning(say("documents.gone"), icon=":material/search_off:")
        return
    row = listed.iloc[0]
    figures = desk.select(Filters(doc=(doc_id,))).frame().sort_values("start")
    refusals = desk.library().refusals(doc_id)
    text = desk.library().text(doc_id)
    st.html(evidence.title_html(row["title"] or doc_id, source(row)))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(evidence.legend_html(figures["kind"].value_counts().index, say))
        st.caption(say("documents.legend"))
        page = draw_text(text, figures, refusals, figure, say)
        query = {"open": doc_id, "figure": figure, "page": page}
        desk.write_url({name: [value] for name, value in query.items() if value})
    with right:
        if st.button(say("documents.table"), icon=":material/table_rows:", key="to_figures", disabled=figures.empty):
            desk.show_figures(Filters(doc=(doc_id,)))
        draw_refusals(refusals, say)


def draw_text(text: str, figures: pd.DataFrame, refusals: pd.DataFrame, figure: str, say: Words) -> str:
    """The text from after its front-matter, in stretches of ``LONGEST_VIEW`` where it is long.

    Gives back what the URL says of the stretch that is shown: its number; ``""`` for the one that opens by itself.
    """
    start = front_matter_end(text)
    start += len(text[start:]) - len(text[start:].lstrip())
    stretches = max(1, -(-(len(text) - start) // LONGEST_VIEW))
    chosen = figures.loc[figures["figure_id"] == figure, "start"]
    usual = 1 + (int(chosen.iloc[0]) - start) // LONGEST_VIEW if len(chosen) else 1
    if desk.is_led():
        st.session_state["stretch"] = min(desk.asked_number(), stretches) if "page" in st.query_params else usual
    number = st.pagination(stretches, key="stretch") if stretches > 1 else 1
    first = start + (number - 1) * LONGEST_VIEW
    last = min(first + LONGEST_VIEW, len(text))
    if stretches > 1:
        st.caption(say("documents.long", first=f"{first:,}", last=f"{last:,}", count=f"{len(text):,}"))
    marks = [mark for mark in evidence.article_marks(figures, refusals, say, figure) if mark.start >= first]
    st.html(evidence.article_html(text, marks, first, last))
    return str(number) if number != usual else ""


def draw_refusals(refusals: pd.DataFrame, say: Words) -> None:
    """The numbers that are no figures, each with its reason."""
    if refusals.empty:
        st.caption(say("documents.refusals.none"))
        return
    st.markdown(f"##### {say('documents.refusals', count=len(refusals))}")
    reasons = [say.label("reason", reason) for reason in refusals["reason"]]
    table = pd.DataFrame({say("documents.words"): refusals["words"].to_numpy(), say("documents.reason"): reasons})
    st.dataframe(
        table, hide_index=True, height=(min(len(table), 14) + 1) * grid.ROW_PIXELS + 3, alt=say("documents.reason")
    )
    download.draw_csv(table, say, "refusals_csv", "baoshu-not-counted")


def draw() -> None:
    """The whole page."""
    say = desk.words()
    opened = st.query_params.get("open", "")
    figure = st.query_params.get("figure", "")
    if opened:
        draw_reader(opened, figure, say)
        return
    if not desk.pattern():
        draw_adding(say)
    if desk.documents().empty:
        desk.write_url({})
    else:
        draw_list(desk.documents(), say)


draw()
