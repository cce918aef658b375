"""The codes of findings, with what their docstrings say of them."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise

from sphinxext_archdoc import diagnostics
from sphinxext_archdoc.cli._listings import Listing


def codes() -> Listing:
    """List all codes by name."""
    meanings = sorted((code.value, meaning) for code, meaning in _documented())
    return Listing(
        name="codes",
        header=("code", "meaning"),
        rows=meanings,
        data=({"code": code, "meaning": meaning} for code, meaning in meanings),
    )


def _documented() -> Iterator[tuple[diagnostics.Code, str]]:
    tree = ast.parse(inspect.getsource(diagnostics.Code))
    assert isinstance(tree.body[0], ast.ClassDef)
    for statement, following in pairwise(tree.body[0].body):
        match statement, following:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=text)):
                yield diagnostics.Code[name], inspect.cleandoc(str(text)).replace("\n", " ")
