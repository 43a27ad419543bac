"""Cases: what an analyst expects, set beside what the text computes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.assessment.case_files import read_cases
from kept.assessment.cases import FOUND, Difference, run_cases
from kept.dates import Span
from kept.ledger import read_statements
from kept.names import Interval
from kept.process import read_process
from kept.texts import ProblemsError

TEXT = """
[process]
id = "small"
title = { en = "Small" }
languages = ["en"]
compiled_on = 2025-11-21
coded_by = ["editors"]

[track.lakes]
name = { en = "Lakes" }

[actor.aruna]
kind = "state"
name = { en = "Aruna" }

[actor.belva]
kind = "state"
name = { en = "Belva" }

[actor.uls]
kind = "organisation"
name = { en = "Union" }

[source.text]
publisher = "Gazette"
kind = "official-text"
published_on = 2025-01-01

[source.late-page]
publisher = "Gazette"
kind = "press"
published_on = 2025-03-20

[event.bridge-open]
name = { en = "The bridge is open" }

[incident.attack-by-belva]
name = { en = "Belva attacks" }
by = "belva"

[standpoint.public]
name = { en = "Public" }
accept = "claimed"

[standpoint.strict]
name = { en = "Strict" }
accept = "verified"
readings = ["belva"]
"""
PACT = """# Pact

```toml
[instrument.pact]
track = "lakes"
kind = "declaration"
parties = ["aruna", "belva"]
status = [{ is = "in-force", on = 2025-01-01 }]
sources = ["text"]
```

## Clause 1 — Bridge

They open the bridge.

```toml
[commitment.bridge]
text = { en = "Open the bridge" }
of = ["aruna"]
to = ["belva"]
due = { by = 2025-03-01 }
done = { event = "bridge-open" }
verified_by = ["uls"]
sources = ["text"]

[commitment.bridge.reading.after-peace]
label = { en = "after peace" }
holders = ["belva"]
from = { kept = "peace" }

[commitment.toll]
text = { en = "Lift the toll" }
of = ["belva"]
to = ["aruna"]
from = { kept = "bridge" }
done = { event = "bridge-open" }
sources = ["text"]

[commitment.peace]
text = { en = "Attack nobody" }
of = ["belva"]
to = ["aruna"]
keep = { never = ["attack-by-belva"] }
verified_by = ["uls"]
sources = ["text"]
```
"""
PROCESS = read_process([("process.toml", TEXT), ("instruments/pact.md", PACT)])
SAID = """
[coding]
coded_by = ["editors"]

