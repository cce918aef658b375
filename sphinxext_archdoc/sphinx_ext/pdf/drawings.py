"""Gives the extension's own drawings their looks where no stylesheet of a page reaches them."""

from __future__ import annotations

_OPENING = '<svg xmlns="http://www.w3.org/2000/svg" class="arch-drawing"'
_STYLE = """
text { fill: #000; font-family: "Noto Sans", "Liberation Sans", sans-serif; stroke: none; }
.arch-node rect { fill: #f4f4f4; stroke: #444; stroke-width: 1.2; }
.arch-title { font-size: 12.5px; font-weight: bold; }
.arch-node-centre rect { stroke: #000; stroke-width: 2.4; }
.arch-node-draft rect, .arch-node-proposed rect, .arch-node-deferred rect
{ stroke-dasharray: 5 3; }
.arch-node-superseded rect, .arch-node-deprecated rect, .arch-node-rejected rect
{ stroke-dasharray: 2 2; }
.arch-arrow path { fill: none; stroke: #444; stroke-width: 1.4; }
.arch-arrow path.arch-head { fill: #444; stroke: none; }
.arch-arrow-amends path, .arch-arrow-clarifies path, .arch-arrow-extends path,
.arch-arrow-diagram path { stroke-dasharray: 6 3; }
.arch-arrow-depends-on path, .arch-arrow-affects path, .arch-arrow-relates-to path,
.arch-arrow-conflicts-with path { stroke-dasharray: 2 3; }
.arch-arrow path.arch-head { stroke-dasharray: none; }
"""


def styled(html: str) -> str:
    """Return *html* with the looks for print inside of each drawing."""
    before, *drawings = html.split(_OPENING)
    parts = [before]
    for drawing in drawings:
        attributes, bracket, rest = drawing.partition(">")
        parts += [_OPENING, attributes, bracket, f"<style>{_STYLE}</style>", rest]
    return "".join(parts)
