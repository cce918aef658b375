"""What tells, without reading a file, that it is the one that was read before.

That is its size, its inode, and the times at which its contents and its inode were last
changed; nobody can put the latter back. A change within one tick of the file system's clock
shows in none of them, so a file that was changed just now has no state yet: it is read, as
Git does with files that are as young as its index
(https://git-scm.com/docs/racy-git).
"""

from __future__ import annotations

import os
import time

SETTLED = 3_000_000_000
"""Age, in nanoseconds, of a change that no other can be mistaken for: the times of the
coarsest file systems count two seconds."""


def state_of(facts: os.stat_result) -> str:
    """Return what differs when a file with these *facts* was changed; empty when it may not."""
    changed = max(facts.st_mtime_ns, facts.st_ctime_ns)
    if time.time_ns() - changed < SETTLED:
        return ""
    return f"{facts.st_size} {facts.st_ino} {facts.st_mtime_ns} {facts.st_ctime_ns}"
