"""From text to model."""

from kept.process.read.reader import read_process
from kept.process.read.tables import Grammar

__all__ = ["Grammar", "read_process"]
