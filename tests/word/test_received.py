"""A buyer's file that must not come in is refused, each time with its sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.errors import InputError
from generator.word.received import receive
from tests.word import ccaps

GOOD = ccaps.typed()
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W_NS = ccaps.W_NS


def changed(parts: dict[str, bytes | None], raw: bytes = GOOD) -> bytes:
    """The file with these parts in place of its own; None takes one away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            if name not in parts:
                copy.writestr(name, archive.read(name))
        for name, data in parts.items():
            if data is not None:
                copy.writestr(name, data)
    return out.getvalue()


def replaced(name: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        text = archive.read(name).decode()
    assert old in text
    return changed({name: text.replace(old, new).encode()})


def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    link = f'<Relationship Id="rX" Type="{RELS}/{kind}" Target="{target}"{mode}/></Relationships>'
    return replaced("word/_rels/document.xml.rels", "</Relationships>", link)


def said(raw: bytes) -> str:
    with pytest.raises(InputError) as caught:
        receive(raw, "essai.docx")
    return "\n".join(fault.sentence() for fault in caught.value.faults)


def bomb() -> bytes:
    return changed({"word/media/image1.bin": b"\0" * 15_000_000})


REFUSED = {
    "nothing": (b"", "le fichier est vide"),
    "words": (b"bonjour", "pas un document Word lisible"),
    "a cut file": (GOOD[:4000], "pas un document Word lisible"),
    "an old Word file": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "document Word ancien (.doc)"),
    "a password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    "a PDF": (b"%PDF-1.7\n", "fichier PDF"),
    "RTF": (b"{\\rtf1 x}", "fichier RTF"),
    "OpenDocument": (changed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument (.odt)"),
    "macros": (
        replaced("[Content_Types].xml", "wordprocessingml.document.main", "ms-word.document.macroEnabled.main"),
        "contient des macros",
    ),
    "a macro part": (related("vbaProject", "vbaProject.bin", ""), "contient des macros"),
    "a template": (
        replaced("[Content_Types].xml", "wordprocessingml.document.main", "wordprocessingml.template.main"),
        "modèle Word (.dotx)",
    ),
    "ActiveX": (related("control", "activeX/activeX1.xml", ""), "ActiveX"),
    "a distant image": (related("image", "https://example.org/x.png"), "hors du fichier (image)"),
    "a distant template": (related("attachedTemplate", "https://example.org/x.dotm"), "hors du fichier"),
    "Strict": (
        replaced("word/document.xml", W_NS, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        "Strict Open XML",
    ),
    "a DOCTYPE": (changed({"word/theme/theme1.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "DOCTYPE"),
    "a damaged part": (changed({"word/styles.xml": b"<w:styles"}), "word/styles.xml : cette partie est abîmée"),
    "a field that fetches": (
        replaced("word/document.xml", "<w:body>",
                 '<w:body><w:p><w:fldSimple w:instr=" DDEAUTO excel x "><w:r/></w:fldSimple></w:p>'),
        "champ DDEAUTO",
    ),
    "a signature": (
        changed({"_xmlsignatures/_rels/origin.sigs.rels": (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r1" '
            b'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" '
            b'Target="sig1.xml"/></Relationships>')}),
        "signé",
    ),
    "a protection": (
        replaced("word/settings.xml", "</w:settings>",
                 '<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'),
        "protégé contre la modification",
    ),
    "a bomb": (bomb(), "trop volumineux une fois décompressé"),
    "a path outside": (changed({"../evil.xml": b"<a/>"}), "nom inattendu"),
    "no text": (changed({"word/document.xml": None}), "pas un document Word"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_must_not_come_in_is_refused_with_its_sentence(case: str) -> None:
    raw, wanted = REFUSED[case]
    found = said(raw)
    assert wanted in found
    assert found.startswith("essai.docx")


def test_a_bomb_is_refused_without_being_opened() -> None:
    assert len(bomb()) < 100_000


@pytest.mark.parametrize(
    "raw",
    [
        GOOD,
        related("hyperlink", "https://example.org/"),
        related("attachedTemplate", "file:///S:/Modeles/ccap.dotx"),
        related("comments", "comments.xml", ""),
        replaced("word/document.xml", "<w:body>", '<w:body><w:p><w:ins w:id="1" w:author="a"><w:r/></w:ins></w:p>'),
        replaced("word/document.xml", "<w:body>",
                 '<w:body><w:p><w:fldSimple w:instr=" MACROBUTTON NoMacro x "><w:r/></w:fldSimple></w:p>'),
    ],
    ids=["plain", "link", "office template", "comments", "tracked change", "place to click"],
)  # fmt: skip
def test_what_a_working_document_holds_comes_in(raw: bytes) -> None:
    assert receive(raw).main == "word/document.xml"


def test_all_faults_are_told_at_once() -> None:
    raw = changed({"word/styles.xml": b"<w:styles", "word/settings.xml": b"<"})
    assert len(said(raw).splitlines()) == 2
