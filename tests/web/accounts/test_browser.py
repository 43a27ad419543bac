"""Passkeys in a browser, under the site's policy for contents: made, used, refused."""

import shutil

import pytest
from django.core.cache import caches
from pytest_django.live_server_helper import LiveServer
from tests.verifiers.tools import missing
from tests.web.accounts.people import PASSWORD, account

from kept.web.accounts.models import Act, User
from kept.web.serving import made

PATIENCE = 20_000  # milliseconds; two slow cores may be busy with other tests
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def chromium():
    program = shutil.which("chromium")
    if program is None:
        missing("BROWSER", "chromium is not here: chromium")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        running = playwright.chromium.launch(executable_path=program, args=arguments)
        yield running
        running.close()


class Person:
    """Somebody before a browser, with a security key that says yes or is not there."""

    def __init__(self, browser, address, **options):
        self.address, self.said = address, []
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.devices = self.context.new_cdp_session(self.page)
        self.devices.send("WebAuthn.enable")
        self.key = self.devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    def opens(self, path):
        self.page.goto(self.address + path)

    def sees(self, text):
        self.page.get_by_text(text, exact=False).first.wait_for()

    def signs_in(self, name):
        self.opens("/accounts/login/")
        self.page.get_by_label("Account").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/desk/")

    def confirms(self):
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Go on").click()

    def adds_a_passkey(self):
        self.opens("/accounts/2fa/webauthn/add/")
        self.confirms()
        self.page.get_by_label("What to call it").fill("grey key")
        self.page.get_by_role("button", name="Add a passkey").click()
        self.page.wait_for_url("**/recovery-codes/")

    def signs_out(self):
        self.opens("/accounts/logout/")
        self.page.locator("main button").click()
        self.page.wait_for_load_state()

    def is_in(self):
        self.opens("/accounts/")
        return "/login/" not in self.page.url

    def loses_the_key(self):
        told = {"authenticatorId": self.key["authenticatorId"], "isUserVerified": False}
        self.devices.send("WebAuthn.setUserVerified", told)

    def complaints(self):
        return [each for each in self.said if "Content Security" in each or "Refused" in each]


@pytest.fixture
def address(transactional_db, apart, settings, tmp_path):
    """A server for this test alone, as the settings are by now."""
    made.write(tmp_path / "made")
    settings.STATICFILES_DIRS = [settings.STATICFILES_DIRS[0], tmp_path / "made"]
    server = LiveServer("localhost")
    server.thread.httpd.daemon_threads = False  # stopping waits for answers under way
    yield server.url
    server.stop()
    caches["attempts"].clear()  # no table of a model: nobody else empties it


@pytest.fixture
def person(chromium, address, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    account("aruna-1", "signatory", "aruna")
    made = Person(chromium, address, locale="en")
    yield made
    made.context.close()


def test_a_passkey_is_made_and_signs_in_without_name_or_password(person):
    person.signs_in("aruna-1")
    person.adds_a_passkey()
    person.sees("10 codes are left")
    person.signs_out()
    assert not person.is_in()
    person.opens("/accounts/login/?next=%2Faccounts%2F2fa%2F")
    person.page.get_by_role("button", name="Use a passkey").click()
    person.page.wait_for_url("**/accounts/2fa/")
    assert person.is_in()
    assert person.complaints() == []
    acts = list(Act.objects.values_list("act", flat=True))
    assert [acts[0], acts[-1]] == ["signed-in", "signed-in"]
    assert "factor-added" in acts


def test_it_is_the_second_step_after_a_password(person):
    person.signs_in("aruna-1")
    person.adds_a_passkey()
    person.signs_out()
    person.opens("/accounts/login/")
    person.page.get_by_label("Account").fill("aruna-1")
    person.page.get_by_label("Password").fill(PASSWORD)
    person.page.get_by_role("button", name="Sign in").click()
    person.page.wait_for_url("**/2fa/authenticate/")
    person.page.get_by_role("button", name="Use a passkey").click()
    person.page.wait_for_url("**/desk/")
    assert person.is_in()
    assert person.complaints() == []


def test_it_shows_again_who_somebody_is(person):
    person.signs_in("aruna-1")
    person.adds_a_passkey()
    person.opens("/accounts/2fa/webauthn/reauthenticate/?next=/accounts/")
    person.page.get_by_role("button", name="Use a passkey").click()
    person.page.wait_for_url("**/accounts/")
    assert person.complaints() == []


def test_a_name_under_attack_from_elsewhere_still_comes_in_with_it(person, client):
    person.signs_in("aruna-1")
    person.adds_a_passkey()
    person.signs_out()
    for n in range(60):
        given = {"login": "aruna-1", "password": "wrong"}
        client.post("/accounts/login/", given, REMOTE_ADDR=f"203.0.113.{n}")
        client.post("/accounts/login/", given, REMOTE_ADDR="127.0.0.1")
    person.opens("/accounts/login/")
    person.page.get_by_role("button", name="Use a passkey").click()
    person.page.wait_for_url("**/desk/")
    assert person.is_in()


def test_one_that_is_not_taken_is_told_on_the_page(person):
    person.signs_in("aruna-1")
    person.adds_a_passkey()
    person.signs_out()
    person.loses_the_key()
    person.opens("/accounts/login/")
    assert not person.page.locator("#passkey-trouble").is_visible()
    person.page.get_by_role("button", name="Use a passkey").click()
    person.sees("The passkey was not taken")
    assert not person.is_in()


def test_a_closed_account_is_told_so_and_stays_out(person):
    person.signs_in("aruna-1")
    person.adds_a_passkey()
    person.signs_out()
    User.objects.update(is_active=False)
    person.opens("/accounts/login/")
    person.page.get_by_role("button", name="Use a passkey").click()
    person.sees("This account is closed")
    assert not person.is_in()


def test_without_script_a_name_and_a_password_suffice(chromium, person, address):
    plain = Person(chromium, address, locale="en", java_script_enabled=False)
    plain.opens("/accounts/login/")
    assert "Passkeys need JavaScript" in plain.page.inner_text("main")
    plain.signs_in("aruna-1")
    assert plain.is_in()
    plain.context.close()


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("fr", "dark")])
def test_every_page_can_be_heard_and_fits_a_telephone(chromium, person, address, language, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    User.objects.update(role="secretariat", party="")
    account("observer-1")
    person.signs_in("aruna-1")
    person.adds_a_passkey()
    kept = person.context.storage_state()
    size = {"width": 360, "height": 740}
    reader = Person(chromium, address, storage_state=kept, viewport=size, color_scheme=scheme)
    found = {}
    for page in ("", "people/", "log/", "2fa/", "2fa/webauthn/", "password/change/", "logout/"):
        reader.opens(f"/accounts/{page}?lang={language}")
        told = axe.run(reader.page).response["violations"]
        wider = reader.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[page] = [each["id"] for each in told] + (["too wide"] if wider > 0 else [])
    reader.signs_out()
    reader.opens(f"/accounts/login/?lang={language}")
    found["login/"] = [each["id"] for each in axe.run(reader.page).response["violations"]]
    reader.context.close()
    assert {page: each for page, each in found.items() if each} == {}
    assert reader.said == []
