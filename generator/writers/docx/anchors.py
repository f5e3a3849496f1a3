"""Names and marks by which Word finds an article: bookmarks and content-control tags, within Word's lengths."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from generator.blocks import Origin

_MAX_BOOKMARK = 40
_MAX_TAG = 64


def bookmark_names(ids: Iterable[str]) -> dict[str, str]:
    """A legal bookmark name for each article id; an id that must be altered keeps a part of its hash."""
    return {id_: _bookmark(id_) for id_ in ids}


def control_tag(origin: Origin) -> str:
    """`clausier:<clause>@<version>`, at most 64 characters: a longer clause id is cut and keeps a part of its hash."""
    tag = f"clausier:{origin.clause}@{origin.version}"
    if len(tag) <= _MAX_TAG:
        return tag
    room = _MAX_TAG - len(f"clausier:~{_digest(origin.clause)}@{origin.version}")
    return f"clausier:{origin.clause[:room]}~{_digest(origin.clause)}@{origin.version}"


def control_title(title: str) -> str:
    """The title of a content control: 64 characters at most."""
    return title if len(title) <= _MAX_TAG else title[: _MAX_TAG - 1].rstrip() + "…"


def _bookmark(id_: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_]", "_", id_)
    name = f"_art_{plain}"
    if plain == id_ and len(name) <= _MAX_BOOKMARK:
        return name
    digest = _digest(id_)
    return f"{name[: _MAX_BOOKMARK - len(digest) - 1]}_{digest}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
