"""Who makes the pictures of diagrams in a build.

That is what the setting ``diagrams`` names; where it names nothing, ``sphinxcontrib-mermaid``
itself if the project has configured it for the format, and else all renderers in turn.
"""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxext_archdoc.diagnostics import Code, Diagnostic, Severity
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.log import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxext_archdoc.renderers import Chain

FOLDER = "archdoc-diagrams"
"""Folder beside the doctrees in which pictures are kept from build to build."""

_OF_COMMAND = frozenset({"cmd", "cmd_shell", "params", "pdfcrop", "sequence_config", "verbose"})
_OF_BOTH = frozenset({"config"})


class Studio:
    """Who makes the pictures of a build, and what became of them."""

    def __init__(self, app: Sphinx, names: Sequence[str]) -> None:
        """Ask the renderers of *names*, all when there are none."""
        self._config = app.config
        self._names = names
        self.folder = Path(app.doctreedir) / FOLDER
        self.is_foreign = not names and _is_configured(app.config, app.builder.format)
        """Whether ``sphinxcontrib-mermaid`` shows all diagrams, as the project configured it."""
        self.deferred = 0
        """How many diagrams are shown by no renderer but the browser."""
        self.files_path = self.folder / f"{app.builder.name}.json"
        self.warned: set[tuple[str, str, str]] = set()
        """The warnings of this build: page, place and message."""
        self.problems: dict[str, Diagnostic] = {}
        """What is said once in a build, by what it says."""

    @property
    def missing_extra(self) -> str:
        """The extra that would draw what is left to the browser, where the project chose none."""
        absent = self.chain.absent if not self._names else ()
        extras = {"mermaid-render": "diagrams", "mermaidx": "mermaidx"}
        return next((extra for name, extra in extras.items() if name in absent), "")

    @cached_property
    def files(self) -> dict[str, list[str]]:
        """Names of the files with pictures that each page of the output leads to."""
        return _read_files(self.files_path)

    @cached_property
    def chain(self) -> Chain:
        """The renderers; a build without diagrams imports none."""
        from sphinxext_archdoc.renderers import Chain, Options, renderers

        command = self._config.mermaid_cmd
        words = shlex.split(command) if isinstance(command, str) else list(command)
        options = Options(
            command=(*words, *self._config.mermaid_params),
            settings=str(self._config.mermaid_sequence_config or ""),
        )
        known = renderers()
        chosen = [known[name] for name in self._names if name in known] or list(known.values())
        return Chain(chosen, options, self.folder)


def _is_configured(config: Any, format_: str) -> bool:
    # Nothing public tells what was given in conf.py.
    given = config._raw_config.keys() | config.overrides.keys()  # noqa: SLF001
    names = {name.removeprefix("mermaid_") for name in given if name.startswith("mermaid_")}
    if format_ == "html":
        others = {name for name in given if name.startswith("d3_")}
        return bool(names - _OF_COMMAND - _OF_BOTH or others)
    if format_ in ("latex", "texinfo"):
        command = config.mermaid_cmd
        words = shlex.split(command) if isinstance(command, str) else command
        return bool(names & _OF_COMMAND and words and shutil.which(words[0]))
    return False


def open_studio(app: Sphinx) -> None:
    """Choose who makes the pictures (``builder-inited``, when the settings are known)."""
    domain = architecture_domain(app.env)
    names = domain.site.config.diagrams
    domain.studio = Studio(app, [name for name in names if name not in _unknown(names)])
    if unknown := _unknown(names):
        from sphinxext_archdoc.renderers import renderers

        message = (
            f"archdoc_diagrams names {unknown[0]!r}, which is no renderer; "
            f"known are {', '.join(renderers())}."
        )
        report([Diagnostic(code=Code.CONFIG, message=message)], domain.site.root)


def _unknown(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    from sphinxext_archdoc.renderers import renderers

    return [name for name in names if name not in renderers()]


def _read_files(path: Path) -> dict[str, list[str]]:
    try:
        found: dict[str, list[str]] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def remove_old_pictures(app: Sphinx, exception: Exception | None) -> None:
    """Remove pictures that no page leads to any more (``build-finished``)."""
    if exception is not None or app.builder.format != "html":
        return
    studio = architecture_domain(app.env).studio
    before = _read_files(studio.files_path)
    files = {page: n for page, n in sorted(studio.files.items()) if page in app.env.all_docs}
    if files == before:
        return
    used = {name for names in files.values() for name in names}
    for name in {name for names in before.values() for name in names} - used:
        Path(app.outdir, app.builder.imagedir, name).unlink(missing_ok=True)
    studio.folder.mkdir(parents=True, exist_ok=True)
    studio.files_path.write_text(json.dumps(files), encoding="utf-8")


def report_on_diagrams(app: Sphinx, exception: Exception | None) -> None:
    """Say once what would show more (``build-finished``)."""
    if exception is not None:
        return
    domain = architecture_domain(app.env)
    problems = list(domain.studio.problems.values())
    missing = domain.studio.missing_extra if domain.studio.deferred else ""
    if missing:
        is_html = app.builder.format == "html"
        where = "the browser, which loads a script from another host" if is_html else "no renderer"
        message = (
            f"Diagrams that are left to {where}: {domain.studio.deferred}; "
            f"install sphinxext-archdoc[{missing}] to have pictures of them."
        )
        problems.append(
            Diagnostic(code=Code.MISSING_EXTRA, message=message, severity=Severity.NOTE)
        )
    report(problems, domain.site.root)
