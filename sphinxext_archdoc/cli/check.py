"""``sphinx-archdoc check``: what is wrong with documents and decisions."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_atomically, write_output
from sphinxext_archdoc.cli._reports import format_names

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Finding
    from sphinxext_archdoc.checking import Report
    from sphinxext_archdoc.checking.fixes import Fixed
    from sphinxext_archdoc.cli._reports import Output
    from sphinxext_archdoc.config import Settings

NAME = "check"
HELP = "Check documents against their templates, decisions, relations, links and diagrams."
EXAMPLES = """\
examples:
  sphinx-archdoc check
  sphinx-archdoc check packages/core --select missing,dead-link
  sphinx-archdoc check --explain empty-section
  sphinx-archdoc check --since origin/main --format github
  sphinx-archdoc check --baseline archdoc-baseline.json --update-baseline
  sphinx-archdoc check --baseline archdoc-baseline.json
  sphinx-archdoc check --diff

exit status: 0 nothing found, or notes alone; 1 findings; 2 the work could not be done.

In a document, <!-- archdoc-ignore: CODE reason --> ignores findings in what follows.
"""
FAIL_ON = ("note", "warning", "error")
"""Severities, the mildest first."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.set_defaults(parser=parser)
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="report only what is in these files and folders",
    )
    _repository.add_arguments(parser)
    _add_choice(parser)
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=format_names(), default="text", help="(default: text)")
    output.add_argument(
        "--output", type=Path, metavar="FILE", help="write to FILE instead of standard output"
    )
    output.add_argument(
        "--color",
        choices=["auto", "always", "never"],
        default="auto",
        help="auto: on a terminal, unless NO_COLOR is set (default)",
    )
    output.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="warning",
        help="the mildest severity for which the exit status is 1 (default: warning)",
    )
    known = parser.add_argument_group("known findings")
    known.add_argument("--baseline", type=Path, metavar="FILE", help="leave out what FILE knows")
    known.add_argument(
        "--update-baseline", action="store_true", help="write what is found to the baseline"
    )
    fixing = parser.add_argument_group("fixing").add_mutually_exclusive_group()
    fixing.add_argument("--fix", action="store_true", help="put right what can be safely")
    fixing.add_argument("--diff", action="store_true", help="show what --fix would change")


def _add_choice(parser: argparse.ArgumentParser) -> None:
    choice = parser.add_argument_group("choice of findings")
    for option, meaning in (
        ("--select", "only these codes, comma-separated; the first words of codes will do"),
        ("--ignore", "not these codes"),
    ):
        choice.add_argument(
            option, action="extend", type=_words, default=[], metavar="CODE", help=meaning
        )
    choice.add_argument(
        "--since",
        metavar="REF",
        help="only on lines changed since the current branch left the commit REF",
    )
    choice.add_argument(
        "--explain", metavar="CODE", help="print the manual page of CODE, or list all, and end"
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def run(arguments: argparse.Namespace) -> int:
    """Check the repository, and write what was found."""
    if arguments.explain:
        from sphinxext_archdoc.cli._check_explain import explanation

        write_output(explanation(arguments.explain), arguments.output)
        return 0
    if arguments.update_baseline and not arguments.baseline:
        arguments.parser.error("--update-baseline needs --baseline FILE")
    settings = _repository.read_settings(arguments)
    wanted = _wanted(arguments, settings)
    report = _checked(arguments, settings)
    found = [finding for finding in report.findings if wanted(finding)]
    if arguments.diff:
        return _show_fixes(found, settings, arguments)
    fixed = _fix(found, settings) if arguments.fix else 0
    if fixed:
        report = _checked(arguments, settings)
        found = [finding for finding in report.findings if wanted(finding)]
    return _write(report, found, fixed, settings, arguments)


def _checked(arguments: argparse.Namespace, settings: Settings) -> Report:
    from sphinxext_archdoc.checking import Inspector, check

    catalog = _repository.read_catalog(arguments, settings, Inspector(settings.config))
    return check(catalog, settings)


def _wanted(arguments: argparse.Namespace, settings: Settings) -> Callable[[Finding], bool]:
    """Return what tells the findings that are asked for."""
    from sphinxext_archdoc.checking.settings import known_codes
    from sphinxext_archdoc.rules import is_selected

    for word in (*arguments.select, *arguments.ignore):
        if not any(is_selected(code, (word,)) for code in known_codes()):
            arguments.parser.error(f"there is no code {word!r}; --explain all lists them")
    selected = tuple(arguments.select or ["all"])
    ignored = tuple(arguments.ignore)
    places = _places(arguments.paths, settings.root)
    changes = None
    if arguments.since:
        from sphinxext_archdoc.cli._changes import changes_since

        changes = changes_since(settings.root, arguments.since)

    def wanted(finding: Finding) -> bool:
        return (
            is_selected(finding.code, selected)
            and not is_selected(finding.code, ignored)
            and (not places or any(_is_below(finding.path, place) for place in places))
            and (changes is None or changes.concern(finding))
        )

    return wanted


def _places(paths: Sequence[Path], root: Path) -> list[str]:
    """Return *paths* relative to the root of the repository."""
    places = []
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path} does not exist.")
        inside = os.path.relpath(path.resolve(), root).replace(os.sep, "/")
        if inside.startswith("../") or inside == "..":
            raise CommandError(f"{path} is not in the repository {root}.")
        places.append(inside)
    return places


def _is_below(path: str, place: str) -> bool:
    return place == "." or path == place or path.startswith(f"{place}/")


def _show_fixes(found: Iterable[Finding], settings: Settings, arguments: argparse.Namespace) -> int:
    from sphinxext_archdoc.checking.fixes import fixes
    from sphinxext_archdoc.cli._diff import unified_diff

    text = "".join(map(_diff_of(unified_diff), fixes(found, settings.root)))
    write_output(text, arguments.output)
    return 1 if text else 0


def _diff_of(unified_diff: Callable[[str, bytes, bytes], str]) -> Callable[[Fixed], str]:
    return lambda fixed: unified_diff(fixed.path, fixed.before, fixed.after)


def _fix(found: Iterable[Finding], settings: Settings) -> int:
    """Put right what can be, and return how many findings that were."""
    from sphinxext_archdoc.checking.fixes import fixes

    count = 0
    for fixed in fixes(found, settings.root):
        try:
            write_atomically(settings.root / fixed.path, fixed.after)
        except OSError as error:
            raise CommandError(f"{fixed.path} cannot be written: {error.strerror}.") from error
        count += fixed.fixed
    return count


def _write(
    report: Report,
    found: Sequence[Finding],
    fixed: int,
    settings: Settings,
    arguments: argparse.Namespace,
) -> int:
    from sphinxext_archdoc.cli._check_output import output_of
    from sphinxext_archdoc.cli._reports import report_format

    output = output_of(report, found, fixed, settings, arguments)
    if arguments.update_baseline:
        return 0
    write_output(report_format(arguments.format).write(output), arguments.output)
    return 1 if _fails(output, arguments.fail_on) else 0


def _fails(output: Output, mildest: str) -> bool:
    failing = FAIL_ON[FAIL_ON.index(mildest) :]
    return any(finding.severity in failing for finding in output.findings)
