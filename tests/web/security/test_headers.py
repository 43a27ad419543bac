"""What every answer tells the browser, whatever the answer is."""

import pytest
from django.test import Client
from tests.web.accounts.people import LOGIN, account, desk, try_in

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def answers():
    anyone, signed_in = Client(raise_request_exception=False), desk()
    yield anyone.get("/")
    yield anyone.get("/data.json")
    yield anyone.get(LOGIN)
    yield anyone.post(LOGIN, {"login": "nobody", "password": "wrong"})
    yield anyone.get("/nothing/")
    yield anyone.get("/?on=yesterday")
    yield anyone.get("/", headers={"Host": "evil.example"})
    yield anyone.get("/accounts/people/")
    yield Client(enforce_csrf_checks=True).post(LOGIN)
    yield signed_in.get("/accounts/")
    yield signed_in.get("/accounts/people/")
    yield signed_in.get("/accounts/log.csv")
    yield signed_in.put("/accounts/people/")


def test_every_answer_is_guarded(settings):
    statuses = set()
    for answer in answers():
        statuses.add(answer.status_code)
        assert answer.headers["Content-Security-Policy"] == settings.KEPT_CSP
        assert "geolocation=()" in answer.headers["Permissions-Policy"]
        for name, value in EXPECTED.items():
            assert answer.headers[name] == value, (answer.status_code, name)
        framed = answer.headers.get("X-Frame-Options")  # a refused host is answered before
        assert framed == "DENY" or answer.status_code == 400
    assert statuses == {200, 302, 400, 403, 404, 405}


def test_what_broke_is_guarded_too_and_tells_nothing(monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("the password of the database")

    monkeypatch.setattr("kept.web.accounts.pages.site", broken)
    client = Client(raise_request_exception=False)
    client.force_login(account("observer-1"))
    answer = client.get("/accounts/")
    assert answer.status_code == 500
    assert answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "database" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(settings):
    policy = dict(each.strip().split(" ", 1) for each in settings.KEPT_CSP.split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == policy["script-src"] == policy["style-src"] == "'self'"
    for forbidden in ("unsafe", "*", "http:", "https:"):
        assert forbidden not in settings.KEPT_CSP


def test_pages_of_one_account_are_kept_by_nobody():
    client = desk()
    for path in ("/accounts/", "/accounts/people/", "/accounts/log/", "/accounts/2fa/"):
        assert "no-store" in client.get(path).headers["Cache-Control"], path
    assert "no-store" in Client().get(LOGIN).headers["Cache-Control"]


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(name, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    account("observer-1")
    client = Client()
    client.get(LOGIN)
    try_in(client, "observer-1")
    cookie = client.cookies[name]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"


def test_a_session_ends_with_the_browser_and_after_a_working_day():
    account("observer-1")
    client = Client()
    try_in(client, "observer-1")
    assert client.cookies["sessionid"]["max-age"] == ""
    assert 0 < client.session.get_expiry_age() <= 8 * 60 * 60
