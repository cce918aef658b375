"""What was read as lines of text, as the cases have it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.model import Declaration, Member


def shown(reading: Reading) -> str:
    """Return a line for each declaration and member, doc comments below, and the error line."""
    lines = [line for found in reading.declarations for line in _declaration(found)]
    if reading.error_line:
        lines.append(f"error {reading.error_line}")
    return "".join(f"{line}\n" for line in lines)


def _declaration(found: Declaration) -> Iterator[str]:
    parameters = f"<{', '.join(found.type_parameters)}>" if found.type_parameters else ""
    exported = " exported" if found.exported else ""
    yield f"{found.line} {found.kind} {found.qualified}{parameters}{exported}"
    yield f"  {found.signature}"
    yield from (f"  extends {name}" for name in found.extends)
    yield from (f"  implements {name}" for name in found.implements)
    yield from (f"  | {line}".rstrip() for line in found.doc.splitlines())
    for member in found.members:
        yield from _member(member)


def _member(member: Member) -> Iterator[str]:
    flags = [flag for flag in ("optional", "readonly", "static") if getattr(member, flag)]
    flags += [f"x{member.overloads}"] if member.overloads > 1 else []
    words = " ".join([member.kind, member.name, *flags])
    yield f"  - {words}: {member.signature}"
    yield from (f"    | {line}".rstrip() for line in member.doc.splitlines())
