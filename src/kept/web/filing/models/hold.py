"""What is not shown to others yet, and why."""

from __future__ import annotations

from django.db import models


class Hold(models.Model):
    """An entry whose words others do not see before a day, or before a harm check is done.

    It ends by itself on the day `until`: nobody has to act, and nobody can hold for good.
    """

    class Kind(models.TextChoices):
        """Why it is held."""

        HARM = "harm"
        DATE = "date"

    id = models.BigAutoField(primary_key=True)
    entry = models.CharField(max_length=64)  # hash
    code = models.CharField(max_length=24)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    party = models.CharField(max_length=64)
    release = models.CharField(max_length=16)
    filed_on = models.DateField()
    until = models.DateField()  # the first day on which it is shown
    reason = models.CharField(max_length=32, blank=True)  # a word out of a list
    decided_by = models.CharField(max_length=16, blank=True)  # a role
    decided_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        """One of each kind for an entry; the newest first."""

        ordering = ("-filed_on", "-id")
        constraints = [models.UniqueConstraint(fields=("entry", "kind"), name="one_hold_a_kind")]
        indexes = [models.Index(fields=("cleared_at", "until"))]
