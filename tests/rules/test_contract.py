"""What every rule has, and what its page in the manual says."""

from __future__ import annotations

import re

import pytest

from sphinxext_archdoc.checking.manual import first_line, manual_text
from sphinxext_archdoc.checking.settings import known_codes
from sphinxext_archdoc.diagnostics import Code, Severity
from sphinxext_archdoc.rules import (
    catalog_check_of,
    document_check_of,
    is_selected,
    options_of,
    rules,
)

FROM_THE_CHECKER = {"unused-ignore", "template-behind"}


@pytest.mark.parametrize("code", rules())
def test_rule_keeps_the_contract(code: str) -> None:
    rule = rules()[code]
    assert rule.__name__.rpartition(".")[2] == code.replace("-", "_")  # type: ignore[attr-defined]
    assert isinstance(rule.SEVERITY, Severity)
    checks = [document_check_of(rule), catalog_check_of(rule)]
    is_of_the_reading = code in {c.value for c in Code} | FROM_THE_CHECKER
    assert sum(check is not None for check in checks) == (0 if is_of_the_reading else 1)


@pytest.mark.parametrize("code", rules())
def test_defaults_of_options_are_allowed(code: str) -> None:
    for option in options_of(rules()[code]).values():
        assert option.check(option.default) is None
        assert option.check(object()) is not None


@pytest.mark.parametrize("code", rules())
def test_page_has_both_examples(code: str) -> None:
    page = rules()[code].__doc__
    bad, good = re.split(r"^Keeps it.*:$", page, flags=re.MULTILINE)
    assert "\nBreaks the rule" in bad
    assert bad.count(".. code-block::") >= 1
    assert good.count(".. code-block::") == 1
    for name in options_of(rules()[code]):
        assert f"``{name}``" in page or name == "fields"


@pytest.mark.parametrize("code", known_codes())
def test_every_code_is_told_in_a_sentence(code: str) -> None:
    assert re.fullmatch(r"[A-Z].*\.|.*\.", first_line(code))
    assert first_line(code).split()[0] in manual_text(code)


@pytest.mark.parametrize(
    ("code", "selectors", "expected"),
    [
        ("missing-section", ("missing-section",), True),
        ("missing-section", ("missing",), True),
        ("missing-section", ("missing-",), True),
        ("missing-section", ("miss",), False),
        ("missing-section", ("section",), False),
        ("missing-section", ("dead", "missing"), True),
        ("missing-section", ("all",), True),
        ("missing-section", (), False),
    ],
)
def test_selection(code: str, selectors: tuple[str, ...], expected: bool) -> None:
    assert is_selected(code, selectors) is expected
