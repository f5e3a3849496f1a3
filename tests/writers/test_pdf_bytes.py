"""The same document gives the same PDF: in another process, in another order, in several threads at once."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from generator.writers import pdf
from tests.conftest import ROOT
from tests.writers.sample_documents import annex, hostile_document, working_document

PROGRAM = """
import hashlib
from generator.writers import pdf
from tests.writers.sample_documents import annex, hostile_document, working_document
for document in (hostile_document(), annex(), working_document()):
    print(hashlib.sha256(pdf.write(document, contents=True)).hexdigest())
"""


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def test_two_processes_give_the_same_bytes() -> None:
    said = []
    for seed, zone in (("0", "UTC"), ("4242", "Pacific/Kiritimati")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "HOME": "/nonexistent"}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
        )
        said.append(done.stdout.split())
    here = [digest(pdf.write(each, contents=True)) for each in (hostile_document(), annex(), working_document())]
    assert said[0] == said[1] == here
    assert len(set(here)) == 3


def test_what_was_written_before_changes_nothing() -> None:
    first = pdf.write(annex(), contents=True)
    pdf.write(annex(reference="autre"), contents=True)
    pdf.write(working_document(), contents=False)
    assert pdf.write(annex(), contents=True) == first


def test_threads_that_write_at_once_write_their_own_document() -> None:
    documents = [replace(working_document(), title=f"Document {n}") for n in range(8)]
    alone = [pdf.write(each, contents=False) for each in documents]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda each: pdf.write(each, contents=False), documents))
    assert together == alone
    assert len(set(alone)) == len(documents)
