"""Which register the files speak of: ledger.json, bundle.json and the newest checkpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kept.ledger.bundle.findings import Fault
from kept.ledger.bundle.names import belongs
from kept.ledger.bundle.report import Report
from kept.ledger.bundle.source import Source
from kept.ledger.bundle.sums import SUMS, read_sums, write_sums
from kept.ledger.canonical import CanonicalError, Json, decode, to_base64
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.values import read_origin, read_process_id
from kept.ledger.notes import (
    Checkpoint,
    NoteError,
    SignatureType,
    VerifierKey,
    read_checkpoint,
    read_vkey,
)

_LEDGER: Final = {"v", "origin", "log", "process"}
_BUNDLE: Final = {"v", "origin", "size", "root", "whole", "process"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the files claim to be. Nothing of it is verified but that they agree."""

    log: VerifierKey  # the key of the log, as ledger.json has it
    process: str
    newest: Checkpoint
    whole: bool

    @property
    def root(self) -> str:
        """The root as the checkpoint writes it."""
        return to_base64(self.newest.root)


def check_sums(source: Source, report: Report) -> None:
    """That the files are those listed: a copy that was damaged or cut off shows here."""
    listed = read_sums(source.need(SUMS))
    present = [name for name in source.names if name != SUMS]
    unlisted = [name for name in present if name not in listed]
    differing = [name for name in sorted(listed) if not _is(source, name, listed[name])]
    report.several("sums", "file-unlisted", ({"name": name} for name in unlisted))
    report.several("sums", "file-differs", ({"name": name} for name in differing))
    if not unlisted and not differing:
        report.add("sums", "holds", "sums-hold", count=len(listed))


def _is(source: Source, name: str, digest: str) -> bool:
    try:
        return write_sums({name: source.need(name)}).decode("ascii") == f"{digest}  {name}\n"
    except Fault:
        return False


def read_frame(source: Source, *, bundle: bool) -> Frame:
    """The frame of a bundle, or of a register's folder; raises `Fault`."""
    ledger = _object(source, "ledger.json", _LEDGER, {"pq"})
    try:
        origin = read_origin(ledger["origin"], "origin")
        process = read_process_id(ledger["process"], "process")
    except EntryError:
        raise Fault("frame-malformed", name="ledger.json") from None
    log = _log_key(ledger["log"], origin, SignatureType.ED25519)
    if "pq" in ledger:
        _log_key(ledger["pq"], origin, SignatureType.ML_DSA_44)
    try:
        newest = read_checkpoint(source.need("checkpoint")).checkpoint
    except NoteError:
        raise Fault("checkpoint-malformed", name="checkpoint") from None
    if newest.origin != origin:
        raise Fault("frame-differs", name="ledger.json")
    frame = Frame(log=log, process=process, newest=newest, whole=True)
    if not bundle:
        return frame
    whole = _whole(source, frame)
    for name in source.names:
        if not belongs(name, newest.size, whole=whole):
            raise Fault("file-unknown", name=name)
    return Frame(log=log, process=process, newest=newest, whole=whole)


def _whole(source: Source, frame: Frame) -> bool:
    said = _object(source, "bundle.json", _BUNDLE)
    whole = said.pop("whole")
    expected: dict[str, Json] = {
        "v": 1,
        "origin": frame.newest.origin,
        "size": frame.newest.size,
        "root": frame.root,
        "process": frame.process,
    }
    if not isinstance(whole, bool) or said != expected or type(said["size"]) is not int:
        raise Fault("frame-differs", name="bundle.json")
    return whole


def _object(
    source: Source, name: str, needed: set[str], more: set[str] | None = None
) -> dict[str, Json]:
    try:
        value = decode(source.need(name))
    except CanonicalError:
        raise Fault("frame-malformed", name=name) from None
    known = needed | (more or set())
    if not isinstance(value, dict) or not needed <= value.keys() <= known:
        raise Fault("frame-malformed", name=name)
    if type(value["v"]) is not int or value["v"] != 1:
        raise Fault("frame-malformed", name=name)
    return value


def _log_key(value: Json, origin: str, kind: SignatureType) -> VerifierKey:
    try:
        key = read_vkey(value) if isinstance(value, str) else None
    except NoteError:
        key = None
    if key is None or key.name != origin or key.type is not kind:
        raise Fault("frame-malformed", name="ledger.json")
    return key
