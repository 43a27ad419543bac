"""A ledger on disk: read by anybody, written by one, in an order that no interruption breaks.

The folder holds what is acknowledged: tiles, checkpoints, and bodies beside them. An index
(`kept.archive.index`) finds it quickly and holds the queue; it can be made anew at any time.
"""

from kept.archive.error import (
    BodyFileError,
    FolderError,
    HistoryError,
    LedgerError,
    LockedError,
    StorageError,
    SubmissionError,
)
from kept.archive.ledger.backup import back_up, restore
from kept.archive.ledger.bodies import clear_body, clear_disclosures, read_body, read_disclosures
from kept.archive.ledger.body_store import Missing, Withheld
from kept.archive.ledger.creation import (
    create_ledger,
    open_index,
    use_postgres,
    write_policies,
)
from kept.archive.ledger.folder import LedgerFolder
from kept.archive.ledger.identity import Identity, read_identity
from kept.archive.ledger.publication import Collect, Publication
from kept.archive.ledger.recovery import Progress, read_state, reindex
from kept.archive.ledger.stored_body import Body, Clear
from kept.archive.ledger.submission import (
    Admitted,
    Outcome,
    Refused,
    Submitted,
    Waiting,
    outcome,
    submit,
    submit_all,
)
from kept.archive.ledger.verification import (
    Verifier,
    verify_here,
    verify_in_processes,
    verify_in_threads,
)
from kept.archive.ledger.writer import Turn, Writer

__all__ = [
    "Admitted",
    "Body",
    "BodyFileError",
    "Clear",
    "Collect",
    "FolderError",
    "HistoryError",
    "Identity",
    "LedgerError",
    "LedgerFolder",
    "LockedError",
    "Missing",
    "Outcome",
    "Progress",
    "Publication",
    "Refused",
    "StorageError",
    "SubmissionError",
    "Submitted",
    "Turn",
    "Verifier",
    "Waiting",
    "Withheld",
    "Writer",
    "back_up",
    "clear_body",
    "clear_disclosures",
    "create_ledger",
    "open_index",
    "outcome",
    "read_body",
    "read_disclosures",
    "read_identity",
    "read_state",
    "reindex",
    "restore",
    "submit",
    "submit_all",
    "use_postgres",
    "verify_here",
    "verify_in_processes",
    "verify_in_threads",
    "write_policies",
]
