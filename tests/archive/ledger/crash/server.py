"""Starts a process for each ending it is asked for: what takes long to load is loaded once.

Reads a line of JSON for each: which scenario, where, and how it is to end; answers with one.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[4]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.archive.ledger.crash.scenarios import (  # noqa: E402 - the path comes first
    Notebook,
    check,
    run,
)

NOTES = Notebook()


def play(scenario: str, path: Path, inject: str | None, kill_after: float | None) -> int:
    """Run a scenario in a child; gives its exit status."""
    NOTES.clear()
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(tell)
        with suppress(OSError):  # this, too, may be made to fail
            os.read(told, 1)
        try:
            run(scenario, path, NOTES)
            os._exit(0)
        except BaseException as error:
            notes = NOTES.read()
            notes.error = f"UNTOLD {error!r}"
            NOTES.write(notes)
            os._exit(1)
    os.close(told)
    tracer = trace(child, inject) if inject is not None else None
    os.write(tell, b"!")
    os.close(tell)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if tracer is not None:
        tracer.wait()
    return status


def trace(child: int, inject: str) -> subprocess.Popen[bytes]:
    """Attach strace, with the options in `inject`, and wait until it holds the child."""
    command = ["strace", "-f", "-qq", "-p", str(child), *inject.split()]
    tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    status = Path(f"/proc/{child}/status")
    while "TracerPid:\t0\n" in status.read_text():
        if tracer.poll() is not None:
            raise RuntimeError(f"{' '.join(command)} ended with {tracer.returncode}")
        time.sleep(0.001)
    return tracer


def answer(request: dict[str, str]) -> dict[str, object]:
    path = Path(request["path"])
    if template := request.get("template"):
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(template, path)
    after = request.get("kill_after")
    status = play(
        request["scenario"], path, request.get("inject"), float(after) if after else None
    )
    told = NOTES.read()
    told_now = {"told": vars(told), "killed": os.WIFSIGNALED(status)}
    if told.error.startswith("UNTOLD"):
        return {**told_now, "failure": told.error}
    try:
        return {**told_now, "size": check(path, told)}
    except Exception as error:
        return {**told_now, "failure": f"{error!r} at line {_line(error)}"}


def _line(error: BaseException) -> list[int]:
    lines, trace_ = [], error.__traceback__
    while trace_ is not None:
        lines.append(trace_.tb_lineno)
        trace_ = trace_.tb_next
    return lines


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
