"""From files found to clauses checked: one version per date from which the text, or a fragment in it, changes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.errors import Fault
from generator.facts import OBLIGATIONS
from generator.language import CompiledText, Names, Parameters, compile_text
from generator.library.blocs import blocs_of, headings
from generator.library.clause_header import (
    LEVIERS,
    Lines,
    conditions_of,
    controls_of,
    derogations_of,
    parameters_of,
    penalties_of,
    proofs_of,
    remedies_of,
)
from generator.library.clause_rows import follow_up_of, frame_of, prices_of
from generator.library.eforms import CLAUSE_CODES
from generator.library.keys import Keys
from generator.library.model import CONTROL_COSTS, EFFECTS, ClauseVersion, Control, Penalty, Proof, facts_used
from generator.library.sources import ClauseFile, Found, fragment_ids, with_fragments

TEXT_KINDS = ("ccap", "corps_ccap", "cctp", "rc", "ae", "avis", "reports_ccap", "reports_ae", "cadre", "bpu")


@dataclass(frozen=True, slots=True)
class World:
    """What a clause is checked against: the names around it and the ids of the register."""

    names: Names
    register_ids: frozenset[str]


def versions_of(files: Mapping[dt.date, ClauseFile], found: Found, world: World) -> tuple[ClauseVersion, ...]:
    """The versions of one clause, oldest first. Faults go to `found.faults`."""
    dates = sorted(files)
    versions: list[ClauseVersion] = []
    for position, start in enumerate(dates):
        end = dates[position + 1] if position + 1 < len(dates) else None
        for day in _change_days(files[start], found, start, end):
            version = _version(files[start], day, found, world)
            versions.append(version)
    return tuple(versions)


def _change_days(file: ClauseFile, found: Found, start: dt.date, end: dt.date | None) -> list[dt.date]:
    """The clause's own day, then each later day on which one of its fragments changes."""
    used = {id_ for section in file.sections for id_ in fragment_ids(section.text)}
    later = {day for id_ in used for day in found.fragments.get(id_, {}) if day > start and (end is None or day < end)}
    return [start, *sorted(later)]


def _fragments_at(file: ClauseFile, found: Found, day: dt.date) -> dict[str, tuple[dt.date, str]]:
    bodies: dict[str, tuple[dt.date, str]] = {}
    for section in file.sections:
        for id_ in fragment_ids(section.text):
            past = [date for date in found.fragments.get(id_, {}) if date <= day]
            if past:
                bodies[id_] = (max(past), found.fragments[id_][max(past)][1])
            else:
                found.faults.append(
                    Fault(f"{file.path}:{section.line}", f"aucun fragment « {id_} » ne vaut au {day.isoformat()}.",
                          f"Créez fragments/{id_}/{day.isoformat()}.md.", "fragment")
                )  # fmt: skip
    for id_, (_, body) in bodies.items():
        if fragment_ids(body):
            found.faults.append(Fault(f"fragments/{id_}", "un fragment en contient un autre.", code="fragment"))
    return bodies


