"""What a tree of processes has used."""

import os
import subprocess
import sys

import pytest
from bench.site.processes import TICKS, tree, used

if not os.path.isdir("/proc/self"):  # noqa: PTH112 -- a look, no path is kept
    pytest.skip("no /proc here", allow_module_level=True)


def _stat(folder, pid, name, parent, ticks):
    fields = ["S", str(parent), *["0"] * 9, str(ticks), "1", *["0"] * 8, "3"]
    (folder / str(pid)).mkdir()
    (folder / str(pid) / "stat").write_text(f"{pid} ({name}) {' '.join(fields)}\n")


def test_all_below_are_counted_and_nobody_else(tmp_path):
    _stat(tmp_path, 10, "server", 1, 4)
    _stat(tmp_path, 11, "a (worker) 9 9", 10, 8)
    _stat(tmp_path, 12, "grandchild", 11, 16)
    _stat(tmp_path, 13, "somebody else", 1, 999)
    (tmp_path / "14").mkdir()  # has ended
    assert tree(10, tmp_path) == [10, 11, 12]
    assert used(10, tmp_path).seconds == (4 + 8 + 16 + 3) / TICKS


def test_work_is_seen():
    code = "import time\nwhile time.process_time() < .3: pass\nprint(1, flush=True)\ninput()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        child.stdout.readline()
        found = used(child.pid)
        child.communicate(b"\n")
    assert found.seconds >= 0.25
    assert found.megabytes > 1
