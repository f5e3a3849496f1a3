"""Names and inks shared by the parts of the shipped carriers."""

from __future__ import annotations

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
FONT = "Liberation Sans"  # same widths as Arial, named beside it in the font table
ACCENT, GREY, RULE, TINT = "1F3A5F", "595959", "A6A6A6", "F0F2F5"

# the words of the carriers themselves, which the OpenDocument files say too
OBJECT_LABEL, OBJECT_PREFIX, REFERENCE_PREFIX = "Objet du marché", "Marché : ", "Référence : "
CONTENTS_TITLE, PAGE, OF_PAGES = "Sommaire", "Page ", " sur "
NOT_TO_SIGN = "Document de travail – ne pas signer"
