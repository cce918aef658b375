"""A repository, and edits of it that can be made in any order, any number of times.

An edit changes the files of a repository, a mapping of paths to texts. One that finds nothing
to change leaves them as they are.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.sphinx_ext.conftest import INDEX, package

Files = dict[str, str]
Edit = Callable[[Files], None]

CORE = "packages/core/ARCHITECTURE.md"
WEB = "packages/web/ARCHITECTURE.md"
ADR = "packages/web/docs/adr/000{}-{}.md"
ADR_1 = ADR.format(1, "cache")
ADR_2 = ADR.format(2, "no-cache")
INDEX_PAGE = "docs/index.md"
MORE = """\
## Key Interfaces

### Store

```typescript
interface Store { get(key: string): Value }
```

## Technology Stack

- **Language**: Go

## Security Considerations

- Nobody reads what is not theirs.

## Future Improvements

- Shard it

"""


def _record(number: int, title: str, more: str = "") -> str:
    return (
        f"# {number}. {title}\n\n## Status\n\nAccepted\n\n{more}## Context\n\nSlow.\n\n"
        "## Decision\n\nYes.\n\n## Consequences\n\nStale.\n"
    )


def _page(title: str, text: str) -> str:
    return f"---\norphan: 1\n---\n# {title}\n\n{text}"


START: Files = {
    "package.json": '{"name": "shop", "workspaces": ["packages/*", "services/*"]}',
    "docs/conf.py": 'extensions = ["sphinxext_archdoc"]\n',
    INDEX_PAGE: f"{INDEX}\n```{{toctree}}\nroles\n```\n",
    "docs/roles.md": _page(
        "Roles",
        "{arch:decision}`core#2`, {arch:component}`web#engine-of-web`, {arch:any}`core#Store`, "
        "{any}`core#1`, {arch:package}`core`, {arch:decision}`web#ADR-2`\n",
    ),
    "docs/pulls.md": _page(
        "Pulls",
        "```{architecture-decision} core#1\n```\n\n```{architecture-decision} web#ADR-2\n"
        ":as: card\n```\n\n```{component} web#engine-of-web\n```\n\n"
        "```{interface} core#Store\n```\n\n```{architecture-decision} core#12\n```\n",
    ),
    "docs/defined.md": _page(
        "Defined",
        "```{architecture-decision} Sessions live in the browser\n:id: 12\n:package: core\n"
        ":status: accepted\n:supersedes: core#1\n\n**Decision**: A signed cookie.\n```\n",
    ),
    "docs/views.md": _page(
        "Views",
        "```{decision-index}\n:package: web\n:as: list\n```\n\n```{component-index}\n```\n\n"
        "```{consideration-index}\n```\n\n```{technology-matrix}\n```\n\n"
        "```{architecture-packages}\n:no-toctree:\n```\n",
    ),
    "docs/whole.md": _page("Whole", "```{include} defined.md\n:start-after: '# Defined'\n```\n"),
    "packages/core/package.json": '{"name": "core"}',
    CORE: package("core", "Use queues", "Keep order", extra=MORE),
    "packages/web/package.json": '{"name": "web", "dependencies": {"core": "*"}}',
    WEB: package(
        "web",
        "Render early",
        extra="See [the core](../core/ARCHITECTURE.md), [](../core/ARCHITECTURE.md), "
        "[order](../core/ARCHITECTURE.md#decision-2-keep-order), "
        "[](../core/ARCHITECTURE.md#decision-1-use-queues), [api](../../services/api), "
        "[code](../core/src/store.ts) and {arch:decision}`1`.\n\n",
    ),
    ADR_1: _record(1, "Cache"),
    ADR_2: _record(2, "No cache"),
    "services/api/package.json": '{"name": "api", "description": "Answers."}',
}


def _replace(path: str, *pairs: tuple[str, str]) -> Edit:
    """Return an edit that replaces the first text of a pair by the second, or back again."""

    def edit(files: Files) -> None:
        text = files.get(path, "")
        for old, new in pairs:
            if old in text:
                files[path] = text = text.replace(old, new)
            elif new in text:
                files[path] = text = text.replace(new, old)

    return edit


def _append(path: str, text: str) -> Edit:
    """Return an edit that adds *text* to a file, or takes it away again."""

    def edit(files: Files) -> None:
        if path in files:
            before = files[path]
            files[path] = before.removesuffix(text) if before.endswith(text) else before + text

    return edit


def _toggle(added: Files) -> Edit:
    """Return an edit that adds files, or removes them when they are there."""

    def edit(files: Files) -> None:
        if files.keys() & added.keys():
            for path in added:
                files.pop(path, None)
        else:
            files.update(added)

    return edit


def _move(old: str, new: str) -> Edit:
    """Return an edit that moves a file, or all files of a folder, or moves them back."""

    def edit(files: Files) -> None:
        for start, end in ((old, new), (new, old)):
            found = [p for p in files if p == start or p.startswith(f"{start}/")]
            if found:
                for path in found:
                    files[end + path.removeprefix(start)] = files.pop(path)
                return

    return edit


DECISION_2 = (
    "\n### Decision 2: Keep order\n\n**Context**: Why Keep order came up.\n\n"
    "**Decision**: Keep order it is.\n"
)


def _move_decision(files: Files) -> None:
    """Move the second decision of one package to the other's document, or back."""
    if CORE in files and WEB in files:
        start, end = (CORE, WEB) if DECISION_2 in files[CORE] else (WEB, CORE)
        if DECISION_2 in files[start]:
            files[start] = files[start].replace(DECISION_2, "")
            files[end] += DECISION_2


