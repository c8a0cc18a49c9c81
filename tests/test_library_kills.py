"""Nothing is lost: what was acknowledged is there after a kill at any moment, once, while others read and write.

``BAOSHU_KILLS`` says how many kills of each kind there are: few by default, for every change is tested with them.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from library_texts import NUMBER, add, by_pattern, quantities, read_each

from extract.edition import rules_edition
from extract.library import Library, tidying

KILLS = int(os.environ.get("BAOSHU_KILLS", "20"))
LONGEST = 0.05  # seconds from the start of the work, or from the first thing done, to the kill
BETWEEN = 25  # kills between two compacts, so that looking the library over stays cheap

RULES = (NUMBER, r"有(\d+)(\w)")  # 3人, and 有3人
NAMES = list("甲乙丙丁戊己")
# Each document goes and comes back, never the next act for the same one.
ACTS = [(act, name) for _ in range(1_000) for act in ("remove", "add") for name in NAMES]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


# What the killed do, in children of a process that has imported everything and starts no thread


def keep_adding(library: Library, acknowledge, name: str) -> None:
    """Add a document, and a second version of it, again and again."""
    for number in range(10_000):
        for figure in (number, number + 1):
            add(library, (f"{name}-{number}", f"{name}-{number}有{figure}人"))
            acknowledge(f"{name}-{number} {name}-{number}有{figure}人")


def keep_reviewing(library: Library, acknowledge, name: str) -> None:
    """Decide about figures again and again, and take back some of it."""
    figures = library.figures()["figure_id"].tolist()
    for number in range(10_000):
        figure = figures[number % len(figures)]
        library.review(figure, "corrected", "unit", f"{name}-{number}", note=f"{name}-{number}")
        acknowledge(f"{name}-{number}")


def keep_in_order(library: Library, acknowledge, name: str) -> None:
    """Compact, read again and copy, while adding what there is to compact."""
    for number in range(10_000):
        add(library, (f"{name}-{number}", f"{name}有{number}人"))
        library.reextract(everything=True, read=read_each)
        library.compact()
        library.backup(library.folder.parent / "copy")
        acknowledge(f"{name}-{number} {name}有{number}人")


def keep_compacting(library: Library, acknowledge, name: str) -> None:
    """Merge again and again what was added in small parts, in several changes of the list."""
    tidying.MERGED_DOCUMENTS = 4
    for number in range(10_000):
        for part in range(3):
            add(library, (f"{name}-{number}-{part}", f"{name}第{part}有{number}人"))
            acknowledge(f"{name}-{number}-{part} {name}第{part}有{number}人")
        if number % 2:
            library.remove([f"{name}-{number - 1}-1"])
            acknowledge(f"{name}-{number - 1}-1 -")
        library.compact()


def keep_reextracting(library: Library, acknowledge, name: str) -> None:
    """Read everything again and again by rules that differ in the words of each figure."""
    for number in range(int(name[-1]), 10_000):
        library.reextract(everything=True, read=by_pattern(RULES[number % 2]))
        acknowledge("done")


def keep_removing(library: Library, acknowledge, name: str) -> None:
    """Do what ``ACTS`` says."""
    for act, doc_id in ACTS:
        if act == "remove":
            library.remove([doc_id])
        else:
            add(library, (doc_id, f"{doc_id}有3人"))
        acknowledge("done")


def watch(library: Library, acknowledge, name: str) -> None:
    """Read again and again; whatever is wrong is acknowledged, and so is each time that nothing is."""
    most = 0

    def look() -> None:
        nonlocal most
        frame, asked = (
            library.figures(),
            library.ask("SELECT count(DISTINCT figure_id) AS n, count(*) AS m FROM figures"),
        )
        texts = [library.text(doc_id) for doc_id in library.documents()["doc_id"].head(3)]
        assert frame["figure_id"].is_unique
        assert asked["n"].item() == asked["m"].item() >= len(frame) >= most
        assert all(texts)
        most = len(frame)

    keep_looking(look, acknowledge)


def watch_what_stays(library: Library, acknowledge, name: str) -> None:
    """The same where documents come and go: those that stay are there with their figures and reviews."""

    def look() -> None:
        for frame in (library.figures(), library.select().frame()):
            assert frame["figure_id"].is_unique
            assert set(frame["doc_id"]) >= {"stays"}
            assert frame.set_index("doc_id").loc["stays", "review"] == "accepted"
        assert library.text("stays") == "此篇有7人"

    keep_looking(look, acknowledge)


def keep_looking(look: Callable[[], None], acknowledge) -> None:
    try:
        while True:
            look()
            acknowledge("well")
            time.sleep(0.01)
    except Exception:
        acknowledge(traceback.format_exc())


def join_in(library: Library, acknowledge, name: str) -> None:
    """Add with others what is one's own and what is everyone's, and review a figure."""
    for number in range(5):
        own = ((f"{name}-{number}", f"{name}有{number}人"), ("1", f"{name}写{number}人"))
        add(library, *own, ("all", "大家有8人"), source=name)
        library.review(library.figures()["figure_id"][0], "accepted", who=name)
    acknowledge("done")


WORK = {
    work.__name__: work
    for work in (
        *(keep_adding, keep_reviewing, keep_in_order, keep_compacting, keep_reextracting, keep_removing),
        *(watch, watch_what_stays, join_in),
    )
}


def serve(folder: str) -> None:
    """For each "work name file" of standard input start a child that does it; say its number once it is about to."""
    rules_edition()  # reads every rule: done once, for all children
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the killed leave at once
    for line in sys.stdin:
        work, name, file = line.split()
        ready, started = os.pipe()
        child = os.fork()
        if child == 0:
            with open(file, "ab", buffering=0) as acks:
                library = Library.open(folder)
                os.write(started, b"x")
                WORK[work](library, lambda said: acks.write(f"{said}\n".encode()), name)
                os._exit(0)
        os.close(started)
        os.read(ready, 1)
        os.close(ready)
        print(child, flush=True)


class Server:
    """The process whose children work on the library, and what they acknowledged."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, __file__, str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.folder = folder.parent
        self.children: list[int] = []

    def start(self, work: str, name: str) -> int:
        """The number of a new child that is about to do ``work``."""
        self.process.stdin.write(f"{work} {name} {self.folder / name}\n")
        self.process.stdin.flush()
        self.children.append(int(self.process.stdout.readline()))
        return self.children[-1]

    def acknowledged(self, name: str) -> list[str]:
        """What a child wrote down so far."""
        return (self.folder / name).read_text("utf-8").splitlines()

    def wait_for_word(self, name: str) -> None:
        """Wait until a child has acknowledged something."""
        while not (self.folder / name).stat().st_size:
            time.sleep(0.001)

    def kill(self, child: int) -> None:
        """End a child at once and wait until it is gone."""
        os.kill(child, signal.SIGKILL)
        self.wait(child)

    def wait(self, child: int) -> None:
        """Wait until a child is gone."""
        while Path(f"/proc/{child}").exists() if Path("/proc/self").exists() else is_alive(child):
            time.sleep(0.001)
        self.children.remove(child)


