"""`kept ledger compare`: whether two checkpoints tell one history; if not, the proof."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.copies import Copy, copy_of
from kept.cli.saying import WRONG, Language, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.ledger.notes import Checkpoint, VerifierKey
    from kept.ledger.witness import Compared


@click.command("compare")
@click.argument("one", type=click.Path(exists=True, path_type=Path))
@click.argument("other", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--log",
    "vkey",
    metavar="VKEY",
    help="The key of the log, if neither is a folder or a bundle that says so.",
)
@click.option(
    "--proof",
    type=click.Path(dir_okay=False, path_type=Path),
    default="fork.txt",
    show_default=True,
    metavar="FILE",
    help="Where to write the proof, if there are two histories.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@language_option
@told
def command(
    one: Path, other: Path, vkey: str | None, proof: Path, lang: str | None, *, as_json: bool
) -> None:
    """Whether ONE and OTHER tell one history: each a folder, a bundle or a checkpoint file.

    Two readers who compare what they were shown catch a register that shows two histories.
    Exit code 1: the log has signed two; the proof, which anybody can check, is written to a file.
    """
    language, both = language_of(lang), (copy_of(one), copy_of(other))
    keys = _keys(both, vkey)
    found, small, large = _compared(both, keys)
    if found.guilt is not None:
        _write(proof, found.guilt)
    if as_json:
        from kept.cli.asking import print_json

        print_json(_json(found, small, large, proof))
    else:
        _tell(found, small, large, proof, language)
    if found.verdict == "fork":
        raise SystemExit(WRONG)


def _keys(both: tuple[Copy, Copy], vkey: str | None) -> tuple[VerifierKey, ...]:
    """The keys of the one log that both are said to be of."""
    from kept.ledger.notes import read_vkey

    known = [each for copy in both if (each := copy.identity()) is not None]
    if vkey is not None:
        return (read_vkey(vkey),)
    if not known:
        stop("Whose checkpoints are these? Name the log's key with --log VKEY.")
    if len({each.log for each in known}) > 1:
        stop(
            f"These are two registers: {known[0].log} and {known[1].log}. If both pass for one, "
            "its parties have to say whose key is the right one."
        )
    return known[0].keys


def _compared(
    both: tuple[Copy, Copy], keys: tuple[VerifierKey, ...]
) -> tuple[Compared, Checkpoint, Checkpoint]:
    from kept.ledger.notes import read_checkpoint
    from kept.ledger.witness import compare

    held = sorted(
        ((read_checkpoint(copy.checkpoint()).checkpoint, copy) for copy in both),
        key=lambda each: (each[0].size, each[0].root),  # one proof, whichever was named first
    )
    (small, one), (large, other) = held
    past, proof = _past(other, small, large)
    found = compare(one.checkpoint(), other.checkpoint(), keys, past=past, proof=proof)
    return found, small, large


def _past(
    larger: Copy, small: Checkpoint, large: Checkpoint
) -> tuple[bytes | None, tuple[bytes, ...] | None]:
    """What the larger one's tree was at the size of the smaller one, and the proof of that."""
    if not 0 < small.size < large.size:
        return None, None
    tree = larger.tree()
    if tree is None:
        return None, None
    return tree.root_at(small.size), tree.consistency_proof(small.size, large.size)


def _write(path: Path, guilt: bytes) -> None:
    from kept.archive.ledger.durable import write_file

    if path.exists() and path.read_bytes() != guilt:
        stop(f"{path} is there already. Name another file for the proof with --proof.")
    write_file(path, guilt)


def _json(found: Compared, small: Checkpoint, large: Checkpoint, proof: Path) -> dict[str, object]:
    return {
        "schema": "kept.compare/1",
        "origin": large.origin,
        "verdict": found.verdict,
        "sizes": [small.size, large.size],
        "proof": str(proof) if found.guilt is not None else None,
    }


def _tell(
    found: Compared, small: Checkpoint, large: Checkpoint, proof: Path, language: Language
) -> None:
    values = {"origin": large.origin, "small": small.size, "large": large.size, "proof": proof}
    say(WORDS, f"compare-{found.verdict}", language, **values)
