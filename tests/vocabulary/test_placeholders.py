"""What a template leaves to be filled in, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.vocabulary.placeholders import (
    are_example_nodes,
    holds_placeholder,
    is_example_code,
    is_example_name,
    is_guidance,
    is_label_alone,
    is_placeholder,
    normal_line,
    says_nothing,
)

PLACEHOLDERS = """\
[PACKAGE_NAME]
[Title]
[title]
[Decision title]
[Describe the context in which the decision was made.]
[Describe a.] [Explain b.]
[short title of solved problem and solution]
[...]
[Error 2]
[ADR-NNNN]
**[Title]**
{title}
{short title, representative of the solved problem}
{…}
{{ cookiecutter.package_name }}
<package name>
YYYY-MM-DD
TBD
TODO:
To be documented.
...
Component 1: Description of Component 1
- **Component 1**: Description of Component 1
1. Step 1: Description of Step 1
- Consideration 1
- Security Consideration 1
* Option A
Reference #3
Logging approach
Alert mechanisms
Component Name: Description
**Context**: [Describe the context.]
- **Other Libraries**: [List relevant libraries and frameworks]
- [ ] Improvement 1
Decision 1: [Title]
"""

NO_PLACEHOLDERS = """\
- [x] Mend the gate
[text](destination.md)
[text][label]
[1]
[^1]
[ADR-7]
[CommonMark]
[optional]
[WIP]
[Citation2002]_
Reads [all] files
Reads the [optional] header
`{id}`
/users/{id}/posts
[id]/page.tsx
Step 1: Parse the input
Service mesh
service#2
Option A: Redis
Store: keeps records
Store
**Language**: TypeScript
Monitoring tools: Grafana
TODO: write tests for the parser
Map<string, number>
<T>
<br>
None
A
2
"""


@pytest.mark.parametrize("text", PLACEHOLDERS.splitlines())
def test_placeholder(text: str) -> None:
    assert is_placeholder(text)
    assert holds_placeholder(text)


@pytest.mark.parametrize("text", NO_PLACEHOLDERS.splitlines())
def test_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


def test_numbered_nouns_may_be_references() -> None:
    assert is_placeholder("Decision 2")
    assert not is_placeholder("Decision 2", nouns=False)
    assert is_placeholder("[Title]", nouns=False)


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("It keeps [Describe what] safe.", True),
        ("The package [PACKAGE_NAME] is new.", True),
        ("See [the list](list.md) and [List of things][1].", False),
        ("An array of `[Describe x]` and [optional] values.", False),
    ],
)
def test_placeholder_inside_a_sentence(line: str, held: bool) -> None:
    assert holds_placeholder(line) is held


@pytest.mark.parametrize("text", ["None", "n/a", "N/A.", "-", "—", "None yet.", "Not applicable"])
def test_words_for_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["None of them", "Nobody", "No database", "- item"])
def test_words_for_something(text: str) -> None:
    assert not says_nothing(text)


def test_guidance_is_a_whole_line_in_brackets() -> None:
    assert is_guidance("[List the technologies used in the project.]")
    assert not is_guidance("- **Other**: [List the rest]")


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("**Context**:", True),
        ("**Context:**", True),
        ("- **Language**:", True),
        ("**Context**: It rains.", False),
        ("Context:", False),
    ],
)
def test_label_alone(line: str, alone: bool) -> None:
    assert is_label_alone(line) is alone


def test_names_of_examples() -> None:
    assert all(map(is_example_name, ["ExampleInterface", "AnotherInterface", "Interface1", "Foo"]))
    assert not any(map(is_example_name, ["Example1Store", "MyService", "Interfaces", "Store"]))


def test_code_of_examples() -> None:
    assert is_example_code("try { await someOperation(); } catch (e: SpecificError) {}")
    assert not is_example_code("try { await save(); } catch (e: SpecificError) {}")
    assert not is_example_code("await someOperation();")


@pytest.mark.parametrize(
    ("labels", "example"),
    [
        (["Component 1", "Component 2"], True),
        (["Client", "API Gateway", "Service 1", "Database"], True),
        (["Client", "API Gateway", "Database"], False),
        (["Component 1", "Orders"], False),
        ([], False),
    ],
)
def test_nodes_of_examples(labels: list[str], example: bool) -> None:
    assert are_example_nodes(labels) is example


@pytest.mark.parametrize(
    ("line", "normal"),
    [
        ("### Interface 1", "interface 1"),
        ("1. Step 1:  Description", "step 1: description"),
        ("- [ ] **Do** it", "do it"),
        ("   ", ""),
    ],
)
def test_normal_form_of_a_line(line: str, normal: str) -> None:
    assert normal_line(line) == normal


@given(st.text())
def test_normal_form_is_stable(line: str) -> None:
    assert normal_line(line) == normal_line(f"  {line}  ")


@pytest.mark.parametrize("piece", ["[", "[a", "{", "<a", "[a] ", "**", "- ", "a: ", "…", "_ "])
def test_long_lines_take_no_time(piece: str) -> None:
    line = piece * 200_000
    assert not is_placeholder(line)
    assert not says_nothing(line)
    assert len(normal_line(line)) < len(line)
