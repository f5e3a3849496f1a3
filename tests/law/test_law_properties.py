"""What holds for any marché: raising the amount never removes a duty, and nothing ever stops the diagnosis."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.law import MORE, RULES, Moyen, diagnose, establish
from generator.law.situation import Situation
from generator.market.model import Acheteur, Besoin, Complements, Critere, Exemption, Lot, Marche
from generator.parameters import Register

REGISTER = Register.load(Path(__file__).parents[2] / "clause_templates" / "parametres")
AMOUNTS = st.one_of(st.none(), st.decimals(0, 10_000_000, places=2))
RESERVES = st.sampled_from([None, "ea_esat", "siae", "ea_esat_siae", "penitentiaire", "ess", "jei"])


def maybe(*values: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *values])


CODES = st.sampled_from(
    [None, "30213100", "39130000", "45000000", "45211000", "45233140", "34110000", "34351100", "55524000", "90919200",
     "09331200", "18110000", "03411000", "77310000"]
)  # fmt: skip


def complements() -> st.SearchStrategy[Complements | None]:
    return st.one_of(
        st.none(),
        st.builds(
            Complements,
            type_travaux=maybe("construction", "renovation_lourde", "renovation", "demolition"),
            surface_plancher_m2=st.sampled_from([None, Decimal(1000), Decimal(1001)]),
            effet_energetique=st.sampled_from([None, False, True]),
            accord_cadre_engage_le=st.sampled_from([None, dt.date(2025, 1, 1)]),
        ),
    )


def needs() -> st.SearchStrategy[Besoin | None]:
    return st.one_of(
        st.none(),
        st.builds(
            Besoin,
            famille=maybe("operation", "homogene", "unite_fonctionnelle", "regulier"),
            annuel_ht=AMOUNTS,
            options_ht=AMOUNTS,
            autres_ht=AMOUNTS,
        ),
    )


def lots() -> st.SearchStrategy[tuple[Lot, ...]]:
    amounts = st.lists(st.tuples(AMOUNTS, AMOUNTS, RESERVES), max_size=4)
    return amounts.map(
        lambda rows: tuple(
            Lot(numero=rank, montant_estime_ht=estimate, montant_maximum_ht=maximum, reserve=reserve)
            for rank, (estimate, maximum, reserve) in enumerate(rows, start=1)
        )
    )


def markets() -> st.SearchStrategy[Marche]:
    return st.builds(
        Marche,
        objet=st.just("Marché"),
        acheteur=st.builds(
            Acheteur,
            nom=st.just("Acheteur"),
            categorie=maybe("etat", "local", "autre", "entite_adjudicatrice"),
            agit_comme=maybe("pouvoir_adjudicateur", "entite_adjudicatrice"),
            sante=st.sampled_from([None, True]),
            depenses_annuelles_ht=st.sampled_from([None, Decimal(50_000_000), Decimal(100_000_001)]),
            habitants=st.sampled_from([None, 1999, 2000]),
            flotte_vehicules=st.sampled_from([None, 20, 21]),
        ),
        cpv=CODES,
        complements=complements(),
        besoin=needs(),
        departements=st.sampled_from([(), ("59",), ("972",)]),
        contrat=maybe("marche", "accord_cadre", "concession", "marche_partenariat", "autre_marche"),
        defense_securite=st.sampled_from([None, False, True]),
        nature=maybe("travaux", "fournitures", "services"),
        services_sociaux=st.sampled_from([None, False, True]),
        ccag=maybe("travaux", "fcs", "aucun"),
        procedure=maybe("formalisee", "adaptee", "sans_publicite"),
        montant_estime_ht=AMOUNTS,
        montant_maximum_ht=AMOUNTS,
        valeur_besoin_ht=AMOUNTS,
        duree_mois=st.one_of(st.none(), st.decimals(1, 60, places=1)),
        date_engagement=st.one_of(st.none(), st.dates(dt.date(2018, 1, 1), dt.date(2029, 12, 31))),
        reserve=RESERVES,
        lots=lots(),
        exemption_sociale=st.one_of(
            st.none(), st.builds(Exemption, cas=st.sampled_from([None, 1, 2, 3, 4]), motif=maybe("Motif."))
        ),
        criteres=st.lists(
            st.builds(
                Critere,
                libelle=st.just("Critère"),
                type=maybe("prix", "cout", "technique", "environnement"),
                ponderation=st.sampled_from([None, Decimal(0), Decimal(40), Decimal(100)]),
                environnement=st.sampled_from([None, True]),
            ),
            max_size=3,
        ).map(tuple),
    )


@given(markets())
def test_any_market_has_a_complete_diagnosis(marche: Marche) -> None:
    diagnosis = diagnose(marche, REGISTER)

    told = (*diagnosis.obligations, *diagnosis.examinees)
    assert [each.id for each in diagnosis.obligations][: len(RULES)] == [rule.id for rule in RULES]
    assert sorted(each.id for each in told) == sorted(rule.id for rule in (*RULES, *MORE))
    for obligation in told:
        lacks = obligation.manquants or obligation.hors_registre
        assert (obligation.statut == "indeterminee") == bool(lacks)
        assert obligation.motif.endswith(".")
        assert "None" not in obligation.motif
        assert "  " not in obligation.motif
        assert obligation.trace is not None
        assert obligation.trace.valeur == obligation.statut
        if obligation.portee not in ("marche", "lot"):
            assert obligation.respect == "hors_marche"
        if obligation.doute:
            assert "service juridique" in obligation.doute
    for alert in diagnosis.alertes:
        assert alert.message.strip()
        assert alert.remede.endswith(".")
    assert json.loads(json.dumps(diagnosis.as_json()))["alertes"] is not None


@given(markets(), st.decimals(0, 10_000_000, places=2))
def test_raising_the_amount_never_removes_a_duty(marche: Marche, more: Decimal) -> None:
    raised = replace(
        marche,
        montant_estime_ht=(marche.montant_estime_ht or Decimal(0)) + more,
        valeur_besoin_ht=None if marche.valeur_besoin_ht is None else marche.valeur_besoin_ht + more,
    )
    before, after = diagnose(marche, REGISTER), diagnose(raised, REGISTER)

    for one in before.obligations:
        if one.statut in ("obligatoire", "exemptee"):
            assert after.obligation(one.id).statut == one.statut


@given(markets())
def test_what_is_not_a_duty_of_the_contract_never_keeps_it_open(marche: Marche) -> None:
    diagnosis = diagnose(marche, REGISTER)
    outside = {each.id for each in (*diagnosis.obligations, *diagnosis.examinees) if each.respect == "hors_marche"}

    assert not {alert.code for alert in diagnosis.points_ouverts} & outside


@given(markets())
def test_the_value_of_the_need_is_the_sum_of_its_lines_and_never_below_the_contract(marche: Marche) -> None:
    need = establish(marche)

    assert (need.montant is None) == (need.lignes == ())
    if need.montant is not None:
        assert need.montant == sum((line.montant for line in need.lignes), Decimal(0))
        known = Situation(marche, REGISTER).value.known
        assert known is not None
        assert known >= need.montant
        assert all(article.startswith("R. ") for article in need.articles)


@given(markets())
def test_a_means_over_the_whole_market_meets_its_duty_everywhere(marche: Marche) -> None:
    moyen = Moyen("clause", "essai", (), frozenset({"clause-environnementale", "clause-sociale"}))

    diagnosis = diagnose(marche, REGISTER, [moyen])

    for id_ in ("clause-environnementale", "clause-sociale"):
        assert diagnosis.obligation(id_).respect in ("oui", "a_justifier", "hors_marche")
        assert id_ not in [alert.code for alert in diagnosis.points_ouverts]