def _reset(files: Files) -> None:
    files.clear()
    files.update(START)


EDITS: dict[str, Edit] = {
    "title of a decision": _replace(CORE, ("2: Keep order", "2: Lose order")),
    "title of a decision that is linked to": _replace(CORE, ("1: Use queues", "1: Use lists")),
    "title of a decision file": _replace(ADR_2, ("# 2. No cache", "# 2. Never cache")),
    "title of a document": _replace(CORE, ("# Architecture - core", "# The core")),
    "status": _replace(ADR_2, ("Accepted", "Rejected")),
    "date": _append(ADR_2, "\n## Date\n\n2024-05-06\n"),
    "relation": _replace(
        ADR_2, ("Accepted\n", "Accepted\n\nSupersedes [1. Cache](0001-cache.md)\n")
    ),
    "relation to another package": _replace(
        ADR_1, ("Accepted\n", "Accepted\n\nDepends on core#2\n")
    ),
    "prose": _replace(CORE, ("Why Keep order came up.", "Order matters.")),
    "prose of a decision that is shown elsewhere": _replace(
        CORE, ("Why Use queues came up.", "Work piles up.")
    ),
    "summary": _replace(CORE, ("The package core does its part.", "The core of it all.")),
    "summary out of a manifest": _replace("services/api/package.json", ("Answers.", "Asks.")),
    "number": _replace(CORE, ("### Decision 2:", "### Decision 7:")),
    "description of a component": _replace(WEB, ("drives it", "pulls it")),
    "name of a component": _replace(WEB, ("Engine of web", "Motor of web")),
    "interface": _replace(CORE, ("get(key: string)", "get(key: number)")),
    "consideration": _replace(CORE, ("Nobody reads", "No one reads")),
    "technology": _replace(CORE, ("**Language**: Go", "**Language**: Rust")),
    "improvement": _replace(CORE, ("- Shard it", "- [x] Shard it")),
    "placeholder": _replace(WEB, ("The package web does its part.", "[Describe the system]")),
    "new decision": _append(CORE, "\n### Decision 9: Late\n\n**Decision**: Yes.\n"),
    "decision removed": _replace(CORE, ("### Decision 1: Use queues", "**Old**: Use queues")),
    "decision moved": _move_decision,
    "decision in a directive": _replace("docs/defined.md", ("in the browser", "on the server")),
    "package of a directive": _replace("docs/defined.md", (":package: core", ":package: web")),
    "new decision file": _toggle({ADR.format(3, "more"): _record(3, "More", "Amends 0001\n\n")}),
    "decision file removed": _toggle({ADR_1: START[ADR_1]}),
    "decision file renamed": _move(ADR_2, ADR.format(2, "other")),
    "decision file moved": _move(ADR_2, "packages/core/docs/adr/0002-no-cache.md"),
    "decision log moved": _move("packages/web/docs/adr", "packages/web/docs/decisions"),
    "new package": _toggle({"packages/lib/ARCHITECTURE.md": package("lib", "Answer fast")}),
    "package of the same folder": _toggle(
        {"services/core/ARCHITECTURE.md": package("core service", "Serve")}
    ),
    "package that has decisions alone": _toggle(
        {"services/log/docs/adr/0001-log.md": _record(1, "Log")}
    ),
    "package removed": _toggle({p: START[p] for p in (CORE, "packages/core/package.json")}),
    "package renamed": _replace("packages/core/package.json", ('"core"', '"@acme/kernel"')),
    "package with a page of decisions alone renamed": _replace(
        "packages/web/package.json", ('"web"', '"@acme/site"')
    ),
    "folder renamed": _move("packages/core", "packages/kernel"),
    "document added": _toggle({"services/api/ARCHITECTURE.md": package("api", "Say less")}),
    "document moved": _move(CORE, "packages/core/docs/ARCHITECTURE.md"),
    "document of the repository": _toggle({"ARCHITECTURE.md": package("shop", "One repository")}),
    "deeper document": _toggle({"packages/core/src/mcp/ARCHITECTURE.md": package("mcp", "Speak")}),
    "file that is linked to": _toggle({"packages/core/src/store.ts": "export {}\n"}),
    "dependency": _replace("packages/web/package.json", ('{"core": "*"}', "{}")),
    "page with a view": _toggle(
        {"docs/other.md": _page("Other", "```{decision-index}\n:status: accepted\n```\n")}
    ),
    "views": _replace(INDEX_PAGE, ("```{decision-index}\n```\n", "No index.\n")),
    "list of packages": _replace(INDEX_PAGE, ("```{architecture-packages}\n```\n", "No list.\n")),
    "options of a view": _replace("docs/views.md", (":as: list", ":group: status")),
    "toctree": _replace(INDEX_PAGE, ("\nroles\n", "\nroles\npulls\n")),
    "page that shows records": _toggle({"docs/pulls.md": START["docs/pulls.md"]}),
    "page that defines a record": _toggle({"docs/defined.md": START["docs/defined.md"]}),
    "page of the project in the place of a document": _toggle(
        {"docs/packages/core.md": _page("Mine", "It is mine.\n")}
    ),
    "configuration file": _toggle(
        {"archdoc.toml": 'repository-url = "https://github.com/acme/shop"\n'}
    ),
    "aliases": _toggle(
        {
            "archdoc.toml": '[heading-aliases]\n"Core Components" = ["Design Decisions"]\n'
            '[status-aliases]\nproposed = ["Accepted"]\n'
        }
    ),
    "size of pages": _toggle({"archdoc.toml": "page-size = 2\n"}),
    "excluded folder": _toggle({"archdoc.toml": 'exclude = ["packages/web"]\n'}),
    "ignored folder": _toggle({".gitignore": "packages/core/\n"}),
    "excluded pages": _append("docs/conf.py", 'exclude_patterns = ["packages/web*"]\n'),
    "depth of the navigation": _append("docs/conf.py", "archdoc_navigation_depth = 0\n"),
    "template": _toggle(
        {
            "archdoc.toml": '[[templates]]\npath = "template.md"\n',
            "template.md": "# [Name]\n\n## System Overview\n\n[Say it]\n\n## Design Decisions\n",
        }
    ),
    "text of the template": _replace("template.md", ("[Say it]", "The package web does its part.")),
    "all back to the start": _reset,
}
