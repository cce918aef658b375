"""Whatever happens while ``sync`` writes, no file is ever lost, cut or half written."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc.cli import main
from sphinxext_archdoc.loader import writing
from tests.cli.conftest import Run

from .conftest import contents, edit

PROJECT = Path(__file__).parents[3]
CORE = "packages/core/ARCHITECTURE.md"
WEB = "packages/web/ARCHITECTURE.md"


def documents(root: Path) -> dict[str, bytes]:
    return {p: d for p, d in contents(root).items() if not p.startswith(".archdoc/")}


def test_not_utf8_is_refused(run: Run, shared: Path) -> None:
    data = (shared / CORE).read_bytes().replace(b"prices", b"pri\xe7es")
    (shared / CORE).write_bytes(data)
    outcome = run("sync", "--root", shared)
    assert outcome.status == 2
    assert f"{CORE}: error: It is not UTF-8 (line 5)" in outcome.err
    assert (shared / CORE).read_bytes() == data
    assert "## Parts" in (shared / WEB).read_text(encoding="utf-8"), "the others are done"


def test_a_fence_that_is_not_closed(run: Run, shared: Path) -> None:
    """What would be inserted behind it would be code."""
    (shared / WEB).write_bytes(data := (shared / WEB).read_bytes() + b"\n```sh\nmake\n")
    outcome = run("sync", "--root", shared)
    assert outcome.status == 2
    assert f"{WEB}: error: It is left alone: " in outcome.err
    assert (shared / WEB).read_bytes() == data


def test_read_only_file(run: Run, shared: Path) -> None:
    (shared / WEB).chmod(0o444)
    before = documents(shared)
    outcome = run("sync", "--root", shared)
    assert outcome.status == 2
    assert f"{WEB}: error: It cannot be written: it is read-only; it is as it was." in outcome.err
    assert documents(shared) == before
    (shared / WEB).chmod(0o644)
    assert run("sync", "--root", shared).status == 0
    assert documents(shared) != before


def test_mode_and_links_stay(run: Run, shared: Path) -> None:
    real = shared / "packages/web/real.md"
    (shared / WEB).rename(real)
    (shared / WEB).symlink_to("real.md")
    real.chmod(0o640)
    assert run("sync", "--root", shared).status == 0
    assert (shared / WEB).is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "## Parts" in real.read_text(encoding="utf-8")


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
def test_full_disk(run: Run, shared: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    run("sync", "--root", shared, "core")
    before = contents(shared)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(call, full)
        outcome = run("sync", "--root", shared)
    assert outcome.status == 2
    assert "No space left on device" in outcome.err
    assert documents(shared) == {p: d for p, d in before.items() if not p.startswith(".archdoc/")}
    assert contents(shared) == before, "nothing is left behind"
    assert run("sync", "--root", shared).status == 0


def test_full_disk_in_the_middle(run: Run, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written before is in step; the next run does the rest."""
    run("sync", "--root", shared)
    edit(shared / "docs/architecture.md", "Releases are monthly.", "Releases are weekly.")
    edit(shared / "docs/architecture.md", "## Parts", "## Costs\n\nMany.\n\n## Parts")
    real = writing.replace_file

    def full(path: Path, data: bytes) -> None:
        if path.parent.name == "web":
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, data)

    with monkeypatch.context() as context:
        context.setattr(writing, "replace_file", full)
        outcome = run("sync", "--root", shared)
    assert outcome.status == 2
    assert "The rest was not tried" in outcome.err
    lock = (shared / ".archdoc/lock.json").read_text(encoding="utf-8")
    assert "## Costs" in (shared / CORE).read_text(encoding="utf-8")
    assert "## Costs" not in (shared / WEB).read_text(encoding="utf-8")
    assert lock.count("docs/architecture.md") == 2, "two versions are in use"
    run("sync", "--root", shared)
    assert "## Costs" in (shared / WEB).read_text(encoding="utf-8")


def test_two_at_once(run: Run, shared: Path) -> None:
    before = contents(shared)
    with writing.alone(shared):
        outcome = run("sync", "--root", shared)
        assert run("sync", "--root", shared, "--diff").status == 0, "reading is free"
    assert outcome.status == 2
    assert "Another run is changing this repository" in outcome.err
    assert contents(shared) == before


