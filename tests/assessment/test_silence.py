"""Where a body is missing: which words rest on what others said, and which on silence alone."""

from __future__ import annotations

from typing import Any

import pytest
from tests.assessment import exercise as ex

from kept.assessment import Assessment, Standing
from kept.ledger import MissingBody, Statement
from kept.process import Process

GONE = ex.erased(40, "handover", "shelling-by-aruna", "troops", "calm")
DONE = ex.happened("handover")
OTHER = ex.happened("meeting")


def now(text: Process, *log: Statement, missing: Any = (GONE,), **given: Any) -> Standing:
    return ex.stand(text, log, missing=missing, **given)


def words(text: Process, *log: Statement, name: str = "c", **given: Any) -> tuple[str, str]:
    """The word with nothing missing, and with the body gone."""
    before = ex.look(text, log, **given).standings[name]
    after = ex.look(text, log, missing=[GONE], **given).standings[name]
    assert (before.duty, before.time, before.extent) == (after.duty, after.time, after.extent)
    return before.word, after.word


def deed(**given: Any) -> Process:
    return ex.process(ex.commitment("c", **{"done": DONE, **given}))


# ── An eraser wipes nothing out ──────────────────────────────────────────────


def test_an_accepted_incident_stays_one_however_much_is_filed_and_erased() -> None:
    text = ex.process(ex.commitment("c", never=("shelling-by-aruna",)))
    said = [ex.said("observers", "shelling-by-aruna", 95)]
    before, after = ex.stand(text, said), now(text, *said)
    assert before.word == after.word == "broken"
    assert before.breaches == after.breaches
    assert not before.missing
    assert after.missing == (GONE,)


@pytest.mark.parametrize(
    ("given", "log", "word"),
    [
        ({"due": ex.by(50)}, [ex.denied("observers", "handover", 60)], "broken"),
        (
            {"due": ex.by(50)},
            [ex.denied("observers", "handover", 60), ex.said("aruna", "handover", 60)],
            "contested",
        ),
        ({}, [ex.said("aruna", "handover", 60)], "kept"),
        ({"due": ex.by(150)}, [ex.denied("observers", "handover", 60)], "not-yet-due"),
    ],
)
def test_what_others_said_stays_said(given: Any, log: list[Statement], word: str) -> None:
    assert words(deed(**given), *log) == (word, word)
    assert now(deed(**given), *log).missing == (GONE,)


def test_words_that_do_not_suffice_stay_said_too() -> None:
    text, said = deed(due=ex.by(50)), ex.denied("observers", "handover", 60)
    assert words(text, said, accept="corroborated") == ("late", "late")
    text, said = deed(due=ex.by(150)), ex.said("aruna", "handover", 60)
    assert words(text, said, accept="corroborated") == ("under-way", "under-way")
    text, said = deed(done=ex.either(DONE, OTHER)), ex.said("aruna", "meeting", 60)
    assert now(text, said, accept="corroborated").evidence == "claimed"
    counted = deed(done=OTHER, due=ex.within(10, DONE))
    assert words(counted, said, accept="corroborated") == ("under-way", "under-way")


def test_what_a_body_decided_stays_decided() -> None:
    for effect, word in (("certify", "kept"), ("find_breach", "broken"), ("suspend", "blocked")):
        text = ex.process(
            ex.commitment("c", done=DONE), decisions=[ex.decision("d", effect, on=20)]
        )
        assert words(text) == (word, word), effect
        assert now(text).evidence == "missing"
    released = ex.process(
        ex.commitment("c", done=DONE), decisions=[ex.decision("d", "release", on=20)]
    )
    assert words(released) == ("no-longer-owed", "no-longer-owed")
    untested = ex.process(ex.commitment("c"), decisions=[ex.decision("d", "certify", on=20)])
    assert words(untested) == ("kept", "kept")
    assert now(untested).evidence == "unreported"


