"""What is raised when a tree, a tile or a proof is not what it claims to be."""


class TreeError(ValueError):
    """A size, an entry, a path or a tile is wrong; the message says what, and what to do."""


class ProofError(TreeError):
    """A proof does not show what it is said to show; the message says what does not fit."""
