"""docutils' block parser, kept from running anything.

docutils resolves directives and roles by registries that are global in a process and to
which Sphinx adds directives that need its environment. Here no directive is looked up: the
states below leave each explicit construct (``.. …``) as it is written. Inline text is left
raw too, and every node learns the line on which it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import states
from docutils.statemachine import StateMachineWS, StringList
from docutils.utils import Reporter

MAX_NESTING = 30
"""How deep lists and quotes are read: each level takes about a dozen calls of docutils."""


class RawText(nodes.Text):
    """Inline text as it is written, with the line on which it begins."""

    line: int


class Explicit(nodes.Element):
    """An explicit construct: what stands after ``..``, line by line, without indentation."""

    content: Sequence[str] = ()


class RawTable(nodes.Element):
    """A grid or simple table: rows of raw cells, each row with its line."""

    header: Sequence[tuple[int, tuple[str, ...]]] = ()
    body: Sequence[tuple[int, tuple[str, ...]]] = ()


class Settings(SimpleNamespace):
    """The few settings that are asked for; making all of docutils' takes longer than parsing."""

    def setdefault(self, name: str, default: Any) -> Any:
        """Return a setting, made with *default* when there is none."""
        return vars(self).setdefault(name, default)


class RstDocument(nodes.document):
    """A document that collects what the states find out beside the tree."""

    def __init__(self, path: str) -> None:
        reporter = Reporter(path, report_level=5, halt_level=5, stream=False)
        settings: Any = Settings(language_code="en", trim_footnote_reference_space=False)
        super().__init__(settings, reporter, source=path)
        self.overlined: set[int] = set()
        """Lines of the titles that have an overline."""
        self.depth = 0
        self.too_deep = 0
        """First line of what is nested too deeply; 0 when nothing is."""

    def note_source(self, source: Any, offset: Any) -> None:
        """Do nothing: called for every line, for messages that nobody sees."""

    def note_implicit_target(self, target: Any, msgnode: Any = None) -> None:
        """Do nothing: nothing needs ids, and making unique ones takes time."""

    def note_explicit_target(self, target: Any, msgnode: Any = None) -> None:
        """Do nothing, for the same reason."""

    def set_id(self, node: Any, msgnode: Any = None, suggested_prefix: str = "") -> str:
        """Return no id, for the same reason."""
        return ""


class _RawInliner(states.Inliner):
    def init_customizations(self, settings: Any) -> None:
        """Do nothing: there is nothing to set up."""

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> tuple[list[Any], list[Any]]:
        """Return *text* as it is, as docutils' inliner returns its nodes and messages."""
        raw = RawText(text)
        raw.line = lineno
        return [raw], []


if TYPE_CHECKING:
    _StateMachine = StateMachineWS[Any]
else:
    _StateMachine = StateMachineWS


class _States(dict[str, Any]):
    """The states of a machine, made when they are asked for.

    docutils makes all fifteen of them for every list, and most lists need two.
    """

    def __init__(self, machine: Any, classes: Iterable[type[Any]]) -> None:
        super().__init__()
        self._machine = machine
        self._classes = {state.__name__: state for state in classes}

    def __missing__(self, name: str) -> Any:
        state = self[name] = self._classes[name](self._machine, self._machine.debug)
        if getattr(self._machine, "memo", None) is not None:
            state.runtime_init()
        return state


class _NotesLines(_StateMachine):
    """A machine that tells each new node on which line of the source it begins."""

    node: Any

    def add_states(self, state_classes: Iterable[type[Any]]) -> None:
        self.states = _States(self, state_classes)

    def check_line(self, context: Any, state: Any, transitions: Any = None) -> Any:
        parent, known = self.node, len(self.node.children)
        line = self.get_source_and_line()[1] or 0
        try:
            return super().check_line(context, state, transitions)
        finally:
            for child in parent.children[known:]:
                # A line that waits in the context is classified by the one after it.
                if isinstance(child, nodes.Element):
                    vars(child).setdefault("first_line", line - len(context or ()))


class _Machine(_NotesLines, states.RSTStateMachine):
    pass


