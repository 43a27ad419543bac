"""The first page as it was last drawn, kept in a file so that a start need not draw it anew.

What is in the file is put where pages are kept while the site runs, under the name it had there.
That name holds what the page tells; the stamp beside it holds the rest. The site itself is then
asked for the page, so that it is drawn anew where anything it rests on is another one.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache

from kept.report.wording.language import LANGUAGES
from kept.web.pages.view import KEPT_FOR
from kept.web.serving import stamps

Site = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Pages = Mapping[str, bytes]  # by the name under which a page is kept
FILE: Final = "first-pages.json"
UNTOLD: Final = "KEPT_SECRET_KEY"  # nothing is drawn from it


def ready(site: Site) -> None:
    """Have the first page at hand, in every language, before anybody asks."""
    if not settings.KEPT_KEEP_PAGES:
        return
    file, stamp = settings.KEPT_DATA / FILE, _stamp()
    before = _read(file, stamp)
    for name, page in before.items():
        cache.set(name, page, KEPT_FOR)
    now = dict(filter(None, (_ask(site, each) for each in LANGUAGES)))
    if now != before:
        _write(file, stamp, now)


def _stamp() -> str:
    """What changes whenever something does that pages rest on, and their names do not hold."""
    told = sorted(each for each in os.environ.items() if each[0].startswith("KEPT_"))
    texts = (settings.KEPT_PROCESS, settings.KEPT_DATA / "process", settings.KEPT_DATA / "places")
    return stamps.digest(
        [
            stamps.of_code(),
            *(f"{name}={value}" for name, value in told if name != UNTOLD),
            *stamps.of_files(*texts, settings.STATIC_ROOT),
        ]
    )


def _ask(site: Site, language: str) -> tuple[str, bytes] | None:
    """The page as a reader without an account gets it, with its name; None if it fails."""
    told: list[Any] = []
    body = site(_request(language), lambda status, headers, *_: told.extend((status, headers)))
    page = b"".join(body)
    headers = dict(told[1])
    if not told[0].startswith("200") or headers.get("Content-Encoding") != "br":
        return None
    return headers["ETag"].removeprefix("W/").strip('"'), page


def _request(language: str) -> dict[str, Any]:
    """A request as a server of WSGI tells it."""
    from wsgiref.util import setup_testing_defaults

    request: dict[str, Any] = {
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_LANGUAGE": language,
        "HTTP_ACCEPT_ENCODING": "br",
    }
    setup_testing_defaults(request)
    return request


def _read(file: Path, stamp: str) -> Pages:
    """What was kept, if it was drawn from what lies here now; nothing else is believed."""
    try:
        told = json.loads(file.read_bytes())
        if told["stamp"] == stamp:
            return {name: b64decode(page) for name, page in told["pages"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return {}


def _write(file: Path, stamp: str, pages: Pages) -> None:
    """Never half a file, and never that of another start."""
    told = {name: b64encode(page).decode("ascii") for name, page in pages.items()}
    new = file.with_suffix(f".{os.getpid()}")
    new.write_text(json.dumps({"stamp": stamp, "pages": told}), "ascii")
    new.replace(file)
