"""`totals.toml`: what it may hold, and what is said where it is wrong."""

import pytest

from kept.archive import totals_text
from kept.report.totals import read_plan
from kept.texts import ProblemsError

HEAD = "[totals]\nsince = 2025-07-01\n"
NAME = 'name = { en = "x", fr = "x" }\n'


def told(text, process):
    with pytest.raises(ProblemsError) as refused:
        read_plan(text, process)
    return str(refused.value)


def test_both_shipped_plans_are_read(lakes, great_lakes):
    for folder in (lakes, great_lakes):
        plan = read_plan(totals_text(folder.path) or "", folder.process)
        assert {each.group for each in plan.steps} == {
            "people", "weapons", "outreach", "withdrawal", "exchanges",
        }  # fmt: skip
        for each in plan.of("exchanges"):
            assert each.events
            assert each.parties == tuple(sorted(each.parties))


def test_the_steps_stand_in_the_order_of_the_text(lakes, plan):
    text = totals_text(lakes.path) or ""
    ids = [line[6:-1] for line in text.splitlines() if line.startswith("[step.")]
    assert [each.id for each in plan.steps] == ids


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "totals.toml:1 (totals): The field “since” is missing. Add since = … ."),
        ("[totals]\nsince = 2025-07-02\n", "2025-07-02 is not the first of a month."),
        (HEAD + "[steps.x]\n", "totals.toml:3: Nobody knows [steps] here."),
        (HEAD + "step = 3\n", "“step” is no table"),
        (HEAD + "[step.x]\n" + NAME, "The field “group” is missing."),
        (HEAD + f'[step.x]\ngroup = "persons"\n{NAME}', "“persons” is none of people,"),
        (
            HEAD + f'[step.x]\ngroup = "people"\n{NAME}indicators = ["fighters-came-forwards"]\n',
            "totals.toml:6 (step.x): There is no indicator fighters-came-forwards. "
            "Did you mean fighters-came-forward?",
        ),
        (
            HEAD + f'[step.x]\ngroup = "people"\n{NAME}indicators = ["information-exchanged"]\n',
            "information-exchanged is no indicator: its kind is event.",
        ),
        (
            HEAD + f'[step.x]\ngroup = "outreach"\n{NAME}events = ["belva-troops"]\n',
            "belva-troops is no event: its kind is indicator.",
        ),
        (
            HEAD + f'[step.x]\ngroup = "exchanges"\n{NAME}parties = ["belvo"]\n',
            "There is no actor belvo. Did you mean belva?",
        ),
        (
            HEAD + f'[step.x]\ngroup = "people"\n{NAME}parties = ["belva"]\n',
            "Only exchanges name parties.",
        ),
        (
            HEAD
            + f'[step.x]\ngroup = "people"\n{NAME}indicators = ["belva-troops"]\n'
            + f'[step.y]\ngroup = "people"\n{NAME}whole = "belva-troops"\n',
            "belva-troops is a figure of the step x already. Name it once.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(lakes, text, what):
    assert what.replace("“step” is no table", "") in told(text, lakes.process)


def test_every_mistake_is_told_at_once(lakes):
    text = HEAD + f'[step.x]\ngroup = "people"\n{NAME}indicators = ["a"]\nevents = ["b"]\n'
    assert len(told(text, lakes.process).splitlines()) == 2
