"""The addresses of accounts. Of what allauth offers, only what is named here exists."""

from __future__ import annotations

from typing import Any, Final

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, path

from kept.web.accounts.pages import TOLD
from kept.web.accounts.views import log, own, people


def _page(view: Any) -> Any:
    """One of allauth's views, whose template can say what the site's pages say."""
    return view.as_view(extra_context=TOLD)


_SIGNING_IN: Final[list[URLPattern]] = [
    path("login/", _page(account.LoginView), name="account_login"),
    path("logout/", _page(account.LogoutView), name="account_logout"),
    path("reauthenticate/", _page(account.ReauthenticateView), name="account_reauthenticate"),
    path("password/change/", _page(account.PasswordChangeView), name="account_change_password"),
    path("password/first/", own.new_password, name="accounts_new_password"),
]
_SECOND_FACTORS: Final[list[URLPattern]] = [
    path("2fa/", _page(factors.IndexView), name="mfa_index"),
    path("2fa/authenticate/", _page(factors.AuthenticateView), name="mfa_authenticate"),
    path("2fa/reauthenticate/", _page(factors.ReauthenticateView), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", _page(totp.ActivateTOTPView), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", _page(totp.DeactivateTOTPView), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        _page(recovery.ViewRecoveryCodesView),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        _page(recovery.GenerateRecoveryCodesView),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", _page(webauthn.ListWebAuthnView), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", _page(webauthn.AddWebAuthnView), name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        _page(webauthn.ReauthenticateWebAuthnView),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        _page(webauthn.RemoveWebAuthnView),
        name="mfa_remove_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        _page(webauthn.EditWebAuthnView),
        name="mfa_edit_webauthn",
    ),
]
_OWN: Final[list[URLPattern]] = [
    path("", own.own, name="accounts_own"),
    path("people/", people.people, name="accounts_people"),
    path("people/new/", people.new, name="accounts_new"),
    path("people/<slug:name>/reset/", people.renewed, name="accounts_reset"),
    path("people/<slug:name>/close/", people.closed, name="accounts_close"),
    path("log/", log.log, name="accounts_log"),
    path("log.csv", log.table, name="accounts_log_table"),
]
urlpatterns: Final[list[URLPattern]] = [*_OWN, *_SIGNING_IN, *_SECOND_FACTORS]
