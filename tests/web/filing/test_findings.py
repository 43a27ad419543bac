"""A body comes to a finding: proposed, voted on by its members, and what the votes come to."""

from __future__ import annotations

import json
from itertools import product

import pytest
from tests.web.filing.steps import ABOUT, WORDS, sign, write

from kept.archive.ledger import LedgerFolder
from kept.assessment import needs_votes
from kept.ledger import Votes
from kept.ledger.entries.proposed import proposed_digest
from kept.web.accounts.models import Role
from kept.web.filing.models import Draft, Hold, Proposal, Sheet
from kept.web.filing.pens import pens_of
from kept.web.reading.clock import now, today
from kept.web.reading.current import site
from kept.web.reading.viewer import PUBLIC, Viewer

pytestmark = pytest.mark.usefixtures("register")
MEMBERS = {"aruna": ["aruna-pen"], "belva": ["belva-pen", "belva-seal"]}
SIGNS = {"aruna": "aruna-2", "belva": "belva-1"}


def proposed(client, closes_on="2025-11-28", **more):
    draft = write(client, **more)
    client.post(f"/desk/findings/new/{draft.pk}/", {"closes_on": closes_on})
    return Proposal.objects.latest("made_at")


def keys(party):
    first, *others = pens_of(party)
    return {"key": first.id, "beside": [each.id for each in others][: first.eyes - 1]}


def votes(as_, settings, proposal, party, word, **more):
    """A member's vote, signed; the paper it stands on."""
    client = as_(SIGNS[party])
    given = {"vote": word, **keys(party), **more}
    client.post(f"/desk/findings/{proposal.pk}/vote/", given)
    sheet = Sheet.objects.filter(party=party).latest("made_at")
    return sign(client, sheet, settings, *MEMBERS[party])


def find(as_, settings, proposal):
    client = as_("verifier")
    answer = client.post(f"/desk/findings/{proposal.pk}/find/", keys("jvm"), follow=True)
    sheet = Sheet.objects.filter(party="jvm").order_by("-made_at").first()
    return answer, sheet and sign(client, sheet, settings, "jvm-pen")


def statement_of(sheet, viewer):
    found = (each for each in site().snapshot(viewer).statements if each.entered)
    return next(each for each in found if each.entered.entry == sheet.entry)


def test_what_all_members_are_for_becomes_a_finding_that_carries_their_votes(as_, settings):
    proposal = proposed(as_("verifier"))
    cast = [votes(as_, settings, proposal, each, "for") for each in MEMBERS]
    assert [each.state for each in cast] == ["admitted", "admitted"]
    _, sheet = find(as_, settings, proposal)
    assert sheet.state == Sheet.State.ADMITTED
    found = statement_of(sheet, Viewer(role="secretariat"))
    assert (found.kind, found.speakers, found.votes.for_) == (
        "verifies", ("jvm",), ("aruna", "belva"),
    )  # fmt: skip
    assert found.votes.on == proposed_digest(found) == proposal.digest
    header = site().register("confidential").folded.entries[sheet.index].header
    assert {each.entry for each in cast} <= {*header.refs}
    assert not Draft.objects.exists()


def test_what_a_body_finds_in_its_own_words_waits_for_the_harm_check(as_, settings, reader):
    proposal = proposed(as_("verifier"))
    for each in MEMBERS:
        votes(as_, settings, proposal, each, "for")
    _, sheet = find(as_, settings, proposal)
    hold = Hold.objects.get(entry=sheet.entry)
    shown = (each.entered for each in site().snapshot(PUBLIC).statements)
    assert not any(each and each.entry == sheet.entry for each in shown)
    as_("secretariat").post(f"/desk/checks/{hold.pk}/decide/", {"decision": "checked"})
    found = statement_of(sheet, PUBLIC)
    page = reader.get(f"/statements/{found.id}/").content.decode()
    assert "For: Aruna and Belva" in page
    assert "By the rules of JVM: adopted." in page
    told = reader.get(f"/statements/{found.id}/data.json").json()
    assert told["votes"] == {"on": proposal.digest, "for": ["aruna", "belva"]}


