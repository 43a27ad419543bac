"""The text of a process as tables of numbers, for a kernel."""

from kept.assessment.sweep.tables.tables import Tables, tables_of

__all__ = ["Tables", "tables_of"]
