"""Directives that define a record with a body, and show an existing one without.

What the body says is read by the core; what is shown is the body as it is written, in a
container with a title. Headings in the body are labels: sections cannot be inside of a
directive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.model import Decision, Interface, Record
from sphinxext_archdoc.sphinx_ext import pulling
from sphinxext_archdoc.sphinx_ext.directives._base import ArchitectureDirective
from sphinxext_archdoc.sphinx_ext.directives._body import body_nodes, heading_node
from sphinxext_archdoc.sphinx_ext.log import report_once
from sphinxext_archdoc.sphinx_ext.nodes import Pulled, RecordFacts
from sphinxext_archdoc.sphinx_ext.rows import Row, SourceRows, anchor_of, checksum, row_of

if TYPE_CHECKING:
    from sphinxext_archdoc.formats._directives import DirectiveSource


class RecordDirective(ArchitectureDirective):
    """Base of the directives for one type of record."""

    object_type: ClassVar[str]
    has_content = True
    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the record's container, or the placeholder for a record of another place."""
        if not self.arguments:
            what = "a title" if self.content else f"the key of {self.indefinite}"
            self.warn(Code.DIRECTIVE_OPTION, f"{self.name} needs {what} as its argument.")
            return body_nodes(self) if self.content else []
        return self._define() if self.content else self.pull()

    @property
    def indefinite(self) -> str:
        """The object type with its article."""
        return ("an " if self.object_type[0] in "aeiou" else "a ") + self.object_type

    def pull(self) -> list[nodes.Node]:
        """Return the placeholder for a record that is defined elsewhere."""
        form = (self.options.get("as") or "full").strip().lower()
        if form not in pulling.FORMS:
            allowed = " or ".join(pulling.FORMS)
            message = f":as: is {form!r}, allowed is {allowed}; the record is shown whole."
            self.warn(Code.DIRECTIVE_OPTION, message, option="as")
            form = "full"
        for name in self.options:
            if name not in {"as", "package"}:
                message = f":{name}: means nothing without a body; it is left out."
                self.warn(Code.DIRECTIVE_OPTION, message, option=name)
        reference = " ".join(self.arguments[0].split())
        package = self.chosen_package() or self.domain.package_while_reading(self.state.document)
        self.domain.note_pull(self.docname, self.object_type, reference, package)
        node = Pulled(reference=reference, object_type=self.object_type, package=package, form=form)
        self.set_source_info(node)
        return [node]

    def chosen_package(self) -> str:
        """Return the package that an option names; empty when there is none, or a wrong one."""
        name = (self.options.get("package") or "").strip()
        if not name:
            return ""
        if found := self.domain.note_package(self.docname, name=name):
            return found
        several = self.domain.site.workspace.packages_called(name)
        which = "more than one package" if several else "no package"
        message = f":package: is {name!r}, which is {which}; it is left out."
        self.warn(Code.DIRECTIVE_OPTION, message, option="package")
        return ""

    def _define(self) -> list[nodes.Node]:
        source = self._source()
        package = self.domain.package_while_reading(self.state.document, source.path)
        if name := (self.options.get("package") or "").strip():
            self.domain.note_package(self.docname, name=name)
        if "as" in self.options:
            message = ":as: means nothing with a body; it is left out."
            self.warn(Code.DIRECTIVE_OPTION, message, option="as")
        defined = self.domain.site.reader.define(source, package)
        report_once(self.env, defined.diagnostics, self.domain.site.root)
        container = nodes.container(classes=["arch-record", f"arch-{self.object_type}"])
        container["classes"] += map(nodes.make_id, (self.options.get("class") or "").split())
        self.set_source_info(container)
        if "name" in self.options:
            self.add_name(container)
        title = self._title()
        container += [title, *self.shown_body()]
        if defined.record is not None:
            self._note(defined.record, source, container, title)
        return [container]

    def shown_body(self) -> list[nodes.Node]:
        """Return the content as it is shown."""
        return body_nodes(self)

    def shown_row(self, record: Record, row: Row, container: nodes.container) -> Row:
        """Return the row of *record*, whose content is in *container* and may be changed."""
        return row

    def _source(self) -> DirectiveSource:
        # Only when a record is defined: other builds are spared the import.
        from sphinxext_archdoc.formats._directives import DirectiveSource

        path, line = self.get_source_info()
        return DirectiveSource(
            name=self.NAME_OF_CORE,
            title=" ".join(self.arguments[0].split()),
            options={name: value or "" for name, value in self.options.items()},
            body="\n".join(self.content),
            path=self.domain.site.relative(path) or path,
            is_restructuredtext=self.is_restructuredtext,
            line=line,
            end_line=self.body_line + len(self.content) - 1,
            body_line=self.body_line,
            option_lines=self.option_lines(),
        )

    @property
    def NAME_OF_CORE(self) -> str:  # noqa: N802
        """The name under which the core knows the directive."""
        return self.name.removeprefix("arch:")

    def _title(self) -> nodes.rubric:
        title = heading_node(self, self.arguments[0], self.lineno)
        title["classes"].append("arch-record-title")
        return title

    def _note(
        self,
        record: Record,
        source: DirectiveSource,
        container: nodes.container,
        title: nodes.rubric,
    ) -> None:
        facts = RecordFacts(path=source.path, line=record.location.line, anchor="")
        if isinstance(record, Decision):
            container.insert(container.index(title) + 1, facts)
        if self._is_included(record):
            return
        document = self.state.document
        anchor = self.free_anchor(record)
        target = nodes.target("", "", ids=[anchor])
        document.ids[anchor] = target
        self.set_source_info(target)
        title.insert(0, target)
        shown_elsewhere = isinstance(record, Decision | Interface)
        lines = source.body.split("\n")
        digest = checksum(lines, 1, len(lines)) if shown_elsewhere else 0
        row = self.shown_row(record, row_of(record, anchor=anchor, digest=digest), container)
        rows = SourceRows(source.path, record.package, (row,), record.qualifier)
        self.domain.note_source(self.docname, rows)
        facts["anchor"] = anchor

    def free_anchor(self, record: Record) -> str:
        """Return an id for the record that nothing on the page has."""
        temporary: Any = self.env.temp_data
        given: set[str] = temporary.setdefault("archdoc_anchors", set())
        anchor = anchor_of(record, given)
        while anchor in self.state.document.ids:
            anchor = anchor_of(record, given)
        return anchor

    def _is_included(self, record: Record) -> bool:
        """Return whether the record stands in a file that is a page of its own.

        Then it is recorded there, and only shown here.
        """
        path = record.location.path
        if self.domain.env.path2doc(self.domain.site.root / path) == self.docname:
            return False
        # A file that is a page later on is the record's place then.
        self.domain.note_link(self.docname, path)
        self.domain.note_pull(self.docname, self.object_type, record.key, record.package)
        return self.domain.is_page(path)
