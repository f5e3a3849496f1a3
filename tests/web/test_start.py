"""The start: a wrong library stops it with every fault; a taken port is said."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

import app


@pytest.fixture
def bad_layer(tmp_path: Path) -> Path:
    for name in ("premiere", "seconde"):
        folder = tmp_path / "clauses" / "essai" / name
        folder.mkdir(parents=True)
        (folder / "2021-04-01.md").write_text("+++\ncle_inconnue = 1\n+++\n# ccap\nTexte.\n", encoding="utf-8")
    return tmp_path


def test_a_wrong_library_stops_the_start_and_lists_every_fault(
    bad_layer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(app.LAYER, str(bad_layer))
    assert app.main([]) == 1
    told = capsys.readouterr().err
    assert "premiere" in told
    assert "seconde" in told
    assert "cle_inconnue" in told


def test_a_taken_port_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(app.LAYER, raising=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert app.main(["--port", str(taken.getsockname()[1])]) == 2
    assert "--port" in capsys.readouterr().err


def test_the_address_is_printed_before_serving(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served: list[object] = []
    monkeypatch.delenv(app.LAYER, raising=False)
    monkeypatch.setattr(app, "serve", lambda application, **options: served.append(options["sockets"][0].getsockname()))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert app.main(["--port", str(port)]) == 0
    assert f"http://127.0.0.1:{port}/" in capsys.readouterr().out
    assert served == [("127.0.0.1", port)]
