"""Sessions change their name when somebody comes in, and end when they should."""

from django.test import Client
from tests.web.accounts.people import LOGIN, PASSWORD, account, code, is_in, try_in, with_codes

from kept.web.accounts.models import User


def key(client):
    return client.cookies["sessionid"].value


def signed_in(name="observer-1"):
    client = Client()
    try_in(client, name)
    assert is_in(client)
    return client


def test_a_session_handed_to_somebody_is_not_theirs_once_they_are_in():
    secret = with_codes(account("aruna-1", "signatory", "aruna"))
    attacker = Client()
    attacker.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    given = key(attacker)
    victim = Client()
    victim.cookies["sessionid"] = given
    try_in(victim, "aruna-1")
    victim.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert is_in(victim)
    assert key(victim) != given
    assert attacker.get("/accounts/").url.startswith(LOGIN)


def test_signing_out_ends_it_for_whoever_kept_its_name():
    account("observer-1")
    client = signed_in()
    copy = Client()
    copy.cookies["sessionid"] = key(client)
    assert copy.get("/accounts/").status_code == 200
    client.post("/accounts/logout/")
    assert copy.get("/accounts/").status_code == 302


def test_a_new_password_ends_all_others_and_renames_this_one():
    account("observer-1")
    here, elsewhere = signed_in(), signed_in()
    before = key(here)
    new = "quiet harbour lamps tonight"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/accounts/password/change/", given).url == "/accounts/"
    assert key(here) != before
    assert here.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302


def test_closing_an_account_ends_it():
    account("observer-1")
    client = signed_in()
    User.objects.update(is_active=False)
    assert client.get("/accounts/").status_code == 302


def test_a_session_is_one_account_s():
    account("observer-1")
    account("observer-2")
    client = signed_in("observer-1")
    before = key(client)
    client.post("/accounts/logout/")
    try_in(client, "observer-2")
    assert key(client) != before
    assert "observer-2" in client.get("/accounts/").content.decode()


def test_a_page_for_readers_starts_no_session():
    client = Client()
    client.get("/")
    assert "sessionid" not in client.cookies
