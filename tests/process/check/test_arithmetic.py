"""Lengths of time that the calendar cannot add to their day."""

import pytest
from tests.process.check.looking import commitment, phase, problems_with, said_with

DONE = 'done = { event = "joint-patrol" }\n'
UNKNOWN = (
    "“{}” counts months from a day that is not known yet: a month after the 31st there may be no "
    "such day."
)


def said_of(fields: str, more: str = "") -> list[str]:
    return said_with(commitment("a", DONE + fields) + more)


DECISION = """
[decision.start]
by = ["commission"]
on = 2030-01-31
text = { en = "Start", fr = "Début" }
sources = ["gazette"]
"""
JANUARY = phase("january", "gate = { date = 2030-01-31 }") + phase("of-instrument")
JANUARY += phase("after-another", 'gate = { phase = "january" }')


@pytest.mark.parametrize(
    "due",
    [
        'due = { within = "1 month", after = { date = 2030-01-31 } }',
        'due = { within = "1 month", after = { decided = "start" } }',
        'due = { within = "1 month", after = { phase = "january" } }',
        'from = { date = 2030-01-31 }\ndue = { within = "1 month" }',
        'due = { within = "9 months", after = { signed = "accord" } }',
        'from = { date = "2030-01" }\ndue = { within = "1 month" }',
    ],
)
def test_a_deadline_on_a_day_that_does_not_exist(due: str) -> None:
    more = (
        DECISION
        + JANUARY
        + commitment("x", "phase = 'january'\n" + DONE + "due = {by=2030-07-01}")
    )
    more += commitment("y", "phase = 'of-instrument'\n" + DONE + "due = {by=2030-07-01}")
    more += commitment("z", "phase = 'after-another'\n" + DONE + "due = {by=2030-07-01}")

    [problem] = problems_with(commitment("a", DONE + due) + more)

    assert problem.what == "“due” cannot be counted."
    assert problem.remedy.endswith(
        'Declare month_end = "clip" in the calendar to mean its last day, '
        "or write the day that is meant."
    )


@pytest.mark.parametrize(
    "due",
    [
        'due = { within = "30 days", after = { event = "first-meeting" } }',
        'due = { within = "1 month", after = { in_force = "accord" } }',
        'due = { within = "1 month", after = { phase = "of-instrument" } }\nphase = "of-instrument"',
        'due = { within = "1 month" }',
        'due = { by = 2030-01-31 }',
        'due = { before = { event = "first-meeting" } }',
    ],
)  # fmt: skip
def test_a_deadline_that_can_be_counted(due: str) -> None:
    more = phase("of-instrument") if "phase" in due else ""

    assert said_of(due, more) == []


@pytest.mark.parametrize(
    "fields",
    [
        'due = { within = "1 month", after = { event = "first-meeting" } }',
        'due = { within = "1 month", after = { all = [{ date = 2030-06-01 }] } }',
        'due = { within = "1 month" }\nphase = "of-instrument"',
        'from = { event = "first-meeting" }\ndue = { within = "1 month" }',
        'due = { within = "1 month", after = { phase = "after-another" } }\nphase = "after-another"',
    ],
)  # fmt: skip
def test_months_from_a_day_that_only_events_will_tell(fields: str) -> None:
    more = JANUARY if "phase" in fields else ""

    assert UNKNOWN.format("due") in said_of(fields, more)


@pytest.mark.parametrize("name", ["accrd", "strt", "januar"])
def test_what_nobody_knows_has_no_day(name: str) -> None:
    after = {"accrd": "signed", "strt": "decided", "januar": "phase"}[name]

    told = said_of(f'due = {{ within = "30 days", after = {{ {after} = "{name}" }} }}')

    assert [each for each in told if "names" not in each] == []


def test_an_instrument_nobody_knows_has_no_day() -> None:
    more = commitment("a", DONE + 'due = { within = "30 days" }', clause="acord/1")

    assert said_with(more) == ["“clause” names acord/1, and no such clause is known."]


