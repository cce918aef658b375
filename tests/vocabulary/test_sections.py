"""Which headings mean which section of an architecture document."""

from __future__ import annotations

import pytest

from sphinxext_archdoc.vocabulary import words
from sphinxext_archdoc.vocabulary.sections import is_label, role_of, roles, section_name

ROLES = {
    "System Overview": "overview",
    "1️⃣ Overview": "overview",
    "Scope": "overview",
    "§2 Core Components": "components",
    "2.1 Components": "components",
    "Main Components": "components",
    "Key Runtime Components": "components",
    "II. Component Relationships:": "relationships",
    "*Data Flow*": "flow",
    "Dataflow": "flow",
    "3) Key Interfaces": "interfaces",
    "Public API": "interfaces",
    "Design Decisions": "decisions",
    "Important Decisions": "decisions",
    "Architecture Decision Records (ADRs)": "decisions",
    "Decision Log": "decisions",
    "Design Decisions & Trade-offs": "decisions",
    "🛠️ Tech Stack": "technologies",
    "Deployment": "deployment",
    "⚡ Performance & Scalability": "performance",
    "SECURITY": "security",
    "Error Handling and Recovery": "error-handling",
    "Logging & Monitoring": "monitoring",
    "Observability": "monitoring",
    "Roadmap": "improvements",
    "Further Reading": "references",
    "Entwurfsentscheidungen": "decisions",
    "Décisions d'architecture": "decisions",
    "Componentes principales": "components",
    "Tratamento de erros": "error-handling",
    "设计决策": "decisions",
    "關鍵介面": "interfaces",
    "設計判断": "decisions",
    "Veri Akışı": "flow",
}


@pytest.mark.parametrize(("heading", "role"), ROLES.items())
def test_heading_means_a_section(heading: str, role: str) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Changelog",
        "Component Lifecycle",
        "Testing and Observability",
        "Risks and TODOs",
        "Decision",
        "Overview of everything",
        "Types of tools",
        "Security Architecture of the north gate",
    ],
)
def test_heading_means_nothing(heading: str) -> None:
    assert role_of(heading) == ""


def test_every_role_is_tried() -> None:
    assert set(ROLES.values()) == set(roles())


def test_a_heading_means_one_section_in_all_languages() -> None:
    meanings: dict[str, set[str]] = {}
    for role, headings in words.table("section").items():
        for heading in headings:
            meanings.setdefault(section_name(heading), set()).add(role)
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


def test_every_heading_of_the_tables_is_found() -> None:
    table = words.table("section")
    assert {h: role_of(h) for r in table for h in table[r]} == {
        h: r for r in table for h in table[r]
    }


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("2) Monitoring & Logging:", "monitoring logging"),
        ("3 - Data-Flow", "data flow"),
        ("**Key** `Interfaces`", "key interfaces"),
        ("2024 Roadmap", "2024 roadmap"),
    ],
)
def test_form_in_which_headings_are_compared(heading: str, name: str) -> None:
    assert section_name(heading) == name


def test_labels_by_meaning() -> None:
    assert is_label("attribute", "**Responsibilities:**")
    assert is_label("kind", "Sprache")
    assert not is_label("kind", "Redis")
    assert not is_label("nothing", "Redis")
