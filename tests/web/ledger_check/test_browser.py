"""The check in a browser, under the site's policy for contents: what a reader sees."""

import shutil
import time

import pytest
from tests.ledger.bundle.exercise import founded, lakes
from tests.verifiers.tools import missing
from tests.web.ledger_check.damaged import refused
from tests.web.ledger_check.modules import page_words
from tests.web.ledger_check.site import CSP, site

from kept.ledger.bundle import receipt_bundle, whole_bundle, write_zip

PATIENCE = 20_000  # milliseconds; two slow cores may be busy with other tests


@pytest.fixture(scope="module")
def exercise():
    return lakes()


@pytest.fixture(scope="module")
def files(exercise):
    return receipt_bundle(exercise.read, exercise.files, 5, **exercise.shown())


@pytest.fixture(scope="module")
def served(exercise):
    policies = {grade: text.decode() for grade, text in exercise.policies.items()}
    with site(policies) as found:
        yield found


@pytest.fixture(scope="module")
def chromium():
    program = shutil.which("chromium")
    if program is None:
        missing("BROWSER", "chromium is not here: chromium")
    try:
        from playwright import sync_api as api
    except ModuleNotFoundError:
        missing("BROWSER", "playwright is not installed")
    with api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        running = playwright.chromium.launch(executable_path=program, args=arguments)
        yield running
        running.close()


class Visit:
    """A page opened, everything it complained of, and every address it asked for."""

    def __init__(self, browser, address, folder, **options):
        self.folder = folder
        self.page = browser.new_page(**options)
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address)

    def give(self, name, data):
        (self.folder / name).write_bytes(data)
        self.page.set_input_files("#ledger-check-file", self.folder / name)
        return self.result()

    def result(self):
        result = self.page.locator("#ledger-check-result[aria-busy=false]")
        result.wait_for(timeout=PATIENCE)
        return result.inner_text()

    def own(self, policy):
        self.page.fill("#ledger-check-own", policy.decode())


@pytest.fixture
def visit(chromium, served, tmp_path):
    address, _ = served
    opened = []

    def begin(path="/en", **options):
        opened.append(Visit(chromium, address + path, tmp_path, **options))
        return opened[-1]

    yield begin
    for each in opened:
        each.page.close()
        assert each.said == []
        assert all(url.startswith((address, "data:", "blob:")) for url in each.asked)


def test_the_page_is_served_as_strictly_as_the_site():
    security = pytest.importorskip("kept.web.settings.security")
    assert security.KEPT_CSP == CSP


def test_a_good_receipt_is_accepted(visit, files, served):
    page = visit()
    said = page.give("receipt.zip", write_zip(files))
    assert said.startswith("✔ Accepted") and "Entry 5" in said
    assert "not that the site is honest" in said
    assert page.page.locator("#ledger-check-status").inner_text().startswith("Accepted. Entry 5")
    assert {method for method, _ in served[1]} == {"GET"}


def test_a_bundle_of_several_entries_lists_them(visit, exercise):
    page = visit()
    whole = whole_bundle(exercise.read, exercise.files, **exercise.shown())
    assert "All stand unchanged" in page.give("whole.zip", write_zip(whole))
    rows = page.page.locator(".check-entries tbody tr")
    assert rows.count() == 9  # not the entries that say who may sign
    assert "13:00:01" in rows.nth(1).inner_text()


def test_with_a_policy_of_ones_own_it_says_so(visit, files, exercise):
    page = visit()
    page.own(exercise.policy)
    said = page.give("receipt.zip", write_zip(files))
    assert said.startswith("✔ Accepted") and "not that the site is honest" not in said
    assert "your own policy" in said


def test_another_policy_refuses_and_the_first_can_be_tried_again(visit, files):
    page = visit()
    page.own(founded(witnesses=("aruna", "belva", "carna", "dora")).policy)
    assert page.give("receipt.zip", write_zip(files)).startswith("✘ NOT accepted")
    page.page.check("input[value=mutual]")
    page.page.click("#ledger-check-form button")
    page.page.locator(".check-accepted").wait_for(timeout=PATIENCE)


def test_everything_else_is_refused_with_a_reason_within_seconds(visit, files):
    page = visit()
    large = ("60 MB", bytes(60 * 1024 * 1024), "file-over")
    for number, (name, data, code) in enumerate([*refused(files), large]):
        began = time.monotonic()
        said = page.give(f"{number}.zip", data)
        took = time.monotonic() - began
        word = "? Not decided" if code.endswith("-over") else "✘ NOT accepted"
        assert said.startswith(word), (name, said)
        assert len(said.splitlines()) >= 3, name  # the verdict, why, and what to do
        assert took < 10, (name, took)
    assert "33,554,432 bytes" in said


def test_a_file_can_be_dropped(visit, files):
    page = visit()
    data = list(write_zip(files))
    transfer = page.page.evaluate_handle(
        """(bytes) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], "receipt.zip"));
            return transfer;
        }""",
        data,
    )
    page.page.dispatch_event("#ledger-check-drop", "drop", {"dataTransfer": transfer})
    assert page.result().startswith("✔ Accepted")


def test_french_speaks_french(visit, files):
    page = visit("/fr")
    said = page.give("recepisse.zip", write_zip(files))
    assert said.startswith("✔ Accepté") and "21 novembre 2026" in said
    assert page.page.locator("summary", has_text="Ce qui a été vérifié").count() == 1


def test_the_keyboard_reaches_everything(visit):
    page = visit()
    page.page.locator("body").focus()
    met = set()
    for _ in range(12):
        page.page.keyboard.press("Tab")
        met.add(page.page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"ledger-check-file", "ledger-check-own", "ledger-check-code", "SUMMARY"} <= met


def test_without_script_it_says_how_to_check(visit):
    page = visit(java_script_enabled=False)
    body = page.page.locator("body").inner_text()
    assert page_words("en")["no-script"] in body
    assert not page.page.locator("#ledger-check-tool").is_visible()
    assert page.page.locator("#ledger-check-code").is_visible()


def test_nothing_is_inaccessible(visit, files):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit()
    page.give("receipt.zip", write_zip(files))
    # axe is put into the page by its owner: the policy for contents allows no script of others.
    found = axe.run(page.page, options={"resultTypes": ["violations"]})
    assert found.response["violations"] == []
