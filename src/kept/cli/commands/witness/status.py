"""`kept witness status`: what witnesses know, and whether they agree."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.witness.words import WORDS
from kept.cli.saying import WRONG, Language, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.ledger import LedgerFolder
    from kept.archive.witness import Shown


WRONGS = ("ahead", "fork", "nothing")


@dataclass(frozen=True, slots=True)
class _Known:
    """What one witness shows, held against the register at hand if there is one."""

    shown: Shown
    agrees: str  # a name in WORDS, from "same" to "alone"


@click.command("status")
@click.argument("target")
@click.option("--log", "logs", multiple=True, metavar="VKEY", help="Key of a log: for an address.")
@click.option("--witness", "key", metavar="VKEY", help="Key of the witness: for an address.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@language_option
@told
def command(
    target: str, logs: tuple[str, ...], key: str | None, *, as_json: bool, lang: str | None
) -> None:
    """What the witness at the address TARGET has cosigned, or all witnesses of the register TARGET.

    Exit code 1 if one shows another history, more than the register has, or nothing that holds.
    """
    found = (
        _at_address(target, logs, key)
        if target.startswith(("http://", "https://"))
        else _of_register(Path(target))
    )
    if as_json:
        click.echo(json.dumps({"schema": "kept.witnesses/1", "witnesses": [*map(_json, found)]}))
    else:
        for each in found:
            _print(each, language_of(lang))
            if each.shown.note and target.startswith("http"):
                _print_held(target, each.shown.note, language_of(lang))
    raise SystemExit(WRONG if any(each.agrees in WRONGS for each in found) else 0)


def _at_address(url: str, logs: tuple[str, ...], key: str | None) -> list[_Known]:
    from kept.archive.witness.monitor import shown_by_key
    from kept.cli.commands.witness.logs import keys_of_logs
    from kept.ledger.notes import NoteError, read_vkey

    if not logs:
        stop("Say of which log (--log VKEY): a witness shows each under the hash of its name.")
    try:
        own = read_vkey(key) if key else None
    except NoteError as error:
        stop(str(error))
    several = [shown_by_key(url, origin, keys, own) for origin, keys in keys_of_logs(logs).items()]
    held = "alone" if own else "unchecked"
    return [_Known(shown, held if shown.note else "nothing") for shown in several]


def _of_register(path: Path) -> list[_Known]:
    from kept.archive.ledger import LedgerFolder
    from kept.archive.witness import shown_by_all

    folder = LedgerFolder(path)
    policies = folder.policies()
    policy = policies.get("mutual") or policies.get("witnessed")
    if policy is None:
        stop(f"{path} names no witnesses: it has no policy “witnessed”.", WRONG)
    shown = shown_by_all(policy, folder.identity.origin)
    return [_Known(each, _agrees(folder, each)) for each in shown]


def _agrees(folder: LedgerFolder, shown: Shown) -> str:
    from kept.ledger.notes import read_checkpoint

    own = folder.signed() or folder.checkpoint()
    if shown.note is None or own is None:
        return "unknown"
    theirs, tree = read_checkpoint(shown.note).checkpoint, folder.tree(own)
    if theirs.size > tree.size:
        return "ahead"
    if theirs.size and tree.root_at(theirs.size) != theirs.root:
        return "fork"
    return "same" if theirs.size == tree.size else "behind"


def _print(known: _Known, language: Language) -> None:
    shown = known.shown
    say(
        WORDS, known.agrees, language, witness=shown.witness, size=shown.size,
        at=_instant(shown.at), why=shown.why,
    )  # fmt: skip


def _print_held(url: str, note: bytes, language: Language) -> None:
    """What a mirror holds that the register has not taken."""
    from kept.archive.witness.asking import NoAnswerError
    from kept.archive.witness.collecting import held_at
    from kept.ledger.notes import read_checkpoint

    try:
        held = held_at(url, read_checkpoint(note).checkpoint.origin)
    except NoAnswerError:
        return
    if held is None:
        return
    late = [each for each in held if each.overdue]
    refused = sum(each.refusal is not None for each in held)
    say(WORDS, "held", language, held=len(held), overdue=len(late), refused=refused)
    for each in late:
        word = "overtaken" if each.overtaken else "overdue"
        say(WORDS, word, language, entry=each.entry, received=each.received)


def _json(known: _Known) -> dict[str, object]:
    shown = known.shown
    return {
        "witness": shown.witness,
        "verdict": known.agrees,
        "size": shown.size,
        "at": _instant(shown.at) if shown.at else None,
        "why": shown.why or None,
    }


def _instant(at: int | None) -> str:
    from kept.ledger.bundle.checking import instant

    return instant(at) if at else "–"
