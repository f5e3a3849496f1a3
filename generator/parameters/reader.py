"""Reading `parametres/<id>.toml` strictly: every fault of every file, with its path and key."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from generator.errors import Fault
from generator.parameters.scope import SECTORS, Report, read_scope
from generator.parameters.values import DatedValue, Parameter, ParameterValue

TOP_KEYS = ("libelle", "type", "secteur", "note", "entree_en_vigueur", "vise", "valeurs")
VALUE_KEYS = ("a_compter_du", "jusqu_au", "valeur", "reference", "extrait", "source_lue_le", "verification")
VERIFICATIONS = ("primaire", "secondaire", "a_verifier", "proposition")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_BOUNDS: Mapping[str, Decimal | None] = {
    "euros": None,
    "nombre": None,
    "part": Decimal(1),
    "pourcent": Decimal(100),
}
TYPES = (*_BOUNDS, "texte", "date", "booleen")


def read_folder(folder: Path, faults: list[Fault]) -> Iterator[Parameter]:
    """The parameters of a folder's TOML files; what is wrong is added to `faults`. No folder: nothing."""
    for path in sorted(folder.glob("*.toml"), key=lambda each: each.stem):
        parameter = read_file(path, faults)
        if parameter is not None:
            yield parameter


def read_file(path: Path, faults: list[Fault]) -> Parameter | None:
    """One parameter, or None when its file has faults, all added to `faults`."""
    place = f"{path.parent.name}/{path.name}"
    mine: list[Fault] = []

    def report(code: str, key: str, message: str, remedy: str) -> None:
        mine.append(Fault(f"{place}, {key}" if key else place, message, remedy, code))

    data = _toml(path, report)
    parameter = None if data is None else _parameter(path.stem, data, report)
    faults.extend(mine)
    return None if mine else parameter


def _toml(path: Path, report: Report) -> dict[str, object] | None:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError:
        report("encodage", "", "le fichier n’est pas en UTF-8.", "Enregistrez-le en UTF-8.")
    except tomllib.TOMLDecodeError as error:
        report("toml", "", f"le fichier n’est pas du TOML correct ({error}).", "Corrigez la ligne indiquée.")
    return None


def _parameter(id_: str, data: Mapping[str, object], report: Report) -> Parameter | None:
    if not _ID.fullmatch(id_):
        report("nom", "", f"le nom de fichier « {id_} » ne peut servir d’identifiant.",
               "Employez des minuscules sans accent, des chiffres et des tirets.")  # fmt: skip
    _unknown_keys(data, TOP_KEYS, "", report)
    label = _words(data, "libelle", "", report)
    type_ = data.get("type")
    if type_ not in TYPES:
        report("type", "type", f"le type « {type_} » n’existe pas.", f"Choisissez parmi : {', '.join(TYPES)}.")
        return None
    values = _in_sequence(tuple(_values(id_, label, str(type_), data.get("valeurs"), report)), report)
    sector, began = _sector(data, report), data.get("entree_en_vigueur", False)
    if not isinstance(began, bool):
        report(
            "entree-en-vigueur", "entree_en_vigueur", "true ou false est attendu.", "Écrivez true, ou retirez la clé."
        )
    return Parameter(
        id=id_, libelle=label, type=str(type_), valeurs=values, secteur=sector, note=str(data.get("note", "")).strip(),
        entree_en_vigueur=began is True, vise=read_scope(data.get("vise"), report),
    )  # fmt: skip


def _sector(data: Mapping[str, object], report: Report) -> str:
    found = data.get("secteur", "")
    if found and found not in SECTORS:
        report(
            "secteur", "secteur", f"le secteur « {found} » n’existe pas.", f"Choisissez parmi : {', '.join(SECTORS)}."
        )
    return str(found)


def _unknown_keys(table: Mapping[str, object], known: Iterable[str], prefix: str, report: Report) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, list(known), n=1)
            hint = f"Vouliez-vous écrire « {near[0]} » ?" if near else f"Clés possibles : {', '.join(known)}."
            report("cle-inconnue", prefix + key, "cette clé n’existe pas.",
                   f"{hint} Une clé ajoutée en fin de fichier appartient à la dernière table [[valeurs]].")  # fmt: skip


def _words(table: Mapping[str, object], key: str, prefix: str, report: Report) -> str:
    found = table.get(key)
    if isinstance(found, str) and found.strip():
        return found.strip()
    report(f"{key}-absent", prefix + key, "un texte est attendu ici.", f"Renseignez « {key} ».")
    return ""


