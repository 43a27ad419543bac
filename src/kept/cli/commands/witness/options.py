"""What the commands that act as a witness ask for: its keys, its memory, the logs, a mirror."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kept.cli.keys import keys_folder, keys_option, passphrase_of, passphrase_option
from kept.cli.saying import stop

if TYPE_CHECKING:
    from kept.archive.keys import KeyFile
    from kept.archive.witness import Memory, WitnessHost
    from kept.archive.witness.mirror import Mirror
    from kept.ledger.notes import VerifierKey

F = TypeVar("F", bound=Callable[..., Any])


def witness_options(function: F) -> F:
    """Options for whoever acts as a witness; `open_witness` takes them as they are."""
    options = [
        passphrase_option,
        keys_option,
        click.option("--new", is_flag=True, help="It never cosigned: begin in an empty folder."),
        click.option(
            "--log", "logs", multiple=True, required=True, metavar="VKEY", help="Key of a log."
        ),
        click.option(
            "--state",
            required=True,
            type=click.Path(file_okay=False, path_type=Path),
            metavar="DIR",
            help="Folder in which it remembers. Never put an old copy in its place.",
        ),
        click.option(
            "--key", "names", multiple=True, required=True, metavar="NAME", help="Its key."
        ),
        *_MIRROR,
    ]
    for option in options:
        function = option(function)
    return function


_MIRROR = (
    click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="URL",
        help="Where a mirror gets entries: an address or a folder; ORIGIN=URL if several.",
    ),
    click.option(
        "--mirror",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="FOLDER",
        help="Be a mirror: copy all entries here, and cosign only what is held.",
    ),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A witness with its memory, and its mirrors if it has any."""

    witness: WitnessHost
    memory: Memory
    mirrors: tuple[Mirror, ...]


def open_witness(
    *,
    names: tuple[str, ...],
    state: Path,
    logs: tuple[str, ...],
    new: bool,
    keys: Path | None,
    passphrase_file: Path | None,
    mirror: Path | None,
    sources: tuple[str, ...],
) -> Opened:
    """The witness that was asked for; close its memory when done."""
    from kept.archive.keys import load_note_signer, read_key
    from kept.archive.witness import Memory, WitnessHost
    from kept.cli.commands.witness.logs import keys_of_logs

    found = [read_key(keys_folder(keys), name) for name in names]
    _check_keys(found)
    signers = [load_note_signer(key, passphrase_of(key, passphrase_file)) for key in found]
    known = keys_of_logs(logs)
    mirrors = open_mirrors(mirror, known, sources) if mirror else ()
    memory = Memory(state, [signer.vkey for signer in signers], new=new)
    try:
        followers = {each.origin: each for each in mirrors}
        return Opened(WitnessHost(memory, signers, known, followers=followers), memory, mirrors)
    except BaseException:
        memory.close()
        raise


def open_mirrors(
    folder: Path, logs: dict[str, list[VerifierKey]], sources: tuple[str, ...]
) -> tuple[Mirror, ...]:
    """A mirror of each log, in a folder named after it as C2SP tlog-mirror has it."""
    from kept.archive.witness.mirror import Mirror
    from kept.archive.witness.source import SourceError, open_source
    from kept.ledger.witness import checkpoint_path

    named = dict(_named(source, logs) for source in sources)
    if strangers := named.keys() - logs.keys():
        stop(f"--source names {min(strangers)}, and --log does not.")
    try:
        found = {origin: open_source(source) for origin, source in named.items()}
    except SourceError as error:
        stop(str(error))
    return tuple(
        Mirror(folder / checkpoint_path(origin)[:64], tuple(keys), found.get(origin))
        for origin, keys in logs.items()
    )


def _named(source: str, logs: dict[str, list[VerifierKey]]) -> tuple[str, str]:
    for origin in logs:
        if source.startswith(f"{origin}="):
            return origin, source.removeprefix(f"{origin}=")
    if len(logs) > 1:
        stop("There are several logs: write --source ORIGIN=URL, once for each.")
    return next(iter(logs)), source


def _check_keys(found: list[KeyFile]) -> None:
    if wrong := [key.name for key in found if key.purpose != "witness"]:
        stop(f"{wrong[0]} is no key for a witness. kept key new NAME --for witness makes one.")
    if len({key.vkey.name for key in found if key.vkey}) > 1:
        stop("A witness has one name, and these keys have several.")
