"""The database of the site, brought up to date; again only when something it rests on changed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

CODE: Final = Path(__file__).resolve().parents[2]


def bring_up_to_date() -> None:
    """Make the tables that are missing, unless this code left the database as it is now."""
    stamp: Path = settings.KEPT_DATA / "database.stamp"
    code = _code()
    if not (stamp.is_file() and stamp.read_text("ascii") == _stamp(code)):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        stamp.write_text(_stamp(code), "ascii")  # last: what was interrupted is done again
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def _stamp(code: str) -> str:
    """What changes whenever the code does, the packages, or what has been made in a database."""
    with connection.cursor() as cursor:
        tables = connection.introspection.get_table_list(cursor)
    made = sorted(MigrationRecorder(connection).applied_migrations())
    told = (code, connection.settings_dict["HOST"], connection.settings_dict["NAME"])
    return _digest([*map(str, told), *sorted(each.name for each in tables), *map(str, made)])


def _code() -> str:
    """What changes whenever a file of kept does, or a package is another one."""
    return _digest([sys.version, *sorted(_packages()), *sorted(_files(CODE))])


def _packages() -> Iterator[str]:
    """The names of what is installed, with versions, as pip and uv write them."""
    for folder in {Path(each) for each in sys.path}:
        if folder.name.endswith("-packages") and folder.is_dir():
            yield from (each.name for each in folder.glob("*.dist-info"))


def _files(folder: Path) -> Iterator[str]:
    for at, below, names in os.walk(folder):
        if "__pycache__" in below:
            below.remove("__pycache__")
        for each in names:
            stat = (Path(at) / each).stat()
            yield f"{at}/{each}\t{stat.st_size}\t{stat.st_mtime_ns}"


def _digest(told: list[str]) -> str:
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
