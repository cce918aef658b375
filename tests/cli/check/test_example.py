"""The example is checked as its README says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import Run

SHOP = Path(__file__).parents[3] / "examples" / "shop"


def test_readme_shows_what_check_prints(run: Run) -> None:
    readme = (SHOP / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"\$ sphinx-archdoc check\n(.*?)```", readme, re.DOTALL)
    assert shown is not None
    done = run("check", "--root", SHOP)
    assert (done.status, done.out) == (1, shown[1])
