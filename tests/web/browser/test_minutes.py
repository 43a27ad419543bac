"""The secretariat records a meeting from its browser, on a phone and without script."""

from __future__ import annotations

import json
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe


def sign_in(page, site):
    page.goto(f"{site.url}/accounts/login/")
    page.fill("input[name=login]", "secretariat")
    page.fill("input[name=password]", "secretariat-by-the-lakes")
    page.locator("form:has(input[name=password]) button").first.click()
    page.wait_for_url("**/desk/")


def fill(page, number):
    page.fill("#number", str(number))
    page.fill("#on", "2025-11-20")
    for each in ("aruna", "sarro-front"):
        page.check(f"input[name=attended][value={each}]")
    page.fill("#agreed_en", f"To open a third camp ({number})")
    page.fill("#agreed_fr", f"Ouvrir un troisième camp ({number})")
    page.select_option("#concerns", ["camps"])
    page.fill("#next_on", "2025-12")


@pytest.mark.parametrize(
    ("number", "options", "sentence"),
    [
        (3, {"locale": "en-GB"}, "To open a third camp (3)"),
        (
            4,
            {
                "locale": "fr-FR",
                "viewport": {"width": 360, "height": 800},
                "java_script_enabled": False,
            },
            "Ouvrir un troisième camp (4)",
        ),
    ],
    ids=["desk", "phone-french-no-script"],
)
def test_a_meeting_is_recorded_and_read(demo_site, opened, number, options, sentence):
    page = opened(**options)
    sign_in(page, demo_site)
    page.goto(f"{demo_site.url}/desk/meetings/new/")
    page.click("a[href='?body=ceasefire-commission']")
    page.click("button.main")
    assert page.locator("[aria-invalid=true]").count() == 1  # nobody was there yet
    fill(page, number)
    page.click("button.main")
    assert sentence in page.locator("main").inner_text()
    page.click("button[name=record]")
    page.wait_for_url("**/recorded/")
    page.click(f"main a[href^='/meetings/ceasefire-commission-{number}/']")
    assert sentence in page.locator("main").inner_text()
    data = f"{demo_site.url}/mechanisms/ceasefire-commission/data.json"
    with urllib.request.urlopen(data) as answer:  # noqa: S310
        told = json.load(answer)
    held = [each["number"] for each in told["meetings"] if each["is"] == "held"]
    assert number in held
    assert told["next_on"] == "2025-12-01..2025-12-31"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_form_can_be_read_by_everybody(demo_site, opened, scheme):
    page = opened(color_scheme=scheme, viewport={"width": 360, "height": 800})
    sign_in(page, demo_site)
    page.goto(f"{demo_site.url}/desk/meetings/new/?body=jsc")
    page.click("button.main")
    found = Axe().run(page).response["violations"]
    own = [each["id"] for each in found if "fictional" not in each["nodes"][0]["html"]]
    assert own == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
