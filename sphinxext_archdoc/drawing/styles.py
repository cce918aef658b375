"""The style sheets inside of an SVG document, as attributes of what they are about.

Pictures of mermaid's own come with a style sheet. On a page with several of them, and in
programs that know little of style sheets, only attributes are safe.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"


def apply_styles(root: ET.Element) -> None:
    """Write what the style sheets in *root* declare into the ``style`` of each element.

    Declarations that an element has itself win, except over important ones. Rules about
    media, animations and imports are passed over, and so are selectors that cannot be read.
    Raises ImportError when the reader of style sheets is not installed.
    """
    import cssselect2
    import tinycss2

    matcher = cssselect2.Matcher()
    for sheet in root.iter(f"{_SVG}style"):
        rules = tinycss2.parse_stylesheet(
            sheet.text or "", skip_comments=True, skip_whitespace=True
        )
        for rule in rules:
            if rule.type == "qualified-rule":
                _add_rule(cssselect2, tinycss2, matcher, rule)
    for wrapped in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        # Sorted by specificity and order, so that the strongest comes last.
        found = [match[3] for match in sorted(matcher.match(wrapped), key=lambda m: m[:2])]
        if found:
            usual = "".join(normal for normal, _important in found)
            strong = "".join(important for _normal, important in found)
            own = wrapped.etree_element.get("style", "")
            wrapped.etree_element.set("style", f"{usual}{own};{strong}")


def _add_rule(cssselect2: Any, tinycss2: Any, matcher: Any, rule: Any) -> None:
    try:
        selectors = cssselect2.compile_selector_list(rule.prelude)
    except cssselect2.SelectorError:
        return
    parsed = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
    texts = ["", ""]
    for declaration in parsed:
        if declaration.type == "declaration":
            value = tinycss2.serialize(declaration.value).strip()
            texts[declaration.important] += f"{declaration.lower_name}:{value};"
    for selector in selectors:
        if selector.pseudo_element is None and any(texts):
            matcher.add_selector(selector, (texts[0], texts[1]))
