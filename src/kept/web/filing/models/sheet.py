"""A paper on its way: written, waiting for signatures, handed in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from kept.web.filing.models.own import Own


class Sheet(Own):
    """A paper of a party, with the signatures it has so far.

    While it is *open*, its first key can begin no other: two entries under one number would be a
    proof against whoever signed them.
    """

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open"
        WAITING = "waiting"  # handed in, not admitted yet
        ADMITTED = "admitted"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"  # nobody will sign it any more

    paper = models.BinaryField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.OPEN)
    key = models.CharField(max_length=64)  # id of the first signer
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    draft = models.ForeignKey("filing.Draft", null=True, on_delete=models.SET_NULL)
    draft_id: uuid.UUID | None
    title = models.CharField(max_length=400, blank=True)
    release = models.CharField(max_length=16)
    from_on = models.DateField(null=True)  # others see it from this day on
    entry = models.CharField(max_length=64, blank=True, db_index=True)  # hash, once complete
    index = models.PositiveBigIntegerField(null=True)
    reason = models.CharField(max_length=64, blank=True)  # code of the refusal
    filed_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-made_at",)
