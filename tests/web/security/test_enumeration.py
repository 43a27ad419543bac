"""Nobody learns which names have accounts."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.accounts.people import account, try_in, with_codes

from kept.web.reading.clock import now

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
KINDS = ["known", "closed", "with-codes", "handed-over", "out-of-date"]


@pytest.fixture
def names():
    account("known")
    account("closed", is_active=False)
    with_codes(account("with-codes"))
    account("handed-over", new_password_by=now() + timedelta(days=1))
    account("out-of-date", new_password_by=now() - timedelta(days=1))


def answer(name, password="wrong"):  # noqa: S107
    """All that can be told apart: status, headers, body; the name typed in is shown again."""
    got = try_in(Client(), name, password)
    body = TOKEN.sub(b"", got.content).replace(name.encode(), b"")
    headers = dict(got.headers.items())
    for differing in ("Content-Length", "Expires"):
        headers.pop(differing, None)
    return got.status_code, headers, sorted(got.cookies), body


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("name", KINDS)
def test_a_wrong_password_and_a_wrong_name_are_answered_alike(name):
    assert answer(name) == answer("nobody-at-all")


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("name", ["closed", "out-of-date"])
def test_even_the_right_password_does_not_tell_of_an_account_that_is_not_open(name):
    assert answer(name, "four words nobody guesses") == answer("nobody-at-all")


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("name", [*KINDS, "nobody-at-all"])
def test_the_work_is_the_same(name, monkeypatch):
    worked = []
    encode = MD5PasswordHasher.encode

    def counted(self, password, salt):
        worked.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    try_in(Client(), name, "wrong")
    assert worked == ["wrong"]


@pytest.mark.usefixtures("names")
def test_the_database_is_asked_as_often():
    def asked(name):
        with CaptureQueriesContext(connection) as queries:
            try_in(Client(), name, "wrong")
        return len(queries)

    assert len({asked(name) for name in (*KINDS, "nobody-at-all")}) == 1


@pytest.mark.usefixtures("names")
def test_waiting_is_the_same():
    said = {
        name: [answer(name)[::3] for _ in range(7)]
        for name in ("known", "closed", "nobody-at-all")
    }
    assert said["known"] == said["closed"] == said["nobody-at-all"]


@pytest.mark.usefixtures("names")
def test_passkeys_are_asked_for_without_a_name():
    told = (
        Client()
        .get(
            "/accounts/2fa/webauthn/login/",
            {"login": "known"},
            headers={"Accept": "application/json"},
        )
        .json()
    )
    assert told["request_options"]["publicKey"]["allowCredentials"] == []
