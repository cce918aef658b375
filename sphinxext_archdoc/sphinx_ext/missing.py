"""References that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
from sphinxext_archdoc.sphinx_ext.log import warn
from sphinxext_archdoc.sphinx_ext.rows import TARGET_TYPES

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain


def warn_of_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Report a reference to a record that there is not, and what may be meant instead.

    Returns True when it did (``warn-missing-reference``), None for other domains' references.
    """
    if not isinstance(domain, ArchitectureDomain):
        return None
    object_type, target = node["reftype"], node["reftarget"]
    what = "record" if object_type == "any" else object_type
    message = f"There is no {what} {target!r}.{_hint(domain, node)}"
    if object_type == "package" and (found := domain.register.workspace.packages_called(target)):
        message = (
            f"The package {found[0].name!r} has no page of its own: "
            "write its document, or refer to something else."
        )
    warn(Code.UNKNOWN_KEY, message, location=node)
    return True


def _hint(domain: ArchitectureDomain, node: pending_xref) -> str:
    if node["reftype"] == "package":
        return ""
    types = TARGET_TYPES if node["reftype"] == "any" else (node["reftype"],)
    index, package = domain.register.index, node.get("arch:package", ".")
    near = [
        key
        for object_type in types
        for key in index.nearest(node["reftarget"], object_type=object_type, package=package)
    ]
    few = list(dict.fromkeys(near))[:3]
    return f" Did you mean {', '.join(few)}?" if few else ""
