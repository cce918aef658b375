"""The front matter of a Markdown file: YAML between two ``---`` lines at its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml

from sphinxext_archdoc.diagnostics import Code, Diagnostic

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_CHARACTERS = 200_000
_MAX_NODES = 10_000
_MAX_DEPTH = 50

_KEY_LINE = re.compile(r"(?P<key>[^\W\d][\w .-]*?|\"[^\"]*\"|'[^']*')[ \t]*:(?=\s|$)")
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_OPENED = ("while scanning a quoted scalar", "while parsing a flow")
"""Contexts of errors that stand where something begins which does not end."""
_COMMENT_TAIL = re.compile(r"\s#.*$")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands before the text of a document; fields as in ``tree.Document``."""

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    valid: bool = True
    first_line: int = 0
    """Line of the opening ``---``; 0 when there is no front matter."""
    last_line: int = 0
    """Line of the closing ``---``."""
    diagnostics: tuple[Diagnostic, ...] = ()


class _UnusableError(Exception):
    """Front matter that cannot be taken as a mapping, with the 1-based line in it."""

    def __init__(self, reason: str, line: int, code: Code = Code.FRONT_MATTER) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.code = code


def read_front_matter(lines: Sequence[str], path: str) -> FrontMatter:
    """Find and read the front matter of a document given by its *lines*.

    It begins on the first line, or after empty lines and HTML comments if it then begins
    with a key. Without a closing ``---`` (or ``...``) there is none.
    """
    first = _opening(lines)
    if first is None:
        return FrontMatter()
    last = _closing(lines, first)
    if last is None:
        return FrontMatter()
    content = lines[first + 1 : last]
    if first and not _begins_with_key(content):
        return FrontMatter()
    diagnostics = []
    try:
        values, starts = _read_mapping("\n".join(content))
    except _UnusableError as error:
        values, starts = _salvage(content)
        message = f"The front matter is not valid: {error.reason}; what could be told is used."
        line = first + 1 + error.line
        diagnostics.append(Diagnostic(code=error.code, message=message, path=path, line=line))
    return FrontMatter(
        values=values,
        lines={key: first + 1 + line for key, line in starts.items()},
        valid=not diagnostics,
        first_line=first + 1,
        last_line=last + 1,
        diagnostics=tuple(diagnostics),
    )


def _opening(lines: Sequence[str]) -> int | None:
    in_comment = False
    for number, line in enumerate(lines):
        stripped = line.strip()
        if in_comment or stripped.startswith("<!--"):
            in_comment = "-->" not in stripped
            if not in_comment and not stripped.endswith("-->"):
                return None
        elif stripped:
            return number if line.rstrip() == "---" else None
    return None


def _closing(lines: Sequence[str], first: int) -> int | None:
    marks = ("---", "...")
    return next((n for n in range(first + 1, len(lines)) if lines[n].rstrip() in marks), None)


def _begins_with_key(content: Sequence[str]) -> bool:
    written = (line for line in content if line.strip() and not line.startswith("#"))
    return bool(_KEY_LINE.match(next(written, "")))


def _read_mapping(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Return values and 1-based lines of the keys; raise _UnusableError for anything else."""
    if len(text) > _MAX_CHARACTERS:
        raise _UnusableError("it is too large", 0, Code.TOO_LARGE)
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and str(error.context).startswith(_OPENED):
            mark = error.context_mark
        reason = error.problem or error.context or "it is no YAML"
        raise _UnusableError(reason, mark.line + 1 if mark else 1) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _UnusableError("it holds a character that YAML does not allow", line) from None
    except (yaml.YAMLError, RecursionError):
        raise _UnusableError("it cannot be read", 1) from None
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise _UnusableError("it is no list of keys and values", node.start_mark.line + 1)
    budget = iter(range(_MAX_NODES))
    values = {_key(k): _value(v, budget, 1) for k, v in node.value}
    return values, {_key(k): k.start_mark.line + 1 for k, _ in node.value}


def _key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _UnusableError("a key is no text", node.start_mark.line + 1)
    return str(node.value)


def _value(node: yaml.Node, budget: Iterator[int], depth: int) -> Any:
    # Aliases make a small text as large as one likes: nodes are counted as they are used.
    if next(budget, None) is None or depth > _MAX_DEPTH:
        reason = "it is too large or too deeply nested"
        raise _UnusableError(reason, node.start_mark.line + 1, Code.TOO_LARGE)
    if isinstance(node, yaml.MappingNode):
        mapping = {_key(k): _value(v, budget, depth + 1) for k, v in node.value}
        # ``{a, b}`` is a placeholder of a template, not keys without values.
        is_text = node.flow_style and mapping and all(v is None for v in mapping.values())
        return f"{{{', '.join(mapping)}}}" if is_text else mapping
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, budget, depth + 1) for item in node.value]
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and not node.style:
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE_NUMBER.fullmatch(text):
            return int(text)
    return text


def _salvage(content: Sequence[str]) -> tuple[dict[str, Any], dict[str, int]]:
    """Read key by key, so that a bad line costs its own value alone, which stays as text."""
    starts = [n for n, line in enumerate(content) if _KEY_LINE.match(line)]
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for start, end in pairwise([*starts, len(content)]):
        try:
            found = _read_mapping("\n".join(content[start:end]))[0]
        except _UnusableError:
            found = _as_text(content[start])
        for key, value in found.items():
            if key not in values:
                values[key] = value
                lines[key] = start + 1
    return values, lines


def _as_text(line: str) -> dict[str, Any]:
    match = _KEY_LINE.match(line)
    if match is None:
        return {}
    text = _COMMENT_TAIL.sub("", line[match.end() :]).strip()
    return {match["key"].strip("\"'"): text.strip("\"'").strip() or None}
