"""Where keys lie, and how their passphrases are asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kept.cli.saying import stop

if TYPE_CHECKING:
    from kept.archive.keys import KeyFile

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = "KEPT_KEYS"
PASSPHRASE = "KEPT_PASSPHRASE"  # noqa: S105 -- the name of a variable


def keys_option(function: F) -> F:
    """`--keys DIR`, as `keys`: see `keys_folder`."""
    option = click.option(
        "--keys",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help=f"Folder of the keys. Left out: {FOLDER}, or the settings of this user.",
    )
    return option(function)


def passphrase_option(function: F) -> F:
    """`--passphrase-file FILE`, as `passphrase_file`: see `passphrase_of`."""
    option = click.option(
        "--passphrase-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help=f"Where the passphrase stands. Left out: {PASSPHRASE}, or it is asked for.",
    )
    return option(function)


def keys_folder(named: Path | None) -> Path:
    """The folder of keys: as named, else by KEPT_KEYS, else in the settings of this user."""
    if named is not None:
        return named
    if folder := os.environ.get(FOLDER):
        return Path(folder)
    return Path(click.get_app_dir("kept")) / "keys"


def passphrase_of(key: KeyFile, file: Path | None = None) -> bytes | None:
    """The passphrase of a key, from a file, from KEPT_PASSPHRASE, or from whoever sits there.

    None for a key that lies in the clear.
    """
    from kept.archive.keys import is_encrypted

    if not is_encrypted(key.secret):
        return None
    given = _given(file)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        stop(
            f"{key.name} needs its passphrase, and nobody is there to be asked. "
            f"Give --passphrase-file, or set {PASSPHRASE}."
        )
    return _asked(f"Passphrase of {key.name}")


def new_passphrase(name: str, file: Path | None = None) -> bytes:
    """A passphrase for a new key, typed twice where somebody is asked."""
    given = _given(file)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        stop(
            f"{name} needs a passphrase, and nobody is there to be asked. Give "
            f"--passphrase-file, set {PASSPHRASE}, or say --no-passphrase."
        )
    return _asked(f"Passphrase for {name}", confirm=True)


def _given(file: Path | None) -> bytes | None:
    if file is not None:
        return file.read_bytes().removesuffix(b"\n").removesuffix(b"\r")
    phrase = os.environ.get(PASSPHRASE)
    return phrase.encode() if phrase is not None else None


def _asked(prompt: str, *, confirm: bool = False) -> bytes:
    typed: str = click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True)
    return typed.encode()
