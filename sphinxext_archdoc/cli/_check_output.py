"""From the findings of ``check`` to what is written."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.checking import Report
from sphinxext_archdoc.checking.baseline import baseline_text, fingerprints, read_baseline
from sphinxext_archdoc.checking.files import RepositoryFiles
from sphinxext_archdoc.checking.source import SourceLines
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_output
from sphinxext_archdoc.cli._reports import Output
from sphinxext_archdoc.config import Settings


def output_of(
    report: Report,
    found: Sequence[Finding],
    fixed: int,
    settings: Settings,
    arguments: argparse.Namespace,
) -> Output:
    """Return what is to be written of *found*; the baseline is written when it is asked for.

    Raises CommandError for a baseline that cannot be read or written.
    """
    source = SourceLines(RepositoryFiles(settings.root))
    marks = dict(zip(report.findings, fingerprints(report.findings, source), strict=True))
    known: Mapping[str, str] = {}
    if arguments.update_baseline:
        text = baseline_text(found, [marks[finding] for finding in found])
        write_output(text, arguments.baseline)
        print(f"{arguments.baseline}: {len(found)} known findings.", file=sys.stderr)
    elif arguments.baseline:
        known = _known(arguments.baseline)
    shown = [finding for finding in found if marks[finding] not in known]
    return Output(
        findings=shown,
        fingerprints=[marks[finding] for finding in shown],
        documents=report.documents,
        source=source,
        known=len(found) - len(shown),
        gone=len(known.keys() - set(marks.values())),
        fixed=fixed,
        prefix=_prefix(settings.root),
        color=arguments.output is None and _has_color(arguments.color),
    )


def _known(file: Path) -> Mapping[str, str]:
    try:
        return read_baseline(file.read_text(encoding="utf-8"))
    except OSError as error:
        reason = f"{error.strerror}; --update-baseline makes it"
        raise CommandError(f"The baseline {file} cannot be read: {reason}.") from error
    except ValueError as error:
        raise CommandError(f"The baseline {file} cannot be read: {error}.") from error


def _prefix(root: Path) -> str:
    """Return what leads from the current folder down to *root*; empty when it is not below."""
    inside = os.path.relpath(root).replace(os.sep, "/")
    return "" if inside == "." or inside.startswith("..") else f"{inside}/"


def _has_color(wish: str) -> bool:
    """Return whether to colour: see https://no-color.org and https://force-color.org."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
