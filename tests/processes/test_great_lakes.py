"""What the real process must show on 21 November 2025, whoever asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import yaml

from kept.archive import Folder
from kept.assessment import (
    Assessment,
    assess,
    bears_on,
    compare,
    decisive,
    known_on,
    phase_standings,
)
from kept.ledger import CONTRADICTING
from kept.process.model import Happened
from kept.process.model.conditions import propositions_in

ON = date(2025, 11, 21)


def from_(folder: Folder, standpoint: str, on: date = ON, known_at: date = ON) -> Assessment:
    process = folder.process
    return assess(
        process,
        folder.statements,
        on=on,
        standpoint=process.standpoints[standpoint],
        known_at=known_at,
    )


def test_the_jscm_was_set_up_eleven_days_late(great_lakes):
    standing = from_(great_lakes, "public").standings["jscm-established"]
    assert standing.duty == "discharged"
    assert (standing.time.word, standing.time.least, standing.time.most) == ("late", 11, 11)
    # The text gives the check to the JOC, which has not spoken of it on record.
    assert standing.evidence == "corroborated"


def test_the_duty_on_rwandan_forces_stands_otherwise_for_each_side(great_lakes):
    kinshasa = from_(great_lakes, "drc").standings["rdf-disengages"]
    kigali = from_(great_lakes, "rwanda").standings["rdf-disengages"]
    assert kinshasa.duty == "breached"
    assert kigali.duty == "blocked"
    assert kigali.reading == "after-fdlr"
    assert kigali.blocked_by == ("fdlr-neutralised",)


def test_it_is_contested_between_them_about_the_reading(great_lakes):
    found = compare([from_(great_lakes, "drc"), from_(great_lakes, "rwanda")])
    contested = {each.commitment: each for each in found if each.word == "contested"}
    assert "reading" in contested["rdf-disengages"].by


def test_phase_two_cannot_be_entered_and_says_why(great_lakes):
    assessment = from_(great_lakes, "public")
    phases = {each.phase: each for each in phase_standings(assessment)}
    assert phases["opord-one"].word == "open"
    assert phases["opord-two"].word == "closed"
    assert phases["opord-two"].in_preparation
    assert set(phases["opord-two"].waits_for) <= {
        each.id for each in great_lakes.process.in_phase("opord-one")
    }
    assert phases["opord-two"].waits_for


def test_phase_two_is_about_the_fdlr_and_about_rwandas_measures(great_lakes):
    asked = {name for each in great_lakes.process.in_phase("opord-two") for name in decisive(each)}
    assert {"fdlr-active", "rdf-troops"} <= asked


def test_a_denial_never_counts_as_support_for_what_it_denies(great_lakes):
    assessment = from_(great_lakes, "public")
    denials = [
        each
        for each in great_lakes.statements
        if each.kind in CONTRADICTING and "rwanda-backs-m23" in each.about
    ]
    assert denials
    for denial in denials:
        accounts = assessment.course.weighing.accounts("rwanda-backs-m23", None, denial.when.last)
        assert all(each.sign == "against" for each in accounts if each.heard.statement == denial)
        assert "rdf-troops" not in denial.about


def test_the_troop_estimate_keeps_both_its_ends(great_lakes):
    estimates = [
        each
        for each in great_lakes.statements
        if "rdf-troops" in each.about and each.says and str(each.says) == "7000..12000"
    ]
    assert estimates
    assert any("004/5" in each.seed for each in estimates)


@pytest.mark.parametrize("standpoint", ["public", "drc", "rwanda", "m23", "mechanism"])
def test_known_at_knows_nothing_later(great_lakes, standpoint):
    june = date(2025, 6, 30)
    process = great_lakes.process
    then = from_(great_lakes, standpoint, known_at=june)
    earlier = [each for each in great_lakes.statements if known_on(each, process) <= june]
    assert 0 < len(earlier) < len(great_lakes.statements)
    again = assess(
        process,
        earlier,
        on=ON,
        standpoint=process.standpoints[standpoint],
        known_at=june,
    )
    assert then.standings == again.standings
    assert then.standings["jscm-established"].duty == "overdue"
    assert all(
        known_on(each, process) <= june
        for standing in then.standings.values()
        for each in great_lakes.statements
        if each.id in standing.cited
    )


def test_on_the_eve_of_the_signature_nothing_of_it_binds(great_lakes):
    eve = date(2025, 6, 26)
    standings = from_(great_lakes, "public", on=eve, known_at=eve).standings
    for each in great_lakes.process.under("washington-agreement"):
        assert standings[each.id].duty == "proposed"


def test_the_draft_and_its_condition_of_signature_died_with_the_agreement(great_lakes):
    process = great_lakes.process
    (condition, *_) = process.instruments["us-draft"].signing_requires
    assert list(propositions_in(condition.when)) == ["rdf-troops"]
    standings = from_(great_lakes, "public").standings
    for each in process.under("us-draft"):
        assert standings[each.id].duty == "superseded"


def test_at_most_a_third_of_the_commitments_rest_on_an_event_of_their_own(great_lakes):
    process = great_lakes.process
    uses: dict[str, int] = {}
    for each in process.commitments.values():
        for name in bears_on(each):
            uses[name] = uses.get(name, 0) + 1
    private = [
        each.id
        for each in process.commitments.values()
        if isinstance(each.done, Happened) and uses[each.done.proposition] == 1
    ]
    assert len(private) <= len(process.commitments) / 3


def test_what_is_said_is_never_about_a_commitment(great_lakes):
    process = great_lakes.process
    for each in great_lakes.statements:
        assert not set(each.about) & set(process.commitments) - set(process.propositions)


def test_everything_has_words_in_both_languages(great_lakes):
    process = great_lakes.process
    for each in great_lakes.statements:
        assert each.claim.languages == ("en", "fr")
        assert each.claim.in_language("fr") != each.claim.in_language("en")
    for commitment in process.commitments.values():
        assert commitment.text.in_language("fr") != commitment.text.in_language("en")


def test_an_unreviewed_process_says_so(great_lakes):
    assert great_lakes.process.head.reviewed_by == ()
    assert great_lakes.process.head.coded_by
    assert replace(great_lakes.process.head, reviewed_by=("x",)).reviewed_by


def test_the_whole_dossier_is_carried(great_lakes, shared):
    dossier = shared / "dossier"
    process = great_lakes.process

    def refs(records) -> set[str]:
        return {ref for each in records for ref in each.ref}

    def ids(name: str) -> list[dict]:
        return yaml.safe_load((dossier / name).read_text(encoding="utf-8"))["records"]

    assert {each["id"] for each in ids("instruments.yaml")} <= refs(process.instruments.values())
    assert {each["id"] for each in ids("commitments.yaml")} <= refs(process.commitments.values())
    assert {each["id"] for each in ids("meetings.yaml")} <= refs(process.meetings.values())
    assert {each["id"] for each in ids("actors.yaml")} <= {
        *refs(process.actors.values()),
        *process.actors,
    }
    said = refs(great_lakes.statements)
    rows = ids("timeline-to-2025-11-21.yaml")
    assert {each["id"] for each in rows if each["type"] != "deadline"} <= said
    assert not {each["id"] for each in rows if each["type"] == "deadline"} & said