def test_that_a_text_may_have_ended_undoes_nothing_that_was_found() -> None:
    """What is said to be late, broken or released stays so, though the text may have ended."""
    over = ex.status("terminated", when=DONE)
    denied = ex.denied("observers", "meeting", 60)
    given: dict[str, Any] = {"done": OTHER, "due": ex.by(50)}
    text = ex.process(ex.commitment("c", **given), instruments=(ex.pact(over),))
    assert words(text, denied) == ("broken", "broken")
    assert words(text, denied, accept="corroborated") == ("late", "late")
    for effect, word in (("release", "no-longer-owed"), ("certify", "kept")):
        decided = ex.process(
            ex.commitment("c", **given),
            instruments=(ex.pact(over),),
            decisions=[ex.decision("d", effect, on=20)],
        )
        assert words(decided) == (word, word)
    superseded = ex.process(
        ex.commitment("c", **given, superseded_by="next"),
        ex.commitment("next", done=OTHER),
        instruments=(ex.pact(over),),
    )
    assert words(superseded) == ("no-longer-owed", "no-longer-owed")


# ── What rested on silence ───────────────────────────────────────────────────


def test_a_deed_nobody_speaks_of_cannot_be_judged() -> None:
    assert words(deed(due=ex.by(150))) == ("not-yet-due", "cannot-be-judged")
    assert words(deed(due=ex.by(50))) == ("cannot-be-judged", "cannot-be-judged")
    assert now(deed(due=ex.by(150))).evidence == "missing"


@pytest.mark.parametrize(
    ("condition", "evidence"),
    [
        (ex.measured("troops", "<", 5), "missing"),
        (ex.every(DONE, OTHER), "missing"),
        (ex.either(DONE, OTHER), "missing"),
        (ex.nay(DONE), "missing"),
        (OTHER, "unreported"),
        (ex.happened("calm"), "missing"),
    ],
)
def test_the_evidence_is_missing_where_the_body_spoke_of_what_is_asked(
    condition: Any, evidence: str
) -> None:
    assert now(deed(done=condition)).evidence == evidence


def test_figures_that_decide_nothing_are_nothing_to_go_by() -> None:
    text = deed(done=ex.measured("troops", "<", 5), due=ex.by(150))
    unclear = ex.said("observers", "troops", 95, says=(0, 40))
    old = ex.said("observers", "troops", 5, says=9)
    for each in (unclear, old):
        assert words(text, each) == ("not-yet-due", "cannot-be-judged")


def test_what_activates_a_duty_may_have_been_told() -> None:
    text = deed(done=OTHER, from_=DONE)
    assert words(text) == ("not-yet-due", "cannot-be-judged")
    assert words(text, ex.denied("observers", "handover", 60)) == ("not-yet-due", "not-yet-due")
    assert words(deed(done=OTHER, from_=ex.nay(DONE))) == ("not-yet-due", "cannot-be-judged")
    both = deed(done=OTHER, from_=ex.every(DONE, ex.reached(150)))
    assert words(both) == ("not-yet-due", "not-yet-due")


def test_a_text_that_is_not_in_force_needs_nobody_to_say_so() -> None:
    text = ex.process(ex.commitment("c", done=DONE), instruments=(ex.instrument("pact"),))
    assert words(text) == ("not-yet-due", "not-yet-due")
    assert now(text).missing == (GONE,)


def test_a_text_that_enters_into_force_by_what_happens_may_have() -> None:
    pact = ex.instrument("pact", ex.status("in-force", when=DONE))
    text = ex.process(ex.commitment("c", done=OTHER), instruments=(pact,))
    assert words(text) == ("not-yet-due", "cannot-be-judged")
    assert words(text, ex.said("aruna", "handover", 120)) == ("not-yet-due", "cannot-be-judged")


def test_that_a_text_may_have_been_signed_brings_it_not_into_force() -> None:
    steps = ex.status("signed", when=DONE), ex.status("in-force", 150)
    text = ex.process(ex.commitment("c", done=OTHER), instruments=(ex.instrument("pact", *steps),))
    assert words(text) == ("not-yet-due", "not-yet-due")


def test_a_declaration_binds_once_signed() -> None:
    pact = ex.instrument("pact", ex.status("signed", when=DONE))
    text = ex.process(ex.commitment("c", done=OTHER, from_=ex.reached(3)), instruments=(pact,))
    assert words(text) == ("not-yet-due", "cannot-be-judged")


