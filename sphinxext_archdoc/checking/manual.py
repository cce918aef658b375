"""What the manual says of a code, as plain text."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from sphinxext_archdoc import diagnostics
from sphinxext_archdoc.checking.settings import known_codes
from sphinxext_archdoc.rules import options_of

_DIRECTIVE = re.compile(r"^\.\. code-block:: \w+\n\n", re.MULTILINE)


def first_line(code: str) -> str:
    """Return one sentence on what is wrong where *code* is found."""
    return _page(code).partition("\n\n")[0].replace("\n", " ")


def manual_text(code: str) -> str:
    """Return the whole page of *code*: why it matters, options, examples."""
    text = _DIRECTIVE.sub("", _page(code)).replace("``", "`")
    rule = known_codes()[code]
    options = options_of(rule) if rule else {}
    lines = [f"  {n} = {_toml(o.default)}  # {o.meaning}" for n, o in options.items()]
    return "\n".join([text, *(["", "Options:", "", *lines] if lines else [])])


def _toml(value: object) -> str:
    return "[]" if value == () else str(value)


def _page(code: str) -> str:
    rule = known_codes()[code]
    return inspect.cleandoc(rule.__doc__) if rule else code_meanings()[code]


@cache
def code_meanings() -> Mapping[str, str]:
    """Return what the docstrings of diagnostics say of each code."""
    tree = ast.parse(inspect.getsource(diagnostics.Code))
    assert isinstance(tree.body[0], ast.ClassDef)
    found = {}
    for statement, following in pairwise(tree.body[0].body):
        match statement, following:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=text)):
                found[diagnostics.Code[name].value] = inspect.cleandoc(str(text))
    return found
