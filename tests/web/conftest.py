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
def apart(settings, tmp_path: Path) -> Iterator[None]:
    """Nothing is shared with another test, and no page is served from what was kept before."""
    settings.STORAGES = PLAIN
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.KEPT_DATA = tmp_path / "site"
    settings.KEPT_KEYS = settings.KEPT_DATA / "keys"
    settings.MEDIA_ROOT = settings.KEPT_DATA / "annexes"
    caches["default"].clear()
    ANSWERS.forget()
    current.site.cache_clear()
    yield
    current.site.cache_clear()


@pytest.fixture
def serving(settings, root: Path) -> Callable[..., Site]:
    """Have the site be that of another process, or of a register."""

    def serve(process: str | Path, ledger: Path | None = None) -> Site:
        settings.KEPT_PROCESS = root / "processes" / process
        settings.KEPT_LEDGER = ledger
        current.site.cache_clear()
        return current.site()

    return serve


@pytest.fixture
def great_lakes(serving) -> Site:
    return serving("great-lakes")


@pytest.fixture
def exercise(serving) -> Site:
    return serving("lakes-exercise")


@pytest.fixture
def reader() -> Client:
    """Somebody who has not signed in; no database is asked for such a reader."""
    return Client()
