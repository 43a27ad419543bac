"""`kept statement erase`: destroy a body and leave a tombstone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.statement.preview import ask_to_sign
from kept.cli.keys import keys_folder, keys_option, passphrase_option
from kept.cli.papers import hand_in, put_down, signed
from kept.cli.pens import beside, find_entry, instead_option, pen_of
from kept.cli.saying import Words, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.ledger.register import Ground

WORDS: Words = {
    "what": {
        "en": "The words of entry {index} ({code}) will be destroyed here and in every backup "
        "whose keys are here. The entry stays, and everybody sees that its words were erased, "
        "by whom and on what ground. Copies in other hands cannot be recalled. Standings that "
        "rested on it will say that they are no longer reproducible.",
        "fr": "Le texte de l’inscription {index} ({code}) sera détruit ici et dans toute "
        "sauvegarde dont les clés sont ici. L’inscription reste, et chacun voit que son texte a "
        "été effacé, par qui et pour quel motif. Les copies en d’autres mains ne peuvent être "
        "rappelées. Les situations qui s’y appuyaient diront qu’elles ne sont plus "
        "reproductibles.",
    },
    "kept": {
        "en": "Papers and bundles in which the words were handed on hold them still: have them "
        "destroyed, too.",
        "fr": "Les papiers et les dossiers par lesquels le texte a circulé le contiennent "
        "toujours\u00a0: faites-les détruire aussi.",
    },
}


@click.command("erase")
@click.argument("entry")
@click.option(
    "--ledger",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
)
@click.option("--key", "name", required=True, metavar="NAME", help="The key to sign with.")
@click.option(
    "--ground",
    required=True,
    type=click.Choice(
        [
            "data-protection",
            "protection-of-persons",
            "court-order",
            "filed-by-mistake",
            "other-law",
        ]
    ),
)
@click.option("--with", "others", multiple=True, metavar="KEY", help="Who signs beside you.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--yes", is_flag=True, help="Do not ask once more.")
@instead_option
@keys_option
@passphrase_option
@language_option
@told
def command(
    entry: str,
    ledger: Path,
    name: str,
    ground: Ground,
    others: tuple[str, ...],
    out: Path | None,
    *,
    yes: bool,
    instead: bool,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Destroy the body of ENTRY for good. The entry stays, and a tombstone says so."""
    from kept.ledger.entries.entry import entry_code
    from kept.ledger.entries.members import Erasure

    language, ring = language_of(lang), keys_folder(keys)
    pen = pen_of(ledger, ring, name, "body.erased")
    index, target = find_entry(pen.folded, entry)
    if target.header.body is None:
        stop(f"Entry {index} has no words to be erased.")
    if pen.folded.parties.erased(target.hash):
        stop(f"The words of entry {index} were erased before.")
    say(WORDS, "what", language, index=index, code=entry_code(target.hash))
    ask_to_sign(language, yes=yes)
    author = pen.author(beside(pen, others, ring, "body.erased"), instead=instead)
    member = Erasure(ground=ground)
    paper = author.paper(author.header("body.erased", refs=[target.hash], member=member))
    done = signed(paper, pen.key, passphrase_file, language)
    if done.missing:
        put_down(done, out or Path(f"erase-{target.hash[:12]}.paper"), language)
    else:
        hand_in(done, ledger, language)
    say(WORDS, "kept", language)
