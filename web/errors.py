"""Error pages in French that need nothing else: no template, no style sheet, no library."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

PAGES = {
    400: ("Demande incomprise", "La demande reçue n’est pas complète. Revenez à la page précédente et recommencez."),
    404: ("Page introuvable", "Cette adresse ne mène à aucune page. Elle a peut-être été mal recopiée."),
    405: ("Page à ouvrir autrement", "Cette page s’ouvre depuis le formulaire du marché, pas par son adresse."),
    413: (
        "Envoi trop volumineux",
        "Ce qui a été envoyé dépasse 4 Mo, ou compte trop de champs. Vos réponses restent dans la page "
        "précédente : revenez-y et allégez-les.",
    ),
    500: (
        "Clausier s’est arrêté sur une erreur",
        "La faute est dans le programme, pas dans vos réponses. Revenez à la page précédente : elles y sont "
        "encore. Si l’erreur revient, signalez-la avec le repère ci-dessous.",
    ),
}

BODY = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light"><title>{title} – Clausier</title></head>
<body><main><h1>{title}</h1><p>{text}</p><p>Repère : <code>{mark}</code></p>
<p><a href="/">Revenir à l’accueil</a></p></main></body></html>
"""


def register(app: Flask) -> None:
    """Answer every HTTP error, and whatever else is raised, with one of our own pages."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected(app))


def page(code: int, mark: str) -> Response:
    """The page of an error; `mark` finds it again in the log."""
    title, text = PAGES.get(code, PAGES[400] if code < 500 else PAGES[500])
    return Response(BODY.format(title=title, text=text, mark=mark), code, mimetype="text/html")


def _http_error(error: HTTPException) -> Response:
    return page(error.code or 500, f"{error.code}-{secrets.token_hex(4)}")


def _unexpected(app: Flask) -> Callable[[Exception], Response]:
    def answer(error: Exception) -> Response:
        mark = f"500-{secrets.token_hex(4)}"
        app.logger.error("erreur %s", mark, exc_info=error)
        return page(500, mark)

    return answer
