"""The value of the need, established with the buyer: the sum in words, line by line, with the article of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.law.wording import euros, listed, plain_number
from generator.market.model import Marche

_FAMILIES = {
    "operation": ("les autres marchés de la même opération de travaux", "R. 2121-5"),
    "homogene": ("les autres achats de la même famille homogène", "R. 2121-6"),
    "unite_fonctionnelle": ("les autres achats de la même unité fonctionnelle", "R. 2121-6"),
    "regulier": ("les autres achats du même besoin régulier", "R. 2121-7"),
}
_OTHERS = ("les autres marchés du même besoin", "R. 2121-5 à R. 2121-7")
_YEAR = Decimal(12)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One term of the sum: what it is, in French, its amount in euros before tax, the article that counts it."""

    libelle: str
    montant: Decimal
    article: str

    def as_json(self) -> dict[str, object]:
        return {"libelle": self.libelle, "montant": format(self.montant, "f"), "article": self.article}


@dataclass(frozen=True, slots=True)
class Need:
    """`montant` None: nothing is known. `phrase`: the sum in words. `manquants`: answers that could raise it."""

    montant: Decimal | None
    lignes: tuple[NeedLine, ...]
    phrase: str
    manquants: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.article for line in self.lignes))

    def as_json(self) -> dict[str, object]:
        return {
            "montant": None if self.montant is None else format(self.montant, "f"),
            "calcul": [line.as_json() for line in self.lignes],
            "phrase": self.phrase,
            "articles": list(self.articles),
            "manquants": list(self.manquants),
        }


def establish(marche: Marche) -> Need:
    """The value of the need from the answers. The buyer's own figure, when given, prevails over the sum."""
    if marche.valeur_besoin_ht is not None:
        lines: tuple[NeedLine, ...] = (
            NeedLine("la valeur du besoin que vous avez indiquée", marche.valeur_besoin_ht, _own_article(marche)),
        )
    else:
        lines = tuple(_lines(marche))
    missing = _missing(marche)
    if not lines:
        return Need(None, (), "La valeur du besoin ne peut pas être établie : aucun montant n’est renseigné.", missing)
    total = sum((line.montant for line in lines), Decimal(0))
    return Need(total, lines, _in_words(lines, total), missing)


def _lines(marche: Marche) -> Iterator[NeedLine]:
    base = _base(marche)
    if base is not None:
        yield base
    besoin = marche.besoin
    if besoin is None:
        return
    if besoin.options_ht:
        article = "R. 3121-2" if _is_concession(marche) else "R. 2121-1"
        yield NeedLine("les options", besoin.options_ht, article)
    if besoin.autres_ht:
        label, article = _FAMILIES.get(besoin.famille or "", _OTHERS)
        yield NeedLine(label, besoin.autres_ht, "R. 3121-1" if _is_concession(marche) else article)


def _is_concession(marche: Marche) -> bool:
    return marche.contrat == "concession"


def _own_article(marche: Marche) -> str:
    if _is_concession(marche):
        return "R. 3121-1"
    return _FAMILIES.get(marche.besoin.famille or "", ("", "R. 2121-1"))[1] if marche.besoin else "R. 2121-1"


def _base(marche: Marche) -> NeedLine | None:
    """The greatest of what is known of this contract, with the rule that makes it count."""
    candidates = [line for line in (_estimate(marche), _lots(marche), _yearly(marche), _maximum(marche)) if line]
    return max(candidates, key=lambda line: line.montant) if candidates else None


def _estimate(marche: Marche) -> NeedLine | None:
    if marche.montant_estime_ht is None:
        return None
    if _is_concession(marche):
        return NeedLine("le chiffre d’affaires total du concessionnaire", marche.montant_estime_ht, "R. 3121-1")
    return NeedLine("l’estimation sur toute la durée, reconductions comprises", marche.montant_estime_ht, "R. 2121-1")


def _lots(marche: Marche) -> NeedLine | None:
    known = [lot.montant_estime_ht for lot in marche.lots if lot.montant_estime_ht is not None]
    if not known:
        return None
    return NeedLine("la somme des lots", sum(known, Decimal(0)), "R. 3121-3" if _is_concession(marche) else "R. 2121-1")


def _maximum(marche: Marche) -> NeedLine | None:
    """A framework counts its maximum over its whole life, when it is greater than the estimate."""
    of_lots = [lot.montant_maximum_ht for lot in marche.lots if lot.montant_maximum_ht is not None]
    known = [amount for amount in (marche.montant_maximum_ht, sum(of_lots, Decimal(0)) if of_lots else None) if amount]
    if not known:
        return None
    return NeedLine("le maximum de l’accord-cadre sur toute sa durée", max(known), "R. 2121-8")


def _yearly(marche: Marche) -> NeedLine | None:
    besoin = marche.besoin
    if besoin is None or besoin.annuel_ht is None:
        return None
    months = marche.duree_totale_mois
    if months is None:
        return NeedLine("le montant de douze mois", besoin.annuel_ht, "R. 2121-7")
    article = "R. 3121-1" if _is_concession(marche) else "R. 2121-1"
    label = f"{euros(besoin.annuel_ht)} par an pendant {plain_number(months)} mois"
    return NeedLine(label, (besoin.annuel_ht * months / _YEAR).quantize(Decimal("0.01")), article)


def _missing(marche: Marche) -> tuple[str, ...]:
    """A yearly amount without a duration is only a floor, unless the need is a regular one (twelve months)."""
    besoin = marche.besoin
    if besoin is None or besoin.annuel_ht is None or besoin.famille == "regulier":
        return ()
    return () if marche.duree_totale_mois is not None or marche.valeur_besoin_ht is not None else ("duree_mois",)


def _in_words(lines: tuple[NeedLine, ...], total: Decimal) -> str:
    if len(lines) == 1:
        return f"La valeur estimée du besoin est de {euros(total)} : {lines[0].libelle} (article {lines[0].article})."
    said = listed(f"{line.libelle} ({euros(line.montant)}, article {line.article})" for line in lines)
    return f"La valeur estimée du besoin est de {euros(total)}, soit {said}."
