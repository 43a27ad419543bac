"""What each side says of a commitment, in columns: silence has its place like speech."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kept.assessment import bloc_of
from kept.report.accounts import Told
from kept.report.explain import Explanation
from kept.report.wording import names
from kept.web.pages.asked import Asked
from kept.web.screens.statement_told import Said, said

Heading = Literal["bodies", "verifiers", "others"]
SHARED: Final[tuple[Heading, ...]] = ("bodies", "verifiers", "others")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One statement as it bears on the commitment."""

    said: Said
    counted: bool
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """All that one side, or one sort of others, says; empty where nothing is on record."""

    key: str  # the id of a party, or the sort of others
    name: str
    shared: bool  # it is no party’s own
    decides: tuple[Account, ...]  # about what decides it, the latest first
    bears: tuple[Account, ...]  # about what else bears on it


def columns(asked: Asked, explanation: Explanation) -> tuple[Column, ...]:
    """The parties in alphabetical order, then joint bodies and words, verifiers, others."""
    sides = _sides(asked, explanation)
    sorted_told: dict[str, list[Told]] = {each: [] for each in (*sides, *SHARED)}
    for told in explanation.told:
        sorted_told[_place(asked, explanation, told, sides)].append(told)
    return tuple(
        _column(asked, key, sides.get(key), several)
        for key, several in sorted_told.items()
        if several or key != "others"
    )


def _sides(asked: Asked, explanation: Explanation) -> Mapping[str, str]:
    """The names of those who owe it, are owed it or are parties to its text, by id."""
    it, process = explanation.commitment, asked.process
    parties = process.instruments[it.instrument].parties
    concerned = [each for each in (*it.of, *it.to) if each in parties] or [*it.of]
    several = dict.fromkeys(each for each in concerned if each not in process.mechanisms)
    named = {each: names.actor(each, process, asked.language) for each in several}
    return dict(sorted(named.items(), key=lambda each: (each[1].casefold(), each[0])))


def _place(asked: Asked, explanation: Explanation, told: Told, sides: Mapping[str, str]) -> str:
    """Under which heading a statement stands: a side's only if it speaks without the others."""
    process, standpoint = asked.process, explanation.assessment.standpoint
    speakers = told.statement.speakers
    of = {bloc_of(side, process, standpoint): side for side in sides}
    blocs = {each: bloc_of(each, process, standpoint) for each in speakers}
    spoken = {of[bloc] for bloc in blocs.values() if bloc in of}
    joint = any(each in process.mechanisms and bloc not in of for each, bloc in blocs.items())
    if len(spoken) == 1 and not joint:
        return spoken.pop()
    if not spoken and any(_verifies(asked, explanation, each) for each in speakers):
        return "verifiers"
    return "bodies" if spoken or joint else "others"


def _verifies(asked: Asked, explanation: Explanation, speaker: str) -> bool:
    return (
        speaker in explanation.commitment.verified_by
        or asked.process.actors[speaker].kind == "verifier"
    )


def _column(asked: Asked, key: str, name: str | None, several: list[Told]) -> Column:
    accounts = [
        Account(said=said(asked, each.statement), counted=each.counted, decides=each.decides)
        for each in several
    ]
    return Column(
        key=key,
        name=name or asked.t(f"commitment.{key}"),
        shared=name is None,
        decides=tuple(each for each in accounts if each.decides),
        bears=tuple(each for each in accounts if not each.decides),
    )
