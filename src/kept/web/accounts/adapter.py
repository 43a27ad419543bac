"""What allauth asks of the site: who may sign in, how often, and in which words it is told."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kept.web.accounts.attempts import Tries, counts_of
from kept.web.accounts.record import record
from kept.web.pages.language import language_of
from kept.web.reading.clock import now
from kept.web.words import saying

# What allauth would say after something is done, and our words for it; the rest is not said.
SAID: Final = {
    "account/messages/password_changed.txt": "password-changed",
    "mfa/messages/totp_activated.txt": "factor-added",
    "mfa/messages/webauthn_added.txt": "factor-added",
    "mfa/messages/totp_deactivated.txt": "factor-removed",
    "mfa/messages/webauthn_removed.txt": "factor-removed",
    "mfa/messages/recovery_codes_generated.txt": "codes-made",
}


class Adapter(DefaultAccountAdapter):
    """Accounts are given out by the secretariat; there is no form for making one."""

    def is_open_for_signup(self, request: object) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def get_login_stages(self) -> list[str]:
        """After the password the second factor, then an own password for a handed-over one."""
        return [
            "allauth.mfa.stages.AuthenticateStage",
            "kept.web.accounts.stages.NewPasswordStage",
        ]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The account whose name and password these are, unless too many were wrong before.

        A wrong name, a wrong password, a closed account and one whose handed-over password is
        out of date are answered alike, and after the same work.
        """
        name = str(credentials.get("username", ""))
        counts = counts_of(name, self.get_client_ip(request))
        tries = Tries(counts)
        wait = tries.begin()
        if wait:
            raise self.told("wait", n=max(1, round(wait / 60)))
        user: Any = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()  # a closed one is nobody's
        if user is None or not user.handed_over(now()):
            tries.failed()
            record(request, "sign-in-failed", who=_named(name))
            return None
        tries.succeeded(counts[0])
        return user

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:  # noqa: ARG002
        """A passkey of an account that was closed."""
        self.add_message(request, messages.ERROR, message=_say(request)("accounts.error-closed"))
        return HttpResponseRedirect(reverse("account_login"))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address somebody comes from; all who come through a socket share one."""
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionDenied):
            return ""

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of this site are gone back to."""
        return bool(url_has_allowed_host_and_scheme(url, allowed_hosts=None))

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only the challenge of a passkey is asked for by a script."""
        return request.path == reverse("mfa_login_webauthn") and bool(super().is_ajax(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to the account."""
        return str(reverse("accounts_own"))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show again who one is, in the site's words."""
        say = _say(context.request)
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for each in methods:
            each["description"] = say(f"accounts.confirm-{each['id'].replace(':', '-')}")
        return methods

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done, where there are words for it."""
        if message_template in SAID:
            message = _say(request)(f"accounts.said-{SAID[message_template]}")
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A refusal, in the site's words where it has them."""
        key = f"accounts.error-{code.replace('_', '-')}"
        try:
            return ValidationError(_say(context.request)(key), code=code)
        except KeyError:
            refusal: ValidationError = super().validation_error(code, *args)
            return refusal

    def told(self, key: str, **values: Any) -> ValidationError:
        """A refusal in words of `accounts.toml`."""
        return ValidationError(_say(context.request)(f"accounts.error-{key}", **values), code=key)


def _say(request: HttpRequest) -> Any:
    return saying(language_of(request))


def _named(name: str) -> Any:
    """The account of this name, or nobody: what was typed may be a password."""
    from allauth.account.internal.userkit import get_user_by_username

    return get_user_by_username(name.strip()) or False
