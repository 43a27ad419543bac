"""What is raised when a key or a signature is not accepted."""

from typing import Final


class SignatureError(ValueError):
    """A signature does not hold, or no verdict is possible; the message says why."""


class PublicKeyError(SignatureError):
    """A key is malformed, or so weak that others could sign in its owner's name."""


NO_MATCH: Final = (
    "The signature does not fit: either the text is not the one that was signed, "
    "or another key signed it."
)
