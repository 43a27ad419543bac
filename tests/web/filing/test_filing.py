"""A delegation writes, signs and files; the others see it when they may."""

from __future__ import annotations

import pytest
from tests.web.filing.steps import WORDS, begin, filed, sign, write

from kept.archive.ledger import LedgerFolder
from kept.web.filing.models import Draft, Hold, Sheet
from kept.web.filing.pens import pens_of
from kept.web.filing.signing import paper_of
from kept.web.reading.current import site
from kept.web.reading.viewer import PUBLIC, Viewer

pytestmark = pytest.mark.usefixtures("register")
CLAIM = WORDS["claim_en"]
ARUNA, BELVA = Viewer(role="signatory", party="aruna"), Viewer(role="signatory", party="belva")
SECRETARIAT, OBSERVER = Viewer(role="secretariat"), Viewer(role="observer")


def sees(viewer, sheet):
    return any(
        each.entered and each.entered.entry == sheet.entry
        for each in site().snapshot(viewer).statements
    )


def test_what_is_filed_is_in_the_register_at_once(as_, settings, register):
    before = LedgerFolder(register).size()
    client = as_("aruna-2")
    sheet = filed(client, settings)
    assert (sheet.state, sheet.index) == ("admitted", before)
    ledger = LedgerFolder(register)
    assert ledger.size() == before + 1
    assert ledger.grade(ledger.checkpoint()) == "mutual"
    assert not Draft.objects.exists()
    page = client.get(f"/desk/entries/{sheet.entry}/receipt/").content.decode()
    assert "Mutual" in page
    bundle = client.get(f"/desk/entries/{sheet.entry}/bundle.zip")
    assert bundle.content.startswith(b"PK")
    assert client.get(f"/desk/entries/{sheet.entry}/receipt.pdf").content.startswith(b"%PDF")


def test_public_words_are_shown_to_others_once_somebody_has_looked(as_, settings):
    sheet = filed(as_("aruna-2"), settings)
    assert sees(ARUNA, sheet) and sees(SECRETARIAT, sheet)
    assert not any(sees(each, sheet) for each in (PUBLIC, BELVA, OBSERVER))
    hold = Hold.objects.get(entry=sheet.entry)
    secretariat = as_("secretariat")
    assert CLAIM in secretariat.get(f"/desk/checks/{hold.pk}/").content.decode()
    secretariat.post(f"/desk/checks/{hold.pk}/decide/", {"decision": "checked"})
    assert all(sees(each, sheet) for each in (PUBLIC, BELVA, OBSERVER))


def test_what_nobody_looks_at_is_shown_after_three_days(as_, settings):
    sheet = filed(as_("aruna-2"), settings)
    settings.KEPT_TODAY = "2025-11-23"
    assert not sees(PUBLIC, sheet)
    settings.KEPT_TODAY = "2025-11-24"
    assert sees(PUBLIC, sheet)


def test_a_hold_has_a_reason_and_a_last_day(as_, settings, reader):
    sheet = filed(as_("aruna-2"), settings)
    hold = Hold.objects.get(entry=sheet.entry)
    secretariat = as_("secretariat")
    decide = f"/desk/checks/{hold.pk}/decide/"
    for bad in ({"until": "2026-01-21"}, {"until": "2025-11-21"}, {"reason": "we-dislike-it"}):
        given = {"decision": "held", "reason": "names-a-person", "until": "2025-12-01", **bad}
        secretariat.post(decide, given)
        hold.refresh_from_db()
        assert (hold.until.isoformat(), hold.reason) == ("2025-11-24", "")
    given = {"decision": "held", "reason": "names-a-person", "until": "2025-12-01"}
    secretariat.post(decide, given)
    page = reader.get("/checks/").content.decode()
    assert hold.code in page and "it names a person" in page and CLAIM not in page
    told = reader.get("/checks/data.json").json()["checks"]
    assert [(each["code"], each["held"], each["shown_on"]) for each in told] == [
        (hold.code, True, "2025-12-01")
    ]
    settings.KEPT_TODAY = "2025-12-01"
    assert sees(PUBLIC, sheet)


def test_the_log_of_checks_tells_the_day_that_its_author_asked_for(as_, settings, reader):
    filed(as_("aruna-2"), settings, from_on="2025-12-24")
    told = reader.get("/checks/data.json").json()["checks"]
    assert [(each["shown_on"], each["reason"]) for each in told] == [("2025-12-24", "as-asked")]
    assert "its author asked for this day" in reader.get("/checks/").content.decode()
    settings.KEPT_TODAY = "2025-12-24"
    assert not reader.get("/checks/data.json").json()["checks"][0]["held"]


def test_a_filing_for_the_parties_waits_for_its_day(as_, settings):
    sheet = filed(as_("aruna-2"), settings, release="parties", from_on="2025-11-25")
    assert sees(ARUNA, sheet) and not sees(BELVA, sheet)
    settings.KEPT_TODAY = "2025-11-25"
    assert sees(BELVA, sheet)
    assert not sees(PUBLIC, sheet)


