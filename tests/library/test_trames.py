"""The checker of trames finds each fault on a bad example, and nothing on the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Fault
from generator.library import Library, read, shipped
from generator.library.ccags import ccag_of
from generator.library.skeletons import skeletons_of, wording_of
from generator.library.sources import find, parse_toml

GOOD = (shipped() / "trames" / "fcs.toml").read_text(encoding="utf-8")
CCAG = (shipped() / "ccag" / "fcs.toml").read_text(encoding="utf-8")
WORDS = (shipped() / "trames" / "corps.toml").read_text(encoding="utf-8")
PLACE = '[[partie]]\narticle = "place"\n'
PRIMES = '[[partie]]\ntitre = "Primes"\n'
LAST = GOOD[GOOD.index('[[partie]]\narticle = "derogations"') :]

BAD = {
    "no entry of the CCAG": ('ccag = "primes"', 'ccag = "prime"', "« prime » n’est pas permis ici."),
    "an unknown article": ('article = "place"', 'article = "plan"', "« plan » n’est pas permis ici."),
    "an article left out": (PLACE, "", "l’article commun « place » y est 0 fois."),
    "an article twice": (PLACE, PLACE * 2, "l’article commun « place » y est 2 fois."),
    "no clause": ('[[partie]]\nclauses = "ccap"\n', "", "absent ou répété"),
    "a heading among ours": (PLACE, PLACE + PRIMES + 'a_rediger = "x"\n', "nos articles ne se suivent pas"),
    "an article after the derogations": (LAST, LAST + PRIMES + 'a_rediger = "x"\n', "n’est pas le dernier article"),
    "a heading with nothing to write": (PRIMES, PRIMES.replace("titre", "# titre"), "« titre » et « a_rediger »"),
    "an unknown key": ("a_rediger =", "a_ecrire =", "cette clé est inconnue"),
}


def faults(folder: Path, name: str, text: str, library: Library) -> list[str]:
    """What the reader of trames says of one file; the CCAG are the shipped ones."""
    path = folder / "trames" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    found = find([folder])
    skeletons_of(found, library.ccags)
    wording_of(found)
    return [fault.sentence() for fault in found.faults]


def ccag_faults(text: str) -> list[str]:
    found: list[Fault] = []
    ccag_of("fcs", "ccag/fcs.toml", parse_toml(text, "ccag/fcs.toml", found) or {}, found)
    return [fault.sentence() for fault in found]


def test_the_shipped_trame_has_no_fault(tmp_path: Path, library: Library) -> None:
    assert faults(tmp_path, "fcs.toml", GOOD, library) == []


@pytest.mark.parametrize("case", BAD)
def test_a_bad_trame_is_named_with_its_fault(case: str, tmp_path: Path, library: Library) -> None:
    old, new, wanted = BAD[case]
    assert old in GOOD
    found = faults(tmp_path, "fcs.toml", GOOD.replace(old, new, 1), library)
    assert any(wanted in sentence for sentence in found), found
    assert all(sentence.startswith("trames/fcs.toml") for sentence in found)


def test_the_whole_check_tells_the_faults_of_a_trame(tmp_path: Path) -> None:
    path = tmp_path / "trames" / "fcs.toml"
    path.parent.mkdir()
    path.write_text(GOOD.replace(PLACE, ""), encoding="utf-8")
    found = [fault.sentence() for fault in read([shipped(), tmp_path])[1]]
    assert len(found) == 1
    assert "l’article commun « place » y est 0 fois." in found[0]


def test_a_trame_for_no_ccag_is_a_fault(tmp_path: Path, library: Library) -> None:
    found = faults(tmp_path, "fournitures.toml", GOOD, library)
    assert any("aucun CCAG « fournitures »" in said for said in found)


def test_a_title_for_an_article_that_does_not_exist_is_a_fault(tmp_path: Path, library: Library) -> None:
    found = faults(tmp_path, "corps.toml", WORDS.replace("objet       =", "objets      ="), library)
    assert any("titres.objets : cette clé est inconnue" in said for said in found)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ('article = "15"', 'article = "quinze"', "« quinze » n’est pas un numéro d’article"),
        ('article = "15"', 'article = "15"\nverification = "a_verifier"', "ne s’imprime pas"),
        ('traite = "des primes"\n', "", "sommaire.primes.traite : cette clé manque"),
    ],
)
def test_a_number_that_cannot_be_printed_is_refused(old: str, new: str, wanted: str) -> None:
    assert old in CCAG
    assert ccag_faults(CCAG) == []
    found = ccag_faults(CCAG.replace(old, new, 1))
    assert len(found) == 1
    assert wanted in found[0]


def test_a_number_marked_as_not_read_elsewhere_is_not_printed_under_a_heading() -> None:
    text = (shipped() / "ccag" / "pi.toml").read_text(encoding="utf-8")
    assert 'pieces = "a_verifier"' in text
    found = ccag_faults(text + '\n[sommaire.pieces]\ntraite = "des documents"\n')
    assert len(found) == 1
    assert "sommaire.pieces.verification" in found[0]
