"""Ids, visible text and whole-number figures: what is written, before it means anything.

Two texts that look alike must be alike, so an id is plain ASCII and no text holds
characters that cannot be seen. What is refused raises a `NamingError`.
"""

from kept.names.error import NamingError
from kept.names.identifier import read_id
from kept.names.interval import Interval, read_interval
from kept.names.nearest import nearest
from kept.names.test import Test, read_test
from kept.names.visible import check_visible

__all__ = [
    "Interval",
    "NamingError",
    "Test",
    "check_visible",
    "nearest",
    "read_id",
    "read_interval",
    "read_test",
]
