"""A doctree as text: what is shown, whatever markup it was written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

_SKIPPED = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.system_message,
    nodes.footnote,
    nodes.transition,
)


def outline(root: nodes.Element) -> str:
    """Return what is below *root* as an indented text, footnotes last, without the rule that
    MyST puts before them."""
    lines = [*_children(root, "")]
    for note in root.findall(nodes.footnote):
        lines += ["footnote", *_children(note, "  ")]
    return "\n".join(lines) + "\n"


def _children(parent: nodes.Element, indent: str) -> Iterator[str]:
    """Yield the lines of what is in *parent*; texts that follow each other are one."""
    texts: list[str] = []
    for child in _flat(parent.children):
        if isinstance(child, nodes.Text):
            texts.append(child.astext())
            continue
        yield from _text(texts, indent)
        texts = []
        yield from _element(child, indent)
    yield from _text(texts, indent)


def _flat(children: Sequence[nodes.Node]) -> Iterator[nodes.Text | nodes.Element]:
    """Yield *children*; those of nodes that show nothing of their own in their places."""
    for child in children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, _SKIPPED):
            if "arch-graph" in child["classes"]:
                continue
            is_plain = isinstance(child, nodes.inline) and not _classes(child)
            only = child.children[0] if len(child.children) == 1 else None
            is_around = isinstance(child, nodes.paragraph) and isinstance(only, nodes.image)
            if is_plain or is_around:
                yield from _flat(child.children)
            elif not (isinstance(child, nodes.target) and not _ids(child)):
                yield child


def _text(texts: list[str], indent: str) -> Iterator[str]:
    if text := " ".join("".join(texts).split()):
        yield f"{indent}{text}"


def _element(node: nodes.Element, indent: str) -> Iterator[str]:
    if isinstance(node, nodes.literal_block):
        yield f"{indent}literal_block {node.get('language', '')}{_marks(node)}"
        yield from (f"{indent}  {line}" for line in node.astext().splitlines())
        return
    details = [str(node[name]) for name in ("refuri", "refid", "alt") if node.get(name)]
    if isinstance(node, nodes.footnote_reference):
        details = []
    yield " ".join([f"{indent}{node.tagname}{_marks(node)}", *details])
    if not isinstance(node, nodes.footnote_reference):
        yield from _children(node, f"{indent}  ")


def _marks(node: nodes.Element) -> str:
    return "".join([*(f" #{i}" for i in _ids(node)), *(f" .{c}" for c in _classes(node))])


def _ids(node: nodes.Element) -> list[str]:
    return [i for i in node["ids"] if i.startswith("arch-")]


def _classes(node: nodes.Element) -> list[str]:
    return [c for c in node["classes"] if c.startswith("arch-")]
