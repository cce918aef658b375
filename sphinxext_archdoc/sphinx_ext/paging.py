"""Views that are too long for one page.

In HTML a view of more than ``archdoc_page_size`` rows is cut into pages of its own, part by
part; the page that holds the view shows the list of its parts. The pages are made when
Sphinx asks for pages that have no source (``html-collect-pages``). Builders that make one
document of everything show the whole view where it stands.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.views._parts import text_heading, view_node

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A part of a view that can be shown alone, such as that of one package."""

    title: str
    """Plain; empty for a view that has no parts."""
    rows: Sequence[Any]
    render: Callable[[Sequence[Any], Linker], list[nodes.Node]]
    """Returns the nodes of some of the rows, without the title."""
    weight: int = 1
    """How many rows of an index a row is as long as."""

    @property
    def size(self) -> int:
        """How many rows of an index the unit is as long as."""
        return len(self.rows) * self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is made of parts of a view."""

    name: str
    host: str
    """Name of the page that holds the view."""
    title: str
    units: Sequence[tuple[str, Unit]]
    """With the anchor of each."""


class Pages:
    """The pages of this build that are made of views, noted when the views are filled in."""

    def __init__(self, size: int) -> None:
        self.size = size
        """About how many rows a page has."""
        self.pages: dict[str, Page] = {}
        self.stale: dict[str, int] = {}
        """Names of pages without their numbers, and the first number that is no more used."""
        self.scripts: dict[str, str] = {}
        """Contents of files for ``_static`` by name."""


def can_split(builder: Builder) -> bool:
    """Return whether *builder* writes a file for each page and can make more of them."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in {"html", "dirhtml"}


def base_name(docname: str, view: str, options: Mapping[str, Any]) -> str:
    """Return the beginning of the names of the pages of a view."""
    digest = f"-{zlib.crc32(repr(sorted(options.items())).encode()):08x}" if options else ""
    return f"{docname}-{view}{digest}"


def split(
    units: Sequence[Unit], *, name: str, title: str, linker: Linker
) -> list[tuple[Link, int]] | None:
    """Cut a view into pages; None when it fits on one or cannot be cut.

    Returns a link to each unit and the number of its rows. *name* is that of ``base_name``.
    """
    pages = linker.pages
    if not can_split(linker.builder):
        return None
    total = sum(unit.size for unit in units)
    cut = _cut(units, pages.size) if total > pages.size else []
    pages.stale[name] = len(cut) + 1
    if not cut:
        return None
    links = []
    number = 0
    for place, group in enumerate(cut, 1):
        page_name = f"{name}-{place}"
        anchored = []
        for unit in group:
            number += 1
            anchor = f"arch-unit-{number}"
            anchored.append((anchor, unit))
            links.append((Link(page_name, anchor, "", unit.title), len(unit.rows)))
        shown = f"{title} ({place}/{len(cut)})"
        pages.pages[page_name] = Page(
            name=page_name, host=linker.docname, title=shown, units=anchored
        )
    return links


def _cut(units: Sequence[Unit], size: int) -> list[list[Unit]]:
    """Put whole units together up to *size* rows; one that is larger is cut itself."""
    groups: list[list[Unit]] = [[]]
    room = size
    for unit in units:
        for part in _parts(unit, size):
            if part.size > room and groups[-1]:
                groups.append([])
                room = size
            groups[-1].append(part)
            room -= part.size
    return groups


def _parts(unit: Unit, size: int) -> Iterator[Unit]:
    if unit.size <= size:
        yield unit
        return
    length = max(1, size // unit.weight)
    for first in range(0, len(unit.rows), length):
        rows = unit.rows[first : first + length]
        place = f"{first + 1}–{first + len(rows)}"
        title = f"{unit.title} ({place})" if unit.title else place
        yield replace(unit, title=title, rows=rows)


def collect_pages(app: Sphinx, pages: Pages) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages that were noted (``html-collect-pages``), and remove those of before."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not can_split(builder):
        return
    # What is left there are the numbers of the page that was written last.
    builder.secnumbers = {}
    builder.fignumbers = {}
    for page in pages.pages.values():
        linker = Linker(builder, page.name, pages)
        back = Link(page.host, "", "", "")
        title = builder.env.titles.get(page.host)
        label = str(_("Back to %s")) % (title.astext() if title else page.host)
        shown: list[nodes.Node] = []
        for anchor, unit in page.units:
            shown += [text_heading(unit.title, anchor), *unit.render(unit.rows, linker)]
        body: list[nodes.Node] = [
            nodes.paragraph("", "", linker.reference(back, label)),
            view_node("filtered", shown),
        ]
        section = nodes.section("", nodes.title("", page.title), *body, ids=["arch-page"])
        context = {
            "title": page.title,
            "body": builder.render_partial(section)["fragment"],
            "parents": [],
            "meta": {},
        }
        yield page.name, context, "page.html"
    for name, number in pages.stale.items():
        while (file := Path(builder.get_outfilename(f"{name}-{number}"))).is_file():
            file.unlink()
            number += 1
    for name, text in pages.scripts.items():
        target = Path(builder.outdir, "_static", name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
