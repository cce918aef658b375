"""What a build costs with the extension, in comparison with bare Sphinx and MyST.

Both sites hold the same generated documents. In the bare one they are copied into the
source folder, and a page that somebody wrote by hand lists all decisions. The two are built
in turns; figures are medians over all pairs of builds, ratios are ours to bare. After an edit
the list of the bare site stays as it is, so the work of keeping it in step is not counted.
Both leave diagrams to the browser; ``--draw`` has ours make pictures of them.

    python -m benchmarks.build --packages 100 --decisions 10 --theme alabaster --theme furo
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.measure import Cost, build, middle, pages
from benchmarks.monorepo import Decision, Package, Site, bare_site, monorepo, our_site

LIST = "decisions"
"""Name of the page with the list of decisions."""
Edit = Callable[[Decision, int], Decision]
"""Changes a decision, each time with another number."""

EDITS: dict[str, tuple[Edit, frozenset[str]]] = {
    "prose edit": (
        lambda decision, turn: replace(decision, context=f"{decision.context} Again, {turn}."),
        frozenset({"index"}),
    ),
    "title edit": (
        lambda decision, turn: replace(decision, title=f"Something else {turn}"),
        frozenset({"index", LIST}),
    ),
    "status edit": (
        lambda decision, turn: replace(decision, status=("Rejected", "Deferred")[turn % 2]),
        frozenset({"index", LIST}),
    ),
}
"""By scenario: the edit, and which pages may be written again besides the document's own. The
page with the table of contents is in each, since Sphinx itself writes it again."""


@dataclass(slots=True)
class Figures:
    """All costs of one site, by scenario."""

    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    unexpected: set[str] = field(default_factory=set)
    """Pages that were written, or not written, against expectation."""


class Turn:
    """One site is built from nothing, again without a change, and after each edit."""

    def __init__(
        self, site: Site, packages: list[Package], settings: Mapping[str, str], number: int
    ) -> None:
        self._site = site
        self._packages = packages
        self._number = number
        self._options = [part for pair in settings.items() for part in ("-D", "=".join(pair))]
        self._output = site.folder / "output"

    def run(self, figures: Figures) -> None:
        """Build after every change, and note the costs in *figures*."""
        shutil.rmtree(self._output, ignore_errors=True)
        figures.costs["clean"].append(self._build())
        self._scenario(figures, "no-op", frozenset())
        package = self._packages[len(self._packages) // 2]
        own = self._site.page(package.name)
        for scenario, (edit, others) in EDITS.items():
            package.decisions[0] = edit(package.decisions[0], self._number)
            self._site.write_document(package)
            self._scenario(figures, scenario, others | {own})
            if LIST in others and not self._site.hand_written:
                figures.unexpected |= self._stale(package.decisions[0], scenario)

    def _build(self) -> Cost:
        return build(self._site.folder / "docs", self._output, *self._options)

    def _scenario(self, figures: Figures, name: str, expected: frozenset[str]) -> None:
        before = pages(self._output)
        figures.costs[name].append(self._build())
        after = pages(self._output)
        written = {_whole(page) for page, time in after.items() if before.get(page) != time}
        if not self._site.hand_written:
            figures.unexpected |= {f"{name}: {page} written" for page in written - expected}

    def _stale(self, decision: Decision, scenario: str) -> set[str]:
        """Say whether the list of decisions does not show *decision* as it is now."""
        parts = sorted(self._output.glob(f"{LIST}*.html"))
        _, _, row = "".join(map(_text, parts)).partition(decision.title)
        shown = row and decision.status.lower() in row[:2000].lower()
        return set() if shown else {f"{scenario}: the list of decisions is stale"}


def _whole(page: str) -> str:
    """Return the name of the page of which *page* is a part: a long list is cut into several."""
    return LIST if page.startswith(f"{LIST}-") else page


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def compare(
    folder: Path, size: tuple[int, int], theme: str, pairs: int, *, draw: bool = False
) -> tuple[Figures, Figures]:
    """Build both sites in turns and return the figures of the bare one and of ours.

    Ours makes pictures of diagrams with *draw*.
    """
    sides = [(bare_site(folder / "bare"), Figures()), (our_site(folder / "ours"), Figures())]
    for number in range(pairs):
        for site, figures in sides if number % 2 == 0 else reversed(sides):
            packages = monorepo(*size)
            site.write(packages)
            settings = {"html_theme": theme}
            if not site.hand_written and not draw:
                settings["archdoc_diagrams"] = "browser"
            Turn(site, packages, settings, number).run(figures)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    (_, bare), (_, ours) = sides
    return bare, ours


def environment_bytes(folder: Path, packages: int, decisions: int) -> float:
    """Return how many bytes more the extension makes the environment, per decision.

    What it adds without any decision is taken off, and so is what the decisions' prose and
    headings add without the extension.
    """
    added = [_added_to_environment(folder, packages, count) for count in (0, decisions)]
    return (added[1] - added[0]) / (packages * decisions)


def _added_to_environment(folder: Path, packages: int, decisions: int) -> int:
    sizes = []
    for site in (bare_site(folder / "bare"), our_site(folder / "ours")):
        site.write(monorepo(packages, decisions))
        output = site.folder / "output"
        build(site.folder / "docs", output, builder="dummy")
        sizes.append((output / ".doctrees" / "environment.pickle").stat().st_size)
    return sizes[1] - sizes[0]


def report(bare: Figures, ours: Figures) -> Iterator[str]:
    """Yield a table of medians and ratios, and what went against expectation."""
    heads = (
        f"{'bare s':>9}{'ours s':>9}{'ratio':>7}",
        f"{'bare MiB':>10}{'ours MiB':>10}{'ratio':>7}",
    )
    yield " " * 14 + "".join(heads)
    for scenario in bare.costs:
        theirs, own = middle(bare.costs[scenario]), middle(ours.costs[scenario])
        yield (
            f"{scenario:14}{theirs.cpu:9.2f}{own.cpu:9.2f}{own.cpu / theirs.cpu:7.2f}"
            f"{theirs.peak:10.0f}{own.peak:10.0f}{own.peak / theirs.peak:7.2f}"
        )
    yield from sorted(f"unexpected: {what}" for what in ours.unexpected)


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; return 1 when a page was written against expectation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--packages", type=int, default=100)
    parser.add_argument("--decisions", type=int, default=10, help="per package")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--theme", action="append", help="may be given again (alabaster, furo)")
    parser.add_argument("--draw", action="store_true", help="make pictures of diagrams")
    parser.add_argument("--folder", type=Path, help="keep the sites there")
    chosen = parser.parse_args(arguments)
    size = (chosen.packages, chosen.decisions)
    unexpected = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen.folder or Path(temporary)).resolve()
        per_decision = environment_bytes(folder, *size)
        print(f"{size[0]} packages with {size[1]} decisions each, medians of {chosen.pairs} pairs")
        print(f"environment: {per_decision:.0f} bytes per decision")
        for theme in chosen.theme or ("alabaster", "furo"):
            bare, ours = compare(folder, size, theme, chosen.pairs, draw=chosen.draw)
            print(f"\n{theme}", *report(bare, ours), sep="\n", flush=True)
            unexpected |= bool(ours.unexpected)
    return int(unexpected)


if __name__ == "__main__":
    sys.exit(main())
