"""The same pipeline over several processes or machines: the same rows in the same order as one process gives."""

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from extract import pipeline
from extract.claims import Reading
from extract.edition import rules_edition
from extract.reading import Document, Unread

if TYPE_CHECKING:
    from distributed import Client

# A chunk is large against the cost of sending it, and small against the work that is left at the end.
CHUNK_DOCUMENTS = 50
CHUNK_CHARACTERS = 100_000
CHUNKS_PER_WORKER = 3  # how far sending is ahead of reading, so that no worker waits and memory stays flat
AS_NEEDED = 0  # workers: none for what is read before they would have started, then all processors
SMALL_CHARACTERS = 200_000  # are read in about the time that workers take to start
SCHEDULER_PATIENCE = 10  # seconds
WORKERS_PATIENCE = 60  # seconds until a cluster that lost its last worker is given up

Read = Callable[[Document], Reading]
Result = tuple[Document, Reading | Unread]
MakeCrew = Callable[[], AbstractContextManager["Crew"]]


class ClusterError(RuntimeError):
    """There are no workers to read with; the text says what to do."""


class Crew(NamedTuple):
    """Workers that documents can be sent to, how many there are, and how the answer to what was sent is awaited.

    ``proof`` is how often workers must die under a document that is read alone until it is held to have killed them.
    """

    executor: Executor
    size: int
    wait: Callable[[Future], object]
    proof: int


class WorkerDeath(Exception):
    """A worker died with what it was reading; it may have been the reading that killed it."""


class Team:
    """Workers that stay from one call to the next, until one of them dies: then the next call has a new crew."""

    def __init__(self, make_crew: MakeCrew, read: Read) -> None:
        self._make_crew = make_crew
        self._crew: Crew | None = None
        self._can_start = True
        self._open = ExitStack()
        self._read = read

    def close(self) -> None:
        """Let the workers go."""
        self._crew = None
        self._open.close()

    def starts(self) -> bool:
        """Whether workers are there or can be started; a machine that lets none start is asked only once."""
        try:
            self._can_start = self._can_start and self._current() is not None
        except (ClusterError, OSError):
            self._can_start = False
        return self._can_start

    def read_all(self, documents: Iterable[Document]) -> Iterator[Result]:
        """Read chunk after chunk; where a worker dies, the oldest chunk is read one by one, the others as before."""
        chunks, pending = _chunks(documents), deque()
        while True:
            try:
                yield from self._read_in_order(pending, chunks)
                return
            except WorkerDeath:
                self.close()
            yield from self._read_one_by_one(pending.popleft())

    def _current(self) -> Crew:
        if self._crew is None:
            self._crew = self._open.enter_context(self._make_crew())
        return self._crew

    def _read_in_order(self, pending: deque[list[Document]], chunks: Iterator[list[Document]]) -> Iterator[Result]:
        """Yield results as they come due; ``pending`` keeps the chunks that are not done, even where this raises."""
        crew = self._current()
        futures = deque(crew.executor.submit(_read_chunk, self._read, chunk) for chunk in pending)
        while True:
            while len(pending) < crew.size * CHUNKS_PER_WORKER and (chunk := next(chunks, None)):
                pending.append(chunk)
                futures.append(crew.executor.submit(_read_chunk, self._read, chunk))
            if not pending:
                return
            results = crew.wait(futures.popleft())
            yield from zip(pending.popleft(), results, strict=True)

    def _read_one_by_one(self, chunk: Iterable[Document]) -> Iterator[Result]:
        """Find out which document kills its worker: the one under which workers die again when it is read alone."""
        pending, deaths = deque(chunk), 0
        while pending:
            crew = self._current()
            try:
                reading = crew.wait(crew.executor.submit(read_guarded, self._read, pending[0]))
            except WorkerDeath:
                self.close()
                deaths += 1
                if deaths < crew.proof:
                    continue
                reading = _unread(pending[0], "its worker process died while reading it")
            deaths = 0
            yield pending.popleft(), reading


class Starter:
    """Reads by itself until workers pay, and hands the rest to a team of them where the machine lets them start."""

    def __init__(self, team: Team, read: Read) -> None:
        self._team = team
        self._read = read
        self._characters = 0

    def read_all(self, documents: Iterable[Document]) -> Iterator[Result]:
        """Read document after document; from ``SMALL_CHARACTERS`` on, over all calls, by the team."""
        rest = iter(documents)
        for document in rest:
            if self._characters >= SMALL_CHARACTERS and self._team.starts():
                yield from self._team.read_all(chain([document], rest))
                return
            self._characters += len(document.text)
            yield document, read_guarded(self._read, document)


@contextmanager
def readers(
    workers: int = 1, scheduler: str = "", read: Read = pipeline.read
) -> Iterator[Callable[[Iterable[Document]], Iterator[Result]]]:
    """A function that reads documents as ``read_all`` does, with workers that stay from one call of it to the next."""
    if not scheduler and (workers or os.cpu_count()) == 1:
        yield lambda documents: ((document, read_guarded(read, document)) for document in documents)
        return
    crew_size = workers or os.cpu_count() or 1
    team = Team(lambda: _dask_crew(scheduler) if scheduler else _local_crew(crew_size, read), read)
    is_late = workers == AS_NEEDED and not scheduler
    try:
        yield Starter(team, read).read_all if is_late else team.read_all
    finally:
        team.close()


