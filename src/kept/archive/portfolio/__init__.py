"""Many processes in one folder: each read once, then swept from what was made ready of it."""

from kept.archive.portfolio.reading import Answer, Asked, Found, Unreadable, folders_in, lines_of

__all__ = ["Answer", "Asked", "Found", "Unreadable", "folders_in", "lines_of"]
