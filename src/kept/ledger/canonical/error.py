"""What is raised when a text or a value has no single canonical form."""

from __future__ import annotations


class CanonicalError(ValueError):
    """A text is not canonical, or a value has no canonical text; the message says where."""

    def __init__(self, what: str, path: tuple[str, ...] = ()) -> None:
        self.what = what
        self.path = path  # from the outermost list or object inwards
        super().__init__(f"In {', '.join(path)}: {what}" if path else what)

    def within(self, place: str) -> CanonicalError:
        """The same refusal, told of what contains the place."""
        return CanonicalError(self.what, (place, *self.path))
