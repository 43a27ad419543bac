"""Every address of the site."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, include, path

from kept.web.screens import SCREENS
from kept.web.screens.view import view


def _screens() -> Iterator[URLPattern]:
    for each in SCREENS:
        yield path(each.path, view(each, "html"), name=each.name)
        yield path(f"{each.path}data.json", view(each, "json"), name=f"{each.name}.json")
        yield path(f"{each.path}data.csv", view(each, "csv"), name=f"{each.name}.csv")


urlpatterns: list[URLPattern | URLResolver] = [
    *_screens(),
    path("accounts/", include("allauth.urls")),
]
handler400 = "kept.web.pages.errors.bad_request"
handler403 = "kept.web.pages.errors.not_allowed"
handler404 = "kept.web.pages.errors.not_there"
handler500 = "kept.web.pages.errors.failed"
