"""Reading the table `[vise]` of a parameter: the buyers, natures and CPV prefixes its text bears on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.parameters.values import Scope

SECTORS = (
    "seuils européens", "seuils nationaux", "considérations obligatoires", "critères", "marchés réservés", "procédure",
    "ccag", "énergie", "bâtiment", "voirie", "déchets", "véhicules", "alimentation", "numérique", "réemploi et recyclé",
    "papier", "plastique", "forêts", "climat", "espaces verts", "droit européen", "politique d’achat", "données",
)  # fmt: skip
BUYERS = ("etat", "local", "autre", "entite_adjudicatrice")
NATURES = ("travaux", "fournitures", "services")
_PREFIX = re.compile(r"[0-9]{2,8}")
_CODES: Mapping[str, tuple[str, ...]] = {"acheteurs": BUYERS, "natures": NATURES}
_PREFIXES = ("cpv", "hors_cpv")
KEYS = (*_CODES, *_PREFIXES, "hors_sante")

Report = Callable[[str, str, str, str], None]  # code, key, message, remedy


def read_scope(found: object, report: Report) -> Scope:
    """The scope of a parameter; no table means that its text bears on every purchase of every buyer."""
    if found is None:
        return Scope()
    if not isinstance(found, Mapping):
        report("vise", "vise", "une table est attendue.", "Écrivez [vise] au-dessus des valeurs.")
        return Scope()
    for key in found:
        if key not in KEYS:
            report("cle-inconnue", f"vise.{key}", "cette clé n’existe pas.", f"Clés possibles : {', '.join(KEYS)}.")
    if not isinstance(found.get("hors_sante", False), bool):
        report("vise", "vise.hors_sante", "true ou false est attendu.", "Écrivez true, ou retirez la clé.")
    return Scope(
        acheteurs=_list(found, "acheteurs", report),
        natures=_list(found, "natures", report),
        cpv=_list(found, "cpv", report),
        hors_cpv=_list(found, "hors_cpv", report),
        hors_sante=found.get("hors_sante") is True,
    )


def _list(table: Mapping[str, object], key: str, report: Report) -> tuple[str, ...]:
    rows = table.get(key, [])
    if not isinstance(rows, list):
        report("vise", f"vise.{key}", "une liste est attendue.", "Écrivez les codes entre crochets.")
        return ()
    for row in rows:
        if not _is_code(key, row):
            expected = "deux à huit chiffres entre guillemets" if key in _PREFIXES else ", ".join(_CODES[key])
            report("vise", f"vise.{key}", f"« {row} » n’est pas un code connu.", f"Attendu : {expected}.")
    return tuple(str(row) for row in rows)


def _is_code(key: str, row: object) -> bool:
    if not isinstance(row, str):
        return False
    return _PREFIX.fullmatch(row) is not None if key in _PREFIXES else row in _CODES[key]
