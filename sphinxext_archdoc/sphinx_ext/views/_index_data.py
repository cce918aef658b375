"""What the script of an index that is cut into pages searches: a script file.

Browsers refuse to read other files of a site that is opened from a disk, but run scripts.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinxext_archdoc.sphinx_ext.labels import package_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Linker

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.views.decision_index import Entry


def note(linker: Linker, name: str, entries: Sequence[Entry]) -> str:
    """Have the data of *entries* written, and return the id by which the script finds it.

    The id is ``arch-data--<file without .js>--<checksum>``.
    """
    file = "archdoc-" + name.replace("/", "-")
    text = _text(linker, file, entries)
    linker.pages.scripts[f"{file}.js"] = text
    return f"arch-data--{file}--{zlib.crc32(text.encode()):08x}"


def _text(linker: Linker, file: str, entries: Sequence[Entry]) -> str:
    packages: dict[str, int] = {}
    statuses: dict[str, int] = {}
    folders: dict[str, int] = {}
    rows = []
    for entry in entries:
        page, _hash, anchor = linker.address_of(entry.link).partition("#")
        rows.append(
            [
                entry.link.title,
                entry.key,
                packages.setdefault(package_label(entry.package), len(packages)),
                statuses.setdefault(entry.status, len(statuses)),
                entry.date,
                entry.tags,
                folders.setdefault(page, len(folders)),
                anchor,
            ]
        )
    data = {
        "packages": list(packages),
        "statuses": [[name, status_label(name)] for name in statuses],
        "pages": list(folders),
        "rows": rows,
    }
    shown = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return f"archdocData({json.dumps(file)}, {shown});\n"
