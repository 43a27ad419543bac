"""What is raised when a body or a field is not what an entry committed to."""


class BodyError(ValueError):
    """A body, a commitment or a disclosure is badly made, or does not fit its entry."""
