"""`kept ledger export`: write a bundle that anybody can check without kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.pens import find_entry
from kept.cli.saying import Language, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.ledger import LedgerFolder
    from kept.archive.recording import Folded
    from kept.ledger import Release
    from kept.ledger.bundle import Files

F = TypeVar("F", bound=Callable[..., Any])


def clearance_option(function: F) -> F:
    """`--clearance LEVEL`, as `clearance`: how much of the bodies goes along."""
    option = click.option(
        "--clearance",
        type=click.Choice(["public", "parties", "mechanism", "confidential"]),
        default="public",
        show_default=True,
        help="What whoever receives it may see.",
    )
    return option(function)


@click.command("export")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.zip")
@click.option(
    "--entry",
    "entries",
    multiple=True,
    metavar="E",
    help="Only this entry (number, hash or code), with its proof; repeatable.",
)
@click.option("--process", metavar="P", help="Put the text of this process in, too.")
@clearance_option
@language_option
@told
def command(
    folder: Path,
    out: Path,
    entries: tuple[str, ...],
    process: str | None,
    clearance: Release,
    lang: str | None,
) -> None:
    """Write the register in FOLDER, or some of its entries, as a bundle to OUT.zip.

    It holds the entries, their proofs, the bodies that its receiver may see, and a program of one
    file that checks all of it with plain Python.
    """
    from kept.archive.ledger import LedgerFolder
    from kept.cli.registers import folded_from

    ledger = LedgerFolder(folder)
    folded = folded_from(ledger)
    asked = [find_entry(folded, each)[0] for each in entries]
    text = _process(process) if process else {}
    save_bundle(ledger, folded, out, asked, clearance, text, language_of(lang))


def save_bundle(
    ledger: LedgerFolder,
    folded: Folded,
    out: Path,
    entries: Sequence[int],
    clearance: Release,
    process: Mapping[str, bytes],
    language: Language,
) -> None:
    """Write the bundle of these entries, or of all, and say what is in it."""
    from kept.archive.ledger.durable import write_file
    from kept.ledger.bundle import part_bundle, whole_bundle, write_zip
    from kept.ledger.entries.kinds import GOVERNING

    if out.exists():
        stop(f"{out} is there already. Name another file.")
    bodies, disclosures = _shown(ledger, folded, clearance)
    names = tuple(ledger.names())
    if entries:
        governing = [n for n, each in enumerate(folded.entries) if each.header.type in GOVERNING]
        files = part_bundle(
            ledger.read,
            names,
            entries,
            bodies=bodies,
            disclosures=disclosures,
            process=process,
            governing=governing,
        )
    else:
        files = whole_bundle(
            ledger.read, names, bodies=bodies, disclosures=disclosures, process=process
        )
    write_file(out, write_zip(files), secret=clearance != "public")
    _tell(files, out, folded, entries, language)


def _shown(
    ledger: LedgerFolder, folded: Folded, clearance: Release
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The bodies and the single fields that may be shown, in the clear, by their entries."""
    from kept.archive.ledger import clear_body, clear_disclosures

    by_hash = {each.hash: each for each in folded.entries}
    bodies: dict[str, bytes] = {}
    disclosures: dict[str, bytes] = {}
    for entry in folded.entries:
        if entry.header.body is not None and (data := clear_body(ledger, entry, clearance)):
            bodies[entry.hash] = data
        if entry.header.type == "statement.disclosed":
            target = by_hash[entry.header.refs[0]]
            fields = clear_disclosures(ledger, entry, target, clearance)
            if fields is not None:
                disclosures[entry.hash] = fields
    return bodies, disclosures


def _process(name: str) -> Files:
    from kept.archive.folders import text_digests
    from kept.cli.asking import load

    path = load(name).path
    return {each: (path / each).read_bytes() for each in text_digests(path)}


def _tell(
    files: Files, out: Path, folded: Folded, entries: Sequence[int], language: Language
) -> None:
    bodies = sum(name.startswith("bodies/") for name in files)
    name = "bundle-part" if entries else "bundle-whole"
    say(WORDS, name, language, out=out, size=folded.size, count=len({*entries}), bodies=bodies)
    say(WORDS, "bundle-check", language, out=out)
