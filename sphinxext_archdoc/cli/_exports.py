"""What ``export`` writes of chosen decisions and packages, in all formats but the catalogue's."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc.catalog import Catalog
from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._editing import decision_called
from sphinxext_archdoc.cli._filters import selection_of
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_output
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.exporting.addresses import Addresses
from sphinxext_archdoc.exporting.decisions import Exported, exported
from sphinxext_archdoc.model import ROOT_PACKAGE, Decision, Package

if TYPE_CHECKING:
    from sphinxext_archdoc.exporting.document import Written
    from sphinxext_archdoc.exporting.links import Links


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is to be written, and of what."""

    arguments: argparse.Namespace
    settings: Settings
    catalog: Catalog
    decisions: Sequence[Exported]
    packages: Sequence[Package]
    """Those that were asked for by name."""

    @property
    def addresses(self) -> Addresses:
        """Where files of the repository can be read."""
        return Addresses.of(self.settings.config)

    @property
    def name(self) -> str:
        """What the repository is called."""
        address = self.addresses.url.rpartition("/")[2].removesuffix(".git")
        return address or self.settings.root.name

    @property
    def folder(self) -> str | None:
        """Folder of the output, relative to the root; None for an output that is elsewhere."""
        output: Path | None = self.arguments.output
        if output is None:
            return None
        inside = os.path.relpath(output.resolve().parent, self.settings.root).replace(os.sep, "/")
        return None if inside == ".." or inside.startswith("../") else inside


def write_export(arguments: argparse.Namespace) -> None:
    """Write what is asked for. Raises CommandError where that cannot be done."""
    settings = _repository.read_settings(arguments)
    catalog = _repository.read_catalog(arguments, settings)
    packages, keys = _called(arguments.what, catalog, settings)
    names = {package.name for package in packages}
    selection = selection_of(arguments, catalog.workspace)

    def wanted(decision: Decision) -> bool:
        if arguments.what:
            return id(decision) in keys or decision.package in names
        return selection.has(decision)

    request = Request(
        arguments=arguments,
        settings=settings,
        catalog=catalog,
        decisions=exported(catalog, wanted),
        packages=packages,
    )
    _write(_WRITERS[arguments.format](request), arguments)


def _called(
    words: Sequence[str], catalog: Catalog, settings: Settings
) -> tuple[list[Package], set[int]]:
    """Return the packages and the decisions that *words* mean."""
    packages: list[Package] = []
    decisions: set[int] = set()
    for word in words:
        found = [] if "#" in word else list(catalog.workspace.packages_called(word))
        if word == ROOT_PACKAGE:
            found = [catalog.workspace.package_of("x")]
        if len(found) > 1:
            paths = ", ".join(p.path for p in found)
            raise CommandError(f"{word!r} may be the package in {paths}; give the whole name.")
        packages += found
        if not found:
            decisions.add(id(decision_called(catalog, word, settings)))
    return packages, decisions


def _write(content: str | bytes, arguments: argparse.Namespace) -> None:
    if isinstance(content, bytes) and arguments.output is None and sys.stdout.isatty():
        raise CommandError("A PDF is nothing for a terminal; name a file with --output.")
    write_output(content, arguments.output)


def _needs(request: Request) -> str:
    from sphinxext_archdoc.exporting.decisions import needs
    from sphinxext_archdoc.exporting.needs import needs_text

    return needs_text(needs(request.decisions), request.name, "")


def _atom(request: Request) -> str:
    from sphinxext_archdoc.exporting.decisions import feed_entries
    from sphinxext_archdoc.exporting.feed import FeedSite, feed_text

    title = request.arguments.title or f"Decisions of {request.name}"
    site = FeedSite(title=title, address="", author=request.name, file="decisions.atom")
    return feed_text(feed_entries(request.decisions, request.addresses), site)


def _json_adr(request: Request) -> str:
    from sphinxext_archdoc.exporting.json_adr import holdable, json_adr_text

    found = holdable(request.decisions)
    if found.twice:
        raise CommandError(
            f"JSON-ADR knows decisions by their numbers, and several here have the number "
            f"{found.twice[0]}; choose one log, with --package for example."
        )
    if found.left_out and not found.decisions:
        raise CommandError(
            "JSON-ADR holds decisions with a number and a whole date, and none here has both."
        )
    if found.left_out:
        keys = ", ".join(decision.key for decision in found.left_out[:_MOST_KEYS])
        more = len(found.left_out) - _MOST_KEYS
        rest = f" and {more} more" if more > 0 else ""
        print(
            f"sphinx-archdoc: without a number or a whole date, JSON-ADR cannot hold {keys}{rest}.",
            file=sys.stderr,
        )
    return json_adr_text(found.decisions, request.name)


_MOST_KEYS = 5


def _log(request: Request) -> str:
    from sphinxext_archdoc.exporting.log import log_text

    folder = request.folder
    if request.arguments.output is None and not request.addresses.url:
        folder = ROOT_PACKAGE
    return log_text(request.decisions, request.addresses, folder)


def _document(request: Request) -> tuple[Written, Links]:
    from sphinxext_archdoc.checking.files import RepositoryFiles
    from sphinxext_archdoc.exporting.document import written
    from sphinxext_archdoc.exporting.links import Links

    document = written(
        request.decisions,
        request.packages,
        request.catalog,
        RepositoryFiles(request.settings.root).text,
        request.arguments.title or "",
        request.name,
    )
    return document, Links(root=request.settings.root, addresses=request.addresses)


def _markdown(request: Request) -> str:
    from sphinxext_archdoc.exporting.markdown import markdown_document

    document, links = _document(request)
    links.folder = request.folder
    return markdown_document(document, links)


def _html(request: Request) -> str:
    return _page(request, is_printed=False)


def _page(request: Request, *, is_printed: bool) -> str:
    from sphinxext_archdoc.exporting.diagrams import Diagrams
    from sphinxext_archdoc.exporting.html import html_text

    document, links = _document(request)
    with _pictures(request) as folder:
        names = request.settings.config.diagrams
        diagrams = Diagrams(names, folder, is_printed=is_printed)
        text = html_text(document, links, diagrams.image)
    for problem in (*links.problems, *diagrams.problems):
        print(f"sphinx-archdoc: {problem}", file=sys.stderr)
    return text


@contextmanager
def _pictures(request: Request) -> Iterator[Path]:
    """Give a folder for pictures, which stays for the next time if anything does."""
    import tempfile

    from sphinxext_archdoc.loader import default_cache

    if not request.arguments.no_cache:
        yield default_cache(request.settings).with_suffix(".diagrams")
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _pdf(request: Request) -> bytes:
    from sphinxext_archdoc.exporting.pdf import MissingError, pdf_bytes

    try:
        return pdf_bytes(_page(request, is_printed=True))
    except MissingError as error:
        raise CommandError(f"{error}, or print what --format html writes.") from error


_WRITERS: Mapping[str, Callable[[Request], str | bytes]] = {
    "needs": _needs,
    "json-adr": _json_adr,
    "atom": _atom,
    "log": _log,
    "markdown": _markdown,
    "html": _html,
    "pdf": _pdf,
}
