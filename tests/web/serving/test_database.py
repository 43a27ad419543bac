"""The database is brought up to date when anything it rests on has changed, and only then."""

import sys

import pytest
from django.contrib.sessions.models import Session
from django.core import management
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from kept.web.serving import database, stamps

pytestmark = pytest.mark.django_db
BOTH = ["migrate", "createcachetable"]


@pytest.fixture
def commanded(settings, tmp_path, monkeypatch):
    """What was done to the database; the code is one file, the packages one package."""
    settings.KEPT_DATA.mkdir()
    monkeypatch.setattr(stamps, "CODE", tmp_path / "code")
    (tmp_path / "code" / "migrations").mkdir(parents=True)
    (tmp_path / "code" / "migrations" / "0001_initial.py").write_text("")
    (tmp_path / "site-packages" / "django-5.2.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site-packages")])
    done = []
    monkeypatch.setattr(management, "call_command", lambda name, **_: done.append(name))
    database.bring_up_to_date()
    assert done == BOTH
    done.clear()
    return done


def test_nothing_is_done_twice(commanded, tmp_path):
    (tmp_path / "code" / "__pycache__").mkdir()
    (tmp_path / "code" / "__pycache__" / "made.pyc").write_bytes(b"by the interpreter")
    database.bring_up_to_date()
    assert commanded == []


def a_new_migration(folder):
    (folder / "code" / "migrations" / "0002_more.py").write_text("")


def another_migration(folder):
    (folder / "code" / "migrations" / "0001_initial.py").write_text("# of the same name")


def another_package(folder):
    package = folder / "site-packages" / "django-5.2.dist-info"
    package.rename(package.with_name("django-5.3.dist-info"))


def an_older_database(folder):
    MigrationRecorder(connection).record_unapplied("filing", "0001_initial")


def another_table(folder):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE another (id integer)")


def another_place(folder):
    stamps.CODE.rename(folder / "moved")
    stamps.CODE = folder / "moved"


def half_a_stamp(folder):
    stamp = folder / "site" / "database.stamp"
    stamp.write_text(stamp.read_text()[:32])


@pytest.mark.parametrize(
    "change",
    [
        *(a_new_migration, another_migration, another_package, an_older_database, another_table),
        *(another_place, half_a_stamp),
    ],
)
def test_what_it_rests_on_is_never_missed(commanded, tmp_path, change):
    change(tmp_path)
    database.bring_up_to_date()
    assert commanded == BOTH
    database.bring_up_to_date()
    assert commanded == BOTH


def test_what_was_interrupted_is_done_again(commanded, tmp_path, monkeypatch):
    def interrupted(name, **_):
        raise KeyboardInterrupt

    a_new_migration(tmp_path)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(management, "call_command", interrupted)
        database.bring_up_to_date()
    database.bring_up_to_date()
    assert commanded == BOTH


def test_sessions_that_are_over_are_forgotten(commanded):
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now())
    database.bring_up_to_date()
    assert not Session.objects.exists()
