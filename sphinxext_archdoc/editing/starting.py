"""The files with which a repository starts: a Sphinx project, a template, a configuration."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

TEMPLATE_FOLDER = "templates"
"""Folder, inside that of the Sphinx project, of the shared template."""

_SSH = re.compile(r"(?:ssh://)?(?:[\w.-]+@)(?P<host>[\w.-]+)(?::\d+/|[:/])(?P<path>[^:]+)")
_HTTP = re.compile(r"https?://(?:[^/@]*@)?(?P<host>[\w.:-]+)/(?P<path>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a new project is made with."""

    name: str
    """Of the project, for people."""
    docs: str = "docs"
    """Folder of the Sphinx project, relative to the root."""
    template: str = f"docs/{TEMPLATE_FOLDER}/ARCHITECTURE.md"
    """Path of the shared template."""
    theme: str = ""
    """A theme of Sphinx; empty for its default."""
    pages: tuple[str, ...] = ()
    """Pages in ``docs`` that are there already, for the table of contents."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """Settings besides the template, as TOML names them: texts, lists of texts, tables of
    lists of texts."""
    remarks: tuple[str, ...] = ()
    """Comments for the configuration, a line each."""


def conf_py(start: Start) -> str:
    """Return the text of ``conf.py``."""
    theme = f"html_theme = {_quoted(start.theme)}\n" if start.theme else ""
    inner = PurePosixPath(start.template)
    left_out = ["_build"]
    if inner.is_relative_to(start.docs):
        left_out.append(inner.relative_to(start.docs).parts[0])
    return (
        f"project = {_quoted(start.name)}\n"
        'extensions = ["sphinxext_archdoc"]\n'
        f"exclude_patterns = {json.dumps(left_out)}\n"
        f"{theme}"
    )


def _quoted(text: str) -> str:
    """Return *text* as Python writes it, in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def index_md(start: Start) -> str:
    """Return the text of ``index.md``."""
    parts = [
        f"# {_as_markdown(start.name)}",
        "## Packages",
        "```{architecture-packages}\n```",
        "## Decisions",
        "```{decision-index}\n```",
    ]
    if start.pages:
        pages = "\n".join(page.rpartition(".")[0] for page in start.pages)
        parts.append(f"```{{toctree}}\n:hidden:\n\n{pages}\n```")
    return "\n\n".join(parts) + "\n"


def _as_markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)


def settings_toml(start: Start, table: str = "") -> str:
    """Return the configuration; *table* is the one it is in (``tool.archdoc``), if any."""
    scope = f"{table}." if table else ""
    lines = [f"[{table}]"] if table else []
    lines += [f"# {remark}".rstrip() for remark in start.remarks]
    tables: list[str] = []
    for name, value in start.settings.items():
        if isinstance(value, Mapping):
            tables += ["", f"[{scope}{name}]", *_entries(value)]
        else:
            lines += _entries({name: value})
    tables += ["", f"[[{scope}templates]]", *_entries({"path": start.template})]
    return "\n".join([*lines, *tables]).lstrip("\n") + "\n"


def _entries(values: Mapping[str, object]) -> Iterator[str]:
    for name, value in values.items():
        key = name if re.fullmatch(r"[\w-]+", name, re.ASCII) else _toml(name)
        yield f"{key} = {_toml(value)}"


def _toml(value: object) -> str:
    """Return a text or a list of texts in TOML, whose escapes are those of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_settings(before: bytes, start: Start) -> bytes | None:
    """Return a ``pyproject.toml`` with a table of settings behind what is in it.

    None when that would be no TOML, or mean something else than before.
    """
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    end = b"" if before.endswith(b"\n") or not before else newline
    block = settings_toml(start, "tool.archdoc").encode().replace(b"\n", newline)
    after = before + end + newline + block
    try:
        old = tomllib.loads(before.decode("utf-8-sig"))
        new = tomllib.loads(after.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    added = new.get("tool", {}).pop("archdoc", None)
    if not new.get("tool") and "tool" not in old:
        new.pop("tool", None)
    return after if added is not None and new == old else None


def web_address(remote: str) -> str:
    """Return where the repository with the address *remote* (of git) can be seen; or nothing.

    Names and passwords in it are left out.

    >>> web_address("git@github.com:acme/shop.git"), web_address("https://me:x@git.example/a/b")
    ('https://github.com/acme/shop', 'https://git.example/a/b')
    """
    remote = remote.strip()
    match = _HTTP.fullmatch(remote) or _SSH.fullmatch(remote)
    if match is None:
        return ""
    path = match["path"].strip("/").removesuffix(".git")
    return f"https://{match['host']}/{path}" if path else ""


def unlisted(pages: Sequence[str], taken: frozenset[str]) -> tuple[str, ...]:
    """Return the *pages* of a Sphinx project that nothing lists: not the index, no records."""
    known = (".md", ".rst")
    return tuple(
        sorted(
            page
            for page in pages
            if page.endswith(known) and page.rpartition(".")[0] != "index" and page not in taken
        )
    )
