"""Signing in: a name and a password, a second factor, an own password first."""

from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import caches
from django.test import Client
from tests.web.accounts.people import LOGIN, PASSWORD, account, code, is_in, try_in, with_codes

from kept.web.accounts.models import Act
from kept.web.reading.clock import now


def test_a_name_and_a_password_are_enough_for_an_observer():
    account("observer-1")
    client = Client()
    answer = try_in(client, "observer-1")
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert is_in(client)
    assert Act.objects.get().act == "signed-in"


def test_where_there_is_a_second_factor_a_password_alone_signs_nobody_in():
    secret = with_codes(account("aruna-1", "signatory", "aruna"))
    client = Client()
    assert try_in(client, "aruna-1").url == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    assert client.get("/accounts/").url.startswith(LOGIN)
    assert "six figures" not in client.get("/accounts/2fa/authenticate/").content.decode()
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert is_in(client)


def test_a_code_is_taken_once():
    secret = with_codes(account("aruna-1", "signatory", "aruna"))
    used = code(secret)
    first, second = Client(), Client()
    for client in (first, second):
        caches["default"].clear()  # another worker has one of its own
        try_in(client, "aruna-1")
        answer = client.post("/accounts/2fa/authenticate/", {"code": used})
    assert (is_in(first), is_in(second)) == (True, False)
    assert "was used already" in answer.content.decode()


def test_a_recovery_code_stands_in_once_for_a_lost_device():
    user = account("aruna-1", "signatory", "aruna")
    with_codes(user)
    recovery = RecoveryCodes.activate(user).get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        try_in(client, "aruna-1")
        client.post("/accounts/2fa/authenticate/", {"code": recovery})
        assert is_in(client) is expected


def test_codes_are_guessed_no_faster_than_passwords():
    secret = with_codes(account("aruna-1", "signatory", "aruna"))
    client = Client()
    try_in(client, "aruna-1")
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    answer = client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert not is_in(client)
    assert "Too many wrong codes" in answer.content.decode()
    assert Act.objects.filter(act="code-failed", who="aruna-1").count() == 5


def test_secrets_of_second_factors_are_not_readable_in_the_database():
    user = account("aruna-1")
    secret = with_codes(user)
    stored = user.authenticator_set.get().data["secret"]
    assert secret not in stored


def test_a_secret_stored_under_another_key_fits_no_code(settings):
    secret = with_codes(account("aruna-1"))
    client = Client()
    settings.SECRET_KEY = "another " * 8
    try_in(client, "aruna-1")
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert not is_in(client)


class TestHandedOver:
    """A password somebody else has seen opens nothing but the form for an own one."""

    OWN = "quiet harbour lamps tonight"

    @pytest.fixture
    def client(self):
        account("observer-1", new_password_by=now() + timedelta(days=1))
        client = Client()
        assert try_in(client, "observer-1").url == "/accounts/password/first/"
        return client

    def choose(self, client, first, second=None):
        given = {"password1": first, "password2": second or first}
        return client.post("/accounts/password/first/", given)

    def test_it_signs_nobody_in(self, client):
        assert not is_in(client)
        assert client.get("/accounts/2fa/").url.startswith(LOGIN)
        assert "observer-1" in client.get("/accounts/password/first/").content.decode()

    def test_an_own_one_does_and_the_other_is_gone(self, client):
        assert self.choose(client, self.OWN).url == "/desk/"
        assert is_in(client)
        assert not is_in_with("observer-1", PASSWORD)
        assert is_in_with("observer-1", self.OWN)

    @pytest.mark.parametrize(
        ("first", "second", "sentence"),
        [
            (PASSWORD, PASSWORD, "than the one you were given"),
            ("short", "short", "too short"),
            (OWN, "quiet harbour lamps", "not the same"),
        ],
    )
    def test_one_that_will_not_do_is_refused_in_words(self, client, first, second, sentence):
        assert sentence in self.choose(client, first, second).content.decode()
        assert not is_in(client)

    def test_nobody_comes_to_the_form_without_the_password(self):
        assert Client().get("/accounts/password/first/").url == LOGIN

    def test_it_is_good_until_its_day(self):
        account("observer-2", new_password_by=now() - timedelta(seconds=1))
        answer = try_in(Client(), "observer-2")
        assert "is wrong" in answer.content.decode()


def is_in_with(name, password):
    client = Client()
    try_in(client, name, password)
    return is_in(client)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "logout/",
        "password/change/",
        "reauthenticate/",
        "2fa/",
        "2fa/reauthenticate/",
        "2fa/totp/activate/",
        "2fa/totp/deactivate/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/recovery-codes/download/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "people/",
        "log/",
    ],
)
def test_every_page_is_there_in_both_languages(path, language):
    from tests.web.accounts.people import confirm

    user = account("secretariat-1", "secretariat")
    client = Client()
    client.force_login(user)
    confirm(client)
    if path != "2fa/totp/activate/":
        with_codes(user)
        RecoveryCodes.activate(user)
    answer = client.get(f"/accounts/{path}?lang={language}")
    assert answer.status_code == 200
    if not path.endswith("download/"):
        text = answer.content.decode()
        assert f'<html lang="{language}">' in text
        assert not [each for each in ("style=", "http://", "https://", "onclick") if each in text]


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "inactive/",
        "login/code/confirm/",
        "2fa/trust/",
        "2fa/webauthn/signup/",
        "3rdparty/",
        "social/login/error/",
        "sessions/",
    ],
)
def test_what_nobody_needs_does_not_exist(path):
    for method in ("get", "post"):
        assert getattr(Client(), method)(f"/accounts/{path}").status_code == 404


def test_signing_out_is_asked_for_and_ends_the_session():
    client = Client()
    client.force_login(account("observer-1"))
    assert client.get("/accounts/logout/").status_code == 200
    assert is_in(client)
    client.post("/accounts/logout/")
    assert not is_in(client)
    assert Act.objects.last().act == "signed-out"
