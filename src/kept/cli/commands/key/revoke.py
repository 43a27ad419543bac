"""`kept key revoke`: the revocation of a key."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.key.people import Book, Folder, open_book
from kept.cli.commands.key.words import WORDS
from kept.cli.keys import keys_folder, keys_option
from kept.cli.saying import language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.ledger.parties import Place


@click.command("revoke")
@click.argument("key")
@click.option(
    "--ledger",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The register.",
)
@click.option(
    "--compromised-since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Since when it may be in other hands. A claim: what it signed before stays valid.",
)
@click.option("--by-itself", is_flag=True, help="The key itself signs, instead of the roots.")
@click.option("--signed-by", multiple=True, metavar="KEY", help="Which root keys sign this entry.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE"
)
@keys_option
@language_option
@told
def command(
    *,
    key: str,
    ledger: Path,
    compromised_since: date | None,
    by_itself: bool,
    signed_by: tuple[str, ...],
    out: Path,
    keys: Path | None,
    lang: str | None,
) -> None:
    """Write the revocation of KEY to FILE: the name of a key, a file NAME.pub, or an id.

    From its own place in the register on the key admits nothing; what it signed before stays
    valid for ever. A revoked key never returns.
    """
    from kept.cli.commands.key.papers import show, write_paper
    from kept.ledger.entries.members import Revoked

    folder, book = Folder(keys_folder(keys)), open_book(ledger, None)
    place = _place(folder, book, key)
    roots = book.manifest(place.party)
    office = place.office if by_itself else "root"
    signers = (place.key,) if by_itself else folder.keys(signed_by)
    if not signers:
        sound = [root for root in roots.roots if root.id not in book.parties.revoked]
        others = folder.in_order(root for root in sound if root != place.key)
        signers = tuple(others[: roots.threshold])
    since = date.fromordinal(compromised_since.toordinal()) if compromised_since else None
    member = Revoked(party=place.party, key=place.key.id, compromised_since=since)
    paper = write_paper(out, book, "key.revoked", f"{place.party}/{office}", signers, member)
    language = language_of(lang)
    show(paper, folder, language)
    say(WORDS, "to-sign", language, out=out)


def _place(folder: Folder, book: Book, named: str) -> Place:
    wanted = named if len(named) == 64 and "." not in named else folder.key(named).id
    place = book.parties.place(wanted)
    if place is None or wanted in book.parties.revoked:
        known = "was revoked already" if wanted in book.parties.revoked else "is in no manifest"
        stop(f"The key {named} {known} in {book.origin}.")
    return place
