"""The database of the site, brought up to date; again only when something it rests on changed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import connection

from kept.web.serving import stamps

MIGRATIONS = "django_migrations"  # Django's own table of what was done


def bring_up_to_date() -> None:
    """Make the tables that are missing, unless this code left the database as it is now."""
    stamp: Path = settings.KEPT_DATA / "database.stamp"
    code = stamps.of_code()
    if not (stamp.is_file() and stamp.read_text("ascii") == _stamp(code)):
        _make()
        stamp.write_text(_stamp(code), "ascii")  # last: what was interrupted is done again
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def _make() -> None:
    from django.core.management import call_command  # with all that commands need

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def _stamp(code: str) -> str:
    """What changes whenever the code does, the database is another one, or its tables are."""
    place = (connection.settings_dict["HOST"], connection.settings_dict["NAME"])
    return stamps.digest([code, *map(str, place), *_tables()])


def _tables() -> list[str]:
    """The tables that are there, and what was done to them."""
    with connection.cursor() as cursor:
        names = sorted(each.name for each in connection.introspection.get_table_list(cursor))
        if MIGRATIONS not in names:
            return names
        cursor.execute("SELECT app, name FROM django_migrations")
        return [*names, *sorted(f"{app}\t{name}" for app, name in cursor.fetchall())]
