"""Every address of the site."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from kept.web.pages.description import describing
from kept.web.pages.view import View
from kept.web.screens import MENU, SCREENS

_MENU = tuple(each for each in MENU if each in {one.name for one in SCREENS})


def _screens() -> Iterator[URLPattern]:
    for each in SCREENS:
        yield path(each.path, View(each, "html", _MENU), name=each.name)
        yield path(f"{each.path}data.json", View(each, "json"), name=f"{each.name}.json")
        yield path(f"{each.path}data.csv", View(each, "csv"), name=f"{each.name}.csv")


urlpatterns: list[URLPattern | URLResolver] = [
    *_screens(),
    path(
        "api/openapi.json",
        describing(SCREENS, settings.KEPT_ORIGIN, settings.KEPT_BUILD),
        name="openapi",
    ),
    path("corrections/", include("kept.web.corrections.urls")),
    path("desk/meetings/", include("kept.web.minutes.urls")),
    path("desk/", include("kept.web.filing.urls")),
    path("accounts/", include("kept.web.accounts.urls")),
]
handler400 = "kept.web.pages.errors.bad_request"
handler403 = "kept.web.pages.errors.not_allowed"
handler404 = "kept.web.pages.errors.not_there"
handler500 = "kept.web.pages.errors.failed"
