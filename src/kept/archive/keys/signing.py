"""Signing with a key file: entries with any key, notes with those of logs and witnesses."""

from __future__ import annotations

from kept.archive.keys.error import KeyFileError
from kept.archive.keys.key_file import KeyFile
from kept.archive.keys.secret import load_signer
from kept.ledger.keys import Signer
from kept.ledger.notes import NoteSigner


def load_key(key: KeyFile, passphrase: bytes | None) -> Signer:
    """Whoever signs with the secret of `key`, after finding that it is the secret of this key."""
    signer = load_signer(key.secret, passphrase)
    if signer.key != key.key:
        raise KeyFileError(
            f"{key.secret} and {key.public} are of two different keys. "
            "Find out which of the two was replaced before you sign."
        )
    return signer


def load_note_signer(key: KeyFile, passphrase: bytes | None) -> NoteSigner:
    """Whoever signs checkpoints as a log, or cosigns them as a witness."""
    if key.vkey is None:
        raise KeyFileError(
            f"{key.name} is a {key.purpose} key and signs entries; checkpoints are signed by "
            "keys for a log or a witness. Make one: kept key new NAME --for witness."
        )
    return NoteSigner(key.vkey.name, key.vkey.type, load_key(key, passphrase))
