"""What a library holds once it has been read and checked: immutable, ready to select and render."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.language import CompiledText

NIVEAUX = ("essentiel", "ambitieux", "exemplaire")
ANSWERS = ("texte", "nombre", "pourcent", "euros", "oui_non", "date")
MOMENTS = ("livraison", "mois", "trimestre", "semestre", "an", "fin")
EFFECTS = ("fort", "moyen", "limité")
CONTROL_COSTS = ("léger", "moyen", "lourd")


@dataclass(frozen=True, slots=True)
class LawValue:
    """A level whose value is a dated value of law, named by its parameter id."""

    parametre: str


LevelValue = Decimal | str | LawValue
Conditions = Mapping[str, tuple[object, ...]]
REQUIRED, NOT_REQUIRED = "exigé", "non exigé"  # what a condition asks of a number: above zero, or zero


def condition_value(value: object) -> object:
    """What a condition compares: a number is only asked whether it requires something."""
    if isinstance(value, Decimal):
        return REQUIRED if value > 0 else NOT_REQUIRED
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number or word of a clause that the buyer may set. Percents are 0 to 100; durations are plain numbers."""

    id: str
    libelle: str
    type: str  # nombre · pourcent · euros · duree · choix · texte
    levels: Mapping[str, LevelValue]
    sens: str = ""  # au_moins · au_plus
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choix: tuple[str, ...] = ()
    unite: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """`si`, here and below: conditions on facts, on the level and on the clause's parameters; none is always."""

    quand: str  # offre · execution
    texte: CompiledText
    si: Conditions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Control:
    objet: CompiledText
    qui: CompiledText
    quand: CompiledText
    si: Conditions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Penalty:
    """`montants` by level, in euros; `mise_en_demeure` in days, 0 for none, or when `sans_notice_si` holds."""

    id: str
    fait: CompiledText
    montants: Mapping[str, Decimal]
    unite: CompiledText
    mise_en_demeure: int
    minimum: Decimal
    maximum: Decimal
    si: Conditions = field(default_factory=dict)
    sans_notice_si: Conditions = field(default_factory=dict)
    fixe: bool = False  # the amount does not follow the size of the marché


@dataclass(frozen=True, slots=True)
class Remedy:
    id: str
    fait: CompiledText
    remede: CompiledText
    si: Conditions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Derogation:
    """A derogation to the CCAG; `article` is a member of the ccag family."""

    si: Conditions
    article: str
    texte: CompiledText


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A question of the answer frame. `reponse` is its kind; a row that is not `notee` only informs."""

    question: CompiledText
    reponse: str  # a member of ANSWERS
    preuve: CompiledText
    notee: bool
    points: Decimal | None = None
    si: Conditions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A line or column that the price schedule needs for the clause to work."""

    libelle: CompiledText
    unite: CompiledText
    aide: CompiledText
    si: Conditions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FollowRow:
    """An indicator that the follow-up workbook tracks; `quand` is one of MOMENTS."""

    indicateur: CompiledText
    unite: CompiledText
    quand: str
    cible: CompiledText
    si: Conditions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bloc:
    """A block that a full clause has: what it does to the CCAG, and where it is printed or why it is not."""

    numero: int
    titre: str
    genre: str  # complete · reprend · deroge · hors_ccag
    sous_article: str = ""  # a member of the ccag family
    ou: tuple[str, ...] = ()  # « ccap : Publics », « article : definitions »
    non_imprime: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseVersion:
    """One text of a clause, for consultations from `date`. `textes` by document id (ccap, cctp, rc, ae…)."""

    id: str
    date: dt.date
    titre: str
    path: str
    empreinte: str
    objectif: str = ""
    theme: str = ""
    levier: str = ""
    ordre: int = 50
    commun: bool = False
    propose: bool = True
    en_tete: bool = False  # « propose = true », written out: proposed before the others
    satisfait: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    redige_le: dt.date | None = None
    relectures: tuple[Mapping[str, object], ...] = ()
    applicable_si: Conditions = field(default_factory=dict)
    propose_si: Conditions = field(default_factory=dict)
    propose_cpv: tuple[str, ...] = ()  # beginnings of CPV codes outside which it is not proposed by itself
    parametres: Mapping[str, Parameter] = field(default_factory=dict)
    preuves: tuple[Proof, ...] = ()
    controles: tuple[Control, ...] = ()
    penalites: tuple[Penalty, ...] = ()
    remedes: tuple[Remedy, ...] = ()
    derogations: tuple[Derogation, ...] = ()
    blocs: tuple[Bloc, ...] = ()
    cadre: tuple[FrameRow, ...] = ()
    bpu: tuple[PriceRow, ...] = ()
    suivi: tuple[FollowRow, ...] = ()
    sans_penalite: str = ""
    effet: str = "moyen"  # fort · moyen · limité: what the clause changes for people or the environment
    cout_controle: str = "moyen"  # léger · moyen · lourd: what checking it asks of the buyer
    montant_min: Decimal | None = None  # euros before tax under which it is not proposed by itself
    duree_min: int | None = None  # months under which it is not proposed by itself
    depasse: str = ""  # the rule of law it serves or goes beyond, in one line
    note_au_dela_de: tuple[str, ...] = ()  # clauses whose floor a criterion does not score again
    vigilance: tuple[str, ...] = ()
    incompatibles: tuple[str, ...] = ()
    compagnons: tuple[str, ...] = ()
    code_eforms: str = ""
    masquee: bool = False
    fragments: Mapping[str, str] = field(default_factory=dict)  # fragment id → its date
    textes: Mapping[str, CompiledText] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()  # what its words and its rows depend on: see `facts_used`


