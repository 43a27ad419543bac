"""A request to take away what is not public; somebody else of the same side allows it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models

from kept.web.filing.models.own import Own, OwnQuerySet
from kept.web.reading.viewer import Viewer

SECRETARIAT = ""  # in place of a party


class ExportQuerySet(OwnQuerySet):
    """Requests for exports."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the viewer's own side: a party, or the secretariat."""
        if viewer.role == "secretariat":
            return self.filter(party=SECRETARIAT)
        return super().visible_to(viewer)


class ExportRequest(Own):
    """An export asked for by one person, allowed or declined by another, taken once."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked"
        ALLOWED = "allowed"
        DECLINED = "declined"
        TAKEN = "taken"

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_by_id: int | None
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=16, choices=State.choices, default=State.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects: Any = ExportQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ("-made_at",)
