"""What of a declaration in source code others see: the code without what it does.

Code that does nothing is taken as it is written. Of classes and the like the head remains, and
the members that others can use, with their documentation.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from sphinxext_archdoc.catalog.overloads import overloads
from sphinxext_archdoc.catalog.visibility import public_members
from sphinxext_archdoc.editing.comments import comment_above
from sphinxext_archdoc.editing.python_surface import without_bodies
from sphinxext_archdoc.model import Declaration, Member

_INDENT = {"python": "    ", "java": "    ", "csharp": "    ", "rust": "    "}
_ONLY_TYPES = frozenset({"interface", "type", "enum", "alias"})
_WITHOUT_BODIES = {
    "typescript": _ONLY_TYPES,
    "go": _ONLY_TYPES | {"class"},
    "graphql": _ONLY_TYPES,
    "protobuf": _ONLY_TYPES | {"class"},
    "rust": frozenset({"class", "enum", "type", "alias"}),
    "csharp": frozenset({"enum"}),
}
"""Kinds of declarations that hold no code which does something, by language."""
_NEVER_BARE = {
    "javascript": frozenset({"method", "getter", "setter", "constructor"}),
    "java": frozenset({"constructor"}),
    "csharp": frozenset({"constructor"}),
}
"""Kinds of members that have a body in any case, by language."""
_BRACES = frozenset({"typescript", "javascript", "java", "csharp", "rust"})


@dataclass(frozen=True, slots=True)
class Surface:
    """A declaration as a document may show it."""

    code: str
    """From the line of its name on, without a line end at its end."""
    comment: str = ""
    """The documentation comment above it; empty in a language that writes it inside."""


def surfaces(
    declaration: Declaration, text: str, language: str, documented: Set[str] = frozenset()
) -> Iterator[Surface]:
    """Yield how *declaration*, read from *text* in *language*, may be shown; the best one first.

    Members that others cannot use are left out, but those whose names are *documented*. Whether
    a surface says the same is for whoever reads it again: code can be laid out in odd ways.
    """
    lines = text.split("\n")
    comment = comment_above(lines, declaration.line, declaration.doc, language)
    shown = lines[declaration.line - 1 : declaration.end_line]
    code = textwrap.dedent("\n".join(shown)).rstrip()
    public = public_members(declaration, language)
    kept = [m for m in declaration.members if m.name in documented or m in public]
    left_out = frozenset(m.name for m in declaration.members) - {m.name for m in kept}
    if language == "python":
        if declaration.kind == "alias":
            yield Surface(code)
            return
        attributes = {m.name: _python_member(m) for m in kept if m.kind == "property"}
        cut = without_bodies(code, left_out, attributes)
        yield from [Surface(cut)] if cut else []
        yield Surface(_python(replace(declaration, members=tuple(kept))))
        return
    flat = language in _BRACES and declaration.kind != "function" and _is_flat(code)
    if declaration.kind in _WITHOUT_BODIES.get(language, ()) or (flat and not left_out):
        yield Surface(code, comment)
    if language in _BRACES:
        with_export = declaration.exported and language in ("typescript", "javascript")
        export = "export " if with_export else ""
        yield Surface(f"{export}{_with_braces(declaration, kept, language, lines)}", comment)
    elif declaration.kind == "function":
        yield Surface("\n".join(overloads(declaration)), comment)


_LITERAL = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`|//[^\n]*|/\*.*?\*/", re.DOTALL
)


def _is_flat(code: str) -> bool:
    """Return whether nothing in the braces of *code* has braces itself."""
    return _LITERAL.sub("", code).count("{") <= 1


def _with_braces(
    declaration: Declaration, members: Sequence[Member], language: str, lines: Sequence[str]
) -> str:
    end = " {}" if language == "javascript" else ";"
    if declaration.kind == "function":
        return "\n".join(f"{signature}{end}" for signature in overloads(declaration))
    indent = _INDENT.get(language, "  ")
    body: list[str] = []
    constants = [m for m in members if m.kind == "enum-member"]
    for member in constants:
        last = member is constants[-1]
        more = last and len(constants) < len(members)
        body += _comment(member, language, lines)
        body.append(f"{member.signature}{';' if more else ','}")
    for member in members:
        if member.kind != "enum-member" and not _is_parameter(member, declaration, language):
            body += _comment(member, language, lines)
            body += [_ended(signature, member, language) for signature in overloads(member)]
    inside = textwrap.indent("\n".join(body), indent)
    return f"{declaration.signature} {{\n{inside}\n}}" if body else f"{declaration.signature} {{}}"


_OF_PARAMETER = re.compile(r"(?:private|protected|public|override|readonly)\b")


def _is_parameter(member: Member, declaration: Declaration, language: str) -> bool:
    """Return whether *member* is said already, as a parameter of a constructor or record."""
    if member.kind != "property":
        return False
    if language != "typescript":
        return member.signature in declaration.signature
    constructors = (m.signature for m in declaration.members if m.kind == "constructor")
    is_property = _OF_PARAMETER.match(member.signature) is not None
    return is_property and any(member.signature in signature for signature in constructors)


def _comment(member: Member, language: str, lines: Sequence[str]) -> list[str]:
    comment = comment_above(lines, member.line, member.doc, language)
    return [comment] if comment else []


def _ended(signature: str, member: Member, language: str) -> str:
    if language == "csharp" and signature.endswith("}"):
        return signature
    if member.kind in _NEVER_BARE.get(language, ()):
        return f"{signature} {{}}"
    return f"{signature};"


def _python(declaration: Declaration) -> str:
    if declaration.kind == "function":
        return "\n".join(f"{s}: ..." for s in overloads(declaration))
    body = _docstring(declaration.doc)
    for member in declaration.members:
        body += _python_member(member)
    inside = textwrap.indent("\n".join(body or ["..."]), "    ")
    return f"{declaration.signature}:\n{inside}"


def _python_member(member: Member) -> list[str]:
    if member.kind in ("property", "enum-member"):
        bare = ":" not in member.signature and "=" not in member.signature
        return [f"{member.signature}{' = ...' if bare else ''}", *_docstring(member.doc)]
    rows: list[str] = []
    for signature in overloads(member):
        if member.overloads > 1:
            rows.append("@overload")
        if member.static:
            is_of_class = re.search(r"\(\s*cls\b", signature)
            rows.append("@classmethod" if is_of_class else "@staticmethod")
        if member.kind == "getter":
            rows.append("@property")
        elif member.kind == "setter":
            rows.append(f"@{member.name}.setter")
        rows.append(f"{signature}:")
        doc = _docstring(member.doc) if len(rows) == 1 or member.overloads == 1 else []
        rows += [textwrap.indent("\n".join(doc), "    ")] if doc else []
        rows.append("    ...")
    return rows


def _docstring(doc: str) -> list[str]:
    if not doc:
        return []
    safe = doc.replace("\\", "\\\\").replace('"""', '\\"""')
    return [f'"""{safe}"""' if "\n" not in safe else f'"""{safe}\n"""']
