"""Documentation text of declarations as standard nodes.

The text is Markdown, as far as it has marks; tags of JSDoc and Javadoc (``@param``), fields
of reStructuredText (``:param x:``) and sections of docstrings in Google's style (``Args:``)
become a field list. HTML in it is shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from sphinxext_archdoc.sphinx_ext.labels import _

LONGEST = 20_000
"""Characters of one text that are parsed; a longer one is shown as it is."""


class Tag(NamedTuple):
    """A named part of a documentation text."""

    label: str
    argument: str
    """What is described: the name of a parameter, the type of an exception."""
    text: str


def documentation(text: str) -> list[nodes.Node]:
    """Return the nodes that show a documentation text."""
    if not text.strip():
        return []
    if len(text) > LONGEST:
        return [nodes.literal_block("", text, language="none")]
    prose, tags = split_tags(text)
    shown = _blocks(prose)
    return [*shown, *_fields(tags)]


_TAG = re.compile(r"[ \t]*(?:@(?P<at>[A-Za-z]+)|:(?P<field>[a-z]+)(?P<named>(?: [^:\n]+)?):)(?!\w)")
# A paragraph of this kind is how Go says it.
_DEPRECATED = re.compile(r"Deprecated: ")
_ROLE = re.compile(r"(?<![\w:`]):(?:[a-z]+:)?[a-z]+:(?=`[^`\n])")
_GOOGLE = re.compile(r"(?P<indent>[ \t]*)(?P<section>Args|Arguments|Returns|Yields|Raises):[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?P<name>\*{0,2}[\w.]+)(?: ?\([^)\n]*\))?:[ \t]+(?P<text>.*)")
_LABELS: dict[str, Callable[[], str]] = {
    **dict.fromkeys(("param", "arg", "argument", "parameter"), lambda: str(_("Parameters"))),
    **dict.fromkeys(("args", "arguments"), lambda: str(_("Parameters"))),
    **dict.fromkeys(("typeparam", "template"), lambda: str(_("Type parameters"))),
    **dict.fromkeys(("return", "returns"), lambda: str(_("Returns"))),
    "yields": lambda: str(_("Yields")),
    **dict.fromkeys(("throws", "throw", "raises", "raise", "exception"), lambda: str(_("Raises"))),
    "deprecated": lambda: str(_("Deprecated")),
    "example": lambda: str(_("Example")),
    "see": lambda: str(_("See also")),
    "since": lambda: str(_("Since")),
    "default": lambda: str(_("Default")),
    "remarks": lambda: str(_("Remarks")),
}
_NAMED = frozenset(
    "param arg argument parameter args arguments typeparam template throws throw raises raise "
    "exception".split()
)
_RAISED = frozenset("throws throw raises raise exception".split())
_ARGUMENT = re.compile(
    r"\s*(?:\{(?:[^{}\n]|\{[^{}\n]*\})*\}\s*)?(?P<name>\[[^]\n]*\]|[^\s-][^\s]*)?\s*(?:[-–—]\s+)?"
)
_TYPE = re.compile(r"\s*\{(?:[^{}\n]|\{[^{}\n]*\})*\}\s*")


def split_tags(text: str) -> tuple[str, list[Tag]]:
    r"""Cut a documentation text into its prose and its tags.

    >>> split_tags("Gets.\n@param key - which")
    ('Gets.', [Tag(label='Parameters', argument='key', text='which')])
    """
    prose: list[str] = []
    tags: list[_Raw] = []
    lines = prose
    section, edge, in_code = "", 0, False
    for line in text.splitlines():
        in_code ^= line.lstrip().startswith("```")
        if in_code:
            lines.append(line)
        elif (match := _TAG.match(line)) and _is_tag(match):
            name = (match["at"] or match["field"]).lower()
            lines, section = [line[match.end() :]], ""
            tags.append(_Raw(name, (match["named"] or "").strip(), lines))
        elif match := _DEPRECATED.match(line):
            lines, section = [line[match.end() :]], ""
            tags.append(_Raw("deprecated", "", lines))
        elif match := _GOOGLE.match(line):
            section, edge = match["section"].lower(), len(match["indent"])
        elif section and _indent(line) > edge:
            lines = _add_item(tags, section, line)
        else:
            if section and line.strip():
                lines, section = prose, ""
            lines.append(line)
    return "\n".join(prose), [_tag(tag) for tag in tags]


class _Raw(NamedTuple):
    name: str
    argument: str
    lines: list[str]


def _is_tag(match: re.Match[str]) -> bool:
    return match["at"] is not None or match["field"] in _LABELS


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0


def _add_item(tags: list[_Raw], section: str, line: str) -> list[str]:
    """Add a line of a section, as a tag of its own or to the last one; return that one's lines."""
    item = _ITEM.match(line) if section in _NAMED else None
    if item is None and tags and tags[-1].name == section:
        tags[-1].lines.append(line.strip())
    else:
        tags.append(_Raw(section, item["name"] if item else "", [item["text"] if item else line]))
    return tags[-1].lines


