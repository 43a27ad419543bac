"""The document that proves that somebody signed two histories: plain text, both notes inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kept.ledger.canonical import to_base64
from kept.ledger.notes import Checkpoint, NoteError, read_checkpoint, read_proof
from kept.ledger.notes.note import LARGEST_NOTE
from kept.ledger.notes.pieces import check_hash, quoted, read_hash, read_number, read_text
from kept.texts.problems import shown

Kind = Literal["same size", "another past", "same place"]

_HEADER: Final = "kept fork proof v1"
_LARGEST: Final = 2 * LARGEST_NOTE + 256 * 1024
_MOST: Final = 64  # hashes: a root and a consistency proof, or two leaves
_KINDS: Final[tuple[Kind, ...]] = Kind.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """Two signed things that cannot both be true, and the hashes that show it.

    *same size*: two checkpoints of one size with different roots; no hashes needed.
    *another past*: the larger checkpoint's tree had, at the size of the smaller one, another
    root; the hashes are that root, then its consistency proof to the larger checkpoint.
    *same place*: two tlog-proofs for one index; the hashes are the leaf hashes, which differ.
    Nothing of this is verified by reading. `bytes(fork)` is the document.
    """

    kind: Kind
    first: bytes  # a signed checkpoint, for *same place* a tlog-proof; the smaller size first
    second: bytes
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in _KINDS or len(self.hashes) > _MOST:
            raise NoteError("This is no proof of two histories. Copy it again.")
        for value in self.hashes:
            check_hash(value, "A hash of the proof")

    @property
    def checkpoints(self) -> tuple[Checkpoint, Checkpoint]:
        """The two checkpoints, signed or not."""
        notes = (self.first, self.second)
        if self.kind == "same place":
            notes = (read_proof(self.first).checkpoint, read_proof(self.second).checkpoint)
        return read_checkpoint(notes[0]).checkpoint, read_checkpoint(notes[1]).checkpoint

    @property
    def english(self) -> str:
        """What is proven, in one sentence."""
        first, second = self.checkpoints
        name = shown(first.origin)
        if self.kind == "same place":
            place = read_proof(self.first).index + 1
            what = f"each shows another entry in place {place}"
        elif self.kind == "same size":
            what = f"they give different roots for the same {first.size} entries"
        else:
            what = (
                f"the one of {second.size} entries does not go on from the one of {first.size}, "
                "but from another beginning"
            )
        return (
            f"Two signed checkpoints of the register “{name}” contradict each other: {what}. "
            "Whoever signed both vouched for two histories, of which one at least is false."
        )

    @property
    def french(self) -> str:
        """What is proven, in one sentence of French."""
        first, second = self.checkpoints
        name = shown(first.origin)
        if self.kind == "same place":
            place = read_proof(self.first).index + 1
            what = f"chacun montre une autre inscription à la place {place}"
        elif self.kind == "same size":
            what = f"ils donnent des racines différentes pour les mêmes {first.size} inscriptions"
        else:
            what = (
                f"celui de {second.size} inscriptions ne continue pas celui de {first.size}, "
                "mais un autre commencement"
            )
        return (
            f"Deux points de contrôle signés du registre « {name} » se contredisent : {what}. "
            "Qui a signé les deux s’est porté garant de deux histoires, dont l’une au moins "
            "est fausse."
        )

    def __bytes__(self) -> bytes:
        lines = (
            _HEADER,
            self.english,
            self.french,
            "",
            f"kind {self.kind}",
            *(f"hash {to_base64(value)}" for value in self.hashes),
            f"first {len(self.first)}",
            "",
        )
        head = "\n".join(lines).encode()
        return head + self.first + f"second {len(self.second)}\n".encode() + self.second


def read_fork(data: bytes) -> Fork:
    """The document in these bytes; raises `NoteError` for anything else. Verifies nothing.

    The sentences must be the ones that follow from the rest, so that nobody can make a true
    document say something else to those who read only its beginning.
    """
    read_text(data, _LARGEST, "The proof of two histories")
    cursor = _Cursor(data)
    if cursor.line() != _HEADER:
        raise _wrong(f"it does not begin with the line “{_HEADER}”")
    cursor.line()
    cursor.line()
    cursor.line()
    kind = _read_kind(cursor.line())
    hashes: list[bytes] = []
    line = cursor.line()
    while line.startswith("hash ") and len(hashes) < _MOST:
        hashes.append(read_hash(line.removeprefix("hash "), "A hash of the proof"))
        line = cursor.line()
    first = cursor.part("first", line)
    second = cursor.part("second", cursor.line())
    fork = Fork(kind=kind, first=first, second=second, hashes=tuple(hashes))
    if bytes(fork) != data:
        raise _wrong("its first sentences do not say what the rest proves")
    return fork


class _Cursor:
    """Reads lines, and parts whose length a line gives."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def line(self) -> str:
        end = self.data.find(b"\n", self.at)
        if end < 0:
            raise _wrong("it breaks off")
        line = self.data[self.at : end].decode("utf-8", "replace")
        self.at = end + 1
        return line

    def part(self, name: str, line: str) -> bytes:
        if not line.startswith(f"{name} "):
            raise _wrong(f"its part “{name}” is missing")
        length = read_number(line.removeprefix(f"{name} "), f"The length of the part “{name}”")
        part = self.data[self.at : self.at + length]
        if len(part) != length:
            raise _wrong(f"its part “{name}” breaks off")
        self.at += length
        return part


def _read_kind(line: str) -> Kind:
    for kind in _KINDS:
        if line == f"kind {kind}":
            return kind
    raise _wrong(f"its kind is {quoted(line)}")


def _wrong(what: str) -> NoteError:
    return NoteError(
        f"This is no proof of two histories as it was made: {what}. "
        "Ask for the document again, and do not edit it."
    )
