"""Rows that not everybody may see: the rule of `may_see`, asked of a database.

A model that extends `Released` gets `objects.visible_to(viewer)`. The predicate and the query
say the same of every row and every viewer; a property test holds them to it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from kept.ledger.statement import RELEASES
from kept.web.reading.clock import now
from kept.web.reading.viewer import Viewer, may_see


class ReleasedQuerySet(models.QuerySet[Any]):
    """Rows with a release, a party, and perhaps a day before which they are held back."""

    def visible_to(self, viewer: Viewer, at: datetime | None = None) -> ReleasedQuerySet:
        """Those `viewer` may see, at the site's instant unless another is named."""
        return self.filter(visible(viewer, at or now()))


def visible(viewer: Viewer, at: datetime) -> Q:
    """The condition under which a row may be seen by `viewer` at an instant."""
    cleared = Q(release__in=viewer.sees)
    if viewer.role != "secretariat":
        cleared &= Q(held=False) & (Q(held_until=None) | Q(held_until__lte=at))
    return cleared | Q(party=viewer.party) if viewer.party else cleared


class Released(models.Model):
    """A row somebody filed with a release.

    `held` waits for the harm check, `held_until` for an instant; a row may wait for both.
    """

    release = models.CharField(max_length=16, choices=[(each, each) for each in RELEASES])
    party = models.CharField(max_length=64, blank=True)  # empty: filed for no party
    held = models.BooleanField(default=False)
    held_until = models.DateTimeField(null=True, blank=True)

    objects = ReleasedQuerySet.as_manager()

    class Meta:
        """No table of its own."""

        abstract = True

    def is_held(self, at: datetime) -> bool:
        """Whether the row is held back at an instant."""
        return bool(self.held) or (self.held_until is not None and at < self.held_until)

    def visible_to(self, viewer: Viewer, at: datetime | None = None) -> bool:
        """Whether `viewer` may see this row."""
        party = str(self.party) or None
        return may_see(viewer, self.release, party, held=self.is_held(at or now()))