@pytest.mark.parametrize("instrument", ["pact", "annex"])
def test_a_phase_may_have_been_entered(instrument: str) -> None:
    annex = ex.instrument("annex", ex.status("in-force", when=DONE))
    gate = DONE if instrument == "pact" else None
    text = ex.process(
        ex.commitment("c", done=OTHER, phase="one"),
        instruments=(ex.pact(), annex),
        phases=[ex.phase("one", gate, instrument)],
    )
    assert words(text) == ("not-yet-due", "cannot-be-judged")


def test_a_phase_that_was_entered_was_entered() -> None:
    text = ex.process(
        ex.commitment("c", done=ex.entered("one"), due=ex.by(150)),
        phases=[ex.phase("one", ex.either(DONE, ex.reached(10)))],
    )
    assert words(text) == ("kept", "kept")


def test_a_phase_that_waits_for_something_else_was_not() -> None:
    text = ex.process(
        ex.commitment("c", done=OTHER, phase="one"), phases=[ex.phase("one", ex.happened("peace"))]
    )
    assert words(text) == ("not-yet-due", "not-yet-due")


def test_once_entered_a_phase_stays_entered_whoever_falls_silent() -> None:
    calm = ex.said("aruna", "calm", 5)
    text = ex.process(
        ex.commitment("c", done=ex.every(ex.entered("one"), OTHER), due=ex.by(150)),
        phases=[ex.phase("one", ex.happened("calm"))],
    )
    assert now(text, calm).evidence == "unreported"
    assert now(text).evidence == "missing"


def test_a_phase_may_have_been_completed() -> None:
    text = ex.process(
        ex.commitment("c", done=OTHER, from_=ex.completed("one")),
        ex.commitment("first", done=DONE, phase="one"),
        phases=[ex.phase("one")],
    )
    assert words(text) == ("not-yet-due", "cannot-be-judged")


# ── What others wait for ─────────────────────────────────────────────────────


def waiting(**first: Any) -> Process:
    return ex.process(
        ex.commitment("c", done=OTHER, from_=ex.kept("first")),
        ex.commitment("first", of=("belva",), to=("aruna",), **first),
    )


def test_what_is_waited_for_may_have_been_kept() -> None:
    assert words(waiting(done=DONE)) == ("blocked", "cannot-be-judged")


def test_what_is_reported_not_done_still_blocks() -> None:
    denied = ex.denied("observers", "handover", 60)
    assert words(waiting(done=DONE), denied) == ("blocked", "blocked")


@pytest.mark.parametrize(
    "first",
    [
        {"done": OTHER},  # nobody was missed about it
        {"never": ("shelling-by-aruna",)},  # it has no end
        {"never": ("shelling-by-aruna",), "until": OTHER},
        {},
        {"done": DONE, "from_": OTHER},  # not begun
        {"done": DONE, "every": ex.days(20)},
        {"done": DONE, "every": ex.days(20), "until": OTHER},
    ],
)
def test_what_cannot_have_been_kept_still_blocks(first: dict[str, Any]) -> None:
    assert words(waiting(**first)) == ("blocked", "blocked")


def test_a_duty_to_refrain_may_have_ended() -> None:
    first = {"never": ("ambush",), "until": DONE}
    assert words(waiting(**first)) == ("blocked", "cannot-be-judged")


def test_whatever_waits_in_a_circle_is_told() -> None:
    text = ex.process(
        ex.commitment("c", done=DONE, from_=ex.kept("first")),
        ex.commitment("first", of=("belva",), done=DONE, from_=ex.kept("c")),
    )
    assert words(text) == ("blocked", "blocked")


# ── What ended in silence ────────────────────────────────────────────────────

TRUCE = {"never": ("shelling-by-aruna",), "until": ex.reached(50)}


def test_that_a_duty_ended_unbroken_is_told_of_those_who_said_so() -> None:
    text = ex.process(ex.commitment("c", **TRUCE))
    assert words(text) == ("kept", "cannot-be-judged")
    assert words(text, ex.denied("observers", "shelling-by-aruna", 49)) == ("kept", "kept")


