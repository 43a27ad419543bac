"""Running `kept` within the test process."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from kept.cli.main import main

Run = Callable[..., Result]


@pytest.fixture
def kept() -> Run:
    """`kept("review", "great-lakes")`, as typed; English unless asked otherwise."""

    def run(*arguments: str, code: int = 0) -> Result:
        done = CliRunner().invoke(main, list(arguments), env={"LANG": "en_GB.UTF-8"})
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return done

    return run


@pytest.fixture
def kept_json(kept: Run) -> Callable[..., dict]:
    """The same with `--json`, parsed."""

    def run(*arguments: str, code: int = 0) -> dict:
        return json.loads(kept(*arguments, "--json", code=code).stdout)

    return run