def facts_used(clause: ClauseVersion) -> frozenset[str]:
    """The facts its words use, in any of its texts and one-line strings, and those its rows depend on."""
    lines = [text for control in clause.controles for text in (control.objet, control.qui, control.quand)]
    lines += [text for row in clause.cadre for text in (row.question, row.preuve)]
    lines += [text for row in clause.bpu for text in (row.libelle, row.unite, row.aide)]
    lines += [text for row in clause.suivi for text in (row.indicateur, row.unite, row.cible)]
    lines += [text for penalty in clause.penalites for text in (penalty.fait, penalty.unite)]
    lines += [text for remedy in clause.remedes for text in (remedy.fait, remedy.remede)]
    lines += [proof.texte for proof in clause.preuves] + [derogation.texte for derogation in clause.derogations]
    rows: tuple[Proof | Control | Penalty | Remedy | Derogation | FrameRow | PriceRow | FollowRow, ...] = (
        *clause.preuves,
        *clause.controles,
        *clause.penalites,
        *clause.remedes,
        *clause.derogations,
        *clause.cadre,
        *clause.bpu,
        *clause.suivi,
    )
    conditions = {name for row in rows for name in row.si} - set(clause.parametres)
    return frozenset(conditions).union(*(text.uses.facts for text in (*clause.textes.values(), *lines)))


@dataclass(frozen=True, slots=True)
class Segment:
    """A purchase family. `cpv` are prefixes, the longest wins. `part_main_oeuvre` is a fraction, or None.

    `obligations` are the duties that its purchases often meet; `lots` how they are usually divided; `sourcing` what
    to ask the market before fixing figures; `pieges` what usually goes wrong; `peu_de_mesures` why it has so few.
    `faux_amis` are expressions that hold one of its words and speak of something else.
    """

    id: str
    libelle: str
    code: str = ""
    nature: str = ""
    mots: tuple[str, ...] = ()
    faux_amis: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    part_main_oeuvre: Decimal | None = None
    source: str = ""
    verification: str = ""
    obligations: tuple[str, ...] = ()
    lots: tuple[str, ...] = ()
    sourcing: tuple[str, ...] = ()
    pieges: tuple[str, ...] = ()
    peu_de_mesures: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """An entry of a document: a common article (its text of the kind `texte`), or every clause text of one kind, or
    a destination."""

    article: str = ""
    texte: str = "ccap"
    clauses: str = ""
    destination: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """What a document holds, in which order, and on which Word carrier (`modele` holds its bytes).

    `si_fait`: the document comes only when that yes-or-no fact holds.
    """

    id: str
    titre: str
    modele: str
    a_signer: bool
    parties: tuple[Part, ...]
    sous_titre: str = ""
    nom: str = ""  # how lists on the screen call it, when the title would not tell it from another document
    si_fait: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article of a CCAG, or a run of articles (« 10 à 12 »), treats: « du délai d'exécution »."""

    article: str
    traite: str


@dataclass(frozen=True, slots=True)
class Ccag:
    """A general conditions document: its short name, the number of each article texts refer to, what others treat."""

    id: str
    nom: str
    intitule: str
    a_compter_du: dt.date
    reference: str
    verification: str
    articles: Mapping[str, str]
    certitudes: Mapping[str, str] = field(default_factory=dict)  # of the articles that are less sure than the file
    sommaire: Mapping[str, Topic] = field(default_factory=dict)
