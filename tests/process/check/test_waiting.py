"""What waits for itself, told with the whole circle."""

import pytest
from tests.process.check.looking import commitment, phase, problems_with, said_with

from kept.texts import Problem

DUE = "due = { by = 2030-07-01 }\n"
DONE = DUE + 'done = { event = "joint-patrol" }\n'


def circles_in(more: str, instrument: str | None = None) -> list[str]:
    return [each for each in said_with(more, instrument) if "circle" in each]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (DUE + 'done = { kept = "b" }', DUE + 'done = { kept = "a" }'),
        (DONE + 'from = { kept = "b" }', DONE + 'from = { not = { kept = "a" } }'),
        (DONE + 'from = { any = [{ event = "first-meeting" }, { kept = "b" }] }', DUE + 'done = { all = [{ kept = "a" }] }'),
        (DUE + 'parts = { all = ["no-attack", "b"] }', DUE + 'parts = { at_least = { n = 1, of = ["a"] } }'),
        (DONE + 'from = { kept = "b" }', 'keep = { never = ["attack-by-aruna"] }\nuntil = { kept = "a" }'),
        (DONE + 'from = { kept = "b" }', 'keep = { never = ["attack-by-aruna"] }\nrepair = { done = { kept = "a" } }'),
        (DONE + 'reading.x = { label = { en = "x", fr = "x" }, holders = ["aruna"], sources = ["gazette"], from = { kept = "b" } }', DUE + 'done = { kept = "a" }'),
        (DUE + 'done = { kept = "b" }', DONE + 'reading.x = { label = { en = "x", fr = "x" }, holders = ["aruna"], sources = ["gazette"], done = { kept = "a" } }'),
    ],
)  # fmt: skip
def test_two_commitments_that_wait_for_each_other(one: str, two: str) -> None:
    problems = problems_with(commitment("a", one) + commitment("b", two))

    assert [str(each) for each in problems if "circle" in each.what] == [
        "more.toml:2 (commitment.a): Each waits for the next, in a circle: a → b → a. "
        "Take one of these conditions away."
    ]


@pytest.mark.parametrize("fields", ['from = { kept = "a" }', 'until = { kept = "a" }'])
def test_a_commitment_that_waits_for_itself(fields: str) -> None:
    duty = DONE if fields.startswith("from") else 'keep = { never = ["attack-by-aruna"] }\n'

    assert circles_in(commitment("a", duty + fields)) == [
        "Each waits for the next, in a circle: a → a."
    ]


def test_a_circle_of_three_is_told_whole() -> None:
    several = [("a", "b"), ("b", "c"), ("c", "a")]
    more = "".join(commitment(one, DONE + f'from = {{ kept = "{two}" }}') for one, two in several)

    assert circles_in(more) == ["Each waits for the next, in a circle: a → b → c → a."]


@pytest.mark.parametrize("fields", ["", 'from = { event = "first-meeting" }'])
def test_a_commitment_of_an_instrument_that_enters_into_force_by_it(fields: str) -> None:
    more = commitment("a", DONE + fields, clause="protocol/1")
    status = 'status = [{ is = "in-force", if = { kept = "a" } }]'
    clause = '\n```\n\n## Clause 1 — A / A\n\n```toml\n[event.x]\nname = { en = "x", fr = "x" }'

    assert circles_in(more, status + clause) == [
        "Each waits for the next, in a circle: a → instrument protocol → a."
    ]


def test_what_says_when_it_begins_does_not_wait_for_a_text_that_never_enters_into_force() -> None:
    more = commitment("a", DONE + 'from = { signed = "protocol" }', clause="protocol/1")
    status = 'status = [{ is = "signed", if = { kept = "a" } }]'
    clause = '\n```\n\n## Clause 1 — A / A\n\n```toml\n[event.x]\nname = { en = "x", fr = "x" }'

    assert circles_in(more, status + clause) == [
        "Each waits for the next, in a circle: a → instrument protocol → a."
    ]


@pytest.mark.parametrize(
    ("phases", "circle"),
    [
        (
            phase("one", 'gate = { kept = "a" }'),
            "phase one → a → phase one",
        ),
        (
            phase("one", 'gate = { completed = "one" }'),
            "phase one → all of phase one → phase one",
        ),
        (
            phase("one", 'gate = { phase = "two" }') + phase("two", 'follows = ["one"]'),
            "phase one → phase two → phase one",
        ),
        (
            phase("zero", 'follows = ["one"]') + phase("one", 'gate = { completed = "zero" }'),
            "phase zero → phase one → all of phase zero → phase zero",
        ),
    ],
)
def test_a_phase_that_cannot_be_entered(phases: str, circle: str) -> None:
    more = phases + commitment("a", DONE + 'phase = "one"')

    assert circles_in(more) == [
        f"The phase cannot be entered. Each waits for the next, in a circle: {circle}."
    ]


