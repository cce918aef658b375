"""``sync --interfaces`` writes the source's declarations into documents, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.editing.interfaces import Update, Updates
from sphinxext_archdoc.languages import languages
from sphinxext_archdoc.loader import load_catalog
from tests.cli.conftest import Run, run
from tests.conftest import Tree, files_of, write_tree

__all__ = ["run"]

CASES = sorted((Path(__file__).parent / "synced").glob("*.txt"))
BEFORE = "# Architecture - core\n\n## Key Interfaces\n\n"
PATH = "packages/core/ARCHITECTURE.md"
WORKSPACE = {
    "package.json": '{"workspaces": ["packages/*"]}',
    "packages/core/package.json": '{"name": "core"}',
}


def _updated(root: Path) -> list[Update]:
    """Write what is to be written, and return it."""
    configured = load_root_settings(root)
    catalog = load_catalog(configured)
    paths = [document.path for document in catalog.documents]
    found = list(Updates(configured, catalog).of(paths))
    for update in found:
        if update.change is not None:
            (root / update.path).write_bytes(update.change.after)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_the_source_declares_is_written(
    repository: Callable[[Tree], Path], case: Path
) -> None:
    files = {p: str(text) for p, text in files_of(case.read_text(encoding="utf-8")).items()}
    expected = files.pop("EXPECTED")
    document = f"{BEFORE}{files.pop('ARCHITECTURE.md')}"
    sources = {f"packages/core/{path}": text for path, text in files.items()}
    root = repository({**WORKSPACE, **sources, PATH: document})
    (update,) = _updated(root)
    assert (root / PATH).read_text(encoding="utf-8") == f"{BEFORE}{expected}"
    assert update.left == ()
    assert not [again for again in _updated(root) if again.written], "it is in step"


def test_every_language_is_written() -> None:
    tried = {case.stem.partition("-")[0] for case in CASES}
    assert tried == {language.NAME for language in languages()}


SOURCE = """\
export interface Store {
  /** Gets one. */
  get(key: string): string;
}
export interface Entry {}
"""
DOCUMENT = f"""\
{BEFORE}Prose.

