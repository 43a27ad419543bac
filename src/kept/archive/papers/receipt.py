"""The receipt of an entry as PDF, with its proof attached."""

from __future__ import annotations

from typing import Any

from kept.archive.ledger import LedgerFolder, clear_body, clear_disclosures
from kept.archive.papers.error import PaperError
from kept.archive.papers.setting import set_paper
from kept.archive.recording import Folded
from kept.ledger import Release
from kept.ledger.bundle import Receipt, receipt, receipt_bundle, write_zip
from kept.ledger.entries.entry import Entry
from kept.ledger.entries.kinds import GOVERNING
from kept.ledger.notes import Policy
from kept.report.papers.receipt import (
    attachment_name,
    receipt_data,
    receipt_layout,
    recorded_at,
    without_said,
)
from kept.report.wording.language import Language


def receipt_pdf(
    folder: LedgerFolder,
    folded: Folded,
    index: int,
    language: Language,
    *,
    clearance: Release = "public",
    policy: Policy | None = None,
) -> bytes:
    """One page about entry `index`, and attached to it the bundle that proves what it says.

    Of bodies it shows those that a reader with this clearance may see. It is dated by the
    witnesses: made again from the same register, it has the same bytes.
    """
    it = receipt(folder.read, tuple(folder.names()), index, policy)
    proof = proof_of(folder, folded, index, clearance)
    body = _body(folder, folded.entries[index], clearance)
    data = receipt_data(it, language, body)
    try:
        return _set(data, it, proof)
    except PaperError:
        if data["said"] is None:
            raise
        return _set(without_said(data, language), it, proof)


def _set(data: dict[str, Any], it: Receipt, proof: bytes) -> bytes:
    return set_paper(receipt_layout(), data, {attachment_name(it): proof}, recorded_at(it))


def proof_of(folder: LedgerFolder, folded: Folded, index: int, clearance: Release) -> bytes:
    """The bundle that goes with the receipt of one entry, as ZIP."""
    entry = folded.entries[index]
    target = _target(folded, entry)
    shown = [entry] if target is None else [entry, target]
    bodies = {each.hash: _body(folder, each, clearance) for each in shown}
    fields = None if target is None else clear_disclosures(folder, entry, target, clearance)
    governing = [n for n, each in enumerate(folded.entries) if each.header.type in GOVERNING]
    files = receipt_bundle(
        folder.read,
        tuple(folder.names()),
        index,
        bodies={entry: body for entry, body in bodies.items() if body is not None},
        disclosures={} if fields is None else {entry.hash: fields},
        governing=governing,
    )
    return write_zip(files)


def _target(folded: Folded, entry: Entry) -> Entry | None:
    """The entry whose fields this one shows, if it shows any."""
    if entry.header.type != "statement.disclosed":
        return None
    return next(each for each in folded.entries if each.hash == entry.header.refs[0])


def _body(folder: LedgerFolder, entry: Entry, clearance: Release) -> bytes | None:
    return None if entry.header.body is None else clear_body(folder, entry, clearance)
