"""What is done is written down, once, and not changed."""

import csv
import io

import pytest
from django.test import Client, RequestFactory
from tests.web.accounts.people import account, code, desk, try_in, with_codes

from kept.web.accounts.models import Act, LastingError
from kept.web.accounts.record import ACTS, record
from kept.web.words import words


def acts():
    return list(Act.objects.values_list("who", "act"))


def test_who_what_when_and_from_which_page():
    user = account("aruna-1", "signatory", "aruna")
    request = RequestFactory().get("/")
    request.user = user
    act = record(request, "read", "sha256:9f2c")
    assert (act.who, act.role, act.party, act.what) == (
        "aruna-1",
        "signatory",
        "aruna",
        "sha256:9f2c",
    )
    assert act.at.tzinfo is not None
    try_in(Client(), "aruna-1", "wrong")
    assert Act.objects.last().page == "account_login"


@pytest.mark.parametrize(
    "change",
    [
        lambda act: act.save(),
        lambda act: act.delete(),
        lambda act: Act.objects.update(who="nobody"),
        lambda act: Act.objects.filter(pk=act.pk).delete(),
        lambda act: Act.objects.bulk_update([act], ["who"]),
        lambda act: Act.objects.update_or_create(pk=act.pk, defaults={"who": "nobody"}),
    ],
)
def test_what_stands_is_never_changed_or_removed(change):
    act = record(None, "read", "one")
    act.who = "nobody"
    with pytest.raises(LastingError):
        change(act)
    assert list(Act.objects.values_list("who", "what")) == [("", "one")]


def test_it_outlives_the_account():
    user = account("observer-1")
    record(None, "read", who=user)
    user.delete()
    assert acts() == [("observer-1", "read")]


def test_a_wrong_name_is_not_written_down_for_it_may_be_a_password():
    account("observer-1")
    for name in ("observer-1", "four words nobody guesses"):
        try_in(Client(), name, "wrong")
    assert acts() == [("observer-1", "sign-in-failed"), ("", "sign-in-failed")]


def test_coming_going_and_changing_are_written_down():
    user = account("aruna-1", "signatory", "aruna")
    secret = with_codes(user)
    client = Client()
    try_in(client, "aruna-1", "wrong")
    try_in(client, "aruna-1")
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    new = "quiet harbour lamps tonight"
    given = {"oldpassword": "four words nobody guesses", "password1": new, "password2": new}
    client.post("/accounts/password/change/", given)
    client.post("/accounts/logout/")
    assert [act for _, act in acts()] == [
        "sign-in-failed",
        "code-failed",
        "signed-in",
        "password-chosen",
        "signed-out",
    ]


def test_the_secretariat_reads_it_and_takes_it_away_which_is_written_down_too():
    client = desk()
    record(None, "read", "=HYPERLINK(1)", who=account("observer-1"))
    page = client.get("/accounts/log/").content.decode()
    assert "observer-1" in page
    answer = client.get("/accounts/log.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["act"] for row in rows] == list(Act.objects.values_list("act", flat=True))
    assert rows[-1]["act"] == "exported"
    assert [row["what"] for row in rows if row["who"] == "observer-1"] == ["'=HYPERLINK(1)"]


def test_taking_it_away_asks_again_who_it_is():
    user = account("secretariat-1", "secretariat")
    with_codes(user)
    client = Client()
    client.force_login(user)
    assert client.get("/accounts/log.csv").url.startswith("/accounts/reauthenticate/")


def test_it_is_read_by_hundreds():
    client = desk()
    for n in range(250):
        record(None, "read", f"entry-{n:03d}")
    first, last = (client.get(f"/accounts/log/?page={n}").content.decode() for n in (1, 3))
    assert "entry-249" in first
    assert "entry-000" in last
    assert "entry-000" not in first


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_act_has_words(language):
    assert {f"accounts.act-{each}" for each in ACTS} <= set(words(language))
