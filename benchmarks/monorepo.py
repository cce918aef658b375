"""Generated monorepos: the same documents for two sites, one bare and one with the extension."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

WORDS = """
account address batch buffer cache change check client cluster column commit customer cycle
deadline delay device document driver edge entry error event export failure field filter folder
gateway handler header history import index input invoice job journal key latency ledger limit
link load lock machine market memory message meter method migration model month network node note
object offer order output owner page partner payment period pipeline plan policy price process
product profile project queue quota range rate reader record region release replica report request
result retry role route rule sample schema section sequence server service session shard signal
snapshot source stage state step storage stream summary switch table target task team tenant test
thread ticket token topic trace transfer trigger type unit update user value version view volume
warehouse week window worker zone
""".split()
VERBS = "keeps reads sends writes checks splits joins holds moves counts drops asks".split()
STATUSES = ("Accepted", "Accepted", "Accepted", "Proposed", "Rejected", "Deprecated", "Implemented")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision as a section of a document."""

    number: int
    title: str
    status: str
    date: str
    context: str
    rest: str
    """The other fields, as Markdown."""

    @property
    def heading(self) -> str:
        """The text of the section's heading."""
        return f"Decision {self.number}: {self.title}"

    @property
    def anchor(self) -> str:
        """The id that MyST gives to the section."""
        return self.heading.lower().replace(":", "").replace(" ", "-")

    def markdown(self) -> str:
        """Return the section."""
        return (
            f"### {self.heading}\n\n**Status**: {self.status}\n\n**Date**: {self.date}\n\n"
            f"**Context**: {self.context}\n\n{self.rest}"
        )


@dataclass(slots=True, kw_only=True)
class Package:
    """A package and its document."""

    name: str
    before: str
    """What comes before the decisions, as Markdown."""
    after: str
    decisions: list[Decision] = field(default_factory=list)

    def markdown(self) -> str:
        """Return the document."""
        decisions = "\n".join(decision.markdown() for decision in self.decisions)
        return f"{self.before}\n## Design Decisions\n\n{decisions}\n{self.after}"


