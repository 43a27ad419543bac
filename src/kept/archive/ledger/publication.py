"""Making a signed checkpoint known: cosignatures asked for or carried by hand, then files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from kept.archive.error import HistoryError, LedgerError
from kept.archive.ledger.durable import make_folder, remove_files, remove_folders, write_file
from kept.archive.ledger.folder import LedgerFolder
from kept.archive.ledger.reading import is_there, read_file
from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    Grade,
    NoteError,
    PolicyError,
    SignatureLine,
    open_checkpoint,
    read_note,
    with_signatures,
)
from kept.ledger.tree import ENTRIES, TILE_WIDTH, tile_path
from kept.ledger.witness import Collected, Outcome

# A signed checkpoint, and consistency proofs from a smaller size to its own: asked of witnesses.
Collect: TypeAlias = Callable[[bytes, Callable[[int], Sequence[bytes]]], Collected]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What became of a checkpoint: `published` once the quorum of the policy has cosigned."""

    size: int
    note: bytes
    published: bool
    grade: Grade | None
    outcomes: tuple[Outcome, ...] = ()  # how each witness answered, if any was asked


class Publisher:
    """Publishes the checkpoints of one ledger."""

    def __init__(self, folder: LedgerFolder) -> None:
        self._folder: Final = folder

    def gathered(self, note: bytes) -> bytes:
        """The checkpoint with all cosignatures that have come in so far."""
        size = self._folder.opened(note).size
        for path in (self._folder.paths.cosigned(size), self._folder.paths.published(size)):
            data = read_file(path)
            if data is not None:
                known = read_note(data)
                if known.text != read_note(note).text:
                    raise HistoryError(
                        f"{path} shows another history than the log has signed. Nothing more is "
                        "signed. Compare the two with kept ledger compare."
                    )
                note = with_signatures(note, known.signatures)
        return note

    def check_lines(self, note: bytes, lines: Iterable[SignatureLine]) -> bytes:
        """The checkpoint with `lines`; raises `LedgerError` unless known witnesses made them.

        What a witness signed first stays: a later line would make the entries look later.
        """
        policies = self._folder.policies().values()
        known = {witness.key for policy in policies for witness in policy.witnesses}
        added = with_signatures(note, lines)
        names = {(key.name, key.id) for key in known}
        strangers = [line.name for line in lines if (line.name, line.id) not in names]
        if strangers:
            raise LedgerError(
                f"{', '.join(strangers)} stands in no policy of this ledger. Add the witness to a "
                "policy, or leave its line out."
            )
        try:
            open_checkpoint(added, [*known, *self._folder.identity.keys])
        except (NoteError, SignatureError) as error:
            raise LedgerError(f"A cosignature is not accepted. {error}") from None
        return with_signatures(added, read_note(note).signatures)

    def publish(self, note: bytes, outcomes: tuple[Outcome, ...] = ()) -> Publication:
        """Publish the checkpoint if its quorum is there; else keep its cosignatures for later."""
        size = self._folder.opened(note).size
        enough = self._enough(note)
        if enough:
            self._write(size, note)
        else:
            make_folder(self._folder.paths.cosigned(size).parent, secret=True)
            write_file(self._folder.paths.cosigned(size), note)
        return Publication(
            size=size,
            note=note,
            published=enough,
            grade=self._folder.grade(note),
            outcomes=outcomes,
        )

    def _write(self, size: int, note: bytes) -> None:
        paths = self._folder.paths
        newest = self._folder.checkpoint()
        before = 0 if newest is None else self._folder.opened(newest).size
        if self._folder.checkpoint_at(size) != note:
            write_file(paths.published(size), note)
        if size >= before and newest != note:
            write_file(paths.checkpoint, note)
        self._tidy(before, size)
        if is_there(paths.cosigned(size)):
            remove_files([paths.cosigned(size)])

    def _tidy(self, before: int, size: int) -> None:
        """Take away partial tiles whose full tile is published: each is the beginning of it."""
        remove_folders(
            self._folder.path / f"{tile_path(level, index, TILE_WIDTH)}.p"
            for level, shift in _levels(size)
            for index in range(before >> shift, size >> shift)
        )

    def _enough(self, note: bytes) -> bool:
        policies = self._folder.policies()
        policy = policies.get("witnessed") or policies.get("published")
        if policy is None:
            return True  # the log's own signature was verified when the note was read
        try:
            policy.check(note)
        except (PolicyError, SignatureError):
            return False
        return True


def refuse_if_known_more(collected: Collected) -> None:
    """Raise `HistoryError` if a witness has cosigned a larger log than this one."""
    if collected.known_more:
        most = max(collected.known_more, key=lambda each: each.size)
        raise HistoryError(
            f"The witness {most.witness} has cosigned this ledger at {most.size} entries, and here "
            "it has fewer: this is an older copy, such as a restored backup. Nothing more is "
            "signed. Get the entries from a mirror, or show the witness to be wrong."
        )


def _levels(size: int) -> Iterable[tuple[int, int]]:
    """Each level of tiles that has a full one, and how many leaves one is above, as a power of 2."""
    yield ENTRIES, 8
    level = 0
    while size >> (8 * (level + 1)):
        yield level, 8 * (level + 1)
        level += 1
