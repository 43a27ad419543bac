"""The index of a ledger and its queue: a cache beside the folder, in SQLite or PostgreSQL.

What is acknowledged stands in the folder. The index finds it quickly, and holds what was
submitted and is not decided yet. It never holds bodies, salts or keys.

`kept.archive.index.postgres` is imported where it is used: its library takes long to load.
"""

from kept.archive.index.contract import (
    EMPTY_HEAD,
    DatabaseError,
    Decided,
    Head,
    Index,
    IndexedEntry,
    Snapshot,
    Submission,
)
from kept.archive.index.sqlite import SqliteIndex

__all__ = [
    "EMPTY_HEAD",
    "DatabaseError",
    "Decided",
    "Head",
    "Index",
    "IndexedEntry",
    "Snapshot",
    "SqliteIndex",
    "Submission",
]
