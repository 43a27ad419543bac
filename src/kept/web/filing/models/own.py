"""What belongs to one party: its own people see it, nobody else knows of it."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.db import models

from kept.web.reading.viewer import Viewer


class OwnQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that belong to a party."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the viewer's own party; none for whoever speaks for nobody."""
        if viewer.party is None:
            return self.none()
        return self.filter(party=viewer.party)


class Own(models.Model):
    """A row in the private space of a party."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField()  # by the clock of the site

    objects: Any = OwnQuerySet.as_manager()

    class Meta:
        """Not a table of its own."""

        abstract = True
