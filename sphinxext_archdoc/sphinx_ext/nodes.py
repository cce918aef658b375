"""Nodes that stand in a doctree until everything was read.

Each is replaced by standard nodes before references are resolved (see ``filling``), so
that no builder has to know them.
"""

from __future__ import annotations

from docutils import nodes


class View(nodes.General, nodes.Element):
    """A view over all records: ``name`` and ``options`` say which."""


class RecordFacts(nodes.General, nodes.Element):
    """Status, date, people and relations of the record at ``path`` and ``line``.

    ``anchor`` is the id of the record on its own page; empty where it is only shown.
    """


class Unwritten(nodes.General, nodes.Element):
    """Says that a section of the template is not written yet."""


class Pulled(nodes.General, nodes.Element):
    """A record shown in another place than its own: ``reference``, ``object_type``, ``form``."""


class Described(nodes.General, nodes.Element):
    """What a piece of code, its child, declares: ``described`` is a list of ``Description``.

    ``package``, ``path`` and ``docname`` say where; ``only`` is the anchor of the one, or of the
    member, that is shown, empty for all of them.
    """


PLACEHOLDERS = (View, RecordFacts, Unwritten, Pulled, Described)
