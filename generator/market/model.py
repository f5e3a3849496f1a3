"""The marché, as its answers describe it: one validated, immutable value.

Field names are the JSON keys of a marché file. `None` means *not answered*, never zero nor « no ».
Amounts are euros before tax over the whole life of the contract; shares are fractions (0.50 is 50 %).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Niveau = Literal["essentiel", "ambitieux", "exemplaire"]
ParameterValue = Decimal | str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Acheteur:
    nom: str
    article: str | None = None  # « le », « la », « les », « l' » put before the name in a sentence
    siret: str | None = None
    categorie: str | None = None  # etat · local · autre · entite_adjudicatrice
    agit_comme: str | None = None  # pouvoir_adjudicateur · entite_adjudicatrice
    sante: bool | None = None
    depenses_annuelles_ht: Decimal | None = None
    habitants: int | None = None  # of the local authority
    flotte_vehicules: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facteurs:
    """What insertion hours are computed from; `heures` is a facilitateur's own figure, with its `motif`."""

    part_main_oeuvre: Decimal | None = None
    taux_effort: Decimal | None = None
    cout_horaire: Decimal | None = None
    index_revision: str | None = None  # the price-revision index, « TP09 », whose labour weight may serve as share
    poids_travail: Decimal | None = None  # that weight, when `part_main_oeuvre` is not given
    heures_reprises_mois: Decimal | None = None  # monthly hours of the staff taken over: the cleaning method serves
    heures: Decimal | None = None
    motif: str | None = None
    par: str | None = None  # the role of who set `heures`, never a person's name
    le: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    numero: int
    intitule: str | None = None
    cpv: str | None = None
    nature: str | None = None
    montant_estime_ht: Decimal | None = None
    montant_maximum_ht: Decimal | None = None
    duree_mois: Decimal | None = None
    reserve: str | None = None  # ea_esat · siae · ea_esat_siae · penitentiaire · ess · jei
    insertion: Facteurs | None = None  # None: no hours from this lot


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """How insertion is asked for over the whole marché, and the factors that lots leave out."""

    mode: str | None = None  # heures · prorata_commandes · tranches_commandes · formation · action · aucune
    heures_par_tranche: Decimal | None = None
    montant_tranche_ht: Decimal | None = None
    base: str | None = None  # what slices count: commande (when unanswered) · facture
    heures_formation: int | None = None  # 150 · 300 · 450 · 900, in mode formation
    motif: str | None = None
    part_main_oeuvre: Decimal | None = None
    taux_effort: Decimal | None = None
    cout_horaire: Decimal | None = None
    index_revision: str | None = None
    poids_travail: Decimal | None = None
    heures_reprises_mois: Decimal | None = None  # monthly hours of the staff taken over: the cleaning method serves
    heures: Decimal | None = None
    par: str | None = None
    le: dt.date | None = None
    part_ferme: Decimal | None = None  # share of the firm tranche in the amount, when tranches are optional
    arrondi: int | None = None  # multiple the hours are rounded up to: 1, 7 or 35
    minimum_heures: int | None = None  # hours under which a lot is brought up to this figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodes:
    ferme_mois: Decimal | None = None
    reconductions: int | None = None
    reconduction_mois: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Besoin:
    """What the value of the need is established from, beside the amounts of the marché itself."""

    famille: str | None = None  # operation · homogene · unite_fonctionnelle · regulier
    annuel_ht: Decimal | None = None
    options_ht: Decimal | None = None
    autres_ht: Decimal | None = None  # other contracts that answer the same need


@dataclass(frozen=True, slots=True, kw_only=True)
class Complements:
    """What only some duties of a sector ask for."""

    # construction · extension · renovation_lourde · renovation · demolition · entretien
    type_travaux: str | None = None
    surface_plancher_m2: Decimal | None = None
    effet_energetique: bool | None = None
    accord_cadre_engage_le: dt.date | None = None  # when the framework of a call-off was launched


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    cas: int | None = None  # number in L. 2112-2-1 II (1 to 4), or L. 3114-2-1 II (1 or 2) for a concession
    motif: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Critere:
    libelle: str | None = None
    type: str | None = None  # prix · cout · technique · environnement · social · delai · autre
    ponderation: Decimal | None = None  # percent, 0 to 100
    environnement: bool | None = None  # takes the environment into account within another criterion
    lot: int | None = None  # None: every lot


