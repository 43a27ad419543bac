"""What can go wrong with a ledger on disk."""

from __future__ import annotations


class LedgerError(Exception):
    """A ledger cannot be read or written; the message says why, and what to do."""


class FolderError(LedgerError):
    """There is no ledger here, or a file of it is missing or not what it must be."""


class LockedError(LedgerError):
    """Another writer has the ledger open. There is one at a time."""


class HistoryError(LedgerError):
    """Signing would fork the ledger: this copy is not, or not all of, what was signed before."""


class StorageError(LedgerError):
    """The disk or the database refused to store something. Nothing is tried a second time."""


class SubmissionError(LedgerError):
    """An entry was not taken into the queue, and no writer will see it."""


class BodyFileError(LedgerError):
    """A stored body is not what its entry commits to, or cannot be decrypted."""
