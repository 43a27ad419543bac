"""What can be written and cannot work."""

import pytest
from tests.process.check.looking import commitment, phase, problems_with, said_with

DUE = "due = { by = 2030-07-01 }\n"
DONE = DUE + 'done = { event = "joint-patrol" }\n'


def decided(effect: str, by: str = '["aruna", "belva"]') -> str:
    return f"""
[decision.it]
by = {by}
on = 2030-06-10
text = {{ en = "So be it", fr = "Ainsi soit-il" }}
{effect}
sources = ["gazette"]
"""


@pytest.mark.parametrize(
    ("effect", "by", "who"),
    [
        ('suspend = "no-attack"', '["aruna", "belva"]', "suspend no-attack, and accord gives aruna and belva"),
        ('find_breach = "no-attack"', '["aruna"]', "find breach no-attack, and accord gives aruna"),
        ('release = "no-attack"', "[]", "release no-attack, and accord gives nobody"),
    ],
)  # fmt: skip
def test_an_effect_by_those_without_power(effect: str, by: str, who: str) -> None:
    [problem] = problems_with(decided(f"effect = {{ {effect} }}", by))

    assert problem.what == f"“effect” would {who} no power to."
    assert problem.remedy == "Name who has it in “powers” of accord, or drop the effect."


@pytest.mark.parametrize(
    ("effect", "by"),
    [
        ('effect = { suspend = "no-attack" }', '["commission"]'),
        ('effect = { certify = "aruna-withdraws" }', '["aruna", "commission"]'),
        ('effect = { extend = "aruna-withdraws", to = 2031-01-31 }', '["commission"]'),
        ("", '["aruna"]'),
    ],
)
def test_an_effect_by_those_with_power(effect: str, by: str) -> None:
    assert said_with(decided(effect, by)) == []


def test_an_effect_under_an_instrument_nobody_knows() -> None:
    more = decided('effect = { suspend = "a" }') + commitment("a", DONE, clause="acord/1")

    assert said_with(more) == ["“clause” names acord/1, and no such clause is known."]


def test_an_extension_of_a_deadline_nobody_has_set() -> None:
    extend = decided('effect = { extend = "%s", by = "30 days" }', '["commission"]')
    reading = (
        'done = { event = "joint-patrol" }\nreading.x = { label = { en = "x", fr = "x" }, '
        'holders = ["aruna"], sources = ["gazette"], due = { by = 2030-07-01 } }'
    )
    amends = 'amends = [{ commitment = "no-attack", due = { by = 2030-07-01 } }]'

    assert said_with(extend % "no-attack") == [
        "“effect” extends the deadline of no-attack, which has none."
    ]
    assert said_with(extend % "no-attack", amends) == []
    assert said_with(extend % "a" + commitment("a", reading)) == ["Not stated: deadline."]


def test_a_phase_without_commitments_is_never_complete() -> None:
    [problem] = problems_with(phase("one"))

    assert problem.what == "No commitment is in this phase."
    assert problem.severity == "warning"
    assert said_with(phase("one") + commitment("a", DONE + 'phase = "one"')) == []


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ('{ event = "joint-patrol" }', []),
        ('{ any = [{ event = "joint-patrol" }, { event = "first-meeting" }] }', []),
        ('{ aruna-troops = "= 0" }', ["It recurs, and its “done” asks for more than events."]),
        ('{ all = [{ event = "joint-patrol" }, { kept = "no-attack" }] }', ["It recurs, and its “done” asks for more than events."]),
    ],
)  # fmt: skip
def test_what_recurs_is_an_event(done: str, told: list[str]) -> None:
    assert said_with(commitment("a", f'every = "1 week"\ndone = {done}')) == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (DONE + 'until = { event = "first-meeting" }', "“until” ends a duty that ends by being done."),
        ('every = "1 week"\ndone = { event = "joint-patrol" }\nrepair = { done = { event = "first-meeting" } }', "“repair” makes good a breach, and a recurring duty is made good by being done again."),
    ],
)  # fmt: skip
def test_ends_and_repairs_of_what_has_none(fields: str, told: str) -> None:
    [problem] = problems_with(commitment("a", fields))

    assert (problem.what, problem.severity) == (told, "warning")


@pytest.mark.parametrize(
    "fields",
    [
        'keep = { never = ["attack-by-aruna"] }\nuntil = { event = "first-meeting" }',
        'keep = { never = ["attack-by-aruna"] }\nrepair = { done = { event = "first-meeting" } }',
        'every = "1 week"\ndone = { event = "joint-patrol" }\nuntil = { event = "first-meeting" }',
    ],
)
def test_ends_and_repairs_of_what_has_them(fields: str) -> None:
    assert said_with(commitment("a", fields)) == []


def test_an_office_is_named_once() -> None:
    office = """
[[actor.corda.office]]
id = "{}"
name = "C. Spokesman"
office = {{ en = "spokesman", fr = "porte-parole" }}
"""
    corda = '[actor.corda]\nkind = "state"\nname = { en = "Corda", fr = "Corda" }\n'

    assert said_with(corda + office.format("corda-spokesman")) == []
    assert said_with(corda + office.format("aruna-spokesman")) == [
        "The office aruna-spokesman stands twice; first in world.toml:1 (actor.aruna)."
    ]


@pytest.mark.parametrize("kind", ["event", "indicator"])
@pytest.mark.parametrize("name", ["date", "any", "kept", "phase", "quiet"])
def test_an_indicator_cannot_be_called_like_a_condition(kind: str, name: str) -> None:
    more = f'[{kind}.{name}]\nname = {{ en = "x", fr = "x" }}\n'
    if kind == "indicator":
        more += 'unit = { en = "x", fr = "x" }\ncategory = "x"\n'
    told = [f"In a condition, “{name}” means something else."]

    assert said_with(more) == (told if kind == "indicator" and name != "quiet" else [])


@pytest.mark.parametrize(
    ("quorum", "told"),
    [(2, []), (3, ["A finding needs 3 members, and panel has 2."])],
)
def test_a_quorum_no_body_can_reach(quorum: int, told: list[str]) -> None:
    panel = f"""
[mechanism.panel]
name = {{ en = "Panel", fr = "Commission" }}
members = ["aruna", "belva"]
rules = {{ decides = "consensus", quorum = {quorum} }}
sources = ["gazette"]
"""
    assert said_with(panel) == told
