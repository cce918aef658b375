"""The garbage collector is left as it was found."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp


@pytest.fixture
def source(tmp_path: Path) -> Path:
    # Other tests may have left an application that never built.
    gc.unfreeze()
    (tmp_path / "conf.py").write_text('extensions = ["sphinxext_archdoc"]\n')
    (tmp_path / "index.md").write_text("# Site\n")
    return tmp_path


def test_what_lives_long_is_frozen_for_the_build_only(
    make_app: Callable[..., SphinxTestApp], source: Path
) -> None:
    app = make_app(srcdir=source)
    seen = []
    app.connect("env-updated", lambda *_: seen.append(gc.get_freeze_count()))
    app.build()
    assert seen[0] > 0
    assert gc.get_freeze_count() == 0


def test_a_process_that_froze_objects_itself_keeps_them_frozen(
    make_app: Callable[..., SphinxTestApp], source: Path
) -> None:
    gc.freeze()
    try:
        make_app(srcdir=source).build()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
