"""`kept statement retract`: take back what was said earlier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.statement.drafts import read_draft, write_draft
from kept.cli.commands.statement.preview import ask_to_sign, preview
from kept.cli.keys import keys_folder, keys_option, passphrase_option
from kept.cli.papers import hand_in, put_down, signed
from kept.cli.pens import Pen, beside, filed_in, find_entry, instead_option, pen_of
from kept.cli.saying import language_of, language_option, stop, told

if TYPE_CHECKING:
    from kept.archive.recording import Author, Paper
    from kept.ledger.entries.entry import Entry


@click.command("retract")
@click.argument("entry")
@click.option(
    "--ledger",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
)
@click.option("--key", "name", required=True, metavar="NAME", help="The key to sign with.")
@click.option("--claim-en", metavar="TEXT", help="In whose words; left out: a plain sentence.")
@click.option("--claim-fr", metavar="TEXT", help="The same in French.")
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
    claim_en: str | None,
    claim_fr: str | None,
    others: tuple[str, ...],
    out: Path | None,
    *,
    yes: bool,
    instead: bool,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Take back the statement in ENTRY. What was said stays in the register, and so does this.

    From now on the words no longer count as an account; before, they did.
    """
    language, ring = language_of(lang), keys_folder(keys)
    pen = pen_of(ledger, ring, name, "statement.filed")
    _, target = find_entry(pen.folded, entry)
    author = pen.author(beside(pen, others, ring, "statement.filed"), instead=instead)
    paper = _paper(pen, author, target, {"en": claim_en, "fr": claim_fr})
    click.echo(preview(paper, language))
    ask_to_sign(language, yes=yes)
    done = signed(paper, pen.key, passphrase_file, language)
    if done.missing:
        put_down(done, out or Path(f"retract-{target.hash[:12]}.paper"), language)
    else:
        hand_in(done, ledger, language)


def _paper(pen: Pen, author: Author, target: Entry, claim: Mapping[str, str | None]) -> Paper:
    from kept.archive.ledger import Body, read_body
    from kept.archive.recording import Written, release_of
    from kept.cli.asking import load
    from kept.ledger.canonical import decode, encode
    from kept.ledger.entries.body import MEDIA_TYPE, write_statement

    if target.header.party != pen.role.partition("/")[0]:
        stop(f"That entry was filed by {target.header.role}; only it can take it back.")
    body = read_body(pen.folder, target, "confidential")
    said = decode(body.content, 1 << 24) if isinstance(body, Body) else None
    if not isinstance(said, dict):
        stop("The words of that entry cannot be read here, so there is nothing to take back.")
    now = datetime.now(UTC)
    record: dict[str, object] = {
        "id": f"retracts-{target.hash[:12]}-{now.strftime('%Y%m%d%H%M%S')}",
        "speaker": said["speaker"],
        "kind": "retracts",
        "retracts": said["id"],
        "said_on": now.date(),
        "signed": True,
        "claim": {
            "en": claim["en"] or "What was said is taken back",
            "fr": claim["fr"] or "Ce qui a été dit est retiré",
        },
    }
    process = load(pen.folder.identity.process).process
    statement = read_draft(write_draft(record), "retraction", process, filed_in(pen))
    release = release_of(pen.folded, target)
    header = author.header("statement.filed", refs=[target.hash], release=release)
    content = encode(write_statement(replace(statement, release=release)), 1 << 24)
    return author.paper(header, Written(content, MEDIA_TYPE, release))
