"""A log in memory that can also lie, and witnesses as processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest

from kept.archive.keys import KeyFile, load_note_signer, new_key
from kept.ledger.keys import Ed25519Signer, MLDSA44Signer
from kept.ledger.notes import (
    Checkpoint,
    NoteSigner,
    Policies,
    PolicyLog,
    PolicyWitness,
    SignatureType,
    read_checkpoint,
    sign_checkpoint,
    write_policies,
)
from kept.ledger.tree import EMPTY, Edge, Tile, Tree, grow
from kept.ledger.witness import AddCheckpoint

ORIGIN = "lakes.example/exercise"
ROOT = Path(__file__).parents[3]


@dataclass
class MemoryLog:
    """A log without a disk. `fork` gives a twin that goes on otherwise under the same keys."""

    seed: bytes = b"\x11" * 32
    pq: bool = False
    edge: Edge = EMPTY
    files: dict[str, bytes] = field(default_factory=dict)
    entries: list[bytes] = field(default_factory=list)

    @property
    def signers(self) -> list[NoteSigner]:
        signers = [NoteSigner(ORIGIN, SignatureType.ED25519, Ed25519Signer(self.seed))]
        if self.pq:
            signers.append(NoteSigner(ORIGIN, SignatureType.ML_DSA_44, MLDSA44Signer(self.seed)))
        return signers

    @property
    def keys(self):
        return [signer.vkey for signer in self.signers]

    def append(self, *entries: bytes) -> MemoryLog:
        grown = grow(self.edge, entries)
        self.edge = grown.edge
        self.files.update(grown.files)
        self.entries.extend(entries)
        return self

    def add(self, count: int, tag: str = "entry") -> MemoryLog:
        start = self.edge.size
        return self.append(*(f"{tag} {start + n}".encode() for n in range(count)))

    def fork(self) -> MemoryLog:
        return MemoryLog(self.seed, self.pq, self.edge, dict(self.files), list(self.entries))

    def read(self, level: int, index: int, width: int) -> bytes:
        return self.files[Tile(level, index, width).path]

    @property
    def tree(self) -> Tree:
        return Tree(self.edge.size, self.read, root=self.edge.root)

    def note(self) -> bytes:
        checkpoint = Checkpoint(ORIGIN, self.edge.size, self.edge.root)
        return sign_checkpoint(checkpoint, self.signers, at=1_700_000_000)

    def proof_from(self, old: int) -> tuple[bytes, ...]:
        return self.tree.consistency_proof(old)

    def request(self, old: int) -> bytes:
        return bytes(AddCheckpoint(old, self.proof_from(old), read_checkpoint(self.note())))


@dataclass
class Process:
    """One witness as the command line starts it."""

    key: KeyFile
    state: Path
    log: str
    more: tuple[str, ...] = ()
    port: int = 0
    program: subprocess.Popen[str] | None = None
    said: Thread | None = None

    def start(self) -> Process:
        return self.begin().wait_until_it_listens()

    def begin(self) -> Process:
        self.program = subprocess.Popen(
            [
                sys.executable, "-m", "kept.cli", "witness", "serve",
                "--keys", str(self.key.folder), "--key", self.key.name,
                "--state", str(self.state), "--log", self.log,
                "--port", str(self.port), *self.more,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "LANG": "en_GB.UTF-8"},
        )  # fmt: skip
        return self

    def wait_until_it_listens(self) -> Process:
        assert self.program is not None
        assert self.program.stdout is not None
        for line in self.program.stdout:
            if "http://" in line:
                self.port = int(
                    line.split("http://", 1)[1].split()[0].rstrip("/").rsplit(":", 1)[1]
                )
                # Read on: a program whose words nobody takes stops when the pipe is full.
                self.said = Thread(target=self.program.stdout.read, daemon=True)
                self.said.start()
                return self
        pytest.fail(f"{self.key.name} did not start: exit code {self.program.wait()}")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, sign: int) -> int:
        assert self.program is not None
        self.program.send_signal(sign)
        code = self.program.wait(timeout=20)
        if self.said is not None and self.program.stdout is not None:
            self.said.join()
            self.program.stdout.close()
        self.program = None
        return code

    def kill(self) -> None:
        self.send(signal.SIGKILL)

    def stop(self) -> int:
        return self.send(signal.SIGTERM)

    def post(self, body: bytes, path: str = "/add-checkpoint") -> tuple[int, bytes]:
        return exchange(self.port, "POST", path, body)

    def get(self, path: str) -> tuple[int, bytes]:
        return exchange(self.port, "GET", path)


@contextmanager
def starting(folder: Path, log: MemoryLog) -> Iterator[Callable[..., list[Process]]]:
    """`start(4)`: so many witnesses, each with its own key, memory and process, until the end."""
    started: list[Process] = []

    def start(count: int, *more: str) -> list[Process]:
        for _ in range(count):
            name = f"w{len(started) + 1}"
            key = new_key(
                folder / name / "keys",
                name,
                purpose="witness",
                signs_as=f"witness.example/{name}",
                passphrase=None,
            )
            process = Process(key, folder / name / "state", str(log.keys[0]), more)
            started.append(process.begin())
        return [process.wait_until_it_listens() for process in started[-count:]]

    try:
        yield start
    finally:
        for process in started:
            if process.program is not None:
                process.kill()


def exchange(port: int, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def policies_for(log: MemoryLog, several: list[Process]) -> Policies:
    witnesses = [
        PolicyWitness(process.key.name, process.key.vkey, process.url) for process in several
    ]
    names = [witness.name for witness in witnesses]
    return write_policies([PolicyLog(log.keys[0])], witnesses, (names[0], names[1]))


def note_signer(process: Process) -> NoteSigner:
    return load_note_signer(process.key, None)


def wait_until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
