"""A request to correct a page, and the answer to it."""

from __future__ import annotations

from django.db import models


class Outcome(models.TextChoices):
    """What came of a request."""

    OPEN = "open"
    CORRECTED = "corrected"
    UPHELD = "upheld"  # nothing was changed, and the answer says why


class Correction(models.Model):
    """Somebody says that a page is wrong. What was asked is shown once it was looked through."""

    page = models.CharField(max_length=200)
    asked_on = models.DateField()
    text = models.TextField(max_length=2000)
    text_shown = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    answer = models.TextField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """The newest first."""

        ordering = ("-asked_on", "-id")

    def __str__(self) -> str:
        """Which page, and when."""
        return f"{self.page}, {self.asked_on}"
