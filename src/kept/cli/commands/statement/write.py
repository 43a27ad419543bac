"""`kept statement write`: write a statement to be signed."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from kept.cli.asking import Day, load
from kept.cli.commands.statement.drafts import read_draft, write_draft
from kept.cli.commands.statement.preview import indented
from kept.cli.entries import LEVELS
from kept.cli.saying import Language, Words, language_of, language_option, say, stop, told

WORDS: Words = {
    "written": {
        "en": "{file} holds the statement. Nothing is signed yet.",
        "fr": "{file} contient la déclaration. Rien n’est encore signé.",
    },
    "words": {
        "en": "These words will be signed; who can see them: {who}.",
        "fr": "Voici le texte à signer\u00a0; qui pourra le voir\u00a0: {who}.",
    },
    "next": {
        "en": "Change {file} with any editor, then sign it: "
        "kept statement sign {file} --key NAME --ledger FOLDER.",
        "fr": "Corrigez {file} avec n’importe quel éditeur, puis signez\u00a0: "
        "kept statement sign {file} --key NOM --ledger RÉPERTOIRE.",
    },
    "ask-speaker": {"en": "Who says it", "fr": "Qui le dit"},
    "ask-about": {
        "en": "About which events, states, indicators (ids, blank between)",
        "fr": "À propos de quels événements, états, indicateurs (identifiants, espacés)",
    },
    "ask-when": {
        "en": "When it happened, or since when (empty: the day it is said)",
        "fr": "Quand, ou depuis quand (vide\u00a0: le jour de la déclaration)",
    },
    "ask-claim-en": {"en": "What is said, in English", "fr": "Ce qui est dit, en anglais"},
    "ask-claim-fr": {"en": "The same in French", "fr": "De même en français"},
}


@click.command("write")
@click.argument("process")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE"
)
@click.option("--speaker", "speakers", multiple=True, metavar="ID", help="Who says it.")
@click.option("--kind", help="Asserts, denies, demands, …; left out: asserts.")
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
@click.option(
    "--vote",
    type=(click.Choice(["for", "against", "abstains"]), str),
    metavar="WORD DIGEST",
    help="How a member of a body votes on a proposed finding, named by its digest.",
)
@click.option(
    "--release",
    type=click.Choice(["public", "parties", "mechanism", "confidential"]),
    help="Who may see it; left out: everybody, of a vote the parties.",
)
@click.option("--id", "named", metavar="ID", help="Your own name for it; left out: made up.")
@language_option
@told
def command(
    process: str,
    out: Path,
    speakers: tuple[str, ...],
    kind: str | None,
    about: tuple[str, ...],
    claim_en: str | None,
    claim_fr: str | None,
    says: str | None,
    when: str | None,
    said_on: date | None,
    area: tuple[str, ...],
    answers: tuple[str, ...],
    vote: tuple[str, str] | None,
    release: str | None,
    named: str | None,
    lang: str | None,
) -> None:
    """Write a statement about PROCESS to a file, checked and ready to be signed.

    What is not given as an option is asked for. Nothing is signed or filed yet.
    """
    if out.exists():
        stop(f"{out} is there already. Name another file.")
    text, language = load(process), language_of(lang)
    asking = sys.stdin.isatty() and not (speakers and (claim_en or claim_fr))
    speaking = list(speakers) or _words(asking, "speaker", language)
    topics = list(about) or _words(asking, "about", language)
    moment = when or (_asked("when", language) if asking else None)
    claims = {"en": claim_en, "fr": claim_fr}
    if not any(claims.values()) and asking:
        claims = {each: _asked(f"claim-{each}", language) for each in claims}
    if not speaking or not any(claims.values()):
        stop(
            "Say who says what: --speaker ID, and the words in each language of the process, "
            "--claim-en and --claim-fr."
        )
    day = said_on or datetime.now(UTC).date()
    word = kind or ("comments" if vote else "asserts")
    level = release or ("parties" if vote else "public")
    record: dict[str, object] = {
        "id": named or _name(speaking[0], word, day),
        "speaker": speaking,
        "kind": word,
        "about": topics,
        "said_on": day,
        "signed": True,
        "claim": {name: words for name, words in claims.items() if words},
        "says": says,
        "when": moment,
        "area": list(area),
        "answers": list(answers),
        "vote": {"on": vote[1], "is": vote[0]} if vote else None,
        "release": None if level == "public" else level,
    }
    from kept.archive.ledger.durable import write_file

    written = write_draft(record)
    statement = read_draft(written, out.name, text.process, text.statements)
    write_file(out, written.encode(), secret=True)  # it may be for few eyes only
    say(WORDS, "written", language, file=out)
    say(WORDS, "words", language, who=LEVELS[statement.release][language])
    from kept.ledger.entries.body import write_statement

    click.echo("\n".join(indented(write_statement(statement))))
    say(WORDS, "next", language, file=out)


def _words(asking: bool, name: str, language: Language) -> list[str]:
    return (_asked(name, language) or "").split() if asking else []


def _asked(name: str, language: Language) -> str | None:
    typed: str = click.prompt(WORDS[f"ask-{name}"][language], default="", show_default=False)
    return typed or None


def _name(speaker: str, kind: str, day: date) -> str:
    moment = datetime.now(UTC).strftime("%H%M%S")
    return f"{speaker}-{kind}-{day.isoformat()}-{moment}"
