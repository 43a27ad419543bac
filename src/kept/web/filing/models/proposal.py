"""What a body may come to find: words put before its members."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models

from kept.process import Process
from kept.web.filing.models.own import Own, OwnQuerySet
from kept.web.reading.viewer import Viewer

_SEES_ALL = ("mechanism", "confidential")  # clearances


def bodies_of(viewer: Viewer, process: Process) -> tuple[str, ...]:
    """The bodies a viewer speaks for or whose member it speaks for."""
    return tuple(
        each.id
        for each in process.mechanisms.values()
        if viewer.party is not None and viewer.party in (each.id, *each.members)
    )


class ProposalQuerySet(OwnQuerySet):
    """Words that members of bodies vote on."""

    def seen_by(self, viewer: Viewer, process: Process) -> Self:
        """Those of the viewer's bodies; all of them to those who see what mechanisms share."""
        if viewer.clearance in _SEES_ALL:
            return self.all()
        return self.filter(party__in=bodies_of(viewer, process))


class Proposal(Own):
    """Words put before the members of a body (`party`), who vote on them until a day.

    The votes are entries of the register, and what they come to is worked out: only the words
    themselves are kept here. They never change.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    content = models.BinaryField()  # the body of a statement, as it was proposed
    digest = models.CharField(max_length=71, db_index=True)  # "sha256:…": what votes name
    draft = models.ForeignKey("filing.Draft", null=True, on_delete=models.SET_NULL)
    draft_id: uuid.UUID | None
    corrects = models.CharField(max_length=64, blank=True)  # hash of the entry it corrects
    closes_on = models.DateField()  # the last day on which members vote
    withdrawn_at = models.DateTimeField(null=True)

    objects: Any = ProposalQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ("-made_at",)

    def seen_by(self, viewer: Viewer, process: Process) -> bool:
        """Whether `viewer` may see these words."""
        return viewer.clearance in _SEES_ALL or str(self.party) in bodies_of(viewer, process)
