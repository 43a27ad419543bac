"""A delegation at its desk, as a browser shows it: from the first question to the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

Shown = tuple[str, str, Any]  # a name, what it shows, the page
PASSKEYS: Final = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def desk(browser: Any, url: str, width: int) -> Iterator[Shown]:
    """Every page of filing, then those of the secretariat and of the ledger's reader."""
    yield from _files(browser, url, width)
    yield from _secretariat(browser, url, width)


def _files(browser: Any, url: str, width: int) -> Iterator[Shown]:
    with _context(browser, width) as context:
        page = context.new_page()
        page.goto(f"{url}/accounts/login/")
        yield "login", "signing in", page
        sign_in(page, url, "aruna-2")
        yield "desk", "the desk of a delegation", page
        _make_passkey(page, url)
        yield "desk-keys", "the keys a delegation signs with", page
        yield from _writes(page, url)


def _writes(page: Any, url: str) -> Iterator[Shown]:
    page.goto(f"{url}/desk/statements/new/?commitment=relief-road-opened")
    yield "filing-new", "filing: which commitment", page
    page.click("button.main")
    page.select_option("#about", "relief-road-open")
    page.check("input[value=done]")
    yield "filing-about", "filing: what happened", page
    page.click("button.main")
    page.fill("#when", "2025-11-18")
    yield "filing-when", "filing: when, where, how known", page
    page.click("button.main")
    page.fill("#claim_en", "The relief road is open to trucks.")
    page.fill("#claim_fr", "La route des secours est ouverte aux camions.")
    page.check("input[value=parties]")
    yield "filing-words", "filing: the words, and who may see them", page
    page.click("#words button.main")
    yield "filing-preview", "filing: as it will stand", page
    page.click("button.main")
    page.wait_for_selector("form.passkey button")
    yield "filing-paper", "filing: exactly what is signed", page
    page.click("form.passkey button")
    page.wait_for_url("**/receipt/")
    yield "filing-receipt", "filing: the receipt", page


def _secretariat(browser: Any, url: str, width: int) -> Iterator[Shown]:
    with _context(browser, width) as context:
        page = context.new_page()
        sign_in(page, url, "secretariat")
        yield "secretariat", "the desk of the secretariat", page
        page.goto(f"{url}/desk/meetings/new/")
        yield "minutes", "entering the minutes of a meeting", page


def sign_in(page: Any, url: str, name: str) -> None:
    """Sign in as one of the exercise's people."""
    page.goto(f"{url}/accounts/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", f"{name}-by-the-lakes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")


def _make_passkey(page: Any, url: str) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEYS})
    page.goto(f"{url}/desk/keys/")
    page.fill("#label", "Field phone")
    page.click("form.passkey button")
    page.wait_for_selector(".done")


def _context(browser: Any, width: int) -> Any:
    return browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
