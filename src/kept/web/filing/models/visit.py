"""A visit that a party asks of the mechanism."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from kept.web.filing.models.own import Own, OwnQuerySet
from kept.web.reading.viewer import Viewer


class VisitQuerySet(OwnQuerySet):
    """Requests for visits."""

    def visible_to(self, viewer: Viewer) -> Self:
        """All to those who arrange visits; to a party its own."""
        if viewer.role in ("secretariat", "verifier"):
            return self.all()
        return super().visible_to(viewer)


class VisitRequest(Own):
    """A visit asked for: about a commitment, to an agreed area, never to a place in it."""

    class State(models.TextChoices):
        """What became of it. That access was refused is a result."""

        ASKED = "asked"
        ACCEPTED = "accepted"
        REFUSED = "refused"  # whoever holds the ground did not let the visitors in
        DONE = "done"

    commitment = models.CharField(max_length=80)
    area = models.CharField(max_length=80)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=16, choices=State.choices, default=State.ASKED)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=16, blank=True)  # a role

    objects: Any = VisitQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ("-made_at",)
