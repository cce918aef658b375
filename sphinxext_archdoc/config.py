"""The configuration: declared once, read from TOML by both front ends, ``conf.py`` on top.

Each field of :class:`Config` is a setting: ``root_path`` is ``root-path`` in TOML and
``archdoc_root_path`` in ``conf.py``. Values are plain data. A value that is not allowed
costs one diagnostic and is replaced by the default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from sphinxext_archdoc.diagnostics import Code, Diagnostic, Severity

Check = Callable[[Any], str | None]
"""Returns what is allowed, in words, when a value is not; None when it is."""


def _a_string(value: Any) -> str | None:
    return None if isinstance(value, str) else "a string"


def a_flag(value: Any) -> str | None:
    """Allow true and false."""
    return None if isinstance(value, bool) else "true or false"


def strings(value: Any) -> str | None:
    """Allow a list of strings."""
    if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
        return None
    return "a list of strings"


def _aliases(value: Any) -> str | None:
    if isinstance(value, dict) and all(
        isinstance(k, str) and strings(v) is None for k, v in value.items()
    ):
        return None
    return "a table that gives each name a list of strings"


def at_least(least: int) -> Check:
    """Allow whole numbers from *least* on."""

    def check(value: Any) -> str | None:
        good = isinstance(value, int) and not isinstance(value, bool) and value >= least
        return None if good else f"a whole number of at least {least}"

    return check


def _some_of(*allowed: str) -> Check:
    def check(value: Any) -> str | None:
        good = strings(value) is None and all(v in allowed for v in value)
        return None if good else "a list of " + ", ".join(map(repr, allowed))

    return check


def _a_date(value: Any) -> str | None:
    from datetime import date

    if isinstance(value, str):
        try:
            if value:
                date.fromisoformat(value)
            return None
        except ValueError:
            pass
    return "a date as YYYY-MM-DD, or an empty string"


def _rules(value: Any) -> str | None:
    severities = (*Severity, "off")
    good = isinstance(value, dict) and all(
        isinstance(code, str)
        and (rule in severities if isinstance(rule, str) else isinstance(rule, dict))
        for code, rule in value.items()
    )
    words = ", ".join(severities)
    return None if good else f"a table that gives codes one of {words}, or a table of options"


def _templates(value: Any) -> str | None:
    allowed = {"path", "documents", "aliases"}
    good = isinstance(value, list | tuple) and all(
        isinstance(t, dict)
        and t.keys() <= allowed
        and isinstance(t.get("path"), str)
        and strings(t.get("documents", [])) is None
        and _aliases(t.get("aliases", {})) is None
        for t in value
    )
    return None if good else "a list of tables with path, documents (globs) and aliases"


def _setting(default: Any, check: Check, rebuild: str = "env") -> Any:
    metadata = {"check": check, "rebuild": rebuild}
    if isinstance(default, dict):
        return field(default_factory=lambda: dict(default), metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings. The docstring of a field is its entry in the manual."""

    root_path: str = _setting("", _a_string)
    """Root of the repository, relative to the file that says so (``conf.py``,
    ``pyproject.toml``, ``archdoc.toml``). Default: the nearest folder upwards that holds
    ``.git``, a workspace manifest, or the configuration file."""
    packages: tuple[str, ...] = _setting(
        ("packages/*", "apps/*", "services/*", "libs/*", "crates/*"), strings
    )
    """Globs of package folders, used when no workspace manifest names any."""
    documents: tuple[str, ...] = _setting(("**/ARCHITECTURE.md", "**/ARCHITECTURE.rst"), strings)
    """Globs, relative to the root, of the documents to read; compared without case."""
    decisions: tuple[str, ...] = _setting((), strings)
    """Globs, relative to the root, of folders of decision records, besides those that are
    found by their names and by the files in them; compared without case."""
    exclude: tuple[str, ...] = _setting((), strings)
    """Globs, relative to the root, of folders and files that are never entered, besides those
    that ``.gitignore`` names."""
    templates: tuple[Mapping[str, Any], ...] = _setting((), _templates)
    """The shared templates: ``path`` relative to the root, ``documents`` (globs of the
    documents that follow it) and ``aliases`` (other headings for a section). Default: the
    template that ships with the extension."""
    heading_aliases: Mapping[str, tuple[str, ...]] = _setting({}, _aliases)
    """Other headings for a section of any template: ``{"Key Interfaces": ["API"]}``."""
    field_aliases: Mapping[str, tuple[str, ...]] = _setting({}, _aliases)
    """Other names for a field of a decision: ``{"context": ["Background"]}``."""
    status_aliases: Mapping[str, tuple[str, ...]] = _setting({}, _aliases)
    """Other words for a status: ``{"accepted": ["in force"]}``."""
    repository_url: str = _setting("", _a_string)
    """Address of the repository, such as ``https://github.com/acme/shop``: links to files
    that are no pages, "view source" and "edit" lead there."""
    repository_ref: str = _setting("main", _a_string)
    """Branch or tag in those addresses."""
    repository_edit: bool = _setting(True, a_flag, "html")
    """Whether the themes that offer "edit this page" do so for packages' documents."""
    drift: bool = _setting(False, a_flag)
    """Whether a build compares the interfaces in documents with the source code of their
    packages: it warns where the two differ (``archdoc.drift``), and the pages say so and name
    the classes that implement an interface. ``sphinx-archdoc check`` always compares."""
    navigation_depth: int = _setting(1, at_least(0), "env")
    """How many levels of headings of a packages' document go into the global navigation:
    1 its title alone, 0 all. Its own table of contents is always whole."""
    page_size: int = _setting(500, at_least(1), "html")
    """Rows of an index on one HTML page before it is split by package."""
    diagrams: tuple[str, ...] = _setting((), strings, "html")
    """Names of the renderers that draw mermaid diagrams, in the order in which they are asked.
    Default: all, unless ``conf.py`` configures ``sphinxcontrib-mermaid``, which then does as it
    is told."""
    outputs: tuple[str, ...] = _setting((), _some_of("atom", "json", "needs"), "html")
    """What is written beside the HTML: ``atom``, a feed of decisions (``decisions.atom``);
    ``json``, the whole catalogue (``archdoc.json``, see the export of the command line);
    ``needs``, the decisions for sphinx-needs (``needs.json``)."""
    git: bool = _setting(False, a_flag)
    """Whether the history of the repository is asked for the date and the authors of decisions
    that say none themselves."""
    today: str = _setting("", _a_date)
    """The day that views and rules take as today, as YYYY-MM-DD. Default:
    ``SOURCE_DATE_EPOCH``, else the date of the last commit."""
    rules: Mapping[str, Any] = _setting({}, _rules, "")
    """What ``sphinx-archdoc check`` makes of the findings of each rule: ``error``,
    ``warning``, ``note`` or ``off``, or a table with ``severity``, ``exclude`` (globs of
    documents that the rule is not for) and the options of the rule."""


