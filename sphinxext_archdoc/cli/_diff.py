"""Changes of files as unified diffs."""

from __future__ import annotations

import difflib


def unified_diff(path: str, before: bytes | None, after: bytes) -> str:
    """Return the diff of the file at *path*, as ``git apply`` and ``patch`` read it.

    *before* is None for a file that is not there yet. Lines end at LF alone, so that a CR stays
    a character of its line.
    """
    old, new = (_lines(data) for data in (before or b"", after))
    name = "/dev/null" if before is None else f"a/{path}"
    parts = difflib.unified_diff(old, new, name, f"b/{path}")
    return "".join(p if p.endswith("\n") else f"{p}\n\\ No newline at end of file\n" for p in parts)


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "surrogateescape")
    lines = [f"{line}\n" for line in text.split("\n")]
    if lines[-1] == "\n":
        return lines[:-1]
    return [*lines[:-1], lines[-1][:-1]]
