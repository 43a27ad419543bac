"""Why a commitment stands so: the reasons, the readings, the other standpoints, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kept.assessment import Comparison, Reason, ShownWord, Standing
from kept.ledger import Statement
from kept.report.explain import Explanation, Led
from kept.report.wording import change, compare, names, sentences, words
from kept.report.wording import standing as wording
from kept.report.wording.language import sentence, typeset
from kept.report.wording.statements import short_line
from kept.web.pages.asked import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Words a step rests on."""

    href: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the reasons, and what it rests on in turn."""

    rule: str
    sentence: str
    cited: tuple[Cited, ...]
    because: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Where one reading, or one standpoint, leads."""

    name: str
    held: str  # by whom; empty for a standpoint
    word: ShownWord
    shown: str
    line: str
    reading: str
    href: str


def why(asked: Asked, explanation: Explanation) -> Mapping[str, Any]:
    """All that tells why, for the page."""
    it = explanation.commitment
    said = {each.statement.id: each.statement for each in explanation.told}
    line = compare.line(explanation.comparison, asked.process, asked.language)
    return {
        "reasons": steps(asked, explanation.standing.reasons, dict(said)),
        "readings": [_led(asked, each) for each in explanation.readings],
        "comparison": explanation.comparison,
        "compared": _compared(asked, explanation.comparison),
        "compare_line": sentence(line),
        "changes": [
            change.line(each, asked.process, asked.language, commitment=it.id)
            for each in explanation.changes
        ],
    }


def steps(asked: Asked, reasons: Iterable[Reason], said: dict[str, Statement]) -> tuple[Step, ...]:
    """The reasons as nested steps; words that several of them rest on are told once."""
    return tuple(_step(asked, each, said) for each in reasons)


def _step(asked: Asked, reason: Reason, said: dict[str, Statement]) -> Step:
    cited = tuple(_cited(asked, said.pop(name)) for name in reason.statements if name in said)
    return Step(
        rule=reason.rule,
        sentence=sentences.reason(reason, asked.process, asked.language),
        cited=cited,
        because=steps(asked, reason.because, said),
    )


def _cited(asked: Asked, statement: Statement) -> Cited:
    return Cited(
        href=asked.link(f"/statements/{statement.id}/"),
        line=sentence(short_line(statement, asked.process, asked.language)),
    )


def _led(asked: Asked, led: Led) -> Leads:
    language = asked.language
    name = asked.t("commitment.plain-text")
    held = ""
    if led.reading is not None:
        name = typeset(led.reading.label.in_language(language), language)
        held = names.actors(led.reading.holders, asked.process, language)
    return _leads(asked, led.standing, name=name, held=held, href="")


def _leads(asked: Asked, standing: Standing, *, name: str, held: str, href: str) -> Leads:
    process, language = asked.process, asked.language
    it = process.commitments[standing.commitment]
    label = next((each.label for each in it.readings if each.id == standing.reading), None)
    return Leads(
        name=name,
        held=held,
        word=standing.word,
        shown=words.shown_word(standing.word, process, language, restraint=it.kind == "refrain"),
        line=wording.line(standing, process, language),
        reading=typeset(label.in_language(language), language) if label else "",
        href=href,
    )


def _compared(asked: Asked, comparison: Comparison) -> list[Leads]:
    """Each compared standpoint, in alphabetical order, with where it leads."""
    return [
        _leads(
            asked,
            standing,
            name=names.standpoint(each, asked.process, asked.language),
            held="",
            href=asked.link("/differ/", **_beside(comparison, each)) + f"#{comparison.commitment}",
        )
        for each, standing in comparison.standings.items()
    ]


def _beside(comparison: Comparison, standpoint: str) -> dict[str, str]:
    """Two standpoints to set side by side: this one, and the first that answers otherwise."""
    standings = comparison.standings
    others = [each for each in standings if each != standpoint]
    differing = [each for each in others if standings[each].axes != standings[standpoint].axes]
    left, right = sorted((standpoint, (differing or others or [standpoint])[0]))
    return {"left": left, "right": right}
