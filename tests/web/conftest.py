"""The site without a server: a client, a process, and nothing written outside a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client

from kept.web.pages.answers import ANSWERS
from kept.web.reading import current
from kept.web.reading.site import Site

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(autouse=True)
def apart(settings, tmp_path: Path) -> None:
    """Nothing is written where another test reads, and no page is served that was kept before.

    What was read of a process and worked out from it stays: its name holds all it rests on.
    """
    settings.STORAGES = PLAIN
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.KEPT_DATA = tmp_path / "site"
    settings.KEPT_KEYS = settings.KEPT_DATA / "keys"
    settings.MEDIA_ROOT = settings.KEPT_DATA / "annexes"
    caches["default"].clear()


@pytest.fixture
def serving(settings, root: Path) -> Iterator[Callable[..., Site]]:
    """Have the site be that of another process, or of a register, and read it anew."""

    def serve(process: str | Path, ledger: Path | None = None) -> Site:
        settings.KEPT_PROCESS = root / "processes" / process
        settings.KEPT_LEDGER = ledger
        _forget()
        return current.site()

    yield serve
    _forget()  # a test may have changed what it served


def _forget() -> None:
    current.site.cache_clear()
    ANSWERS.forget()


@pytest.fixture
def great_lakes(settings, root: Path) -> Site:
    settings.KEPT_PROCESS, settings.KEPT_LEDGER = root / "processes" / "great-lakes", None
    return current.site()


@pytest.fixture
def exercise(settings, root: Path) -> Site:
    settings.KEPT_PROCESS, settings.KEPT_LEDGER = root / "processes" / "lakes-exercise", None
    return current.site()


@pytest.fixture
def reader() -> Client:
    """Somebody who has not signed in; no database is asked for such a reader."""
    return Client()
