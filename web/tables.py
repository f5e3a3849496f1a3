"""Tables of a document on screen."""

from __future__ import annotations

import re

from markupsafe import Markup

TABLE = re.compile("<table(?: [^>]*)?>(?:<caption>([^<]*)</caption>)?")  # a value never holds « < »: it is escaped


def scrollable(article: Markup) -> Markup:
    """The article with each table in a region that scrolls, so that no word is cut on a narrow screen."""
    opened = TABLE.sub(
        lambda table: f'<div class="defile" role="region" tabindex="0" aria-label="{table[1] or "Tableau"}">{table[0]}',
        article,
    )
    return Markup(opened.replace("</table>", "</table></div>"))  # noqa: S704 - the writer escaped every value
