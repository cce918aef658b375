"""Each document of a package has a qualifier of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.loader.qualifiers import document_qualifiers
from sphinxext_archdoc.model import Package


@pytest.mark.parametrize(
    ("path", "documents", "qualifiers"),
    [
        ("core", ["core/ARCHITECTURE.md"], [""]),
        ("core", ["core/docs/ARCHITECTURE.md"], [""]),
        ("core", ["core/ARCHITECTURE.md", "core/docs/ARCHITECTURE.md"], ["", "docs"]),
        ("core", ["core/src/mcp/ARCHITECTURE.md"], ["src/mcp"]),
        ("core", ["core/ARCHITECTURE.md", "core/ARCHITECTURE.rst"], ["", "ARCHITECTURE"]),
        ("core", ["core/d/a.md", "core/d/b.md", "core/d/b.rst"], ["d", "d/b", "d/b.rst"]),
        (".", ["ARCHITECTURE.md", "tools/x/ARCHITECTURE.md"], ["", "tools/x"]),
    ],
)
def test_qualifiers(path: str, documents: list[str], qualifiers: list[str]) -> None:
    package = Package(name="p", path=path, documents=tuple(documents))
    assert dict(document_qualifiers(package)) == dict(zip(documents, qualifiers, strict=True))


FOLDERS = st.lists(st.sampled_from(["a", "b", "docs"]), max_size=2)
FILES = st.sampled_from(["a.md", "a.rst", "b.md"])
PATHS = st.tuples(FOLDERS, FILES).map(lambda pair: "/".join([*pair[0], pair[1]]))


@given(st.lists(PATHS, unique=True))
def test_no_two_documents_share_one(documents: list[str]) -> None:
    package = Package(name="p", path=".", documents=tuple(documents))
    qualifiers = dict(document_qualifiers(package))
    assert list(qualifiers) == documents
    assert len(set(qualifiers.values())) == len(documents)
