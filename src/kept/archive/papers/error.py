"""What is raised when a paper cannot be made."""

from __future__ import annotations


class PaperError(ValueError):
    """The message says what stands in the way, and what to do."""
