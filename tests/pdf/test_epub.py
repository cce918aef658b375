"""The EPUBs of the example and of the manual are such that shops take them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.pdf.conftest import ROOT, build, need


@pytest.mark.parametrize("source", ["examples/shop/docs", "docs"])
def test_epubcheck_finds_nothing(source: str, tmp_path: Path) -> None:
    need(programs=("epubcheck", "java"))
    assert build(ROOT / source, tmp_path / "out", "-b", "epub", "-d", str(tmp_path / "read")) == ""
    (book,) = (tmp_path / "out").glob("*.epub")
    program = shutil.which("epubcheck")
    assert program is not None
    # Debian's program is a Java archive that only some shells can start.
    is_archive = Path(program).read_bytes()[:2] == b"PK"
    command = ["java", "-jar", program] if is_archive else [program]
    done = subprocess.run([*command, str(book)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout
