"""Receipts of this site: what an entry is, and the bundle that proves it to anybody."""

from __future__ import annotations

from django.http import Http404

from kept.archive.papers.receipt import proof_of
from kept.ledger import Release
from kept.ledger.bundle import BundleError, Receipt, receipt
from kept.web.filing.pens import folded
from kept.web.filing.register import folder


def receipt_of(entry: str) -> Receipt:
    """The receipt of a published entry; raises `Http404` while it is not published."""
    ledger = folder()
    index = number(entry)
    try:
        return receipt(ledger.read, ledger.names(), index)
    except BundleError:
        raise Http404 from None


def number(entry: str) -> int:
    """The number of an entry in the register as it is published."""
    for index, each in enumerate(folded().entries):
        if each.hash == entry:
            return index
    raise Http404


def bundle_of(entry: str, clearance: Release) -> bytes:
    """The bundle of one entry with its words, as far as they are for `clearance`."""
    return proof_of(folder(), folded(), number(entry), clearance)


def party_of(entry: str) -> str:
    """Who filed an entry."""
    return folded().entries[number(entry)].header.party
