"""An account: a name to sign in with, a role, and the party it belongs to."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What somebody does in the process, and so may see and do here."""

    SECRETARIAT = "secretariat"
    DELEGATION = "delegation"  # writes drafts
    SIGNATORY = "signatory"  # signs for the delegation
    OBSERVER = "observer"
    VERIFIER = "verifier"
    DDR = "ddr"  # disarmament and resettlement: totals only
    ANALYST = "analyst"
    PUBLIC = "public"


class User(AbstractUser):
    """An account. It names no person: a delegation decides who holds `aruna-2`.

    While `new_password_by` is set, the password is one the secretariat handed over: it opens
    nothing but the form for an own one, and only until then.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.PUBLIC)
    party = models.CharField(max_length=64, blank=True)  # id of an actor; only for delegations
    language = models.CharField(max_length=8, blank=True)
    new_password_by = models.DateTimeField(null=True, blank=True)

    def get_full_name(self) -> str:
        """The name of the account: no other is kept."""
        return str(self.username)

    def handed_over(self, now: datetime) -> bool:
        """Whether the password may still be used, as far as the day decides."""
        return self.new_password_by is None or now < self.new_password_by