def test_phases_in_order_are_no_circle() -> None:
    more = (
        phase("one")
        + phase("two", 'gate = { completed = "one" }\nfollows = ["one"]')
        + commitment("a", DONE + 'phase = "one"')
        + commitment("b", DONE + 'phase = "two"\nfrom = { kept = "a" }')
    )

    assert said_with(more) == []


def late_never(fields: str) -> list[Problem]:
    more = commitment("a", f'done = {{ event = "joint-patrol" }}\n{fields}') + commitment(
        "b", DONE + 'from = { kept = "a" }'
    )
    return [each for each in problems_with(more) if "deadline" in each.what]


@pytest.mark.parametrize(
    ("due", "circle"),
    [
        ('due = { before = { kept = "a" } }', "a → a"),
        ('due = { before = { kept = "b" } }', "a → b → a"),
        ('due = { within = "30 days", after = { kept = "b" } }', "a → b → a"),
    ],
)
def test_a_deadline_that_waits_for_the_commitment_itself(due: str, circle: str) -> None:
    [problem] = late_never(due)

    assert problem.what == f"Its deadline waits for the commitment itself: {circle}."
    assert problem.severity == "warning"


def test_a_deadline_that_waits_for_something_else_is_none() -> None:
    assert (
        late_never('due = { before = { all = [{ kept = "no-attack" }, { signed = "x" }] } }') == []
    )


SIGNING = """
status = [{{ is = "signed", if = {{ event = "first-meeting" }} }}]
signing_requires = [
  {{ id = "calm", text = {{ en = "Calm", fr = "Calme" }}, when = {{ kept = "{}" }} }},
]
```

## Clause 1 — A / A

```toml
[event.x]
name = {{ en = "x", fr = "x" }}
"""


def test_a_signature_that_requires_what_waits_for_it() -> None:
    more = commitment("a", DONE + 'from = { signed = "protocol" }', clause="protocol/1")

    [problem] = problems_with(more, SIGNING.format("a"))

    assert problem.what == (
        "Its signature requires what waits for it: instrument protocol → a → instrument protocol."
    )
    assert problem.remedy == "Say in “disputed” that the text contradicts itself, or correct calm."
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("fields", "waits"), [("", True), ('from = { event = "first-meeting" }', False)]
)
def test_without_an_entry_into_force_only_what_says_no_start_waits_for_one(
    fields: str, waits: bool
) -> None:
    more = commitment("a", DONE + fields, clause="protocol/1")

    found = [each for each in said_with(more, SIGNING.format("a")) if "signature" in each]

    assert bool(found) == waits


def test_a_signature_may_require_what_another_text_asks() -> None:
    assert said_with("", SIGNING.format("no-attack")) == []


@pytest.mark.parametrize(
    ("more", "instrument", "circle"),
    [
        ('[actor.army]\nkind = "force"\nname = { en = "A", fr = "A" }\npart_of = "navy"\n'
         '[actor.navy]\nkind = "force"\nname = { en = "N", fr = "N" }\npart_of = "army"',
         None, "“part_of” goes round in a circle: army → navy → army."),
        ('[area.east]\nname = { en = "E", fr = "E" }\nwithin = "east"',
         None, "“within” goes round in a circle: east → east."),
        ("", 'under = "protocol"', "“under” goes round in a circle: protocol → protocol."),
        ("", 'supersedes = ["protocol"]', "“supersedes” goes round in a circle: protocol → protocol."),
        (commitment("a", DONE + 'superseded_by = "b"') + commitment("b", DONE + 'superseded_by = "a"'),
         None, "“superseded_by” goes round in a circle: a → b → a."),
    ],
)  # fmt: skip
def test_what_leads_back_to_itself(more: str, instrument: str | None, circle: str) -> None:
    assert said_with(more, instrument) == [circle]


def test_a_chain_without_a_circle_is_in_order() -> None:
    more = commitment("a", DONE + 'superseded_by = "b"') + commitment(
        "b", DONE + 'from = { kept = "a" }'
    )

    assert said_with(more) == []


def test_circles_through_things_nobody_knows_are_no_circles() -> None:
    more = commitment(
        "a", DONE + 'from = { all = [{ kept = "x" }, { phase = "y" }] }\nphase = "z"'
    )

    assert circles_in(more) == []