def _values(id_: str, label: str, type_: str, rows: object, report: Report) -> Iterator[DatedValue]:
    if not isinstance(rows, list) or not rows:
        report("valeurs-absentes", "valeurs", "il faut au moins une valeur datée.", "Ajoutez une table [[valeurs]].")
        return
    for rank, row in enumerate(rows):
        if isinstance(row, dict):
            value = _value(id_, label, type_, row, f"valeurs[{rank}].", report)
            if value is not None:
                yield value
        else:
            report("valeurs-absentes", f"valeurs[{rank}]", "une table est attendue.", "Écrivez [[valeurs]].")


def _value(
    id_: str, label: str, type_: str, row: Mapping[str, object], prefix: str, report: Report
) -> DatedValue | None:
    _unknown_keys(row, VALUE_KEYS, prefix, report)
    start = _day(row, "a_compter_du", prefix, report, required=True)
    end = _day(row, "jusqu_au", prefix, report)
    if start and end and end < start:
        report("dates-inversees", prefix + "jusqu_au", f"le dernier jour ({end}) précède le premier ({start}).",
               "Corrigez l’une des deux dates.")  # fmt: skip
    verification, excerpt = _certainty(row, prefix, report)
    reference = _words(row, "reference", prefix, report)
    read_on = _day(row, "source_lue_le", prefix, report)
    amount = _amount(type_, row.get("valeur"), prefix, report)
    if start is None or amount is None:
        return None
    return DatedValue(
        id=id_, libelle=label, type=type_, valeur=amount, reference=reference, verification=verification,
        a_compter_du=start, jusqu_au=end, extrait=excerpt, source_lue_le=read_on,
    )  # fmt: skip


def _certainty(row: Mapping[str, object], prefix: str, report: Report) -> tuple[str, str]:
    verification, excerpt = row.get("verification"), row.get("extrait", "")
    if verification not in VERIFICATIONS:
        report("verification", prefix + "verification", f"« {verification} » n’est pas un degré de vérification.",
               f"Choisissez parmi : {', '.join(VERIFICATIONS)}.")  # fmt: skip
    if not isinstance(excerpt, str):
        report("extrait", prefix + "extrait", "l’extrait est un texte.", "Mettez-le entre guillemets.")
        excerpt = ""
    if verification == "primaire" and not excerpt.strip():
        report("extrait", prefix + "extrait", "une valeur « primaire » cite les mots du texte lu.",
               "Ajoutez l’extrait, ou notez la valeur « secondaire » ou « a_verifier ».")  # fmt: skip
    return str(verification), excerpt.strip()


def _day(row: Mapping[str, object], key: str, prefix: str, report: Report, *, required: bool = False) -> dt.date | None:
    found = row.get(key)
    if isinstance(found, dt.date) and not isinstance(found, dt.datetime):
        return found
    if found is not None or required:
        report("date", prefix + key, "une date est attendue.", "Écrivez-la sans guillemets : 2026-08-22.")
    return None


def _amount(type_: str, found: object, prefix: str, report: Report) -> ParameterValue | None:
    value = _typed(type_, found)
    if value is None:
        shown = "absente" if found is None else f"« {found} »"
        report("valeur", prefix + "valeur", f"la valeur ({shown}) n’est pas du type « {type_} ».",
               "Corrigez la valeur : un nombre s’écrit sans guillemets ni espace, une part entre 0 et 1.")  # fmt: skip
    return value


def _typed(type_: str, found: object) -> ParameterValue | None:
    if type_ == "booleen":
        return found if isinstance(found, bool) else None
    if type_ == "texte":
        return found if isinstance(found, str) and found.strip() else None
    if type_ == "date":
        is_day = isinstance(found, dt.date) and not isinstance(found, dt.datetime)
        return found.isoformat() if is_day and isinstance(found, dt.date) else None
    return _number(found, _BOUNDS[type_])


def _number(found: object, most: Decimal | None) -> Decimal | None:
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        return None
    number = Decimal(found)
    in_bounds = number.is_finite() and number >= 0 and (most is None or number <= most)
    return number if in_bounds else None


def _in_sequence(values: tuple[DatedValue, ...], report: Report) -> tuple[DatedValue, ...]:
    """Each day has one value at most: a value whose text gives no last day ends on the eve of the next one."""
    ended = list(values)
    for rank, (before, after) in enumerate(pairwise(values), start=1):
        key = f"valeurs[{rank}].a_compter_du"
        if after.a_compter_du <= before.a_compter_du:
            report("ordre", key, "les valeurs vont de la plus ancienne à la plus récente.", "Remettez-les en ordre.")
        elif before.jusqu_au is None:
            ended[rank - 1] = replace(before, jusqu_au=after.a_compter_du - dt.timedelta(days=1))
        elif before.jusqu_au >= after.a_compter_du:
            report("chevauchement", key, f"la valeur précédente court encore le {after.a_compter_du}.",
                   "Donnez à la valeur précédente un dernier jour (jusqu_au) antérieur.")  # fmt: skip
    return tuple(ended)
