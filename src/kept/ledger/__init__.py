"""Who said what: statements, signed or coded, in the order in which they were entered."""

from kept.ledger.read import read_filed, read_statements
from kept.ledger.register import LedgerHead, MissingBody
from kept.ledger.statement import (
    AFFIRMING,
    CONTRADICTING,
    EVIDENCE,
    Entered,
    Kind,
    Release,
    Statement,
)

__all__ = [
    "AFFIRMING",
    "CONTRADICTING",
    "EVIDENCE",
    "Entered",
    "Kind",
    "LedgerHead",
    "MissingBody",
    "Release",
    "Statement",
    "read_filed",
    "read_statements",
]
