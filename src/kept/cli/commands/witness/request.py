"""`kept witness request`: what is carried to a witness without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.witness.output import out_option, write_out
from kept.cli.commands.witness.words import WORDS
from kept.cli.saying import language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.ledger import LedgerFolder


@click.command("request")
@click.argument("ledger", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--witness", metavar="NAME", help="Whom it is for: the name in the policy.")
@click.option("--old", type=click.IntRange(0), help="How many entries that witness knows.")
@out_option
@language_option
@told
def command(
    ledger: Path, witness: str | None, old: int | None, out: Path | None, lang: str | None
) -> None:
    """Write a request for a cosignature of the newest checkpoint of LEDGER.

    Print it or carry it on a stick to the witness, whose answer goes back the same way.
    """
    from kept.archive.ledger import LedgerFolder
    from kept.archive.witness.carried import write_request

    folder = LedgerFolder(ledger)
    note = folder.signed() or folder.checkpoint()
    if note is None:
        stop(f"{ledger} has no checkpoint yet: there is nothing to cosign.", 1)
    size = folder.opened(note).size
    known = _known(folder, witness) if old is None else old
    if known > size:
        stop(f"The register has {size} entries, fewer than {known}: this copy is an old one.", 1)
    write_out(write_request(note, known, folder.tree(note).consistency_proof(known)), out)
    if out is not None:
        say(WORDS, "requested", language_of(lang), out=out, size=size, known=known)


def _known(folder: LedgerFolder, witness: str | None) -> int:
    """The size of the newest checkpoint here that this witness has cosigned."""
    from kept.ledger.notes import read_checkpoint

    if witness is None:
        stop("Say whom the request is for (--witness NAME), or what it knows (--old SIZE).")
    keys = {
        (each.key.name, each.key.id)
        for policy in folder.policies().values()
        for each in policy.witnesses
        if witness in (each.name, each.key.name)
    }
    if not keys:
        stop(f"No policy of this register has a witness “{witness}”.")
    for size in reversed(folder.published_sizes()):
        note = folder.checkpoint_at(size)
        lines = read_checkpoint(note).signatures if note else ()
        if any((line.name, line.id) in keys for line in lines):
            return size
    return 0
