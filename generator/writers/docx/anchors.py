"""Content-control tags and titles by which Word finds a clause, within Word's lengths."""

from __future__ import annotations

from generator.blocks import Origin
from generator.writers.bookmarks import digest

_MAX_TAG = 64


def control_tag(origin: Origin) -> str:
    """`clausier:<clause>@<version>`, at most 64 characters: a longer clause id is cut and keeps a part of its hash."""
    tag = f"clausier:{origin.clause}@{origin.version}"
    if len(tag) <= _MAX_TAG:
        return tag
    mark = digest(origin.clause)
    room = _MAX_TAG - len(f"clausier:~{mark}@{origin.version}")
    return f"clausier:{origin.clause[:room]}~{mark}@{origin.version}"


def control_title(title: str) -> str:
    """The title of a content control: 64 characters at most."""
    return title if len(title) <= _MAX_TAG else title[: _MAX_TAG - 1].rstrip() + "…"
