"""`kept statement sign`: sign a written statement, or a paper somebody else has signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.asking import load
from kept.cli.commands.statement.drafts import open_draft
from kept.cli.commands.statement.preview import ask_to_sign, in_whose_name, preview
from kept.cli.keys import keys_folder, keys_option, passphrase_option
from kept.cli.papers import hand_in, put_down, signed
from kept.cli.pens import beside, filed_in, instead_option, pen_of
from kept.cli.saying import Language, language_of, language_option, stop, told

if TYPE_CHECKING:
    from kept.archive.recording import Paper, Written
    from kept.ledger import Release, Statement
    from kept.ledger.entries.kinds import Kind

RELEASES = ("public", "parties", "mechanism", "confidential")


@click.command("sign")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "name", required=True, metavar="NAME", help="The key to sign with.")
@click.option("--process", metavar="P", help="The process it speaks of; of the register if none.")
@click.option(
    "--ledger",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The register, or a copy of it. Not needed to add a signature.",
)
@click.option("--with", "others", multiple=True, metavar="KEY", help="Who signs beside you.")
@click.option("--release", type=click.Choice(RELEASES), help="Who may see it; else as written.")
@click.option("--sealed", is_flag=True, help="Nobody sees it until you disclose it.")
@click.option("--by-field", is_flag=True, help="So that single fields can be shown later.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--submit", "at_once", is_flag=True, help="File it at once if it is complete.")
@click.option("--yes", is_flag=True, help="Do not ask once more.")
@instead_option
@keys_option
@passphrase_option
@language_option
@told
def command(
    file: Path,
    name: str,
    process: str | None,
    ledger: Path | None,
    others: tuple[str, ...],
    release: Release | None,
    out: Path | None,
    *,
    sealed: bool,
    by_field: bool,
    at_once: bool,
    yes: bool,
    instead: bool,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Sign the statement in FILE, or add a signature to the paper FILE.

    Shows what is signed, and who will be able to see what of it, before anything is signed.
    """
    from kept.archive.keys import read_key

    language, ring = language_of(lang), keys_folder(keys)
    if file.suffix == ".paper":
        paper = _read(file)
    elif ledger is None:
        stop("Name the register with --ledger: an entry follows on those before it.")
    else:
        paper = _new(
            file,
            name,
            process,
            ledger,
            others,
            release,
            ring,
            sealed=sealed,
            by_field=by_field,
            instead=instead,
            language=language,
        )
    click.echo(preview(paper, language))
    ask_to_sign(language, yes=yes)
    done = signed(paper, read_key(ring, name), passphrase_file, language)
    put_down(done, out or file.with_suffix(".paper"), language)
    if at_once and not done.missing and ledger is not None:
        hand_in(done, ledger, language)


def _read(file: Path) -> Paper:
    from kept.archive.recording import read_paper

    return read_paper(file.read_bytes())


def _new(
    file: Path,
    name: str,
    process: str | None,
    ledger: Path,
    others: tuple[str, ...],
    release: Release | None,
    ring: Path,
    *,
    sealed: bool,
    by_field: bool,
    instead: bool,
    language: Language,
) -> Paper:
    kind: Kind = "statement.sealed" if sealed else "statement.filed"
    pen = pen_of(ledger, ring, name, kind)
    text = load(process or pen.folder.identity.process)
    statement = open_draft(file, text.process, [*text.statements, *filed_in(pen)])
    if note := in_whose_name(statement, pen.role, text.process, language):
        click.echo(note)
    level = release or ("confidential" if sealed else statement.release)
    author = pen.author(beside(pen, others, ring, kind), instead=instead)
    about = statement.about if level == "public" and not sealed else ()
    header = author.header(kind, about=about, release=level)
    return author.paper(header, _written(statement, level, fields=by_field or level != "public"))


def _written(statement: Statement, release: Release, *, fields: bool) -> Written:
    from dataclasses import replace

    from kept.archive.recording import Written
    from kept.ledger.canonical import encode
    from kept.ledger.entries.body import MEDIA_TYPE, write_statement

    body = write_statement(replace(statement, release=release))
    content = encode(body, 1 << 24)
    return Written(content, MEDIA_TYPE, release, body if fields else {})
