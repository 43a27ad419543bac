"""What is raised when a key file is missing, damaged, or already there."""


class KeyFileError(ValueError):
    """A key file cannot be made or used; the message says why and what to do."""