def test_one_member_against_it_and_a_body_of_consensus_finds_nothing(as_, settings):
    proposal = proposed(as_("verifier"))
    votes(as_, settings, proposal, "aruna", "for")
    votes(as_, settings, proposal, "belva", "against", reasons_en="The road is closed at night")
    before = LedgerFolder(settings.KEPT_LEDGER).size()
    answer, _ = find(as_, settings, proposal)
    assert "The members have not adopted it" in answer.content.decode()
    assert LedgerFolder(settings.KEPT_LEDGER).size() == before
    for name in ("aruna-1", "belva-2", "verifier", "secretariat", "observer"):
        page = as_(name).get(f"/desk/findings/{proposal.pk}/").content.decode()
        assert "not adopted: a member is against it" in page
        assert "The road is closed at night" in page, "dissent is recorded, or nothing is"


def test_a_member_may_vote_again_while_the_vote_is_open(as_, settings):
    proposal = proposed(as_("verifier"))
    votes(as_, settings, proposal, "belva", "against", reasons_fr="La route est fermée")
    assert votes(as_, settings, proposal, "belva", "for").state == "admitted"
    votes(as_, settings, proposal, "aruna", "for")
    assert find(as_, settings, proposal)[1].state == Sheet.State.ADMITTED


def test_a_vote_that_was_taken_back_counts_no_more(as_, settings):
    proposal = proposed(as_("verifier"))
    votes(as_, settings, proposal, "aruna", "for")
    cast = votes(as_, settings, proposal, "belva", "for")
    client = as_("belva-1")
    client.post(f"/desk/entries/{cast.entry}/retract/", keys("belva"))
    sheet = Sheet.objects.filter(party="belva").latest("made_at")
    assert sign(client, sheet, settings, *MEMBERS["belva"]).state == "admitted"
    assert "have not adopted" in find(as_, settings, proposal)[0].content.decode()


def test_a_quorum_is_needed_also_when_the_last_day_has_passed(as_, settings):
    proposal = proposed(as_("verifier"))
    votes(as_, settings, proposal, "aruna", "for")
    settings.KEPT_TODAY = "2025-11-29"
    page = as_("verifier").get(f"/desk/findings/{proposal.pk}/").content.decode()
    assert "too few members took part" in page
    assert "have not adopted" in find(as_, settings, proposal)[0].content.decode()
    late = as_("belva-1").post(
        f"/desk/findings/{proposal.pk}/vote/", {"vote": "for", **keys("belva")}, follow=True
    )
    assert "The vote is closed." in late.content.decode()


def test_against_needs_reasons_that_name_no_position(as_):
    proposal = proposed(as_("verifier"))
    for reasons in ("", "It lies at -1.68123, 29.22871"):
        given = {"vote": "against", "reasons_en": reasons, **keys("belva")}
        page = as_("belva-1").post(f"/desk/findings/{proposal.pk}/vote/", given, follow=True)
        assert "Give reasons for a vote against" in page.content.decode()
    assert not Sheet.objects.exists()


def test_a_body_that_has_rules_signs_nothing_its_members_have_not_voted_on(as_):
    client = as_("verifier")
    draft = write(client)
    client.post(f"/desk/statements/{draft.pk}/paper/", keys("jvm"))
    assert not Sheet.objects.exists()
    assert (
        "Put it before the members"
        in client.get(f"/desk/statements/{draft.pk}/preview/").content.decode()
    )


def test_what_is_no_finding_a_body_signs_alone(as_, settings):
    client = as_("verifier")
    draft = write(client, saying="demands")
    client.post(f"/desk/statements/{draft.pk}/paper/", keys("jvm"))
    assert sign(client, Sheet.objects.latest("made_at"), settings, "jvm-pen").state == "admitted"


def test_the_last_day_is_one_that_comes(as_):
    client = as_("verifier")
    draft = write(client)
    for bad in ("", "2025-11-20", "2026-11-21", "soon"):
        page = client.post(f"/desk/findings/new/{draft.pk}/", {"closes_on": bad}, follow=True)
        assert "Choose a last day to vote" in page.content.decode()
    assert not Proposal.objects.exists()