def test_a_whole_of_which_a_part_ended_in_silence() -> None:
    parts = ex.every(ex.kept("truce"), ex.kept("deed"))
    text = ex.process(
        ex.commitment("c", parts=parts),
        ex.commitment("truce", **TRUCE),
        ex.commitment("deed", done=OTHER),
    )
    assert words(text, ex.said("aruna", "meeting", 20)) == ("kept", "cannot-be-judged")
    assert words(text) == ("cannot-be-judged", "cannot-be-judged")
    assert now(text).evidence == "missing"
    either = ex.process(
        ex.commitment("c", parts=ex.either(ex.kept("truce"), ex.kept("deed"))),
        ex.commitment("truce", **TRUCE),
        ex.commitment("deed", done=OTHER),
    )
    assert words(either, ex.said("aruna", "meeting", 20)) == ("kept", "kept")


def test_what_waits_for_a_part_that_ended_in_silence() -> None:
    text = ex.process(
        ex.commitment("c", done=ex.completed("one")),
        ex.commitment("truce", phase="one", **TRUCE),
        phases=[ex.phase("one")],
    )
    assert words(text) == ("kept", "cannot-be-judged")


def test_a_duty_that_recurred_to_its_end_rests_on_its_last_period() -> None:
    text = deed(every=ex.days(20), until=ex.reached(45))
    assert words(text, ex.said("aruna", "handover", 30)) == ("kept", "kept")
    assert now(text, on=30).evidence == "missing"
    assert [each.evidence for each in now(text, on=30).occasions] == ["missing", "missing"]


# ── What a text would have to have done ──────────────────────────────────────


@pytest.mark.parametrize("due", [50, 150])
def test_that_a_text_is_not_known_to_be_in_force_breaks_nothing(due: int) -> None:
    annex = ex.instrument("annex", ex.status("in-force", when=DONE))
    text = ex.process(
        ex.commitment("c", done=ex.in_force("annex"), due=ex.by(due)),
        instruments=(ex.pact(), annex),
    )
    word = "broken" if due == 50 else "not-yet-due"
    assert words(text) == (word, "cannot-be-judged")
    assert now(text).evidence == "missing"
    assert words(text, ex.denied("observers", "handover", 60)) == (word, word)


def test_but_what_others_say_against_it_does() -> None:
    annex = ex.instrument("annex", ex.status("in-force", when=DONE))
    both = ex.every(ex.in_force("annex"), OTHER)
    text = ex.process(ex.commitment("c", done=both, due=ex.by(50)), instruments=(ex.pact(), annex))
    assert words(text) == ("broken", "cannot-be-judged")
    assert words(text, ex.said("aruna", "meeting", 60)) == ("broken", "cannot-be-judged")
    assert words(text, ex.denied("observers", "meeting", 60)) == ("broken", "broken")
    found = ex.process(
        ex.commitment("c", done=both, due=ex.by(50)),
        instruments=(ex.pact(), annex),
        decisions=[ex.decision("d", "find_breach", on=20)],
    )
    assert words(found) == ("broken", "broken")


def test_a_part_that_others_say_is_broken_breaks_the_whole() -> None:
    annex = ex.instrument("annex", ex.status("in-force", when=DONE))
    text = ex.process(
        ex.commitment("c", parts=ex.every(ex.kept("one"), ex.kept("two")), due=ex.by(60)),
        ex.commitment("one", done=ex.in_force("annex"), due=ex.by(50)),
        ex.commitment("two", done=OTHER, due=ex.by(50)),
        instruments=(ex.pact(), annex),
    )
    assert words(text) == ("broken", "cannot-be-judged")
    assert words(text, ex.denied("observers", "meeting", 60)) == ("broken", "broken")


# ── What keeps a duty from being late ────────────────────────────────────────


def test_that_no_deadline_runs_may_rest_on_silence() -> None:
    text = deed(done=OTHER, due=ex.within(10, DONE))
    denied = ex.denied("observers", "meeting", 90)
    assert words(text, denied) == ("not-yet-due", "cannot-be-judged")
    late = ex.said("aruna", "handover", 95)
    assert words(text, denied, late) == ("not-yet-due", "not-yet-due")
    assert words(text, ex.said("aruna", "meeting", 90)) == ("kept", "kept")


