"""Where things are kept: the files of a process on disk."""

from kept.archive.folders import Folder, ProcessNotFoundError, find_process, open_process

__all__ = ["Folder", "ProcessNotFoundError", "find_process", "open_process"]