def _version(file: ClauseFile, day: dt.date, found: Found, world: World) -> ClauseVersion:
    def where(key: str) -> str:
        return f"{file.path}:{file.line_of(key.split('[')[0])}"

    keys = Keys(file.header, where, found.faults)
    fragments = _fragments_at(file, found, day)
    parametres = parameters_of(keys, world.register_ids)
    choices = Parameters(
        {id_: parameter.choix for id_, parameter in parametres.items()},
        {id_: parameter.type for id_, parameter in parametres.items()},
    )
    lines = Lines(keys, world.names, choices)
    found_derogations, found_penalties = derogations_of(keys, lines), penalties_of(keys, lines)
    bodies = "".join(fragments[id_][1] for id_ in sorted(fragments))
    digest = hashlib.sha256((file.empreinte + bodies).encode()).hexdigest()
    version = ClauseVersion(
        id=file.id,
        date=day,
        titre=keys.text("titre", required=True),
        path=file.path,
        empreinte=digest,
        objectif=keys.text("objectif"),
        theme=keys.text("theme"),
        commun=keys.flag("commun"),
        levier=keys.choice("levier", LEVIERS, required=not file.header.get("commun")),
        ordre=keys.integer("ordre", default=50),
        propose=keys.flag("propose", default=True),
        en_tete=file.header.get("propose") is True,
        satisfait=keys.texts("satisfait"),
        references=keys.texts("references"),
        redige_le=keys.date("redige_le", required=True),
        relectures=tuple(keys.tables("relectures")),
        applicable_si=conditions_of(keys, "applicable_si", world.names.segments),
        propose_si=conditions_of(keys, "propose_si", world.names.segments),
        propose_cpv=keys.cpv_prefixes("propose_cpv"),
        parametres=parametres,
        preuves=proofs_of(keys, lines),
        controles=controls_of(keys, lines),
        penalites=found_penalties,
        remedes=remedies_of(keys, lines),
        derogations=found_derogations,
        blocs=blocs_of(keys, _titles(file), world.names.common, found_derogations, found_penalties),
        cadre=frame_of(keys, lines),
        bpu=prices_of(keys, lines),
        suivi=follow_up_of(keys, lines),
        sans_penalite=keys.text("sans_penalite"),
        effet=keys.choice("effet", EFFECTS, default="moyen"),
        cout_controle=keys.choice("cout_controle", CONTROL_COSTS, default="moyen"),
        montant_min=keys.number("montant_min"),
        duree_min=keys.integer("duree_min") or None,
        depasse=keys.text("depasse"),
        note_au_dela_de=keys.texts("note_au_dela_de"),
        vigilance=keys.texts("vigilance"),
        incompatibles=keys.texts("incompatibles"),
        compagnons=keys.texts("compagnons"),
        code_eforms=keys.choice("code_eforms", tuple(CLAUSE_CODES)),
        fragments={id_: date.isoformat() for id_, (date, _) in fragments.items()},
        textes=_texts(file, {id_: body for id_, (_, body) in fragments.items()}, choices, found, world),
    )
    keys.known.append("part_de")  # a layer's file says which text it started from
    keys.done()
    _cross_check(version, keys, world, len(file.sections))
    return replace(version, facts=facts_used(version))


def _titles(file: ClauseFile) -> dict[str, frozenset[str]]:
    return {section.document: headings(section.text) for section in file.sections}


def _texts(
    file: ClauseFile, bodies: Mapping[str, str], choices: Parameters, found: Found, world: World
) -> dict[str, CompiledText]:
    texts: dict[str, CompiledText] = {}
    for section in file.sections:
        if section.document not in TEXT_KINDS:
            found.faults.append(
                Fault(f"{file.path}:{section.line - 1}", f"« # {section.document} » n’est pas un document.",
                      f"Documents : {', '.join(TEXT_KINDS)}.", "section")
            )  # fmt: skip
            continue
        text, faults = compile_text(with_fragments(section.text, bodies), world.names, choices)
        for fault in faults:
            line = section.line + fault.line - 1
            found.faults.append(Fault(f"{file.path}:{line}", fault.message, fault.remedy, "texte"))
        if text is not None:
            texts[section.document] = text
    return texts


def _cross_check(version: ClauseVersion, keys: Keys, world: World, sections: int) -> None:
    if version.commun:
        if version.id not in world.names.common:
            keys.fault("commun", f"« {version.id} » n’est pas un article commun connu.", code="commun")
        return
    for duty in version.satisfait:
        if duty not in OBLIGATIONS:
            keys.fault("satisfait", f"« {duty} » n’est pas une obligation connue.", code="obligation")
    for key, ids in (
        ("incompatibles", version.incompatibles),
        ("compagnons", version.compagnons),
        ("note_au_dela_de", version.note_au_dela_de),
    ):
        for other in ids:
            if other not in world.names.clauses:
                keys.fault(key, f"aucune clause « {other} ».", code="clause-inconnue")
    if not sections:
        keys.fault("titre", "la clause n’a aucun texte.", "Ajoutez « # ccap » et son texte.", "section")
    if version.levier == "condition d'exécution":
        _check_execution_condition(version, keys)


def _check_execution_condition(version: ClauseVersion, keys: Keys) -> None:
    if not _always(version.penalites) and not version.sans_penalite:
        keys.fault("penalite", "une condition d’exécution sans pénalité.",
                   'Ajoutez [[penalite]], ou dites pourquoi : sans_penalite = "…".', "sans-penalite")  # fmt: skip
    if not _always(version.controles):
        keys.fault("controle", "une condition d’exécution sans contrôle.", "Ajoutez [[controle]].", "sans-controle")
    if not _always(proof for proof in version.preuves if proof.quand == "execution"):
        keys.fault("preuve", "une condition d’exécution sans preuve en cours d’exécution.",
                   'Ajoutez [[preuve]] avec quand = "execution".', "sans-preuve")  # fmt: skip


def _always(rows: Iterable[Proof | Control | Penalty]) -> bool:
    """Whether one row at least is there whatever the level and the choices."""
    return any(not row.si for row in rows)
