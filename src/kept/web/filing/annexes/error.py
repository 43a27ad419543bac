"""What is raised for a file that is not taken in."""

from __future__ import annotations


class UnfitError(ValueError):
    """The file is not taken in: the key of a sentence that says why and what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
