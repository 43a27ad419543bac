"""The fast engine compiled: built once on the machine it runs on, and driven from here."""

from kept.archive.kernel.engine import Engine, engine

__all__ = ["Engine", "engine"]
