"""``sphinx-archdoc init``: start a site in a repository."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._editing import add_diff, finish, only_one
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_output

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Catalog
    from sphinxext_archdoc.cli._initial import Plan
    from sphinxext_archdoc.config import Settings

NAME = "init"
HELP = "Start a site: write conf.py, a first page, the shared template and a configuration."
EXAMPLES = """\
examples:
  sphinx-archdoc init --dry-run
  sphinx-archdoc init && sphinx-build docs out
  sphinx-archdoc init --docs site --diff
  sphinx-archdoc init --from log4brains
  sphinx-archdoc init --from adr-tools

What is there stays as it is; only a pyproject.toml at the root gets a table [tool.archdoc] at
its end, when there is one. The exit status is 1 when something is left for you to do, as when
there is a conf.py without this extension.
"""
TOOLS = ("log4brains", "adr-tools")
_MOST = 20
"""Packages that are listed; of more, the rest is counted."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.add_argument(
        "--docs", default="docs", metavar="DIR", help="folder of the site (default: docs)"
    )
    parser.add_argument(
        "--from",
        dest="tool",
        choices=TOOLS,
        help="take over what another tool was told: folders, packages, statuses",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be written, and write nothing"
    )
    add_diff(parser)
    _repository.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the files that are not there yet."""
    from sphinxext_archdoc.cli._initial import plan
    from sphinxext_archdoc.discovery.globs import inside
    from sphinxext_archdoc.editing import RefusedError

    settings = _repository.read_settings(arguments)
    docs = inside(".", arguments.docs)
    if docs is None or docs == ".":
        raise CommandError(f"{arguments.docs} is no folder inside the repository.")
    is_dry = arguments.diff or arguments.dry_run
    try:
        with only_one(settings.root, diff=is_dry):
            catalog = _repository.read_catalog(arguments, settings)
            made = plan(settings, catalog, docs=docs, tool=arguments.tool)
            if arguments.diff or not is_dry:
                finish(made.changes, settings, diff=is_dry)
    except RefusedError as error:
        raise CommandError(str(error)) from error
    if not arguments.diff:
        lines = _lines(settings, catalog, made, docs=docs, dry=is_dry)
        write_output("".join(f"{line}\n" for line in lines))
    return 1 if made.left else 0


def _lines(
    settings: Settings, catalog: Catalog, made: Plan, *, docs: str, dry: bool
) -> Iterator[str]:
    """Yield what was found, and what was done."""
    yield from _found(settings, catalog)
    yield ""
    for change in made.changes:
        verb = "add to" if change.before is not None else "write"
        yield f"{f'would {verb}' if dry else verb:<12} {change.path}"
    for path, reason in made.kept.items():
        yield f"{'keep':<12} {path}{f' ({reason})' if reason else ''}"
    for note in made.notes:
        yield f"{'note':<12} {note}"
    for todo in made.left:
        yield f"{'left to do':<12} {todo}"
    if not dry:
        yield f"\nnext: sphinx-build {docs} out"


def _found(settings: Settings, catalog: Catalog) -> Iterator[str]:
    packages = [p for p in catalog.workspace.packages if p.path != "."]
    with_document = sum(bool(p.documents) for p in packages)
    records = Counter[str](d.package for d in catalog.documents if d.is_record)
    logs = sum(len(p.logs) for p in catalog.workspace.packages)
    counted = _count(len(packages), "package")
    yield f"{settings.root.name}: {counted}, {with_document} with a document"
    for package in packages[:_MOST]:
        yield f"  {package.name}  {package.path}{_what(package.documents, records[package.name])}"
    if len(packages) > _MOST:
        yield f"  and {len(packages) - _MOST} more"
    total = records.total()
    yield f"{_count(logs, 'decision log')} with {_count(total, 'record')}"


def _what(documents: tuple[str, ...], records: int) -> str:
    parts = [Path(documents[0]).name] if documents else []
    parts += [_count(records, "record")] if records else []
    return f"  ({', '.join(parts)})" if parts else ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
