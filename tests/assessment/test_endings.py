"""How duties end without being discharged: released, superseded, lapsed."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.assessment import exercise as ex

from kept.assessment.assess import standing
from kept.assessment.course import Course

HANDOVER = ex.happened("handover")


def walk(text, *days, statements=(), **given):
    return [ex.stand(text, statements, on, **given).duty for on in days]


def ended(text, statements=(), on=100):
    """The reason “ended” of a standing: how, on which numbered day, and by what."""
    found = [each for each in ex.stand(text, statements, on).reasons if each.rule == "ended"]
    if not found:
        return None
    [reason] = found
    return reason.facts["how"], (reason.facts["on"] - ex.FIRST).days, reason.facts["by"]


def duty(**given):
    return ex.commitment("c", done=HANDOVER, **given)


def test_a_release_ends_a_duty_from_its_day_on():
    text = ex.process(duty(), decisions=[ex.decision("d", "release", "c", 20)])
    assert walk(text, 19, 20, 90) == ["active", "released", "released"]
    assert ended(text) == ("released", 20, None)
    assert ended(text, on=19) is None


def test_an_uncertain_release_ends_a_duty_when_it_is_certain():
    text = ex.process(duty(), decisions=[ex.decision("d", "release", "c", (18, 20))])
    assert walk(text, 19, 20) == ["active", "released"]


def test_of_two_releases_the_first_counts():
    decisions = [ex.decision("a", "release", "c", 30), ex.decision("b", "release", "c", 20)]
    assert ended(ex.process(duty(), decisions=decisions)) == ("released", 20, None)


def test_only_a_body_with_the_power_releases():
    release = ex.decision("d", "release", "c", 20, taken_by=("front",))
    assert walk(ex.process(duty(), decisions=[release]), 30) == ["active"]


def test_what_is_done_after_the_end_is_not_kept():
    text = ex.process(duty(), decisions=[ex.decision("d", "release", "c", 20)])
    done = [ex.said("belva", "handover", 25)]
    assert walk(text, 24, 25, 90, statements=done) == ["released"] * 3


@pytest.mark.parametrize("on", [15, 20])
def test_what_was_done_before_the_end_or_on_its_day_stays_kept(on):
    text = ex.process(duty(), decisions=[ex.decision("d", "release", "c", 20)])
    done = [ex.said("belva", "handover", on)]
    assert walk(text, on, 90, statements=done) == ["discharged"] * 2
    assert ended(text, done) is None


def test_a_duty_gives_way_with_its_own_text():
    text = ex.process(duty(), instruments=[ex.pact(ex.status("superseded", 30))])
    assert walk(text, 29, 30) == ["active", "superseded"]
    assert ended(text) == ("superseded", 30, None)


@pytest.mark.parametrize("word", ["superseded", "terminated"])
def test_an_uncertain_end_of_a_text_counts_when_it_is_certain(word):
    text = ex.process(duty(), instruments=[ex.pact(ex.status(word, (25, 30)))])
    assert walk(text, 29, 30)[0] == "active"
    assert walk(text, 29, 30)[1] != "active"


def test_a_duty_gives_way_to_a_text_in_its_place_once_that_is_in_force():
    new = ex.instrument(
        "new", ex.status("signed", 10), ex.status("in-force", 30), supersedes=("pact",)
    )
    text = ex.process(duty(), instruments=[ex.pact(), new])
    assert walk(text, 29, 30) == ["active", "superseded"]
    assert ended(text) == ("superseded", 30, "new")


def test_a_text_that_never_enters_into_force_takes_a_place_by_its_signature():
    new = ex.instrument("new", ex.status("signed", 10), supersedes=("pact",))
    text = ex.process(duty(), instruments=[ex.pact(), new])
    assert walk(text, 9, 10) == ["active", "superseded"]


def test_a_text_that_is_neither_signed_nor_in_force_takes_no_place():
    new = ex.instrument("new", ex.status("proposed", 10), supersedes=("pact",))
    assert walk(ex.process(duty(), instruments=[ex.pact(), new]), 90) == ["active"]


def test_of_two_texts_in_its_place_the_first_to_take_it_is_named():
    late = ex.instrument("a-late", ex.status("signed", 40), supersedes=("pact",))
    early = ex.instrument("early", ex.status("signed", 10), supersedes=("pact",))
    text = ex.process(duty(), instruments=[ex.pact(), late, early])
    assert ended(text) == ("superseded", 10, "early")


def test_a_duty_gives_way_to_another_from_the_start_of_that_one():
    text = ex.process(
        duty(superseded_by="next"), ex.commitment("next", from_=ex.happened("meeting"))
    )
    met = [ex.said("belva", "meeting", 12)]
    assert walk(text, 90) == ["active"]
    assert walk(text, 11, 12, statements=met) == ["active", "superseded"]
    assert ended(text, met) == ("superseded", 12, "next")


def test_a_duty_lapses_with_its_text():
    text = ex.process(duty(), instruments=[ex.pact(ex.status("terminated", 30))])
    assert walk(text, 29, 30) == ["active", "lapsed"]
    assert ended(text) == ("lapsed", 30, None)


def test_a_duty_lapses_that_has_not_begun_in_time():
    text = ex.process(duty(from_=ex.happened("meeting"), expires=ex.by(20)))
    assert walk(text, 20, 21) == ["dormant", "lapsed"]
    assert ended(text) == ("lapsed", 21, None)


def test_what_has_lapsed_does_not_begin_any_more():
    text = ex.process(duty(from_=ex.happened("meeting"), expires=ex.by(20)))
    late = [ex.said("belva", "meeting", 21), ex.said("belva", "handover", 22)]
    assert walk(text, 20, 21, 90, statements=late) == ["dormant", "lapsed", "lapsed"]
    assert ex.stand(text, late).started is None


def test_what_begins_on_its_last_day_does_not_lapse():
    text = ex.process(duty(from_=ex.happened("meeting"), expires=ex.by(20)))
    met = [ex.said("belva", "meeting", 20)]
    assert walk(text, 20, 21, 90, statements=met) == ["active"] * 3
    assert ended(text, met) is None


def test_an_expiry_may_count_from_what_happens():
    expires = ex.within(10, after=ex.happened("handover"))
    text = ex.process(ex.commitment("c", from_=ex.happened("meeting"), expires=expires))
    assert walk(text, 90) == ["dormant"]
    assert walk(text, 15, 16, statements=[ex.said("belva", "handover", 5)]) == [
        "dormant",
        "lapsed",
    ]


def test_an_expiry_that_counts_from_nothing_never_comes():
    text = ex.process(duty(from_=ex.happened("meeting"), expires=ex.within(10)))
    assert walk(text, 90) == ["dormant"]


def test_the_first_end_counts_and_nothing_comes_after_it():
    text = ex.process(
        duty(from_=ex.happened("meeting"), expires=ex.by(20)),
        decisions=[ex.decision("d", "release", "c", 30)],
        instruments=[ex.pact(ex.status("superseded", 40))],
    )
    assert walk(text, 20, 21, 30, 40) == ["dormant", "lapsed", "lapsed", "lapsed"]


def test_an_end_comes_even_before_the_beginning():
    text = ex.process(
        duty(from_=ex.happened("meeting")), decisions=[ex.decision("d", "release", "c", 5)]
    )
    assert walk(text, 4, 5, 30, statements=[ex.said("belva", "meeting", 10)]) == [
        "dormant",
        "released",
        "released",
    ]


@pytest.mark.parametrize("order", list(permutations(("c0", "c1", "c2"))), ids="-".join)
def test_it_does_not_matter_what_is_asked_first(order):
    """A duty whose successor waits for it: each answer rests on the others, and on the day before."""
    text = ex.process(
        ex.commitment("c0", done=HANDOVER, superseded_by="c2"),
        ex.commitment("c1", done=ex.kept("c0")),
        ex.commitment("c2", phase="two", done=ex.happened("meeting")),
        phases=(ex.phase("one"), ex.phase("two", ex.kept("c1"))),
    )
    found = ex.look(text, [ex.said("observers", "handover", 20)])
    course = Course(found.record)
    duties = {name: standing(course, name, ex.day(30)).duty for name in order}
    assert duties == {"c0": "discharged", "c1": "discharged", "c2": "active"}


@pytest.mark.parametrize("order", list(permutations(("c0", "c1", "c2"))), ids="-".join)
def test_nor_where_the_end_comes_first(order):
    text = ex.process(
        ex.commitment("c0", done=HANDOVER, superseded_by="c2"),
        ex.commitment("c1", done=ex.kept("c0")),
        ex.commitment(
            "c2", from_=ex.either(ex.kept("c1"), ex.reached(10)), done=ex.happened("meeting")
        ),
    )
    found = ex.look(text, [ex.said("observers", "handover", 20)])
    course = Course(found.record)
    duties = {name: standing(course, name, ex.day(30)).duty for name in order}
    assert duties == {"c0": "superseded", "c1": "active", "c2": "active"}
