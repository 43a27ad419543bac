"""What can go wrong with stored columns. They hold nothing that cannot be built again."""

from __future__ import annotations

from pathlib import Path

from kept.archive.error import LedgerError


class ColumnsError(LedgerError):
    """Stored columns cannot be used; the message says why, and what to do."""


class NoColumnsError(ColumnsError):
    """No columns were stored here."""


class StaleColumnsError(ColumnsError):
    """The columns are of another text of the process, or in a form of another version."""


class DamagedColumnsError(ColumnsError):
    """A file of the columns is missing, or is not what was written."""


def missing(folder: Path) -> NoColumnsError:
    """There are no columns in `folder`."""
    return NoColumnsError(f"There are no columns in {folder} yet. Build them first.")


def stale(folder: Path, why: str) -> StaleColumnsError:
    """The columns in `folder` are of something else."""
    return StaleColumnsError(f"The columns in {folder} are out of date: {why}. Build them again.")


def damaged(path: Path, why: str) -> DamagedColumnsError:
    """A file, or what the files say together, is not what was written."""
    return DamagedColumnsError(
        f"{path} is damaged: {why}. Build the columns again: nothing is lost with them."
    )
