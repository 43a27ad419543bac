"""Files that go with a statement: what they are, what is taken out of them, where they lie."""

from kept.web.filing.annexes.clean import Cleaned, clean
from kept.web.filing.annexes.error import UnfitError
from kept.web.filing.annexes.store import add, content_of, remove

__all__ = ["Cleaned", "UnfitError", "add", "clean", "content_of", "remove"]
