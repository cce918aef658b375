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
from sphinxext_archdoc.sphinx_ext.log import report
from sphinxext_archdoc.sphinx_ext.marking import index_node
from sphinxext_archdoc.sphinx_ext.nodes import Pulled, RecordFacts
from sphinxext_archdoc.sphinx_ext.rows import SourceRows, anchor_of, checksum, row_of

if TYPE_CHECKING:
    from sphinxext_archdoc.formats._directives import DirectiveSource
    from sphinxext_archdoc.markup.tree import Section


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
            return self._body() if self.content else []
        return self._define() if self.content else self._pull()

    @property
    def indefinite(self) -> str:
        """The object type with its article."""
        return ("an " if self.object_type[0] in "aeiou" else "a ") + self.object_type

    def _pull(self) -> list[nodes.Node]:
        form = (self.options.get("as") or "full").strip().lower()
        if form not in pulling.FORMS:
            allowed = " or ".join(pulling.FORMS)
            message = f":as: is {form!r}, allowed is {allowed}; the record is shown whole."
            self.warn(Code.DIRECTIVE_OPTION, message)
            form = "full"
        for name in self.options:
            if name not in {"as", "package"}:
                message = f":{name}: means nothing without a body; it is left out."
                self.warn(Code.DIRECTIVE_OPTION, message)
        reference = " ".join(self.arguments[0].split())
        package = self._package() or self.domain.current_package()
        self.domain.note_pull(self.docname, self.object_type, reference, package)
        node = Pulled(reference=reference, object_type=self.object_type, package=package, form=form)
        self.set_source_info(node)
        return [node]

    def _package(self) -> str:
        """Return the package that an option names; empty when there is none, or a wrong one."""
        name = (self.options.get("package") or "").strip()
        if not name:
            return ""
        packages = self.domain.site.workspace.packages_called(name)
        if name == ".":
            return name
        if len(packages) != 1:
            which = "no package" if not packages else "more than one package"
            self.warn(Code.DIRECTIVE_OPTION, f":package: is {name!r}, which is {which}.")
            return ""
        return packages[0].name

    def _define(self) -> list[nodes.Node]:
        source = self._source()
        package = self._package() or self.domain.current_package()
        defined = self.domain.site.reader.define(source, package)
        report(defined.diagnostics, self.domain.site.root)
        container = nodes.container(classes=["arch-record", f"arch-{self.object_type}"])
        self.set_source_info(container)
        title = self._title()
        container += title
        if defined.record is not None:
            self._note(defined.record, source, container, title)
        container += self._body()
        return [container]

    def _source(self) -> DirectiveSource:
        path, line = self.get_source_info()
        first = self.content_offset + 1
        # Only when a record is defined: other builds are spared the import.
        from sphinxext_archdoc.formats._directives import DirectiveSource

        return DirectiveSource(
            name=self.NAME_OF_CORE,
            title=self.arguments[0],
            options={k: v or "" for k, v in self.options.items() if k not in {"package", "as"}},
            body="\n".join(self.content),
            path=self.domain.site.relative(path) or path,
            line=line,
            end_line=first + len(self.content) - 1,
            body_line=first,
        )

    @property
    def NAME_OF_CORE(self) -> str:  # noqa: N802
        """The name under which the core knows the directive."""
        return self.name.removeprefix("arch:")

    def _title(self) -> nodes.rubric:
        title = self._heading(self.arguments[0], self.lineno)
        title["classes"].append("arch-record-title")
        self.set_source_info(title)
        return title

    def _note(
        self,
        record: Record,
        source: DirectiveSource,
        container: nodes.container,
        title: nodes.rubric,
    ) -> None:
        document = self.state.document
        anchor = anchor_of(record, set(document.ids))
        target = nodes.target("", "", ids=[anchor])
        document.ids[anchor] = target
        self.set_source_info(target)
        title.insert(0, target)
        shown_elsewhere = isinstance(record, Decision | Interface)
        lines = source.body.split("\n")
        digest = checksum(lines, 1, len(lines)) if shown_elsewhere else 0
        row = row_of(record, anchor=anchor, digest=digest)
        rows = SourceRows(source.path, record.package, (row,), record.qualifier)
        self.domain.note_source(self.docname, rows)
        if isinstance(record, Decision | Interface):
            container.insert(0, index_node(record, row))
        if isinstance(record, Decision):
            container += RecordFacts(path=source.path, line=row.line)

    def _body(self) -> list[nodes.Node]:
        """Return the body; headings in it become labels."""
        text = "\n".join(self.content)
        suffix = ".rst" if self._is_restructuredtext() else ".md"
        from sphinxext_archdoc.markup import parse

        document = parse(f"body{suffix}", text)
        found: list[nodes.Node] = []
        starts = [s for s in document.root.walk() if s.level]
        edges = [*(s.line for s in starts), len(self.content) + 1]
        found += self._nested(1, edges[0] - 1)
        for section, end in zip(starts, edges[1:], strict=True):
            found.append(self._label(section))
            found += self._nested(_first_line_of_contents(section, list(self.content)), end - 1)
        return found

    def _is_restructuredtext(self) -> bool:
        return type(self.state).__module__.startswith("docutils.")

    def _label(self, section: Section) -> nodes.rubric:
        label = self._heading(section.title, self.content_offset + section.line)
        label["classes"].append("arch-label")
        return label

    def _heading(self, title: str, line: int) -> nodes.rubric:
        """Return *title* as a heading; HTML in it is text, as in titles of sections."""
        text, messages = self.state.inline_text(title, line)
        heading = nodes.rubric(title, "", *text, *messages)
        for raw in list(heading.findall(nodes.raw)):
            raw.replace_self(nodes.Text(raw.astext()))
        return heading

    def _nested(self, first: int, last: int) -> list[nodes.Node]:
        """Parse the lines *first* to *last* (1-based) of the body."""
        lines: Any = self.content[first - 1 : last]
        if not any(line.strip() for line in lines):
            return []
        parent = nodes.Element()
        self.state.nested_parse(lines, self.content_offset + first - 1, parent)
        return parent.children


def _first_line_of_contents(section: Section, lines: list[str]) -> int:
    """Return the first line (1-based) behind a heading and the line under or over it."""
    after = section.line + 1
    if after <= len(lines):
        under = lines[after - 1].strip()
        if under and len(set(under)) == 1 and not under[0].isalnum():
            return after + 1
    return after
