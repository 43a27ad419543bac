"""What people come for, from the first page to the answer."""

import subprocess
import sys
import zipfile

import pytest

PHONE = {"viewport": {"width": 360, "height": 740}}
DESK = {"viewport": {"width": 1280, "height": 900}}
READERS = [
    pytest.param({"lang": "en", **DESK}, id="at a desk"),
    pytest.param({"lang": "fr", **PHONE}, id="en français, on a phone"),
    pytest.param({"lang": "en", **DESK, "java_script_enabled": False}, id="without script"),
]


def visit(opened, site, reader, path="/"):
    options = {name: value for name, value in reader.items() if name != "lang"}
    return opened(f"{site.url}{path}?lang={reader['lang']}", **options)


@pytest.mark.parametrize("reader", READERS)
def test_a_citizen_finds_why_a_commitment_is_contested(great_lakes_site, opened, reader):
    page = visit(opened, great_lakes_site, reader)
    contested = page.locator(".plain > li", has=page.locator(".s-contested")).first
    contested.locator("a[href*='#why']").click()  # the one click
    assert page.url.endswith("#why")
    accounts = page.locator("main").inner_text()
    for side in ("DRC", "Rwanda") if reader["lang"] == "en" else ("RDC", "Rwanda"):
        assert side in accounts
    assert page.locator("#why").is_visible()


@pytest.mark.parametrize("reader", READERS)
def test_an_observer_changes_day_and_standpoint(great_lakes_site, opened, reader):
    page = visit(opened, great_lakes_site, reader)
    before = page.locator("h1").inner_text()
    page.locator("input[name=on]").fill("2025-10-15")
    page.locator("input[name=known_at]").fill("2025-10-15")
    page.locator("select[name=standpoint]").select_option("rwanda")
    page.locator(".asof button").click()
    assert "on=2025-10-15" in page.url
    assert "standpoint=rwanda" in page.url
    assert page.locator("h1").inner_text() != before
    page.locator("nav.menu a").nth(1).click()  # and stays with it on the next page
    assert "standpoint=rwanda" in page.url


@pytest.fixture(scope="session")
def receipt(demo_site, root, tmp_path_factory):
    """A receipt of the exercise's register, as a delegation takes it away."""
    from kept.archive.ledger import LedgerFolder
    from kept.archive.recording import fold_all
    from kept.ledger.entries.entry import entry_code

    register = demo_site.data / "register"
    entries = fold_all(LedgerFolder(register)).entries
    code = next(entry_code(each.hash) for each in entries if each.header.type == "statement.filed")
    bundle = tmp_path_factory.mktemp("receipt") / "proof.zip"
    command = [sys.executable, "-m", "kept.cli", "ledger", "receipt", str(register), code]
    done = subprocess.run(
        [*command, "--bundle", str(bundle)],
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return bundle


def judged(page) -> str:
    result = page.locator("#ledger-check-result")
    result.wait_for(state="visible", timeout=60_000)
    return result.inner_text()


def test_a_receipt_is_checked_on_the_ledger_page(demo_site, opened, receipt):
    page = opened(f"{demo_site.url}/ledger/")
    sent = []
    page.on("request", lambda each: sent.append(each.method))
    page.locator("#ledger-check-file").set_input_files(receipt)
    assert "unchanged" in judged(page) or "accepted" in judged(page).lower()
    assert "POST" not in sent, "a receipt is uploaded"


def test_a_receipt_that_was_tampered_with_is_refused(demo_site, opened, receipt, tmp_path):
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(receipt) as whole, zipfile.ZipFile(forged, "w") as copy:
        for name in whole.namelist():
            data = whole.read(name)
            if "entries" in name or name.endswith((".entry", ".dsse", ".json")):
                data = data.replace(b"a", b"b", 1)
            copy.writestr(name, data)
    page = opened(f"{demo_site.url}/ledger/")
    page.locator("#ledger-check-file").set_input_files(forged)
    told = judged(page).lower()
    assert "not accepted" in told or "refused" in told or "does not hold" in told, told