@dataclass(frozen=True, slots=True, kw_only=True)
class Reglage:
    """A level and parameters for some lots of a clause."""

    niveau: Niveau | None = None
    parametres: Mapping[str, ParameterValue] = field(default_factory=dict)
    motifs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRetenue:
    """How the buyer keeps a clause. `lots` None: every lot it applies to. `par_lot`: by lot number."""

    niveau: Niveau | None = None
    parametres: Mapping[str, ParameterValue] = field(default_factory=dict)
    motifs: Mapping[str, str] = field(default_factory=dict)
    lots: tuple[int, ...] | None = None
    par_lot: Mapping[int, Reglage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choix:
    """`retenues` None: the proposal is used. Given, even empty: exactly these clauses."""

    retenues: Mapping[str, ClauseRetenue] | None = None
    ecartees: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilitateur:
    structure: str | None = None
    contact: str | None = None  # a role, never a person's name
    courriel: str | None = None
    telephone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marche:
    objet: str
    acheteur: Acheteur
    schema: int = 1
    note: str | None = None  # where the description comes from; « exemple reconstitué » in the examples
    reference: str | None = None
    contrat: str | None = None  # marche · accord_cadre · concession · marche_partenariat · autre_marche
    defense_securite: bool | None = None
    nature: str | None = None  # travaux · fournitures · services
    services_sociaux: bool | None = None
    ccag: str | None = None  # travaux · fcs · pi · tic · mi · moe · aucun
    procedure: str | None = None  # formalisee · adaptee · sans_publicite
    cpv: str | None = None
    montant_estime_ht: Decimal | None = None
    montant_maximum_ht: Decimal | None = None
    valeur_besoin_ht: Decimal | None = None
    besoin: Besoin | None = None
    complements: Complements | None = None
    duree_mois: Decimal | None = None
    periodes: Periodes | None = None
    execution: str | None = None  # ordinaire · bons_de_commande · tranches
    date_engagement: dt.date | None = None
    departements: tuple[str, ...] = ()
    reserve: str | None = None  # the whole unlotted marché is reserved
    lots: tuple[Lot, ...] = ()
    insertion: Insertion | None = None
    exemption_sociale: Exemption | None = None
    points_traites: Mapping[str, str] = field(default_factory=dict)
    criteres: tuple[Critere, ...] = ()
    niveau: Niveau | None = None
    plafond_penalites: Decimal | None = None  # share of the amount; None: the one proposed; 0: no ceiling
    clauses: Choix | None = None
    facilitateur: Facilitateur | None = None

    @property
    def est_alloti(self) -> bool:
        return bool(self.lots)

    @property
    def somme_des_lots_ht(self) -> Decimal | None:
        """Sum of the lots' estimates, or None when there is no lot or one has no amount."""
        amounts = [lot.montant_estime_ht for lot in self.lots]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None

    @property
    def besoin_ht(self) -> Decimal | None:
        """The value the law reads: `valeur_besoin_ht`, else the greatest of estimate, maximum and lots."""
        if self.valeur_besoin_ht is not None:
            return self.valeur_besoin_ht
        candidates = (self.montant_estime_ht, self.montant_maximum_ht, self.somme_des_lots_ht)
        known = [amount for amount in candidates if amount is not None]
        return max(known) if known else None

    @property
    def duree_totale_mois(self) -> Decimal | None:
        """`duree_mois` if given, else firm period plus renewals."""
        if self.duree_mois is not None or self.periodes is None:
            return self.duree_mois
        firm, renewal = self.periodes.ferme_mois, self.periodes.reconduction_mois
        if firm is None:
            return None
        return firm + (renewal or Decimal(0)) * (self.periodes.reconductions or 0)

    def entite_adjudicatrice(self) -> bool | None:
        """Whether the buyer acts as a contracting entity; None when nothing says so."""
        if self.acheteur.categorie == "entite_adjudicatrice":
            return True
        if self.acheteur.agit_comme is None:
            return None if self.acheteur.categorie is None else False
        return self.acheteur.agit_comme == "entite_adjudicatrice"
