"""The files of the site, collected where the server reads them; again only when one has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from kept.web.serving import made


def collect() -> None:
    """Make what is made of others, and lay all files out with their digests in their names."""
    made.write(settings.KEPT_MADE)
    stamp: Path = settings.KEPT_DATA / "static.stamp"
    wanted = _stamp()
    if stamp.is_file() and stamp.read_text("ascii") == wanted and settings.STATIC_ROOT.is_dir():
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(wanted, "ascii")  # last, so that what was interrupted is done again


def _stamp() -> str:
    """What changes whenever a file does, or a package that brings some."""
    told = [settings.KEPT_BUILD, version("django"), version("django-allauth"), *_files()]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _files() -> Iterator[str]:
    for folder in settings.STATICFILES_DIRS:
        for each in sorted(Path(folder).rglob("*")):
            stat = each.stat()
            yield f"{each}\t{stat.st_size}\t{stat.st_mtime_ns}"
