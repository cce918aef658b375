"""Spellings of one technology count as one, those of two as two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.vocabulary.technologies import folded_technology

SAME = [
    ("Node.js", "NodeJS", "node", "Node.js 20", "Node.js v20.x", "node.js (LTS)"),
    ("PostgreSQL", "Postgres", "postgresql 15+", "PostgreSQL ≥ 15.2", "Postgres@16"),
    ("C++", "c++ 20"),
    ("Kubernetes", "K8s", "kubernetes v1.30"),
    ("Python", "Python 3.11 or later", "python 3"),
    ("Vue", "Vue.js", "Vue 3"),
    ("Java", "Java 21 LTS"),
]
APART = [
    ("C", "C++", "C#"),
    ("Java", "JavaScript"),
    ("HTTP/2", "HTTP/3"),
    ("RFC 9110", "RFC 7231"),
    ("S3", "EC2"),
    ("OAuth 2", "OAuth 1"),
    ("日本語", "中文"),
]


@pytest.mark.parametrize("names", SAME)
def test_spellings_of_one_technology(names: tuple[str, ...]) -> None:
    assert len({folded_technology(name) for name in names}) == 1


@pytest.mark.parametrize("names", APART)
def test_technologies_that_look_alike(names: tuple[str, ...]) -> None:
    assert len({folded_technology(name) for name in names}) == len(names)


@given(st.text(min_size=1))
def test_folding_has_an_end(name: str) -> None:
    assert folded_technology(folded_technology(name)) or not name.strip()
