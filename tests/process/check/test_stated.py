"""What is left open, what has no source, what nobody has reviewed."""

import pytest
from tests.bad.sound_texts import TEXTS
from tests.process.check.looking import commitment, problems_with, said_with

from kept.process import read_process
from kept.process.check import check_process

DUE = "due = { by = 2030-07-01 }\n"
DONE = 'done = { event = "joint-patrol" }\n'


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        (DUE + DONE, None),
        (DONE, "deadline"),
        (DUE, "test"),
        ("", "deadline, test"),
        ('keep = { never = ["attack-by-aruna"] }', None),
        ('every = "1 week"\n' + DONE, None),
        (DUE + 'parts = { all = ["no-attack"] }', None),
        ('parts = { all = ["no-attack"] }', "deadline"),
    ],
)
def test_deadline_and_test(fields: str, missing: str | None) -> None:
    told = [] if missing is None else [f"Not stated: {missing}."]

    assert said_with(commitment("a", fields)) == told


@pytest.mark.parametrize(
    ("lost", "fields", "missing"),
    [
        ('verified_by = ["commission"]', DUE + DONE, "verifier"),
        ('verified_by = ["commission"]', DUE + 'parts = { all = ["no-attack"] }', None),
        ('["aruna"]', DUE + DONE, "who owes it"),
    ],
)
def test_holder_and_verifier(lost: str, fields: str, missing: str | None) -> None:
    more = commitment("a", fields).replace(lost, "[]" if lost.startswith("[") else "")
    told = [] if missing is None else [f"Not stated: {missing}."]

    assert said_with(more) == told


def test_what_is_not_stated_is_no_fault() -> None:
    [problem] = problems_with(commitment("a", ""))

    assert problem.severity == "not-stated"
    assert str(problem) == "more.toml:2 (commitment.a): Not stated: deadline, test."


def test_an_amendment_states_a_deadline() -> None:
    amends = 'amends = [{ commitment = "a", due = { by = 2030-07-01 } }]'

    assert said_with(commitment("a", DONE), amends) == []


READING = 'reading.x = {{ label = {{ en = "x", fr = "x" }}, holders = [{}], {} due = {{ by = 2030-08-01 }} }}'


@pytest.mark.parametrize(
    ("holders", "sources", "told"),
    [
        ('"aruna"', 'sources = ["gazette"],', []),
        ("", 'sources = ["gazette"],', ["Not stated: who holds the reading x."]),
        ('"aruna"', "", ["The reading x names no source."]),
    ],
)
def test_readings_have_holders_and_sources(holders: str, sources: str, told: list[str]) -> None:
    assert said_with(commitment("a", DUE + DONE + READING.format(holders, sources))) == told


SOURCED = {
    "mechanism": 'name = { en = "x", fr = "x" }',
    "meeting": 'of = "commission"\ntrack = "talks"\non = 2030-06-01',
    "decision": 'by = ["commission"]\non = 2030-06-01\ntext = { en = "x", fr = "x" }',
    "gap": 'kind = "gap"\nfound_by = []\non = 2030-06-01\ntext = { en = "x", fr = "x" }',
    "link": 'from = "accord"\nto = "accord"\ntext = { en = "x", fr = "x" }',
    "phase": 'instrument = "accord"\nname = { en = "x", fr = "x" }',
    "commitment": 'clause = "accord/1"\nof = ["aruna"]\ntext = { en = "x", fr = "x" }\n'
    'due = { by = 2030-07-01 }\ndone = { event = "joint-patrol" }\nverified_by = ["commission"]',
}  # fmt: skip


@pytest.mark.parametrize("kind", SOURCED)
def test_a_record_without_source(kind: str) -> None:
    more = commitment("in", DUE + DONE + 'phase = "x"') if kind == "phase" else ""
    record = f"[{kind}.x]\n{SOURCED[kind]}\n"

    problems = problems_with(record + more)

    assert [(each.what, each.severity) for each in problems] == [
        ("It names no source.", "warning")
    ]
    assert said_with(record + 'sources = ["gazette"]\n' + more) == []


def test_an_instrument_and_its_statuses_have_sources() -> None:
    bare = TEXTS["instruments/accord.md"].replace('sources = ["gazette"]\n```', "```", 1)
    bare = bare.replace('on = 2030-05-31, sources = ["gazette"]', "on = 2030-05-31")
    texts = {**TEXTS, "instruments/accord.md": bare}

    assert [each.what for each in check_process(read_process(list(texts.items())))] == [
        "It names no source.",
        "The status “signed” names no source.",
    ]


def test_a_status_that_rests_on_an_event_needs_no_source() -> None:
    assert said_with("", 'status = [{ is = "signed", if = { event = "first-meeting" } }]') == []


def test_coding_that_nobody_has_reviewed() -> None:
    head = TEXTS["process.toml"].replace('["another editor"]', "[]")
    texts = {**TEXTS, "process.toml": head}

    [problem] = check_process(read_process(list(texts.items())))

    assert problem.what == "Nobody has reviewed the coding."
    assert problem.severity == "warning"


def private(*names: str, fields: str = "") -> str:
    events = "".join(f'[event.{name}-done]\nname = {{ en = "x", fr = "x" }}\n' for name in names)
    return events + "".join(
        commitment(name, DUE + f'done = {{ event = "{name}-done" }}\n{fields}') for name in names
    )


def test_a_third_of_the_commitments_may_rest_on_an_event_of_their_own() -> None:
    one_of_four, two_of_six = private("a"), private("a", "b") + commitment("c", DUE + DONE)

    assert said_with(one_of_four) == []
    assert said_with(two_of_six) == []
    assert said_with(private("a", "b")) == [
        "2 of 5 commitments rest on an event of their own alone: a, b."
    ]


@pytest.mark.parametrize(
    "other",
    [
        DUE + 'done = { event = "a-done" }',
        DUE + DONE + 'from = { event = "a-done" }',
        DUE + DONE + 'context = ["a-done"]',
        'done = { event = "joint-patrol" }\ndue = { before = { not = { event = "a-done" } } }',
    ],
)
def test_an_event_that_another_commitment_names_is_not_private(other: str) -> None:
    assert said_with(private("a", "b") + commitment("c", other)) == []


def test_an_event_of_another_name_or_beside_others_is_not_private() -> None:
    beside = '[event.c-done]\nname = { en = "x", fr = "x" }\n' + commitment(
        "c", DUE + 'done = { all = [{ event = "c-done" }, { event = "joint-patrol" }] }'
    )

    assert said_with(private("a", "b") + beside) == []
