"""Roles of both markups (``{doc}`` of MyST, ``:doc:`` of reStructuredText)."""

from __future__ import annotations

import re

LINK_ROLES = frozenset({"doc", "ref", "any", "numref", "download", "term"})
"""Roles that lead somewhere, besides all those of a domain (``arch:decision``)."""

_TITLE_AND_TARGET = re.compile(r"(?P<title>.*\S)\s*<(?P<target>[^<>]*)>", re.DOTALL)


def read_role(name: str, content: str) -> tuple[str, str | None]:
    """Return what a role shows, and where it leads (None for one that leads nowhere).

    ``text <target>`` shows its text; a leading ``~`` leaves the last part of a dotted name, a
    leading ``!`` makes it no link.
    """
    leads = name in LINK_ROLES or ":" in name
    if leads and (match := _TITLE_AND_TARGET.fullmatch(content.strip())):
        return match["title"], match["target"].strip()
    text = content.strip()
    if text.startswith("!"):
        return text[1:], None
    target = text.removeprefix("~")
    shown = target.rsplit(".", 1)[-1] if text.startswith("~") else target
    return shown, target if leads and target else None
