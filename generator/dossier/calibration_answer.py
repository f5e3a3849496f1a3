"""The facilitateur's answer to a demande de calibrage: a JSON file, checked and applied in one call.

`{"schema": 1, "marche_empreinte", "lots": [{"numero", "heures", "motif"}], "par", "le"}`: `numero` null for an
unlotted marché, `heures` null where the calculation stands, `par` a role, `le` an ISO date.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from generator.errors import Fault
from generator.market import Marche, as_json, question, read_kindly
from generator.market.answers import read_answer
from generator.market.serialise import json_answer
from generator.market.typed import UnreadableError
from generator.selection import insertion_mode

FILE = "calibrage.json"
SCHEMA = 1
_KEYS = ("schema", "marche_empreinte", "lots", "par", "le")
_LOT_KEYS = ("numero", "heures", "motif")
_HOURS_MODES = ("heures", "aucune")  # « aucune » by default: nothing was asked for yet
_CALIBRATED = ("objet", "nature", "montant_estime_ht", "montant_maximum_ht", "duree_mois", "periodes", "execution")
_LOT_CALIBRATED = ("numero", "intitule", "montant_estime_ht", "montant_maximum_ht", "duree_mois", "reserve")


def fingerprint(marche: Marche) -> str:
    """A hash of what hours are calibrated on: object, amounts, durations, lots; not of the hours themselves."""
    data = as_json(marche)
    lots = data.get("lots") or []
    kept: dict[str, object] = {name: data.get(name) for name in _CALIBRATED}
    kept["lots"] = [{name: lot.get(name) for name in _LOT_CALIBRATED} for lot in lots if isinstance(lot, dict)] \
        if isinstance(lots, list) else []  # fmt: skip
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


def answer_form(marche: Marche) -> bytes:
    """The file to fill: one line by lot, hours and reasons empty. UTF-8 JSON."""
    numbers: list[int | None] = [lot.numero for lot in marche.lots] or [None]
    data = {
        "schema": SCHEMA,
        "marche_empreinte": fingerprint(marche),
        "lots": [{"numero": numero, "heures": None, "motif": None} for numero in numbers],
        "par": None,
        "le": None,
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def answer_applied(marche_data: Mapping[str, Any], answer: object) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The marché's data with the hours of the answer, and no fault; or the data as they were, and every fault."""
    before = copy.deepcopy(dict(marche_data))
    reading = _Answer(read_kindly(marche_data).marche, answer)
    if reading.faults:
        return before, tuple(reading.faults)
    after = copy.deepcopy(before)
    reading.apply(after)
    return after, ()


def _object(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


class _Answer:
    """An answer read against its marché. `hours` by lot number, None for the unlotted marché."""

    def __init__(self, marche: Marche, answer: object) -> None:
        self.marche, self.faults = marche, list[Fault]()
        self.hours: dict[int | None, dict[str, object]] = {}
        source = answer if isinstance(answer, Mapping) else {}
        if not isinstance(answer, Mapping):
            self._fault("", "la réponse de calibrage est un objet JSON.", "Renvoyez le fichier reçu, complété.")
            return
        self._known(source, _KEYS, "")
        self._identity(source)
        self.who = {
            "par": self._value("par", source.get("par"), "par"),
            "le": self._value("le", source.get("le"), "le"),
        }
        self._lots(source.get("lots"))

    def apply(self, data: dict[str, Any]) -> None:
        """Put the hours into the data of the marché, lot by lot; what is no object there is replaced."""
        data["insertion"] = {**_object(data.get("insertion")), "mode": "heures", **self.hours.get(None, {})}
        rows = data.get("lots")
        for rank, lot in enumerate(self.marche.lots):
            if lot.numero in self.hours and isinstance(rows, list):
                row = _object(rows[rank])
                rows[rank] = {**row, "insertion": {**_object(row.get("insertion")), **self.hours[lot.numero]}}

    def _identity(self, source: Mapping[object, object]) -> None:
        if source.get("schema") not in (SCHEMA, str(SCHEMA)):
            self._fault("schema", "cette version de fichier n’est pas connue.", f"Écrivez {SCHEMA}.")
        if source.get("marche_empreinte") != fingerprint(self.marche):
            self._fault("marche_empreinte", "la réponse porte sur un autre marché, ou le marché a changé depuis.",
                        "Envoyez une nouvelle demande de calibrage.")  # fmt: skip
        mode = self.marche.insertion.mode if self.marche.insertion else None
        if mode is not None and insertion_mode(self.marche) not in _HOURS_MODES:
            self._fault("insertion.mode", "ce marché ne demande pas un nombre d’heures par lot.",
                        "Choisissez « Un nombre d’heures par lot », puis reprenez la réponse.")  # fmt: skip

    def _lots(self, rows: object) -> None:
        known: list[int | None] = [lot.numero for lot in self.marche.lots] or [None]
        if not isinstance(rows, list) or not rows:
            self._fault("lots", "une liste de lots est attendue.", "Renvoyez le fichier reçu, complété.")
            return
        for rank, row in enumerate(rows):
            where = f"lots[{rank}]"
            if not isinstance(row, Mapping):
                self._fault(where, "un lot est attendu : { … }.", "Renvoyez le fichier reçu, complété.")
                continue
            self._known(row, _LOT_KEYS, f"{where}.")
            self._lot(row, where, known)
        if not self.hours and not self.faults:
            self._fault("lots", "aucune heure n’est donnée.", "Donnez les heures d’un lot au moins.")

    def _lot(self, row: Mapping[object, object], where: str, known: list[int | None]) -> None:
        numero = row.get("numero")
        if (numero is not None and type(numero) is not int) or numero not in known:
            self._fault(f"{where}.numero", f"le marché n’a pas de lot « {numero} ».", "Gardez les lots de la demande.")
            return
        if numero in self.hours:
            self._fault(f"{where}.numero", f"le lot « {numero} » est donné deux fois.", "Gardez une seule ligne.")
            return
        hours = self._value("heures", row.get("heures"), f"{where}.heures", required=False)
        if hours is None:
            return
        reason = self._value("motif", row.get("motif"), f"{where}.motif")
        found = {"heures": hours, "motif": reason, **self.who}
        self.hours[numero if isinstance(numero, int) else None] = found

    def _value(self, name: str, value: object, where: str, *, required: bool = True) -> object:
        """A value read as the answer to its question, ready for JSON."""
        asked = question(f"lots[].insertion.{name}")
        try:
            read = read_answer(asked, value)
        except UnreadableError as error:
            self._fault(where, str(error), asked.expected)
            return None
        if read is None and required:
            self._fault(where, f"cette réponse manque : {asked.label}.", asked.help or asked.expected)
        return None if read is None else json_answer(read)

    def _known(self, source: Mapping[object, object], keys: tuple[str, ...], where: str) -> None:
        for key in source:
            if key not in keys:
                self._fault(f"{where}{key}", "cette clé est inconnue.", f"Clés connues : {', '.join(keys)}.")

    def _fault(self, where: str, message: str, remedy: str) -> None:
        self.faults.append(Fault(where, message, remedy, "calibrage"))