def test_four_eyes_where_the_manifest_asks_for_them(as_, settings):
    first, second = as_("belva-1"), as_("belva-2")
    sheet = sign(first, begin(first, write(first), "belva"), settings, "belva-pen")
    assert sheet.state == Sheet.State.OPEN
    assert f"/desk/papers/{sheet.pk}/" in second.get("/desk/").content.decode()
    assert sign(second, sheet, settings, "belva-seal").state == Sheet.State.ADMITTED


def test_a_key_has_one_paper_at_a_time(as_, settings):
    client = as_("aruna-2")
    sheet = begin(client, write(client), "aruna")
    begin(client, write(client), "aruna")
    assert Sheet.objects.count() == 1
    client.post(f"/desk/papers/{sheet.pk}/withdraw/")
    again = begin(client, write(client), "aruna")
    assert again.pk != sheet.pk


def test_what_is_no_paper_is_not_taken(as_):
    client = as_("aruna-2")
    sheet = begin(client, write(client), "aruna")
    page = client.post(f"/desk/papers/{sheet.pk}/bring/", {}, follow=True)
    assert "That file is no paper." in page.content.decode()


def test_what_was_said_is_taken_back(as_, settings):
    client = as_("aruna-2")
    said = filed(client, settings)
    client.post(f"/desk/entries/{said.entry}/retract/", {"key": pens_of("aruna")[0].id})
    back = sign(client, Sheet.objects.latest("made_at"), settings, "aruna-pen")
    assert back.state == Sheet.State.ADMITTED
    assert sees(PUBLIC, back), "a retraction holds no words of its own, and waits for nobody"
    assert "taken back" in client.get("/desk/").content.decode()


def test_a_reply_names_what_it_answers(as_, settings):
    client = as_("belva-1")
    said = "aruna-alleges-overflight-2025-10"
    chosen = {"commitment": "airspace-respected", "answers": said}
    page = client.get("/desk/statements/new/", {"answers": said})
    assert "a Belvan drone flew over Lower Kel" in page.content.decode()
    client.post("/desk/statements/new/", chosen)
    draft = Draft.objects.get()
    assert draft.answers == said
    fields = {"about": "overflight-by-belva", "saying": "not-done", "when": "2025-10-02"}
    for step in ("about", "when", "words"):
        given = {**chosen, **fields, **WORDS, "release": "parties", "then": "on"}
        client.post(f"/desk/statements/{draft.pk}/{step}/", given)
    sheet = sign(client, begin(client, draft, "belva"), settings, "belva-pen", "belva-seal")
    assert sheet.state == Sheet.State.ADMITTED
    other = as_("aruna-1")
    assert WORDS["claim_en"] in other.get("/desk/").content.decode().partition('id="filed"')[0]


def test_a_correction_begins_with_what_was_said_and_names_it(as_, settings, register):
    client = as_("aruna-2")
    said = filed(client, settings, release="parties", area=["sarro-hills"])
    form = {"corrects": said.entry, "commitment": "relief-road-opened"}
    client.post("/desk/statements/new/", form)
    draft = Draft.objects.get()
    assert draft.fields == {
        "commitment": "relief-road-opened",
        "about": "relief-road-open",
        "saying": "done",
        "extent": "",
        "low": "",
        "high": "",
        "when": "2025-11-18",
        "until": "",
        "area": ["sarro-hills"],
        "claim_en": WORDS["claim_en"],
        "claim_fr": WORDS["claim_fr"],
        "release": "parties",
    }
    sheet = sign(client, begin(client, draft, "aruna"), settings, "aruna-pen")
    assert sheet.state == Sheet.State.ADMITTED
    assert paper_of(sheet).header.refs == (said.entry,)
    other = as_("belva-1")
    assert other.post("/desk/statements/new/", form).status_code == 404


def test_only_signatories_sign(as_):
    writer = as_("aruna-1")
    draft = write(writer)
    page = writer.get(f"/desk/statements/{draft.pk}/preview/").content.decode()
    assert "A signatory of your delegation" in page
    assert writer.post(f"/desk/statements/{draft.pk}/paper/").status_code == 404
    assert CLAIM in as_("aruna-2").get(f"/desk/statements/{draft.pk}/preview/").content.decode()


def test_another_party_does_not_know_of_drafts_papers_and_receipts(as_, settings):
    client = as_("aruna-2")
    draft = write(client)
    sheet = filed(client, settings)
    for name in ("belva-1", "observer", "verifier"):
        other = as_(name)
        for address in (
            f"/desk/statements/{draft.pk}/about/",
            f"/desk/statements/{draft.pk}/preview/",
            f"/desk/papers/{sheet.pk}/",
            f"/desk/papers/{sheet.pk}/file/",
            f"/desk/entries/{sheet.entry}/receipt/",
            f"/desk/entries/{sheet.entry}/bundle.zip",
        ):
            assert other.get(address).status_code == 404, address


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["aruna-1", "aruna-2", "secretariat", "observer", "verifier"])
def test_every_desk_opens_in_both_languages(as_, settings, language, name):
    filed(as_("aruna-2"), settings)
    page = as_(name).get("/desk/", {"lang": language})
    assert page.status_code == 200
    assert ("My desk" if language == "en" else "Mon bureau") in page.content.decode()
