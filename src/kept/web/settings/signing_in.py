"""How people sign in: a name and a password, then a passkey or a code."""

from __future__ import annotations

from typing import Final

AUTH_USER_MODEL: Final = "accounts.User"
AUTHENTICATION_BACKENDS: Final = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: Final = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL: Final = "account_login"
LOGIN_REDIRECT_URL: Final = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL: Final = "/"
ACCOUNT_ADAPTER: Final = "kept.web.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS: Final = {"username"}
ACCOUNT_SIGNUP_FIELDS: Final = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION: Final = "none"
ACCOUNT_PREVENT_ENUMERATION: Final = True
ACCOUNT_SESSION_REMEMBER: Final = False
ACCOUNT_USERNAME_MIN_LENGTH: Final = 3
MFA_SUPPORTED_TYPES: Final = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED: Final = True
MFA_TOTP_ISSUER: Final = "kept"
# By name and address together: the typing errors of one must not lock an office out.
ACCOUNT_RATE_LIMITS: Final = {
    "login": "120/m/ip",
    "login_failed": "6/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
