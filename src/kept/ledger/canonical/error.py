"""What is raised when a text or a value has no single canonical form."""


class CanonicalError(ValueError):
    """A text is not canonical, or a value has no canonical text; the message says where."""
