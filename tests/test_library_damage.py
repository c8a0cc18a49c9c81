"""A full disk, a folder that cannot be written, damaged files: a clear message, and nothing made worse."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import pytest
from library_texts import add, quantities

from extract.library import Library, LibraryError

ROOM = "make room on the disk and try again; "
NOBODY = 65534

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def library(tmp_path) -> Library:
    library = Library.open(tmp_path / "library")
    add(library, ("a", "有3人"), ("b", "有4头"))
    return library


def in_child(work) -> str:
    """What ``work`` gives, or the error that it ends with, in a process of its own that it may spoil."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            answer = str(work())
        except LibraryError as error:
            answer = f"LibraryError: {error}"
        except BaseException:
            answer = traceback.format_exc()
        os.write(write, answer.encode()[:60_000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read().decode()
    os.waitpid(child, 0)
    return answer


def held(library: Library) -> dict[str, bytes]:
    """Every file of the library but SQLite's working files."""
    files = [path for path in library.folder.rglob("*") if path.is_file() and path.suffix == ".parquet"]
    return {path.name: path.read_bytes() for path in files}


def unharmed(library: Library, before: dict[str, bytes]) -> bool:
    """Whether all that was there is there, and only that is in view."""
    is_same = all(held(library)[name] == content for name, content in before.items())
    return is_same and quantities(Library.open(library.folder)) == ["3人", "4头"] and library.verify() == ()


WORKS = {
    "add": lambda library: add(library, ("c", "有5亩")),
    "compact": lambda library: library.compact(),
    "backup": lambda library: library.backup(library.folder.parent / "copy"),
}


@pytest.mark.parametrize("work", WORKS)
def test_files_that_may_not_grow_change_nothing(library, work):
    """What a disk does that is full: the system refuses to write on (here ``RLIMIT_FSIZE``)."""
    before = held(library)

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
        WORKS[work](library)

    if work == "compact":
        library.remove(["b"])
        add(library, ("b", "有4头"))
    answer = in_child(limited)
    assert answer.startswith("LibraryError: ")
    assert ROOM in answer
    assert unharmed(library, before)
    assert not list(library.folder.glob("*/.*"))
    WORKS[work](library)
    assert library.verify() == ()


FULL_DISK = """
import random
import string
import sys
from library_texts import add, quantities
from extract.library import Library, LibraryError
library = Library.open(sys.argv[1])
added, message = 0, ""
try:
    for added in range(10_000):
        noise = "".join(random.choices(string.ascii_letters, k=60_000))
        add(library, (f"d{added}", f"有3人{noise}"))
        library.review(library.ask("SELECT figure_id FROM extraction LIMIT 1")["figure_id"][0], "accepted")
except LibraryError as error:
    message = str(error)
again = Library.open(library.folder)
names = again.documents()["doc_id"].tolist()
are_there = names[:added] == [f"d{number}" for number in range(added)]
print(added, are_there, len(names) <= added + 1, again.verify(), message)
"""


def test_a_disk_that_is_full_loses_nothing(tmp_path):
    """A disk of 1 MB, in a namespace of its own where the system allows one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f'mount -t tmpfs -o size=1m none "{disk}" && exec "$@"'
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh"]
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    path = os.pathsep.join((str(Path(__file__).parent), str(Path(__file__).parent.parent)))
    program = [*command, sys.executable, "-c", FULL_DISK, str(disk / "library")]
    done = subprocess.run(program, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path}, check=False)
    assert done.returncode == 0, done.stderr
    added, *rest = done.stdout.split(" ", 4)
    assert int(added) > 1
    assert rest[:3] == ["True", "True", "()"]
    assert ROOM in rest[3]


def as_nobody(work):
    """``work``, done by someone without rights; for whoever has all of them a folder is never read-only."""

    def done():
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        return work()

    return done


@pytest.fixture
def shared():
    """A library that everybody may read and nobody may write."""
    folder = Path(tempfile.mkdtemp(prefix="baoshu-"))
    library = Library.open(folder / "library")
    add(library, ("a", "有3人"), ("b", "有4头"))
    library.figures()
    set_rights(folder, 0o555, 0o444)
    yield library
    set_rights(folder, 0o755, 0o644)
    shutil.rmtree(folder)


def set_rights(folder: Path, of_folders: int, of_files: int) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(of_folders if path.is_dir() else of_files)


@pytest.mark.parametrize(
    "work",
    [
        lambda folder: add(Library.open(folder), ("c", "有5亩")),
        lambda folder: Library.open(folder).remove(["a"]),
        lambda folder: Library.open(folder).compact(),
        lambda folder: Library.open(folder.parent / "new"),
    ],
    ids=["add", "remove", "compact", "open"],
)
def test_a_folder_that_cannot_be_written_is_named_with_the_remedy(shared, work):
    before = held(shared)
    answer = in_child(as_nobody(lambda: work(shared.folder)))
    assert answer.startswith(f"LibraryError: {shared.folder.parent}")
    assert "allow writing to the library's folder, or choose another folder" in answer
    assert held(shared) == before


@pytest.mark.parametrize("work", WORKS)
def test_a_damaged_list_is_named_and_left_alone(library, work):
    path = library.folder / "library.sqlite"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=r"library\.sqlite: .*; restore the library from a backup"):
        WORKS[work](Library.open(library.folder))
    assert path.read_bytes() == content
    assert any(damage.startswith(f"{path}: ") for damage in library.verify())