[[statement]]
id = "aruna-says-open"
speaker = ["aruna"]
kind = "asserts"
about = ["bridge-open"]
when = 2025-02-10
said_on = 2025-02-11
claim = { en = "Open" }
sources = ["text"]
"""
RECORD = read_statements([("s.toml", SAID)], PROCESS.calendar, ("en",))
OPEN = (
    'said = [{ speaker = "aruna", kind = "asserts", about = "bridge-open", said_on = 2025-02-11 }]'
)


def case(*lines, name="A case", commitment="bridge", on="2025-02-20"):
    """The text of one case; a line given again replaces nothing, so that tests stay readable."""
    head = [f'name = "{name}"', f'commitment = "{commitment}"', f"on = {on}"]
    return "\n".join(("[[case]]", *head, *lines)) + "\n"


def run(*texts):
    return run_cases(PROCESS, RECORD, "\n".join(texts), "cases.toml")


def problems(text):
    with pytest.raises(ProblemsError) as caught:
        run(text)
    return [str(each) for each in caught.value.problems]


# ── What a case is about ─────────────────────────────────────────────────────


def test_a_case_without_words_is_about_silence():
    [result] = run(case('word = "not-yet-due"', 'evidence = "unreported"'))
    assert result.passed, str(result)


def test_what_is_said_in_a_case_is_known_on_the_day_it_was_said():
    known, unknown = run(
        case(OPEN, 'word = "kept"', name="known", on="2025-02-11"),
        case(OPEN, 'word = "not-yet-due"', "known_at = 2025-02-10", name="unknown"),
    )
    assert known.passed, str(known)
    assert unknown.passed, str(unknown)


def test_words_of_an_uncertain_day_are_known_on_its_last():
    said = OPEN.replace("2025-02-11", '"2025-02-11..2025-02-14"')
    eve, day = run(
        case(said, 'word = "not-yet-due"', name="eve", on="2025-02-13"),
        case(said, 'word = "kept"', name="day", on="2025-02-14"),
    )
    assert eve.passed, str(eve)
    assert day.passed, str(day)


def test_a_source_that_is_named_says_when_the_words_were_known():
    said = OPEN.replace("}]", ', sources = ["late-page"] }]')
    eve, day = run(
        case(said, 'word = "cannot-be-judged"', name="eve", on="2025-03-19"),
        case(said, 'word = "kept"', name="day", on="2025-03-20"),
    )
    assert eve.passed, str(eve)
    assert day.passed, str(day)


def test_only_a_case_that_asks_for_the_record_starts_from_it():
    silent, recorded, without = run(
        case('word = "not-yet-due"', name="silent"),
        case('word = "kept"', "record = true", name="recorded"),
        case(
            'word = "not-yet-due"',
            "record = true",
            'without = ["aruna-says-open"]',
            name="without",
        ),
    )
    assert [each.passed for each in (silent, recorded, without)] == [True, True, True]
    assert [len(each.case.statements) for each in (silent, recorded, without)] == [0, 1, 0]


def test_what_is_said_in_a_case_is_added_to_the_record():
    said = 'said = [{ speaker = "uls", kind = "denies", about = "bridge-open", when = 2025-02-10, said_on = 2025-02-12 }]'
    [result] = run(case("record = true", said, 'word = "not-yet-due"', 'evidence = "refuted"'))
    assert result.passed, str(result)


def test_what_is_said_may_take_back_the_record():
    said = 'said = [{ speaker = "aruna", kind = "retracts", retracts = "aruna-says-open", said_on = 2025-02-12 }]'
    [result] = run(case("record = true", said, 'word = "not-yet-due"'))
    assert result.passed, str(result)


def test_a_case_is_seen_from_the_standpoint_it_names():
    [result] = run(case('standpoint = "strict"', 'word = "blocked"', 'reading = "after-peace"'))
    assert result.passed, str(result)
    assert result.case.standpoint == "strict"


def test_cases_may_be_given_as_one_table():
    [result] = run(case('word = "not-yet-due"').replace("[[case]]", "[case]"))
    assert result.passed


def test_a_file_without_cases_has_none():
    assert run("# nothing yet") == ()


def test_a_case_leaves_the_process_as_it_was():
    before = dict(PROCESS.sources)
    run(case(OPEN, 'word = "kept"'))
    assert PROCESS.sources == before


# ── Every axis ───────────────────────────────────────────────────────────────

EXPECTED = {
    "word": ("kept", "late"),
    "duty": ("discharged", "active"),
    "evidence": ("claimed", "refuted"),
    "extent": (3, 2),
    "time": ("on-time", "late"),
    "days": (18, '"17..18"'),
    "reading": ("none", "after-peace"),
    "blocked_by": ([], ["peace"]),
    "breaches": (0, 1),
    "started": ("2025-01-01", "2025-01-02"),
}


def written(value):
    quoted = isinstance(value, str) and not value.startswith(('"', "2025"))
    return f'"{value}"' if quoted else str(value).replace("'", '"')


@pytest.mark.parametrize("axis", FOUND)
def test_an_axis_that_fits_passes_and_one_that_does_not_is_named(axis):
    right, wrong = EXPECTED[axis]
    word = () if axis == "word" else ('word = "kept"',)
    good, bad = run(
        case(OPEN, *word, f"{axis} = {written(right)}", name="right"),
        case(OPEN, *word, f"{axis} = {written(wrong)}", name="wrong"),
    )
    assert good.passed, str(good)
    assert [each.axis for each in bad.differences] == [axis]


def test_the_order_of_what_blocks_does_not_matter():
    one = Difference("blocked_by", ("b", "a"), ("c",))
    assert str(one) == "blocked_by: expected b, a, found c"
    [result] = run(case('word = "blocked"', 'blocked_by = ["bridge"]', commitment="toll"))
    assert result.passed, str(result)


def test_breaches_are_counted():
    said = 'said = [{ speaker = "uls", kind = "verifies", about = "attack-by-belva", said_on = 2025-02-12 }]'
    [result] = run(case(said, 'word = "broken"', "breaches = 1", commitment="peace"))
    assert result.passed, str(result)


def test_nothing_is_shown_as_nothing():
    [result] = run(case('word = "kept"', "extent = 3", "days = 0", 'blocked_by = ["peace"]'))
    assert [str(each) for each in result.differences] == [
        "word: expected kept, found not-yet-due",
        "extent: expected 3, found nothing",
        "days: expected 0, found 9",
        "blocked_by: expected peace, found nothing",
    ]


# ── What a failure says ──────────────────────────────────────────────────────


def test_a_case_that_fails_says_where_what_and_why():
    [_, result] = run(
        case(OPEN, 'word = "kept"'),
        case(
            'word = "kept"',
            'duty = "discharged"',
            'time = "on-time"',
            name="On the eve it is kept",
            on="2025-02-28",
        ),
    )
    assert not result.passed
    assert str(result) == (
        "cases.toml:8: On the eve it is kept\n"
        "    bridge on 2025-02-28, as known on 2025-02-28, from the standpoint public\n"
        "    word: expected kept, found not-yet-due\n"
        "    duty: expected discharged, found active\n"
        "    time: expected on-time, found left\n"
        "    because: owed (instrument), deadline, test (slot (silent))"
    )


def test_a_case_that_passes_says_only_where_and_what():
    [result] = run(case('word = "not-yet-due"'))
    assert str(result) == "cases.toml:1: A case"


# ── What is refused ──────────────────────────────────────────────────────────

WORD = 'word = "kept"'
REFUSED = [
    (
        case(WORD, 'wrod = "kept"'),
        "cases.toml:6 (case number 1): Nobody knows the field “wrod” here. Did you mean “word”?",
    ),
    (
        case('word = "keept"'),
        "cases.toml:5 (case number 1): “keept” is none of kept, under-way, late, broken, contested, "
        "blocked, not-yet-due, cannot-be-judged, no-longer-owed. Choose one. Did you mean kept?",
    ),
    (case(), "cases.toml:1 (case number 1): The field “word” is missing. Add word = … ."),
    (
        case(WORD, commitment="brigde"),
        "cases.toml:3 (case number 1): “commitment” names brigde, which nobody knows. "
        "Did you mean bridge?",
    ),
    (
        case(WORD, commitment="palace-of-justice"),
        "cases.toml:3 (case number 1): “commitment” names palace-of-justice, which nobody knows. "
        "Name one that is there.",
    ),
    (
        case(WORD, 'standpoint = "publik"'),
        "cases.toml:6 (case number 1): “standpoint” names publik, which nobody knows. "
        "Did you mean public?",
    ),
    (
        case(WORD, 'reading = "after-peaces"'),
        "cases.toml:6 (case number 1): “reading” names after-peaces, which nobody knows. "
        "Did you mean after-peace?",
    ),
    (
        case(WORD, 'blocked_by = ["peas"]'),
        "cases.toml:6 (case number 1): “blocked_by” names peas, which nobody knows. "
        "Did you mean peace?",
    ),
    (
        case(WORD, 'without = ["aruna-says-open"]'),
        "cases.toml:6 (case number 1): Nothing is there to leave out. Add record = true.",
    ),
    (
        case(WORD, "record = true", 'without = ["aruna-says-opened"]'),
        "cases.toml:7 (case number 1): “without” names aruna-says-opened, which nobody knows. "
        "Did you mean aruna-says-open?",
    ),
    (
        case(
            WORD,
            "said = [",
            '  { speaker = "aruna", kind = "asserts", said_on = 2025-02-11 },',
            "]",
        ),
        "cases.toml:7 (case number 1): It is about nothing. "
        'Add about = ["…"] with events, states, indicators.',
    ),
    (
        case(WORD, OPEN.replace("aruna", "arruna")),
        "cases.toml:6 (case number 1): “speaker” names arruna, which nobody knows. "
        "Did you mean aruna?",
    ),
    (
        case(WORD, OPEN.replace("bridge-open", "bridge-opened")),
        "cases.toml:6 (case number 1): “about” names bridge-opened, which nobody knows. "
        "Did you mean bridge-open?",
    ),
    (
        case(WORD, OPEN.replace("}]", ', sources = ["txt"] }]')),
        "cases.toml:6 (case number 1): “sources” names txt, which nobody knows. Did you mean text?",
    ),
    (
        case(WORD, OPEN.replace("}]", ', answers = ["nobody"] }]')),
        "cases.toml:6 (case number 1): “answers” names nobody, which nobody knows. "
        "Name one that is there.",
    ),
    (
        case(
            WORD,
            'said = [{ speaker = "aruna", kind = "retracts", retracts = "said-2", said_on = 2025-02-11 }]',
        ),
        "cases.toml:6 (case number 1): “retracts” names said-2, which nobody knows. "
        "Did you mean said-1?",
    ),
    (
        case(WORD, OPEN.replace("}]", ', id = "aruna-says-open" }]'), "record = true"),
        "cases.toml:6 (case number 1): aruna-says-open is said twice. Give one another id.",
    ),
    (
        case(WORD, OPEN.replace('kind = "asserts", ', "")),
        "cases.toml:6 (case number 1): The field “kind” is missing. Add kind = … .",
    ),
    ("case = 1", "cases.toml:1 (case number 1): Here stands a number. Write a table."),
    ("[[statement]]", "cases.toml:1: Nobody knows “statement” here. Write [[case]]."),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_cannot_be_read_is_refused_with_line_and_remedy(text, message):
    assert problems(text) == [message]


def test_what_is_no_toml_is_refused_as_such():
    [problem] = problems("[[case]\n")
    assert problem.startswith("cases.toml:1: This is no TOML")


def test_a_name_stands_once():
    text = case(WORD) + case(WORD, on="2025-02-21")
    assert problems(text) == [
        "cases.toml:7 (case number 2): “A case” stands twice; first in "
        "cases.toml:1 (case number 1). Rename one."
    ]


def test_everything_wrong_is_told_at_once():
    assert len(problems(case(name="one") + case(WORD, name="two", commitment="brigde"))) == 2


# ── Laws ─────────────────────────────────────────────────────────────────────

days = st.integers(0, 120).map(lambda n: date(2024, 12, 15) + timedelta(days=n))


def restated(result):
    """The axes of a standing, as a case would expect them."""
    axes = {axis: found(result.standing) for axis, found in FOUND.items()}
    kinds = {Interval: lambda it: f'"{it}"', Span: str, tuple: lambda it: str(list(it))}
    return [
        f"{axis} = {kinds.get(type(value), written)(value)}".replace("'", '"')
        for axis, value in axes.items()
        if value is not None
    ]


@given(days, st.sampled_from(["bridge", "toll", "peace"]), st.sampled_from(["public", "strict"]))
def test_a_case_that_expects_what_was_found_passes(on, commitment, standpoint):
    asked = {"commitment": commitment, "on": on.isoformat()}
    lines = ["record = true", f'standpoint = "{standpoint}"']
    [found] = run(case(*lines, 'word = "kept"', **asked))
    [again] = run(case(*lines, *restated(found), **asked))
    assert again.passed, str(again)


def test_reading_alone_computes_nothing():
    [read] = read_cases(PROCESS, RECORD, case(WORD, "breaches = 0"), "cases.toml")
    assert dict(read.expected) == {"word": "kept", "breaches": 0}
