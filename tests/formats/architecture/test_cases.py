"""Documents and what is read out of each of them.

A case is a document and, beside it, what comes out: records with what is not the default,
sections with their state, line and lines of placeholders.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .reading import read, shown

CASES = sorted((Path(__file__).parent / "cases").glob("*.[mr]*"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_document_is_read(case: Path) -> None:
    expected = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    text = case.read_text(encoding="utf-8")
    assert shown(read(text, f"pkg/ARCHITECTURE{case.suffix}")) == expected


def test_every_result_has_a_document() -> None:
    results = {path.stem for path in CASES[0].parent.glob("*.json")}
    assert results == {path.stem for path in CASES}
