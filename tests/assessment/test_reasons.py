"""Why a standing is what it is: every rule the table of reasons lists."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.assessment import exercise as ex

import kept.assessment.reasons as module
from kept.dates import Span
from kept.process import AtLeast, Decided, InstrumentIs, Repair

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")


def plain(value):
    """Reasons as nested lists, days as numbers: what they say, without the machinery."""
    if isinstance(value, date):
        return (value - ex.FIRST).days
    if isinstance(value, Span):
        return plain(value.first) if value.certain else (plain(value.first), plain(value.last))
    return value


def told(reason):
    facts = {name: plain(value) for name, value in reason.facts.items()}
    return (reason.rule, facts, *reason.statements, *map(told, reason.because))


def reasons(text, *statements, on=50, **given):
    return [told(each) for each in ex.stand(text, statements, on, **given).reasons]


def only(rule, *arguments, **given):
    found = [each for each in reasons(*arguments, **given) if each[0] == rule]
    [it] = found
    return it


def duty(**given):
    return ex.commitment("c", **{"done": HANDOVER, **given})


def asked(condition, *statements, on=50, **given):
    """The reasons why a duty begins when `condition` holds."""
    text = ex.process(duty(from_=condition), **given)
    it = ex.stand(text, statements, on)
    [start] = [each for each in it.reasons if each.rule in ("owed", "not-owed")]
    [joined] = start.because
    return told(joined.because[-1])


IN_FORCE = ("instrument", {"instrument": "pact", "status": "in-force", "on": 0})


def test_the_reasons_of_a_plain_duty():
    it = ex.said("aruna", "handover", 9, id="s")
    found = reasons(ex.process(duty(due=ex.within(20))), it)
    assert found == [
        ("owed", {"since": 0}, IN_FORCE),
        ("deadline", {"due": 20, "first_due": None}),
        (
            "test",
            {"verdict": "true", "accept": "claimed", "on": 9},
            (
                "slot",
                {
                    "proposition": "handover",
                    "kind": "event",
                    "test": None,
                    "for": "claimed",
                    "against": "none",
                    "verdict": "true",
                    "word": "claimed",
                },
                ("account", {"voice": "aruna", "sign": "for"}, "s"),
            ),
        ),
    ]


def test_what_has_no_deadline_and_no_test_says_so():
    found = reasons(ex.process(ex.commitment("c")))
    assert found == [("owed", {"since": 0}, IN_FORCE), ("no-deadline", {}), ("no-test", {})]


def test_a_duty_not_owed_yet_says_what_is_missing():
    text = ex.process(duty(from_=MEETING))
    it = reasons(text, ex.said("front", "meeting", 60), on=50)[0]
    assert it[0] == "not-owed"
    assert it[2][:2] == ("all", {"n": 2, "verdict": "unknown"})
    assert it[2][2] == IN_FORCE
    assert it[2][3][1]["proposition"] == "meeting"
    assert it[2][3][2] == ("silent", {"proposition": "meeting"})


def test_what_began_is_told_as_on_the_day_it_began():
    log = ex.said("front", "meeting", 9, id="a"), ex.said("belva", "meeting", 12, id="b")
    it = reasons(ex.process(duty(from_=MEETING)), *log)[0]
    assert it[:2] == ("owed", {"since": 9})
    assert it[2][3][2:] == (("account", {"voice": "front", "sign": "for"}, "a"),)


def test_a_reading_in_effect_is_the_first_reason():
    text = ex.process(duty(readings=(ex.reading("r", "aruna", "front", due=ex.by(9)),)))
    assert reasons(text, readings=("front",))[0] == (
        "reading",
        {"reading": "r", "holders": ("aruna", "front")},
    )
    assert reasons(text)[0][0] == "owed"


def test_decisions_about_it_are_told_once_they_were_taken():
    decisions = [
        ex.decision("x", "extend", "c", (8, 9), by=ex.days(5)),
        ex.decision("y", "release", "other", 9),
    ]
    text = ex.process(duty(due=ex.within(20)), ex.commitment("other"), decisions=decisions)
    assert only("decision", text, on=9) == (
        "decision",
        {"decision": "x", "by": ("joint-team",), "effect": "extend", "on": (8, 9)},
    )
    assert "decision" not in [each[0] for each in reasons(text, on=8)]


def test_a_moved_deadline_tells_what_it_was_and_which_text_moved_it():
    annex = ex.instrument("annex", ex.status("in-force", 12), amends=(ex.amends("c", ex.by(40)),))
    text = ex.process(duty(due=ex.within(20)), instruments=[ex.pact(), annex])
    assert only("deadline", text, on=12) == (
        "deadline",
        {"due": 40, "first_due": 20},
        ("moved", {"by": ("annex",), "to": 40}),
    )
    assert only("deadline", text, on=11) == ("deadline", {"due": 20, "first_due": None})


def test_a_deadline_that_was_set_by_what_moved_it_was_nothing_before():
    decisions = [ex.decision("x", "extend", "c", 9, to=ex.span(40))]
    text = ex.process(duty(), decisions=decisions)
    assert only("deadline", text) == ("deadline", {"due": 40, "first_due": None})


def test_an_end_tells_how_when_and_by_what():
    new = ex.instrument("new", ex.status("in-force", 30), supersedes=("pact",))
    text = ex.process(duty(), instruments=[ex.pact(), new])
    assert only("ended", text) == ("ended", {"how": "superseded", "on": 30, "by": "new"})
    assert "ended" not in [each[0] for each in reasons(text, on=29)]


# ── What was weighed ─────────────────────────────────────────────────────────


def test_a_slot_tells_each_account_or_the_silence():
    log = ex.said("front", "troops", 40, says=3, id="a"), ex.denied("aruna", "meeting", 40, id="b")
    troops = asked(ex.measured("troops", "=", 0), *log)
    assert troops == (
        "slot",
        {
            "proposition": "troops",
            "kind": "indicator",
            "test": "= 0",
            "for": "none",
            "against": "claimed",
            "verdict": "false",
            "word": "refuted",
        },
        ("account", {"voice": "front", "sign": "against"}, "a"),
    )
    assert asked(ex.happened("calm"))[2] == ("silent", {"proposition": "calm"})
    old = ex.said("front", "calm", 3)
    assert asked(ex.nay(ex.happened("calm")), old)[2][2] == ("stale", {"proposition": "calm"})


def test_joined_conditions_tell_how_they_are_joined():
    several = (HANDOVER, MEETING)
    rules = [
        asked(each)[0] for each in (ex.every(*several), ex.either(*several), AtLeast(2, several))
    ]
    assert rules == ["all", "any", "at-least"]
    assert asked(AtLeast(2, several))[1] == {"n": 2, "verdict": "unknown"}
    assert asked(ex.either(HANDOVER))[0] == "slot"  # one of one is that one
    assert asked(ex.nay(MEETING))[:2] == ("not", {"verdict": "unknown"})


def test_under_not_the_interests_are_told_swapped():
    """Aruna, who owes that nothing is handed over, concedes when it says that it was."""
    text = ex.process(duty(done=ex.nay(HANDOVER)))
    it = only("test", text, ex.said("aruna", "handover", 9))
    assert it[2][:2] == ("not", {"verdict": "false"})
    assert it[2][2][1]["for"] == "corroborated"


def test_what_the_text_settles_tells_its_day():
    text = {"decisions": [ex.decision("d", on=9)]}
    assert asked(InstrumentIs("pact", "signed")) == (
        "instrument",
        {"instrument": "pact", "status": "signed", "on": 0},
    )
    assert asked(ex.reached(9)) == ("day", {"on": 9, "reached": True})
    assert asked(ex.reached(90)) == ("day", {"on": 90, "reached": False})
    assert asked(Decided("d"), **text) == (
        "decision",
        {"decision": "d", "by": ("joint-team",), "on": 9, "effect": None},
    )
    assert asked(Decided("d"), on=8, **text)[1]["on"] is None


def test_another_commitment_tells_whether_it_is_kept():
    other = ex.commitment("other", done=MEETING)
    text = ex.process(duty(from_=ex.kept("other")), other)
    done = ex.said("belva", "meeting", 9)

    def found(on):
        start = ex.stand(text, [done], on).reasons[0]
        return told(start.because[0].because[-1])

    assert found(9) == ("kept", {"commitment": "other", "on": 9})
    assert found(8) == ("not-kept", {"commitment": "other", "on": None})


def phased(status, *statements, on=50, gate=None, inside=()):
    asked_for = ex.entered("one") if status == "entered" else ex.completed("one")
    text = ex.process(duty(from_=asked_for), *inside, phases=[ex.phase("one", gate)])
    [start] = [
        each
        for each in ex.stand(text, statements, on).reasons
        if each.rule in ("owed", "not-owed")
    ]
    return told(start.because[0].because[-1])


def test_a_phase_tells_when_it_was_entered_or_what_its_gate_waits_for():
    assert phased("entered") == ("phase", {"phase": "one", "status": "entered", "on": 0})
    shut = phased("entered", gate=MEETING)
    assert shut[:2] == ("phase", {"phase": "one", "status": "entered", "on": None})
    assert shut[2][1]["proposition"] == "meeting"
    opened = phased("entered", ex.said("front", "meeting", 9), gate=MEETING)
    assert opened == ("phase", {"phase": "one", "status": "entered", "on": 9})


def test_a_phase_tells_when_it_was_completed_or_what_is_not_kept():
    inside = (
        ex.commitment("a", done=MEETING, phase="one"),
        ex.commitment("b", done=ex.happened("report"), phase="one"),
    )
    met, reported = ex.said("belva", "meeting", 9), ex.said("belva", "report", 7)
    assert phased("completed", met, inside=inside) == (
        "phase",
        {"phase": "one", "status": "completed", "on": None},
        ("not-kept", {"commitment": "b"}),
    )
    assert phased("completed", met, reported, inside=inside) == (
        "phase",
        {"phase": "one", "status": "completed", "on": 9},
    )


def test_an_empty_phase_is_not_told_to_be_completed():
    assert phased("completed") == ("phase", {"phase": "one", "status": "completed", "on": None})


# ── Breaches and occasions ───────────────────────────────────────────────────


def test_each_breach_is_told_with_the_words_about_it():
    text = ex.process(
        ex.commitment("c", never=("shelling-by-aruna",), repair=Repair(done=MEETING))
    )
    log = (
        ex.said("belva", "shelling-by-aruna", 5, id="a"),
        ex.said("front", "meeting", 9),
        ex.said("front", "shelling-by-aruna", 20, id="b"),
    )
    breaches = [each for each in reasons(text, *log, on=20) if each[0] == "breach"]
    facts = {"proposition": "shelling-by-aruna", "strength": "claimed"}
    assert breaches == [
        ("breach", {**facts, "on": 5, "ends_on": 9, "repaired": True}, "a"),
        ("breach", {**facts, "on": 20, "ends_on": 35, "repaired": False}, "b"),
    ]
    assert len([each for each in reasons(text, *log, on=19) if each[0] == "breach"]) == 1


def test_each_occasion_is_told():
    text = ex.process(duty(done=ex.happened("report"), every=ex.days(10)))
    found = reasons(text, ex.said("front", "report", 4), on=12)
    assert [each for each in found if each[0] == "occasion"] == [
        ("occasion", {"first": 0, "last": 9, "kept": True, "evidence": "claimed"}),
        ("occasion", {"first": 10, "last": 19, "kept": False, "evidence": "unreported"}),
    ]
    assert only("test", text, ex.said("front", "report", 4), on=12)[1]["on"] == 12


def test_the_test_is_told_as_on_the_day_it_was_met():
    text, done = ex.process(duty()), ex.said("front", "handover", 9)
    assert only("test", text, done, on=8)[1] == {
        "verdict": "unknown",
        "accept": "claimed",
        "on": 8,
    }
    assert only("test", text, done, on=20)[1] == {
        "verdict": "true",
        "accept": "claimed",
        "on": 9,
    }


def test_every_rule_that_is_given_is_in_the_table():
    first_column = " ".join(re.findall(r"^\| (`.+?) \|", module.__doc__, re.MULTILINE))
    listed = set(re.findall(r"`([a-z-]+)`", first_column))
    source = Path(module.__file__).read_text("utf-8")
    given = set(re.findall(r'rule="([a-z-]+)"', source)) | {"all", "any", "at-least"}
    given |= {"stale", "silent", "kept", "not-kept", "not-reproducible"}
    assert given == listed
