"""docxtemplater, run by node in a process that stays warm; nothing when node or its packages are missing."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from types import TracebackType

from tools.bench_prose import Prose
from tools.peers.python_engines import context
from tools.peers.templates import page, paragraph, row, with_page

HERE = Path(__file__).parent


def available() -> bool:
    return shutil.which("node") is not None and (HERE / "node_modules").is_dir()


def template(carrier: bytes, words: Prose) -> bytes:
    clauses = (
        paragraph("Corps", "{#clauses}")
        + paragraph("Titre1", "{titre}")
        + paragraph("Corps", "{texte}")
        + paragraph("Corps", "{/clauses}")
    )
    return with_page(carrier, page(words, _loop("lots"), clauses, _loop("penalites")))


def _loop(name: str) -> str:
    return row("TableauTexte", ("{#" + name + "}{a}", "{b}", "{c}{/" + name + "}"))


class Warm:
    """The process, and its milliseconds for a template and its words."""

    def __enter__(self) -> Warm:
        self._process = subprocess.Popen(
            ["node", "docxtemplater.js"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=30)

    def milliseconds(self, template_path: Path, words: Prose, to: Path, times: int) -> list[float]:
        asked = {"template": str(template_path), "data": context(words), "to": str(to), "times": times}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return list(json.loads(self._process.stdout.readline()))
