"""Single words: for standings, duties, evidence, kinds of statements, phases and meetings."""

from __future__ import annotations

from kept.assessment import DutyWord, Extent, ShownWord
from kept.assessment.compare import Agreement
from kept.assessment.evidence import EvidenceWord
from kept.assessment.phases import PhaseWord
from kept.assessment.standing import TimeWord
from kept.ledger import Kind
from kept.process.model import Process
from kept.process.model.agreements import StatusWord
from kept.report.wording.language import Language, say, typeset


def shown_word(
    word: ShownWord, process: Process, language: Language, *, restraint: bool = False
) -> str:
    """The word shown for a standing: the process's own where it has one.

    A duty to refrain has no date to miss, so what the process says of a deed that
    was not done is never said of it: `broken-restraint` is a word of its own.
    """
    own = process.words.get("broken-restraint" if restraint and word == "broken" else word)
    if own is not None:
        return typeset(own.in_language(language), language)
    return say(f"shown.{word}", language)


def duty_word(duty: DutyWord, language: Language) -> str:
    """Where a duty is in its life."""
    return say(f"duty.{duty}", language)


def evidence_word(evidence: EvidenceWord, language: Language) -> str:
    """How well it is supported that a duty is done."""
    return say(f"evidence.{evidence}", language)


def time_word(time: TimeWord, language: Language) -> str:
    """Where a standing lies to its deadline."""
    return say(f"time.{time}", language)


def kind_word(kind: Kind, language: Language, *, several: bool = False) -> str:
    """What a speaker does, as a verb after the name: "Rwanda denies: …"; `several` speakers."""
    return say(f"kind.{'they' if several else 'it'}.{kind}", language)


def kind_noun(kind: Kind, language: Language) -> str:
    """What a speaker gives, as a noun: "a denial" without its article."""
    return say(f"kind.noun.{kind}", language)


def status_word(status: StatusWord, language: Language) -> str:
    """A step in the life of an instrument."""
    return say(f"status.{status}", language)


def effect_word(effect: str, language: Language) -> str:
    """What a decision does to a commitment."""
    return say(f"effect.{effect}", language)


def phase_word(phase: PhaseWord, language: Language) -> str:
    """Whether a phase is entered or complete."""
    return say(f"phase.{phase}", language)


def agreement_word(agreement: Agreement, language: Language) -> str:
    """Whether standpoints agree."""
    return say(f"agreement.{agreement}", language)


def extent(found: Extent, language: Language) -> str:
    """How far a commitment is carried out.

    >>> extent(Extent(1, 2, 3, "scale"), "en"), extent(Extent(2, 2, 10, "parts"), "en")
    ('minimal to intermediate', 'parts kept: 2 of 10')
    """
    if found.measure == "parts":
        return say("extent.parts", language, kept=found.low, out_of=found.out_of)
    low, high = (say(f"extent.{each}", language) for each in (found.low, found.high))
    return low if low == high else say("range", language, least=low, most=high)


def meeting(number: int, language: Language) -> str:
    """The sitting of that number.

    >>> [meeting(each, "en") for each in (1, 2, 3, 4, 11, 22)]
    ['1st meeting', '2nd meeting', '3rd meeting', '4th meeting', '11th meeting', '22nd meeting']
    >>> meeting(1, "fr"), meeting(4, "fr")
    ('1re réunion', '4e réunion')
    """
    ending = "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    key = "meeting.first" if number == 1 else "meeting.numbered"
    return say(key, language, number=number, ending=ending)


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
