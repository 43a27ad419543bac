"""What is raised when a text is not what the standards say it must be."""


class NoteError(ValueError):
    """A note, key, checkpoint, proof, policy or request is malformed; the message says where."""
