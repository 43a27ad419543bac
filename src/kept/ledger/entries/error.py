"""What is raised when an entry is not as the register's format says."""

from kept.texts.problems import shown


class EntryError(ValueError):
    """An entry is badly made; the message names the member and what it must be."""


def wrong(where: str, rule: str) -> EntryError:
    """The error that says what `where`, a member of the header, must be."""
    return EntryError(shown(f"The entry is not accepted: “{where}” must be {rule}."))
