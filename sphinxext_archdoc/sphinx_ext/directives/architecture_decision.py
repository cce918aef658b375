"""An architecture decision.

With a body it defines one: the argument is the title, the body holds the fields (context,
decision, rationale, consequences, …) as bold paragraphs, a field list or headings. Options
are ``:id:``, ``:status:``, ``:date:``, ``:deciders:``, ``:consulted:``, ``:informed:``,
``:tags:`` and the relations, such as ``:supersedes: core#2``; ``:package:`` says to which
package it belongs.

Without a body it shows the decision whose key is the argument; ``:as:`` is ``full``,
``card`` or ``title``.
"""

from __future__ import annotations

from sphinxext_archdoc.sphinx_ext.directives._record import RecordDirective

NAME = "architecture-decision"


class Directive(RecordDirective):
    """See the module."""

    object_type = "decision"
