"""Views are found by the names of their modules."""

from __future__ import annotations

import pytest

from sphinxext_archdoc.sphinx_ext.views import view_named, view_names


@pytest.mark.parametrize("name", view_names())
def test_a_view_is_called_as_its_module(name: str) -> None:
    assert name == view_named(name).NAME
