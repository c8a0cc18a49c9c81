"""The whole story in a real Chromium: news in, a figure corrected by keyboard, shared, downloaded; and hostile news."""

import io
import json
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
import test_browser
from test_browser import SETTLED, Reader, chromium, eventually, reader, url  # noqa: F401 - fixtures
from test_browser import library as library

from extract.claims import COLUMNS

pytestmark = test_browser.pytestmark
PAGES = ("", "figures", "changes", "indicators", "compare", "documents", "review", "checks", "about")
NEWS = "大足区茶园添新绿\n\n2024年3月，大足区茶叶产量达到36吨，同比增长21.5%，茶园面积1200亩，茶农870户。\n"
LONG = "长" * 300

# Faults of Streamlit itself: (rule, what the element is or lies in, why it is not ours to mend).
STREAMLIT_FAULTS = (
    ("color-contrast", "[data-testid=stWidgetLabel]:has(~ * [disabled])", "the label of a widget that is switched off"),
    ("color-contrast", "label:has(~ div [disabled])", "the label of a widget that is switched off"),
    ("color-contrast", ":disabled", "a button that is switched off; WCAG 1.4.3 leaves such out"),
)


def press(person: Reader, *keys: str) -> None:
    for key in keys:
        person.page.keyboard.press(key)
        person.settle()


def take(person: Reader, ending: str) -> bytes:
    """The bytes of one form of file; the list of forms is opened where it is not."""
    button = person.page.locator(f".st-key-download_{ending} button").first
    if not button.is_visible():
        person.page.locator(".st-key-download button").first.click()
    with person.page.expect_download() as waiting:
        button.click()
    assert waiting.value.suggested_filename == f"baoshu-figures.{ending}"
    return Path(waiting.value.path()).read_bytes()


def read_back(ending: str, data: bytes) -> pd.DataFrame:
    file = io.BytesIO(data)
    if ending == "zip":
        return pd.read_csv(zipfile.ZipFile(file).open("figures.csv"), keep_default_na=False)
    if ending == "jsonl":
        return pd.DataFrame(map(json.loads, data.decode().splitlines()))
    if ending == "csv":
        return pd.read_csv(file, keep_default_na=False, encoding="utf-8-sig")
    return {"xlsx": pd.read_excel, "parquet": pd.read_parquet}[ending](file)


def test_from_news_to_a_corrected_figure_to_files(reader, library, tmp_path):  # noqa: F811
    person = reader("zh-CN")
    person.open("/documents")
    person.page.get_by_text("添加文章").first.click()
    (tmp_path / "茶园.txt").write_text(NEWS, encoding="utf-8")
    person.page.locator("input[type=file]").set_input_files(tmp_path / "茶园.txt")
    person.settle()
    person.page.get_by_role("button", name="读取").click()
    person.page.get_by_text("新增 1 篇").wait_for(timeout=20_000)

    person.page.get_by_role("link", name="升降").first.click()
    person.settle()
    person.choose("place", "大足区")
    person.choose("topic", "农业")
    figures = library.figures()
    chosen = figures[(figures["district"] == "大足区") & (figures["topic"] == "agriculture")]
    bar = person.page.locator("[class*=st-key-ranked_] svg text", has_text="+21.5%").first.bounding_box()
    person.page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    person.settle()
    eventually(person.evidence, "21.5%")

    figure = re.search(r"figure=([0-9a-f]+)", person.address())[1]
    person.open(person.address().removeprefix(person.url).replace("/changes", "/review"))
    before = library.figures().set_index("figure_id").loc[figure, "indicator"]
    press(person, "e")
    person.page.keyboard.type("春茶产量增幅")
    press(person, "Enter")
    now = lambda: library.figures().set_index("figure_id").loc[figure, ["indicator", "review"]].tolist()  # noqa: E731
    eventually(now, ["春茶产量增幅", "corrected"])
    eventually(lambda: figure in person.address(), False)  # the next one is shown
    person.settle()
    press(person, "z")
    eventually(now, [before, ""])
    eventually(lambda: figure in person.address(), True)

    person.open(person.address().removeprefix(person.url).replace("/review", "/figures"))
    eventually(person.count, len(chosen))
    other = reader("en-GB")
    other.open(person.address().removeprefix(person.url))
    eventually(other.evidence, "21.5%")
    assert other.count() == len(chosen)
    for ending in ("csv", "xlsx", "zip", "parquet", "jsonl"):
        table = read_back(ending, take(other, ending))
        assert list(table.columns) == [*COLUMNS, "review"]
        assert set(table["figure_id"]) == set(chosen["figure_id"])


def test_chinese_is_drawn_in_its_simplified_forms(reader):  # noqa: F811
    person = reader("en-GB")
    person.open("/figures")
    fonts = person.page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "SC" in fonts.split(",")[0]