def is_alive(child: int) -> bool:
    try:
        os.kill(child, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def library(tmp_path) -> Library:
    return Library.open(tmp_path / "library")


@pytest.fixture
def server(library):
    server = Server(library.folder)
    yield server
    for child in [*server.children, server.process.pid]:
        os.kill(child, signal.SIGKILL)
    server.process.communicate()


def kill_again_and_again(library: Library, server: Server, work: str, kills: int, watcher: str = "watch"):
    """Yield the name of each child that was killed at a random moment, with a reader at work, after a look over all."""
    watcher, generator = server.start(watcher, "watcher"), random.Random(kills)
    for number in range(kills):
        name = f"{work}{number}"
        child = server.start(work, name)
        if generator.random() < 0.5:
            server.wait_for_word(name)
        time.sleep(generator.uniform(0, LONGEST))
        server.kill(child)
        assert library.verify() == ()
        assert library.documents()["doc_id"].is_unique
        assert library.figures()["figure_id"].is_unique
        yield name
        if number % BETWEEN == BETWEEN - 1:
            library.compact()
    server.wait_for_word("watcher")
    server.kill(watcher)
    assert set(server.acknowledged("watcher")) == {"well"}


def check_texts(library: Library, acknowledged: list[str]) -> None:
    """Each document has the text that was acknowledged last, or the next one: the kill came before its word."""
    there = set(library.documents()["doc_id"])
    for name, text in dict(line.split(" ", 1) for line in acknowledged).items():
        assert name in there
        number = int(text.split("有")[1].removesuffix("人"))
        assert library.text(name) in (text, text.replace(f"有{number}人", f"有{number + 1}人"))


def test_a_killed_add_loses_nothing_that_was_acknowledged(library, server):
    add(library, *((f"d{number}", f"第{number}号有{number}人") for number in range(5)))
    acknowledged = []
    for name in kill_again_and_again(library, server, "keep_adding", KILLS):
        check_texts(library, server.acknowledged(name)[-3:])
        acknowledged += server.acknowledged(name)
    check_texts(library, acknowledged)
    assert len(acknowledged) > KILLS / 10  # not all of them died before they had done anything


def test_a_killed_review_loses_nothing_that_was_acknowledged(library, server):
    add(library, *((f"d{number}", f"第{number}号有{number}人") for number in range(5)))
    acknowledged = []
    for name in kill_again_and_again(library, server, "keep_reviewing", KILLS):
        acknowledged += server.acknowledged(name)
        notes = library.reviews()["note"].tolist()
        assert len(set(notes)) == len(notes)
        assert set(acknowledged) <= set(notes)
        assert library.figures()["unit"].isin([*notes, "人", "号"]).all()
    assert len(acknowledged) > KILLS / 10


def test_killed_upkeep_loses_nothing(library, server):
    add(library, *((f"d{number}", f"第{number}号有{number}人") for number in range(5)))
    library.review(library.figures()["figure_id"][0], "accepted")
    for name in kill_again_and_again(library, server, "keep_in_order", KILLS // 10 + 3):
        check_texts(library, server.acknowledged(name))
        assert library.figures()["review"].tolist().count("accepted") == 1
        if (library.folder.parent / "copy" / "library.sqlite").exists():
            assert Library.open(library.folder.parent / "copy").verify() == ()
    library.backup(library.folder.parent / "copy")
    assert Library.open(library.folder.parent / "copy").figures().equals(library.figures())


def test_a_killed_compact_loses_nothing(library, server):
    add(library, ("stays", "此篇有7人"))
    library.review(library.figures()["figure_id"][0], "accepted")
    there = {"stays": "此篇有7人"}
    for name in kill_again_and_again(library, server, "keep_compacting", KILLS, "watch_what_stays"):
        said = dict(line.split(" ", 1) for line in server.acknowledged(name))
        held = {doc_id: library.text(doc_id) for doc_id in library.documents()["doc_id"]}
        new = {doc_id: text for doc_id, text in held.items() if doc_id not in there}
        # What was said is as it was said; one more act may have been done, whose word the kill cut off.
        assert all(held[doc_id] == text for doc_id, text in there.items())
        assert sum(new.get(doc_id, "-") != text for doc_id, text in said.items()) <= 1
        assert len(new.keys() - said.keys()) <= 1
        there = held
    assert len(there) > KILLS / 10
    assert quantities(library) == [found[0] for text in there.values() for found in re.finditer(NUMBER, text)]


def test_a_killed_reextract_loses_no_review_and_no_figure(library, server):
    add(library, ("stays", "此篇有7人"))
    for name in NAMES:  # one part each, so that each is a slice of its own
        add(library, (name, f"{name}号有3人"))
    for number, figure in enumerate(library.figures()["figure_id"].tolist()):
        library.review(figure, *(("corrected", "indicator", f"指标{number}") if number else ("accepted",)))
    indicators = ["", *(f"指标{number}" for number in range(1, len(NAMES) + 1))]
    both = set()
    for _ in kill_again_and_again(library, server, "keep_reextracting", KILLS, "watch_what_stays"):
        frame = library.figures()
        assert frame["doc_id"].tolist() == ["stays", *NAMES]
        assert frame["indicator"].tolist() == indicators
        assert set(frame["quantity"]) <= {"7人", "有7人", "3人", "有3人"}
        assert library.unplaced().empty
        assert library.select().frame().equals(frame)
        both |= set(frame["quantity"])
    assert len(library.reviews()) == len(indicators)
    assert len(both) == 4  # kills came before and after a slice


def test_a_killed_remove_is_done_or_not_done_and_keeps_reviews(library, server):
    add(library, ("stays", "此篇有7人"), *((name, f"{name}有3人") for name in NAMES))
    for figure in library.figures()["figure_id"]:
        library.review(figure, "accepted")
    there, done = set(NAMES), 0
    for name in kill_again_and_again(library, server, "keep_removing", KILLS, "watch_what_stays"):
        number = len(server.acknowledged(name))
        held = set(library.documents()["doc_id"]) - {"stays"}
        assert held in (after(there, ACTS[:number]), after(there, ACTS[: number + 1]))
        assert set(library.figures()["review"]) == {"accepted"}
        there, done = held, done + number
    assert done > KILLS / 10
    assert len(library.reviews()) == len(NAMES) + 1


def after(names: set[str], acts: Iterable[tuple[str, str]]) -> set[str]:
    """The documents in view after these acts."""
    for act, name in acts:
        names = names - {name} if act == "remove" else names | {name}
    return names


def test_eight_processes_make_and_fill_one_library(tmp_path, server, library):
    names = [f"p{number}" for number in range(8)]
    for child in [server.start("join_in", name) for name in names]:
        server.wait(child)
    assert [server.acknowledged(name) for name in names] == [["done"]] * 8
    assert library.verify() == ()
    texts = [library.text(doc_id) for doc_id in library.documents()["doc_id"]]
    own = {f"{name}有{number}人" for name in names for number in range(5)}
    assert sorted(texts) == sorted(own | {"大家有8人"} | {f"{name}写4人" for name in names})
    assert sorted(library.reviews()["who"]) == sorted(names * 5)


if __name__ == "__main__":
    serve(*sys.argv[1:])