class _NestedMachine(_NotesLines, states.NestedStateMachine):
    pass


class _Reading(states.RSTState):
    """What all states do differently from docutils."""

    nested_sm = _NestedMachine
    document: RstDocument
    state_machine: Any

    def __init__(self, state_machine: Any, debug: bool = False) -> None:
        super().__init__(state_machine, debug)
        self.nested_sm_cache = []
        self.nested_sm_kwargs = {"state_classes": _STATES, "initial_state": "Body"}

    def explicit_construct(self, match: Any) -> tuple[list[Any], bool]:
        """Take the lines of a directive, comment, target, footnote or substitution."""
        first = match.string[match.end() :]
        if not first.strip() and self.state_machine.is_next_line_blank():
            return [Explicit()], True
        until_blank = first.startswith("_") and first[1:2] not in ("", " ")
        return self._explicit(match.end(), until_blank)

    def anonymous_target(self, match: Any) -> tuple[list[Any], bool]:
        """Take the lines of ``__ destination``."""
        found, blank_finish = self._explicit(match.end(), True)
        found[0].content = [f"__: {found[0].content[0]}", *found[0].content[1:]]
        return found, blank_finish

    def _explicit(self, indent: int, until_blank: bool) -> tuple[list[Any], bool]:
        lines, _, _, blank_finish = self.state_machine.get_first_known_indented(
            indent, until_blank=until_blank, strip_top=False
        )
        construct = Explicit()
        construct.content = list(lines)
        return [construct], blank_finish

    def explicit_list(self, blank_finish: bool) -> None:
        """Do nothing: what follows is read by the state itself."""

    def build_table(self, tabledata: Any, tableline: int, *_: Any, **__: Any) -> RawTable:
        """Keep the cells as text."""
        table = RawTable()
        _, header, body = tabledata
        table.header = [_raw_row(row, tableline) for row in header]
        table.body = [_raw_row(row, tableline) for row in body]
        return table

    def section(self, title: str, source: str, style: Any, lineno: int, messages: Any) -> None:
        """Note whether the title has an overline."""
        if isinstance(style, tuple):
            self.document.overlined.add(lineno)
        super().section(title, source, style, lineno, messages)

    def nested_parse(
        self,
        block: StringList,
        input_offset: int,
        node: Any = None,
        match_titles: bool = False,
        state_machine_class: Any = None,
        state_machine_kwargs: Any = None,
    ) -> int:
        """Stop where the nesting is too deep, and leave what is there as one paragraph."""
        document = self.document
        if match_titles or state_machine_kwargs:
            return super().nested_parse(
                block, input_offset, node, match_titles, state_machine_class, state_machine_kwargs
            )
        if document.depth >= MAX_NESTING:
            document.too_deep = document.too_deep or input_offset + 1
            node += nodes.paragraph(
                "", "", *self.inline_text("\n".join(block), input_offset + 1)[0]
            )
            return input_offset + len(block)
        document.depth += 1
        try:
            return super().nested_parse(block, input_offset, node, match_titles)
        finally:
            document.depth -= 1


def _raw_row(row: Any, table_line: int) -> tuple[int, tuple[str, ...]]:
    offsets = [cell[2] for cell in row if cell is not None]
    texts = ("" if cell is None else "\n".join(cell[3]).strip() for cell in row)
    return table_line + min(offsets, default=0), tuple(texts)


def _reading(state: type[Any]) -> type[Any]:
    # States are found by the names of their classes.
    return type(state.__name__, (_Reading, state), {})


_STATES = tuple(_reading(state) for state in states.state_classes)


def parse_blocks(lines: Sequence[str], path: str, first_line: int = 1) -> RstDocument:
    """Read *lines*, of which the first is line *first_line* of the file *path*.

    May raise RecursionError where the caller has left little of the stack.
    """
    document = RstDocument(path)
    offset = first_line - 1
    items = [(path, offset + number) for number in range(len(lines))]
    machine = _Machine(state_classes=_STATES, initial_state="Body")
    machine.run(StringList(list(lines), items=items), document, offset, inliner=_RawInliner())
    return document
