"""The walls of DESIGN: which room may import which, how long things may be, what no file of the repository holds."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FUNCTION = 45
LONGEST_MODULE = 350
TABLES_OF_WORDS = {"words.py", "labels.py"}  # as long as there are things to say
EXTRACT = sorted((ROOT / "extract").rglob("*.py"))
VIEWS = [*sorted((ROOT / "views").glob("*.py")), ROOT / "dashboard.py"]

# Imports run one way, from a later line to an earlier one or within a line.
ORDER = (
    "extract.tables",
    "extract.reading",
    "extract.quantities",
    "extract.context",
    "extract.claims",
    "extract.pipeline extract extract.edition",
    "extract.library extract.exports extract.checks extract.cluster extract.gold extract.accuracy extract.explanations "
    "extract.indicator_names",
    "extract.printing",
    "extract.arguments",
    "extract.keeping",
    "extract.cli",
    "extract.__main__ views",
    "dashboard",
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms.split()}


def name_of(path: Path) -> str:
    """The name that ``path`` is imported by: extract/reading/lines.py → extract.reading.lines."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(name: str) -> str:
    """The room of a module or of a name in it: extract.reading.lines → extract.reading, extract.read → extract."""
    parts = name.split(".")
    room = ".".join(parts[:2]) if parts[0] == "extract" else parts[0]
    return room if room in RANK or is_module(room) else parts[0]


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def imports(path: Path) -> Iterator[str]:
    """Yield what ``path`` imports, anywhere in it: ``from extract import read`` gives extract and extract.read."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import; name the module in full"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            # The package itself is only the way there where each name is a module of it.
            yield from names if all(is_module(name) for name in names) else [node.module]


def ours(names: Iterator[str]) -> set[str]:
    return {room_of(name) for name in names if name.split(".")[0] in ("extract", "views", "dashboard")}


@pytest.mark.parametrize("path", EXTRACT, ids=name_of)
def test_nothing_in_extract_imports_streamlit(path: Path):
    assert not [name for name in imports(path) if name.split(".")[0] == "streamlit"]


@pytest.mark.parametrize("path", [*EXTRACT, *VIEWS], ids=name_of)
def test_imports_run_one_way(path: Path):
    room = room_of(name_of(path))
    assert room in RANK, f"{room} is a new room; give it its place in ORDER"
    assert {other for other in ours(imports(path)) if RANK[other] > RANK[room]} == set()


def test_no_two_rooms_import_each_other():
    edges: dict[str, set[str]] = {}
    for path in EXTRACT:
        room = room_of(name_of(path))
        edges.setdefault(room, set()).update(ours(imports(path)) - {room})
    while leaves := {room for room, others in edges.items() if not others & edges.keys()}:
        edges = {room: others for room, others in edges.items() if room not in leaves}
    assert edges == {}, "these rooms import each other in a ring"


@pytest.mark.parametrize("path", [*EXTRACT, *VIEWS], ids=name_of)
def test_modules_and_functions_are_short(path: Path):
    source = path.read_text("utf-8")
    assert path.name in TABLES_OF_WORDS or len(source.splitlines()) <= LONGEST_MODULE
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


BANNED_NAMES = {"utils", "util", "helpers", "helper", "core", "base", "common", "manager", "misc"}


@pytest.mark.parametrize("path", [*EXTRACT, *VIEWS], ids=name_of)
def test_a_module_is_named_after_what_it_knows(path: Path):
    assert path.stem not in BANNED_NAMES


@pytest.mark.parametrize("path", [*EXTRACT, *VIEWS], ids=name_of)
def test_no_bare_except(path: Path):
    handlers = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ExceptHandler)]
    assert not [handler.lineno for handler in handlers if handler.type is None]


# Spelt in pieces, so that this file does not hold them itself.
ABSOLUTE = re.compile(
    r"(?<![\w.:/*~}\])-])/(?:" + "|".join(("home", "root", "work", "Users", "mnt", "tmp")) + r")/[\w.]"
)
REGISTRIES = ("pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.", "conda" + r"\.")
HOSTS = re.compile(rf"\b(?:{'|'.join(REGISTRIES)})\b")


def tracked() -> list[Path]:
    """The files that git keeps; all that lie here where this is no checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no git checkout here")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def found_in_files(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" in data[:8000]:
            continue
        lines = data.decode("utf-8", "replace").splitlines()
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(lines, 1)
            if pattern.search(line)
        ]
    return found


def test_the_patterns_find_what_they_are_for():
    assert ABSOLUTE.search("open('" + "/".join(("", "home", "me", "news.txt")) + "')")
    assert not ABSOLUTE.search("https://example.org/home/me")
    assert HOSTS.search("https://" + "files.pythonhosted" + ".org/packages")


def test_no_file_holds_a_path_of_somebodys_machine():
    assert found_in_files(ABSOLUTE) == []


def test_no_file_names_the_host_of_a_registry():
    assert found_in_files(HOSTS) == []


@pytest.mark.parametrize("command", ["check", "format --check"])
def test_ruff_is_clean(command: str):
    pytest.importorskip("ruff", reason="ruff is not installed (extra: test)")
    result = subprocess.run(
        [sys.executable, "-m", "ruff", *command.split(), "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, (result.stdout + result.stderr)[-2000:]
