"""The cluster: the same readings in the same order as one process, and a poisoned document costs only itself."""

import os
import pickle
import queue
import re
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from extract import cluster
from extract.claims import Reading, Refusal
from extract.cluster import ClusterError, read_all, read_guarded
from extract.reading import Document, Unread


def read(document: Document) -> Reading:
    """Every number as a number not counted; 毒 raises, 杀 kills the process that reads it."""
    if "毒" in document.text:
        raise ValueError("cannot be read")
    if "杀" in document.text:
        os._exit(9)
    found = re.finditer(r"\d+", document.text)
    return Reading((), tuple(Refusal(one.start(), one.end(), one[0], "label") for one in found))


def kill_once(document: Document) -> Reading:
    """Like ``read``, but the first process that meets 一次 dies; the text names the file that remembers it."""
    if "一次" in document.text:
        remembered = Path(document.text.split()[1])
        if not remembered.exists():
            remembered.touch()
            os._exit(9)
    return read(document)


DOCUMENTS = [Document(f"d{number}", f"第{number}号，共{number * 3}人") for number in range(230)]
ONE_PROCESS = list(read_all(DOCUMENTS, read=read))


def with_one(text: str, position: int = 70) -> list[Document]:
    return [*DOCUMENTS[:position], Document("bad", text), *DOCUMENTS[position:]]


def test_one_process_reads_in_order():
    assert [document for document, _ in ONE_PROCESS] == DOCUMENTS
    assert ONE_PROCESS[7][1].refusals[1].words == "21"


def test_documents_are_taken_only_as_they_are_read():
    taken = []
    results = read_all((taken.append(one) or one for one in DOCUMENTS), read=read)
    next(results)
    assert len(taken) == 1


class Workers:
    """A team that reads in this process and remembers what it was given."""

    def __init__(self, can_start=True):
        self.given = []
        self.can_start = can_start

    def starts(self):
        return self.can_start

    def read_all(self, documents):
        for document in documents:
            self.given.append(document)
            yield document, read(document)


def test_much_is_handed_to_workers_from_where_it_proves_to_be_much(monkeypatch):
    monkeypatch.setattr(cluster, "SMALL_CHARACTERS", sum(len(one.text) for one in DOCUMENTS[:150]))
    workers = Workers()
    starter = cluster.Starter(workers, read)
    results = [result for part in (DOCUMENTS[:100], DOCUMENTS[100:]) for result in starter.read_all(part)]
    assert results == ONE_PROCESS
    assert workers.given == DOCUMENTS[150:]


def test_where_no_worker_can_start_all_is_read_here(monkeypatch):
    monkeypatch.setattr(cluster, "SMALL_CHARACTERS", 1)
    workers = Workers(can_start=False)
    assert list(cluster.Starter(workers, read).read_all(DOCUMENTS)) == ONE_PROCESS
    assert workers.given == []


def test_a_team_that_cannot_start_says_so_once():
    asked = []

    def refuse():
        asked.append(1)
        raise PermissionError("no semaphores here")

    team = cluster.Team(refuse, read)
    assert [team.starts(), team.starts()] == [False, False]
    assert asked == [1]


def test_little_is_read_here():
    workers = Workers()
    assert list(cluster.Starter(workers, read).read_all(DOCUMENTS)) == ONE_PROCESS
    assert workers.given == []


def test_a_poisoned_document_gives_its_name_and_the_reason():
    results = list(read_all(with_one("毒"), read=read))
    assert [result for result in results if result[0].doc_id != "bad"] == ONE_PROCESS
    (unread,) = [reading for document, reading in results if document.doc_id == "bad"]
    assert isinstance(unread, Unread)
    assert str(unread).startswith("bad: reading it failed with ValueError: cannot be read; ")


def test_two_processes_give_the_same_even_where_workers_die(tmp_path, monkeypatch):
    """One pool for the lot, since starting processes is what takes the time: a poison, a killer and a passing death.

    And a script that must not run again in the workers: under Streamlit that would be the whole dashboard.
    """
    script = ModuleType("__main__")
    script.__file__ = str(tmp_path / "dashboard.py")
    Path(script.__file__).write_text("raise SystemExit('the script ran again')")
    monkeypatch.setitem(sys.modules, "__main__", script)
    documents = [Document("poison", "毒"), *with_one("杀"), Document("once", f"一次 {tmp_path / 'died'} 5")]
    results = list(read_all(documents, workers=2, read=kill_once))
    assert [document for document, _ in results] == documents
    readings = {document.doc_id: reading for document, reading in results}
    assert [(document, readings[document.doc_id]) for document in DOCUMENTS] == ONE_PROCESS
    assert "ValueError" in readings["poison"].reason
    assert readings["bad"].reason == "its worker process died while reading it"
    assert readings["once"].refusals[-1].words == "5"
    assert (tmp_path / "died").exists()
    assert sys.modules["__main__"] is script


def test_chunks_keep_the_documents_and_their_order():
    documents = [*DOCUMENTS, Document("long", "字" * 150_000), Document("last", "1")]
    chunks = list(cluster._chunks(documents))
    assert [one for chunk in chunks for one in chunk] == documents
    assert max(map(len, chunks)) == cluster.CHUNK_DOCUMENTS
    assert chunks[-1] == [Document("last", "1")]
    assert list(cluster._chunks([])) == []


def test_without_dask_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=re.escape("run: pip install 'baoshu[cluster]'")):
        list(read_all(DOCUMENTS, scheduler="tcp://127.0.0.1:1", read=read))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "127.0.0.1"])