def test_two_at_once_where_folders_cannot_be_locked(
    run: Run, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with writing.alone(shared):
        outcome = run("sync", "--root", shared)
    assert outcome.status == 2
    assert "remove " in outcome.err
    assert run("sync", "--root", shared).status == 0
    assert not list(shared.glob(".archdoc-running"))


def test_several_processes_at_once(shared: Path) -> None:
    """Each of them either does it all or nothing."""
    command = [sys.executable, "-m", "sphinxext_archdoc", "sync", "--root", str(shared)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    running = [
        subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    assert {status for _err, status in ended} <= {0, 2}
    assert 0 in {status for _err, status in ended}
    for message, status in ended:
        assert status == 0 or b"Another run" in message
    assert main(["sync", "--root", str(shared), "--check"]) == 0


def test_what_a_killed_run_left_is_removed(run: Run, shared: Path) -> None:
    left = shared / f"packages/web/.ARCHITECTURE.md.abc{writing.TEMPORARY}"
    left.write_text("half", encoding="utf-8")
    run("sync", "--root", shared)
    assert not left.exists()


def make_many(root: Path, count: int) -> None:
    """Give the repository many packages, in step with the template, which then changes."""
    text = (root / CORE).read_text(encoding="utf-8")
    for number in range(count):
        folder = root / f"packages/many{number}"
        folder.mkdir()
        (folder / "package.json").write_text(f'{{"name": "many{number}"}}', encoding="utf-8")
        document = text.replace("@acme/core", f"many{number}")
        if number % 3 == 0:
            document = document.replace("Releases are monthly.", "Releases are rare.")
        (folder / "ARCHITECTURE.md").write_text(document, encoding="utf-8")
    main(["sync", "--root", str(root)])
    for number in range(0, count, 3):
        path = root / f"packages/many{number}/ARCHITECTURE.md"
        edit(path, "Releases are rare.", "Releases are very rare.")
    edit(root / "docs/architecture.md", "Releases are monthly.", "Releases are weekly.")
    edit(root / "docs/architecture.md", "## Parts", "## Costs\n\nMany.\n\n## Parts")


def forked(root: Path, kill_at: int) -> None:
    """Run ``sync`` in a process of its own, which is killed at some step of its writing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        _kill_at_step(kill_at)
        os._exit(main(["sync", "--root", str(root)]))
    os.waitpid(child, 0)


def _kill_at_step(number: int) -> None:
    """Kill this process before the call of that *number* that writes anything."""
    steps = iter(range(1, number + 1))

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*words: object, **named: object) -> object:
            if next(steps, number) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*words, **named)

        return call

    os.fsync = counted(os.fsync)  # type: ignore[assignment]
    for name in ("replace", "unlink", "chmod", "mkdir"):
        setattr(Path, name, counted(getattr(Path, name)))


def in_the_middle(root: Path, seconds: float) -> None:
    """Run ``sync`` in a process of its own, which is killed after some time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os._exit(main(["sync", "--root", str(root)]))
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


class Killed:
    """Runs that are killed, and what is found behind them."""

    def __init__(self, root: Path, folder: Path) -> None:
        make_many(root, 12)
        self.root, self.folder = root, folder
        self.start = contents(root)
        finished = folder / "finished"
        shutil.copytree(root, finished)
        begin = time.perf_counter()
        main(["sync", "--root", str(finished)])
        self.seconds = time.perf_counter() - begin
        self.wanted = contents(finished)
        self.done: list[int] = []
        """How many documents each of the runs had written."""

    def run(self, kill: Callable[[Path], None]) -> None:
        """Kill a run on a copy of the repository, look at it, and run it again."""
        root = self.folder / f"killed{len(self.done)}"
        shutil.copytree(self.root, root)
        kill(root)
        found = contents(root)
        for path, data in self.start.items():
            if not path.startswith(".archdoc/templates/"):
                assert found[path] in (data, self.wanted[path]), f"{path} is half written"
        self.done.append(
            sum(found[path] != data for path, data in self.start.items() if path.endswith(".md"))
        )
        main(["sync", "--root", str(root)])
        assert contents(root) == self.wanted, "the next run repairs everything"
        shutil.rmtree(root)


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")


@needs_fork
def test_killed_at_each_step(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = Killed(shared, tmp_path)
    for step in range(1, 62, 3):
        killed.run(lambda root, step=step: forked(root, step))  # type: ignore[misc]
    capsys.readouterr()
    assert killed.done == sorted(killed.done)
    assert killed.done[0] == 0
    assert len(set(killed.done)) > 5, "hardly any was killed while documents were written"


@needs_fork
def test_killed_at_any_moment(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = Killed(shared, tmp_path)
    for number in range(KILLS):
        seconds = killed.seconds * (number + 0.5) / KILLS
        killed.run(lambda root, seconds=seconds: in_the_middle(root, seconds))  # type: ignore[misc]
    capsys.readouterr()
    assert len(killed.done) == KILLS


KILLS = 25


def test_a_text_that_a_killed_run_left_is_removed(shared: Path) -> None:
    main(["sync", "--root", str(shared)])
    wanted = contents(shared)
    (kept, *_) = sorted((shared / ".archdoc/templates").iterdir())
    (kept.parent / ("0" * len(kept.name))).write_text("# An old template\n", encoding="utf-8")
    main(["sync", "--root", str(shared)])
    assert contents(shared) == wanted
