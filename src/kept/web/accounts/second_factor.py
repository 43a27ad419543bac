"""What allauth asks of the site about second factors: secrets, names, codes that were wrong."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError

from kept.web.accounts.adapter import Adapter
from kept.web.accounts.attempts import Tries, codes, first_use
from kept.web.accounts.record import record
from kept.web.pages.language import language_of
from kept.web.words import saying


class SecondFactor(DefaultMFAAdapter):
    """Secrets lie encrypted in the database, under the key that signs sessions."""

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A stored secret; where the key is another one now, a secret that nothing fits."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called unless its holder calls it otherwise."""
        from allauth.mfa.models import Authenticator

        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return saying(language_of(context.request))("accounts.key-name", number=count + 1)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A refusal, in the site's words where it has them."""
        return Adapter().validation_error(code) if not args else super().validation_error(code)

    def _get_site_name(self) -> str:
        """What an authenticator shows beside the account."""
        return "kept"


def _box() -> Fernet:
    key = hashlib.sha256(b"kept second factors\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class _Counted:
    """Codes are guessed no faster than passwords, and each is taken once."""

    user: Any

    def clean_code(self) -> str:
        tries, adapter = Tries((codes(self.user.pk),)), Adapter()
        wait = tries.begin()
        if wait:
            raise adapter.told("wait-codes", n=max(1, round(wait / 60)))
        try:
            code: str = super().clean_code()  # type: ignore[misc]
            if not first_use(self.user.pk, code):
                raise adapter.validation_error("incorrect_code")
        except ValidationError:
            tries.failed()
            record(context.request, "code-failed", who=self.user)
            raise
        tries.succeeded(codes(self.user.pk))
        return code


class CountedCode(_Counted, AuthenticateForm):
    """The code after the password."""


class CountedConfirmation(_Counted, ReauthenticateForm):
    """The code that shows again who somebody is."""
