"""`kept key sign`: one more signature under a prepared entry."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kept.cli.commands.key.people import Folder
from kept.cli.commands.key.words import WORDS
from kept.cli.keys import keys_folder, keys_option, passphrase_of, passphrase_option
from kept.cli.saying import language_of, language_option, say, stop, told


@click.command("sign")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "names", multiple=True, required=True, metavar="NAME", help="Who signs.")
@click.option("--yes", is_flag=True, help="Do not ask before signing.")
@keys_option
@passphrase_option
@language_option
@told
def command(
    file: Path,
    names: tuple[str, ...],
    *,
    yes: bool,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Sign the prepared entry in FILE, which then goes to the next custodian.

    All that is signed is shown first.
    """
    from kept.archive.keys import keep_entry, load_key, read_key
    from kept.archive.recording import read_paper
    from kept.cli.commands.key.papers import save, show

    language, folder = language_of(lang), Folder(keys_folder(keys))
    paper = read_paper(file.read_bytes())
    if paper.body is not None or paper.disclosures:
        stop(
            f"{file} holds words, and this command does not show them. Sign it with "
            f"kept statement sign {file} --key NAME."
        )
    found = [read_key(folder.path, name) for name in names]
    show(paper, folder, language)
    if not yes:
        if not sys.stdin.isatty():
            stop(
                "Nobody is there to be asked whether to sign this. Say --yes if you have read it."
            )
        click.confirm(WORDS["confirm"][language], abort=True)
    for key in found:
        paper = paper.signed_by(load_key(key, passphrase_of(key, passphrase_file)))
    save(file, paper.to_bytes())
    if paper.missing:
        missing = ", ".join(map(folder.name_of, paper.missing))
        say(WORDS, "signed", language, file=file, missing=missing)
        return
    for key in found:
        keep_entry(key, paper.entry().raw)
    say(WORDS, "complete", language, file=file)
