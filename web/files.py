"""Files a browser saves: names that any system accepts, and nothing a person typed in the headers."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile

from flask import Response

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "json": "application/json",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
}
LONGEST = 60
EPOCH = (1980, 1, 1, 0, 0, 0)


def file_stem(text: str, otherwise: str) -> str:
    """The text as lower-case ASCII words joined by hyphens; `otherwise` when nothing is left."""
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:LONGEST].rstrip("-")
    return stem or otherwise


def attachment(content: bytes, name: str, type_: str = "") -> Response:
    """A download of that name; `name` is ASCII, made by `file_stem` or by the program."""
    mimetype = type_ or TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def archive(files: dict[str, bytes]) -> bytes:
    """The files in one zip, the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
