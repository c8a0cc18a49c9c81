"""The words of the interface: every key in both languages, a name for every value, nothing said that is not written."""

import ast
import doctest
import re
from pathlib import Path
from string import Formatter

import pytest
from marked import read_corpus

from extract import checks
from extract.claims import COLUMNS
from extract.library.doubts import DOUBTS
from extract.tables import read_table
from views import evidence, filters, intake, table, words, words_bases, words_unread
from views.labels import LABELS, MEANINGS
from views.words import LANGUAGES, PHRASES, Words, language_of

VIEWS = Path(words.__file__).parent
PAIRS = {
    **PHRASES,
    **{f"{field}={value}": names for field, values in LABELS.items() for value, names in values.items()},
}
# Said alike in both languages.
ALIKE = {"about.f1"}


@pytest.mark.parametrize("key", PAIRS)
def test_every_word_is_there_in_both_languages(key):
    assert len(PAIRS[key]) == len(LANGUAGES)
    assert all(text.strip() == text and text for text in PAIRS[key])


@pytest.mark.parametrize("key", PAIRS)
def test_both_languages_fill_in_the_same_values(key):
    holes = [{name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in PAIRS[key]]
    if not key.endswith(".note") and key != "figures.alt":
        assert holes[0] == holes[1], key


@pytest.mark.parametrize("key", PHRASES)
def test_chinese_is_chinese_and_english_is_english(key):
    chinese, english = PHRASES[key]
    han = re.compile("[一-鿿]")
    assert key in ALIKE or han.search(chinese) or not english.isalpha()
    assert not han.search(english.replace("万", "").replace("亿", ""))


def said_keys() -> set[str]:
    """Every key that a page says as a plain text: say("…")."""
    keys = set()
    for path in [*VIEWS.glob("*.py"), VIEWS.parent / "dashboard.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_said = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
            if is_said and not isinstance(node.args[0], ast.JoinedStr):
                keys |= {one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)}
    return keys


def test_every_key_that_is_said_is_written():
    assert said_keys() - set(PHRASES) == set()


def test_every_key_that_is_written_is_said():
    files = [path for path in [*VIEWS.glob("*.py"), VIEWS.parent / "dashboard.py"] if path.name != "labels.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    families = set(re.findall(r"""say\(\s*f["']([a-z_.]+)\{""", code))  # say(f"sort.{name}")
    for key in PHRASES:
        quoted = len(
            re.findall(rf"""["']{re.escape(key)}["']""", code)
        )  # once where it is written, again where it is said
        assert quoted > 1 or any(key.startswith(family) for family in families), key


def test_no_interface_string_stands_outside_words():
    """Han characters in the pages' code are data or interface text; the latter belongs into words.py."""
    allowed = {
        "words.py",
        "words_analysis.py",
        "words_unread.py",
        "words_bases.py",
        "labels.py",
        "table.py",
        "evidence.py",
        "filters.py",
        "intake.py",
    }
    allowed |= {"pictures.py", "summary.py", "counts.py", "gathering.py"}
    for path in VIEWS.glob("*.py"):
        if path.name in allowed:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef)
        }
        texts = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert not [text for text in texts if text not in docs and re.search("[一-鿿]", text)], path.name


def test_every_column_has_a_name_and_a_meaning():
    assert set(MEANINGS) == {*COLUMNS, "review"}


def test_every_topic_and_every_reason_has_a_name():
    assert set(LABELS["topic"]) == {row.topic for row in read_table("topics")}
    from extract.quantities.refusal_rules import RULES

    reasons = {rule.reason for rule in RULES} | {"idiom", "article", "word", "no_unit", "value_before"}
    assert reasons - set(LABELS["reason"]) == set()


def reasons_of_checks() -> set[str]:
    """The reasons that the checks give, as their code spells them."""
    others = {*COLUMNS, *checks.COLUMNS, *checks.__all__, "in_unit"}
    trees = [ast.parse(path.read_text("utf-8")) for path in Path(checks.__file__).parent.glob("*.py")]
    texts = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and re.fullmatch("[a-z]+(_[a-z]+)+", text)} - others


def test_every_reason_of_a_check_has_a_name_and_says_its_amounts():
    assert reasons_of_checks() == set(LABELS["finding"]) == set(LABELS["amounts"])
    assert {reason for _, wanted in read_corpus("checks") for reason in wanted.split()} <= {*LABELS["finding"], "-"}


def test_every_doubt_has_a_name():
    assert {doubt.reason for doubt in DOUBTS} == set(LABELS["doubt"])


