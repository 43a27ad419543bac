"""Days that cannot be."""

import pytest
from tests.process.check.looking import problems_with, said_with

from kept.process.read.parts import STATUS_WORDS


def life(*steps: str) -> str:
    return "status = [" + ", ".join(f'{{ {each}, sources = ["gazette"] }}' for each in steps) + "]"


def steps(*words: str) -> str:
    return life(*(f'is = "{word}", on = 2030-06-0{day}' for day, word in enumerate(words, 1)))


@pytest.mark.parametrize(
    "words",
    [
        ("draft", "proposed", "adopted", "initialled", "signed", "in-force"),
        ("proposed", "draft"),
        ("initialled", "adopted", "in-force"),
        ("signed", "in-force", "suspended", "resumed", "suspended", "terminated"),
        ("draft", "superseded"),
        ("in-force", "superseded", "terminated"),
        ("in-force", "terminated", "superseded"),
        ("adopted", "in-force"),
        (),
    ],
)
def test_a_life_in_its_order_is_let_pass(words: tuple[str, ...]) -> None:
    assert said_with("", steps(*words)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("in-force", "signed"),
        ("signed", "initialled"),
        ("adopted", "draft"),
        ("superseded", "in-force"),
        ("terminated", "resumed"),
        ("signed", "resumed"),
        ("suspended", "in-force"),
    ],
)
def test_a_step_before_the_one_that_makes_it_possible(before: str, after: str) -> None:
    [problem] = problems_with("", steps(before, after))

    assert problem.what == f"The status “{after}” stands after “{before}”."
    assert problem.severity == "error"
    assert problem.remedy == (
        "Write “resumed”."
        if before == "suspended"
        else "Put each step after the one that makes it possible."
    )


@pytest.mark.parametrize("word", STATUS_WORDS)
def test_every_word_of_a_life_has_its_place(word: str) -> None:
    assert isinstance(said_with("", steps("draft", word)), list)


def test_days_that_run_backwards() -> None:
    status = life('is = "draft", on = 2030-06-02', 'is = "signed", on = 2030-06-01')

    assert said_with("", status) == [
        "It is “draft” on 2030-06-02 and then “signed” on 2030-06-01."
    ]


@pytest.mark.parametrize("later", ['on = "2030-06"', "on = 2030-06-02", 'on = "2030-05..2030-06"'])
def test_days_that_may_be_in_order_are_let_pass(later: str) -> None:
    status = life('is = "draft", on = 2030-06-02', f'is = "signed", {later}')

    assert said_with("", status) == []


def test_days_are_compared_across_a_step_that_rests_on_an_event() -> None:
    status = life(
        'is = "draft", on = 2030-06-02',
        'is = "signed", if = { event = "first-meeting" }',
        'is = "in-force", on = 2030-06-01',
    )

    assert said_with("", status) == [
        "It is “draft” on 2030-06-02 and then “in-force” on 2030-06-01."
    ]


def test_a_status_known_before_its_day() -> None:
    status = life('is = "signed", on = "2030-06-10..2030-06-12", known_on = 2030-06-09')

    assert said_with("", status) == [
        "“signed” was known on 2030-06-09, before its day, 2030-06-10..2030-06-12."
    ]


KINDS = {
    "meeting": 'of = "commission"\ntrack = "talks"',
    "decision": 'by = ["commission"]\ntext = { en = "Go", fr = "Allez" }',
    "gap": 'kind = "gap"\nfound_by = ["commission"]\ntext = { en = "Gap", fr = "Lacune" }',
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("known_on", "told"),
    [
        ("2030-06-09", ["It was known on 2030-06-09, before its day, 2030-06-10..2030-06-12."]),
        ('"2030-06-01..2030-06-10"', []),
        ("2030-06-10", []),
        ("2031-01-01", []),
    ],
)
def test_a_record_known_before_its_day(kind: str, known_on: str, told: list[str]) -> None:
    more = f"""
[{kind}.x]
{KINDS[kind]}
on = "2030-06-10..2030-06-12"
known_on = {known_on}
sources = ["gazette"]
"""

    assert said_with(more) == told


NOT_HELD = """
[meeting.planned]
of = "commission"
track = "talks"
on = 2030-06-10
known_on = 2030-06-01
held = false
sources = ["gazette"]
"""


def test_a_meeting_that_is_planned_is_known_before_its_day() -> None:
    assert said_with(NOT_HELD) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("attended", '["aruna"]'),
        ("reviewed", '[{ en = "it", fr = "cela" }]'),
        ("agreed", '[{ en = "it", fr = "cela" }]'),
    ],
)
def test_a_meeting_that_was_not_held_and_has_results(field: str, value: str) -> None:
    [problem] = problems_with(f"{NOT_HELD}{field} = {value}\n")

    assert problem.what == f"The meeting was not held, and “{field}” says what happened there."
    assert problem.remedy == f"Drop “{field}”, or held = false."


def test_a_source_may_be_older_than_the_meeting_it_announces() -> None:
    more = '[source.old]\npublisher = "Old"\nkind = "press"\npublished_on = 2030-01-01\n'

    assert said_with(more + NOT_HELD.replace("gazette", "old")) == []
