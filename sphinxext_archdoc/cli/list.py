"""``sphinx-archdoc list``: what there is, as a table, JSON or CSV."""

from __future__ import annotations

import argparse
import json
import re
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_output

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Workspace
    from sphinxext_archdoc.cli._listings import Listing
    from sphinxext_archdoc.cli._selection import Selection

NAME = "list"
HELP = "List decisions, packages, interfaces, components, technologies, rules or codes."
EXAMPLES = """\
examples:
  sphinx-archdoc list
  sphinx-archdoc list --status accepted,proposed --since 2024-06 --package @acme/core
  sphinx-archdoc list --explain --text cache
  sphinx-archdoc list technologies --format csv > technologies.csv
  sphinx-archdoc list codes
"""
OF_THE_PROGRAM = ("rules", "codes")
"""What is the same for all repositories."""
SUBJECTS = (
    *("decisions", "packages", "interfaces", "components", "technologies"),
    *OF_THE_PROGRAM,
)
OF_DECISIONS = ("status", "tag", "since", "until", "explain")
"""Options that only decisions have a use for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.set_defaults(parser=parser)
    parser.add_argument(
        "what",
        nargs="?",
        choices=SUBJECTS,
        default=SUBJECTS[0],
        metavar="WHAT",
        help=f"{', '.join(SUBJECTS)} (default: {SUBJECTS[0]})",
    )
    _repository.add_arguments(parser)
    parser.add_argument(
        "--format", choices=["table", "json", "csv"], default="table", help="(default: table)"
    )
    _add_filter(parser, "--package", "NAME", "only of these packages, comma-separated")
    parser.add_argument("--text", metavar="TEXT", help="only those with TEXT in their titles")
    decisions = parser.add_argument_group("for decisions")
    _add_filter(decisions, "--status", "STATUS", "only of these statuses, comma-separated")
    _add_filter(decisions, "--tag", "TAG", "only with one of these tags, comma-separated")
    decisions.add_argument(
        "--since", type=_date, metavar="DATE", help="only of this year, month or day, or later"
    )
    decisions.add_argument(
        "--until", type=_date, metavar="DATE", help="only of this year, month or day, or earlier"
    )
    decisions.add_argument(
        "--explain",
        action="store_true",
        help="say for each file how it was read, and for each value where it stands",
    )


def _add_filter(group: argparse._ActionsContainer, option: str, metavar: str, meaning: str) -> None:
    group.add_argument(
        option, action="extend", type=_words, default=[], metavar=metavar, help=meaning
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    _check(arguments)
    if arguments.what in OF_THE_PROGRAM:
        from sphinxext_archdoc.cli import _codes

        listing = _codes.codes() if arguments.what == "codes" else _codes.rules()
        write_output(_formatted(listing, arguments.format))
        return 0
    from sphinxext_archdoc.cli._explain import explained
    from sphinxext_archdoc.cli._listings import LISTINGS

    catalog = _repository.read_catalog(arguments)
    selection = _selection(arguments, catalog.workspace)
    if arguments.explain:
        text = explained(catalog, selection, as_json=arguments.format == "json")
    else:
        text = _formatted(LISTINGS[arguments.what](catalog, selection), arguments.format)
    write_output(text)
    return 0


def _formatted(listing: Listing, style: str) -> str:
    from sphinxext_archdoc.cli._tables import csv_text, table_text

    if style == "json":
        lines = ",\n ".join(json.dumps(item, ensure_ascii=False) for item in listing.data)
        return f"[{lines}]\n"
    if style == "csv":
        return csv_text(listing.header, listing.rows)
    return table_text(listing.header, listing.rows) or f"No {listing.name}.\n"


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2024, 2024-06 or 2024-06-30")
    return text


def _check(arguments: argparse.Namespace) -> None:
    """End with a message about the usage where options do not go together."""
    if arguments.what != "decisions":
        for name in OF_DECISIONS:
            if getattr(arguments, name):
                arguments.parser.error(f"--{name} is for decisions only")
    if arguments.what in OF_THE_PROGRAM and arguments.package:
        arguments.parser.error(f"--package is not for {arguments.what}")
    if arguments.explain and arguments.format == "csv":
        arguments.parser.error("--explain is printed as text or JSON, not as CSV")
    if arguments.status:
        from sphinxext_archdoc.model import Status

        for word in arguments.status:
            if word not in Status.__members__.values():
                known = ", ".join(Status)
                arguments.parser.error(f"there is no status {word!r}; known are {known}")


def _selection(arguments: argparse.Namespace, workspace: Workspace) -> Selection:
    from sphinxext_archdoc.cli._selection import Selection

    packages: set[str] = set()
    for name in arguments.package:
        called = workspace.packages_called(name)
        if not called:
            raise CommandError(f"There is no package {name!r}.")
        packages.update(package.name for package in called)
    return Selection(
        packages=frozenset(packages),
        text=(arguments.text or "").casefold(),
        statuses=frozenset(arguments.status),
        tags=frozenset(tag.casefold() for tag in arguments.tag),
        since=arguments.since or "",
        until=arguments.until or "",
    )
