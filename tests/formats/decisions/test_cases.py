"""Every file of ``cases`` is a decision record, the file ``….yaml`` beside it what it says.

A case is a file in the folder of its dialect; its name is that of the record's file. Folders
without a dialect of their own: ``none`` (no records), ``localised``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sphinxext_archdoc.formats import formats

from .shown import shown

CASES = Path(__file__).parent / "cases"
RECORDS = sorted(
    path.relative_to(CASES).as_posix()
    for path in CASES.rglob("*")
    if path.is_file() and path.suffix != ".yaml"
)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_read_as_written_down(name: str) -> None:
    expected = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))

    assert shown(name, (CASES / name).read_text(encoding="utf-8")) == expected


def test_every_dialect_has_a_case() -> None:
    written = {
        record["format"]
        for name in RECORDS
        for record in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    }

    assert {f.NAME for f in formats("decision")} == written


def test_every_case_of_a_dialect_is_read_by_it() -> None:
    for name in RECORDS:
        folder = name.partition("/")[0]
        if folder in ("none", "localised"):
            continue
        for record in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8")):
            assert record["format"] == folder.replace("_", "-"), name


def test_nothing_in_the_folder_of_no_records_is_one() -> None:
    names = [name for name in RECORDS if name.startswith("none/")]

    assert names
    assert [shown(name, (CASES / name).read_text(encoding="utf-8")) for name in names] == [
        [] for _ in names
    ]
