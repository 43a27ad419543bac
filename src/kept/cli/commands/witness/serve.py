"""`kept witness serve`: be a witness."""

from __future__ import annotations

import contextlib
import signal
import sys
from typing import TYPE_CHECKING

import click

from kept.cli.commands.witness.options import Opened, open_witness, witness_options
from kept.cli.commands.witness.words import WORDS
from kept.cli.saying import Language, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.witness.http import HttpServer

LARGEST_BODY = 65_535  # bytes: an entry submitted to a mirror


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=7380, show_default=True)
@witness_options
@language_option
@told
def command(*, host: str, port: int, lang: str | None, **asked: object) -> None:
    """Answer requests for cosignatures (C2SP tlog-witness) until told to stop.

    A web server in front of it speaks TLS.
    """
    opened = open_witness(**asked)  # type: ignore[arg-type]  # as witness_options has them
    language = language_of(lang)
    try:
        server = _server(opened, (host, port))
        _introduce(opened, language)
        say(WORDS, "listens", language, name=opened.witness.name, host=host, port=server.port)
        sys.stdout.flush()
        server.serve_until(signal.SIGTERM, signal.SIGINT)
    finally:
        opened.memory.close()
    say(WORDS, "stopped", language)


def _server(opened: Opened, address: tuple[str, int]) -> HttpServer:
    from kept.archive.witness.http import HttpServer, Limits
    from kept.archive.witness.mirror_service import MirrorService
    from kept.archive.witness.service import WitnessService

    service = WitnessService(opened.witness, more=MirrorService(opened.mirrors), report=_report)
    try:
        return HttpServer(address, service, limits=Limits(body=LARGEST_BODY), report=_report)
    except OSError as error:
        stop(f"{address[0]}:{address[1]} cannot be listened on: {error.strerror}.")


def _report(line: str) -> None:
    from datetime import UTC, datetime

    with contextlib.suppress(OSError):  # nobody reads it any more: no reason not to answer
        click.echo(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {line}")


def _introduce(opened: Opened, language: Language) -> None:
    say(WORDS, "key", language, vkey="\n".join(map(str, opened.witness.keys)))
    for origin, checkpoint in opened.witness.known.items():
        say(WORDS, "log", language, origin=origin, size=checkpoint.size if checkpoint else 0)
    for mirror in opened.mirrors:
        say(WORDS, "mirrors", language, origin=mirror.origin, size=mirror.copy.size)
