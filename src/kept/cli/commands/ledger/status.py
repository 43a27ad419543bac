"""`kept ledger status`: how far a register goes and who vouches for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.saying import Language, language_of, language_option, say, told

if TYPE_CHECKING:
    from kept.archive.ledger import LedgerFolder


@click.command("status")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@language_option
@told
def command(folder: Path, lang: str | None, *, as_json: bool) -> None:
    """Size, root, grade, witnesses and last checkpoint of the register in FOLDER.

    Reads the newest checkpoint and checks its signatures. kept ledger verify checks everything.
    """
    from kept.archive.ledger import LedgerFolder

    found = _status(LedgerFolder(folder))
    if as_json:
        from kept.cli.asking import print_json

        print_json(found)
        return
    _tell(found, language_of(lang))


def _status(folder: LedgerFolder) -> dict[str, Any]:
    from kept.ledger.canonical import to_base64

    note, identity = folder.checkpoint(), folder.identity
    known: dict[str, Any] = {"origin": identity.origin, "process": identity.process}
    if note is None:
        return known | {"size": 0, "root": None, "grade": None, "witnesses": [], "waiting": None}
    checkpoint = folder.opened(note)
    return known | {
        "size": checkpoint.size,
        "root": to_base64(checkpoint.root),
        "grade": folder.grade(note),
        "witnesses": _witnesses(folder, note),
        "waiting": _waiting(folder),
    }


def _witnesses(folder: LedgerFolder, note: bytes) -> list[dict[str, Any]]:
    """Each witness of the policies, and when it co-signed; None: not this checkpoint."""
    from kept.ledger.bundle.checking import instant
    from kept.ledger.notes import open_checkpoint

    policy = folder.policies().get("witnessed")
    if policy is None:
        return []
    known = [folder.identity.log, *(each.key for each in policy.witnesses)]
    times = {each.key: each.at for each in open_checkpoint(note, known).signed if each.at}
    return [
        {
            "name": each.name,
            "cosigned_at": instant(times[each.key]) if each.key in times else None,
        }
        for each in policy.witnesses
    ]


def _waiting(folder: LedgerFolder) -> int | None:
    """How many submissions wait; None where this copy has no queue."""
    from kept.archive.ledger import open_index

    if not folder.paths.sqlite.exists() and folder.read("private/database") is None:
        return None
    index = open_index(folder)
    try:
        return len(index.pending(10_000))
    finally:
        index.close()


def _tell(found: dict[str, Any], language: Language) -> None:
    if found["grade"] is None:
        say(WORDS, "empty", language, origin=found["origin"])
        return
    grade = WORDS[f"grade-{found['grade']}"][language]
    say(WORDS, "stands", language, origin=found["origin"], size=found["size"], grade=grade)
    say(WORDS, "root", language, root=found["root"])
    for each in found["witnesses"]:
        name = "witness-signed" if each["cosigned_at"] else "witness-missing"
        say(WORDS, name, language, witness=each["name"], at=each["cosigned_at"])
    if not found["witnesses"]:
        say(WORDS, "no-witness", language)
    if found["waiting"]:
        say(WORDS, "waiting", language, count=found["waiting"])
