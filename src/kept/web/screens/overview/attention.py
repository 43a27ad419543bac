"""What needs a reader's eye: where the accounts differ, or time has run out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kept.assessment import Standing
from kept.report.accounts import Told
from kept.report.review import Review
from kept.report.wording import dates, deadline, names, words
from kept.web.pages.answers import sides_of
from kept.web.pages.asked import Asked

MOST: Final = 3
EYED: Final = ("contested", "broken", "late")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one side said last, in short."""

    side: str
    kind: str
    claim: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyed:
    """One commitment with what each side says of it."""

    id: str
    text: str
    word: str
    shown: str
    owed: str
    age: str
    accounts: tuple[Account, ...]


def attention(asked: Asked, review: Review) -> Mapping[str, Any]:
    """The first few, the contested ones ahead, and how many there are."""
    found = [each for word in EYED for each in review.with_word(word)]
    return {
        "eyed": [_eyed(asked, each) for each in found[:MOST]],
        "eyed_in_all": len(found),
        "between": len(review.contested),
    }


def _eyed(asked: Asked, standing: Standing) -> Eyed:
    process, language = asked.process, asked.language
    it = process.commitments[standing.commitment]
    sides = sides_of(asked, standing.commitment)
    named = sorted((names.actor(side, process, language), told) for side, told in sides.items())
    restraint = it.kind == "refrain"
    return Eyed(
        id=it.id,
        text=names.commitment(it.id, process, language),
        word=standing.word,
        shown=words.shown_word(standing.word, process, language, restraint=restraint),
        owed=asked.t("overview.owed", names=names.actors(it.of, process, language)),
        age=deadline.clause(standing.time, language) if standing.time.due else "",
        accounts=tuple(_account(asked, name, told) for name, told in named),
    )


def _account(asked: Asked, side: str, told: Told | None) -> Account:
    if told is None:
        return Account(side=side, kind="", claim=asked.t("overview.silent"), day="")
    said = told.statement
    return Account(
        side=side,
        kind=words.kind_noun(said.kind, asked.language),
        claim=said.claim.in_language(asked.language),
        day=dates.span(said.said_on, asked.language),
    )
