"""Where the site has a register, the new text is an entry of it, signed by its recorder."""

import re

import pytest

from kept.archive.ledger import LedgerFolder
from kept.archive.recording import read_register
from kept.web.demo.keys import Ring
from kept.web.demo.register import make_register
from kept.web.minutes.entering import enter_text
from kept.web.reading.current import site

NEW = "/desk/meetings/new/?body="


@pytest.fixture
def register(settings, root, serving):
    settings.KEPT_DATA.mkdir(parents=True)
    settings.KEPT_DEMO = True
    settings.KEPT_LEDGER = settings.KEPT_DATA / "register"
    settings.KEPT_PROCESS = root / "processes" / "lakes-exercise"
    make_register(settings.KEPT_LEDGER, Ring(settings.KEPT_KEYS), settings.KEPT_PROCESS)
    serving("lakes-exercise", settings.KEPT_LEDGER)
    return LedgerFolder(settings.KEPT_LEDGER)


def texts(register):
    return read_register(register, clearance="confidential").text_of("lakes-exercise")


def test_a_recorded_meeting_enters_the_register(desk, filled, register):
    before = texts(register)
    assert enter_text().word == "unchanged"
    client = desk()
    preview = client.post(NEW + "jvm", {**filled, "preview": "1"})
    base = re.search(r'name="base" value="([^"]+)"', preview.content.decode())[1]
    done = client.post(NEW + "jvm", {**filled, "base": base, "record": "1"}, follow=True)
    after = texts(register)
    assert after.entry != before.entry
    assert f"sha256:{after.digest}" == site().process.digest
    assert re.search(r"The new text is entry \d+ of the register\.", done.content.decode())


def test_without_the_recorders_key_it_says_who_must_enter_it(desk, filled, register, settings):
    key = next(settings.KEPT_KEYS.glob("secretariat-recorder*"))
    for each in settings.KEPT_KEYS.glob("secretariat-recorder*"):
        each.unlink()
    assert not key.exists()
    assert enter_text().word == "no-key"


def test_a_site_without_a_register_says_so(exercise):
    assert enter_text().word == "no-register"
