"""What was signed with a key, kept beside it: with it, an author can show what the log left out."""

from __future__ import annotations

import secrets
from pathlib import Path

from kept.archive.keys.created import create, create_folder
from kept.archive.keys.key_file import KeyFile
from kept.ledger.tree import leaf_hash


def keep_entry(key: KeyFile, envelope: bytes) -> Path:
    """Keep an envelope signed with `key`, durably, under its entry hash; again is once."""
    path = key.entries / f"{leaf_hash(envelope).hex()}.json"
    create_folder(key.entries)
    part = key.entries / f".{secrets.token_hex(8)}"
    create(part, envelope)
    part.replace(path)
    return path


def kept_entries(key: KeyFile) -> tuple[bytes, ...]:
    """All envelopes kept for `key`, in the order of their hashes."""
    return tuple(path.read_bytes() for path in sorted(key.entries.glob("*.json")))
