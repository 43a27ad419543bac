"""What is raised when a name, a text or a figure cannot be taken as written."""


class NamingError(ValueError):
    """A name, a text or a figure is badly written; the message says what to do."""
