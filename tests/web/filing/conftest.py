"""The exercise with its register, made once and copied for each test; and people signed in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

from kept.web.accounts.models import User
from kept.web.demo.keys import Ring
from kept.web.demo.people import PEOPLE
from kept.web.demo.register import make_register
from kept.web.filing import holds
from kept.web.reading import current

TODAY = "2025-11-21"
ORIGIN = "http://localhost:8155"


@pytest.fixture(scope="session")
def made(tmp_path_factory, root: Path) -> Path:
    """A folder with the register, keys and witnesses of the exercise."""
    data = tmp_path_factory.mktemp("exercise")
    told = {
        "KEPT_PROCESS": root / "processes" / "lakes-exercise",
        "KEPT_LEDGER": data / "register",
        "KEPT_DATA": data,
        "KEPT_KEYS": data / "keys",
        "KEPT_DEMO": True,
        "KEPT_TODAY": TODAY,
    }
    current.site.cache_clear()
    with override_settings(**told):
        make_register(data / "register", Ring(data / "keys"), told["KEPT_PROCESS"])
    current.site.cache_clear()
    return data


@pytest.fixture
def register(made: Path, serving, settings, tmp_path: Path) -> Iterator[Path]:
    """A site with a copy of that register, on the day of the exercise."""
    data = tmp_path / "site"
    shutil.copytree(made, data)
    settings.KEPT_DATA = data
    settings.KEPT_DEMO = True
    settings.KEPT_TODAY = TODAY
    settings.KEPT_ORIGIN = ORIGIN
    holds._looked.clear()
    serving("lakes-exercise", data / "register")
    yield data / "register"
    holds._looked.clear()


@pytest.fixture
def people(db) -> dict[str, User]:
    """The accounts of the exercise; nobody needs their passwords here."""
    return {
        each.name: User.objects.create(username=each.name, role=each.role, party=each.party)
        for each in PEOPLE
    }


@pytest.fixture
def as_(people) -> Callable[[str], Client]:
    """A browser in which somebody is signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(people[name], "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
