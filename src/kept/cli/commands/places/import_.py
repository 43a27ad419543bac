"""`kept places import`: outlines of the agreed areas, with their licence and note."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import click

from kept.archive.places import (
    FOLDER,
    Origin,
    Outlines,
    PlacesError,
    added,
    features,
    match,
    read_bytes,
    read_outlines,
    write_outlines,
)
from kept.cli.asking import asks, load, print_json
from kept.cli.saying import UNREADABLE, Words, language_of, say, stop
from kept.process import Process

WORDS: Words = {
    "written": {
        "en": "{file}: outlines {count}, {size} bytes.",
        "fr": "{file}\u00a0: contours {count}, {size} octets.",
    },
    "area": {"en": "  {area}: {name} ({pcode})", "fr": "  {area}\u00a0: {name} ({pcode})"},
    "missing": {
        "en": "Areas the file does not outline: {names}",
        "fr": "Zones dont le fichier n’a pas le contour\u00a0: {names}",
    },
    "beside": {
        "en": "Beside every drawing will stand: {licence} {note}",
        "fr": "À côté de chaque dessin figurera\u00a0: {licence} {note}",
    },
}
COARSEST: Final = 1.0
USUAL: Final = 0.01


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.geojson")
@click.option("--process", required=True, metavar="P", help="The process the areas belong to.")
@click.option("--name-from", required=True, metavar="PROPERTY", help="What holds the names.")
@click.option("--code-from", required=True, metavar="PROPERTY", help="What holds the P-codes.")
@click.option("--licence", required=True, metavar="TEXT", help="Whose the outlines are.")
@click.option("--note", required=True, metavar="TEXT", help="What they say of borders.")
@click.option(
    "--tolerance",
    type=click.FloatRange(0, COARSEST),
    default=USUAL,
    show_default=True,
    metavar="DEGREES",
    help="How far a border may be drawn from where it is.",
)
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default=FOLDER,
    show_default=True,
    metavar="DIR",
    help="The folder of outlines.",
)
@asks(day=False, standpoint=False)
def command(
    file: Path,
    process: str,
    name_from: str,
    code_from: str,
    licence: str,
    note: str,
    tolerance: float,
    to: Path,
    lang: str | None,
    as_json: bool,
) -> None:
    """Outlines of the agreed areas of a process, matched by P-code; nothing finer is taken.

    What is drawn from them carries the licence and the note. Outlines that were taken from
    another file stay, where this one has none of its own.
    """
    if not licence.strip() or not note.strip():
        stop("Outlines need a licence and a note: both stand beside every drawing.")
    text = load(process).process
    try:
        raw = read_bytes(file)
        found = features(raw, code_from=code_from, name_from=name_from)
        origin = Origin(
            source=hashlib.sha256(raw).hexdigest(),
            licence=licence.strip(),
            note=note.strip(),
            tolerance=f"{tolerance:g}",
        )
        new = match(found, text, origin)
        outlines = added(read_outlines(to, text.head.id), text, origin, new)
        written = write_outlines(to, outlines)
    except PlacesError as error:
        stop(str(error), UNREADABLE)
    if as_json:
        print_json(_json(written, outlines, text))
    else:
        _tell(written, outlines, text, lang)


def _json(file: Path, outlines: Outlines, process: Process) -> dict[str, object]:
    return {
        "schema": "kept.places-import/1",
        "file": str(file),
        "process": outlines.process,
        "areas": {name: each.name for name, each in outlines.areas.items()},
        "missing": list(outlines.missing(process)),
        "bytes": file.stat().st_size,
    }


def _tell(file: Path, outlines: Outlines, process: Process, lang: str | None) -> None:
    language = language_of(lang)
    size = file.stat().st_size
    say(WORDS, "written", language, file=file, count=len(outlines.areas), size=size)
    for name, each in outlines.areas.items():
        say(WORDS, "area", language, area=name, name=each.name, pcode=each.pcode)
    missing = outlines.missing(process)
    if missing:
        say(WORDS, "missing", language, names=", ".join(missing))
    for origin in outlines.origins:
        say(WORDS, "beside", language, licence=origin.licence, note=origin.note)