def _tag(raw: _Raw) -> Tag:
    text = "\n".join(raw.lines)
    label = _LABELS[raw.name]() if raw.name in _LABELS else raw.name.capitalize()
    if raw.argument:
        return Tag(label, raw.argument.split()[-1], text.strip())
    if raw.name in _RAISED and (found := _TYPE.match(text)):
        return Tag(label, found[0].strip(" {}"), text[found.end() :].strip())
    match = (_ARGUMENT if raw.name in _NAMED else _TYPE).match(text)
    if match is None:
        return Tag(label, "", text.strip())
    argument = (match["name"] or "") if raw.name in _NAMED else ""
    return Tag(label, argument.strip("[]").partition("=")[0], text[match.end() :].strip())


def _fields(tags: Sequence[Tag]) -> list[nodes.Node]:
    """Return a field list in which tags of one kind share a field."""
    groups: dict[str, list[Tag]] = {}
    for tag in tags:
        groups.setdefault(tag.label, []).append(tag)
    if not groups:
        return []
    fields = nodes.field_list()
    for label, group in groups.items():
        body = nodes.field_body()
        bodies = [_tag_body(tag) for tag in group]
        if len(bodies) == 1:
            body += bodies[0]
        else:
            body += nodes.bullet_list("", *(nodes.list_item("", *b) for b in bodies))
        fields += nodes.field("", nodes.field_name(label, label), body)
    return [fields]


def _tag_body(tag: Tag) -> list[nodes.Node]:
    blocks = _blocks(tag.text)
    if not tag.argument:
        return blocks
    name: list[nodes.Node] = [nodes.literal("", tag.argument)]
    if blocks and isinstance(blocks[0], nodes.paragraph):
        blocks[0].insert(0, [*name, nodes.Text(" – ")])
        return blocks
    return [nodes.paragraph("", "", *name), *blocks]


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 20}).disable(["html_block", "html_inline"])


_LINK = re.compile(r"\{@(?:link|linkcode|linkplain|code)\s+([^}\n]*)\}")


def _blocks(text: str) -> list[nodes.Node]:
    if not text.strip():
        return []
    text = _ROLE.sub("", _LINK.sub(lambda match: f"`{match[1].strip()}`", text))
    tree = SyntaxTreeNode(_parser().parse(_dedented(text)))
    return [node for child in tree.children for node in _block(child)]


def _dedented(text: str) -> str:
    """Return *text* without the indent that all lines but the first share."""
    first, _mark, rest = text.strip("\n").partition("\n")
    indent = min((_indent(line) for line in rest.split("\n") if line.strip()), default=0)
    return "\n".join([first.strip(), *(line[indent:] for line in rest.split("\n"))])


def _block(token: SyntaxTreeNode) -> Iterator[nodes.Node]:
    if token.type in ("fence", "code_block"):
        language = token.info.split()[0] if token.info.strip() else "none"
        yield nodes.literal_block("", token.content.rstrip("\n"), language=language)
    elif token.type in _CONTAINERS:
        inner = [node for child in token.children for node in _block(child)]
        container = _CONTAINERS[token.type]("", *inner)
        if isinstance(container, nodes.enumerated_list):
            container.update_basic_atts({"enumtype": "arabic", "prefix": "", "suffix": "."})
        yield container
    elif token.type in ("paragraph", "heading"):
        inline = [node for child in token.children for node in _inline(child)]
        wrapped = [nodes.strong("", "", *inline)] if token.type == "heading" else inline
        yield nodes.paragraph("", "", *wrapped)
    elif token.type == "hr":
        return
    else:
        yield nodes.paragraph("", token.content)


_CONTAINERS: dict[str, type[nodes.Element]] = {
    "blockquote": nodes.block_quote,
    "bullet_list": nodes.bullet_list,
    "ordered_list": nodes.enumerated_list,
    "list_item": nodes.list_item,
}


def _inline(token: SyntaxTreeNode) -> Iterator[nodes.Node]:
    children = [node for child in token.children for node in _inline(child)]
    if token.type == "code_inline":
        yield nodes.literal("", token.content)
    elif token.type in ("softbreak", "hardbreak"):
        yield nodes.Text("\n")
    elif token.type in ("em", "strong"):
        yield (nodes.emphasis if token.type == "em" else nodes.strong)("", "", *children)
    elif token.type == "link" and _is_web(str(token.attrs.get("href", ""))):
        yield nodes.reference("", "", *children, refuri=str(token.attrs["href"]))
    elif children:
        yield from children
    elif token.content:
        yield nodes.Text(token.content)


def _is_web(address: str) -> bool:
    return address.lower().startswith(("https://", "http://", "mailto:"))
