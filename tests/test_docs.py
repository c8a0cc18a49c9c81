"""What the documents say is so: columns, commands, examples, links, figures."""

import doctest
import importlib
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from extract import figures
from extract.accuracy import score
from extract.claims import COLUMNS
from extract.cli import app
from extract.gold import read_gold

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCS = [path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "data" / "README.md") if path.is_file()]
COMMANDS = get_command(app).commands
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for folder in ("extract", "views")
    for path in (ROOT / folder).rglob("*.py")
    if ">>>" in path.read_text("utf-8")
)


def section(title: str) -> str:
    """The part of the README under the heading ``title``."""
    return re.split(r"^## ", README.split(f"\n## {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def shell_lines(text: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line and not line.startswith("#")]


def test_the_readmes_table_of_columns_is_the_real_one():
    rows = re.findall(r"^\| (`.*?) \|", section("The table"), re.MULTILINE)
    assert tuple(name for row in rows for name in re.findall(r"`(\w+)`", row)) == COLUMNS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str):
    assert any(f"baoshu {command}" in line for line in shell_lines(section("The command line")))


EXAMPLES = [line for line in shell_lines(section("The command line")) if "baoshu dashboard" not in line]


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_examples_of_the_readme_work(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for path in ("data/articles", "data/gold.jsonl"):
        (tmp_path / "data").mkdir(exist_ok=True)
        copy = shutil.copytree if (ROOT / path).is_dir() else shutil.copy
        copy(ROOT / path, tmp_path / path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAOSHU_LIBRARY", str(tmp_path / "library"))
    said, _, command = line.rpartition(" | ")
    if re.search("baoshu (list|remove|reextract|compact|verify|backup)", line):
        CliRunner().invoke(app, ["add", "data/articles/2024-04-11-viaduct.md"])
    words = shlex.split(command)
    result = CliRunner().invoke(app, words[1:], input=shlex.split(said)[1] if said else None)
    assert words[0] == "baoshu"
    assert result.exit_code == 0, result.output
    assert all((tmp_path / name).stat().st_size for name in words if name.startswith("figures."))


def test_the_program_in_the_readme_prints_what_it_says():
    programs = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert programs
    for program in programs:
        test = doctest.DocTestParser().get_doctest(program, {}, "README.md", "README.md", 0)
        assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name: str):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_ci_runs_the_test_command_of_the_readme():
    command = next(line for line in shell_lines(README) if "pytest" in line)
    assert command in [line.strip() for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(path: Path):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_that_is_named_is_there(path: Path):
    named = re.findall(r"`((?:extract|views|tests|bench|docs|data|\.ci)/[\w./-]+)`", path.read_text("utf-8"))
    made_later = {"data/library"}
    assert [name for name in named if name not in made_later and not (ROOT / name).exists()] == []


def test_the_readmes_accuracy_is_the_measured_one():
    measured = (ROOT / "docs" / "accuracy.md").read_text("utf-8").split("\n## ")[1]
    told = README.split("<!-- from docs/accuracy.md -->\n")[1].split("<!-- end -->")[0]
    assert told.strip() == measured.partition("\n")[2].strip()


@pytest.mark.skipif("| sample |" not in README, reason="the README tells nothing of the sample")
def test_the_sample_is_read_as_well_as_the_readme_says():
    told = [float(cell) for cell in re.search(r"^\| sample \|(.*)\|$", README, re.MULTILINE)[1].split("|")[2:]]
    gold = read_gold(ROOT / "data" / "gold.jsonl")
    result = score(gold, figures(one.document for one in gold))
    now = [100 * measure.f1 for measure in (result.detect, result.quantity, result.fact, result.row)]
    assert all(new > old - 0.5 for new, old in zip(now, told, strict=True)), f"told {told}, measured {now}"


def test_the_changelog_opens_with_this_version():
    version = re.search(r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)[1]
    assert re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[1] == version
    assert f"version {version}" in README


def test_the_number_of_sample_articles_is_the_real_one():
    counted = len(list((ROOT / "data" / "articles").glob("*.md")))
    for path in (ROOT / "CHANGELOG.md", ROOT / "data" / "README.md"):
        assert re.search(r"(\d+) (?:short articles|in all)", path.read_text("utf-8"))[1] == str(counted)
