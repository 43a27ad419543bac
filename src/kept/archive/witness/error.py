"""What is raised when a witness or a mirror cannot do its work."""


class WitnessError(Exception):
    """A witness cannot start, remember or follow; the message says why and what to do."""
