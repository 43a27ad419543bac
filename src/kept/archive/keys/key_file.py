"""A key as files: its name, what it is for, and the part of it that may be handed on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kept.archive.keys.created import create, create_folder
from kept.archive.keys.error import KeyFileError
from kept.archive.keys.secret import secret_pem
from kept.ledger.keys import Algorithm, Ed25519Signer, MLDSA44Signer, PublicKey, read_public_key
from kept.ledger.notes import NoteError, SignatureType, VerifierKey, read_vkey
from kept.names import NamingError, nearest, read_id

Purpose = Literal["log", "witness", "role", "root"]
PURPOSES: Final[tuple[Purpose, ...]] = Purpose.__args__  # type: ignore[attr-defined]

LONGEST_NAME: Final = 64
LARGEST_PUBLIC: Final = 8_192  # bytes
SEED: Final = 32  # bytes

_TYPES: Final[dict[tuple[Purpose, Algorithm], SignatureType]] = {
    ("log", "ed25519"): SignatureType.ED25519,
    ("log", "ml-dsa-44"): SignatureType.ML_DSA_44,
    ("witness", "ed25519"): SignatureType.ED25519_COSIGNATURE,
    ("witness", "ml-dsa-44"): SignatureType.ML_DSA_44,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A key in a folder. All that is in it may be handed on; the secret is not.

    `vkey` is what others verify notes with: of keys for logs and witnesses only.
    """

    folder: Path
    name: str
    purpose: Purpose
    key: PublicKey
    vkey: VerifierKey | None = None

    @property
    def secret(self) -> Path:
        """The file of the secret. It may lie elsewhere, on a stick in a safe."""
        return self.folder / f"{self.name}.pem"

    @property
    def public(self) -> Path:
        """The file to hand on."""
        return self.folder / f"{self.name}.pub"

    @property
    def entries(self) -> Path:
        """The folder of the envelopes signed with this key."""
        return self.folder / f"{self.name}.entries"

    def to_bytes(self) -> bytes:
        """The content of the file to hand on: key, purpose, and the verifier key if any."""
        lines = [self.key.text, self.purpose, *([str(self.vkey)] if self.vkey else [])]
        return "".join(f"{line}\n" for line in lines).encode()


def new_key(
    folder: Path,
    name: str,
    *,
    purpose: Purpose,
    algorithm: Algorithm = "ed25519",
    signs_as: str | None = None,
    passphrase: bytes | None,
) -> KeyFile:
    """Make a key and write its two files, which must not exist.

    `signs_as` is the origin of the ledger for a log, the name of the witness for a witness, and
    None for the others. Without a passphrase the secret lies in the clear.
    """
    check_name(name)
    if passphrase is not None and not passphrase:
        raise KeyFileError("The passphrase is empty. Choose one, or say that you want none.")
    seed = secrets.token_bytes(SEED)
    secret = secret_pem(algorithm, seed, passphrase)
    public = Ed25519Signer(seed).key if algorithm == "ed25519" else MLDSA44Signer(seed).key
    vkey = _vkey(purpose, public, signs_as)
    made = KeyFile(folder=folder, name=name, purpose=purpose, key=public, vkey=vkey)
    create_folder(folder)
    if made.public.exists():
        raise KeyFileError(f"{made.public} exists, and a key is never overwritten.")
    create(made.secret, secret)
    create(made.public, made.to_bytes())
    return made


def check_name(name: str) -> None:
    """Raise `KeyFileError` unless `name` can name a key: words and numbers joined by "-"."""
    try:
        read_id(name)
    except NamingError as error:
        raise KeyFileError(f"This cannot name a key. {error}") from None
    if "." in name or len(name) > LONGEST_NAME:
        raise KeyFileError(
            f"{name} cannot name a key: write at most {LONGEST_NAME} letters, digits and hyphens."
        )


def read_key(folder: Path, name: str) -> KeyFile:
    """The public part of a key; needs no passphrase, and the secret may be elsewhere."""
    check_name(name)
    path = folder / f"{name}.pub"
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_PUBLIC + 1)
    except FileNotFoundError:
        raise _unknown(folder, name) from None
    except OSError as error:
        raise KeyFileError(f"{path} cannot be read: {error.strerror}.") from None
    return _read_public(folder, name, data)


def read_public_file(path: Path) -> KeyFile:
    """The key in a NAME.pub that somebody handed on, wherever it lies."""
    if path.suffix != ".pub":
        raise KeyFileError(f"{path} is not named NAME.pub, as public keys are. Name that file.")
    return read_key(path.parent, path.stem)


def list_keys(folder: Path) -> tuple[KeyFile, ...]:
    """All keys in `folder`, by name; none if there is no such folder."""
    names = sorted(path.stem for path in folder.glob("*.pub"))
    return tuple(read_key(folder, name) for name in names)


def _vkey(purpose: Purpose, key: PublicKey, signs_as: str | None) -> VerifierKey | None:
    if purpose in ("role", "root"):
        if signs_as is not None:
            raise KeyFileError(f"A {purpose} key signs under its id, and under no name.")
        return None
    if signs_as is None:
        raise KeyFileError(
            "A log signs under the origin of its ledger, and a witness under a name of its own. "
            "Say which, such as lakes.example/exercise."
        )
    try:
        return VerifierKey(signs_as, _TYPES[purpose, key.algorithm], key)
    except NoteError as error:
        raise KeyFileError(str(error)) from None


def _unknown(folder: Path, name: str) -> KeyFileError:
    known = [path.stem for path in sorted(folder.glob("*.pub"))]
    close = nearest(name, known)
    if close:
        hint = f"Did you mean {close}?"
    else:
        hint = "kept key new makes one." if not known else f"There are: {', '.join(known)}."
    return KeyFileError(f"There is no key “{name}” in {folder}. {hint}")


def _read_public(folder: Path, name: str, data: bytes) -> KeyFile:
    damaged = KeyFileError(
        f"{folder / name}.pub is no public key, or damaged. Ask its owner for it again."
    )
    try:
        text, purpose, *rest = data.decode("ascii").removesuffix("\n").split("\n")
        key = read_public_key(text)
        vkey = read_vkey(rest[0]) if rest else None
    except ValueError:
        raise damaged from None
    for known in PURPOSES:
        found = KeyFile(folder=folder, name=name, purpose=known, key=key, vkey=vkey)
        if purpose == known and found.to_bytes() == data and _agrees(found):
            return found
    raise damaged


def _agrees(found: KeyFile) -> bool:
    wanted = _TYPES.get((found.purpose, found.key.algorithm))
    if found.vkey is None:
        return wanted is None
    return found.vkey.type is wanted and found.vkey.key == found.key
