"""Options that say which decisions a command is for, and what they mean."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli._main import CommandError

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Workspace
    from sphinxext_archdoc.cli._selection import Selection

OF_DECISIONS = ("status", "tag", "since", "until")
"""Filters that only decisions have a use for."""


def add_filters(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Declare the filters; return the group of those that are for decisions."""
    _add(parser, "--package", "NAME", "only of these packages, comma-separated")
    parser.add_argument("--text", metavar="TEXT", help="only those with TEXT in their titles")
    decisions = parser.add_argument_group("for decisions")
    _add(decisions, "--status", "STATUS", "only of these statuses, comma-separated")
    _add(decisions, "--tag", "TAG", "only with one of these tags, comma-separated")
    decisions.add_argument(
        "--since", type=_date, metavar="DATE", help="only of this year, month or day, or later"
    )
    decisions.add_argument(
        "--until", type=_date, metavar="DATE", help="only of this year, month or day, or earlier"
    )
    return decisions


def _add(group: argparse._ActionsContainer, option: str, metavar: str, meaning: str) -> None:
    group.add_argument(
        option, action="extend", type=_words, default=[], metavar=metavar, help=meaning
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2024, 2024-06 or 2024-06-30")
    return text


def check_filters(arguments: argparse.Namespace) -> None:
    """End with a message about the usage for a status that is none."""
    if arguments.status:
        from sphinxext_archdoc.model import Status

        for word in arguments.status:
            if word not in Status.__members__.values():
                known = ", ".join(Status)
                arguments.parser.error(f"there is no status {word!r}; known are {known}")


def selection_of(arguments: argparse.Namespace, workspace: Workspace) -> Selection:
    """Return what the filters select. Raises CommandError for a package that there is not."""
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
