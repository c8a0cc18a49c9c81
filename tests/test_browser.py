"""The dashboard in a real Chromium: filter, click a bar, look at the evidence, download, in both languages."""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from dashboard_library import make_library

from extract.claims import COLUMNS
from extract.library import Library

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("BAOSHU_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
# A page opened by its own path looks for the server beside itself before it looks at the root: Streamlit's, not ours.
NOT_OURS = re.compile(r"/_stcore/(health|host-config)")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine; install it or name it in BAOSHU_CHROMIUM"),
]


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


def wait_until_up(url: str, server: subprocess.Popen, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the dashboard did not come up")


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    return make_library(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def url(library) -> Iterator[str]:
    port = free_port()
    options = ["--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options],
        cwd=ROOT,
        env={**os.environ, "BAOSHU_LIBRARY": str(library.folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def eventually(read: Callable[[], object], wanted: object, seconds: float = 10) -> None:
    """Hold that ``read()`` comes to be ``wanted``: on a busy machine a page may begin to change late."""
    end = time.monotonic() + seconds
    while read() != wanted and time.monotonic() < end:
        time.sleep(0.1)
    assert read() == wanted


class Reader:
    """A person at the browser: one session of the dashboard and what went wrong in it."""

    def __init__(self, chromium, url: str, locale: str, width: int = 1440) -> None:
        self.url = url
        self.context = chromium.new_context(
            locale=locale, viewport={"width": width, "height": 900}, accept_downloads=True
        )
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("request", self._note_request)
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))

    def _note_message(self, message) -> None:
        # Vega's warnings are of our charts: an empty layer, a size that it drops.
        if message.type in ("error", "warning") and not NOT_OURS.search(message.location.get("url", "")):
            self.faults.append(f"console: {message.text} {message.location}")

    def _note_request(self, request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:", self.url.replace("http", "ws", 1))):
            self.faults.append(f"request to {request.url}")

    def open(self, path: str = "/") -> None:
        self.page.goto(self.url + path)
        self.page.get_by_role("heading", level=1).wait_for(timeout=60_000)
        self.settle()

    def address(self) -> str:
        """Where the page is now: ``page.url`` is what was last heard of it, and waiting by sleep hears nothing."""
        return self.page.evaluate("location.href")

    def settle(self) -> None:
        """Wait until the page is drawn: a run takes a moment to begin after what caused it."""
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector(SETTLED, timeout=30_000)
        self.page.wait_for_timeout(150)

    def count(self) -> int:
        """The number of figures that the page says its filters leave."""
        words = (
            self.page.get_by_role("heading", level=3)
            .filter(has_text=re.compile(r"^[\d,].*(?:数字|figures)"))
            .first.inner_text()
        )
        return int(re.match(r"[\d,]+", words)[0].replace(",", ""))

    def table_rows(self) -> int:
        """The rows of the first table, without its header."""
        grid = self.page.get_by_test_id("stDataFrame").first.locator("table[role=grid]")
        grid.wait_for(state="attached")
        return int(grid.get_attribute("aria-rowcount")) - 1

    def evidence(self) -> str:
        """The words that are marked in the open figure's sentence; ``""`` when no figure is open."""
        marks = self.page.locator(".st-key-evidence mark")
        return marks.first.inner_text() if marks.count() else ""

    def choose(self, facet: str, value: str) -> None:
        """Choose a value of a filter; ``value`` is the start of its label."""
        box = self.page.locator(f".st-key-filter_{facet}")
        box.locator("input").click()
        self.page.get_by_role("option").filter(has_text=value).first.click()
        self.page.keyboard.press("Escape")
        self.settle()

    def choose_row(self, position: int) -> None:
        box = self.page.get_by_test_id("stDataFrame").first.bounding_box()
        self.page.mouse.click(box["x"] + 16, box["y"] + 35 * (position + 1) + 17)
        self.settle()

    def click_bar(self, chart: str, label: str) -> None:
        """Click far to the right of a row's name: the whole row is the target."""
        drawn = self.page.locator(f".st-key-{chart}")
        name = drawn.locator("svg text", has_text=label).first.bounding_box()
        box = drawn.locator("svg").first.bounding_box()
        self.page.mouse.click(box["x"] + box["width"] * 0.9, name["y"] + name["height"] / 2)
        self.settle()

    def choose_download(self, ending: str) -> None:
        """Open the button that says how many rows there are, and take one form of file."""
        self.page.locator(".st-key-download button").first.click()  # a second one only measures
        self.page.locator(f".st-key-download_{ending} button").first.click()

    def download(self) -> pd.DataFrame:
        """The CSV that the button gives, read back as a user's pandas would; it must begin with a byte order mark."""
        with self.page.expect_download() as waiting:
            self.choose_download("csv")
        content = Path(waiting.value.path()).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        return pd.read_csv(io.BytesIO(content), dtype={"adcode": str}, keep_default_na=False)


@pytest.fixture
def reader(chromium, url) -> Iterator:
    readers = []

    def make(locale: str, **options) -> Reader:
        readers.append(Reader(chromium, url, locale, **options))
        return readers[-1]

    yield make
    for one in readers:
        one.context.close()
        assert one.faults == []


LOCALES = {"zh-CN": ("农业与乡村", "金额"), "en-GB": ("Agriculture", "Money")}


@pytest.mark.parametrize("locale", LOCALES)
def test_from_a_bar_to_a_filter_to_the_file(reader, library, locale):
    topic, money = LOCALES[locale]
    figures = library.figures()
    person = reader(locale)
    person.open()
    person.click_bar("bars_topics", topic)
    assert "topic=agriculture" in person.address()
    of_topic = figures[figures["topic"] == "agriculture"]
    eventually(person.count, len(of_topic))
    assert person.table_rows() == len(of_topic) < len(figures)

    person.choose("kind", money)
    assert "kind=money" in person.address()
    kept = of_topic[of_topic["kind"] == "money"]
    eventually(person.count, len(kept))
    assert person.table_rows() == len(kept) < len(of_topic)

    file = person.download()
    assert list(file.columns) == [*COLUMNS, "review"]
    assert set(file["figure_id"]) == set(kept["figure_id"])
    assert set(file["quantity"]) == set(kept["quantity"])

    person.page.locator(".st-key-reset button").click()
    person.settle()
    eventually(person.count, len(figures))
    assert "kind=" not in person.address()


def test_a_bar_of_a_district_opens_its_figures(reader, library):
    person = reader("zh-CN")
    person.open()
    person.click_bar("bars_districts", "大足区")
    figures = library.figures()
    eventually(person.count, (figures["district"] == "大足区").sum())


def test_a_chosen_row_opens_its_evidence_and_a_second_session_sees_the_same(reader, library):
    person = reader("zh-CN")
    person.open("/figures?place=大足区")
    person.choose_row(1)
    figure = re.search(r"figure=([0-9a-f]+)", person.address())[1]
    row = library.figures().set_index("figure_id").loc[figure]
    eventually(person.evidence, row["quantity"])

    other = reader("en-US")
    other.open(person.address().removeprefix(person.url))
    eventually(other.evidence, row["quantity"])
    assert other.count() == person.count()
    assert other.page.get_by_role("heading", level=1).inner_text() == "Figures"

    person.page.locator(".st-key-close button").click()
    person.settle()
    eventually(person.evidence, "")
    assert "figure=" not in person.address()


def test_the_language_is_switched_and_kept_in_the_url(reader):
    person = reader("zh-CN")
    person.open("/figures?kind=money")
    before = person.count()
    person.page.get_by_text("EN", exact=True).click()
    person.settle()
    eventually(person.page.get_by_role("heading", level=1).inner_text, "Figures")
    assert "lang=en" in person.address()
    assert "kind=money" in person.address()
    assert person.count() == before


def test_back_goes_through_what_was_chosen(reader):
    person = reader("zh-CN")
    person.open()
    person.page.get_by_role("link", name="数字").first.click()
    person.settle()
    person.choose_row(0)
    first = person.address()
    person.choose_row(2)
    assert person.address() != first
    person.page.get_by_text("EN", exact=True).click()
    person.settle()
    steps = []
    for _ in range(4):
        person.page.go_back()
        person.settle()
        steps.append(person.address().removeprefix(person.url).partition("=")[0])
    assert steps == ["/figures?figure", "/figures?figure", "/figures", "/?lang"]
    eventually(person.page.locator(".st-key-totals").count, 1)


def chosen_buttons(person: Reader) -> list[str]:
    """The words of what is chosen among buttons of which one can be, but for the language."""
    return person.page.locator("main button[aria-checked=true]").all_inner_texts()[1:]


def selected(person: Reader) -> list[str]:
    """What stands in the boxes of the page, not those of the filters, of which one value is chosen."""
    return person.page.locator("main [data-testid=stSelectbox] input").evaluate_all(
        "boxes => boxes.map((box) => box.value)"
    )


def test_back_and_a_second_session_see_the_same_choices(reader):
    person = reader("zh-CN")
    person.open()
    first = chosen_buttons(person)
    person.page.get_by_text("各省", exact=True).click()
    person.settle()
    eventually(lambda: chosen_buttons(person), ["各省"])
    other = reader("zh-CN")
    other.open(person.address().removeprefix(person.url))
    assert chosen_buttons(other) == ["各省"]
    person.page.go_back()
    person.settle()
    eventually(lambda: chosen_buttons(person), first)

    person.page.get_by_role("link", name="比较").first.click()
    person.settle()
    places = selected(person)
    person.page.get_by_text("两个年份", exact=True).click()
    person.settle()
    eventually(lambda: chosen_buttons(person), ["两个年份"])
    years = selected(person)
    other.open(person.address().removeprefix(person.url))
    assert (chosen_buttons(other), selected(other)) == (["两个年份"], years)
    person.page.go_back()
    person.settle()
    eventually(lambda: (chosen_buttons(person), selected(person)), (["两个地方"], places))

    person.page.get_by_role("link", name="数字").first.click()
    person.settle()
    person.page.locator(".st-key-order input").click()
    person.page.get_by_role("option", name="指标").click()
    person.settle()
    eventually(lambda: "sort=indicator" in person.address(), True)
    other.open(person.address().removeprefix(person.url))
    assert selected(other) == ["指标"]
    person.page.go_back()
    person.settle()
    eventually(lambda: selected(person), ["最新的文章在前"])


def test_one_figure_after_the_other_is_corrected_by_keyboard_and_nobody_gives_a_name(reader, library):
    person = reader("zh-CN")
    person.open("/review?place=大足区")
    before, asked = len(library.reviews()), []
    person.page.locator(".st-key-review_who input").fill("")
    person.page.locator("h1").click()
    person.settle()
    for number in range(2):
        eventually(lambda: bool(re.search("figure=[0-9a-f]+", person.address())), True)
        asked.append(re.search("figure=([0-9a-f]+)", person.address())[1])
        person.page.keyboard.press("e")
        person.page.locator(".st-key-correction_new input:focus").wait_for(timeout=10_000)
        person.page.wait_for_timeout(100)  # as long as it takes a hand; the old words are chosen by then
        person.page.keyboard.type(f"果园{number}")
        person.page.keyboard.press("Enter")
        eventually(lambda: asked[-1] in person.address(), False)
        person.settle()
    kept = library.reviews().iloc[before:]
    assert kept["figure_id"].tolist() == asked
    assert kept["new"].tolist() == ["果园0", "果园1"]
    assert set(kept["who"]) == {""}
    for _ in asked:
        person.page.keyboard.press("z")
        person.settle()
    eventually(lambda: len(library.reviews()), before + 4)


def test_a_neighbour_opens_from_the_evidence(reader):
    person = reader("zh-CN")
    person.open("/figures")
    person.choose_row(0)
    first = person.address()
    box = person.page.get_by_test_id("stDataFrame").nth(1)
    box.scroll_into_view_if_needed()
    person.settle()
    corner = box.bounding_box()
    person.page.mouse.click(corner["x"] + 16, corner["y"] + 35 + 17)
    person.settle()
    assert "figure=" in person.address()
    assert person.address() != first
    eventually(lambda: bool(person.evidence()), True)


def test_search_finds_and_narrows(reader, library):
    person = reader("zh-CN")
    person.open()
    person.page.get_by_role("link", name="数字").first.click()
    person.settle()
    everything = person.count()
    person.page.locator(".st-key-filter_q input").fill("停车场")
    person.page.keyboard.press("Enter")
    person.settle()
    found = library.figures()["sentence"].str.contains("停车场").sum()
    eventually(person.count, found)
    assert found < everything


def test_hostile_news_does_nothing_in_the_browser(reader, library):
    person = reader("zh-CN")
    figures = library.figures()
    for figure in figures.loc[figures["doc_id"] == "hostile.txt", "figure_id"].head(2):
        person.open(f"/figures?figure={figure}")
        eventually(lambda: bool(person.evidence()), True)
    person.open("/documents?open=hostile.txt")
    assert "alert(1)" in person.page.get_by_test_id("stMain").inner_text()
    assert person.page.locator("img[src='x']").count() == 0


def test_a_file_is_uploaded_and_its_figures_appear(reader, library, tmp_path):
    person = reader("zh-CN")
    person.open("/documents")
    person.page.get_by_text("添加文章").first.click()
    article = tmp_path / "永川区.txt"
    article.write_text("永川区要闻\n\n永川区新建仓库17座，面积2.5万平方米。", encoding="gb18030")
    person.page.locator("input[type=file]").set_input_files(article)
    person.settle()
    person.page.get_by_role("button", name="读取").click()
    person.page.get_by_text("新增 1 篇").wait_for(timeout=20_000)
    assert "17座" in set(library.figures()["quantity"])
    person.open("/figures?q=永川区")
    eventually(person.count, 2)


PAGES = re.findall(r'^    "(\w+)": ":material/', (ROOT / "dashboard.py").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_pages_of_the_dashboard_are_known_here():
    assert {"overview", "compare", "review", "about"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_wider_than_a_phone(reader, page):
    person = reader("zh-CN", width=390)
    person.open("/" if page == "overview" else f"/{page}")
    width = person.page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= 390


def test_an_indicator_is_chosen_looked_at_and_followed_to_its_figure(reader, library):
    person = reader("zh-CN")
    person.open("/indicators")
    person.choose_row(0)
    eventually(lambda: "indicator=" in person.address(), True)
    chart = person.page.locator(".st-key-indicator [data-testid=stVegaLiteChart] svg.marks").first
    chart.wait_for()
    drawn = chart.bounding_box()
    person.page.mouse.click(drawn["x"] + drawn["width"] * 0.8, drawn["y"] + 12)
    person.settle()
    eventually(lambda: "/figures?figure=" in person.address(), True)
    eventually(lambda: bool(person.evidence()), True)


def test_two_places_are_compared(reader):
    person = reader("en-GB")
    person.open("/compare")
    assert person.page.get_by_role("heading", level=1).inner_text() == "Compare"
    assert "one=" in person.address()
    person.page.get_by_text("Two years", exact=True).click()
    person.settle()
    eventually(lambda: "mode=years" in person.address(), True)


def test_a_square_of_the_map_opens_the_figures_of_its_place(reader, library):
    person = reader("zh-CN")
    person.open()
    square = person.page.locator("[class*=st-key-tiles_] svg text", has_text="大足").first.bounding_box()
    person.page.mouse.click(square["x"] + 4, square["y"] + square["height"] / 2)
    person.settle()
    figures = library.figures()
    eventually(person.count, (figures["district"] == "大足区").sum())
