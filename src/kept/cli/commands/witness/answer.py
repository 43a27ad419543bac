"""`kept witness answer`: a witness answers a request that was carried to it."""

from __future__ import annotations

from pathlib import Path

import click

from kept.cli.commands.witness.options import open_witness, witness_options
from kept.cli.commands.witness.output import out_option, write_out
from kept.cli.commands.witness.words import WORDS
from kept.cli.saying import WRONG, language_of, language_option, say, told

LARGEST = 64 * 1024  # bytes


@click.command("answer")
@click.argument("request", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@out_option
@witness_options
@language_option
@told
def command(request: Path, out: Path | None, lang: str | None, **asked: object) -> None:
    """Answer the REQUEST of a log as `kept witness serve` would, without a network.

    Exit code 1 if the witness does not cosign; the answer says what it knows.
    """
    from kept.archive.witness.carried import write_answer

    with request.open("rb") as file:
        data = file.read(LARGEST + 1)
    opened = open_witness(**asked)  # type: ignore[arg-type]  # as witness_options has them
    try:
        answer = opened.witness.add_checkpoint(data.replace(b"\r\n", b"\n"))
    finally:
        opened.memory.close()
    write_out(write_answer(answer), out)
    language = language_of(lang)
    if answer.state is None:
        known = answer.body.decode().strip()
        say(WORDS, "not-cosigned", language, known=known)
        raise SystemExit(WRONG)
    if out is not None:
        checkpoint = answer.state.checkpoint
        say(WORDS, "cosigned", language, origin=checkpoint.origin, size=checkpoint.size, out=out)