class Writer:
    """Makes up prose, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def words(self, count: int) -> str:
        """Return *count* nouns."""
        return " ".join(self._random.choices(WORDS, k=count))

    def sentence(self) -> str:
        """Return a sentence of about sixteen words."""
        pick = self._random.choice
        return (
            f"The {self.words(2)} {pick(VERBS)} each {self.words(3)} of the {self.words(2)}, "
            f"and the {pick(WORDS)} {pick(VERBS)} a {self.words(2)}."
        )

    def prose(self, sentences: int) -> str:
        """Return that many sentences."""
        return " ".join(self.sentence() for _ in range(sentences))

    def bullets(self, count: int) -> str:
        """Return a list of names and descriptions."""
        return "".join(f"- **{self.words(2).title()}**: {self.sentence()}\n" for _ in range(count))

    def decision(self, number: int) -> Decision:
        """Return a decision of about 1.1 kB."""
        fields = "".join(
            f"**{name}**: {self.prose(2)}\n\n" for name in ("Decision", "Rationale", "Consequences")
        )
        return Decision(
            number=number,
            title=f"{self.words(3).capitalize()} {number}",
            status=self._random.choice(STATUSES),
            date=f"202{self._random.randint(1, 5)}-{self._random.randint(1, 12):02}-"
            f"{self._random.randint(1, 28):02}",
            context=self.prose(2),
            rest=fields,
        )

    def package(self, number: int, packages: int, decisions: int) -> Package:
        """Return a package whose document has all fourteen sections of the template."""
        name = f"p{number:04}"
        neighbour = f"p{(number + 1) % packages:04}"
        return Package(
            name=name,
            before=self._before(name, neighbour),
            after=self._after(neighbour),
            decisions=[self.decision(index) for index in range(1, decisions + 1)],
        )

    def _before(self, name: str, neighbour: str) -> str:
        steps = "".join(f"{i}. **{self.words(1)}**: {self.sentence()}\n" for i in range(1, 5))
        types = "".join(self._interface(name, index) for index in range(2))
        return (
            f"# Architecture - {name}\n\n## System Overview\n\n{self.prose(4)}\n\n"
            f"## Core Components\n\n{self.bullets(5)}\n"
            f"## Component Relationships\n\n```mermaid\n"
            f"graph TD\n    A[{self.words(2)}] --> B[{self.words(2)}]\n    B --> C\n```\n\n"
            f"## Data Flow\n\n{steps}\n"
            f"See also [{neighbour}](../{neighbour}/ARCHITECTURE.md).\n\n"
            f"## Key Interfaces\n\n{types}"
        )

    def _interface(self, name: str, index: int) -> str:
        title = f"{self.words(2).title().replace(' ', '')}{name.title()}{index}"
        members = "".join(
            f"  {self.words(1)}{i}(key: string, limit?: number): Promise<void>;\n" for i in range(4)
        )
        return f"### {title}\n\n```typescript\ninterface {title} {{\n{members}}}\n```\n\n"

    def _after(self, neighbour: str) -> str:
        sections = [
            f"## Technology Stack\n\n- **Language**: TypeScript\n- **Database**: {self.words(1)}\n",
            "## Deployment Architecture\n\n```mermaid\nflowchart LR\n    A --> B[Server]\n```\n",
            *(
                f"## {title}\n\n{self.bullets(3)}"
                for title in (
                    "Performance Considerations",
                    "Security Considerations",
                    "Error Handling",
                    "Monitoring and Logging",
                    "Future Improvements",
                )
            ),
            f"## References\n\n1. [{neighbour}](../{neighbour}/ARCHITECTURE.md)\n",
        ]
        return "\n".join(sections)


def monorepo(packages: int, decisions: int, seed: int = 1) -> list[Package]:
    """Return *packages* packages with *decisions* decisions each."""
    writer = Writer(seed)
    return [writer.package(number, packages, decisions) for number in range(packages)]


@dataclass(slots=True, kw_only=True)
class Site:
    """A site that is built from the documents of a monorepo."""

    folder: Path
    documents: Path
    """Folder of the packages' folders."""
    page: Callable[[str], str]
    """Docname of the page of the package with that name."""
    hand_written: bool
    """Whether the list of decisions is a page that somebody keeps in step."""

    def write(self, packages: list[Package]) -> None:
        """Write all documents, and the site around them."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for package in packages:
            self.write_document(package)
        self.write_index(packages)

    def write_document(self, package: Package) -> None:
        """Write the document of *package*."""
        folder = self.documents / package.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ARCHITECTURE.md").write_text(package.markdown(), encoding="utf-8")

    def write_index(self, packages: list[Package]) -> None:
        """Write what is beside the documents: the configuration, and the pages of the site."""
        files = bare_files(packages) if self.hand_written else FILES
        for path, text in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


FILES = {
    "package.json": '{"name": "monorepo", "workspaces": ["packages/*"]}\n',
    "archdoc.toml": "",
    "docs/conf.py": 'extensions = ["sphinxext_archdoc"]\n',
    "docs/index.md": (
        "# Packages\n\n```{architecture-packages}\n```\n\n```{toctree}\ndecisions\n```\n"
    ),
    "docs/decisions.md": "# Decisions\n\n```{decision-index}\n```\n",
}


def bare_files(packages: list[Package]) -> dict[str, str]:
    """Return the site that somebody writes who has Sphinx and MyST alone.

    The list of decisions says title, status and date of each, by package.
    """
    lines = ["# Decisions"]
    for package in packages:
        address = f"packages/{package.name}/ARCHITECTURE.md"
        lines += ["", f"## {package.name}", ""]
        lines += [
            f"- [{decision.title}]({address}#{decision.anchor}), {decision.status}, {decision.date}"
            for decision in package.decisions
        ]
    return {
        "docs/conf.py": (
            'extensions = ["myst_parser", "sphinxcontrib.mermaid"]\n'
            'myst_fence_as_directive = ["mermaid"]\n'
            "myst_heading_anchors = 3\n"
        ),
        "docs/index.md": (
            "# Packages\n\n```{toctree}\n:maxdepth: 1\n:glob:\n\npackages/*/*\n```\n\n"
            "```{toctree}\n:maxdepth: 1\n\ndecisions\n```\n"
        ),
        "docs/decisions.md": "\n".join(lines) + "\n",
    }


def bare_site(folder: Path) -> Site:
    """Return the site in *folder* into whose sources the documents are copied."""
    return Site(
        folder=folder,
        documents=folder / "docs" / "packages",
        page=lambda name: f"packages/{name}/ARCHITECTURE",
        hand_written=True,
    )


def our_site(folder: Path) -> Site:
    """Return the site in *folder* that reads the documents where they are."""
    return Site(
        folder=folder,
        documents=folder / "packages",
        page=lambda name: f"packages/{name}",
        hand_written=False,
    )
