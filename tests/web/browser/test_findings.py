"""A body comes to a finding in the browsers of its verifier and of its members."""

from __future__ import annotations

import os

from tests.web.browser.test_filing import make_passkey, sign_in

CLAIM = "La route des secours est praticable"
PICTURES = os.environ.get("KEPT_PICTURES")  # a folder to leave what was seen in


def seen(page, name):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def somebody(opened, site, name):
    """Somebody signed in, on a phone, in French, with a passkey of their own."""
    page = opened(locale="fr-FR", viewport={"width": 360, "height": 800})
    sign_in(page, site, name)
    make_passkey(page, site, f"{name} votes")
    return page


def proposed(page, site):
    page.goto(f"{site.url}/desk/statements/new/?commitment=relief-road-opened")
    page.click("button.main")
    page.select_option("#about", "relief-road-open")
    page.check("input[value=done]")
    page.click("button.main")
    page.fill("#when", "2025-11-18")
    page.click("button.main")
    page.fill("#claim_fr", CLAIM)
    page.check("input[value=public]")
    page.click("#words button.main")
    seen(page, "finding-preview")
    page.click("button.main")
    page.wait_for_url("**/findings/**")
    return page.url


def choose_key(page, name, *beside):
    page.check(f"label:has-text('{name} votes') input[name=key]")
    for each in beside:
        page.check(f"label:has-text('{each} votes') input[name=beside]")


def test_a_finding_is_proposed_voted_on_and_signed(demo_site, opened):
    from axe_playwright_python.sync_playwright import Axe

    verifier = somebody(opened, demo_site, "verifier")
    address = proposed(verifier, demo_site)
    second = somebody(opened, demo_site, "belva-2")
    for name, *others in (("aruna-2",), ("belva-1", "belva-2")):
        page = somebody(opened, demo_site, name)
        page.goto(f"{demo_site.url}/desk/")
        assert "votre vote manque" in page.inner_text("#findings")
        page.click(f"#findings a:has-text('{CLAIM}')")
        seen(page, f"finding-vote-{name}")
        assert Axe().run(page).response["violations"] == []
        page.check("input[name=vote][value=for]")
        choose_key(page, name, *others)
        page.click("button.main")
        assert CLAIM not in page.inner_text("pre"), "the vote names the words by their digest"
        page.click("form.passkey button")
        page.wait_for_url("**/receipt/" if not others else "**/papers/**")
    second.goto(f"{demo_site.url}/desk/")
    second.click("#papers a")
    second.click("form.passkey button")
    second.wait_for_url("**/receipt/")
    verifier.goto(address)
    seen(verifier, "finding-adopted")
    choose_key(verifier, "verifier")
    verifier.click("button.main")
    verifier.click("form.passkey button")
    verifier.wait_for_url("**/receipt/")
    verifier.goto(address)
    seen(verifier, "finding-found")
    verifier.click("p.state a")
    assert "Pour" in verifier.inner_text("section[aria-labelledby=votes]")
    assert "adopté" in verifier.inner_text("section[aria-labelledby=votes]")
