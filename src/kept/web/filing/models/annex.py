"""A file that goes with a statement."""

from __future__ import annotations

import uuid

from django.db import models

from kept.web.filing.models.own import Own


class Annex(Own):
    """A file beside a statement, which names its digest.

    It lies outside what the web server hands out, under a name that tells nothing.
    """

    draft = models.ForeignKey("filing.Draft", null=True, on_delete=models.SET_NULL)
    draft_id: uuid.UUID | None
    entry = models.CharField(max_length=64, blank=True, db_index=True)  # hash, once filed
    name = models.CharField(max_length=64, unique=True)  # of the file on disk
    title = models.CharField(max_length=120)
    media = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    digest = models.CharField(max_length=64, db_index=True)  # SHA-256 of what is kept
    release = models.CharField(max_length=16, default="confidential")  # as its statement's
    kept_whole = models.BooleanField()  # with whatever it says of place and device

    class Meta:
        """In the order they were added."""

        ordering = ("made_at",)
