"""Texts travel compressed: a long form is mostly repeated markup, and weighs a fifth of itself."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

COMPRESSED = ("text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "text/plain")
SMALLEST = 1024


def compress(app: Flask) -> None:
    """Compress every text answer for browsers that ask for it."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.mimetype not in COMPRESSED or response.status_code in (204, 304):
        return response
    response.vary.add("Accept-Encoding")
    if "gzip" not in request.accept_encodings or "Content-Disposition" in response.headers:
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) < SMALLEST:
        return response
    response.set_data(gzip.compress(content, compresslevel=6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
    return response
