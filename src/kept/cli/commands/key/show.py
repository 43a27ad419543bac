"""`kept key show`: a key as others may see it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.key.words import PURPOSES, WORDS
from kept.cli.keys import keys_folder, keys_option
from kept.cli.saying import Language, language_of, language_option, say, told

if TYPE_CHECKING:
    from kept.archive.keys import KeyFile


@click.command("show")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@keys_option
@language_option
@told
def command(name: str | None, *, as_json: bool, keys: Path | None, lang: str | None) -> None:
    """Show the key NAME, or all keys. Nothing secret is shown."""
    from kept.archive.keys import list_keys, read_key

    folder = keys_folder(keys)
    found = (read_key(folder, name),) if name else list_keys(folder)
    if as_json:
        keys_shown = [_json(key) for key in found]
        click.echo(json.dumps({"schema": "kept.keys/1", "keys": keys_shown}, indent=2))
        return
    language = language_of(lang)
    if not found:
        say(WORDS, "none", language, folder=folder)
    for key in found:
        _print(key, language)


def _print(key: KeyFile, language: Language) -> None:
    purpose = PURPOSES[key.purpose][language]
    say(WORDS, "key", language, name=key.name, purpose=purpose, text=key.key.text)
    say(WORDS, "id", language, id=key.key.id)
    if key.vkey is not None:
        say(WORDS, "vkey", language, vkey=key.vkey)


def _json(key: KeyFile) -> dict[str, object]:
    return {
        "name": key.name,
        "for": key.purpose,
        "key": key.key.text,
        "id": key.key.id,
        "vkey": str(key.vkey) if key.vkey else None,
        "secret": str(key.secret) if key.secret.exists() else None,
    }