def test_that_it_is_not_yet_due_may_rest_on_a_text_that_nobody_said_had_ended() -> None:
    over = ex.status("terminated", when=DONE)
    text = ex.process(
        ex.commitment("c", done=ex.reached(150), due=ex.by(160)), instruments=(ex.pact(over),)
    )
    assert ex.stand(text).evidence == "refuted"
    assert words(text) == ("not-yet-due", "cannot-be-judged")


def test_that_it_is_broken_may_rest_on_a_text_that_nobody_said_had_ended() -> None:
    over = ex.status("terminated", when=DONE)
    text = ex.process(
        ex.commitment("c", done=ex.nay(ex.in_force("pact")), due=ex.within(1)),
        instruments=(ex.pact(over),),
    )
    assert ex.stand(text).duty == "breached"
    assert words(text) == ("broken", "cannot-be-judged")


def test_what_is_not_done_may_be_under_way() -> None:
    gone = [ex.erased(40, "progress")]
    text = deed(due=ex.by(150), extent="progress")
    denied = ex.denied("observers", "handover", 60)
    figure = ex.said("observers", "progress", 60, says=0)
    assert ex.stand(text, [denied]).word == "not-yet-due"
    assert now(text, denied, missing=gone).word == "cannot-be-judged"
    assert now(text, denied, figure, missing=gone).word == "not-yet-due"
    assert now(text, denied).word == "not-yet-due"
    parted = deed(done=ex.every(DONE, ex.reached(150)))
    assert words(parted) == ("not-yet-due", "cannot-be-judged")
    assert words(parted, denied) == ("not-yet-due", "not-yet-due")
    begun = ex.said("observers", "handover", 60, extent=1)
    assert words(parted, begun) == ("under-way", "under-way")
    late = deed(due=ex.by(50), extent="progress")
    assert now(late, denied, missing=gone, accept="corroborated").word == "late"


def test_nobody_told_of_the_deed_and_the_text_may_have_ended() -> None:
    over = ex.status("terminated", when=DONE)
    text = ex.process(ex.commitment("c", done=OTHER, due=ex.by(150)), instruments=(ex.pact(over),))
    assert words(text) == ("not-yet-due", "cannot-be-judged")
    assert words(text, ex.denied("observers", "handover", 60)) == ("not-yet-due", "not-yet-due")


@pytest.mark.parametrize("word", ["superseded", "suspended"])
def test_or_lies_suspended_or_gave_way(word: str) -> None:
    step = ex.status(word, when=DONE)
    text = ex.process(ex.commitment("c", done=OTHER, due=ex.by(150)), instruments=(ex.pact(step),))
    assert words(text) == ("not-yet-due", "cannot-be-judged")


@pytest.mark.parametrize("word", ["in-force", "signed"])
def test_or_to_another_text(word: str) -> None:
    step = ex.status(word, when=DONE)
    text = ex.process(
        ex.commitment("c", done=OTHER, due=ex.by(150)),
        instruments=(ex.pact(), ex.instrument("annex", step, supersedes=("pact",))),
    )
    assert words(text) == ("not-yet-due", "cannot-be-judged")


def test_or_to_another_commitment() -> None:
    text = ex.process(
        ex.commitment("c", done=OTHER, due=ex.by(150), superseded_by="next"),
        ex.commitment("next", from_=DONE),
    )
    assert words(text) == ("not-yet-due", "cannot-be-judged")


def test_what_has_not_begun_may_have_expired() -> None:
    text = deed(done=OTHER, from_=ex.reached(150), expires=ex.within(5, DONE))
    assert words(text) == ("not-yet-due", "cannot-be-judged")
    said = ex.said("aruna", "handover", 99)
    assert words(text, said) == ("not-yet-due", "not-yet-due")


def test_what_expired_may_have_begun_in_time() -> None:
    text = deed(done=OTHER, from_=DONE, expires=ex.by(50))
    assert words(text) == ("no-longer-owed", "cannot-be-judged")
    assert words(deed(done=DONE, from_=OTHER, expires=ex.by(50))) == (
        "no-longer-owed",
        "no-longer-owed",
    )


