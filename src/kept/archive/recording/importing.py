"""Entering the public statements of a process, and its text, under a recorder's key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kept.archive.folders import Folder, text_digests
from kept.archive.ledger import Submitted
from kept.archive.recording.author import Author, Written
from kept.archive.recording.reading import Content, ReadRegister
from kept.ledger import Statement
from kept.ledger.canonical import Json, encode
from kept.ledger.entries.body import MEDIA_TYPE, write_statement
from kept.ledger.entries.header import Seen
from kept.ledger.entries.members import ProcessText
from kept.ledger.keys import Signer
from kept.ledger.parties import Chain

FILES: Final = "application/vnd.kept.process-files.v1+json"
_LARGEST: Final = 1 << 24  # bytes of a body


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Who enters what others have said in public: a key, and where its entries stand."""

    origin: str
    role: str  # "secretariat/recorder"
    signer: Signer
    chain: Chain
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What of a process is to be entered into a register, and what is there already."""

    text: bool  # whether the text is new or has changed
    new: tuple[Statement, ...]
    changed: tuple[Statement, ...]
    same: int
    held: tuple[str, ...]  # ids not entered: they may be what was erased
    gone: tuple[str, ...]  # ids in the register by this recorder that the process no longer has
    submitted: tuple[Submitted, ...]


def import_process(
    process: Folder, register: ReadRegister, recorder: Recorder, *, again: Collection[str] = ()
) -> Import:
    """What `recorder` has to enter so that the register says what `process` says.

    A text with another digest is entered again and names the entry it amends. A statement whose
    words have changed is entered again and refers to the entry it replaces; one that is gone
    stays in the register until somebody retracts it, for what was said was said. Statements that
    are not public are left out.

    What was erased is not entered again. Nobody can tell any more what it said, only what it
    was about: statements about the same are held back, but for those `again` names.
    """
    public = [each for each in process.statements if each.release == "public"]
    known = register.contents_by(recorder.role)
    author = Author(
        recorder.origin,
        recorder.role,
        [recorder.signer.key.id],
        chain=recorder.chain,
        seen=recorder.seen,
    )
    submitted = [*_text(process, register, author, recorder.signer)]
    text = bool(submitted)
    erased = _erased(register, recorder.role)
    held: list[str] = []
    new: list[Statement] = []
    changed: list[Statement] = []
    for statement in public:
        content = encode(write_statement(statement), _LARGEST)
        before = known.get(statement.id)
        if before is not None and before.content == content:
            continue
        if statement.id not in again and erased.may_hold(statement, before):
            held.append(statement.id)
            continue
        (new if before is None else changed).append(statement)
        submitted.append(
            _filed(author, recorder.signer, statement, content, before.entry if before else None)
        )
    return Import(
        text=text,
        new=tuple(new),
        changed=tuple(changed),
        same=len(public) - len(new) - len(changed) - len(held),
        held=tuple(held),
        gone=tuple(sorted(known.keys() - {each.id for each in public})),
        submitted=tuple(submitted),
    )


@dataclass(frozen=True, slots=True)
class _Erased:
    """What is left to see of the entries of one role that were erased."""

    abouts: frozenset[tuple[str, ...]]
    replaced: frozenset[str]  # the entries they referred to

    def may_hold(self, statement: Statement, before: Content | None) -> bool:
        if before is not None:
            return before.entry in self.replaced
        return tuple(sorted({*statement.about})) in self.abouts


def _erased(register: ReadRegister, role: str) -> _Erased:
    folded = register.folded
    gone = [
        each.header
        for each in folded.entries
        if each.header.role == role and folded.parties.erased(each.hash)
    ]
    return _Erased(
        frozenset(each.about for each in gone if not each.refs),
        frozenset(ref for each in gone for ref in each.refs),
    )


def _text(
    process: Folder, register: ReadRegister, author: Author, signer: Signer
) -> Iterator[Submitted]:
    name, digest = process.process.head.id, process.process.digest.removeprefix("sha256:")
    before = register.text_of(name)
    if before is not None and before.digest == digest:
        return
    files: dict[str, Json] = {**text_digests(process.path)}
    member = ProcessText(process=name, digest=digest, amends=before.entry if before else None)
    header = author.header("process.text", member=member)
    content = encode({"files": files}, _LARGEST)
    yield author.write([signer], header, Written(content, FILES, "public"))


def _filed(
    author: Author, signer: Signer, statement: Statement, content: bytes, replaces: str | None
) -> Submitted:
    refs: Sequence[str] = () if replaces is None else (replaces,)
    header = author.header("statement.filed", refs=refs, about=statement.about, release="public")
    return author.write([signer], header, Written(content, MEDIA_TYPE, "public"))
