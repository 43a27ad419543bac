"""A statement that nobody has signed yet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from kept.web.filing.models.own import Own


class Draft(Own):
    """What was typed so far; colleagues of the same party see it and go on with it.

    `fields` holds the answers as they were given, also where they cannot be read yet.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    fields = models.JSONField(default=dict)
    answers = models.CharField(max_length=80, blank=True)  # id of the statement it replies to
    corrects = models.CharField(
        max_length=64, blank=True
    )  # hash of the entry it takes the place of
    annex_set: Any
    sheet_set: Any
    proposal_set: Any
    changed_at = models.DateTimeField()

    class Meta:
        """The newest first."""

        ordering = ("-changed_at",)
