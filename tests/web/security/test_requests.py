"""What no browser of a reader would send is refused, and nothing breaks."""

import pytest
from django.test import Client
from tests.web.accounts.people import LOGIN, PASSWORD, account, desk, is_in, try_in
from tests.web.security.routes import addresses

from kept.web.accounts.models import Act, User

ELSEWHERE = "https://evil.example"


def test_every_address_is_found():
    found = addresses()
    assert {"/", LOGIN, "/accounts/people/aruna-1/reset/", "/accounts/log.csv"} <= set(found)
    assert [each for each in found if {*each} & {*"^$?<>()[]"}] == []


def test_no_form_is_taken_that_was_not_this_site_s():
    user = account("secretariat-1", "secretariat")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    taken = [each for each in addresses() if client.post(each).status_code != 403]
    assert taken == []
    assert User.objects.count() == 1


def test_a_form_of_another_site_is_refused_even_with_a_token():
    client = Client(enforce_csrf_checks=True)
    client.get(LOGIN)
    given = {
        "login": "a",
        "password": "b",
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
    }
    assert client.post(LOGIN, given).status_code == 200
    assert client.post(LOGIN, given, headers={"Origin": ELSEWHERE}).status_code == 403


def test_a_refused_form_is_answered_in_words():
    answer = Client(enforce_csrf_checks=True).post(LOGIN + "?lang=fr", {})
    assert "ouvert trop longtemps" in answer.content.decode()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "https://localhost/",
        "https://testserver/",
        "\thttps://evil.example",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in_or_out(target):
    account("observer-1")
    client = Client()
    answer = client.post(LOGIN, {"login": "observer-1", "password": PASSWORD, "next": target})
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert client.get(LOGIN, {"next": target}).url == "/desk/"
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": target})
    assert answer.url == "/desk/"
    assert client.post("/accounts/logout/", {"next": target}).url == "/"


def test_who_was_reading_a_page_is_sent_back_to_it():
    account("observer-1")
    given = {"login": "observer-1", "password": PASSWORD, "next": "/plan/?on=2025-11-21"}
    assert Client().post(LOGIN, given).url == "/plan/?on=2025-11-21"


def test_an_address_gone_back_to_makes_no_markup():
    text = Client().get(LOGIN, {"next": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in text


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "kept@evil", "a b", ""]
)
def test_a_host_that_is_not_this_site_is_refused(host):
    for path in ("/", LOGIN):
        answer = Client().get(path, headers={"Host": host}, SERVER_NAME="evil.example")
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"]
)
def test_a_host_told_in_passing_is_not_believed(header):
    answer = Client().get(LOGIN, headers={header: "evil.example"})
    assert answer.status_code == 200
    assert "evil" not in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../kept/web/settings/security.py",
        "/static/..%2f..%2fsecret-key",
        "/static/%2e%2e/%2e%2e/secret-key",
        "/static/....//....//secret-key",
        "/static//etc/passwd",
        "/static/css/..\\..\\secret-key",
        "/static/%00",
        "/../secret-key",
    ],
)
def test_no_file_beside_those_of_the_site_is_given_out(path, settings):
    (settings.STATIC_ROOT.parent / "secret-key").write_text("the key that signs sessions")
    answer = Client().get(path)
    assert answer.status_code == 404
    assert b"signs sessions" not in b"".join(answer)


def test_a_body_too_large_is_refused(settings):
    body = "login=a&password=" + "b" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answer = Client().post(LOGIN, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (400, 413)


def test_too_many_fields_are_refused():
    given = {f"field-{n}": "x" for n in range(300)}
    assert Client().post(LOGIN, given).status_code in (400, 413)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"--x\r\nnot a form", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b'{"login": 1}', "application/json"),
        (b"login=%00&password=%00", "application/x-www-form-urlencoded"),
        (b"login=" + b"a" * 5000 + b"&password=b", "application/x-www-form-urlencoded"),
        (
            "login=\ud83d".encode("utf-8", "surrogatepass") + b"&password=b",
            "application/x-www-form-urlencoded",
        ),
    ],
)
def test_a_body_nobody_can_read_breaks_nothing(body, kind):
    assert Client().post(LOGIN, body, content_type=kind).status_code in (200, 400)


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "{}",
        "[]",
        "null",
        '"x"',
        '{"response": 1}',
        "{",
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "!!"}}',
    ],
)
def test_a_passkey_nobody_made_signs_nobody_in(credential):
    account("observer-1")
    client = Client()
    client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert (answer.status_code, answer.url) == (302, LOGIN)
    assert not is_in(client)


def test_a_password_is_never_written_down():
    client = desk()
    try_in(Client(), "secretariat-1", "a password mistyped")
    told = str(list(Act.objects.values()))
    assert PASSWORD not in told
    assert "mistyped" not in told
    assert PASSWORD not in client.get("/accounts/log/").content.decode()
