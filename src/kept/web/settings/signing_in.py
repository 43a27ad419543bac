"""How people sign in: a name and a password, then a passkey or a code."""

from __future__ import annotations

import os
from typing import Final

AUTH_USER_MODEL: Final = "accounts.User"
AUTHENTICATION_BACKENDS: Final = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: Final = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "party"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL: Final = "account_login"
LOGIN_REDIRECT_URL: Final = "/desk/"
MESSAGE_STORAGE: Final = "django.contrib.messages.storage.session.SessionStorage"
ACCOUNT_LOGOUT_REDIRECT_URL: Final = "/"
ACCOUNT_ADAPTER: Final = "kept.web.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS: Final = {"username"}
ACCOUNT_SIGNUP_FIELDS: Final = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION: Final = "none"
ACCOUNT_EMAIL_NOTIFICATIONS: Final = False
ACCOUNT_PREVENT_ENUMERATION: Final = True
ACCOUNT_SESSION_REMEMBER: Final = False
ACCOUNT_USERNAME_MIN_LENGTH: Final = 3
ACCOUNT_REAUTHENTICATION_TIMEOUT: Final = 300  # seconds
ACCOUNT_FORMS: Final = {
    "change_password": "kept.web.accounts.forms.OwnPasswordForm"  # nosec B105 -- a form
}
MFA_ADAPTER: Final = "kept.web.accounts.second_factor.SecondFactor"
MFA_FORMS: Final = {
    "authenticate": "kept.web.accounts.second_factor.CountedCode",
    "reauthenticate": "kept.web.accounts.second_factor.CountedConfirmation",
}
MFA_SUPPORTED_TYPES: Final = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED: Final = True
MFA_TOTP_ISSUER: Final = "kept"
MFA_TOTP_TOLERANCE: Final = 1  # steps of 30 seconds: clocks in the field are not exact
# allauth would count in a cache each worker has for itself, and by address alone; the site
# counts in the database, by name (kept.web.accounts.attempts).
ACCOUNT_RATE_LIMITS: Final = False
MFA_RATE_LIMITS: Final = False
# How many proxies of the operator stand before the site, whose word about addresses is taken.
ALLAUTH_TRUSTED_PROXY_COUNT: Final = int(os.environ.get("KEPT_PROXIES") or 0)
