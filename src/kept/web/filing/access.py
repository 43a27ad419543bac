"""Who may do what on the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from kept.web.accounts.access import needs, second_factor_required
from kept.web.accounts.models import Role
from kept.web.filing.pages import me

View = Callable[..., HttpResponse]
DELEGATES: Final = (Role.DELEGATION, Role.SIGNATORY)
WRITERS: Final = (*DELEGATES, Role.VERIFIER)
SIGNERS: Final = (Role.SIGNATORY, Role.VERIFIER)
VISITORS: Final = (Role.VERIFIER, Role.SECRETARIAT)

signed_in: Final = needs()
secretariat: Final = needs(Role.SECRETARIAT)
visitors: Final = needs(*VISITORS)


def writers(view: View) -> View:
    """For those who write for a party, or for a body that verifies."""
    return _speaking(view, WRITERS)


def delegates(view: View) -> View:
    """For those who write for a party."""
    return _speaking(view, DELEGATES)


def _speaking(view: View, roles: tuple[str, ...]) -> View:
    @needs(*roles)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not me(request).party:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def takers(view: View) -> View:
    """For those who may ask to take away what is not public: delegations and the secretariat."""

    @needs(*DELEGATES, Role.SECRETARIAT)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if me(request).role in DELEGATES and not me(request).party:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def signatories(view: View) -> View:
    """For those who sign for a party or a body, and have shown that it is they."""
    shown = second_factor_required(view)

    @needs(*SIGNERS)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not me(request).party:
            raise Http404
        return shown(request, *args, **kwargs)

    return guarded