def test_what_is_withdrawn_is_voted_on_no_more(as_, settings):
    client = as_("verifier")
    proposal = proposed(client)
    votes(as_, settings, proposal, "aruna", "for")
    assert (
        "are withdrawn"
        in client.post(f"/desk/findings/{proposal.pk}/withdraw/", follow=True).content.decode()
    )
    page = as_("belva-1").post(
        f"/desk/findings/{proposal.pk}/vote/", {"vote": "for", **keys("belva")}, follow=True
    )
    assert "The vote is closed." in page.content.decode()


def test_who_may_not_is_told_of_nothing(as_):
    proposal = proposed(as_("verifier"))
    may = {"analyst": False, "ddr": True, "aruna-1": True, "belva-1": True}
    for name, sees in may.items():
        client = as_(name)
        assert (client.get(f"/desk/findings/{proposal.pk}/").status_code == 200) == sees
        for way in ("find", "withdraw"):
            assert client.post(f"/desk/findings/{proposal.pk}/{way}/").status_code == 404
    for name in ("analyst", "ddr", "aruna-1", "verifier"):
        voted = as_(name).post(f"/desk/findings/{proposal.pk}/vote/", {"vote": "for"})
        assert voted.status_code == 404


def test_the_predicate_and_the_query_say_the_same(db):
    process = site().process
    for each in process.mechanisms:
        Proposal.objects.create(party=each, made_at=now(), closes_on=today(), content=b"")
    seen = 0
    for role, party in product(Role.values, (None, "aruna", "belva", "jvm", "sarro-front")):
        viewer = Viewer(role=role, party=party)
        found = {*Proposal.objects.seen_by(viewer, process)}
        assert found == {each for each in Proposal.objects.all() if each.seen_by(viewer, process)}
        seen += 0 < len(found) < Proposal.objects.count()
    assert seen


def test_a_party_s_own_claims_need_no_votes(as_):
    process = site().process
    for each in site().snapshot(PUBLIC).statements:
        expected = each.speakers == ("jvm",) and each.evidence
        assert needs_votes(each, process) == (
            expected or (each.speakers == ("jsc",) and each.evidence)
        )


def test_the_words_cannot_be_changed_under_a_vote(as_, settings):
    """What members have voted on is named by its digest: other words have another."""
    client = as_("verifier")
    proposal = proposed(client)
    votes(as_, settings, proposal, "aruna", "for")
    draft = Draft.objects.get()
    client.post(
        f"/desk/statements/{draft.pk}/words/",
        {**WORDS, "claim_en": "The road is wide open", "release": "public", "then": "on"},
    )
    client.post(f"/desk/findings/new/{draft.pk}/", {"closes_on": "2025-11-28"})
    other = Proposal.objects.latest("made_at")
    assert other.digest != proposal.digest
    assert "has not voted" in client.get(f"/desk/findings/{other.pk}/").content.decode()
    proposal.refresh_from_db()
    assert json.loads(bytes(proposal.content))["claim"]["en"] == WORDS["claim_en"]
    assert json.loads(bytes(proposal.content))["about"] == [ABOUT["about"]]


def test_a_finding_that_names_votes_on_other_words_or_records_them_otherwise_is_told(
    as_, settings, reader, monkeypatch
):
    """The body's signatory is no trusted keeper of its members' votes."""
    proposal = proposed(as_("verifier"), release="parties")
    votes(as_, settings, proposal, "aruna", "for")
    votes(as_, settings, proposal, "belva", "against", reasons_en="It is closed")
    told = Votes(for_=("aruna", "belva"), on=proposal.digest)
    monkeypatch.setattr("kept.web.filing.proposed.Before.votes", told)
    _, sheet = find(as_, settings, proposal)
    page = f"/statements/{statement_of(sheet, Viewer(role='secretariat')).id}/"
    shown = as_("belva-1").get(page).content.decode()
    assert "By their own signed votes, recorded here otherwise: Belva." in shown
    assert "cast on other words" not in shown
    other = proposed(as_("verifier"), release="parties", claim_en="The road is wide open")
    find(as_, settings, other)
    found = Sheet.objects.filter(party="jvm").latest("made_at")
    page = f"/statements/{statement_of(found, Viewer(role='secretariat')).id}/"
    shown = as_("belva-1").get(page).content.decode()
    assert "were cast on other words than these" in shown
    assert "own signed statement" not in shown
