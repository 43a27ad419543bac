"""Every screen in a browser: no violation of accessibility, nothing too wide, nothing too heavy."""

import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

from kept.web.screens import SCREENS

# What stands for the names in an address, of Great Lakes.
NAMED = {
    "commitment": "rdf-disengages",
    "statement": None,
    "indicator": "rdf-troops",
    "phase": None,
    "instrument": "washington-agreement",
    "meeting": None,
    "mechanism": "jscm",
    "actor": "drc",
    "index": None,
}

HEAVIEST = 30_000  # bytes of a page and its style, as sent to a browser, without the font
OVERVIEW = 12_000


def address(screen, site) -> str:
    """An address of this screen that has something to show."""
    from kept.archive import open_process

    folder = open_process(site)
    known = {
        **NAMED,
        "statement": folder.statements[0].id,
        "phase": next(iter(folder.process.phases), None),
        "instrument": next(iter(folder.process.instruments)),
        "meeting": next(iter(folder.process.meetings)),
        "mechanism": next(iter(folder.process.mechanisms)),
    }
    path = screen.path
    for name in screen.names:
        if known.get(name) is None:
            pytest.skip(f"{screen.name} has nothing to show here")
        for converter in ("slug", "int", "str"):
            path = path.replace(f"<{converter}:{name}>", str(known[name]))
    return f"/{path}"


@pytest.fixture(params=SCREENS, ids=[each.name for each in SCREENS])
def screen(request, root):
    return address(request.param, root / "processes" / "great-lakes")


def violations(page, **options) -> list[tuple[str, str]]:
    found = Axe().run(page, options=options or None).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


def test_it_can_be_read_by_everybody(great_lakes_site, opened, screen):
    page = opened()
    asked, sizes = [], {}

    def weigh(response):
        asked.append(response.url)
        if response.ok and not response.url.endswith(".woff2"):
            sizes[response.url] = response.request.sizes()["responseBodySize"]

    page.on("response", weigh)
    page.goto(great_lakes_site.url + screen, wait_until="networkidle")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, runOnly=["color-contrast"]) == []
    page.emulate_media(media="print", color_scheme="light")
    assert not page.locator("nav.menu").is_visible(), "a menu on paper"
    assert page.locator("h1").is_visible()
    abroad = [each for each in asked if not each.startswith((great_lakes_site.url, "data:"))]
    assert abroad == [], "another host is asked"
    most = OVERVIEW if screen == "/" else HEAVIEST
    assert sum(sizes.values()) <= most, sizes


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_fits_a_phone_and_needs_no_script(great_lakes_site, opened, screen, language):
    page = opened(
        f"{great_lakes_site.url}{screen}?lang={language}",
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
    )
    assert page.locator("h1").inner_text()
    box = page.locator("body").evaluate("each => each.scrollWidth")
    assert box <= 360


def test_a_page_is_sent_compressed(great_lakes_site):
    asked = urllib.request.Request(  # noqa: S310
        f"{great_lakes_site.url}/", headers={"Accept-Encoding": "gzip, br"}
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        assert answer.headers["Content-Encoding"] in ("gzip", "br")
