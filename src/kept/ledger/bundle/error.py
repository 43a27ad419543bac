"""What is raised when a bundle cannot be made or read."""


class BundleError(ValueError):
    """A bundle cannot be made or read; the message says what, where, and what to do."""
