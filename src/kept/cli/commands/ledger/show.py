"""`kept ledger show`: one entry, with its body as far as it may be seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kept.cli.commands.ledger.export import clearance_option
from kept.cli.commands.ledger.words import WORDS
from kept.cli.entries import LEVELS, TYPES
from kept.cli.pens import find_entry
from kept.cli.saying import Language, language_of, language_option, say, told

if TYPE_CHECKING:
    from kept.archive.ledger import LedgerFolder
    from kept.archive.recording import Folded
    from kept.ledger import Release
    from kept.ledger.entries.entry import Entry

_WHOLE = 1 << 24  # bytes of a body


@click.command("show")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("entry")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@clearance_option
@language_option
@told
def command(
    folder: Path, entry: str, clearance: Release, lang: str | None, *, as_json: bool
) -> None:
    """ENTRY (its number, hash or code) of the register in FOLDER, and its words if you may see them.

    What lies encrypted is shown where the keys to it are in this copy.
    """
    from kept.archive.ledger import LedgerFolder
    from kept.cli.registers import folded_from

    ledger = LedgerFolder(folder)
    folded = folded_from(ledger)
    index, found = find_entry(folded, entry)
    shown = _shown(ledger, folded, index, found, clearance)
    if as_json:
        from kept.cli.asking import print_json

        print_json(shown)
        return
    _tell(shown, language_of(lang))


def _shown(
    ledger: LedgerFolder, folded: Folded, index: int, entry: Entry, clearance: Release
) -> dict[str, Any]:
    from kept.ledger.entries.entry import entry_code

    time = folded.times.of(index)
    return {
        "schema": "kept.entry/1",
        "origin": ledger.identity.origin,
        "index": index,
        "entry": entry.hash,
        "code": entry_code(entry.hash),
        "header": json.loads(entry.header.to_bytes()),
        "recorded": {"after": _instant(time.after), "until": _instant(time.until)},
        "words": _words(ledger, folded, entry, clearance),
        "spoken_of_by": [
            {"index": number, "type": each.header.type, "role": each.header.role}
            for number, each in enumerate(folded.entries)
            if entry.hash in each.header.refs
        ],
    }


def _words(
    ledger: LedgerFolder, folded: Folded, entry: Entry, clearance: Release
) -> dict[str, Any] | None:
    """What the entry says, and why not if it cannot be shown; None if it has no body."""
    from kept.archive.ledger import Body, Withheld, read_body
    from kept.archive.recording import release_of

    if entry.header.body is None:
        return None
    body = read_body(ledger, entry, clearance)
    found = {
        "for": release_of(folded, entry),
        "body": None,
        "fields": _fields(ledger, folded, entry, clearance),
    }
    if isinstance(body, Body):
        return {"state": "shown", **found, "body": json.loads(body.content)}
    if folded.parties.erased(entry.hash):
        state = "erased"
    elif isinstance(body, Withheld):
        state = "withheld"
    else:
        state = "sealed" if entry.header.type == "statement.sealed" else "absent"
    return {"state": state, **found}


def _fields(
    ledger: LedgerFolder, folded: Folded, entry: Entry, clearance: Release
) -> dict[str, Any]:
    """The members of its body that were shown one by one."""
    from kept.archive.ledger import Missing, Withheld, read_disclosures
    from kept.ledger.bodies import read_disclosure

    found: dict[str, Any] = {}
    for each in folded.entries:
        if each.header.type == "statement.disclosed" and entry.hash in each.header.refs:
            texts = read_disclosures(ledger, each, entry, clearance)
            if not isinstance(texts, Withheld | Missing):
                found |= {it.name: it.value for it in map(read_disclosure, texts)}
    return found


def _instant(seconds: int | None) -> str | None:
    from kept.ledger.bundle.checking import instant

    return None if seconds is None else instant(seconds)


def _tell(shown: dict[str, Any], language: Language) -> None:
    header = shown["header"]
    what = TYPES[header["type"]][language]
    say(WORDS, "entry", language, index=shown["index"], origin=shown["origin"], what=what)
    say(WORDS, "entry-code", language, code=shown["code"], entry=shown["entry"])
    signers = 1 + len(header.get("with", []))
    name = "entry-signed" if signers == 1 else "entry-signed-several"
    say(WORDS, name, language, role=header["role"], count=signers, claimed=header["claimed"])
    recorded = shown["recorded"]
    when = "recorded-unknown" if recorded["until"] is None else "recorded-between"
    when = "recorded-by" if recorded["until"] and recorded["after"] is None else when
    say(WORDS, when, language, **recorded)
    if header.get("about"):
        say(WORDS, "entry-about", language, about=", ".join(header["about"]))
    _tell_member(header)
    if shown["words"] is not None:
        _tell_words(shown["words"], language)
    for each in shown["spoken_of_by"]:
        kind = TYPES[each["type"]][language]
        say(WORDS, "spoken-of", language, index=each["index"], what=kind, role=each["role"])


def _tell_member(header: dict[str, Any]) -> None:
    """What the type of the entry brings along: a manifest, a policy, a ground."""
    for name in _MEMBERS:
        if name in header:
            _indented({name: header[name]})


def _tell_words(words: dict[str, Any], language: Language) -> None:
    level = LEVELS[words["for"]][language]
    say(WORDS, f"words-{words['state']}", language, level=level)
    if words["body"] is not None:
        _indented(words["body"])
    elif words["fields"]:
        say(WORDS, "words-fields", language)
        _indented(words["fields"])


_MEMBERS = ("opening", "policy", "founder", "manifest", "revoked", "text", "fields", "erasure")


def _indented(value: object) -> None:
    for line in json.dumps(value, ensure_ascii=False, indent=2).splitlines():
        click.echo(f"  {line}")
