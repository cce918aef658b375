"""What reading TypeScript costs: megabytes per second of one core, and peak memory.

Generated files hold what packages hold: documented interfaces, object types, classes with method
bodies, enums, functions and imports. ``sphinx-archdoc interfaces`` lists what they declare as
JSON, in a process of its own; its start and the writing of the answer are part of the figures.

    python -m benchmarks.interfaces --files 1000 --megabytes 5
    python -m benchmarks.interfaces --folder node_modules/zod
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Cost
from benchmarks.monorepo import WORDS

TYPES = ("string", "number", "boolean", "Date", "readonly string[]", "Map<string, unknown>")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes TypeScript, the same for the same seed."""

    random: random.Random

    def file(self, size: int) -> str:
        """Return a file of about *size* bytes."""
        names = [self._type_name() for _ in range(3)]
        parts = [f'import type {{ {", ".join(names)} }} from "./{self._word()}.js";\n']
        kinds: list[Callable[[], str]] = [
            self._interface,
            self._interface,
            self._class,
            self._alias,
            self._enum,
            self._function,
        ]
        while sum(map(len, parts)) < size:
            parts.append(self.random.choice(kinds)())
        return "\n".join(parts)

    def _word(self) -> str:
        return self.random.choice(WORDS)

    def _name(self) -> str:
        return self._word() + self._word().capitalize()

    def _type_name(self) -> str:
        return self._name().capitalize()

    def _type(self) -> str:
        return self.random.choice((*TYPES, self._type_name(), f"Promise<{self._type_name()}>"))

    def _doc(self, indent: str = "") -> str:
        text = " ".join(self._word() for _ in range(self.random.randint(4, 14)))
        if self.random.random() < 0.6:
            return f"{indent}/** {text.capitalize()}. */\n"
        tag = f"{indent} * @param {self._word()} - {self._word()} {self._word()}\n"
        return f"{indent}/**\n{indent} * {text.capitalize()}.\n{indent} *\n{tag}{indent} */\n"

    def _parameters(self) -> str:
        count = self.random.randint(0, 3)
        return ", ".join(f"{self._word()}{n}: {self._type()}" for n in range(count))

    def _members(self, least: int, most: int) -> str:
        lines = []
        for number in range(self.random.randint(least, most)):
            lines.append(self._doc("  ") if self.random.random() < 0.5 else "")
            name = f"{self._name()}{number}"
            if self.random.random() < 0.5:
                lines.append(f"  {name}({self._parameters()}): {self._type()};\n")
            else:
                readonly = self.random.choice(("", "readonly "))
                optional = self.random.choice(("", "?"))
                lines.append(f"  {readonly}{name}{optional}: {self._type()};\n")
        return "".join(lines)

    def _interface(self) -> str:
        parent = self.random.choice(("", f" extends {self._type_name()}<T>"))
        head = f"export interface {self._type_name()}<T extends object = {{}}>{parent}"
        return f"{self._doc()}{head} {{\n{self._members(3, 12)}}}\n"

    def _alias(self) -> str:
        return f"{self._doc()}export type {self._type_name()} = {{\n{self._members(2, 6)}}};\n"

    def _enum(self) -> str:
        values = "".join(f"  {self._name()}{n} = {n},\n" for n in range(self.random.randint(2, 8)))
        return f"export enum {self._type_name()} {{\n{values}}}\n"

    def _body(self, indent: str) -> str:
        lines = []
        for number in range(self.random.randint(2, 8)):
            value = f"await this.{self._name()}({{ {self._word()}: {number}, key: `a${{x}}` }})"
            lines.append(f"{indent}const {self._name()}{number} = {value};\n")
            lines.append(f"{indent}if ({self._name()} > {number}) return null; // {self._word()}\n")
        return "".join(lines)

    def _class(self) -> str:
        methods = "".join(
            f"{self._doc('  ')}  async {self._name()}{n}({self._parameters()}): Promise<null> {{\n"
            f"{self._body('    ')}  }}\n\n"
            for n in range(self.random.randint(2, 6))
        )
        field = f"  private readonly {self._name()}: {self._type()};\n\n"
        heritage = f"extends {self._type_name()} implements {self._type_name()}"
        return f"{self._doc()}export class {self._type_name()} {heritage} {{\n{field}{methods}}}\n"

    def _function(self) -> str:
        head = f"export async function {self._name()}({self._parameters()}): Promise<null>"
        return f"{self._doc()}{head} {{\n{self._body('  ')}}}\n"


def write(folder: Path, files: int, megabytes: float, seed: int = 1) -> None:
    """Write *files* files of *megabytes* together below *folder*, in packages of 20."""
    writer = Writer(random.Random(seed))
    size = int(megabytes * 1e6 / files)
    for number in range(files):
        path = folder / f"packages/p{number // 20}/src/m{number}.ts"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(writer.file(size), encoding="utf-8")


def read(folder: Path, answer: Path) -> Cost:
    """Run the command over *folder* and write what it prints to *answer*."""
    command = [sys.executable, "-m", "sphinxext_archdoc", "interfaces", str(folder)]
    with answer.open("wb") as stream:
        process = subprocess.Popen(
            [*command, "--format", "json"], stdout=stream, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--megabytes", type=float, default=5.0)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="read this folder instead of generated files")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary, "tree")
        answer = Path(temporary, "answer.json")
        if arguments.folder is None:
            write(folder, arguments.files, arguments.megabytes)
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.suffix in SUFFIXES]
        costs = [read(folder, answer) for _ in range(arguments.runs)]
        found = json.loads(answer.read_bytes())
        members = sum(len(record["members"]) for record in found)
    megabytes, seconds = sum(sizes) / 1e6, median(cost.cpu for cost in costs)
    print(f"{len(sizes)} files, {megabytes:.1f} MB: {len(found)} declarations, {members} members")
    print(f"{seconds:.2f} s of one core, {megabytes / seconds:.1f} MB/s")
    print(f"{max(cost.peak for cost in costs):.0f} MiB at the most")


SUFFIXES = {".ts", ".tsx", ".mts", ".cts"}

if __name__ == "__main__":
    main()
