"""What is said by names: of files, of folders, of packages."""

from __future__ import annotations

import doctest
import warnings
from collections.abc import Mapping
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from sphinxext_archdoc.discovery import globs, names
from sphinxext_archdoc.discovery.ignore import IgnoreRules
from sphinxext_archdoc.discovery.package_names import name_packages
from sphinxext_archdoc.model import ROOT_PACKAGE
from sphinxext_archdoc.workspaces import Manifest


@pytest.mark.parametrize("module", [names, globs], ids=lambda m: m.__name__.rpartition(".")[2])
def test_examples(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize(
    "stem",
    [
        "0001-template",
        "0012-adr-template-for-teams",
        "adr-0003-index",
        "2024-01-05-readme",
        "email-template-engine",
        "nn-architecture",
        "xx-large",
        "indexing",
        "summary-of-events",
        "overview-page",
        "security",
        "adr-for-decisions",
        "0000-use-records",
        "0000-use-template-engine",
        "SHOP-ADR-0007-template",
        "new-email-template",
        "titles",
    ],
)
def test_may_be_a_record(stem: str) -> None:
    assert not names.is_no_record(stem)


@pytest.mark.parametrize(
    "stem",
    [
        "Readme",
        "README_ja",
        "readme-zh-cn",
        "index.de",
        "_sidebar",
        "Table of contents",
        "LICENSE",
        "Template",
        "adr_template",
        "madr-template-minimal",
        "long.template",
        "template-en",
        "0000-ADR-Template",
        "adr000-template",
        "SHOP-ADR-0000-template",
        "0000-our-own-template",
        "0000-vorlage",
        "plantilla",
        "000-index",
        "adr-template-2",
        "nnn-title",
        "ADR-XXXX-title",
        "YYYYMMDD-title",
        "####-title",
        "Architecture-Decision-Records",
        "decision_log",
        ".draft",
    ],
)
def test_is_no_record(stem: str) -> None:
    assert names.is_no_record(stem)


@given(st.text(max_size=40))
def test_any_name(name: str) -> None:
    assert names.is_in_templates(f"src/{name}".rstrip("/")) == ("{{" in name)
    if names.is_named_adr(name):
        assert names.is_numbered(name)
    if names.is_log_name(name):
        assert names.says_nothing(name)
        assert names.is_no_record(name)


PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)
CLAIMS = st.dictionaries(PATHS, st.sampled_from(["", ".", "a", "b", "c", "a/b", "b/c", "x#y"]))


@given(CLAIMS)
def test_no_two_packages_have_one_name(claims: Mapping[str, str]) -> None:
    manifests = {path: Manifest(name=name) for path, name in claims.items()}
    found, diagnostics = name_packages({ROOT_PACKAGE: Manifest(name="root"), **manifests})
    assert found.keys() == {ROOT_PACKAGE, *claims}
    assert len(set(found.values())) == len(found)
    assert found[ROOT_PACKAGE] == ROOT_PACKAGE
    for path, name in claims.items():
        usable = name not in ("", ".", "x#y")
        assert found[path] in {name if usable else path.rpartition("/")[2], path}
        lost = usable and found[path] != name
        assert lost == any(d.path == path for d in diagnostics)


def test_names_do_not_depend_on_the_order_of_what_was_found() -> None:
    claims = {"a": "x", "b": "x", "x": "y", "y": "", "z/y": ""}
    manifests = {path: Manifest(name=name) for path, name in claims.items()}
    backwards = dict(reversed(manifests.items()))
    assert name_packages(manifests) == name_packages(backwards)


PATTERNS = st.lists(st.text(alphabet="ab/*!?[]\\ #.", max_size=6), max_size=5)


@given(PATTERNS, PATHS, st.booleans())
def test_patterns_in_one_say_what_each_says(
    patterns: list[str], path: str, is_folder: bool
) -> None:
    from sphinxext_archdoc.discovery.ignore import _Patterns, _readable

    path += "/" if is_folder else ""
    verdict = _Patterns(patterns).verdict(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        expected = GitIgnoreSpec.from_lines(_readable(patterns)).check_file(path).include
    assert verdict == expected


@pytest.mark.parametrize("folder", [".", "a/b"])
@given(st.text(alphabet="ab/*!?[]{},.\\|()+ ", max_size=12), PATHS)
def test_any_glob(folder: str, pattern: str, path: str) -> None:
    resolved = globs.resolve([pattern], folder=folder, name="x")
    assert len(resolved.globs) + len(resolved.diagnostics) == 1
    matches = globs.matcher(resolved.globs)
    if matches(path):
        within = globs.fixed_part(resolved.globs[0])
        assert globs.is_literal(resolved.globs[0]) or globs.is_within(path, within)


def test_configured_globs_begin_at_the_root() -> None:
    rules = IgnoreRules.of(["a", "b/*.md", "**/c"])
    ignored = ["a", "a/x.md", "b/x.md", "c", "x/c/y.md"]
    assert all(rules.ignores(path) for path in ignored)
    assert not any(rules.ignores(path) for path in ["x/a", "b/x/y.md", "x/b/y.md"])
