"""Columns kept beside a register: built from it, never relied upon, thrown away at will.

Only what asks for columns imports this: it needs NumPy and Arrow. What builds them from a
register is in `kept.archive.columns.register`, for whoever only reads them needs none of it.
"""

from kept.archive.columns.about import About
from kept.archive.columns.error import (
    ColumnsError,
    DamagedColumnsError,
    NoColumnsError,
    StaleColumnsError,
)
from kept.archive.columns.place import folder_for, is_current
from kept.archive.columns.store import (
    read_about,
    read_columns,
    read_drafted,
    read_missing,
    update_columns,
    write_columns,
)

__all__ = [
    "About",
    "ColumnsError",
    "DamagedColumnsError",
    "NoColumnsError",
    "StaleColumnsError",
    "folder_for",
    "is_current",
    "read_about",
    "read_columns",
    "read_drafted",
    "read_missing",
    "update_columns",
    "write_columns",
]
