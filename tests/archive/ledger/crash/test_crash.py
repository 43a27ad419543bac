"""A writer is killed, or its disk fails, at every call of the system: nothing told is lost."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from tests.archive.ledger.crash.scenarios import FULL, prepare

DEEP = os.environ.get("KEPT_DEEP") == "1"
SERVER = Path(__file__).with_name("server.py")
AT_ONCE = 2
TOGETHER = 40  # ledgers on the disk

CHANGES = "pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,mkdir,rmdir,fchown"
READS = "read,pread64,newfstatat,getdents64,flock,fcntl,mmap"
FILLS = "pwrite64,write,mkdir,rename,openat"


class Servers:
    """Two processes that start what is to be killed, so that two cores have work."""

    def __init__(self) -> None:
        self.free: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
        self.all = [
            subprocess.Popen(
                [sys.executable, str(SERVER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(AT_ONCE)
        ]
        for each in self.all:
            self.free.put(each)

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        server = self.free.get()
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            server.stdin.write(json.dumps(request) + "\n")
            server.stdin.flush()
            answer = server.stdout.readline()
        except BrokenPipeError:
            answer = ""
        finally:
            self.free.put(server)
        return json.loads(answer) if answer else {"failure": "the server was ended", "told": {}}

    def ask_all(self, requests: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        with ThreadPoolExecutor(AT_ONCE) as threads:
            return list(threads.map(self.ask, requests))

    def close(self) -> None:
        for each in self.all:
            assert each.stdin is not None
            assert each.stdout is not None
            with suppress(BrokenPipeError):
                each.stdin.close()
            each.wait()
            each.stdout.close()


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    made = Servers()
    yield made
    made.close()


@pytest.fixture
def strace() -> None:
    if shutil.which("strace") is None:
        missing = "strace is not installed"
        if os.environ.get("KEPT_REQUIRE_STRACE") == "1":
            pytest.fail(missing)
        pytest.skip(missing)


@dataclass(frozen=True)
class Call:
    """The `number`-th call of `name` that a scenario makes, counted from 1."""

    name: str
    number: int
    line: str

    @property
    def opens_for_writing(self) -> bool:
        return self.name == "openat" and ("O_CREAT" in self.line or "O_DIRECTORY" in self.line)


def calls(servers: Servers, swift: Path, scenario: str, names: str) -> list[Call]:
    """What a scenario asks of the system when nothing goes wrong."""
    log = swift / "calls"
    inject = f"-o {log} -e trace={names}"
    answer = servers.ask(request(scenario, swift, inject))
    assert "failure" not in answer, answer
    assert answer["told"]["done"]
    found: list[Call] = []
    seen: Counter[str] = Counter()
    for line in log.read_text().splitlines():
        if match := re.match(r"(?:\d+ +)?(?:<\.\.\. )?(\w+)(?:\(| resumed)", line):
            seen[match[1]] += "resumed" not in line
            found.append(Call(match[1], seen[match[1]], line))
    return found


def request(scenario: str, swift: Path, inject: str, number: int = 0) -> dict[str, Any]:
    return {
        "scenario": scenario,
        "template": str(swift / "template"),
        "path": str(swift / f"ledger {number}"),
        "inject": inject,
    }


def endings(calls: Sequence[Call], action: str) -> list[str]:
    return [
        f"-o /dev/null -e trace={each.name} -e inject={each.name}:{action}:when={each.number}"
        for each in calls
    ]


SIZES = {"append": FULL, "erase": 20, "rebuild": 20}


@pytest.fixture(params=sorted(SIZES))
def scenario(request: pytest.FixtureRequest, swift: Path, strace: None) -> str:
    name: str = request.param
    prepare(swift / "template", SIZES[name])
    return name


def play(servers: Servers, swift: Path, scenario: str, endings: list[str]) -> list[dict[str, Any]]:
    requests = [request(scenario, swift, each, number) for number, each in enumerate(endings)]
    answers = []
    for start in range(0, len(requests), TOGETHER):
        answers += servers.ask_all(requests[start : start + TOGETHER])
        for path in swift.glob("ledger *"):
            shutil.rmtree(path)
    failed = [
        f"{ending}: {answer['failure']}, told {answer.get('told')}"
        for ending, answer in zip(endings, answers, strict=True)
        if "failure" in answer
    ]
    assert not failed, f"{len(failed)} of {len(endings)}:\n" + "\n".join(failed[:10])
    return answers


def test_a_kill_at_every_change_loses_nothing(
    servers: Servers, swift: Path, scenario: str
) -> None:
    found = calls(servers, swift, scenario, f"{CHANGES},openat")
    changes = [each for each in found if each.name != "openat" or each.opens_for_writing]
    assert len(changes) > 50
    answers = play(servers, swift, scenario, endings(changes, "signal=KILL"))
    killed = sum(answer["killed"] for answer in answers)
    assert killed >= len(answers) - 2  # the last calls may come in another order


def test_an_error_at_every_change_is_told_and_loses_nothing(
    servers: Servers, swift: Path, scenario: str
) -> None:
    found = calls(servers, swift, scenario, f"{CHANGES},openat")
    changes = [each for each in found if each.name != "openat" or each.opens_for_writing]
    answers = play(servers, swift, scenario, endings(changes, "error=EIO"))
    told = [bool(answer["told"]["error"]) for answer in answers]
    # What is not told did not matter: SQLite leaves for later what it cannot do while closing.
    assert all(told[at] is not answer["told"]["done"] for at, answer in enumerate(answers))
    assert sum(told) > 0.6 * len(answers)


@pytest.mark.skipif(not DEEP, reason="only with --deep")
def test_a_full_disk_is_told_and_loses_nothing(
    servers: Servers, swift: Path, scenario: str
) -> None:
    found = calls(servers, swift, scenario, FILLS)
    play(servers, swift, scenario, endings(found, "error=ENOSPC"))


@pytest.mark.skipif(not DEEP, reason="only with --deep")
def test_an_error_while_reading_is_told_and_loses_nothing(
    servers: Servers, swift: Path, scenario: str
) -> None:
    found = calls(servers, swift, scenario, f"{READS},openat")
    play(servers, swift, scenario, endings(found, "error=EIO"))


def test_a_kill_at_any_moment_loses_nothing(servers: Servers, swift: Path) -> None:
    """Ledgers that are killed again and again, and go on each time."""
    ledgers, kills = (8, 25) if not DEEP else (20, 100)
    chance = random.Random(8)  # noqa: S311 - moments, not secrets
    sizes = []
    for number in range(ledgers):
        prepare(swift / f"ledger {number}", 4 + 60 * number)
    for _ in range(kills):
        requests = [
            {
                "scenario": "grow",
                "path": str(swift / f"ledger {number}"),
                "kill_after": str(chance.uniform(0.001, 0.12)),
            }
            for number in range(ledgers)
        ]
        answers = servers.ask_all(requests)
        assert not [each["failure"] for each in answers if "failure" in each]
        assert all(each["killed"] for each in answers)
        sizes.append([each["size"] for each in answers])
    assert all(
        pair[0] <= pair[1] for turns in pairwise(sizes) for pair in zip(*turns, strict=True)
    )
    assert sum(sizes[-1]) > sum(sizes[0]) + kills
