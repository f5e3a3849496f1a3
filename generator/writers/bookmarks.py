"""Names of the places that references and links lead to, legal in Word as in OpenDocument."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

_LONGEST = 40  # Word's limit
_PREFIX = "_art_"


def bookmark_names(ids: Iterable[str]) -> dict[str, str]:
    """A legal bookmark name for each article id; an id that must be altered keeps a part of its hash."""
    return {id_: _bookmark(id_) for id_ in ids}


def digest(text: str) -> str:
    """Eight hexadecimal digits that stand for what was cut from a name."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _bookmark(id_: str) -> str:
    if id_.isascii() and id_.isidentifier() and len(id_) <= _LONGEST - len(_PREFIX):
        return _PREFIX + id_
    plain = re.sub(r"[^A-Za-z0-9_]", "_", id_)
    name = _PREFIX + plain
    if plain == id_ and len(name) <= _LONGEST:
        return name
    mark = digest(id_)
    return f"{name[: _LONGEST - len(mark) - 1]}_{mark}"
