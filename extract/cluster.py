"""The same pipeline over several processes or machines: the same rows in the same order as one process gives."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from extract import pipeline
from extract.claims import Reading
from extract.reading import Document, Unread

if TYPE_CHECKING:
    from distributed import Client

# A chunk is large against the cost of sending it, and small against the work that is left at the end.
CHUNK_DOCUMENTS = 50
CHUNK_CHARACTERS = 100_000
CHUNKS_PER_WORKER = 3  # how far sending is ahead of reading, so that no worker waits and memory stays flat
SCHEDULER_PATIENCE = 10  # seconds

Read = Callable[[Document], Reading]
Result = tuple[Document, Reading | Unread]
MakeCrew = Callable[[], AbstractContextManager["Crew"]]


class ClusterError(RuntimeError):
    """There are no workers to read with; the text says what to do."""


class Crew(NamedTuple):
    """Workers that documents can be sent to, how many there are, and the errors that tell that one died."""

    executor: Executor
    size: int
    deaths: tuple[type[BaseException], ...]


def read_all(
    documents: Iterable[Document], *, workers: int = 1, scheduler: str = "", read: Read = pipeline.read
) -> Iterator[Result]:
    """Yield each document with its reading, in order; a document that cannot be read gives an ``Unread`` that names it.

    ``workers`` are processes of this machine; ``scheduler`` is the address of a Dask scheduler, such as
    ``tcp://10.0.0.5:8786``, whose workers have the same Baoshu installed. A worker that dies costs time, a document
    that kills its workers costs itself. ``read`` is the pipeline's by default. Raises ``ClusterError`` without workers.
    """
    if scheduler:
        yield from _read_with(lambda: _dask_crew(scheduler), documents, read)
    elif workers > 1:
        yield from _read_with(lambda: _local_crew(workers), documents, read)
    else:
        yield from ((document, read_guarded(read, document)) for document in documents)


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


def _read_with(make_crew: MakeCrew, documents: Iterable[Document], read: Read) -> Iterator[Result]:
    """Read chunk after chunk; where a worker dies, the oldest chunk is read one by one, the others by a new crew."""
    chunks, pending = _chunks(documents), deque()
    while True:
        with make_crew() as crew:
            try:
                yield from _read_in_order(crew, pending, chunks, read)
                return
            except crew.deaths:
                pass
        yield from _read_one_by_one(make_crew, pending.popleft(), read)


def _read_in_order(
    crew: Crew, pending: deque[list[Document]], chunks: Iterator[list[Document]], read: Read
) -> Iterator[Result]:
    """Yield results as they come due; ``pending`` keeps the chunks that are not done, even where this raises."""
    futures = deque(crew.executor.submit(_read_chunk, read, chunk) for chunk in pending)
    while True:
        while len(pending) < crew.size * CHUNKS_PER_WORKER and (chunk := next(chunks, None)):
            pending.append(chunk)
            futures.append(crew.executor.submit(_read_chunk, read, chunk))
        if not pending:
            return
        results = futures.popleft().result()
        yield from zip(pending.popleft(), results, strict=True)


def _read_one_by_one(make_crew: MakeCrew, chunk: Iterable[Document], read: Read) -> Iterator[Result]:
    """Find out which document kills its worker: the one under which a worker dies twice."""
    pending, deaths = deque(chunk), 0
    while pending:
        with make_crew() as crew, suppress(*crew.deaths):
            while pending:
                reading = crew.executor.submit(read_guarded, read, pending[0]).result()
                deaths = 0
                yield pending.popleft(), reading
        deaths += 1
        if pending and deaths == 2:
            document, deaths = pending.popleft(), 0
            yield document, _unread(document, "its worker process died while reading it")


@contextmanager
def _local_crew(workers: int) -> Iterator[Crew]:
    # spawn: a fork copies the locks of Streamlit's and Arrow's threads as they happen to be.
    executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))
    try:
        _check_started(executor)
        yield Crew(executor, workers, (BrokenExecutor,))
    finally:
        executor.shutdown(cancel_futures=True)


def _check_started(executor: Executor) -> None:
    try:
        executor.submit(int).result()
    except BrokenExecutor as error:
        reason = "worker processes cannot start; in a script, read under: if __name__ == '__main__':"
        raise ClusterError(reason) from error


@contextmanager
def _dask_crew(address: str) -> Iterator[Crew]:
    try:
        from distributed import Client, KilledWorker
        from distributed.comm import CommClosedError
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
        try:
            yield Crew(client.get_executor(pure=False), _count_threads(client, address), (KilledWorker,))
        except (CancelledError, CommClosedError) as error:
            raise ClusterError(f"{address}: the scheduler went away; start it and read again") from error


def _count_threads(client: "Client", address: str) -> int:
    try:
        client.wait_for_workers(1, timeout=SCHEDULER_PATIENCE)
    except TimeoutError as error:
        raise ClusterError(f"{address}: the scheduler has no workers; start one with: dask worker {address}") from error
    return sum(worker["nthreads"] for worker in client.scheduler_info(n_workers=-1)["workers"].values())
