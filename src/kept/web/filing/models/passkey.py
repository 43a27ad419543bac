"""A passkey with which somebody signs for a party."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kept.web.filing.models.own import Own


class RegisterKey(Own):
    """The public part of a passkey, made on this site. Whether it may sign, the register says."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="register_keys"
    )
    user_id: int
    credential = models.BinaryField(unique=True)
    key = models.CharField(max_length=200)  # as people hand it on: "webauthn-es256:…"
    key_id = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60)

    class Meta:
        """In the order they were made."""

        ordering = ("made_at",)
