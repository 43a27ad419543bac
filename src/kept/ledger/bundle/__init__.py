"""What is handed out of a register so that anybody can check it, and checking it.

A bundle is a mapping from names to bytes, or the ZIP of it. Everything in it is checked against
the checkpoint, and the checkpoint against the keys of a policy: the reader's own, or, as long as
there is none, the one that came with the files. `Findings` say which of the two it was.
"""

from kept.ledger.bundle.checking import verify_bundle, verify_folder
from kept.ledger.bundle.error import BundleError
from kept.ledger.bundle.findings import CHECKS, Check, Finding, Findings, Verdict
from kept.ledger.bundle.making import part_bundle, standalone, whole_bundle
from kept.ledger.bundle.packing import read_zip, write_zip
from kept.ledger.bundle.receipt import Receipt, receipt, receipt_bundle
from kept.ledger.bundle.source import Files, Read
from kept.ledger.bundle.sums import write_sums
from kept.ledger.entries.entry import entry_code

__all__ = [
    "CHECKS",
    "BundleError",
    "Check",
    "Files",
    "Finding",
    "Findings",
    "Read",
    "Receipt",
    "Verdict",
    "entry_code",
    "part_bundle",
    "read_zip",
    "receipt",
    "receipt_bundle",
    "standalone",
    "verify_bundle",
    "verify_folder",
    "whole_bundle",
    "write_sums",
    "write_zip",
]
