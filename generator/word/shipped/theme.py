"""word/theme/theme1.xml: Word wants one; nothing in the styles points to it, so that fonts stay explicit."""

from __future__ import annotations

from generator.word.shipped.names import ACCENT, FONT, GREY, RULE, TINT

_COLORS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": ACCENT, "lt2": TINT, "accent1": ACCENT, "accent2": GREY, "accent3": RULE,
    "accent4": "4F6D8F", "accent5": "7A8794", "accent6": "2F2F2F", "hlink": ACCENT, "folHlink": GREY,
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_xml() -> str:
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Clausier"><a:themeElements>'
        f'<a:clrScheme name="Clausier">{colors}</a:clrScheme><a:fontScheme name="Clausier"><a:majorFont>{font}'
        f"</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Clausier"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}'
        f"</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
