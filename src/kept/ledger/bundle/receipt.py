"""A receipt: what one entry of the register is, who has seen it and when, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kept.ledger.bundle.error import BundleError
from kept.ledger.bundle.findings import Fault
from kept.ledger.bundle.frame import read_frame
from kept.ledger.bundle.making import NOTHING, part_bundle
from kept.ledger.bundle.report import Report
from kept.ledger.bundle.source import Files, Read, Source
from kept.ledger.bundle.times import Times
from kept.ledger.bundle.trust import read_checkpoints, read_trust, tell_newest
from kept.ledger.entries.entry import entry_code, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.kinds import Kind
from kept.ledger.notes import Grade, Policy
from kept.ledger.statement import Release
from kept.ledger.tree import ENTRIES, TILE_WIDTH, tile_width
from kept.ledger.witness import WitnessedTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One entry, as it stands in the register. Seconds are since 1970."""

    origin: str
    process: str
    index: int
    entry: str  # hash, 64 hexadecimal digits
    code: str  # the same, short, to print on minutes
    type: Kind
    role: str  # who signed, "aruna/delegation"
    release: Release | None  # who may see the body; None if the entry has none
    claimed: int  # when its author says it was written
    size: int  # of the register that is proved to hold it
    root: str  # base64
    grade: Grade | None
    cosigners: tuple[str, ...]  # names of witnesses, as the policy has them
    time: WitnessedTime


def receipt(read: Read, names: Iterable[str], index: int, policy: Policy | None = None) -> Receipt:
    """The receipt of entry `index` of the register in a folder; raises `BundleError`.

    What it says rests on the keys of `policy`, or on those that came with the folder.
    """
    source = Source(read, names)
    try:
        return _receipt(source, index, policy)
    except Fault as fault:
        raise BundleError(
            f"No receipt can be made: the register's folder is damaged ({fault.code}). "
            "Check it with kept ledger verify."
        ) from None


def _receipt(source: Source, index: int, policy: Policy | None) -> Receipt:
    frame = read_frame(source, bundle=False)
    newest = frame.newest
    if not 0 <= index < newest.size:
        raise BundleError(
            f"There is no entry {index}: the register has {newest.size}, the first is 0."
        )
    trust = read_trust(source, frame, policy)
    opened = read_checkpoints(source, frame, trust)
    tile = index // TILE_WIDTH
    width = tile_width(newest.size, ENTRIES, tile)
    try:
        entry = read_entry(source.entries(tile, width)[index % TILE_WIDTH])
    except EntryError as error:
        raise BundleError(f"Entry {index} of the register is damaged. {error}") from None
    header = entry.header
    return Receipt(
        origin=newest.origin,
        process=frame.process,
        index=index,
        entry=entry.hash,
        code=entry_code(entry.hash),
        type=header.type,
        role=header.role,
        release=header.release,
        claimed=header.claimed,
        size=newest.size,
        root=frame.root,
        grade=tell_newest(source, opened[-1], trust, frame.root, Report()),
        cosigners=tuple(trust.policy.cosigners(opened[-1])),
        time=Times(opened, trust.policy).interval(index),
    )


def receipt_bundle(
    read: Read,
    names: Iterable[str],
    index: int,
    *,
    bodies: Mapping[str, bytes] = NOTHING,
    disclosures: Mapping[str, bytes] = NOTHING,
    governing: Iterable[int] | None = None,
) -> Files:
    """The bundle that goes with the receipt of one entry."""
    return part_bundle(
        read, names, [index], bodies=bodies, disclosures=disclosures, governing=governing
    )
