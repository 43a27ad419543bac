"""`kept export warehouse`: Parquet and a plan, to weigh the evidence in DuckDB or Spark."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

from kept.assessment import Basis
from kept.cli.asking import Asked, Day, asks, load, print_json, resolve, unknown
from kept.cli.saying import Words, say, stop, told
from kept.ledger.statement import RELEASES
from kept.process import Process, Standpoint

NEEDED: Final = ("numpy", "pyarrow", "ibis", "duckdb")
WORDS: Words = {
    "written": {
        "en": "{to}: statements {count}, questions {atoms}, standpoints {names}, as known on "
        "{known}. README.txt says what each file is.",
        "fr": "{to}\u00a0: déclarations {count}, questions {atoms}, points de vue {names}, selon "
        "ce qu’on savait le {known}. README.txt dit ce qu’est chaque fichier.",
    },
    "missing": {
        "en": "Entries that nobody can read: {count}. A warehouse does not know of them; kept "
        "review tells what they may have changed.",
        "fr": "Inscriptions que personne ne peut lire\u00a0: {count}. Un entrepôt les ignore\u00a0; "
        "kept review dit ce qu’elles ont pu changer.",
    },
}


@click.command("warehouse")
@click.argument("process")
@click.option(
    "--to",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder that is not there yet, or empty.",
)
@click.option(
    "--standpoint",
    "standpoints",
    multiple=True,
    metavar="S",
    help="From this standpoint; repeatable. Left out: from all that see only what is public.",
)
@click.option("--known-at", type=Day(), metavar="D", help="As known on this day.")
@asks(day=False, standpoint=False, ledger=True)
@told
def command(
    process: str,
    to: Path,
    standpoints: tuple[str, ...],
    known_at: date | None,
    lang: str | None,
    as_json: bool,
    ledger: Path | None,
    basis: Basis,
) -> None:
    """Lay PROCESS out in DIR: what was said as Parquet, and a plan that weighs it.

    The plan is one relational expression. DuckDB runs it on one machine, Spark on many; its
    answer is the evidence on all that the text asks, from each standpoint, on every day.
    """
    _need_packages()
    several = _standpoints(load(process).process, standpoints)
    asked = resolve(
        process,
        on=None,
        known_at=known_at,
        standpoint=max(several, key=_clearance).id,
        lang=lang,
        as_json=as_json,
        ledger=ledger,
        basis=basis,
    )
    atoms = _write(to, asked, several)
    if as_json:
        print_json(_json(to, asked, several, atoms))
        return
    _tell(to, asked, several, atoms)


def _need_packages() -> None:
    missing = [each for each in NEEDED if find_spec(each) is None]
    if missing:
        stop(f"A warehouse takes packages that are not at hand: {', '.join(missing)}.")


def _standpoints(process: Process, names: tuple[str, ...]) -> tuple[Standpoint, ...]:
    """Those named; or all from which nothing is seen that is not public."""
    for each in names:
        if each not in process.standpoints:
            stop(unknown("standpoint", each, process.standpoints))
    if names:
        return tuple(process.standpoints[each] for each in dict.fromkeys(names))
    several = process.standpoints.values()
    public = tuple(each for each in several if set(each.sees) <= {"public"})
    return public or stop("No standpoint sees only what is public. Name some with --standpoint.")


def _clearance(standpoint: Standpoint) -> int:
    return max(map(RELEASES.index, standpoint.sees), default=0)


def _write(to: Path, asked: Asked, standpoints: tuple[Standpoint, ...]) -> int:
    """Write the warehouse; gives the number of its atoms."""
    from kept.archive.warehouse import Question, atoms_of, write_warehouse
    from kept.assessment.sweep.build import columns_of

    process, atoms = asked.process, atoms_of(asked.process, standpoints)
    question = Question(
        process=process,
        standpoints=standpoints,
        atoms=atoms,
        known_at=asked.question.known_at,
        basis=asked.question.basis,
    )
    write_warehouse(to, columns_of(process, asked.folder.statements), question)
    return len(atoms)


def _seen(asked: Asked, standpoints: tuple[Standpoint, ...]) -> int:
    """How many statements somebody of those who ask may see."""
    releases = {release for each in standpoints for release in each.sees}
    return sum(each.release in releases for each in asked.folder.statements)


def _json(
    to: Path, asked: Asked, standpoints: tuple[Standpoint, ...], atoms: int
) -> dict[str, object]:
    return {
        "schema": "kept.warehouse/1",
        "process": asked.process.head.id,
        "folder": str(to),
        "known_at": str(asked.question.known_at),
        "basis": asked.question.basis,
        "standpoints": [each.id for each in standpoints],
        "statements": _seen(asked, standpoints),
        "missing": len(asked.missing),
        "atoms": atoms,
    }


def _tell(to: Path, asked: Asked, standpoints: tuple[Standpoint, ...], atoms: int) -> None:
    names = ", ".join(each.id for each in standpoints)
    count, known = _seen(asked, standpoints), asked.question.known_at
    say(
        WORDS, "written", asked.language,
        to=to, count=count, atoms=atoms, names=names, known=known,
    )  # fmt: skip
    if asked.missing:
        say(WORDS, "missing", asked.language, count=len(asked.missing))
