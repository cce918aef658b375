"""Pages that do nothing but include a record that lies elsewhere."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Collection
from pathlib import Path

_STUB_SIZE = 1024
"""Bytes; a larger file is more than a line that includes another."""

_FRONT_MATTER = re.compile(r"---[ ]*\n(?:(?!---).*\n)*---[ ]*(?:\n|$)")
_COMMENT = re.compile(r"^\.\.(?:[ ](?!\S+::).*)?$", re.MULTILINE)
_INCLUDE = re.compile(
    r"\.\.[ ]include::[ ]*(?P<rst>\S+)[ ]*(?:\n[ ]+:[\w-]+:.*)*"
    r"|(?:```|:::)\{include\}[ ]*(?P<myst>\S+)[ ]*(?:\n:[\w-]+:.*)*\n(?:```|:::)"
)


def is_stub(root: Path, path: str, records: Collection[str]) -> bool:
    """Return whether the file at *path* only includes another one that is among *records*.

    Comments, anchors and front matter beside the include do not count. Only small files are
    opened; one that cannot be read is no stub.
    """
    try:
        # One Path for each record would take longer than all else that is done to find them.
        if os.stat(f"{root}/{path}").st_size > _STUB_SIZE:  # noqa: PTH116
            return False
        text = (root / path).read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return False
    match = _INCLUDE.fullmatch(_COMMENT.sub("", _FRONT_MATTER.sub("", text, count=1)).strip())
    if match is None:
        return False
    target = match["rst"] or match["myst"]
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in records
