"""`kept serve`: make what is missing, then serve until told to stop."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from kept.archive import ProcessNotFoundError
from kept.texts import ProblemsError
from kept.web.demo.error import NotADemoError
from kept.web.serving.options import parser
from kept.web.serving.place import environment


def main(arguments: Sequence[str]) -> int:
    """Serve; the number tells the shell how it went."""
    options = parser().parse_args(arguments)
    try:
        os.environ.update(environment(options))
        prepare(demo=options.demo)
    except ProcessNotFoundError as error:
        return _stop(str(error.args[0]))
    except ProblemsError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return _stop(f"{len(error.problems)} errors in the text; nothing is served.")
    except NotADemoError as error:
        return _stop(str(error))
    if options.account:
        return _give_out(options.account)
    serve(options.host, options.port, options.workers)
    return 0


def prepare(*, demo: bool) -> None:
    """The database and the files of the site, as they must be before it answers."""
    import django

    django.setup()
    from kept.web.serving import database, files

    database.bring_up_to_date()
    files.collect()
    if demo:
        _make_demo()
    from kept.web.reading.current import site

    site().folder  # noqa: B018 -- a text with mistakes is refused now, not in the first answer


def _give_out(account: str) -> int:
    """Make an account, or give it a new password; told once, on the operator's screen alone."""
    from kept.web.accounts.giving import AccountError, give_out
    from kept.web.reading.current import site
    from kept.web.words import saying

    try:
        user, password = give_out(account, site().process)
    except AccountError as error:
        return _stop(saying("en")(f"accounts.error-{error.key}", **error.values))
    print(f"kept: {user.username} may sign in once with this password, within seven days:")
    print(password)
    return 0


def _make_demo() -> None:
    from django.conf import settings

    from kept.web.demo.make import make
    from kept.web.demo.people import list_of_accounts

    make(settings.KEPT_DATA, settings.KEPT_PROCESS)
    print(f"kept: accounts of the exercise\n{list_of_accounts()}", file=sys.stderr)


def serve(host: str, port: int, workers: int) -> None:
    """Answer until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces

    gc.freeze()
    gc.enable()
    if sys.platform == "linux":
        _load()
    print(f"kept: serving on http://localhost:{port}/ (Ctrl-C ends it)", file=sys.stderr)
    Granian(
        "kept.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_enabled=False,
    ).serve()


def _load() -> None:
    """All the workers need, once: they become copies of this process."""
    import multiprocessing

    from django.db import connections

    from kept.web.serving import first
    from kept.web.wsgi import application

    first.ready(application)
    connections.close_all()  # no two processes may share one
    gc.freeze()  # what is never looked at need not be copied
    multiprocessing.set_start_method("fork", force=True)  # since 3.14 they would begin anew


def _stop(message: str) -> int:
    print(f"kept: {message}", file=sys.stderr)
    return 1
