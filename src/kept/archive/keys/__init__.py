"""Key files: the secret of a key, encrypted, beside its public part and what was signed with it.

    NAME.pem      the secret: PKCS #8, encrypted with a passphrase unless told not to
    NAME.pub      what may be handed on: the key, what it is for, and its verifier key
    NAME.entries  the envelopes signed with it, so that its owner can show what the log left out

Files are made once and never overwritten; a new key is a new name.
"""

from kept.archive.keys.entries import keep_entry, kept_entries
from kept.archive.keys.error import KeyFileError
from kept.archive.keys.key_file import (
    PURPOSES,
    KeyFile,
    Purpose,
    list_keys,
    new_key,
    read_key,
    read_public_file,
)
from kept.archive.keys.secret import is_encrypted, load_signer
from kept.archive.keys.signing import load_key, load_note_signer

__all__ = [
    "PURPOSES",
    "KeyFile",
    "KeyFileError",
    "Purpose",
    "is_encrypted",
    "keep_entry",
    "kept_entries",
    "list_keys",
    "load_key",
    "load_note_signer",
    "load_signer",
    "new_key",
    "read_key",
    "read_public_file",
]
