"""A real server and a real browser: Debian's Chromium, driven from here."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SECONDS = 60.0  # a busy machine is no bug


@dataclass(frozen=True)
class Running:
    """A site that answers."""

    url: str
    data: Path


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of the system."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        missing = "no Chromium here (apt install chromium)"
        if os.environ.get("KEPT_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@pytest.fixture(
    scope="module"
)  # while it runs, no other driver may start, nor Django ask its database
def browser(chromium: str) -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield made
        made.close()


@pytest.fixture
def opened(browser) -> Iterator[Callable[..., object]]:
    """Open a page of one's own; what it complains about fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(url: str = "about:blank", **options: object):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: _complain(complaints, said))
        page.goto(url)
        return page

    yield open_page
    for each in contexts:
        each.close()
    assert complaints == []


def _complain(complaints: list[str], said) -> None:
    if said.type == "error" and "status of 4" not in said.text:
        complaints.append(said.text)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _serve(root: Path, data: Path, *options: str) -> Iterator[Running]:
    port = _free_port()
    command = [sys.executable, "-m", "kept.web", "--port", str(port), "--data", str(data)]
    log = (data.parent / f"{data.name}.log").open("w")
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONWARNINGS": "default"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    server = subprocess.Popen(
        [*command, *options], cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    url = f"http://localhost:{port}"
    try:
        _wait(url, server, Path(log.name))
        yield Running(url, data)
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.close()


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    last = time.monotonic() + SECONDS
    while time.monotonic() < last and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/about/", timeout=30):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The site did not come up:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def great_lakes_site(root: Path, tmp_path_factory) -> Iterator[Running]:
    """Great Lakes, read only."""
    yield from _serve(root, tmp_path_factory.mktemp("great-lakes") / "site", "great-lakes")


@pytest.fixture(scope="session")
def demo_site(root: Path, tmp_path_factory) -> Iterator[Running]:
    """The exercise with its register and an account for every role."""
    data = tmp_path_factory.mktemp("demo") / "site"
    yield from _serve(root, data, "lakes-exercise", "--demo")
