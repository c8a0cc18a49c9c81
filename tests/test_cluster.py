"""The cluster: the same readings in the same order as one process, and a poisoned document costs only itself."""

import os
import re
import sys
from pathlib import Path

import pytest

from extract import cluster
from extract.claims import Reading, Refusal
from extract.cluster import ClusterError, read_all
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


def test_a_poisoned_document_gives_its_name_and_the_reason():
    results = list(read_all(with_one("毒"), read=read))
    assert [result for result in results if result[0].doc_id != "bad"] == ONE_PROCESS
    (unread,) = [reading for document, reading in results if document.doc_id == "bad"]
    assert isinstance(unread, Unread)
    assert str(unread).startswith("bad: reading it failed with ValueError: cannot be read; ")


def test_two_processes_give_the_same_even_where_workers_die(tmp_path):
    """One pool for the lot, since starting processes is what takes the time: a poison, a killer and a passing death."""
    documents = [Document("poison", "毒"), *with_one("杀"), Document("once", f"一次 {tmp_path / 'died'} 5")]
    results = list(read_all(documents, workers=2, read=kill_once))
    assert [document for document, _ in results] == documents
    readings = {document.doc_id: reading for document, reading in results}
    assert [(document, readings[document.doc_id]) for document in DOCUMENTS] == ONE_PROCESS
    assert "ValueError" in readings["poison"].reason
    assert readings["bad"].reason == "its worker process died while reading it"
    assert readings["once"].refusals[-1].words == "5"
    assert (tmp_path / "died").exists()


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


def test_dask_workers_give_the_same_in_the_same_order(monkeypatch):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed (extra: cluster)")
    monkeypatch.setattr(cluster, "SCHEDULER_PATIENCE", 2)
    options = {"dashboard_address": None, "host": "127.0.0.1", "threads_per_worker": 1}
    with distributed.LocalCluster(n_workers=0, **options) as local:
        with pytest.raises(ClusterError, match="the scheduler has no workers; start one with: dask worker"):
            list(read_all(DOCUMENTS, scheduler=local.scheduler_address, read=read))
        monkeypatch.setattr(cluster, "SCHEDULER_PATIENCE", 30)
        local.scale(2)
        results = list(read_all(with_one("毒"), scheduler=local.scheduler_address, read=read))
    assert [document for document, _ in results] == with_one("毒")
    assert [result for result in results if result[0].doc_id != "bad"] == ONE_PROCESS
    assert "ValueError" in results[70][1].reason
