"""What holds for any marché: raising the amount never removes a duty, and nothing ever stops the diagnosis."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.law import MORE, RULES, Moyen, diagnose
from generator.market.model import Acheteur, Critere, Exemption, Lot, Marche
from generator.parameters import Register

REGISTER = Register.load(Path(__file__).parents[2] / "clause_templates" / "parametres")
AMOUNTS = st.one_of(st.none(), st.decimals(0, 10_000_000, places=2))
RESERVES = st.sampled_from([None, "ea_esat", "siae", "ea_esat_siae", "penitentiaire", "ess", "jei"])


def maybe(*values: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *values])


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
        ),
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
def test_a_means_over_the_whole_market_meets_its_duty_everywhere(marche: Marche) -> None:
    moyen = Moyen("clause", "essai", (), frozenset({"clause-environnementale", "clause-sociale"}))

    diagnosis = diagnose(marche, REGISTER, [moyen])

    for id_ in ("clause-environnementale", "clause-sociale"):
        assert diagnosis.obligation(id_).respect in ("oui", "a_justifier", "hors_marche")
        assert id_ not in [alert.code for alert in diagnosis.points_ouverts]
