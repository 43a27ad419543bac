"""Starting what is measured, and ending it."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 120.0  # seconds


class NotUpError(RuntimeError):
    """A server does not answer; what it printed says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A program that answers on a port; `{port}` in its arguments stands for that."""

    name: str
    arguments: tuple[str, ...]
    needs: tuple[str, ...] = ()  # packages
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> str:
        """Which package it needs that is not installed; empty if none."""
        return next((each for each in self.needs if not importlib.util.find_spec(each)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that answers."""

    name: str
    pid: int
    port: int


def kept(
    data: Path, process: str, *options: str, keep_pages: bool = True, name: str = "kept"
) -> Server:
    """kept's own site."""
    return Server(
        name=name,
        arguments=("-m", "kept.web", process, "--port", "{port}", "--data", str(data), *options),
        environment={} if keep_pages else {"KEPT_KEEP_PAGES": "0"},
    )


@contextmanager
def running(server: Server, log: Path, ready: str = "/") -> Iterator[Running]:
    """The server, from its first answer on; ended, with all it has started, afterwards."""
    port = free_port()
    command = [sys.executable, *(each.format(port=port) for each in server.arguments)]
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": path, **server.environment}
    with started(command, environment, log) as process:
        await_answer(f"http://127.0.0.1:{port}{ready}", process, log)
        yield Running(name=server.name, pid=process.pid, port=port)


@contextmanager
def started(
    command: list[str], environment: Mapping[str, str], log: Path, folder: Path = ROOT
) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a session of its own, so that it ends with all it has started."""
    with log.open("wb") as told:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all it has started: asked first, then without asking."""
    for sign in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(10)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue


def await_answer(url: str, process: subprocess.Popen[bytes], log: Path) -> float:
    """Seconds until a page is there; raises `NotUpError` if it never is."""
    began = time.monotonic()
    while process.poll() is None and time.monotonic() - began < PATIENCE:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310
                answer.read()
                return time.monotonic() - began
        except urllib.error.HTTPError as error:
            raise NotUpError(f"{url} answers {error.code}") from None
        except OSError:
            time.sleep(0.02)
    raise NotUpError(log.read_text("utf-8", "replace")[-2000:] or f"{url} does not answer")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
