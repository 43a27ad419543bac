"""Asking for a correction, and the log of what came of it."""
