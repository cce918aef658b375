"""What all tests share: Sphinx's own fixtures, and repositories made of text."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings

pytest_plugins = ("sphinx.testing.fixtures",)

# Whether a test passes is no matter of how busy the machine is, nor in CI of luck.
settings.register_profile("archdoc", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("archdoc")

Tree: TypeAlias = Mapping[str, str | bytes | None] | str
"""Files by path, None for an empty folder; or one text in which each file begins with a line
``==> path <==``."""

FILE_HEADER = re.compile(r"^==> (?P<path>.+) <==\n", re.MULTILINE)


def files_of(tree: Tree) -> Mapping[str, str | bytes | None]:
    """Return the files of *tree* by path; texts lose the indentation they share."""
    if not isinstance(tree, str):
        return {p: textwrap.dedent(c) if isinstance(c, str) else c for p, c in tree.items()}
    before, *parts = FILE_HEADER.split(textwrap.dedent(tree))
    if before.strip() or not parts:
        raise ValueError("a tree begins with a line '==> path <=='")
    return {
        path: text.strip("\n") + "\n" for path, text in zip(parts[::2], parts[1::2], strict=True)
    }


def write_tree(folder: Path, tree: Tree) -> Path:
    """Write the files of *tree* below *folder*, which is made when it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files_of(tree).items():
        file = folder / path
        if content is None:
            file.mkdir(parents=True, exist_ok=True)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Callable[[Tree], Path]:
    """Write a tree (see :data:`Tree`) into the repository of the test and return its root.

    Called again it adds and replaces files. The root has a ``.git``, so that no configuration
    above it is found.
    """
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)

    def write(tree: Tree) -> Path:
        return write_tree(root, tree)

    return write
