"""The exercise: made once, whole, for every role."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kept.archive.ledger import LedgerFolder
from kept.archive.recording import fitting, read_register
from kept.web.accounts.models import Role, User
from kept.web.demo import make as making
from kept.web.demo.error import NotADemoError
from kept.web.demo.people import PEOPLE, list_of_accounts
from kept.web.demo.register import make_register
from kept.web.reading import current

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(settings, tmp_path: Path, root: Path) -> Path:
    """An empty data folder, as `kept serve --demo` names it."""
    data = tmp_path / "site"
    data.mkdir()
    settings.KEPT_PROCESS = root / "processes" / "lakes-exercise"
    settings.KEPT_LEDGER = data / "register"
    settings.KEPT_DATA, settings.KEPT_KEYS = data, data / "keys"
    settings.KEPT_DEMO, settings.KEPT_TODAY = True, "2025-11-21"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    current.site.cache_clear()
    return data


def test_it_is_made_whole_and_once(data, settings):
    process = settings.KEPT_PROCESS
    making.make(data, process)
    ledger = LedgerFolder(data / "register")
    note = ledger.checkpoint()
    assert ledger.grade(note) == "mutual"
    said = current.site().folder.statements
    read = read_register(ledger, clearance="confidential", languages=("en", "fr"))
    filed = fitting(current.site().process, read).statements
    public = {each.id for each in said if each.release == "public"}
    assert public <= {each.id for each in filed}
    assert {"belva-notifies-troops-2025-09", "jvm-field-count-2025-08"} <= {
        each.id for each in filed
    }
    assert {each.entered.entered_on.last.isoformat() for each in filed} == {"2025-11-21"}
    making.make(data, process)
    assert LedgerFolder(data / "register").checkpoint() == note
    assert User.objects.count() == len(PEOPLE)


def test_there_is_an_account_for_every_role_but_the_public():
    assert {each.role for each in PEOPLE} == {*Role.values} - {Role.PUBLIC}
    assert all(each.password in list_of_accounts() for each in PEOPLE)


def test_what_was_left_half_made_is_made_anew(data, settings, monkeypatch):
    def breaks(path, ring, process):
        ring.make("secretariat.example/lakes-exercise")
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "make_register", breaks)
    with pytest.raises(KeyboardInterrupt):
        making.make(data, settings.KEPT_PROCESS)
    monkeypatch.setattr(making, "make_register", make_register)
    making.make(data, settings.KEPT_PROCESS)
    assert LedgerFolder(data / "register").size() > 100


def test_nothing_of_another_register_is_touched(data, settings):
    keys = data / "keys"
    keys.mkdir()
    (keys / "log.pem").write_text("not to be lost")
    with pytest.raises(NotADemoError, match="keys of another register"):
        making.make(data, settings.KEPT_PROCESS)
    assert (keys / "log.pem").read_text() == "not to be lost"
    shutil.rmtree(keys)


@pytest.mark.parametrize("demo", [True, False])
def test_whom_one_can_be_is_told_in_an_exercise_alone(data, settings, client, demo):
    settings.KEPT_DEMO, settings.KEPT_LEDGER = demo, None
    page = client.get("/accounts/login/").content.decode()
    assert ("aruna-2-by-the-lakes" in page) is demo
