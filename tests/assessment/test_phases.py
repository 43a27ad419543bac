"""The phases of a plan: closed, open, complete, and what their gates wait for."""

from __future__ import annotations

from tests.assessment import exercise as ex

from kept.assessment import phase_standings

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")


def plan(**given):
    return ex.process(
        ex.commitment("a", done=HANDOVER, phase="one"),
        ex.commitment("b", done=MEETING, phase="one"),
        ex.commitment("c", done=ex.happened("report"), phase="two"),
        phases=[
            ex.phase("one"),
            ex.phase("two", ex.completed("one"), prepared_from=given.pop("prepared_from", None)),
            ex.phase("three", ex.happened("peace")),
        ],
        **given,
    )


def phases(text, *statements, on=50, **given):
    return {each.phase: each for each in phase_standings(ex.look(text, statements, on, **given))}


A, B = ex.said("observers", "handover", 9, when=(5, 9)), ex.said("observers", "meeting", 12)


def test_phases_are_told_in_the_order_of_the_text():
    assert list(phases(plan())) == ["one", "two", "three"]


def test_a_phase_is_closed_until_its_gate_opens():
    found = phases(plan(), A, B, on=11)
    assert [each.word for each in found.values()] == ["open", "closed", "closed"]
    assert found["two"].entered is None
    assert found["one"].entered == ex.span(0)


def test_a_phase_is_open_and_complete_once_all_in_it_is_kept():
    found = phases(plan(), A, B, on=12)
    assert [each.word for each in found.values()] == ["complete", "open", "closed"]
    assert found["two"].entered == ex.span(12)


def test_how_much_of_a_phase_is_kept_is_counted():
    counted = [(each.kept, each.out_of) for each in phases(plan(), A, on=9).values()]
    assert counted == [(1, 2), (0, 1), (0, 0)]
    assert phases(plan(), A, on=8)["one"].kept == 0


def test_an_open_phase_with_nothing_in_it_is_not_complete():
    peace = ex.said("observers", "peace", 3)
    assert phases(plan(), peace)["three"].word == "open"


def test_the_day_of_entry_may_be_uncertain():
    late = ex.said("observers", "meeting", 4)
    assert phases(plan(), A, late)["two"].entered == ex.span((5, 9))


def test_a_closed_phase_names_what_its_gate_waits_for():
    assert phases(plan(), A)["two"].waits_for == ("b",)
    assert phases(plan(), A, B)["two"].waits_for == ()
    assert phases(plan())["one"].waits_for == ()


def test_a_phase_waits_for_its_text():
    text = plan(instruments=[ex.instrument("pact", ex.status("in-force", 30))])
    assert [phases(text, on=on)["one"].word for on in (29, 30)] == ["closed", "open"]


def test_a_closed_phase_may_be_prepared():
    text = plan(prepared_from=ex.happened("calm"))
    calm = ex.said("observers", "calm", 3)
    assert not phases(text, on=9)["two"].in_preparation
    assert phases(text, calm, on=9)["two"].in_preparation
    assert not phases(text, calm, on=30)["two"].in_preparation
    assert not phases(text, calm, on=9, accept="corroborated")["two"].in_preparation
    assert not phases(text, calm, A, B, on=12)["two"].in_preparation
    assert not phases(plan(), calm, on=9)["two"].in_preparation


def test_a_phase_gives_the_reasons_of_its_gate():
    rules = {name: [one.rule for one in each.reasons] for name, each in phases(plan()).items()}
    assert rules == {"one": ["instrument"], "two": ["phase"], "three": ["slot"]}
