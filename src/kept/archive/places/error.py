"""What can be wrong with a file of outlines."""

from __future__ import annotations


class PlacesError(ValueError):
    """Outlines cannot be read, matched or kept; the message says why, and what to do."""
