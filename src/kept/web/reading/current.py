"""The one site of this process, and who is looking at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.module_loading import import_string

from kept.archive.recording import ReadRegister
from kept.web.reading.site import Site
from kept.web.reading.viewer import PUBLIC, Held, Viewer


class _Current:
    """The site these settings describe: of the text as recorded here, where something was."""

    def __call__(self) -> Site:
        return _site(process_path(), settings.KEPT_LEDGER)

    def cache_clear(self) -> None:
        """Forget every site: the settings are others now."""
        _site.cache_clear()


site: Final = _Current()


def process_path() -> Path:
    """The folder of the text: the site's own copy once there is one, else the original."""
    copy: Path = settings.KEPT_DATA / "process"
    return copy if (copy / "process.toml").is_file() else Path(settings.KEPT_PROCESS)


@lru_cache(maxsize=4)
def _site(process: Path, ledger: Path | None) -> Site:
    return Site(process, ledger, held)


def held() -> Held:
    """What is not shown to others yet; nothing where files are read, for nobody files there."""
    if settings.KEPT_LEDGER is None:
        return Held()
    holding: Callable[[ReadRegister | None], Held] = import_string(settings.KEPT_HELD)
    return holding(None if site().is_large else site().register())


def viewer_of(user: Any) -> Viewer:
    """The viewer behind an account; without one, the public."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return PUBLIC
    return Viewer(role=str(user.role), party=str(user.party) or None)
