"""``check --explain``: the manual on the command line."""

from __future__ import annotations

import difflib

from sphinxext_archdoc.checking.manual import first_line, manual_text
from sphinxext_archdoc.checking.settings import known_codes
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._tables import table_text


def explanation(code: str) -> str:
    """Return the manual page of *code*, or a table of all codes for ``all``."""
    if code == "all":
        rows = [
            (name, rule.SEVERITY.value if rule else "", first_line(name))
            for name, rule in known_codes().items()
        ]
        return table_text(("code", "severity", "meaning"), rows)
    if code not in known_codes():
        near = difflib.get_close_matches(code, known_codes(), n=1)
        hint = f" Is {near[0]!r} meant?" if near else ""
        raise CommandError(f"There is no code {code!r}; --explain all lists them.{hint}")
    rule = known_codes()[code]
    severity = f" ({rule.SEVERITY.value})" if rule else ""
    return f"{code}{severity}\n\n{manual_text(code)}\n"
