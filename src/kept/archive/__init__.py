"""Where things are kept: the files of a process on disk."""

from kept.archive.folders import (
    CASES,
    DIAGRAM,
    TOTALS,
    Folder,
    ProcessNotFoundError,
    cases_text,
    coverage_texts,
    diagram_text,
    find_process,
    open_process,
    totals_text,
)

__all__ = [
    "CASES",
    "DIAGRAM",
    "TOTALS",
    "Folder",
    "ProcessNotFoundError",
    "cases_text",
    "coverage_texts",
    "diagram_text",
    "find_process",
    "open_process",
    "totals_text",
]
