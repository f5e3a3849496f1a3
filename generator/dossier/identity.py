"""What ties the files of one marché together, whatever else its answers become."""

from __future__ import annotations

import hashlib

from generator.market import Marche


def mark(marche: Marche) -> str:
    """Twenty hexadecimal digits that depend on the buyer, the reference and the object alone."""
    named = "\0".join((marche.acheteur.nom, marche.reference or "", marche.objet))
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:20]
