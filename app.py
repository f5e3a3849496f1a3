"""The application: `create_app()` for a server, `python app.py --port 5000` for a person."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from waitress import serve

from generator.errors import LibraryError
from web import compression, errors, pages, security
from web.desk import Desk

ROOT = Path(__file__).resolve().parent
LAYER = "CLAUSIER_BIBLIOTHEQUE"


def create_app(*layers: Path) -> Flask:
    """The web application over the shipped library and the given layers.

    The library is read once, whole; raises LibraryError with every fault, so that a wrong clause file stops
    the start and never a buyer.
    """
    app = Flask(__name__, static_folder=str(ROOT / "static"), template_folder=str(ROOT / "web" / "templates"))
    app.extensions["desk"] = Desk.open(ROOT, *layers)
    security.protect(app)
    compression.compress(app)
    errors.register(app)
    pages.register(app)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve on 127.0.0.1 until interrupted; 1 when the library is wrong, 2 when the port is taken."""
    parser = argparse.ArgumentParser(prog="app.py", description="Sert Clausier sur cette machine.")
    parser.add_argument("--port", type=int, default=5000, help="port d’écoute (5000 par défaut)")
    port: int = parser.parse_args(arguments).port
    layer = os.environ.get(LAYER, "")
    try:
        app = create_app(*([Path(layer)] if layer else []))
    except LibraryError as error:
        print(f"La bibliothèque de clauses ne peut pas être lue :\n{error}", file=sys.stderr)
        return 1
    return _listen(app, port)


def _listen(app: Flask, port: int) -> int:
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except (OSError, OverflowError):
        print(f"Le port {port} ne peut pas être ouvert. Essayez --port 5001.", file=sys.stderr)
        return 2
    with listener:
        print(f"Clausier est prêt : http://127.0.0.1:{port}/ (Ctrl+C pour arrêter)", flush=True)
        serve(app, sockets=[listener], ident="Clausier", threads=8)
    return 0


if __name__ == "__main__":
    sys.exit(main())
