"""Every reason, statement, phase, comparison and change as a sentence."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.assessment import (
    Assessment,
    Change,
    Comparison,
    Finding,
    Reason,
    phase_standings,
    reasons,
    what_would_change,
)
from kept.assessment import (
    compare as compared,
)
from kept.ledger import MissingBody, Statement
from kept.names import Interval, Test
from kept.process import Process
from kept.report.wording import (
    LANGUAGES,
    Language,
    change,
    compare,
    phases,
    sentences,
    standing,
)
from kept.report.wording.rules import RULES
from kept.report.wording.statements import short_line
from kept.texts import Words

Assessed = Callable[..., Assessment]
Golden = Callable[[str, Iterable[str]], None]

STANDPOINTS = ("public", "aruna", "belva", "strict")
# Rules of the table that no standing gives: what moved a deadline is told with its decision.
UNUSED = {"moved"}

# Standings whose reasons hold every rule, and statements with every mark.
TOLD = (
    ("aruna", "island"),
    ("public", "lists"),
    ("public", "perhaps-due"),
    ("public", "too-old"),
    ("public", "neither-way"),
    ("public", "untested"),
    ("public", "of-parts"),
    ("public", "several-silent"),
    ("public", "several-mixed"),
    ("public", "gate"),
    ("public", "map"),
    ("public", "monthly"),
    ("public", "incidents-accepted"),
    ("public", "incidents-grown-old"),
    ("public", "waits-for-much"),
    ("public", "waits-for-either"),
    ("public", "waits-for-contrary"),
    ("public", "waits-for-completion"),
    ("public", "waits-for-phase"),
    ("public", "fee"),
    ("public", "replaced-with-text"),
)
SAID = (
    "belva-school-denied",
    "mission-camp-unsure",
    "aruna-training",
    "mission-soldiers",
    "paper-watched-denied",
    "minister-demands",
    "unnamed-market",
    "joint-words",
    "board-comments",
)


def documented() -> set[str]:
    """The rules in the table at the top of the reasons."""
    rows = [line for line in (reasons.__doc__ or "").splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])}


def test_every_documented_rule_has_a_sentence() -> None:
    assert documented() == set(RULES)


def test_the_story_uses_every_rule(assessed: Assessed, missing: tuple[MissingBody, ...]) -> None:
    standings = [assessed(name).standings[commitment] for name, commitment in TOLD]
    standings += assessed(missing=missing).standings.values()
    told = {step.rule for one in standings for each in one.reasons for step in each.walk()}

    assert told == set(RULES) - UNUSED


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_told(
    assessed: Assessed, process: Process, golden: Golden, language: Language
) -> None:
    lines: list[str] = []
    for name, commitment in TOLD:
        lines.append(f"{commitment}, {name}")
        steps = assessed(name).standings[commitment].reasons
        told = sentences.tree(steps, process, language)
        lines.extend(f"{'  ' * (depth + 1)}{line}" for depth, line in told)

    golden(f"reasons-{language}", lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_statements_are_told(
    statements: tuple[Statement, ...], process: Process, golden: Golden, language: Language
) -> None:
    golden(
        f"statements-{language}",
        (
            sentences.statement_line(each, process, language)
            for each in statements
            if each.id in SAID
        ),
    )


def test_a_list_names_the_body_that_spoke_for_many(
    statements: tuple[Statement, ...], process: Process
) -> None:
    told = {each.id: short_line(each, process, "en") for each in statements}

    assert told["board-comments"] == (
        "JB (comment, between 19 and 20 November 2025): The board welcomes the hotline"
    )
    assert told["joint-words"] == (
        "Aruna and Belva (promise, 27 June 2025): Both promise a market"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phase_of_the_story_is_told(
    assessed: Assessed, process: Process, golden: Golden, language: Language
) -> None:
    told = [phases.line(each, process, language) for each in phase_standings(assessed())]
    told += [phases.line(each, process, language) for each in phase_standings(assessed("aruna"))]

    golden(f"phases-{language}", told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_comparison_of_the_story_is_told(
    assessed: Assessed, process: Process, golden: Golden, language: Language
) -> None:
    between = compared([assessed(name) for name in ("aruna", "belva", "public")])

    golden(
        f"comparisons-{language}",
        (f"{each.commitment}: {compare.line(each, process, language)}" for each in between),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_of_the_story_is_told(
    assessed: Assessed, process: Process, golden: Golden, language: Language
) -> None:
    told = assessed()

    golden(
        f"changes-{language}",
        (
            f"{name}: {change.line(each, process, language, name)}"
            for name in told.standings
            for each in what_would_change(told, name)
        ),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_is_told_in_one_sentence(
    assessed: Assessed, process: Process, golden: Golden, language: Language
) -> None:
    later = assessed("public", date(2025, 12, 1))
    none = ("late", "over-denied", "no-incident")

    golden(
        f"summaries-{language}",
        (
            *(standing.first_sentence(assessed(each), process, language) for each in STANDPOINTS),
            standing.first_sentence(later, process, language, ("done-late", "gate")),
            standing.first_sentence(later, process, language, ("done-late",)),
            standing.first_sentence(assessed(), process, language, none[1:]),
            standing.first_sentence(assessed(), process, language, ()),
        ),
    )


# ── What no story shows ─────────────────────────────────────────────────────────


def test_a_standpoint_alone_agrees_with_itself(assessed: Assessed, process: Process) -> None:
    (gate,) = [each for each in compared([assessed()]) if each.commitment == "gate"]

    assert compare.line(gate, process, "en") == "agreed: not done by its date"


def test_a_contest_about_facts_and_reading_says_both(assessed: Assessed, process: Process) -> None:
    standings = {name: assessed(name).standings["island"] for name in ("aruna", "belva")}
    both = Comparison(
        commitment="island", word="contested", by=("facts", "reading"), standings=standings
    )

    assert compare.line(both, process, "en") == (
        "contested about the facts and the reading — "
        "“From Aruna's side”: blocked, read as “once the tower is down”; "
        "“From Belva's side”: not done by its date, read as “at once”"
    )


def test_a_change_knows_a_duty_to_refrain_by_what_is_asked(process: Process) -> None:
    shelled = Change((Finding("shelling", "so"),), "broken")
    island = Change((Finding("soldiers", "not-so", Test("=", 0)),), "broken")

    assert change.line(shelled, process, "en") == (
        "If a verifier found “Aruna shells a village” to be so, "
        "it would stand as: reported not respected."
    )
    assert change.line(island, process, "fr") == (
        "Si un vérificateur constatait que «\u00a0Soldats sur l'île\u00a0» n’a pas pour valeur "
        "exactement 0 soldats, l’engagement figurerait comme\u00a0: non fait à la date prévue."
    )


def test_a_moved_deadline_says_who_moved_it(process: Process) -> None:
    moved = Reason(rule="moved", facts={"by": "longer", "to": date(2025, 10, 30)})
    nowhere = Reason(rule="moved", facts={"by": ("peace", "map")})

    assert sentences.reason(moved, process, "en") == (
        "Deadline moved to 30 October 2025 by “More time for the map”."
    )
    assert sentences.reason(nowhere, process, "en") == (
        "Deadline moved by “Peace of the Lakes” and “Draw the map” (owed by Aruna and Belva)."
    )


@pytest.mark.parametrize("rule", ["owed", "test", "breach"])
def test_a_reason_without_its_day_is_still_a_sentence(process: Process, rule: str) -> None:
    facts = {"accept": "claimed", "verdict": "true", "proposition": "raid", "strength": "claimed"}

    told = sentences.reason(Reason(rule=rule, facts=facts), process, "en")

    assert (
        told
        == {
            "owed": "Owed.",
            "test": "What it asks, weighed where one voice is enough: accepted as so.",
            "breach": "Incident accepted (claimed): “Belva raids a farm”.",
        }[rule]
    )


def test_one_id_for_different_readings_is_told_without_a_label(process: Process) -> None:
    (reading, _) = process.commitments["island"].readings
    other = replace(reading, label=Words.of(en="at leisure"))
    gate = replace(process.commitments["gate"], readings=(other,))
    process = replace(process, commitments={**process.commitments, "gate": gate})
    step = Reason(rule="reading", facts={"reading": reading.id, "holders": reading.holders})

    told = sentences.reason(step, process, "en")

    assert told == "Read as a reading of its own says (held by Aruna)."


def test_the_words_a_reason_rests_on_follow_it_once(
    assessed: Assessed, process: Process, statements: tuple[Statement, ...]
) -> None:
    said = {each.id: each for each in statements}
    steps = assessed().standings["over-denied"].reasons

    told = sentences.tree((*steps, *steps), process, "en", said)

    (line,) = [(depth, text) for depth, text in told if "(denial" in text]
    before = told[told.index(line) - 1]
    assert before == (line[0] - 1, "Against it: The Paper.")
    assert len(said) == len(statements)


def test_an_extent_open_at_an_end_reaches_to_the_end_of_the_scale(
    process: Process, statements: tuple[Statement, ...]
) -> None:
    training = next(each for each in statements if each.id == "aruna-training")

    told = [
        sentences.statement_line(replace(training, extent=extent), process, "en")
        for extent in (Interval(None, 2), Interval(2, None))
    ]

    assert [each.split("extent: ")[1].split(";")[0] for each in told] == [
        "not begun to intermediate",
        "intermediate to full",
    ]


# ── Laws ─────────────────────────────────────────────────────────────────────────


def every_text(assessed: Assessed, process: Process, language: Language) -> Iterator[str]:
    """All sentences of the story."""
    for name in STANDPOINTS:
        told = assessed(name)
        yield standing.first_sentence(told, process, language)
        for each in told.standings.values():
            yield from (text for _, text in sentences.tree(each.reasons, process, language))
    told = assessed()
    for commitment in told.standings:
        for found in what_would_change(told, commitment):
            yield change.line(found, process, language)


def every_line(assessed: Assessed, process: Process, language: Language) -> Iterator[str]:
    """All lines of the story that are no sentences of their own."""
    for name in STANDPOINTS:
        told = assessed(name)
        for each in told.standings.values():
            yield standing.line(each, process, language)
        for phase in phase_standings(told):
            yield phases.line(phase, process, language)
    for comparison in compared([assessed(name) for name in STANDPOINTS]):
        yield compare.line(comparison, process, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_begins_with_a_capital_and_ends_with_a_full_stop(
    assessed: Assessed, process: Process, language: Language
) -> None:
    for text in every_text(assessed, process, language):
        first = text.lstrip("“«\u00a0")[0]
        assert first == first.upper(), text
        assert text.endswith("."), text
        assert not text.endswith(".."), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_gaps_or_empty_places(
    assessed: Assessed, process: Process, language: Language
) -> None:
    for text in (
        *every_text(assessed, process, language),
        *every_line(assessed, process, language),
    ):
        assert not re.search(r"\s\s|[{}]|\(\)|None|^\s|\s$| [,.)]|\(\s", text), text
        if language == "fr":
            assert not re.search(r" [:;!?»]|« |\b(de le|de les|à le|à les)\b", text), text


@given(data=st.data())
def test_renaming_the_parties_renames_the_text(
    assessed: Assessed, process: Process, data: st.DataObject
) -> None:
    letters = st.text("GHKQXYZ", min_size=3, max_size=6)
    one, other = data.draw(st.tuples(letters, letters))
    language: Language = data.draw(st.sampled_from(LANGUAGES))

    renamed = _named(process, one, other)
    marked = _named(process, "§1§", "§2§")

    told = [
        each.replace("§1§", one).replace("§2§", other)
        for each in every_line(assessed, marked, language)
    ]
    assert list(every_line(assessed, renamed, language)) == told


def _named(process: Process, one: str, other: str) -> Process:
    """The story with other names for its parties."""
    actors = dict(process.actors)
    for each, name in (("aruna", one), ("belva", other)):
        actors[each] = replace(actors[each], name=Words.of(en=name, fr=name))
    return replace(process, actors=actors)
