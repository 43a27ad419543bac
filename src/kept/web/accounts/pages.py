"""What the pages of accounts are told: they have no question, as the screens have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kept.process import Process
from kept.report.wording.language import Language
from kept.web.accounts.access import has_second_factor, lacks_second_factor
from kept.web.pages.language import language_of
from kept.web.reading.current import site
from kept.web.words import Say, saying


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What every page of accounts can say."""

    request: HttpRequest
    language: Language
    process: Process

    @property
    def t(self) -> Say:
        """The words of the page."""
        return saying(self.language)

    @property
    def user(self) -> Any:
        """Who is signed in."""
        return self.request.user

    @property
    def other(self) -> Language:
        """The language this page is not in."""
        return "en" if self.language == "fr" else "fr"

    @property
    def elsewise(self) -> str:
        """The address of this page in the other language."""
        back = self.request.GET.get("next")
        query = {"lang": self.other, **({"next": back} if back else {})}
        return f"{self.request.path}?{urlencode(query)}"

    @property
    def said(self) -> list[Any]:
        """What was just done, said once."""
        return list(get_messages(self.request))

    def act(self, name: str) -> str:
        """What was done, in words where there are any."""
        try:
            return self.t(f"accounts.act-{name}")
        except KeyError:
            return name

    @property
    def protected(self) -> bool:
        """Whether the account has a second factor."""
        return has_second_factor(self.user)

    @property
    def unprotected(self) -> bool:
        """Whether its role asks for one that it lacks."""
        return lacks_second_factor(self.user)


def told(request: HttpRequest) -> Told:
    """What a request's page can say."""
    return Told(request=request, language=language_of(request), process=site().process)


# What allauth's own views are given, so that their templates can be the site's.
TOLD: Final[Mapping[str, Any]] = {"told": told}


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page of accounts: for one reader, and kept by nobody."""
    response = render(request, template, {**TOLD, **context}, status=status, using="jinja2")
    response.headers["Cache-Control"] = "no-store"
    return response
