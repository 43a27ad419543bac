"""Where things are kept: the files of a process on disk."""

from kept.archive.folders import (
    CASES,
    Folder,
    ProcessNotFoundError,
    cases_text,
    coverage_texts,
    find_process,
    open_process,
)

__all__ = [
    "CASES",
    "Folder",
    "ProcessNotFoundError",
    "cases_text",
    "coverage_texts",
    "find_process",
    "open_process",
]
