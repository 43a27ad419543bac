"""Every address of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from kept.web.pages.description import describing
from kept.web.pages.view import View
from kept.web.screens import MENU, SCREENS

_MENU = tuple(each for name in MENU for each in SCREENS if each.name == name)


def _screens() -> Iterator[URLPattern]:
    for each in SCREENS:
        yield path(each.path, View(each, "html", _MENU), name=each.name)
        yield path(f"{each.path}data.json", View(each, "json"), name=f"{each.name}.json")
        yield path(f"{each.path}data.csv", View(each, "csv"), name=f"{each.name}.csv")


def _later(addresses: str) -> Any:
    """What `include` gives, but loaded when somebody first goes there: a start needs few pages."""
    return addresses, None, None


urlpatterns: list[URLPattern | URLResolver] = [
    *_screens(),
    path(
        "api/openapi.json",
        describing(SCREENS, settings.KEPT_ORIGIN, settings.KEPT_BUILD),
        name="openapi",
    ),
    path("corrections/", _later("kept.web.corrections.urls")),
    path("desk/meetings/", _later("kept.web.minutes.urls")),
    path("desk/findings/", _later("kept.web.findings.urls")),
    path("desk/", _later("kept.web.filing.urls")),
    path("accounts/", _later("kept.web.accounts.urls")),
]
handler400 = "kept.web.pages.errors.bad_request"
handler403 = "kept.web.pages.errors.not_allowed"
handler404 = "kept.web.pages.errors.not_there"
handler500 = "kept.web.pages.errors.failed"
