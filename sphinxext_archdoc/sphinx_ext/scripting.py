"""The script that lets readers filter and sort, and its words in the language of the site.

Only pages with views load it. Without it everything is there, in order.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.labels import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCRIPTS = ("archdoc-words.js", "archdoc.js")


def has_scripts(app: Sphinx) -> bool:
    """Return whether the pages of the builder can load scripts."""
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name != "epub"


def words() -> dict[str, str]:
    """Return the words that the script puts on pages, by the names that it knows."""
    found = {
        "filter": _("Filter the decisions"),
        "text": _("Text"),
        "package": _("Package"),
        "status": _("Status"),
        "tag": _("Tag"),
        "since": _("From"),
        "until": _("To"),
        "all": _("all"),
        "none": _("no status"),
        "clear": _("Clear"),
        "shown": _("%1 of %2 decisions are shown."),
        "total": _("%1 decisions"),
        "more": _("Show more"),
        "key": _("Key"),
        "title": _("Decision"),
        "date": _("Date"),
        "tags": _("Tags"),
    }
    return {name: str(word) for name, word in found.items()}


def write_words(app: Sphinx) -> None:
    """Write the words as a script file, since a page may be opened from a disk."""
    if not has_scripts(app):
        return
    folder = Path(app.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    text = f"window.archdocWords = {json.dumps(words(), indent=1, sort_keys=True)};\n"
    (folder / SCRIPTS[0]).write_text(text, encoding="utf-8")


def add_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Have the script loaded on pages with views (``html-page-context``)."""
    domain = architecture_domain(app.env)
    views = domain.data["views"]
    is_whole = app.builder.name == "singlehtml" and bool(views)
    if has_scripts(app) and (is_whole or pagename in views or pagename in domain.pages.pages):
        for script in SCRIPTS:
            app.add_js_file(script, loading_method="defer")