# Who tells why something is not read, and where in the call the words stand (None: all of them).
TELLERS = {"Unread": slice(1, None), "_unread": slice(1, None)}
IN_READING = TELLERS | {
    "UnreadableError": slice(None),
    "ValueError": slice(None),
    "ImportError": slice(None),
    "Foreign": slice(1, None),
    "Member": slice(2, None),
    "_by": slice(1, None),
}
TOLD_IN = {
    "extract/reading/*.py": IN_READING,
    "extract/cluster.py": TELLERS,
    "extract/library/renewal.py": IN_READING,
    "views/intake.py": IN_READING,
}


def spelt(node: ast.AST) -> list[str]:
    """The texts in an expression; what is filled in is a 7."""
    if isinstance(node, ast.JoinedStr):
        return ["".join(one.value if isinstance(one, ast.Constant) else "7" for one in node.values)]
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and " " in node.value else []
    if isinstance(node, ast.Call):
        return []
    return [text for child in ast.iter_child_nodes(node) for text in spelt(child)]


def told(tree: ast.AST, tellers: dict[str, slice]) -> list[str]:
    """Every reason and remedy that a module gives for what it cannot read; not what begins with what is filled in."""
    texts = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in tellers:
            places = [*node.args[tellers[node.func.id]], *(word.value for word in node.keywords)]
            before = "it is " if node.func.id == "Foreign" else ""
            found = [text for place in places for text in spelt(place)]
            texts += [before + text if before and text.startswith(("a ", "an ")) else text for text in found]
        elif (
            tellers is IN_READING
            and isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", "") in ("reason", "remedy")
        ):
            texts += spelt(node.value)
    return [text for text in texts if text != "it is 7" and not re.match("7;", text)]


def test_every_reason_and_remedy_of_what_is_not_read_is_there_in_chinese():
    files = [(path, tellers) for pattern, tellers in TOLD_IN.items() for path in VIEWS.parent.glob(pattern)]
    texts = {text for path, tellers in files for text in told(ast.parse(path.read_text("utf-8")), tellers)}
    assert len(texts) > 60
    assert sorted(text for text in texts if Words("zh").unread(text) == text) == []
    assert all(Words("en").unread(text) == text for text in texts)


@pytest.mark.parametrize("english", words_unread.UNREAD)
def test_the_chinese_of_a_reason_keeps_what_is_filled_in(english):
    holes = [name for _, name, _, _ in Formatter().parse(english) if name]
    filled = english.format(**{name: f"<{name}>" for name in holes})
    chinese = Words("zh").unread(filled)
    assert re.search("[一-鿿]", chinese)
    assert sorted(re.findall(r"<(\w+)>", chinese)) == sorted(holes)


@pytest.mark.parametrize("row", read_table("basis_words"), ids=lambda row: row.example)
def test_each_basis_of_comparison_is_read_by_its_own_row(row):
    said = words_bases.in_english(row.example)
    assert re.sub(r"\d{4}", r"\\1", said) == row.english
    assert Words("en").label("basis", row.example) == said
    assert Words("zh").label("basis", row.example) == row.example


def test_one_is_singular_and_only_one():
    for count, rows in (("0", "rows"), ("1", "row"), (1, "row"), ("11", "rows"), ("1,001", "rows")):
        assert Words("en")("download", count=count) == f"Download {count} {rows}"
    assert Words("en")("figures.of", count="1", total="11") == "1 of 11 figures"
    assert not [key for key, (chinese, _) in PHRASES.items() if re.search(r"\w\|\w", chinese)]


def test_every_facet_and_order_has_a_name():
    assert {f"filter.{facet.name}" for facet in filters.FACETS} <= set(PHRASES)
    assert {f"sort.{order}" for order in filters.ORDERS} <= set(PHRASES)


def test_a_value_without_a_name_is_shown_as_it_is():
    assert Words("en").label("unit", "亩") == "亩"
    assert Words("zh").label("topic", "") == "未注明"
    with pytest.raises(KeyError):
        Words("zh")("no such key")


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (("en", "zh-CN"), "en"),
        ((None, "zh-CN"), "zh"),
        ((None, "EN-us"), "en"),
        ((None, None), "zh"),
        (("xx", "ja"), "en"),
    ],
)
def test_the_language_is_the_one_wished_for_first(wishes, language):
    assert language_of(*wishes) == language


@pytest.mark.parametrize(
    "module", [words, words_bases, words_unread, table, evidence, filters, intake], ids=lambda module: module.__name__
)
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0
