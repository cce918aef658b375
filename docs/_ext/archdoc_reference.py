"""Reference pages out of the sources: what is documented is what is there.

``archdoc-settings``
    The settings, from the docstrings of the fields of ``Config``.
``archdoc-codes``
    The codes of diagnostics, from the docstrings of the members of ``Code``.
``archdoc-modules``
    A section for each module of an extension folder, from the docstrings of the modules.
``archdoc-rules``
    A section for each rule, with its severity, its docstring and its options.
``archdoc-commands``
    A section for each command, with what it prints for ``--help``.

All docstrings are reStructuredText, so the directives are for ``.rst`` pages.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import os
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar
from unittest.mock import patch

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from sphinxext_archdoc import config, diagnostics, rules

if TYPE_CHECKING:
    from types import ModuleType

    from sphinx.application import Sphinx


def docstrings(owner: type) -> dict[str, str]:
    """Return the docstring under each name in the body of a class."""
    module = ast.parse(inspect.getsource(inspect.getmodule(owner) or owner))
    classes = {n.name: n.body for n in module.body if isinstance(n, ast.ClassDef)}
    found = {}
    for statement, following in pairwise(classes[owner.__name__]):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=text),
            ):
                found[name] = ast.literal_eval(text)
    return found


def modules_of(folder: str) -> Iterator[tuple[str, ModuleType]]:
    """Yield the public modules of an extension folder, by name."""
    package = importlib.import_module(folder)
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
        if not module.name.startswith("_"):
            yield module.name, importlib.import_module(f"{folder}.{module.name}")


class Reference(SphinxDirective):
    """What the directives of this module share."""

    def parsed(self, text: str) -> list[nodes.Node]:
        """Parse a docstring."""
        return self.lines(inspect.cleandoc(text).splitlines())

    def lines(self, lines: list[str]) -> list[nodes.Node]:
        """Parse reStructuredText."""
        holder = nodes.Element()
        self.state.nested_parse(StringList(lines, self.get_source_info()[0]), 0, holder)
        return holder.children


class Settings(Reference):
    """List all settings with their types, defaults and meanings."""

    def run(self) -> list[nodes.Node]:
        """Return a description of each."""
        documented = docstrings(config.Config)
        default = config.Config()
        lines: list[str] = []
        for setting in fields(config.Config):
            allowed = setting.metadata["check"](object())
            lines += [
                f".. confval:: archdoc_{setting.name}",
                f"   :type: {allowed}",
                f"   :default: ``{_in_conf_py(getattr(default, setting.name))}``",
                "",
                *(f"   {line}" for line in inspect.cleandoc(documented[setting.name]).splitlines()),
                "",
                f"   In TOML: ``{setting.name.replace('_', '-')}``.",
                "",
            ]
        return self.lines(lines)


def _in_conf_py(value: Any) -> str:
    return repr(list(value) if isinstance(value, tuple) else value)


class Codes(Reference):
    """List all codes of diagnostics."""

    def run(self) -> list[nodes.Node]:
        """Return a definition list."""
        codes = nodes.definition_list(classes=["archdoc-codes"])
        documented = docstrings(diagnostics.Code)
        for code in sorted(diagnostics.Code):
            term = nodes.term("", "", nodes.literal("", code.value), ids=[f"code-{code.value}"])
            codes += nodes.definition_list_item(
                "", term, nodes.definition("", *self.parsed(documented[code.name]))
            )
        return [codes]


class Modules(Reference):
    """Write a section for each module of the folder that is the argument."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"name": str}

    def run(self) -> list[nodes.Node]:
        """Return the sections, in the order of the modules' names."""
        return [self._section(name, module) for name, module in modules_of(self.arguments[0])]

    def _section(self, name: str, module: ModuleType) -> nodes.section:
        title = str(getattr(module, self.options.get("name", "NAME"), name))
        anchor = f"{self.arguments[0].rpartition('.')[2]}-{name}"
        return section(title, anchor, self.parsed(inspect.getdoc(module) or ""))


class Rules(Reference):
    """Write a section for each rule."""

    def run(self) -> list[nodes.Node]:
        """Return the sections, in the order of the codes."""
        return [self._section(code, rule) for code, rule in rules.rules().items()]

    def _section(self, code: str, rule: rules.Rule) -> nodes.section:
        body = self.parsed(inspect.cleandoc(rule.__doc__))
        facts = [f":severity: {rule.SEVERITY.value}"]
        for name, option in rules.options_of(rule).items():
            default = _in_conf_py(option.default)
            allowed = option.check(object()) or ""
            kind = f"{allowed[:1].upper()}{allowed[1:]}; default ``{default}``."
            facts.append(f":{name}: {option.meaning} {kind}")
        # After the sentence that says what is wrong.
        return section(code, f"rules-{code}", [*body[:1], *self.lines(facts), *body[1:]])


class Commands(Reference):
    """Write a section for each command."""

    def run(self) -> list[nodes.Node]:
        """Return the sections, in the order of the commands' names."""
        return [self._section(module) for _, module in modules_of("sphinxext_archdoc.cli")]

    def _section(self, module: ModuleType) -> nodes.section:
        parser = argparse.ArgumentParser(
            prog=f"sphinx-archdoc {module.NAME}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(parser)
        with patch.dict(os.environ, COLUMNS="90"):
            texts = [p.format_help() for p in _parsers(parser)]
        blocks = [nodes.literal_block("", text, language="text") for text in texts]
        body = [*self.parsed(module.HELP), *blocks]
        return section(f"sphinx-archdoc {module.NAME}", f"command-{module.NAME}", body)


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield the parser of a command, and those of the commands in it."""
    yield parser
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for inner in action.choices.values():
                yield from _parsers(inner)


def section(title: str, anchor: str, body: list[nodes.Node]) -> nodes.section:
    """Return a section with a title that is code."""
    name = nodes.make_id(anchor)
    found = nodes.section("", nodes.title("", "", nodes.literal("", title)), ids=[name])
    found["names"] = [name]
    found += body
    return found


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up the Sphinx extension."""
    app.add_directive("archdoc-settings", Settings)
    app.add_directive("archdoc-codes", Codes)
    app.add_directive("archdoc-modules", Modules)
    app.add_directive("archdoc-rules", Rules)
    app.add_directive("archdoc-commands", Commands)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