def from_mapping(
    values: Mapping[str, Any], *, base: Config | None = None, path: str = "", prefix: str = ""
) -> tuple[Config, list[Diagnostic]]:
    """Check *values* (by setting name) and put them on top of *base*.

    *prefix* is written before a setting's name in messages (``archdoc_`` for ``conf.py``),
    *path* is the file that they came from. Unknown names and bad values give a diagnostic
    and are left out.
    """
    config = base or Config()
    known = {f.name: f for f in fields(Config)}
    good: dict[str, Any] = {}
    diagnostics = []
    for name, value in values.items():
        setting = known.get(name.replace("-", "_"))
        if setting is None:
            message = f"There is no setting {prefix}{name}; known are {', '.join(sorted(known))}."
            diagnostics.append(Diagnostic(code=Code.CONFIG, message=message, path=path))
        elif (allowed := setting.metadata["check"](value)) is not None:
            default = getattr(config, setting.name)
            message = f"{prefix}{name} is {value!r}, allowed is {allowed}; {default!r} is used."
            diagnostics.append(Diagnostic(code=Code.CONFIG, message=message, path=path))
        else:
            good[setting.name] = _frozen(value)
    return replace(config, **good), diagnostics


def _frozen(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_frozen(v) for v in value)
    if isinstance(value, dict):
        return {k: _frozen(v) for k, v in value.items()}
    return value


