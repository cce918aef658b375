"""Files are written whole, and what is there is never lost."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.editing.files import FileChange, create_file, write_changes


def test_a_new_file_gets_its_folders_and_nothing_else_is_left(tmp_path: Path) -> None:
    create_file(tmp_path / "a/b/c.md", b"x\r\n")
    assert [p.name for p in (tmp_path / "a/b").iterdir()] == ["c.md"]
    assert (tmp_path / "a/b/c.md").read_bytes() == b"x\r\n"
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "a/b/c.md").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize("kind", ["file", "folder", "link", "broken link"])
def test_what_is_there_is_never_overwritten(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "c.md"
    if kind == "file":
        target.write_bytes(b"old")
    elif kind == "folder":
        target.mkdir()
    else:
        (tmp_path / "other").write_bytes(b"old")
        target.symlink_to("other" if kind == "link" else "nowhere")
    before = {p.name for p in tmp_path.iterdir()}
    with pytest.raises(FileExistsError):
        create_file(target, b"new")
    assert {p.name for p in tmp_path.iterdir()} == before
    assert not target.is_file() or target.read_bytes() == b"old"


def test_new_files_go_again_when_another_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes(b"changed meanwhile")
    changes = [
        FileChange(path="old.md", before=b"old", after=b"new"),
        FileChange(path="new.md", before=None, after=b"new"),
    ]
    with pytest.raises(RefusedError, match="changed by somebody else"):
        write_changes(tmp_path, changes)
    assert [p.name for p in tmp_path.iterdir()] == ["old.md"]
    assert (tmp_path / "old.md").read_bytes() == b"changed meanwhile"


def test_changed_files_are_what_they_were_when_another_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old\r\n")
    (tmp_path / "b.md").write_bytes(b"old")
    (tmp_path / "b.md").chmod(0o444)
    changes = [
        FileChange(path="a.md", before=b"old\r\n", after=b"new"),
        FileChange(path="b.md", before=b"old", after=b"new"),
    ]
    with pytest.raises(OSError, match="read-only"):
        write_changes(tmp_path, changes)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "a.md": b"old\r\n",
        "b.md": b"old",
    }


def test_a_full_disk_names_the_file_and_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "old.md").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    for change in (
        FileChange(path="a/b/new.md", before=None, after=b"new"),
        FileChange(path="old.md", before=b"old", after=b"new"),
    ):
        with pytest.raises(OSError, match="No space left") as caught:
            write_changes(tmp_path, [change])
        assert caught.value.filename == str(tmp_path / change.path)
    assert [p.name for p in tmp_path.iterdir()] == ["old.md"]
    assert (tmp_path / "old.md").read_bytes() == b"old"


WRITER = """
import sys
from pathlib import Path
from sphinxext_archdoc.editing.files import create_file
for number in range(100000):
    create_file(Path(sys.argv[1]) / f"{number}.md", b"x" * 100000)
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_killed_run_leaves_whole_files(tmp_path: Path) -> None:
    for wait in (0.0, 0.002, 0.005):
        words = [sys.executable, "-c", WRITER, tmp_path / str(wait)]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        found = list((tmp_path / str(wait)).glob("[0-9]*.md"))
        assert found
        assert {p.stat().st_size for p in found} == {100000}
