"""Taking away what is not public: one asks, another allows, and it is written down."""

from __future__ import annotations

import pytest
from tests.web.filing.steps import filed

from kept.ledger.bundle import read_zip, verify_bundle
from kept.web.accounts.models import Act
from kept.web.filing.models import ExportRequest

pytestmark = pytest.mark.usefixtures("register")


def asked(client):
    client.post("/desk/exports/new/", {"reason": "For the ministry"})
    return ExportRequest.objects.latest("made_at")


def decided(client, it, state="allowed"):
    answer = client.post(f"/desk/exports/{it.pk}/decide/", {"state": state})
    it.refresh_from_db()
    return answer.status_code


def taken(client, it):
    return client.post(f"/desk/exports/{it.pk}/take/")


def test_one_asks_another_allows_and_it_is_taken_once(as_, settings):
    sheet = filed(as_("belva-1"), settings, "belva", release="parties")
    hidden = filed(as_("belva-1"), settings, "belva", release="confidential")
    later = filed(as_("belva-1"), settings, "belva", release="parties", from_on="2025-12-24")
    one, other = as_("aruna-1"), as_("aruna-2")
    it = asked(one)
    assert taken(one, it).status_code == 404
    assert decided(other, it) == 302
    assert taken(other, it).status_code == 404
    files = read_zip(taken(one, it).content)
    assert verify_bundle(files.get, files).holds
    assert f"bodies/{sheet.entry[:2]}/{sheet.entry}.json" in files
    for each in (hidden, later):
        assert not any(each.entry in name for name in files if name.startswith("bodies/"))
    assert taken(one, it).status_code == 404
    done = Act.objects.filter(what=str(it.pk)).values_list("who", "act")
    assert [*done] == [
        ("aruna-1", "export-asked"),
        ("aruna-2", "export-allowed"),
        ("aruna-1", "exported"),
    ]


def test_nobody_allows_an_own_request_or_one_of_others(as_):
    it = asked(as_("aruna-2"))
    assert decided(as_("aruna-2"), it) == 404
    assert decided(as_("belva-1"), it) == 404
    assert decided(as_("secretariat"), it) == 404
    assert decided(as_("aruna-1"), it) == 404
    assert it.state == "asked"


def test_what_was_declined_is_not_taken(as_):
    one = as_("belva-1")
    it = asked(one)
    decided(as_("belva-2"), it, "declined")
    assert taken(one, it).status_code == 404


@pytest.mark.parametrize("reason", ["", " ", "x" * 301, "hid\u202eden"])
def test_a_reason_is_given(as_, reason):
    as_("aruna-1").post("/desk/exports/new/", {"reason": reason})
    assert not ExportRequest.objects.exists()


def test_an_observer_takes_nothing_away(as_):
    assert as_("observer").post("/desk/exports/new/", {"reason": "x"}).status_code == 404
