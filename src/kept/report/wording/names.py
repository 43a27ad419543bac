"""What everything is called: actors, voices, commitments, texts, phases, meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kept.assessment.terms import VERIFIER
from kept.assessment.whatif import SECOND_VOICE
from kept.process.model import Process
from kept.report.wording import words
from kept.report.wording.language import Language, say, typeset
from kept.texts import Words

UNNAMED: Final = "unnamed"
THROUGH: Final = "unnamed through "
_SUPPOSED: Final = {VERIFIER: "voice.verifier", SECOND_VOICE: "voice.second"}


def actor(name: str, process: Process, language: Language, standpoint: str | None = None) -> str:
    """An actor's name: what a standpoint calls it, else its short name, else its name.

    An id the process does not know stands for itself.
    """
    it = process.actors.get(name)
    if it is None:
        return name
    called = it.called.get(standpoint) if standpoint is not None else None
    if called is not None:
        return _words(called, language)
    return _words(it.short or it.name, language)


def as_called_by(process: Process, standpoint: str) -> Process:
    """The process with the names that a standpoint has of its own for some actors."""
    own = {
        each.id: replace(each, name=each.called[standpoint], short=None)
        for each in process.actors.values()
        if standpoint in each.called
    }
    return replace(process, actors={**process.actors, **own}) if own else process


def actors(
    several: Iterable[str], process: Process, language: Language, standpoint: str | None = None
) -> str:
    """Several actors in one breath, in the order given."""
    return join((actor(each, process, language, standpoint) for each in several), language)


def voice(name: str, process: Process, language: Language) -> str:
    """Who speaks in an account: an actor, unnamed sources, or somebody supposed."""
    if name in _SUPPOSED:
        return say(_SUPPOSED[name], language)
    if name.startswith(THROUGH):
        return say("voice.through", language, publisher=name.removeprefix(THROUGH))
    if name == UNNAMED:
        return say("voice.unnamed", language)
    return actor(name, process, language)


def join(several: Iterable[str], language: Language) -> str:
    """A list as people say it.

    >>> join(["a", "b", "c"], "en"), join(["a", "b"], "fr"), join([], "en")
    ('a, b and c', 'a et b', '')
    """
    *first, last = tuple(several) or ("",)
    if not first:
        return last
    return say("join", language, first=", ".join(first), last=last)


def quoted(text: str, language: Language) -> str:
    """Words that stand for themselves, in the quotation marks of the language."""
    return say("quoted", language, text=text)


def proposition(name: str, process: Process, language: Language) -> str:
    """What can be said to be so."""
    return _words(process.propositions[name].name, language)


def commitment(name: str, process: Process, language: Language) -> str:
    """What is owed."""
    return _words(process.commitments[name].text, language)


def owed(name: str, process: Process, language: Language) -> str:
    """What is owed, and by whom."""
    text = quoted(commitment(name, process, language), language)
    by = actors(process.commitments[name].of, process, language)
    return say("owed-by", language, commitment=text, actors=by)


def instrument(name: str, process: Process, language: Language) -> str:
    """The title of a text."""
    return _words(process.instruments[name].title, language)


def phase(name: str, process: Process, language: Language) -> str:
    """The name of a phase."""
    return _words(process.phases[name].name, language)


def decision(name: str, process: Process, language: Language) -> str:
    """What was decided."""
    return _words(process.decisions[name].text, language)


def thing(name: str, process: Process, language: Language) -> str:
    """What took the place of something or moved it: a commitment, a text or a decision."""
    if name in process.commitments:
        return owed(name, process, language)
    named = instrument if name in process.instruments else decision
    return quoted(named(name, process, language), language)


def standpoint(name: str, process: Process, language: Language) -> str:
    """The name of a standpoint."""
    return _words(process.standpoints[name].name, language)


def meeting(name: str, process: Process, language: Language) -> str:
    """A sitting: its own name, or its body and number."""
    it = process.meetings[name]
    if it.name is not None:
        return _words(it.name, language)
    body = actor(it.mechanism, process, language) if it.mechanism else name
    if it.number is None:
        return body
    return say("meeting.of", language, body=body, meeting=words.meeting(it.number, language))


def _words(text: Words, language: Language) -> str:
    return typeset(text.in_language(language), language)
