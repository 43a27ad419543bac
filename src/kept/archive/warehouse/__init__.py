"""Past one machine: the evidence of a process as Parquet, and the plan that weighs it, for a warehouse.

`write_warehouse` lays out the columns of a process with what is asked of them; `plan` is one
relational expression that DuckDB here and Spark there run unchanged. See `docs/warehouse.md`.
"""

from kept.archive.warehouse.atoms import Atom, atoms_of
from kept.archive.warehouse.error import WarehouseError
from kept.archive.warehouse.folder import run_duckdb, write_warehouse
from kept.archive.warehouse.plan import plan
from kept.archive.warehouse.tables import Question, tables_of

__all__ = [
    "Atom",
    "Question",
    "WarehouseError",
    "atoms_of",
    "plan",
    "run_duckdb",
    "tables_of",
    "write_warehouse",
]
