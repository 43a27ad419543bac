"""`kept ledger receipt`: what one entry is, who has seen it and when, on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.ledger.export import clearance_option, save_bundle
from kept.cli.copies import copy_of, read_own_policy
from kept.cli.pens import find_entry
from kept.cli.saying import language_of, language_option, told

if TYPE_CHECKING:
    from kept.ledger import Release


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
    it = receipt(copy.read, copy.names, index, read_own_policy(policy))
    click.echo((receipt_markdown if markdown else receipt_text)(it, language))
    if bundle is not None:
        save_bundle(LedgerFolder(folder), folded, bundle, [index], clearance, {}, language)