def test_readings_amendments_and_expiries_are_counted_too() -> None:
    reading = (
        'due = { by = 2030-07-01 }\nreading.x = { label = { en = "x", fr = "x" }, '
        'holders = ["aruna"], sources = ["gazette"], %s due = { within = "1 month" } }'
    )
    expires = 'due = { by = 2030-07-01 }\nexpires = { within = "1 month" }\n'
    amends = 'amends = [{ commitment = "%s", due = { within = "1 month" } }]'
    late = commitment("a", DONE + "due = { by = 2030-07-01 }\nfrom = { date = 2030-01-31 }")

    assert said_of(reading % "from = { date = 2030-01-31 },") == [
        "“reading.x.due” cannot be counted."
    ]
    assert said_of(reading % "") == []
    assert said_of(expires + "from = { date = 2030-01-31 }") == ["“expires” cannot be counted."]
    assert said_with(late, amends % "a") == ["“amends” cannot be counted."]
    assert said_with("", amends % "commission-meets") == []
    assert UNKNOWN.format("amends") in said_with("", amends % "nobody")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ('every = "1 month"', []),
        ('every = "1 week"\nfrom = { date = 2030-01-31 }', []),
        ('every = "1 month"\nfrom = { date = 2030-01-31 }', ["“every” cannot be counted."]),
        ('every = "1 month"\nfrom = { event = "first-meeting" }', [UNKNOWN.format("every")]),
        ('every = "1 week"\nfrom = { event = "first-meeting" }', []),
        ('every = "1 year"\nfrom = { date = 2028-02-29 }', ["“every” cannot be counted."]),
    ],
)
def test_recurring_duties(fields: str, told: list[str]) -> None:
    assert said_of(fields) == told


def extended(commitment_id: str, by: str) -> str:
    return f"""
[decision.more-time]
by = ["commission"]
on = 2030-06-10
text = {{ en = "More time", fr = "Plus de temps" }}
effect = {{ extend = "{commitment_id}", {by} }}
sources = ["gazette"]
"""


@pytest.mark.parametrize(
    ("due", "by", "told"),
    [
        ("by = 2030-01-31", 'by = "1 month"', ["“effect” cannot be counted."]),
        ("by = 2030-01-31", 'by = "30 days"', []),
        ("by = 2030-01-31", "to = 2030-02-28", []),
        ('within = "30 days"', 'by = "1 month"', []),
        ('within = "60 days", after = { date = 2030-08-01 }', 'by = "5 months"', ["“effect” cannot be counted."]),
        ('within = "60 days", after = { date = 2030-08-01 }', 'by = "7 weeks"', []),
        ('before = { event = "first-meeting" }', 'by = "1 month"', [UNKNOWN.format("effect")]),
        ('within = "9 days", after = { event = "first-meeting" }', 'by = "1 month"', [UNKNOWN.format("effect")]),
        ('within = "1 month", after = { date = 2030-01-31 }', 'by = "5 days"', ["“due” cannot be counted."]),
    ],
)  # fmt: skip
def test_extensions(due: str, by: str, told: list[str]) -> None:
    assert said_of(f"due = {{ {due} }}", extended("a", by)) == told


def test_an_extension_of_what_nobody_knows_is_told_once() -> None:
    assert said_with(extended("nobody", 'by = "30 days"')) == [
        "“effect.extend” names nobody, and no such commitment is known."
    ]


@pytest.mark.parametrize(("length", "told"), [("1 month", True), ("30 days", False)])
def test_what_may_begin_on_any_day(length: str, told: bool) -> None:
    fresh = f'[state.x]\nname = {{ en = "x", fr = "x" }}\nfresh = "{length}"\n'
    repair = commitment(
        "a",
        'keep = { never = ["attack-by-aruna"] }\n'
        f'repair = {{ done = {{ event = "joint-patrol" }}, within = "{length}" }}',
    )
    undated = f'[undated]\npress = "{length}"\n'

    for field, more in (("fresh", fresh), ("repair.within", repair), ("undated.press", undated)):
        assert said_with(more) == ([UNKNOWN.format(field)] if told else [])


def test_where_the_calendar_clips_every_month_can_be_counted() -> None:
    from tests.bad.sound_texts import TEXTS

    from kept.process import read_process
    from kept.process.check import check_process

    head = TEXTS["process.toml"].replace('"refuse"', '"clip"') + '\n[undated]\nother = "1 month"\n'
    more = commitment("a", DONE + 'from = { event = "first-meeting" }\nevery = "1 month"')
    texts = {**TEXTS, "process.toml": head, "more.toml": more}

    assert check_process(read_process(list(texts.items()))) == ()
