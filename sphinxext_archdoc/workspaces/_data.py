"""Files of data, manifests above all, read without an exception for bad content."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sphinxext_archdoc.diagnostics import Code, Diagnostic


@dataclass(slots=True, kw_only=True)
class DataFile:
    """A file that was read, and what was found wrong with it on the way."""

    name: str
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Empty for a file that cannot be read or is no table of values."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def complain(self, message: str, near: str = "", line: int = 0) -> None:
        """Note *message*, on the first line that holds *near* when no line is given."""
        line = line or self.line_of(near)
        self.diagnostics.append(
            Diagnostic(code=Code.WORKSPACE, message=message, path=self.name, line=line)
        )

    def line_of(self, words: str) -> int:
        """Return the first line that holds *words*, in quotes or else without; 0 for none."""
        at = self.text.find(f'"{words}"')
        at = self.text.find(words) if at < 0 and words else at
        return self.text.count("\n", 0, at) + 1 if at >= 0 else 0

    def table(self, *keys: str) -> Mapping[str, Any]:
        """Return the table at the end of *keys*; an empty one when there is none."""
        return table(self.values, *keys)

    def listed(self, key: str, *, inner: str) -> tuple[str, ...]:
        """Return the strings of the list *key*, which may be a table with the list *inner*."""
        value = self.values.get(key)
        if isinstance(value, Mapping):
            return self.strings(value.get(inner), f"{key}.{inner}")
        return self.strings(value, key)

    def strings(self, value: Any, key: str) -> tuple[str, ...]:
        """Return the strings in the list *value* of *key*; whatever else it holds is noted."""
        name = key.rpartition(".")[2]
        if value is None:
            return ()
        if not isinstance(value, list):
            self.complain(f"{key} is no list of strings; it is left out.", near=name)
            return ()
        if any(not isinstance(v, str) for v in value):
            self.complain(f"{key} has an entry that is no string; it is left out.", near=name)
        return tuple(v for v in value if isinstance(v, str) and v)


def table(values: Any, *keys: str) -> Mapping[str, Any]:
    """Return the table at the end of *keys* in *values*; an empty one when there is none."""
    for key in keys:
        values = values.get(key) if isinstance(values, Mapping) else None
    return values if isinstance(values, Mapping) else {}


def string(value: Any) -> str:
    """Return *value* as one line of text; an empty one when it is no string."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def negations(globs: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part a list of globs into those that include and those that exclude (``!…``)."""
    globs = tuple(globs)
    include = tuple(g for g in globs if not g.startswith("!"))
    return include, tuple(g[1:] for g in globs if g.startswith("!"))


def read_json(path: Path) -> DataFile | None:
    """Read a JSON file, in which comments and trailing commas are allowed; None when absent."""
    return _read(path, "JSON", _json, lambda e: getattr(e, "lineno", 0))


def read_toml(path: Path) -> DataFile | None:
    """Read a TOML file; None when absent."""
    return _read(path, "TOML", _toml, lambda e: _number(re.search(r"at line (\d+)", str(e))))


def read_yaml(path: Path) -> DataFile | None:
    """Read a YAML file; None when absent."""
    return _read(path, "YAML", _yaml, _yaml_line)


def read_text(path: Path) -> DataFile | None:
    """Read a text file, its ``values`` left empty; None when absent."""
    return _read(path, "text", lambda _: {}, lambda _: 0)


def _read(
    path: Path,
    language: str,
    parse: Callable[[str], Any],
    line_of: Callable[[Exception], int],
) -> DataFile | None:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        found = DataFile(name=path.name)
        found.complain(f"The file cannot be read: {error.strerror or error}.")
        return found
    found = DataFile(name=path.name)
    try:
        found.text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        found.complain("The file is not UTF-8.", line=data.count(b"\n", 0, error.start) + 1)
        return found
    try:
        values = parse(found.text)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        reason = getattr(error, "problem", None) or f"{error}".partition("\n")[0]
        found.complain(f"The file is no valid {language}: {reason}.", line=line_of(error))
        return found
    if isinstance(values, Mapping):
        found.values = values
    elif values is not None:
        found.complain(f"The file is valid {language}, but no table of values.")
    return found


_JSON_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/|,(?=\s*[\]}])', re.DOTALL)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return json.loads(_JSON_TOKEN.sub(_without_comment, text))


def _without_comment(match: re.Match[str]) -> str:
    token = match.group()
    return token if token.startswith('"') else "\n" * token.count("\n")


@lru_cache(maxsize=32)
def _toml(text: str) -> Any:
    """Several kinds ask for one ``pyproject.toml`` in turn; nobody changes the values."""
    return tomllib.loads(text)


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _yaml(text: str) -> Any:
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # A safe one, in C where there is one.


def _yaml_line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark is not None else 0


def _number(match: re.Match[str] | None) -> int:
    return int(match.group(1)) if match else 0
