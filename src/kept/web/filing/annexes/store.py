"""Where annexes lie: outside what the web server hands out, each under a name by chance."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from kept.web.filing.annexes.clean import clean
from kept.web.filing.annexes.error import UnfitError
from kept.web.filing.models import Annex, Draft
from kept.web.reading.clock import now

MOST = 10  # annexes of one statement
LONGEST_TITLE = 120


def add(draft: Draft, data: bytes, title: str, *, keep: bool) -> Annex:
    """Keep a file beside a draft; raises `UnfitError`."""
    if Annex.objects.filter(draft=draft).count() >= MOST:
        raise UnfitError("too-many")
    cleaned = clean(data, keep=keep)
    name = secrets.token_hex(16)
    _write(place(name), cleaned.content)
    annex: Annex = Annex.objects.create(
        party=draft.party,
        made_at=now(),
        draft=draft,
        name=name,
        title=_title(title),
        media=cleaned.media,
        size=len(cleaned.content),
        digest=hashlib.sha256(cleaned.content).hexdigest(),
        kept_whole=cleaned.whole,
    )
    return annex


def remove(annex: Annex) -> None:
    """Destroy an annex that nobody has signed for."""
    place(annex.name).unlink(missing_ok=True)
    annex.delete()


def content_of(annex: Annex) -> bytes:
    """The file."""
    return place(annex.name).read_bytes()


def place(name: str) -> Path:
    """Where the file of this name lies."""
    root: Path = settings.MEDIA_ROOT
    return root / name[:2] / name


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _title(given: str) -> str:
    """A name for people: no path, nothing that cannot be seen."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(char for char in last if char.isprintable() and char not in '"<>').strip()
    return seen[:LONGEST_TITLE] or "annex"
