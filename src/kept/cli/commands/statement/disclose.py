"""`kept statement disclose`: show a body, or some fields of it, to more readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.statement.preview import ask_to_sign, preview
from kept.cli.keys import keys_folder, keys_option, passphrase_option
from kept.cli.papers import hand_in, put_down, signed
from kept.cli.pens import Pen, beside, find_entry, instead_option, pen_of
from kept.cli.saying import language_of, language_option, stop, told

if TYPE_CHECKING:
    from kept.archive.ledger import Body
    from kept.archive.recording import Author, Paper
    from kept.ledger import Release
    from kept.ledger.entries.entry import Entry


@click.command("disclose")
@click.argument("entry")
@click.option(
    "--ledger",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
)
@click.option("--key", "name", required=True, metavar="NAME", help="The key to sign with.")
@click.option(
    "--to", "release", required=True, type=click.Choice(["public", "parties", "mechanism"])
)
@click.option("--field", "fields", multiple=True, metavar="NAME", help="Only this part of it.")
@click.option(
    "--paper",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Of a sealed statement: the paper you kept, which holds its words.",
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
    release: Release,
    fields: tuple[str, ...],
    paper: Path | None,
    others: tuple[str, ...],
    out: Path | None,
    *,
    yes: bool,
    instead: bool,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Show the body of ENTRY, or some fields of it, to more readers than before."""
    language, ring = language_of(lang), keys_folder(keys)
    pen = pen_of(ledger, ring, name, "statement.disclosed")
    _, target = find_entry(pen.folded, entry)
    author = pen.author(beside(pen, others, ring, "statement.disclosed"), instead=instead)
    made = _paper(pen, author, target, release, fields, paper)
    click.echo(preview(made, language))
    ask_to_sign(language, yes=yes)
    done = signed(made, pen.key, passphrase_file, language)
    if done.missing or out is not None:
        put_down(done, out or Path(f"disclose-{target.hash[:12]}.paper"), language)
    if not done.missing:
        hand_in(done, ledger, language)


def _paper(
    pen: Pen,
    author: Author,
    target: Entry,
    release: Release,
    fields: tuple[str, ...],
    held: Path | None,
) -> Paper:
    from dataclasses import replace

    from kept.archive.recording import read_paper
    from kept.ledger.entries.members import Fields

    sealed = target.header.type == "statement.sealed"
    body = read_paper(held.read_bytes()).body if held else None
    if sealed and body is None:
        stop("A sealed statement is shown by its author alone. Name the paper with --paper.")
    header = author.header(
        "statement.disclosed",
        refs=[target.hash],
        release=release,
        member=Fields(names=tuple(sorted(fields))) if fields else None,
        about=_about(pen, target, body) if release == "public" and not fields else (),
    )
    paper = author.paper(header)
    if not sealed:
        return paper
    if fields and body is not None:
        return replace(paper, disclosures=_chosen(body, fields))
    return replace(paper, body=body)


def _about(pen: Pen, target: Entry, given: Body | None) -> tuple[str, ...]:
    """What it is about, if its entry did not say so and the body can be read here."""
    if target.header.about:
        return ()
    from kept.archive.ledger import Body, read_body
    from kept.ledger.canonical import decode

    body = given or read_body(pen.folder, target, "confidential")
    if not isinstance(body, Body):
        stop("Its body cannot be read here, and what it is about has to be named in public.")
    value = decode(body.content, 1 << 24)
    about = value.get("about") if isinstance(value, dict) else None
    return tuple(str(each) for each in about) if isinstance(about, list) else ()


def _chosen(body: Body, fields: tuple[str, ...]) -> tuple[str, ...]:
    from kept.ledger.bodies import read_disclosure

    texts = {read_disclosure(text).name: text for text in body.disclosures}
    if missing := [each for each in fields if each not in texts]:
        known = ", ".join(sorted(texts)) or "none: it was not signed --by-field"
        stop(f"It has no field “{missing[0]}” to be shown alone. There are: {known}.")
    return tuple(texts[each] for each in sorted(fields))