def make_hostile(library) -> list[str]:
    """Words of attack in every field that a person may fill; gives back the figures that hold them."""
    rows = library.figures().query("doc_id == 'hostile.txt'")["figure_id"].tolist()
    words = (
        "<img src=x onerror=alert(9)>" + LONG,
        '=HYPERLINK("http://evil.example","x")',
        "[x](http://evil.example)😀",
    )
    for figure, indicator in zip(rows, words, strict=False):
        library.review(figure, "corrected", "indicator", indicator, who="**<b>甲</b>**")
        library.review(figure, "corrected", "place", "\u202e[x](javascript:alert(8))", who="甲")
    return rows


def test_hostile_news_does_no_harm_on_any_page(reader, library):  # noqa: F811
    rows = make_hostile(library)
    person = reader("zh-CN")
    paths = [f"/{page}" for page in PAGES] + [f"/figures?figure={rows[0]}", f"/review?figure={rows[1]}"]
    for path in [*paths, "/documents?open=hostile.txt", "/figures?q=<script>alert(7)</script>", "/indicators?q=[x](y)"]:
        person.open(path)
        marks = "main img[src='x'], main script[src], a[href*='evil.example'], a[href^='javascript:']"
        assert person.page.locator(marks).count() == 0, path
        assert person.page.get_by_test_id("stException").count() == 0, path
        assert person.page.evaluate("document.scrollingElement.scrollWidth") <= 1440, path


def test_what_hovering_over_a_chart_says_is_no_markup(reader, library):  # noqa: F811
    person = reader("zh-CN")
    change = library.figures().query("unit == '%' and measure == 'change'")["figure_id"].iloc[0]
    library.review(change, "corrected", "indicator", "<img src=x onerror=alert(6)><b>粗</b>")
    try:
        person.open("/changes")
        drawn = person.page.locator("[class*=st-key-ranked_] svg.marks").first
        name = drawn.locator("text", has_text="<img").first.bounding_box()
        box = drawn.bounding_box()
        person.page.mouse.move(box["x"] + box["width"] * 0.7, name["y"] + name["height"] / 2)
        hint = person.page.locator("#vg-tooltip-element.visible")
        hint.wait_for(timeout=5_000)
        assert "<b>粗</b>" in hint.inner_text()
        assert hint.locator("img, b").count() == 0
    finally:
        library.undo(change)


def test_files_that_are_no_news_are_refused_with_the_reason(reader, library, tmp_path):  # noqa: F811
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 120_000_000)
    with zipfile.ZipFile(tmp_path / "up.zip", "w") as archive:
        archive.writestr("../../x.txt", "荣昌区新建粮仓9座。")
    person = reader("zh-CN")
    person.open("/documents")
    person.page.get_by_text("添加文章").first.click()
    person.page.locator("input[type=file]").set_input_files([tmp_path / "bomb.zip", tmp_path / "up.zip"])
    person.settle()
    person.page.get_by_role("button", name="读取").click()
    person.page.get_by_text("新增 1 篇，更新 0 篇，未变 0 篇，读不了 1 个").wait_for(timeout=30_000)
    added = library.documents().iloc[-1]["doc_id"]
    assert added == "up.zip/x.txt"
    reasons = person.page.get_by_test_id("stMain").inner_text()
    assert "bomb.zip" in reasons
    assert "120 MB" in reasons
    assert "300" in person.page.get_by_test_id("stFileUploader").inner_text()  # MB, the most that is taken


AXE_PATHS = (*(f"/{page}" for page in PAGES), "/documents?open=farm.txt", "/figures?place=大足区")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_of_ours(chromium, url, library, scheme):  # noqa: F811
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed (extra: test)"
    ).Axe()
    context = chromium.new_context(locale="zh-CN", color_scheme=scheme, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    faults = []
    for path in (*AXE_PATHS, f"/figures?figure={library.figures()['figure_id'].iloc[0]}"):
        page.goto(url + path)
        page.wait_for_timeout(250)
        page.wait_for_selector(SETTLED, timeout=60_000)
        page.wait_for_timeout(900)  # what fades in has its colours only then
        for rule in axe.run(page).response["violations"]:
            nodes = [node for node in rule["nodes"] if node["impact"] in ("serious", "critical")]
            faults += [(path, rule["id"], node["html"][:200]) for node in nodes if not is_streamlits(page, rule, node)]
    context.close()
    assert faults == []


def is_streamlits(page, rule: dict, node: dict) -> bool:
    """Whether a fault is among those of Streamlit itself."""
    target = node["target"][-1]
    selectors = [selector for name, selector, _ in STREAMLIT_FAULTS if name == rule["id"]]
    tell = "([target, selectors]) => selectors.some((one) => document.querySelector(target)?.closest(one))"
    return bool(selectors) and bool(page.evaluate(tell, [target, selectors]))
