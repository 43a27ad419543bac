"""The first sentence about a process: how many commitments stand how. Never by party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from kept.assessment import Assessment, Standing
from kept.process.model import Process
from kept.report.wording import dates, names
from kept.report.wording.language import Language, counted, say, sentence

# In the order in which they are told; what cannot be judged comes last, and always.
ORDER: Final = (
    "kept",
    "under-way",
    "late",
    "broken",
    "broken-restraint",
    "contested",
    "blocked",
    "suspended",
    "not-yet-due",
    "no-longer-owed",
    "cannot-be-judged",
)


def first_sentence(
    assessment: Assessment,
    process: Process,
    language: Language,
    commitments: Iterable[str] | None = None,
) -> str:
    """On what day, from where, and how many commitments have which word.

    `commitments` are those spoken of, all of the process where none are named.
    """
    several = tuple(process.commitments if commitments is None else commitments)
    standings = [assessment.standings[each] for each in several]
    told = say(
        "summary",
        language,
        on=dates.on(assessment.on, language),
        standpoint=names.quoted(
            names.standpoint(assessment.standpoint.id, process, language), language
        ),
        known=_known(assessment, language),
        counts=counts(tally(standings, process), len(several), language),
    )
    return sentence(told)


def tally(standings: Iterable[Standing], process: Process) -> Counter[str]:
    """How many stand how, with duties to refrain and suspended ones apart."""
    return Counter(_key(each, process) for each in standings)


def counts(by_word: Mapping[str, int], total: int, language: Language) -> str:
    """How many of the total have each word that any of them has."""
    kept = by_word.get("kept", 0)
    key = "summary.kept" if kept else "summary.none-kept"
    told = [counted(key, kept, language, of=total, total=counted("commitments", total, language))]
    told += [
        counted(f"summary.{each}", by_word[each], language)
        for each in ORDER[1:]
        if by_word.get(each)
    ]
    *first, last = told
    return say("summary.join", language, first=", ".join(first), last=last) if first else last


def _key(standing: Standing, process: Process) -> str:
    if standing.duty == "suspended":
        return "suspended"
    restraint = process.commitments[standing.commitment].kind == "refrain"
    return "broken-restraint" if restraint and standing.word == "broken" else standing.word


def _known(assessment: Assessment, language: Language) -> str:
    if assessment.known_at == assessment.on:
        return ""
    return say("summary.known", language, on=dates.on(assessment.known_at, language))
