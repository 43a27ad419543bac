"""`kept witness serve`: be a witness."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.witness.words import WORDS
from kept.cli.keys import keys_folder, keys_option, passphrase_of, passphrase_option
from kept.cli.saying import Language, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.witness import WitnessHost
    from kept.archive.witness.http import Answering


@click.command("serve")
@click.option("--key", "names", multiple=True, required=True, help="Name of its key; repeatable.")
@click.option(
    "--state",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder in which it remembers. Never restore an old copy of it.",
)
@click.option("--log", "logs", multiple=True, required=True, metavar="VKEY", help="Key of a log.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=7380, show_default=True)
@click.option("--new", is_flag=True, help="It has never cosigned: begin in an empty folder.")
@keys_option
@passphrase_option
@language_option
@told
def command(
    names: tuple[str, ...],
    state: Path,
    logs: tuple[str, ...],
    host: str,
    port: int,
    *,
    new: bool,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Answer requests for cosignatures (C2SP tlog-witness) until told to stop.

    A web server in front of it speaks TLS.
    """
    from kept.archive.keys import load_note_signer, read_key
    from kept.archive.witness import Memory, WitnessHost
    from kept.archive.witness.service import WitnessService
    from kept.cli.commands.witness.logs import keys_of_logs

    found = [read_key(keys_folder(keys), name) for name in names]
    if wrong := [key.name for key in found if key.purpose != "witness"]:
        stop(f"{wrong[0]} is no key for a witness. kept key new NAME --for witness makes one.")
    if len({key.vkey.name for key in found if key.vkey}) > 1:
        stop("A witness has one name, and these keys have several.")
    signers = [load_note_signer(key, passphrase_of(key, passphrase_file)) for key in found]
    known = keys_of_logs(logs)
    memory = Memory(state, [signer.vkey for signer in signers], new=new)
    try:
        witness = WitnessHost(memory, signers, known)
        _serve(
            witness, WitnessService(witness, report=click.echo), (host, port), language_of(lang)
        )
    finally:
        memory.close()


def _serve(
    witness: WitnessHost, service: Answering, address: tuple[str, int], language: Language
) -> None:
    from kept.archive.witness.http import HttpServer

    try:
        server = HttpServer(address, service, report=click.echo)
    except OSError as error:
        stop(f"{address[0]}:{address[1]} cannot be listened on: {error.strerror}.")
    say(WORDS, "key", language, vkey="\n".join(map(str, witness.keys)))
    for origin, checkpoint in witness.known.items():
        say(WORDS, "log", language, origin=origin, size=checkpoint.size if checkpoint else 0)
    say(WORDS, "listens", language, name=witness.name, host=address[0], port=server.port)
    sys.stdout.flush()
    server.serve_until(signal.SIGTERM, signal.SIGINT)
    say(WORDS, "stopped", language)
