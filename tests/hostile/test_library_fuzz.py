"""Clause files torn, doubled and stuffed: the check lists faults, and what passes it can be generated."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.dossier import prepare, produce
from generator.library import ClauseVersion, Library, read, shipped
from generator.market import read as read_market
from tests.hostile.clauses import checked, shipped_library
from tests.hostile.command import CLAUSE

PIECES = (
    "{{", "}}", "{%", "%}", "{#", "#}", "{{ objet }}", "{% if est_alloti %}", "{% endif %}", "{% else %}",
    "{% for l in lots %}", "{% endfor %}", "{{ l.intitule }}", "|", "|---|", "\n", "\n\n", "- ", "    - ", "1. ",
    "## ", "### ", "# ", "# rc\n", "# ccap\n", "**", "*", "_", "`", "<b>", "&amp;", "[a](b)", "+++\n", "[[penalite]]\n",
    "[parametres.x]\n", "[[derogation]]\n", "= nan", "= inf", "= 1e400", "= -1", f"= {'9' * 5000}", "= 2026-13-45",
    "= ''", "= []", "= {}", "= true", "= 07:32:00", "[" * 3000, "@fragment x\n", "@fragment equivalence_label\n",
    "\ue000", "\ue0000\ue001", "\x00", "\ufeff", "\u2028", "\r", "\t", "'", '"', '"""', "…", "«", "\\", "\\*",
    "{{ duree_mois }}", "{{ article.ici }}", "{{ ccag.nom }}", "{{ lots }}", "{{ est_alloti }}", "> q", "    code",
    "===", "---", "<!--", "~~~", "\\|", "| a | b |\n|---|---|\n| c |\n", "1) x", "a) x", "None", "article 3",
)  # fmt: skip
edits = st.lists(
    st.tuples(st.sampled_from(["cut", "put", "move", "double"]), st.integers(0, 10_000), st.integers(1, 60),
              st.sampled_from(PIECES)),
    min_size=1, max_size=4,
)  # fmt: skip
SERVICES = {"objet": "Essai", "acheteur": {"nom": "Ville"}, "nature": "services", "date_engagement": "2026-11-30"}
MARKETS = (
    {**SERVICES, "ccag": "fcs", "duree_mois": 12},
    {**SERVICES, "lots": [{"insertion": {"heures": 5, "motif": "x"}}, {}]},
)


def torn(text: str, changes: list[tuple[str, int, int, str]]) -> str:
    for how, place, length, piece in changes:
        at = place % (len(text) + 1)
        taken = text[at : at + length]
        if how == "put":
            text = text[:at] + piece + text[at:]
        elif how == "cut":
            text = text[:at] + text[at + length :]
        elif how == "move":
            text = text[:at] + text[at + length : at + 2 * length] + taken + text[at + 2 * length :]
        else:
            text = text[:at] + taken + taken + text[at + length :]
    return text


def generated(versions: tuple[ClauseVersion, ...]) -> int:
    """How many files come out of the test markets with that clause."""
    library = shipped_library()
    with_clause = replace(library, histories={**library.histories, "cartouches_essai": versions})
    return sum(len(produce(prepare(read_market(data), with_clause), ("docx", "html"))) for data in MARKETS)


@settings(derandomize=True, database=None, deadline=None, max_examples=400, suppress_health_check=list(HealthCheck))
@given(edits)
def test_a_torn_clause_gives_faults_or_documents_and_never_an_exception(
    changes: list[tuple[str, int, int, str]],
) -> None:
    versions, faults = checked(torn(CLAUSE, changes))
    assert all(fault.message and fault.where.startswith(("essai.md", "fragments/")) for fault in faults)
    assert versions or faults
    if not faults:
        assert generated(versions) > 8


def test_the_untouched_clause_has_no_fault_and_generates() -> None:
    versions, faults = checked(CLAUSE)
    assert faults == []
    assert generated(versions) > 8


@pytest.mark.parametrize(
    "header",
    ["", "+++", "+++\n+++", "+++\n+++\n", "+++\n\n+++\n# ccap\n", "+++\nx\n+++\n", "# ccap\n\nTexte.", "\x00" * 50,
     "+++\n" + "[" * 50_000, f"+++\nordre = {'9' * 5000}\n+++\n", "+++\n" + "a.b" * 2_000 + " = 1\n+++\n"],
)  # fmt: skip
def test_a_file_that_is_no_clause_is_a_fault(header: str) -> None:
    versions, faults = checked(header)
    assert faults
    assert all(fault.where.startswith("essai.md:") for fault in faults)
    assert len(versions) <= 1


def test_a_folder_where_a_file_should_be_is_a_fault(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("maison")
    for name in (
        "clauses/essai/a_essai/2021-04-01.md",
        "modeles/x.docx",
        "segments/x.toml",
        "fragments/x/2021-04-01.md",
    ):
        (folder / name).mkdir(parents=True)
    (folder / "clauses" / "essai" / "b_essai").mkdir(parents=True)
    (folder / "clauses" / "essai" / "b_essai" / "2021-04-01.md").symlink_to(folder / "absent")
    found = [fault.sentence() for fault in read([shipped(), folder])[1]]
    assert len(found) == 5
    assert all("ne se lit pas" in said for said in found)


def test_a_file_too_large_is_a_fault(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("maison")
    path = folder / "clauses" / "essai" / "cartouches_essai" / "2021-04-01.md"
    path.parent.mkdir(parents=True)
    path.write_text(CLAUSE + "x" * 100_000, encoding="utf-8")
    assert [fault.message for fault in read([shipped(), folder])[1]] == ["ce fichier dépasse 100 ko."]


SLOW = {
    "openings of outputs": "{{ ",
    "openings of blocks": "{% ",
    "openings of comments": "{# ",
    "articles before values": "le {{ ",
    "brackets": "[",
    "stars": "*a* **b** ",
    "escapes": "\\*",
    "blanks": " ",
    "tables": "| a |\n",
    "lists": "- a\n",
    "tags on a line": "{% if est_alloti %}",
    "guillemets": " »",
}


@pytest.mark.parametrize("name", SLOW)
def test_a_text_made_of_one_sign_repeated_costs_no_time(name: str) -> None:
    begun = time.process_time()
    sign = SLOW[name]
    versions, faults = checked(CLAUSE.replace("Le titulaire collecte", sign * (20_000 // len(sign)) + "Le titulaire"))
    assert versions or faults
    assert time.process_time() - begun < 8


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("maison")
    path = folder / "clauses" / "essai" / "cartouches_essai" / "2021-04-01.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xef\xbb\xbf" + CLAUSE.replace("\n", "\r\n").encode())
    library = Library.load([shipped(), folder])
    assert library.histories["cartouches_essai"][0].empreinte == checked(CLAUSE)[0][0].empreinte
