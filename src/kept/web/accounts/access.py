"""Who may do what: the guards that stand before a view.

`needs` asks for a role. To others the address is one where nothing is: whoever may not do a
thing is not told that it is there. `second_factor_required` and `confirmed_recently` ask for
more of those who may.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kept.web.accounts.models import Role

View = Callable[..., HttpResponse]

# What these do binds others: a password alone is not enough for it.
WITH_SECOND_FACTOR: Final = frozenset({Role.SECRETARIAT, Role.SIGNATORY})
DELEGATES: Final = (Role.DELEGATION, Role.SIGNATORY)


def needs(*roles: str) -> Callable[[View], View]:
    """Only for accounts with one of these roles; without any, for every account."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user: Any = request.user
            if not user.is_authenticated:
                return sign_in_first(request)
            if roles and user.role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


def second_factor_required(view: View) -> View:
    """Only for accounts that have the second factor their role asks for."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        # Whoever tries the exercise has been given a password and nothing else.
        if lacks_second_factor(request.user) and not settings.KEPT_DEMO:
            return HttpResponseRedirect(f"{reverse('mfa_index')}?needed=1")
        return view(request, *args, **kwargs)

    return guarded


def confirmed_recently(view: View) -> View:
    """Only for somebody who has shown again, within five minutes, to be the account's holder.

    A form sent without that is kept, and done once the holder has shown it.
    """
    guarded: View = reauthentication_required(view)
    return guarded


def lacks_second_factor(user: Any) -> bool:
    """Whether an account's role asks for a second factor it does not have."""
    binds = user.role in WITH_SECOND_FACTOR or speaks_for_body(user)
    return binds and not has_second_factor(user)


def speaks_for_body(user: Any) -> bool:
    """Whether an account signs what a body finds: a verifier of that body."""
    return bool(user.role == Role.VERIFIER and user.party)


def has_second_factor(user: Any) -> bool:
    """Whether an account is signed in to with a passkey or codes. Recovery codes are neither."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(is_mfa_enabled(user, types))


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """The way to the form for signing in, and back to a page that was only read."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    if not back:
        return HttpResponseRedirect(reverse("account_login"))
    return redirect_to_login(back)