def test_what_lay_suspended_may_have_been_resumed() -> None:
    steps = ex.status("suspended", 20), ex.status("resumed", when=DONE)
    text = ex.process(ex.commitment("c", done=OTHER), instruments=(ex.pact(*steps),))
    assert words(text) == ("blocked", "cannot-be-judged")


# ── Who is told, and when ────────────────────────────────────────────────────


def told(missing: MissingBody, **given: Any) -> Assessment:
    return ex.look(deed(due=ex.by(150)), missing=[missing], **given)


def test_a_body_about_nobody_knows_what_may_have_been_about_what_nobody_else_tells() -> None:
    gone = ex.erased(40, release="parties")
    found = told(gone, sees=("public", "parties")).standings["c"]
    assert found.missing == (gone,)
    assert found.evidence == "missing"
    assert found.reasons[0].rule == "not-reproducible"
    assert told(gone).standings["c"].missing == ()
    assert told(gone).standings["c"].evidence == "unreported"


def test_a_body_about_nobody_knows_what_marks_what_others_have_told_too() -> None:
    gone = ex.erased(40, release="parties")
    said = [ex.said("aruna", "handover", 30), ex.said("belva", "handover", 31)]
    found = ex.look(deed(due=ex.by(150)), said, missing=[gone], sees=("public", "parties"))
    assert found.record.missing == (gone,)
    assert found.standings["c"].missing == (gone,)
    assert found.standings["c"].word == "kept"


def test_a_body_that_is_only_not_at_hand_is_missed_as_well() -> None:
    assert told(ex.erased(40, "handover", reason="withheld")).standings["c"].evidence == "missing"


def test_those_who_were_not_cleared_are_told_nothing() -> None:
    gone = ex.erased(40, "handover", release="parties")
    assert told(gone).standings["c"].evidence == "unreported"
    assert told(gone).missing == (gone,)
    assert told(gone, sees=("public", "parties")).standings["c"].evidence == "missing"


@pytest.mark.parametrize(
    ("entered_on", "at", "evidence"),
    [((30, 40), 39, "unreported"), ((30, 40), 40, "missing"), (None, ex.LATE, "unreported")],
)
def test_by_entry_a_body_is_missed_from_its_own_day_on(
    entered_on: ex.Days | None, at: int, evidence: str
) -> None:
    days = None if entered_on is None else ex.span(entered_on)
    gone = ex.erased(40, "handover", entered_on=days)
    found = told(gone, basis="entered", known_at=at).standings["c"]
    assert found.evidence == evidence
    assert told(gone, known_at=0).standings["c"].evidence == "missing"


def test_several_are_told_in_the_order_of_the_register() -> None:
    several = [ex.erased(each, "handover") for each in (9, 4, 7)]
    found = ex.look(deed(), missing=several).standings["c"]
    assert [each.index for each in found.missing] == [4, 7, 9]
    reasons = [each.facts for each in found.reasons if each.rule == "not-reproducible"]
    assert [each["index"] for each in reasons] == [4, 7, 9]
    assert reasons[0]["author"] == "belva/delegation"


# ── The reasons ──────────────────────────────────────────────────────────────


def leaves_of(it: Standing) -> list[tuple[str, object]]:
    steps = (step for each in it.reasons if each.rule == "test" for step in each.walk())
    wanted = ("silent", "stale", "account", "missing")
    return [(each.rule, each.facts.get("entries")) for each in steps if each.rule in wanted]


def test_no_reason_says_that_nobody_has_spoken() -> None:
    assert leaves_of(now(deed())) == [("missing", (40,))]
    assert leaves_of(now(deed(done=OTHER))) == [("silent", None)]


def test_what_was_said_is_told_beside_what_is_missing() -> None:
    said = ex.said("aruna", "handover", 60)
    assert leaves_of(now(deed(), said)) == [("account", None), ("missing", (40,))]
    old = ex.denied("aruna", "calm", 5)
    both = [("stale", None), ("missing", (40,))]
    assert leaves_of(now(deed(done=ex.happened("calm")), old)) == both