ROOT_MARKERS = (
    ".git",
    "pnpm-workspace.yaml",
    "lerna.json",
    "go.work",
    "archdoc.toml",
)
"""Files and folders that mark the root of a repository."""


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above *start* that is the root of a repository.

    That is one with a marker of :data:`ROOT_MARKERS`, else the outermost that holds a
    ``package.json``, ``Cargo.toml`` or ``pyproject.toml``, else *start* itself.
    """
    folders = [start, *start.parents]
    for folder in folders:
        if any((folder / marker).exists() for marker in ROOT_MARKERS):
            return folder
    manifests = ("package.json", "Cargo.toml", "pyproject.toml")
    holders = [f for f in folders if any((f / m).is_file() for m in manifests)]
    return holders[-1] if holders else start


def find_toml(start: Path, *, upwards: bool = True) -> tuple[Path, Mapping[str, Any]] | None:
    """Return the nearest configuration at or above *start* (only at it without *upwards*).

    That is an ``archdoc.toml``, or a ``pyproject.toml`` with a table ``[tool.archdoc]``; its
    values come with it. Raises tomllib.TOMLDecodeError for an ``archdoc.toml`` that is no TOML.
    """
    for folder in [start, *start.parents] if upwards else [start]:
        if (own := folder / "archdoc.toml").is_file():
            return own, tomllib.loads(own.read_text(encoding="utf-8"))
        if (shared := folder / "pyproject.toml").is_file():
            try:
                table = tomllib.loads(shared.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError):
                continue
            if "archdoc" in table.get("tool", {}):
                return shared, table["tool"]["archdoc"]
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A configuration and the folder that it is for."""

    config: Config
    root: Path
    """Absolute path of the root of the repository."""
    diagnostics: tuple[Diagnostic, ...] = ()


def load_root_settings(root: Path) -> Settings:
    """Read the configuration that lies in *root*, which is the root of the repository.

    Nothing above *root* is looked at, and a ``root-path`` in it has no effect.
    """
    root = root.resolve()
    config = Config()
    diagnostics: list[Diagnostic] = []
    try:
        if found := find_toml(root, upwards=False):
            config, diagnostics = from_mapping(found[1], path=found[0].name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        diagnostics = [_no_toml(error)]
    return Settings(config=config, root=root, diagnostics=tuple(diagnostics))


def _no_toml(error: Exception) -> Diagnostic:
    message = f"archdoc.toml is left out, it is no valid TOML: {error}"
    return Diagnostic(code=Code.CONFIG, message=message)


def load_settings(
    start: Path, overrides: Mapping[str, Any] | None = None, *, prefix: str = "archdoc_"
) -> Settings:
    """Find and read the configuration for the folder *start*.

    *overrides* are the values of ``conf.py`` that lies in *start*, by setting name; they win.
    """
    start = start.resolve()
    config, base = Config(), start
    diagnostics: list[Diagnostic] = []
    try:
        found = find_toml(start)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        diagnostics.append(_no_toml(error))
        found = None
    if found is not None:
        config, more = from_mapping(found[1], path=found[0].name)
        diagnostics += more
        base = found[0].parent
    if overrides:
        config, more = from_mapping(overrides, base=config, path="conf.py", prefix=prefix)
        diagnostics += more
        base = start if overrides.get("root_path") else base
    root = (base / config.root_path).resolve() if config.root_path else find_root(start)
    if config.root_path and not root.is_dir():
        message = (
            f"{prefix}root_path is {config.root_path!r}, which is no folder; "
            "the nearest repository root is used."
        )
        diagnostics.append(Diagnostic(code=Code.CONFIG, message=message))
        root = find_root(start)
    if start.is_relative_to(root):
        conf = (start / "conf.py").relative_to(root).as_posix()
        diagnostics = [replace(d, path=conf) if d.path == "conf.py" else d for d in diagnostics]
    return Settings(config=config, root=root, diagnostics=tuple(diagnostics))


def setting_names() -> Iterable[str]:
    """Yield the names of all settings, in the order of their declaration."""
    return (f.name for f in fields(Config))
