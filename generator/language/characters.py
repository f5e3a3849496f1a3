"""Characters that no text holds and no value keeps: controls, lone surrogates, private use.

Private-use characters carry the tokens of values through Markdown, so they are refused in texts and dropped
from values; the bidirectional overrides could make a contract read otherwise than it is written.
"""

from __future__ import annotations

import re

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
    "\ue000-\uf8ff\U000f0000-\U0010ffff]"
)


def clean(value: str) -> str:
    """The value without those characters, its white space and line breaks reduced to single spaces."""
    return re.sub(r"[ \t\r\n\x85\u2028\u2029]+", " ", FORBIDDEN.sub("", value)).strip()