def test_without_a_scheduler_the_remedy_is_named(monkeypatch, address):
    pytest.importorskip("distributed", reason="Dask is not installed (extra: cluster)")
    monkeypatch.setattr(cluster, "SCHEDULER_PATIENCE", 0.5)
    with pytest.raises(ClusterError, match=f"{address}.*no Dask scheduler answers; start one with: dask scheduler"):
        list(read_all(DOCUMENTS, scheduler=address, read=read))


# A real scheduler and real workers, as README's reader starts them; what is waited for is what they say, not the clock.

WAIT = 120  # seconds after which a test gives up; nothing is waited for that long


def environment() -> dict[str, str]:
    """That of a process which can import what is tested, and this file."""
    path = os.pathsep.join((str(Path(__file__).parent), str(Path(__file__).parent.parent)))
    return os.environ | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


class Process:
    """A ``dask`` command, and what it says on standard error."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "dask", *arguments]
        pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen(command, env=environment(), text=True, **pipes)
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stderr:
            self.lines.put(line)
        self.lines.put("")

    def says(self, pattern: str) -> re.Match:
        """Wait until it says so."""
        said = ""
        while line := self.lines.get(timeout=WAIT):
            said += line
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"it ended and said only: {said}")


@pytest.fixture
def dask():
    """A function that starts a ``dask`` command; at the end all are ended."""
    pytest.importorskip("distributed", reason="Dask is not installed (extra: cluster)")
    started = []

    def start(*arguments: str) -> Process:
        started.append(Process(*arguments))
        return started[-1]

    yield start
    for one in reversed(started):
        one.process.kill()
        one.process.wait()


def start_scheduler(dask) -> str:
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    return scheduler.says(r"Scheduler at:\s+(tcp://\S+)")[1]


def wait_to_be_killed(document: Document) -> Reading:
    """Like ``read``, but the first worker that meets 停 tells its process number and waits for its end."""
    if "停" in document.text:
        _, pipe, remembered, _ = document.text.split()
        if not Path(remembered).exists():
            Path(remembered).touch()
            Path(pipe).write_text(str(os.getpid()))
            threading.Event().wait()
    return read(document)


def kill_who_tells(pipe: Path) -> None:
    os.kill(int(pipe.read_text()), signal.SIGKILL)


def answer() -> None:
    """In a process of its own: read the documents of standard input, write the results, or what the cluster says."""
    documents, read_one, options, patience = pickle.load(sys.stdin.buffer)
    cluster.SCHEDULER_PATIENCE, cluster.WORKERS_PATIENCE = WAIT, patience
    try:
        results = list(read_all(documents, read=read_one, **options))
    except ClusterError as error:
        results = str(error)
    pickle.dump(results, sys.stdout.buffer)


def read_elsewhere(documents, read_one, address: str, patience: float = WAIT):
    """What ``read_all`` gives in a process of its own: were it to hang, the test would fail and not hang too."""
    given = pickle.dumps((documents, read_one, {"scheduler": address}, patience))
    command = [sys.executable, "-c", "import test_cluster; test_cluster.answer()"]
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, env=environment(), timeout=WAIT, check=True)
    return pickle.loads(done.stdout)


NO_WORKERS = "the scheduler has no workers; start one with: dask worker tcp://127"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes and SIGKILL")
def test_a_dask_worker_that_is_killed_costs_no_row_and_changes_no_order(dask, tmp_path):
    address = start_scheduler(dask)
    workers = [dask("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny") for _ in range(2)]
    for worker in workers:
        worker.says("Registered to")
    pipe, remembered = tmp_path / "pipe", tmp_path / "remembered"
    os.mkfifo(pipe)
    threading.Thread(target=kill_who_tells, args=(pipe,), daemon=True).start()
    documents = [*with_one("毒"), Document("stop", f"停 {pipe} {remembered} 5"), Document("last", "第7号")]
    results = read_elsewhere(documents, wait_to_be_killed, address)
    assert remembered.exists()
    assert results == [(document, read_guarded(read, document)) for document in documents]
    assert "ValueError" in results[70][1].reason
    assert sorted(worker.process.poll() is None for worker in workers) == [False, True]
    # The other one is killed by what it reads, and there is nobody left.
    assert NO_WORKERS in read_elsewhere([Document("bad", "杀")], read, address, patience=1)


def test_a_document_that_kills_dask_workers_costs_only_itself(dask, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    address = start_scheduler(dask)
    dask("worker", address, "--nthreads", "1", "--no-dashboard", "--nanny").says("Registered to")
    documents = [Document("before", "第7号"), Document("bad", "杀"), Document("after", "第8号")]
    (_, before), (_, bad), (_, after) = read_elsewhere(documents, read, address)
    assert str(bad).startswith("bad: its worker process died while reading it; report it with the text")
    assert [one.refusals[0].words for one in (before, after)] == ["7", "8"]


def test_workers_with_other_rules_are_refused(monkeypatch):
    class Client:
        def run(self, function):
            return {"tcp://a": function(), "tcp://b": "of another edition"}

    with pytest.raises(ClusterError, match="x: worker tcp://b has another Baoshu than this machine; install the same"):
        cluster._check_rules(Client(), "x")


def test_workers_stay_from_one_call_to_the_next_until_one_dies():
    made = []

    @contextmanager
    def crew():
        made.append(len(made))
        with ThreadPoolExecutor(1) as executor:
            yield cluster.Crew(executor, 1, wait, proof=2)

    def wait(future):
        if len(made) == 1 and future.result() == deadly:
            raise cluster.WorkerDeath
        return future.result()

    team, deadly = cluster.Team(crew, read), []
    assert list(team.read_all(DOCUMENTS)) == list(team.read_all(DOCUMENTS)) == ONE_PROCESS
    assert made == [0]
    deadly = [reading for _, reading in ONE_PROCESS[50:100]]
    assert list(team.read_all(DOCUMENTS)) == ONE_PROCESS
    assert made == [0, 1]
    team.close()
