"""Go: ``use`` in ``go.work``, one folder a line or several in parentheses.

A module is named by the last element of its path that is no version: ``example.org/shop/v2``
is ``shop``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import read_text

KIND = "go"
RANK = 310
FILES = ("go.work", "go.mod")

_COMMENT = re.compile(r"(?:^|\s)//.*")
_WORD = re.compile(r'"[^"]*"|`[^`]*`|\S+')


def members(folder: Path) -> Members | None:
    """Return the folders that ``go.work`` uses."""
    found = read_text(folder / FILES[0])
    if found is None:
        return None
    return Members(
        file=FILES[0],
        include=tuple(words[0] for words in _statements(found.text, "use") if words[0] != "."),
        diagnostics=tuple(found.diagnostics),
    )


def manifest(folder: Path) -> Manifest | None:
    """Return what ``go.mod`` says."""
    found = read_text(folder / FILES[1])
    if found is None:
        return None
    module = next((words[0] for words in _statements(found.text, "module")), "")
    replaced = [words[-1] for words in _statements(found.text, "replace") if "=>" in words]
    return Manifest(
        name=_short_name(module),
        ecosystem="go",
        ids=(module,) if module else (),
        dependencies=tuple(words[0] for words in _statements(found.text, "require")),
        folders=tuple(path for path in replaced if path.startswith(("./", "../"))),
        diagnostics=tuple(found.diagnostics),
    )


def _short_name(module: str) -> str:
    parts = [part for part in module.split("/") if not re.fullmatch(r"v\d+", part)]
    return parts[-1] if parts else ""


def _statements(text: str, verb: str) -> Iterator[list[str]]:
    """Yield the words of each statement of *verb*, on its own or in a block."""
    inside = False
    for line in text.splitlines():
        words = [word.strip('"`') for word in _WORD.findall(_COMMENT.sub("", line))]
        if inside and words == [")"]:
            inside = False
        elif inside and words:
            yield words
        elif words[:1] == [verb] and words[1:] == ["("]:
            inside = True
        elif words[:1] == [verb] and len(words) > 1:
            yield words[1:]
