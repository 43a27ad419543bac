"""Who did or read what, and when: written once, never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class LastingError(TypeError):
    """Somebody tried to change or remove what has been recorded."""

    def __init__(self) -> None:
        super().__init__("What is recorded stays: add another act instead.")


class ActQuerySet(models.QuerySet[Any]):
    """Acts can be added and read."""

    def _never(self, *_: Any, **__: Any) -> NoReturn:
        raise LastingError

    update = delete = bulk_update = update_or_create = _never


class Act(models.Model):
    """One thing one account did. It names the account as it was then, and outlives it."""

    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=150, blank=True)  # empty: nobody this site knows
    role = models.CharField(max_length=16, blank=True)
    party = models.CharField(max_length=64, blank=True)
    act = models.CharField(max_length=32)
    what = models.CharField(max_length=200, blank=True)
    page = models.CharField(max_length=64, blank=True)  # the kind of page, never its address

    objects = ActQuerySet.as_manager()

    class Meta:
        """Oldest first."""

        ordering = ["id"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the act; one that stands is never written again."""
        if self.pk is not None:
            raise LastingError
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Never."""
        raise LastingError
