"""The logs a witness knows, as they are named on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kept.cli.saying import stop
from kept.ledger.notes import NoteError, SignatureType, VerifierKey, read_vkey


def keys_of_logs(named: Iterable[str]) -> dict[str, list[VerifierKey]]:
    """The keys of each log by its origin, from verifier keys or files with one a line."""
    logs: dict[str, list[VerifierKey]] = {}
    for text in named:
        for line in _lines(text):
            key = _read(line)
            logs.setdefault(key.name, []).append(key)
    return logs


def _lines(text: str) -> list[str]:
    """A verifier key has plus signs, and the name of a file rarely has."""
    path = Path(text)
    if text.count("+") >= 2 or not path.is_file():
        return [text]
    return [line for line in path.read_text("utf-8").splitlines() if line.count("+") >= 2]


def _read(line: str) -> VerifierKey:
    try:
        key = read_vkey(line.strip())
    except NoteError as error:
        stop(str(error))
    if key.type is SignatureType.ED25519_COSIGNATURE:
        stop(f"{key.name} is the key of a witness. Name the key of a log.")
    return key
