"""The global navigation of pages that stand side by side.

A theme asks for the navigation of each page, and Sphinx puts together and renders the
entries of all pages each time, so that time grows with the square of the number of pages.
The navigation of two pages of one toctree and one folder differs in which of the two entries
is the current one. It is made by Sphinx for the first two pages of a folder; where the second
is the first with its mark at the other entry, those of all others are made from it. Pages
that no document is written for (indices, the search) are nowhere in it: one is like another.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.mount import MountedProject

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

Original = Callable[..., str]
"""What Sphinx gives templates as ``toctree``: returns the HTML of the navigation of a page."""
_CURRENT = re.compile(
    r'<li class="(toctree-l\d+) current"><a class="current reference internal" href="#">'
    r"((?:(?!</?(?:a|li)\b).)*)</a></li>",
    re.DOTALL,
)
_OTHER = (
    r'<li class="(toctree-l\d+)"><a class="reference internal" href="%s">'
    r"((?:(?!</?(?:a|li)\b).)*)</a></li>"
)


class _Family:
    """Pages whose navigations differ in the current entry only, as far as is known."""

    def __init__(self, first: str, html: str) -> None:
        self.first = first
        self.html = html
        self.is_alike: bool | None = None
        """None until a second page was compared."""


class Menus:
    """The navigations of one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self._env = env
        self._builder = builder
        self._families: dict[tuple[Any, ...], _Family] = {}

    def navigation(self, docname: str, original: Original, options: Mapping[str, Any]) -> str:
        """Return what *original* returns for the page *docname*; *options* are its arguments."""
        is_outside = docname not in self._env.found_docs
        place = self._folder(docname) if is_outside else self._place(docname)
        if place is None:
            return original(**options)
        question = (place, *sorted((name, str(value)) for name, value in options.items()))
        family = self._families.get(question)
        if family is None:
            html = original(**options)
            self._families[question] = _Family(docname, html)
            return html
        if is_outside:
            return family.html
        derived = self._derived(family, docname) if family.is_alike is not False else None
        if family.is_alike and derived is not None:
            return derived
        html = original(**options)
        family.is_alike = derived == html
        return html

    def _place(self, docname: str) -> tuple[str, int, str] | None:
        """Return the toctree and the folder of a page that is once in the navigation.

        None for a page with headings or pages below it in the navigation.
        """
        places = self._places.get(docname, ())
        if len(places) != 1 or not _is_alone(self._env.tocs.get(docname)):
            return None
        return *places[0], self._folder(docname)

    def _folder(self, docname: str) -> str:
        return posixpath.dirname(self._builder.get_target_uri(docname))

    @cached_property
    def _places(self) -> Mapping[str, list[tuple[str, int]]]:
        """Each page with the toctrees that list it, by page and number."""
        places: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for docname, toc in self._env.tocs.items():
            for number, toctree in enumerate(toc.findall(addnodes.toctree)):
                for _title, entry in toctree["entries"]:
                    places[entry].append((docname, number))
        return places

    def _derived(self, family: _Family, docname: str) -> str | None:
        """Return the navigation of the first page of a family with *docname* as the current."""
        address = self._builder.get_relative_uri(family.first, docname)
        back = self._builder.get_relative_uri(docname, family.first)
        entry = _only(re.compile(_OTHER % re.escape(address)), family.html)
        current = _only(_CURRENT, family.html)
        if entry is None or current is None or f'href="{back}"' in family.html:
            return None
        marked = (
            f'<li class="{entry[1]} current"><a class="current reference internal" href="#">'
            f"{entry[2]}</a></li>"
        )
        plain = (
            f'<li class="{current[1]}"><a class="reference internal" href="{back}">'
            f"{current[2]}</a></li>"
        )
        found = sorted([(entry, marked), (current, plain)], key=lambda pair: pair[0].start())
        parts, end = [], 0
        for match, text in found:
            parts += [family.html[end : match.start()], text]
            end = match.end()
        return "".join([*parts, family.html[end:]])


def share_navigation(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let pages have their navigation from each other (``html-page-context``).

    These are the mounted ones and those without a document.
    """
    project, original = app.project, context.get("toctree")
    if original is None or not isinstance(project, MountedProject):
        return
    if project.is_mounted(pagename) or pagename not in app.env.found_docs:
        menus = architecture_domain(app.env).menus
        context["toctree"] = lambda **options: menus.navigation(pagename, original, options)


def _only(pattern: re.Pattern[str], html: str) -> re.Match[str] | None:
    matches = pattern.finditer(html)
    found = next(matches, None)
    return None if next(matches, None) is not None else found


def _is_alone(toc: nodes.Node | None) -> bool:
    """Return whether a page has nothing but its title in the navigation."""
    if not isinstance(toc, nodes.bullet_list) or len(toc) != 1:
        return False
    item = toc[0]
    return isinstance(item, nodes.list_item) and len(item) == 1 and not _lists(item)


def _lists(item: nodes.list_item) -> bool:
    return any(True for _ in item.findall(nodes.bullet_list)) or any(
        True for _ in item.findall(addnodes.toctree)
    )
