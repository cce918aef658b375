"""Settings out of the ``conf.py`` of a Sphinx project, which is executed for it.

Commands do this when ``--conf`` asks for it, and never otherwise: a ``conf.py`` is a program.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinxext_archdoc.cli._main import CommandError

PREFIX = "archdoc_"


def conf_values(path: Path) -> tuple[Path, Mapping[str, Any]]:
    """Execute the ``conf.py`` at *path*, or in that folder, as Sphinx does.

    Returns its folder, and its settings without their prefix. What it prints goes to standard
    error. Raises CommandError when it is not there, or fails.
    """
    file = (path / "conf.py" if path.is_dir() else path).resolve()
    try:
        code = compile(file.read_bytes(), str(file), "exec")
    except OSError as error:
        raise CommandError(f"{file.name} cannot be read: {error.strerror}.") from error
    except (SyntaxError, ValueError) as error:
        raise CommandError(f"{path} is no Python: {error}.") from error
    values: dict[str, Any] = {"__file__": str(file), "__name__": "conf", "tags": _Tags()}
    with contextlib.chdir(file.parent), contextlib.redirect_stdout(sys.stderr):
        try:
            exec(code, values)  # noqa: S102 - that is what was asked for
        except (Exception, SystemExit) as error:
            message = f"{path} failed: {type(error).__name__}: {error}"
            raise CommandError(f"{message.rstrip('.')}.") from error
    found = {n.removeprefix(PREFIX): v for n, v in values.items() if n.startswith(PREFIX)}
    return file.parent, found


class _Tags(set[str]):
    """The tags of a build that has none, as ``conf.py`` may ask for them."""

    def has(self, name: str) -> bool:
        """Return whether there is a tag."""
        return name in self