```typescript
interface Store {{
  get(): string;
}}
interface Entry {{}}
```
"""
SYNCED = DOCUMENT.replace("  get(): string;", "  /** Gets one. */\n  get(key: string): string;")


@pytest.fixture
def root(repository: Callable[[Tree], Path]) -> Path:
    return repository({**WORKSPACE, "packages/core/src/store.ts": SOURCE, PATH: DOCUMENT})


def _text(root: Path) -> str:
    return (root / PATH).read_text(encoding="utf-8")


def test_the_command_writes_and_is_done(run: Run, root: Path) -> None:
    outcome = run("sync", "--interfaces", "--root", root)
    assert outcome.status == 0
    assert outcome.out == (
        f"{PATH}\n  written core#Store [line 8] from packages/core/src/store.ts:1\n"
    )
    assert outcome.err == "1 interface written.\n"
    assert _text(root) == SYNCED
    assert run("sync", "--interfaces", "--root", root).err == "0 interfaces written.\n"
    assert _text(root) == SYNCED


def test_a_diff_shows_and_writes_nothing(run: Run, root: Path) -> None:
    outcome = run("sync", "--interfaces", "--diff", "--root", root)
    assert outcome.status == 0
    assert outcome.out.startswith(f"--- a/{PATH}\n+++ b/{PATH}\n")
    changed = [line for line in outcome.out.split("\n")[2:] if line[:1] in ("+", "-")]
    assert changed == ["-  get(): string;", "+  /** Gets one. */", "+  get(key: string): string;"]
    assert _text(root) == DOCUMENT


def test_a_check_finds_and_writes_nothing(run: Run, root: Path) -> None:
    assert run("sync", "--interfaces", "--check", "--root", root).status == 1
    assert _text(root) == DOCUMENT
    (root / PATH).write_text(SYNCED, encoding="utf-8")
    assert run("sync", "--interfaces", "--check", "--root", root).status == 0


@pytest.mark.parametrize(("name", "written"), [("core", True), ("packages/we*", False)])
def test_names_choose(run: Run, root: Path, name: str, *, written: bool) -> None:
    other = {"packages/web/package.json": '{"name": "web"}'}
    write_tree(root, {**other, "packages/web/ARCHITECTURE.md": "# Architecture - web\n"})
    assert run("sync", "--interfaces", name, "--root", root).status == 0
    assert (_text(root) == SYNCED) is written


def test_a_name_that_is_nothing(run: Run, root: Path) -> None:
    outcome = run("sync", "--interfaces", "nobody", "--root", root)
    assert outcome.status == 2
    assert "There is no package and no document 'nobody' to sync." in outcome.err


def test_options_of_templates_are_refused(run: Run, root: Path) -> None:
    outcome = run("sync", "--interfaces", "--force", "--root", root)
    assert (outcome.status, _text(root)) == (2, DOCUMENT)


def test_several_sources_are_left_with_their_places(run: Run, root: Path) -> None:
    write_tree(root, {"packages/core/src/old.ts": SOURCE.replace("string): ", "number): ")})
    outcome = run("sync", "--interfaces", "--root", root)
    assert outcome.status == 1
    assert outcome.err.split("\n")[0] == (
        f"{PATH}:8: The interface core#Store is declared in several places "
        "(packages/core/src/old.ts:1, packages/core/src/store.ts:1); "
        "it is left as it is, change it by hand."
    )
    assert _text(root) == DOCUMENT


def test_code_that_shows_a_part_is_left(run: Run, root: Path) -> None:
    partial = DOCUMENT.replace("  get()", "  // ...\n  get()")
    (root / PATH).write_text(partial, encoding="utf-8")
    outcome = run("sync", "--interfaces", "--root", root)
    assert outcome.status == 1
    assert f"{PATH}:8: The code of core#Store shows a part; " in outcome.err
    assert _text(root) == partial


def test_what_is_no_utf_8_is_left(run: Run, root: Path) -> None:
    data = DOCUMENT.replace("Prose", "Pros\xe9").encode("latin-1")
    (root / PATH).write_bytes(data)
    outcome = run("sync", "--interfaces", "--root", root)
    assert (outcome.status, (root / PATH).read_bytes()) == (1, data)
    assert f"{PATH}: It is not UTF-8" in outcome.err


def test_a_read_only_document_is_an_error(run: Run, root: Path) -> None:
    (root / PATH).chmod(0o444)
    outcome = run("sync", "--interfaces", "--root", root)
    assert outcome.status == 2
    assert "read-only" in outcome.err
    assert _text(root) == DOCUMENT


_MEMBERS = st.lists(
    st.sampled_from(
        ["get(): void;", "size?: number;", "// a word", "/** A word. */", "", "a: { b: c };"]
    ),
    max_size=6,
)
_PROSE = st.text(alphabet="ab \n\t-*`{}\u2028\x0b\u00e9", max_size=30).map(
    lambda text: text.replace("```", "")
)


@given(_MEMBERS, _MEMBERS, _PROSE, st.sampled_from(["", "  ", "> ", "> - "]), st.data())
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_nothing_else_changes(
    repository: Callable[[Tree], Path],
    ours: list[str],
    theirs: list[str],
    prose: str,
    prefix: str,
    data: st.DataObject,
) -> None:
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    mark = data.draw(st.sampled_from(["", "\ufeff"]))
    rows = ["```ts", "// above", "interface A {", *ours, "} // beside", "interface B {", *theirs]
    rows += ["}", "// below", "```"]
    inner = prefix.replace("-", " ")
    fence = "\n".join([prefix + rows[0], *((inner + row).rstrip() for row in rows[1:])])
    document = f"{mark}{BEFORE}{fence}\n\n{prose}\n".replace("\n", newline)
    declared = "\n".join(["export interface B {", "  added(): string;", *theirs[1:], "}"])
    root = repository({**WORKSPACE, "packages/core/src/b.ts": declared, PATH: document.encode()})
    _updated(root)
    after = (root / PATH).read_bytes().decode()
    start = document.index("interface B {")
    end = document.index("// below")
    assert after.startswith(document[:start])
    assert after.endswith(document[end:])
    assert after == document or "added(): string;" in after
    assert not _updated(root) or after == document
    assert (root / PATH).read_bytes().decode() == after
