"""The example monorepo is what the manual says of it, and builds without a warning."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.loader import load_catalog
from sphinxext_archdoc.model import Decision

SHOP = Path(__file__).parents[1] / "examples" / "shop"

DECISIONS = """
ADR-1 accepted
ADR-2 accepted
ADR-3 superseded
ADR-4 accepted
ADR-5 accepted
ADR-6 accepted
ADR-7 proposed
ADR-8 rejected
@meadowlark/cart#1 accepted
@meadowlark/cart#2 accepted
@meadowlark/cart#3 superseded
@meadowlark/catalog#1 accepted
@meadowlark/catalog#2 accepted
@meadowlark/catalog#3 accepted
@meadowlark/catalog#4 proposed
@meadowlark/orders#1 accepted
@meadowlark/orders#ADR-1 accepted
@meadowlark/orders#ADR-2 accepted
@meadowlark/orders#ADR-3 accepted
@meadowlark/search#ADR-1 unknown
@meadowlark/search#ADR-2 implemented
@meadowlark/storefront#1 accepted
@meadowlark/storefront#2 accepted
@meadowlark/storefront/src/checkout#1 accepted
@meadowlark/storefront/src/checkout#2 accepted
meadowlark-forecast#1 accepted
meadowlark-forecast#2 accepted
meadowlark-forecast#ADR-1 accepted
""".strip().splitlines()
"""All decisions in documents and files, by key."""
IN_DIRECTIVES = 2
"""How many decisions more the page with directives defines."""


def test_catalogue_has_every_decision_and_no_finding() -> None:
    catalog = load_catalog(load_root_settings(SHOP))
    decisions = [f"{d.key} {d.status.value}" for d in catalog.records(Decision)]
    assert sorted(decisions) == sorted(DECISIONS)
    assert list(catalog.diagnostics) == []


def test_untouched_template_gives_no_record() -> None:
    catalog = load_catalog(load_root_settings(SHOP))
    (template,) = [d for d in catalog.documents if d.package == "@meadowlark/notifications"]
    assert template.records == ()


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_site_lists_every_decision_once(theme: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-b", "html"]
    command += ["-D", f"html_theme={theme}", str(SHOP / "docs"), str(tmp_path / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    index = (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    table = re.search(r'<table class="[^"]*arch-index.*?</table>', index, re.DOTALL)
    assert table is not None
    assert table[0].count("<tr") - 1 == len(DECISIONS) + IN_DIRECTIVES
