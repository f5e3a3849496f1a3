"""A strict reader of TOML tables: every key known, every value of its type, all faults at once.

Serves clause headers, segments, documents and réglages. What is wrong is noted and a harmless value returned,
so that reading goes on and the next fault is found too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from generator.errors import Fault

LARGEST = Decimal(10) ** 12
Where = Callable[[str], str]


class Keys:
    """Reads one table. `where(key)` gives the place to print; `prefix` is the key path inside the file."""

    def __init__(self, data: Mapping[str, Any], where: Where, faults: list[Fault], prefix: str = "") -> None:
        self.data, self.where, self.faults, self.prefix = data, where, faults, prefix
        self.known: list[str] = []

    def fault(self, key: str, message: str, remedy: str = "", code: str = "") -> None:
        self.faults.append(Fault(f"{self.where(key)}, {self.prefix}{key}", message, remedy, code))

    def _get(self, key: str, required: bool) -> Any:
        self.known.append(key)
        value = self.data.get(key)
        if value is None and required:
            self.fault(key, "cette clé manque.", f"Ajoutez « {key} = … ».", "manquant")
        return value

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        value = self._get(key, required)
        if value is None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.fault(key, "un texte entre guillemets est attendu.", code="type")
            return default
        return value

    def words(self, key: str) -> str | None:
        """A text that may be empty, or None when it is not given."""
        value = self._get(key, False)
        if value is not None and not isinstance(value, str):
            self.fault(key, "un texte entre guillemets est attendu.", code="type")
            return None
        return value

    def choice(self, key: str, choices: Sequence[str], *, required: bool = False, default: str = "") -> str:
        value = self.text(key, required=required, default=default)
        if value and value not in choices:
            hint = get_close_matches(value, choices, n=1)
            remedy = f"Vouliez-vous dire « {hint[0]} » ?" if hint else f"Valeurs permises : {', '.join(choices)}."
            self.fault(key, f"« {value} » n’est pas permis ici.", remedy, "choix")
            return default
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self._get(key, False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, "true ou false est attendu.", code="type")
            return default
        return value

    def integer(self, key: str, *, required: bool = False, default: int = 0, minimum: int = 0) -> int:
        value = self._get(key, required)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < minimum:
            self.fault(key, f"un nombre entier d’au moins {minimum} est attendu.", code="type")
            return default
        return value

    def number(self, key: str, *, required: bool = False) -> Decimal | None:
        value = self._get(key, required)
        return None if value is None else self.as_number(key, value)

    def as_number(self, key: str, value: Any) -> Decimal | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, "un nombre est attendu.", code="type")
            return None
        number = Decimal(str(value))
        if not number.is_finite() or number.copy_abs() > LARGEST:
            self.fault(key, "ce nombre est démesuré.", code="type")
            return None
        return number

    def date(self, key: str, *, required: bool = False) -> dt.date | None:
        value = self._get(key, required)
        if value is None:
            return None
        if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
            self.fault(key, "une date sans guillemets (AAAA-MM-JJ) est attendue.", code="type")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._get(key, False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.fault(key, "une liste de textes est attendue.", code="type")
            return ()
        return tuple(value)

    def cpv_prefixes(self, key: str) -> tuple[str, ...]:
        """Beginnings of CPV codes: two to eight digits each."""
        found = self.texts(key)
        for value in found:
            if not re.fullmatch("[0-9]{2,8}", value):
                self.fault(key, f"« {value} » n’est pas un début de code CPV.", "Deux à huit chiffres.", "cpv")
        return found

    def table(self, key: str) -> Mapping[str, Any]:
        value = self._get(key, False)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(key, f"un tableau [{key}] est attendu.", code="type")
            return {}
        return value

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        value = self._get(key, False)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, f"des tableaux [[{key}]] sont attendus.", code="type")
            return []
        return value

    def inner(self, data: Mapping[str, Any], prefix: str) -> Keys:
        return Keys(data, self.where, self.faults, f"{self.prefix}{prefix}.")

    def done(self) -> None:
        """Every key that was not asked for is unknown; the nearest known one is named."""
        for key in self.data:
            if key in self.known:
                continue
            hint = get_close_matches(key, self.known, n=1)
            remedy = f"Vouliez-vous dire « {hint[0]} » ?" if hint else f"Clés connues : {', '.join(self.known)}."
            if self.prefix:
                remedy += " Une clé ajoutée à la fin d’un en-tête appartient au dernier [tableau] ouvert."
            self.fault(key, "cette clé est inconnue.", remedy, "cle-inconnue")
