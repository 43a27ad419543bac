"""What somebody might try: forged forms, markup, other people's things, two at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.web.filing.steps import begin, filed, sign, write

from kept.archive.keys import load_key, read_key
from kept.archive.ledger import LedgerFolder
from kept.web.filing.models import Draft, Hold, Sheet, VisitRequest
from kept.web.filing.pens import pens_of
from kept.web.filing.register import hand_in
from kept.web.filing.signing import NotSignedError, paper_of, sign_with_file
from kept.web.filing.statement.fields import STEPS, has_position, wrong_in
from kept.web.reading.current import site
from kept.web.reading.viewer import PUBLIC

register_used = pytest.mark.usefixtures("register")


@register_used
def test_every_form_wants_its_token(people, as_):
    draft = write(as_("aruna-2"))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["aruna-2"], "allauth.account.auth_backends.AuthenticationBackend")
    for address in (
        "/desk/statements/new/",
        f"/desk/statements/{draft.pk}/about/",
        f"/desk/statements/{draft.pk}/paper/",
        f"/desk/statements/{draft.pk}/remove/",
        f"/desk/statements/{draft.pk}/annexes/",
        "/desk/keys/new/",
        "/desk/visits/new/",
    ):
        assert strict.post(address).status_code == 403, address
    assert Draft.objects.filter(pk=draft.pk).exists()


@register_used
def test_markup_stays_words(as_, settings):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7 * 7 }} %}"
    client = as_("aruna-2")
    draft = write(client, claim_en=evil, claim_fr="")
    pages = [f"/desk/statements/{draft.pk}/{name}/" for name in ("words", "preview")]
    sheet = begin(client, draft, "aruna")
    pages += [f"/desk/papers/{sheet.pk}/", "/desk/"]
    for address in pages:
        page = client.get(address).content.decode()
        assert "<script>alert" not in page and "<img src" not in page, address
    sign(client, sheet, settings, "aruna-pen")
    hold = Hold.objects.get()
    page = as_("secretariat").get(f"/desk/checks/{hold.pk}/").content.decode()
    assert "&lt;script&gt;alert" in page and "{{ 7 * 7 }}" in page and "<img src" not in page


@register_used
@pytest.mark.parametrize("name", ["observer", "analyst", "ddr", "secretariat"])
def test_whoever_speaks_for_no_party_writes_nothing(as_, name):
    client = as_(name)
    assert client.get("/desk/").status_code == 200
    for address in ("statements/new/", "keys/", "visits/new/"):
        assert client.get(f"/desk/{address}").status_code == 404
    assert client.post("/desk/statements/new/", {"commitment": "hotline"}).status_code == 404


@register_used
def test_a_verifier_of_no_body_writes_nothing(as_, people):
    client = as_("verifier")
    assert client.get("/desk/visits/new/").status_code == 404
    people["verifier"].party = ""
    people["verifier"].save()
    for address in ("statements/new/", "keys/", "visits/new/"):
        assert client.get(f"/desk/{address}").status_code == 404


@register_used
def test_whoever_is_not_signed_in_is_asked_to(reader, db):
    answer = reader.get("/desk/statements/new/")
    assert (answer.status_code, answer.url) == (
        302,
        "/accounts/login/?next=/desk/statements/new/",
    )


@register_used
def test_only_the_secretariat_does_harm_checks(as_, settings):
    filed(as_("aruna-2"), settings)
    hold = Hold.objects.get()
    for name in ("aruna-2", "belva-1", "observer", "verifier"):
        client = as_(name)
        assert client.get(f"/desk/checks/{hold.pk}/").status_code == 404
        post = client.post(f"/desk/checks/{hold.pk}/decide/", {"decision": "checked"})
        assert post.status_code == 404
    hold.refresh_from_db()
    assert hold.cleared_at is None


@register_used
def test_a_forged_signature_is_not_taken(as_):
    client = as_("aruna-2")
    sheet = begin(client, write(client), "aruna")
    paper = paper_of(sheet)

    class Forger:
        key = pens_of("aruna")[0].place.key

        def sign(self, message: bytes) -> bytes:
            return bytes(64)

    with pytest.raises(NotSignedError) as refused:
        sign_with_file(sheet, paper.signed_by(Forger()).to_bytes())
    assert refused.value.key == "does-not-hold"


@register_used
def test_another_paper_in_its_place_is_not_taken(as_, settings):
    client = as_("aruna-2")
    first = begin(client, write(client), "aruna")
    client.post(f"/desk/papers/{first.pk}/withdraw/")
    second = begin(client, write(client, claim_en="The relief road is closed"), "aruna")
    pen = load_key(read_key(settings.KEPT_KEYS, "aruna-pen"), None)
    with pytest.raises(NotSignedError) as refused:
        sign_with_file(second, paper_of(first).signed_by(pen).to_bytes())
    assert refused.value.key == "other-paper"
    with pytest.raises(NotSignedError) as refused:
        sign_with_file(first, paper_of(first).signed_by(pen).to_bytes())
    assert refused.value.key == "not-open"


@register_used
def test_two_who_file_at_once_both_get_in(as_, settings, register):
    papers = []
    for party, pens in (("aruna", ["aruna-pen"]), ("belva", ["belva-pen", "belva-seal"])):
        client = as_(f"{party}-2")
        paper = paper_of(begin(client, write(client), party))
        for pen in pens:
            paper = paper.signed_by(load_key(read_key(settings.KEPT_KEYS, pen), None))
        papers.append(paper)
    before, told = LedgerFolder(register).size(), []
    several = [
        threading.Thread(target=lambda each=each: told.append(hand_in(each))) for each in papers
    ]
    for each in several:
        each.start()
    for each in several:
        each.join()
    assert sorted(each.index for each in told) == [before, before + 1]
    assert LedgerFolder(register).size() == before + 2


@register_used
def test_without_the_logs_keys_it_waits_and_is_admitted_later(as_, settings, register):
    keys, away = settings.KEPT_KEYS, settings.KEPT_DATA / "away"
    away.mkdir()
    for each in keys.glob("log*"):
        each.rename(away / each.name)
    client = as_("aruna-2")
    sheet = filed(client, settings)
    assert sheet.state == Sheet.State.WAITING
    assert (
        "It waits for whoever keeps the register"
        in client.get(f"/desk/papers/{sheet.pk}/").content.decode()
    )
    second = filed(client, settings)  # its number follows on the one that waits
    for each in away.iterdir():
        each.rename(keys / each.name)
    assert hand_in(paper_of(second)).word == "admitted"
    client.get("/desk/")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.index) == ("admitted", LedgerFolder(register).size() - 2)


@register_used
def test_what_a_party_files_another_way_is_looked_at_too(as_, settings):
    client = as_("aruna-2")
    sheet = begin(client, write(client), "aruna")
    pen = load_key(read_key(settings.KEPT_KEYS, "aruna-pen"), None)
    hand_in(paper_of(sheet).signed_by(pen))
    shown = site().snapshot(PUBLIC)
    assert not any(
        each.entered and each.entered.author == "aruna/delegation" for each in shown.statements
    )
    assert Hold.objects.get().until == date(2025, 11, 24)


@register_used
def test_visits_are_asked_for_answered_and_seen(as_):
    asks = {"commitment": "relief-road-opened", "area": "sarro-hills", "reason": "Is it open?"}
    client = as_("aruna-1")
    page = client.post("/desk/visits/new/", {**asks, "reason": "See 1.23456, 29.65432"})
    assert page.status_code == 200 and not VisitRequest.objects.exists()
    client.post("/desk/visits/new/", asks)
    visit = VisitRequest.objects.get()
    assert "Is it open?" not in as_("belva-1").get("/desk/").content.decode()
    answer = f"/desk/visits/{visit.pk}/answer/"
    assert client.post(answer, {"state": "accepted"}).status_code == 404
    verifier = as_("verifier")
    verifier.post(answer, {"state": "done"})  # nobody has accepted it yet
    visit.refresh_from_db()
    assert visit.state == "asked"
    for state in ("accepted", "refused"):
        verifier.post(answer, {"state": state})
    assert "access refused" in client.get("/desk/").content.decode()


ANSWERS = st.dictionaries(
    st.sampled_from([name for several in STEPS.values() for name in several]),
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "hotline",
                "hotline-opened",
                "belva-troops",
                "done",
                "partly",
                "figure",
                "2025-11",
                "9",
            ]
        ),
        st.lists(st.text(max_size=10), max_size=3),
        st.none(),
    ),
)


@given(fields=ANSWERS)
def test_whatever_is_typed_is_answered_in_words(fields):
    from kept.archive import open_process
    from kept.web.words import words

    process = _process(open_process)
    for step in STEPS:
        for each in wrong_in(step, fields, process, date(2025, 11, 21)):
            assert f"filing.wrong-{each.key}" in words("en")
            assert each.at in STEPS[step]


def _process(open_process, kept=[]):  # noqa: B006 -- read once
    from tests.conftest import ROOT

    if not kept:
        kept.append(open_process(ROOT / "processes" / "lakes-exercise").process)
    return kept[0]


@pytest.mark.parametrize(
    "words", ["at 1.23456, 29.65432", "1°23'45\" S", "35M KU 12345 67890", "-1,2345 29,4321"]
)
def test_positions_are_told_from_figures(words):
    assert has_position(words)


@pytest.mark.parametrize(
    "words",
    ["7,000 to 12,000 soldiers", "1 400, 2 000", "on 2025-11-21", "article 3.2, 4.1", "25 °C"],
)
def test_figures_are_no_positions(words):
    assert not has_position(words)
