"""A delegation files from its browser; the other one sees it from the release date on."""

from __future__ import annotations

import json
import urllib.request

import pytest

PASSKEYS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def sign_in(page, site, name):
    page.goto(f"{site.url}/accounts/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", f"{name}-by-the-lakes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")


def make_passkey(page, site, label):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEYS})
    page.goto(f"{site.url}/desk/keys/")
    page.fill("#label", label)
    page.click("form.passkey button")
    page.wait_for_selector(".done")


def write(page, site, claim, from_on):
    page.goto(f"{site.url}/desk/statements/new/?commitment=relief-road-opened")
    page.click("button.main")
    page.select_option("#about", "relief-road-open")
    page.check("input[value=done]")
    page.click("button.main")
    page.fill("#when", "2025-11-18")
    page.click("button.main")
    page.fill("#claim_fr", claim)
    page.check("input[value=parties]")
    page.fill("#from_on", from_on)
    page.click("#words button.main")


@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_a_delegation_files_with_a_passkey_and_the_other_sees_it_when_it_may(
    demo_site, opened, language
):
    claim = f"La route des secours est ouverte, dit-on en {language}"
    page = opened(locale=language, viewport={"width": 360, "height": 800})
    sign_in(page, demo_site, "aruna-2")
    make_passkey(page, demo_site, f"Phone {language}")  # the account may have others elsewhere
    write(page, demo_site, claim, "2025-11-29")
    page.check(f"label:has-text('Phone {language}') input[name=key]")
    page.click("button.main")
    assert claim in page.inner_text("pre")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("form.passkey button")
    page.wait_for_url("**/receipt/")
    assert "mutu" in page.inner_text("main").lower()
    assert len(page.inner_text(".code").split("-")) == 5
    page.goto(f"{demo_site.url}/desk/")
    assert claim in page.inner_text("#filed")
    other = opened(locale=language)
    sign_in(other, demo_site, "belva-1")
    statements = f"{demo_site.url}/data.json"
    assert claim not in other.request.get(f"{demo_site.url}/desk/").text()
    assert other.request.get(statements).ok
    with urllib.request.urlopen(statements) as public:  # noqa: S310
        assert claim not in json.dumps(json.load(public), ensure_ascii=False)


def test_reading_and_writing_need_no_script(demo_site, opened):
    page = opened(java_script_enabled=False)
    sign_in(page, demo_site, "aruna-1")
    write(page, demo_site, "Sans script", "")
    assert "Sans script" in page.inner_text("main")
    page.goto(f"{demo_site.url}/desk/")
    assert "Sans script" in page.inner_text("#drafts")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_on_the_desk_shuts_anybody_out(demo_site, opened, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(color_scheme=scheme)
    sign_in(page, demo_site, "aruna-2")
    write(page, demo_site, "Axe", "")
    here = page.url.removesuffix("preview/")
    steps = [f"{here}{name}" for name in ("about/?again=1", "when/", "words/", "preview/")]
    desk = ("desk/", "desk/keys/", "desk/visits/new/", "desk/statements/new/", "checks/")
    found = {}
    for address in (*steps, *(f"{demo_site.url}/{name}" for name in desk)):
        page.goto(address)
        for each in Axe().run(page).response["violations"]:
            found[address, each["id"]] = each["nodes"][0]["html"]
    assert found == {}
