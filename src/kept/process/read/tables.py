"""Every table a process may hold, and what may stand in each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kept.process.read.agreed import agreed_tables
from kept.process.read.bodies import body_tables
from kept.process.read.world import world_tables
from kept.process.read.writing import Writing
from kept.texts import Table


class Grammar(Writing):
    """What may be written in a process with this calendar and these languages."""

    def tables(self) -> Mapping[str, Table[Any]]:
        """The named tables, by the word in their heading."""
        return {**world_tables(self), **agreed_tables(self), **body_tables(self)}
