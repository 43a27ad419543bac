"""The app of accounts, and what is recorded of them whoever causes it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts, their guards and their log."""

    name = "kept.web.accounts"

    def ready(self) -> None:
        """Listen to what happens to accounts."""
        from allauth.account.signals import password_changed
        from allauth.mfa import signals
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        user_logged_in.connect(_signed_in)
        user_logged_out.connect(_recorded("signed-out"), weak=False)
        password_changed.connect(_recorded("password-chosen"), weak=False)
        signals.authenticator_added.connect(_recorded("factor-added"), weak=False)
        signals.authenticator_removed.connect(_recorded("factor-removed"), weak=False)
        signals.authenticator_reset.connect(_recorded("codes-made"), weak=False)


def _signed_in(request: Any, user: Any, **_: Any) -> None:
    from kept.web.accounts.adapter import Adapter
    from kept.web.accounts.attempts import signed_in_at
    from kept.web.accounts.record import record

    record(request, "signed-in", who=user)
    signed_in_at(user.username, Adapter(request).get_client_ip(request))


def _recorded(act: str) -> Any:
    def listen(request: Any, user: Any = None, authenticator: Any = None, **_: Any) -> None:
        from kept.web.accounts.record import record

        if user is not None:
            record(request, act, str(authenticator.type) if authenticator else "", who=user)

    return listen
