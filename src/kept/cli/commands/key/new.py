"""`kept key new`: make a key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.key.words import WORDS
from kept.cli.keys import keys_folder, keys_option, new_passphrase, passphrase_option
from kept.cli.saying import language_of, language_option, say, told

if TYPE_CHECKING:
    from kept.archive.keys import Purpose
    from kept.ledger.keys import Algorithm


@click.command("new")
@click.argument("name")
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["log", "witness", "role", "root"]),
    default="role",
    show_default=True,
    help="What it is for.",
)
@click.option(
    "--algorithm",
    type=click.Choice(["ed25519", "ml-dsa-44"]),
    default="ed25519",
    show_default=True,
)
@click.option(
    "--signs-as",
    metavar="NAME",
    help="For a log: the origin of the register. For a witness: its name.",
)
@click.option("--no-passphrase", is_flag=True, help="Leave the secret in the clear.")
@keys_option
@passphrase_option
@language_option
@told
def command(
    name: str,
    purpose: Purpose,
    algorithm: Algorithm,
    signs_as: str | None,
    *,
    no_passphrase: bool,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Make the key NAME. An existing one is never overwritten."""
    from kept.archive.keys import new_key

    language = language_of(lang)
    made = new_key(
        keys_folder(keys),
        name,
        purpose=purpose,
        algorithm=algorithm,
        signs_as=signs_as,
        passphrase=None if no_passphrase else new_passphrase(name, passphrase_file),
    )
    say(WORDS, "made", language, name=name, secret=made.secret, public=made.public)
    if no_passphrase:
        say(WORDS, "clear", language)
    say(WORDS, "copy", language)
    click.echo(str(made.vkey or made.key.text))
