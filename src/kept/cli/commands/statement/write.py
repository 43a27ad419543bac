"""`kept statement write`: write a statement to be signed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click

from kept.cli.asking import Day, load
from kept.cli.commands.statement.sign import read_draft
from kept.cli.saying import Words, language_of, language_option, say, stop, told

WORDS: Words = {
    "written": {
        "en": "{file} holds the statement. Read it, change it with any editor; then sign it: "
        "kept statement sign {file} --key NAME --ledger FOLDER.",
        "fr": "{file} contient la déclaration. Relisez-la, corrigez-la avec n’importe quel "
        "éditeur\u00a0; puis signez-la\u00a0: kept statement sign {file} --key NOM "
        "--ledger DOSSIER.",
    },
}


@click.command("write")
@click.argument("process")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE"
)
@click.option(
    "--speaker", "speakers", multiple=True, required=True, metavar="ID", help="Who says it."
)
@click.option("--kind", default="asserts", show_default=True, help="Asserts, denies, demands, …")
@click.option(
    "--about", multiple=True, metavar="ID", help="Events, states, indicators, incidents."
)
@click.option("--claim-en", metavar="TEXT", help="What is said, in English.")
@click.option("--claim-fr", metavar="TEXT", help="What is said, in French.")
@click.option("--says", metavar="FIGURE", help="Of an indicator: a figure, such as 7000..12000.")
@click.option("--when", metavar="D", help="When it happened, or since when it holds.")
@click.option("--said-on", type=Day(), metavar="D", help="Left out: today.")
@click.option("--area", multiple=True, metavar="ID", help="An agreed area, never finer.")
@click.option("--answers", multiple=True, metavar="ID", help="The statement it answers.")
@click.option("--id", "named", metavar="ID", help="Your own name for it; left out: made up.")
@language_option
@told
def command(
    process: str,
    out: Path,
    speakers: tuple[str, ...],
    kind: str,
    about: tuple[str, ...],
    claim_en: str | None,
    claim_fr: str | None,
    says: str | None,
    when: str | None,
    said_on: date | None,
    area: tuple[str, ...],
    answers: tuple[str, ...],
    named: str | None,
    lang: str | None,
) -> None:
    """Write a statement about PROCESS to a file, checked and ready to be signed.

    Nothing is signed or filed yet.
    """
    if out.exists():
        stop(f"{out} is there already. Name another file.")
    text, language = load(process).process, language_of(lang)
    claims = {name: words for name, words in (("en", claim_en), ("fr", claim_fr)) if words}
    if not claims:
        stop("Say what is said: --claim-en, --claim-fr, or better both.")
    day = said_on or datetime.now(UTC).date()
    record: dict[str, object] = {
        "id": named or _name(speakers[0], kind, day),
        "speaker": list(speakers),
        "kind": kind,
        "about": list(about),
        "said_on": day,
        "signed": True,
        "claim": claims,
        "says": says,
        "when": when,
        "area": list(area),
        "answers": list(answers),
    }
    out.write_text(draft(record), "utf-8")
    try:
        read_draft(out, text)
    except SystemExit:
        out.unlink()
        raise
    say(WORDS, "written", language, file=out)


def draft(record: dict[str, object]) -> str:
    """One statement as TOML; what is empty is left out."""
    lines = [
        f"{name} = {_toml(value)}" for name, value in record.items() if value not in (None, [])
    ]
    return "[[statement]]\n" + "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(each)}" for name, each in value.items()) + " }"
    return json.dumps(str(value), ensure_ascii=False)


def _name(speaker: str, kind: str, day: date) -> str:
    moment = datetime.now(UTC).strftime("%H%M%S")
    return f"{speaker}-{kind}-{day.isoformat()}-{moment}"
