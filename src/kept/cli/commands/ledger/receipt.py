"""`kept ledger receipt`: what one entry is, who has seen it and when, on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kept.cli.commands.ledger.export import clearance_option, save_bundle
from kept.cli.copies import copy_of, read_own_policy
from kept.cli.pens import find_entry
from kept.cli.saying import Language, Words, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.ledger import LedgerFolder
    from kept.archive.recording import Folded
    from kept.ledger import Release
    from kept.ledger.notes import Policy

_WORDS: Final[Words] = {
    "pdf": {
        "en": "{out} holds the receipt on one page, with the bundle that proves it attached.",
        "fr": "{out} contient le récépissé sur une page, avec le dossier qui le prouve en pièce "
        "jointe.",
    },
}


@click.command("receipt")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("entry")
@click.option("--markdown", is_flag=True, help="As Markdown, to be put into minutes.")
@click.option(
    "--bundle",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.zip",
    help="Write the bundle that proves it, too.",
)
@click.option(
    "--pdf",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.pdf",
    help="Write it as one page to be filed, with the bundle attached, too.",
)
@click.option(
    "--policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Whose signatures you rely on. Left out: what came with the register.",
)
@clearance_option
@language_option
@told
def command(
    folder: Path,
    entry: str,
    bundle: Path | None,
    pdf: Path | None,
    policy: Path | None,
    clearance: Release,
    lang: str | None,
    *,
    markdown: bool,
) -> None:
    """The receipt of ENTRY (its number, hash or code) of the register in FOLDER.

    On one page: which entry, who signed it, between which two moments it was recorded, who has
    seen it. The bundle beside it lets anybody check that with plain Python.
    """
    from kept.archive.ledger import LedgerFolder
    from kept.cli.registers import folded_from
    from kept.ledger.bundle import receipt
    from kept.report.ledger import receipt_markdown, receipt_text

    language, copy = language_of(lang), copy_of(folder)
    folded = folded_from(LedgerFolder(folder))
    index, _ = find_entry(folded, entry)
    own = read_own_policy(policy)
    it = receipt(copy.read, copy.names, index, own)
    click.echo((receipt_markdown if markdown else receipt_text)(it, language))
    if bundle is not None:
        save_bundle(LedgerFolder(folder), folded, bundle, [index], clearance, {}, language)
    if pdf is not None:
        _save_pdf(LedgerFolder(folder), folded, index, pdf, language, clearance, own)


def _save_pdf(
    ledger: LedgerFolder,
    folded: Folded,
    index: int,
    out: Path,
    language: Language,
    clearance: Release,
    policy: Policy | None,
) -> None:
    """Write the page, for its owner alone if it shows more than the public may see."""
    from kept.archive.ledger.durable import write_file
    from kept.archive.papers import PaperError, receipt_pdf

    if out.exists():
        stop(f"{out} is there already. Name another file.")
    try:
        made = receipt_pdf(ledger, folded, index, language, clearance=clearance, policy=policy)
    except PaperError as error:
        stop(str(error))
    write_file(out, made, secret=clearance != "public")
    say(_WORDS, "pdf", language, out=out)
