"""What a log signs with its own keys: checkpoints and refusals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from kept.archive.error import FolderError
from kept.archive.ledger.durable import write_files
from kept.archive.ledger.folder import LedgerFolder
from kept.ledger.notes import Checkpoint, NoteSigner, sign_checkpoint
from kept.ledger.parties import Code, Refusal, sign_refusal


class LogKeys:
    """The keys of a log: Ed25519, then perhaps ML-DSA-44; `FolderError` if they are not its own."""

    def __init__(
        self, folder: LedgerFolder, signers: Sequence[NoteSigner], clock: Callable[[], int]
    ) -> None:
        self._folder: Final = folder
        self._origin: Final = folder.identity.origin
        self._signers: Final = tuple(signers)
        self._clock: Final = clock
        if tuple(each.vkey for each in self._signers) != folder.identity.keys:
            raise FolderError(
                f"The keys given are not those of {self._origin} in ledger.json. "
                "Give the keys of the log."
            )

    def sign(self, size: int, root: bytes) -> bytes:
        """The checkpoint of so many entries under this root, signed now."""
        return sign_checkpoint(Checkpoint(self._origin, size, root), self._signers, self._clock())

    def write_refusals(self, refused: Mapping[str, Code], size: int) -> None:
        """Store a signed refusal of each entry, when the log had `size` entries."""
        now, signer = self._clock(), self._signers[0].signer
        signed = {
            entry: Refusal(log=self._origin, entry=entry, reason=code, at=now, size=size)
            for entry, code in refused.items()
        }
        write_files(
            {
                self._folder.paths.refusal(entry): sign_refusal(refusal, signer).to_bytes()
                for entry, refusal in signed.items()
            }
        )
