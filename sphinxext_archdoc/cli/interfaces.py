"""``sphinx-archdoc interfaces``: what source files declare."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxext_archdoc.cli._main import CommandError

if TYPE_CHECKING:
    from sphinxext_archdoc.cli._sources import SourceFile, Sources
    from sphinxext_archdoc.diagnostics import Diagnostic
    from sphinxext_archdoc.languages import Language
    from sphinxext_archdoc.model import Declaration, Member

NAME = "interfaces"
HELP = "List the interfaces, types, classes, enums and functions that source files declare."
EXAMPLES = """\
examples:
  sphinx-archdoc interfaces packages/core/src
  sphinx-archdoc interfaces packages --format json > interfaces.json
  sphinx-archdoc interfaces services --language go --language protobuf
  sphinx-archdoc interfaces src/store.ts tools/build.py
"""
DEFAULT_LANGUAGE = "typescript"
EVERY_LANGUAGE = "all"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a source file, or a folder"
    )
    parser.add_argument(
        "--format", choices=["table", "json"], default="table", help="(default: table)"
    )
    parser.add_argument(
        "--language",
        action="append",
        metavar="NAME",
        help="what is looked for in folders, may be repeated; "
        f"'{EVERY_LANGUAGE}' for every language (default: {DEFAULT_LANGUAGE})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the declarations; what is wrong with the files goes to standard error."""
    from sphinxext_archdoc.cli._sources import Sources

    gc.freeze()
    gc.set_threshold(50_000)  # reading makes much that lives long, and hardly any cycles
    asked = arguments.language or [DEFAULT_LANGUAGE]
    sources = Sources(arguments.paths, _chosen(asked))
    _leave_out_missing(sources, required=EVERY_LANGUAGE not in asked)
    _report(sources.diagnostics)
    found = _declarations(sources)
    if arguments.format == "json":
        _write_json(found)
    else:
        _write_table(found)
    return 0


def _chosen(names: list[str]) -> list[Language]:
    from sphinxext_archdoc.languages import languages

    known = {language.NAME: language for language in languages()}
    if EVERY_LANGUAGE in names:
        return list(known.values())
    for name in names:
        if name not in known:
            raise CommandError(f"There is no language {name!r}; known are {', '.join(known)}.")
    return [known[name] for name in names]


def _leave_out_missing(sources: Sources, *, required: bool) -> None:
    """Leave out files whose grammar is not installed, or end the command when *required*."""
    from sphinxext_archdoc.diagnostics import Code, Diagnostic

    for language in {file.language.NAME: file.language for file in sources.files}.values():
        try:
            language.declarations("")
        except ImportError as error:
            message = f"{language.NAME} is not read; install sphinxext-archdoc[{language.EXTRA}]."
            if required:
                raise CommandError(message) from error
            sources.leave_out(language)
            sources.diagnostics.append(Diagnostic(code=Code.MISSING_EXTRA, message=message))


def _declarations(sources: Sources) -> Iterator[tuple[SourceFile, Declaration]]:
    """Yield the declarations of all files; aliases of other types than objects are none."""
    from sphinxext_archdoc.cli._sources import read_source

    for file in sources.files:
        reading, diagnostics = read_source(file)
        _report(diagnostics)
        for declaration in reading.declarations:
            if declaration.kind != "alias":
                yield file, declaration


def _report(diagnostics: Iterable[Diagnostic]) -> None:
    for finding in diagnostics:
        place = ":".join([finding.path, *([str(finding.line)] if finding.line else [])])
        line = f"{place}: {finding.severity} {finding.code} {finding.message}"
        print(line.removeprefix(": "), file=sys.stderr)


def _write_json(found: Iterable[tuple[SourceFile, Declaration]]) -> None:
    before, encoder = "[", json.JSONEncoder(ensure_ascii=False)
    for file, declaration in found:
        record = encoder.encode(_record(file.shown, declaration))
        sys.stdout.write(f"{before}{record}")
        before = ",\n "
    sys.stdout.write("]\n" if before != "[" else "[]\n")


def _record(path: str, declaration: Declaration) -> dict[str, Any]:
    return {
        "path": path,
        "line": declaration.line,
        "name": declaration.name,
        "qualified": declaration.qualified,
        "kind": declaration.kind,
        "exported": declaration.exported,
        "type_parameters": declaration.type_parameters,
        "extends": declaration.extends,
        "implements": declaration.implements,
        "signature": declaration.signature,
        "doc": declaration.doc,
        "members": [_member(member) for member in declaration.members],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "name": member.name,
        "kind": member.kind,
        "optional": member.optional,
        "readonly": member.readonly,
        "static": member.static,
        "overloads": member.overloads,
        "signature": member.signature,
        "doc": member.doc,
    }


def _write_table(found: Iterable[tuple[SourceFile, Declaration]]) -> None:
    from sphinxext_archdoc.cli._tables import table_text

    rows = [
        (
            declaration.qualified,
            declaration.kind,
            "yes" if declaration.exported else "",
            str(len(declaration.members)),
            f"{file.shown}:{declaration.line}",
        )
        for file, declaration in found
    ]
    header = ("name", "kind", "exported", "members", "place")
    sys.stdout.write(table_text(header, rows) or "No interfaces.\n")
