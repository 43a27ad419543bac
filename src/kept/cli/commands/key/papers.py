"""A prepared entry: written by one, signed by one custodian after the other, then submitted."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kept.cli.commands.key.people import Book, Folder
from kept.cli.commands.key.words import WORDS
from kept.cli.saying import Language, say, stop

if TYPE_CHECKING:
    from kept.archive.recording import Paper
    from kept.ledger.entries.header import Header
    from kept.ledger.entries.kinds import Kind
    from kept.ledger.entries.manifest import Manifest
    from kept.ledger.entries.members import Revoked
    from kept.ledger.keys import PublicKey


def write_paper(
    out: Path, book: Book, kind: Kind, role: str, signers: Sequence[PublicKey],
    member: Manifest | Revoked,
) -> Paper:  # fmt: skip
    """Write the paper of an entry without a body; the first signer is its author."""
    from kept.archive.recording import Paper
    from kept.ledger.entries.error import EntryError
    from kept.ledger.entries.header import Header

    author, *others = signers
    chain = book.chain(author)
    header = Header(
        log=book.origin,
        type=kind,
        key=author.id,
        with_=tuple(sorted(key.id for key in others)),
        role=role,
        seq=chain.next,
        prev=chain.last,
        claimed=int(time.time()),
        seen=book.seen,
        member=member,
    )
    try:
        paper = Paper(header=header)
        data = paper.to_bytes()
    except EntryError as error:
        stop(str(error))
    save(out, data)
    return paper


def save(out: Path, data: bytes) -> None:
    """Write a paper, in place of what it was before."""
    from kept.archive.ledger.durable import write_file

    write_file(out, data)


def show(paper: Paper, folder: Folder, language: Language) -> None:
    """All that is signed, in words; then who has signed and who has not."""
    for line in _told(paper.header, folder, language):
        line_of(line)
    for key in sorted(paper.header.signers, key=folder.name_of):
        word = "waits-for" if key in paper.missing else "has-signed"
        say(WORDS, word, language, key=folder.name_of(key))


def line_of(text: str) -> None:
    """One line."""
    import click

    click.echo(text)


def _told(header: Header, folder: Folder, language: Language) -> Iterator[str]:
    from kept.ledger.entries.manifest import Manifest
    from kept.ledger.entries.members import Revoked

    yield WORDS["entry"][language].format(
        kind=KINDS.get(header.type, {}).get(language, header.type),
        origin=header.log,
        role=header.role,
        seq=header.seq,
    )
    if isinstance(header.member, Manifest):
        yield from _manifest(header.member, folder, language)
    elif isinstance(header.member, Revoked):
        yield WORDS["revokes"][language].format(
            key=folder.name_of(header.member.key), id=header.member.key, party=header.member.party
        )
    else:
        yield header.to_bytes().decode()


def _manifest(manifest: Manifest, folder: Folder, language: Language) -> Iterator[str]:
    def names(ids: Sequence[str]) -> str:
        return ", ".join(sorted(map(folder.name_of, ids)))

    yield WORDS["manifest"][language].format(party=manifest.party, version=manifest.version)
    yield WORDS["roots"][language].format(
        threshold=manifest.threshold, keys=names([key.id for key in manifest.roots])
    )
    yield WORDS["next"][language].format(
        threshold=manifest.next_threshold, keys=names(manifest.next)
    )
    if manifest.recovery is not None:
        yield WORDS["recovery"][language].format(
            threshold=manifest.recovery.threshold,
            keys=names([key.id for key in manifest.recovery.keys]),
            days=manifest.recovery.days,
        )
    for role in manifest.roles:
        yield WORDS["role"][language].format(
            role=role.role,
            keys=names([each.key.id for each in role.keys]),
            until=role.until or "–",
            scope=", ".join(f"{kind} ({count})" for kind, count in sorted(role.scope.items())),
        )


KINDS = {
    "party.manifest": {"en": "the keys of a party", "fr": "les clés d’une partie"},
    "key.revoked": {"en": "the revocation of a key", "fr": "la révocation d’une clé"},
}