def read_all(
    documents: Iterable[Document], *, workers: int = 1, scheduler: str = "", read: Read = pipeline.read
) -> Iterator[Result]:
    """Yield each document with its reading, in order; a document that cannot be read gives an ``Unread`` that names it.

    ``workers`` are processes of this machine, with ``AS_NEEDED`` one for each processor once the input proves large;
    ``scheduler`` is the address of a Dask scheduler, such as ``tcp://10.0.0.5:8786``, whose workers have the same
    Baoshu installed. A worker that dies costs time, a document that kills its workers costs itself. ``read`` is the
    pipeline's by default. Raises ``ClusterError`` without workers.
    """
    with readers(workers, scheduler, read) as read_each:
        yield from read_each(documents)


def read_guarded(read: Read, document: Document) -> Reading | Unread:
    """The reading, or the reason why there is none: one poisoned document must not cost the others."""
    try:
        return read(document)
    except Exception as error:
        return _unread(document, f"reading it failed with {type(error).__name__}: {error}")


def _unread(document: Document, reason: str) -> Unread:
    return Unread(document.doc_id, reason, "report it with the text, and leave it out until then")


def _read_chunk(read: Read, chunk: list[Document]) -> list[Reading | Unread]:
    return [read_guarded(read, document) for document in chunk]


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    chunk, characters = [], 0
    for document in documents:
        chunk.append(document)
        characters += len(document.text)
        if len(chunk) >= CHUNK_DOCUMENTS or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


@contextmanager
def _local_crew(workers: int, read: Read) -> Iterator[Crew]:
    # spawn: a fork copies the locks of Streamlit's and Arrow's threads as they happen to be.
    executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))
    try:
        is_of_script = getattr(read, "__module__", "__main__") == "__main__"
        with nullcontext() if is_of_script else _without_script():
            _check_started(executor)  # the first task starts all workers
        yield Crew(executor, workers, _wait_locally, proof=2)
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _without_script() -> Iterator[None]:
    """Let workers that start inside import what they need and run nothing else.

    A spawned process runs the script of its parent again, which Streamlit says is dashboard.py, or that of a test.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _wait_locally(future: Future) -> object:
    try:
        return future.result()
    except BrokenExecutor as error:
        raise WorkerDeath from error


def _check_started(executor: Executor) -> None:
    try:
        executor.submit(int).result()
    except BrokenExecutor as error:
        reason = "worker processes cannot start; in a script, read under: if __name__ == '__main__':"
        raise ClusterError(reason) from error


@contextmanager
def _dask_crew(address: str) -> Iterator[Crew]:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise ClusterError(
            "a scheduler needs Dask, which is not installed; run: pip install 'baoshu[cluster]'"
        ) from error
    try:
        client = Client(address, timeout=SCHEDULER_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = "no Dask scheduler answers; start one with: dask scheduler, and give the address that it prints"
        raise ClusterError(f"{address}: {reason}") from error
    with client:
        threads = _count_threads(client, address, SCHEDULER_PATIENCE)
        _check_rules(client, address)
        # The scheduler has given a document to several workers by the time that it says that it killed them.
        executor = client.get_executor(pure=False)
        yield Crew(executor, threads, lambda future: _wait_for_dask(client, address, future), proof=1)


def _wait_for_dask(client: "Client", address: str, future: Future) -> object:
    """The answer, however long it takes while there are workers. Raises ``ClusterError`` where nobody is left."""
    from distributed import KilledWorker
    from distributed.comm import CommClosedError

    while True:
        try:
            return future.result(timeout=WORKERS_PATIENCE)
        except TimeoutError:
            _count_threads(client, address, WORKERS_PATIENCE)  # raises where there are no workers
        except KilledWorker as error:
            raise WorkerDeath from error
        except (CancelledError, CommClosedError) as error:
            raise ClusterError(f"{address}: the scheduler went away; start it and read again") from error


def _count_threads(client: "Client", address: str, patience: float) -> int:
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise ClusterError(f"{address}: the scheduler has no workers; start one with: dask worker {address}") from error
    return sum(worker["nthreads"] for worker in client.scheduler_info(n_workers=-1)["workers"].values())


def _check_rules(client: "Client", address: str) -> None:
    """Raise ``ClusterError`` where a worker would read otherwise than this machine: by other rules, or not at all."""
    try:
        others = [worker for worker, edition in client.run(rules_edition).items() if edition != rules_edition()]
    except ModuleNotFoundError as error:
        reason = "its workers have no Baoshu installed; install the same version there as here and start them again"
        raise ClusterError(f"{address}: {reason}") from error
    if others:
        reason = "has another Baoshu than this machine; install the same version there and start it again"
        raise ClusterError(f"{address}: worker {others[0]} {reason}")
